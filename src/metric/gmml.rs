//! Geometric mean metric learning: min over A ≻ 0 of h(A) = tr(A S) + tr(A⁻¹ D), solved by A = S⁻¹ #_½ D.
//!
//! Zadeh, Hosseini & Sra, ICML 2016, eq. 6 and 9; any t in [0, 1] weighs the two sides (eq. 12):
//! A minimises (1 − t) δ²(A, S⁻¹) + t δ²(A, D). Regularised, S + λ A0⁻¹ and D + λ A0 take their places (eq. 14).
//! The route keeps its digits on badly scaled features because it never inverts S: with S = K Kᵀ and
//! Kᵀ D K = V diag(v) Vᵀ, A = K⁻ᵀ V diag(v^t) Vᵀ K⁻¹, so tr(A S) = Σ v^t and tr(A⁻¹ D) = Σ v^{1−t}.

use super::geometric_mean::{Geodesic, positive};
use super::spd::{Matrix, cholesky, congruent, solved, spectrum, symmetric};

/// What helps where S or D is singular.
const MEND: &str = "more pairs, or a lambda greater than 0, would mend it";

/// S and D with λ·A0 in them: S + λ A0⁻¹ and D + λ A0; A0 is the identity where none is given.
pub fn regularised(
    s: &Matrix,
    d: &Matrix,
    lambda: f64,
    prior: Option<&Matrix>,
) -> Result<(Matrix, Matrix), String> {
    if lambda == 0.0 {
        return Ok((s.clone(), d.clone()));
    }
    let dim = s.nrows();
    let (prior, inverse) = match prior {
        None => (Matrix::identity(dim, dim), Matrix::identity(dim, dim)),
        Some(prior) => {
            let prior = symmetric("prior", prior)?;
            let factor = cholesky("prior", &prior, "it must be positive definite")?;
            let inverse = invert(&factor);
            (prior, inverse)
        }
    };
    Ok((s + inverse * lambda, d + prior * lambda))
}

/// The geodesic from S⁻¹ (t = 0) to D (t = 1), on which the metric lies. S and D must be positive definite.
pub fn geodesic(s: &Matrix, d: &Matrix) -> Result<Geodesic, String> {
    let factor = cholesky("S", s, MEND)?;
    cholesky("D", d, MEND)?;
    let spectrum = spectrum("S·D", &congruent(&factor, d))?;
    let mut directions = spectrum.vectors;
    // K has a positive diagonal, so there is always a solution.
    factor.tr_solve_lower_triangular_mut(&mut directions);
    Ok(Geodesic {
        directions,
        values: positive(spectrum.values),
    })
}

/// The same geodesic from its other end, D (t = 0) to S⁻¹ (t = 1), by a factor of D: with D = K Kᵀ and
/// Kᵀ S K = V diag(v) Vᵀ it is (K V) diag(v^−t) (K V)ᵀ.
pub fn reversed_geodesic(s: &Matrix, d: &Matrix) -> Result<Geodesic, String> {
    let factor = cholesky("D", d, MEND)?;
    let spectrum = spectrum("D·S", &congruent(&factor, s))?;
    let values = positive(spectrum.values);
    Ok(Geodesic {
        directions: factor * spectrum.vectors,
        values: values.iter().map(|value| 1.0 / value).collect(),
    })
}

/// tr(A S) and tr(A⁻¹ D) of the geodesic's point at t; their sum is h.
pub fn objective_at(geodesic: &Geodesic, t: f64) -> [f64; 2] {
    let sum = |power: f64| geodesic.values.iter().map(|&v| libm::pow(v, power)).sum();
    [sum(t), sum(1.0 - t)]
}

/// tr(A S) and tr(A⁻¹ D) of any positive definite A, given by a factor with A = F Fᵀ; none if it is singular.
pub fn objective(factor: &Matrix, s: &Matrix, d: &Matrix) -> Option<[f64; 2]> {
    Some([congruent(factor, s).trace(), solved(factor, d)?.trace()])
}

/// The upper triangular L with a positive diagonal and LᵀL = A, where A is given by any root of it.
pub fn upper_triangular(root: &Matrix) -> Matrix {
    let mut upper = root.clone().qr().r();
    for mut row in upper.row_iter_mut() {
        let first = row.iter().copied().find(|value| *value != 0.0);
        if first.is_some_and(|value| value < 0.0) {
            row *= -1.0;
        }
    }
    upper
}

/// (K Kᵀ)⁻¹.
pub fn invert(factor: &Matrix) -> Matrix {
    let dim = factor.nrows();
    let mut inverse = Matrix::identity(dim, dim);
    factor.solve_lower_triangular_mut(&mut inverse);
    inverse.transpose() * inverse
}
