//! The weighted geometric mean X #_t Y = X^½ (X^−½ Y X^−½)^t X^½ of positive definite matrices, the point at t on
//! the geodesic from X to Y.
//!
//! Bhatia, Positive Definite Matrices (2007), ch. 4 and 6. The lecture prints the exponent as a transpose; read
//! so, the formula returns Y. Computed without a root or an inverse of X: with X = K Kᵀ (Cholesky) and
//! K⁻¹ Y K⁻ᵀ = V diag(v) Vᵀ, X #_t Y = (K V) diag(v^t) (K V)ᵀ.

use super::spd::{Matrix, cholesky, scale_columns, solved, spectrum, symmetric};

/// A geodesic Σ v_i^t g_i g_iᵀ: one decomposition gives all of its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Geodesic {
    /// The g_i, as columns.
    pub directions: Matrix,
    /// The v_i, falling.
    pub values: Vec<f64>,
}

impl Geodesic {
    /// From X (t = 0) to Y (t = 1).
    pub fn between(x: &Matrix, y: &Matrix) -> Result<Self, String> {
        let (x, y) = (symmetric("x", x)?, symmetric("y", y)?);
        let mend = "both must be positive definite";
        let factor = cholesky("x", &x, mend)?;
        cholesky("y", &y, mend)?;
        let inner = solved(&factor, &y).ok_or("x is singular.")?;
        let spectrum = spectrum("x⁻¹y", &inner)?;
        Ok(Self {
            directions: factor * spectrum.vectors,
            values: positive(spectrum.values),
        })
    }

    /// The matrix at t.
    pub fn at(&self, t: f64) -> Matrix {
        let root = self.root(t);
        root.transpose() * root
    }

    /// An L with LᵀL = [`Self::at`] t: row i is v_i^{t/2} g_iᵀ.
    pub fn root(&self, t: f64) -> Matrix {
        scale_columns(&self.directions, |i| libm::pow(self.values[i], 0.5 * t)).transpose()
    }

    /// Its length, the Riemannian distance δ(X, Y) = |log X^−½ Y X^−½|.
    pub fn length(&self) -> f64 {
        let squares = self.values.iter().map(|&v| libm::log(v) * libm::log(v));
        libm::sqrt(squares.sum())
    }
}

/// X #_t Y. X and Y must be symmetric and positive definite, of one size.
pub fn geometric_mean(x: &Matrix, y: &Matrix, t: f64) -> Result<Matrix, String> {
    Ok(Geodesic::between(x, y)?.at(t))
}

/// Eigenvalues of a product of definite matrices are positive; rounding may not have it so.
pub(super) fn positive(mut values: Vec<f64>) -> Vec<f64> {
    let least = f64::MIN_POSITIVE.max(
        values
            .first()
            .map_or(0.0, |most| most * f64::EPSILON * f64::EPSILON),
    );
    values
        .iter_mut()
        .for_each(|value| *value = value.max(least));
    values
}
