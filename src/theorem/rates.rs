//! Excess risk against n, over seeds, and the slopes of it.

use super::simulate::{from_scratch, pretrained};
use super::task::{MOST_COORDINATES, Setting, Violation};
use crate::number::format;
use crate::rng::{Rng, Stream};
use serde::Serialize;

/// Excess risk at each n: geometric means over the seeds, and one standard deviation of the logarithm either way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curve {
    /// None: from scratch.
    pub beta: Option<f64>,
    /// Weak labels at each n.
    pub m: Vec<f64>,
    pub risk: Vec<f64>,
    pub low: Vec<f64>,
    pub high: Vec<f64>,
    /// Of log risk against log n over the upper half of n: the mean of the seeds' slopes, and its 95 % interval.
    pub slope: f64,
    pub interval: [f64; 2],
    /// −min(1, αβ); from scratch, −α.
    pub predicted: f64,
    /// The theorem's bound at each n, (αβ log n + log(1/δ))/n + n^{−αβ} times one constant: such that it lies above a
    /// share of 1 − δ of the seeds at every n. Its shape is the theorem's, its height is not.
    pub bound: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    pub n: Vec<usize>,
    pub seeds: u32,
    pub delta: f64,
    pub alpha: f64,
    pub curve: Curve,
}

/// The bounds of what may be asked for.
pub const MOST_SEEDS: u32 = 100;
pub const MOST_N: usize = 100_000;

/// One curve: for `beta` with pretraining, without it from scratch. The error names what is wrong and what would be right.
pub fn table(
    setting: &Setting,
    beta: Option<f64>,
    ns: &[usize],
    (seed, seeds): (u32, u32),
    delta: f64,
) -> Result<Table, String> {
    check(setting, beta, ns, seeds, delta)?;
    let logs: Vec<f64> = ns.iter().map(|&n| libm::log(n as f64)).collect();
    let m: Vec<f64> = ns
        .iter()
        .map(|&n| beta.map_or(0.0, |beta| setting.weak_labels(n, beta)))
        .collect();
    // Log risk, [seeds][ns].
    let mut risks = Vec::new();
    for run in 0..seeds {
        let mut row = Vec::new();
        for (at, (&n, &m)) in ns.iter().zip(&m).enumerate() {
            let mut rng = Rng::at(seed.wrapping_add(run), Stream::Theorem, at as u32);
            let risk = match beta {
                Some(_) => pretrained(setting, n, m, &mut rng),
                None => Some(from_scratch(setting, n, &mut rng)),
            };
            row.push(libm::log(risk.unwrap_or(f64::NAN).max(f64::MIN_POSITIVE)));
        }
        risks.push(row);
    }
    let column = |at: usize| risks.iter().map(|row| row[at]).collect::<Vec<f64>>();
    let spread: Vec<(f64, f64)> = (0..ns.len())
        .map(|at| mean_and_deviation(&column(at)))
        .collect();
    let half = ns.len() / 2;
    let slopes: Vec<f64> = risks
        .iter()
        .map(|row| slope(&logs[half..], &row[half..]))
        .collect();
    let (mean, deviation) = mean_and_deviation(&slopes);
    let reach = student(seeds) * deviation / f64::from(seeds).sqrt();
    let rate = match beta {
        Some(beta) => setting.alpha * beta,
        None => setting.alpha,
    };
    let exp = |log: f64| libm::exp(log);
    let bound = bound(
        ns,
        rate,
        delta,
        &(0..ns.len()).map(column).collect::<Vec<_>>(),
    );
    Ok(Table {
        n: ns.to_vec(),
        seeds,
        delta,
        alpha: setting.alpha,
        curve: Curve {
            beta,
            m,
            risk: spread.iter().map(|one| exp(one.0)).collect(),
            low: spread.iter().map(|one| exp(one.0 - one.1)).collect(),
            high: spread.iter().map(|one| exp(one.0 + one.1)).collect(),
            slope: mean,
            interval: [mean - reach, mean + reach],
            predicted: -rate.min(1.0),
            bound,
        },
    })
}

fn check(
    setting: &Setting,
    beta: Option<f64>,
    ns: &[usize],
    seeds: u32,
    delta: f64,
) -> Result<(), String> {
    let within = |name: &str, value: f64, low: f64, high: f64| match (low..=high).contains(&value) {
        true => Ok(()),
        false => Err(format!(
            "{name} is {}; it must be from {} to {}.",
            format(value),
            format(low),
            format(high)
        )),
    };
    within("alpha", setting.alpha, 0.25, 1.0)?;
    within("weakNoise", setting.weak_noise, 0.0, 10.0)?;
    within("noise", setting.noise, 0.0, 10.0)?;
    within("features", setting.features as f64, 1.0, 8.0)?;
    within("unlabelled", setting.unlabelled, 0.1, 100.0)?;
    within("delta", delta, 0.001, 0.5)?;
    within("seeds", f64::from(seeds), 2.0, f64::from(MOST_SEEDS))?;
    if let Some(beta) = beta {
        within("beta", beta, 0.1, 4.0)?;
    }
    let least = setting.features + 2;
    if ns.len() < 4 || ns.len() > 20 || ns.windows(2).any(|two| two[0] >= two[1]) {
        return Err("n must be 4 to 20 numbers of strong labels, rising.".into());
    }
    if ns[0] < least || ns[ns.len() - 1] > MOST_N {
        return Err(format!(
            "n goes from {} to {}; with {} features it must lie within {least} and {MOST_N}.",
            ns[0],
            ns[ns.len() - 1],
            setting.features
        ));
    }
    let labels = beta.map_or(MOST_N.min(ns[ns.len() - 1]) as f64, |beta| {
        setting.weak_labels(ns[ns.len() - 1], beta)
    });
    if setting.coordinates(labels) > MOST_COORDINATES {
        return Err(format!(
            "With alpha {} and {} labels a learner takes up {} coordinates; it must be at most {}. Take a larger alpha, a smaller beta, or fewer n.",
            format(setting.alpha),
            format(labels),
            format(setting.coordinates(labels)),
            format(MOST_COORDINATES)
        ));
    }
    Ok(())
}

/// See [`Curve::bound`].
fn bound(ns: &[usize], rate: f64, delta: f64, columns: &[Vec<f64>]) -> Vec<f64> {
    let shape = |n: usize| {
        let n = n as f64;
        (rate * libm::log(n) + libm::log(1.0 / delta)) / n + libm::pow(n, -rate)
    };
    let quantile = |column: &[f64]| {
        let mut sorted = column.to_vec();
        sorted.sort_by(f64::total_cmp);
        let place = ((1.0 - delta) * sorted.len() as f64).ceil() as usize;
        libm::exp(sorted[place.clamp(1, sorted.len()) - 1])
    };
    let needed = ns
        .iter()
        .zip(columns)
        .map(|(&n, column)| quantile(column) / shape(n));
    let constant = needed.fold(0.0, f64::max);
    ns.iter().map(|&n| constant * shape(n)).collect()
}

/// Least squares.
fn slope(x: &[f64], y: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let products = x.iter().zip(y).map(|(x, y)| (x - mean_x) * (y - mean_y));
    products.sum::<f64>() / x.iter().map(|x| (x - mean_x).powi(2)).sum::<f64>()
}

fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f64>();
    (mean, (square / (count - 1.0).max(1.0)).sqrt())
}

/// Student's t at 97.5 % with one degree of freedom less than there are values: the Cornish–Fisher expansion
/// (Abramowitz & Stegun 26.7.5), good to 1 % from five values on.
fn student(values: u32) -> f64 {
    let (z, v) = (1.959_964, f64::from(values.max(2) - 1));
    let z3 = z * z * z;
    let z5 = z3 * z * z;
    z + (z3 + z) / (4.0 * v) + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * v * v)
}

/// The names of what can be violated.
pub fn violation(name: &str) -> Result<Violation, String> {
    let found = Violation::ALL.iter().find(|one| one.0 == name);
    found.map(|one| one.1).ok_or_else(|| {
        format!(
            "violate is \"{name}\"; it must be one of {}.",
            Violation::ALL.map(|one| one.0).join(", ")
        )
    })
}
