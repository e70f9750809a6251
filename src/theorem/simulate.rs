//! One draw of the constructed task: the excess risk that a learner reaches, in closed form.

use super::task::{MISSING, Setting, Violation};
use crate::rng::Rng;
use nalgebra::{DMatrix, DVector};

/// The excess risk of least squares on n strong labels over features that m weak ones have given. None where m gives
/// features that cannot be told apart.
pub fn pretrained(setting: &Setting, n: usize, m: f64, rng: &mut Rng) -> Option<f64> {
    let k = setting.features;
    let count = setting.coordinates(m);
    let deviation = setting.weak_noise / m.sqrt();
    // Second moments: P of ĝ with itself, Q of ĝ with g, R of g with itself.
    let mut p = DMatrix::<f64>::zeros(k, k);
    let mut q = DMatrix::<f64>::zeros(k, k);
    let mut r = DMatrix::<f64>::identity(k, k) * (setting.tail(count) / k as f64);
    let mut estimate = vec![0.0; k];
    for j in 0..count as usize {
        let (own, b) = (j % k, setting.coefficient(j));
        for (i, estimate) in estimate.iter_mut().enumerate() {
            *estimate = deviation * f64::from(rng.normal()) + if i == own { b } else { 0.0 };
        }
        for (i, one) in estimate.iter().enumerate() {
            for (h, other) in estimate.iter().enumerate() {
                p[(i, h)] += one * other;
            }
            q[(i, own)] += one * b;
        }
        r[(own, own)] += b * b;
    }
    let theta = direction(k);
    let root = p.clone().cholesky()?;
    let wanted = &q * &theta;
    let best = root.solve(&wanted);
    // What of the strong label no combination of ĝ explains; to the labels it is noise.
    let total = theta.dot(&(&r * &theta));
    let mut unexplained = (total - wanted.dot(&best)).max(0.0);
    unexplained += missing(setting);
    let found = least_squares(setting, &root.l(), &best, unexplained, n, rng)?;
    let apart = &found - &best;
    Some(apart.dot(&(&p * &apart)) + unexplained)
}

/// The excess risk without weak labels: every coordinate's share of y from n strong labels.
pub fn from_scratch(setting: &Setting, n: usize, rng: &mut Rng) -> f64 {
    let count = setting.coordinates(n as f64);
    let missing = missing(setting);
    // The same noise is in every coordinate's mean: given it, they are independent normal numbers of this variance.
    let squares: f64 = (0..n).map(|_| noise(setting, missing, rng).powi(2)).sum();
    let deviation = squares.sqrt() / n as f64;
    let mut error = setting.tail(count) / setting.features as f64 + missing;
    for _ in 0..count as usize {
        error += (deviation * f64::from(rng.normal())).powi(2);
    }
    error
}

/// The variance of what no weak label speaks of.
fn missing(setting: &Setting) -> f64 {
    match setting.violation {
        Violation::MissingPart => MISSING,
        _ => 0.0,
    }
}

/// The noise of one strong label, with the part of that variance which is noise to the features.
fn noise(setting: &Setting, unexplained: f64, rng: &mut Rng) -> f64 {
    let own = match setting.violation {
        Violation::HeavyNoise => heavy(rng),
        _ => f64::from(rng.normal()),
    };
    unexplained.sqrt() * f64::from(rng.normal()) + setting.noise * own
}

/// θ, of length 1 and no axis.
fn direction(k: usize) -> DVector<f64> {
    DVector::from_fn(k, |i, _| if i % 2 == 0 { 1.0 } else { -0.5 }).normalize()
}

/// Least squares on n rows of ĝ = L z, z standard normal, with labels bestᵀĝ and noise.
fn least_squares(
    setting: &Setting,
    l: &DMatrix<f64>,
    best: &DVector<f64>,
    unexplained: f64,
    n: usize,
    rng: &mut Rng,
) -> Option<DVector<f64>> {
    let k = setting.features;
    let mut gram = DMatrix::<f64>::zeros(k, k);
    let mut moment = DVector::<f64>::zeros(k);
    for _ in 0..n {
        let z = DVector::from_fn(k, |_, _| f64::from(rng.normal()));
        let row = l * z;
        let noise = noise(setting, unexplained, rng);
        gram += &row * row.transpose();
        moment += &row * (row.dot(best) + noise);
    }
    Some(gram.cholesky()?.solve(&moment))
}

/// How heavy the tails are: there is a mean, and no variance.
const TAIL_INDEX: f64 = 1.5;

/// Symmetric with |ε| > t with probability (1 + t)^−1.5.
fn heavy(rng: &mut Rng) -> f64 {
    let open = 1.0 - f64::from(rng.uniform());
    let size = libm::pow(open, -1.0 / TAIL_INDEX) - 1.0;
    if rng.uniform() < 0.5 { -size } else { size }
}
