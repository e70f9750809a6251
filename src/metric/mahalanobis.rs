//! The Mahalanobis distance d_A(x, y) = (x − y)ᵀ A (x − y), and the map x ↦ Lx with A = LᵀL that makes it Euclidean:
//! d_A(x, y) = |Lx − Ly|².
//!
//! d_A is a squared distance: the lecture takes no root. Its ‖x_i − x_j‖² = (…)ᵀ LᵀL (…) should read ‖Lx_i − Lx_j‖².

use super::spd::{Matrix, Spectrum};

/// d_A of two points.
pub fn squared_distance(x: &[f64], y: &[f64], a: &Matrix) -> f64 {
    let dim = x.len();
    let mut sum = 0.0;
    for j in 0..dim {
        for i in 0..dim {
            sum += (x[i] - y[i]) * a[(i, j)] * (x[j] - y[j]);
        }
    }
    sum
}

/// A^½, of all L with LᵀL = A the one that turns nothing: it only stretches along the eigenvectors.
pub fn symmetric_root(a: &Spectrum) -> Matrix {
    a.map(|value| libm::sqrt(value.max(0.0)))
}

/// L x for each row of `x` \[rows, cols of L\].
pub fn map(x: &[f64], l: &Matrix) -> Vec<f64> {
    let (to, from) = l.shape();
    let mut mapped = Vec::with_capacity(x.len() / from.max(1) * to);
    // By rows of L: nalgebra keeps columns together.
    let rows = l.transpose();
    for point in x.chunks_exact(from.max(1)) {
        mapped.extend(
            rows.as_slice()
                .chunks_exact(from.max(1))
                .map(|row| row.iter().zip(point).map(|(l, x)| l * x).sum::<f64>()),
        );
    }
    mapped
}
