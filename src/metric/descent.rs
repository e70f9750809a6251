//! Going down h(A) = tr(A S) + tr(A⁻¹ D) step by step, to see the closed form reached: by the gradient of the
//! matrices' flat space, S − A⁻¹ D A⁻¹, and by the natural gradient of the curved cone, A S A − D.
//!
//! With A = F Fᵀ (Cholesky) the natural step is A ← F exp(−η X) Fᵀ, X = Fᵀ S F − F⁻¹ D F⁻ᵀ (Sra & Hosseini 2015,
//! sec. 3): it never leaves the cone. Both first try a move of relative size `rate` and halve it until h falls by
//! Armijo's rule, so a step never makes h larger.

use super::gmml::objective;
use super::spd::{Matrix, congruent, scale_columns, spectrum};

/// Share of the decrease that the slope promises which a step has to keep (Armijo 1966).
const ARMIJO: f64 = 1e-4;
/// Halvings after which a step is given up: A is where rounding lets it go.
const HALVINGS: usize = 50;

/// One step of natural-gradient descent from A; A itself where h falls no further.
pub fn natural(a: &Matrix, s: &Matrix, d: &Matrix, rate: f64) -> Result<Matrix, String> {
    let Some(factor) = a.clone().cholesky().map(|found| found.l()) else {
        return Ok(a.clone());
    };
    let mut inverse = Matrix::identity(a.nrows(), a.nrows());
    factor.solve_lower_triangular_mut(&mut inverse);
    let slope = congruent(&factor, s) - congruent(&inverse.transpose(), d);
    let found = spectrum("the gradient", &slope)?;
    // Along F exp(−η X) Fᵀ both traces are sums of exponentials.
    let outwards = &factor * &found.vectors;
    let inwards = inverse.transpose() * &found.vectors;
    let similar = diagonal(&outwards, s);
    let dissimilar = diagonal(&inwards, d);
    let h = |step: f64| -> f64 {
        let both = similar.iter().zip(&dissimilar).zip(&found.values);
        both.map(|((s, d), x)| s * libm::exp(-step * x) + d * libm::exp(step * x))
            .sum()
    };
    let squares: f64 = found.values.iter().map(|x| x * x).sum();
    let first = rate * libm::sqrt(a.nrows() as f64) / libm::sqrt(squares);
    Ok(match search(h(0.0), squares, first, h) {
        Some(step) => {
            let half = scale_columns(&outwards, |i| libm::exp(-0.5 * step * found.values[i]));
            &half * half.transpose()
        }
        None => a.clone(),
    })
}

/// One step of ordinary gradient descent from A, shortened until it stays in the cone.
pub fn euclidean(a: &Matrix, s: &Matrix, d: &Matrix, rate: f64) -> Result<Matrix, String> {
    let Some(factor) = a.clone().cholesky().map(|found| found.l()) else {
        return Ok(a.clone());
    };
    let inverse = super::gmml::invert(&factor);
    let gradient = s - congruent(&inverse, d);
    let squares = gradient.norm_squared();
    let first = rate * a.norm() / libm::sqrt(squares);
    let h = |step: f64| {
        let next = (a - &gradient * step).cholesky();
        next.and_then(|found| objective(&found.l(), s, d))
            .map_or(f64::INFINITY, |parts| parts[0] + parts[1])
    };
    Ok(match search(h(0.0), squares, first, h) {
        Some(step) => a - &gradient * step,
        None => a.clone(),
    })
}

/// The first of `first`, `first`/2, … at which h has fallen far enough.
fn search(start: f64, squares: f64, first: f64, h: impl Fn(f64) -> f64) -> Option<f64> {
    let mut step = first;
    if !step.is_finite() {
        return None;
    }
    for _ in 0..HALVINGS {
        if h(step) <= start - ARMIJO * step * squares {
            return Some(step);
        }
        step *= 0.5;
    }
    None
}

/// The diagonal of Gᵀ M G.
fn diagonal(g: &Matrix, m: &Matrix) -> Vec<f64> {
    let product = m * g;
    (0..g.ncols())
        .map(|i| g.column(i).dot(&product.column(i)))
        .collect()
}

/// h of a positive definite A; infinite at the cone's edge.
pub fn value(a: &Matrix, s: &Matrix, d: &Matrix) -> f64 {
    let factor = a.clone().cholesky().map(|found| found.l());
    let parts = factor.and_then(|factor| objective(&factor, s, d));
    parts.map_or(f64::INFINITY, |parts| parts[0] + parts[1])
}
