//! Scatter matrices: S = Σ_similar (x_i − x_j)(x_i − x_j)ᵀ, and D the same over the dissimilar pairs.
//!
//! With them Σ_S d_A = tr(A S). Of all pairs of n points with mean μ the sum is n Σ (x − μ)(x − μ)ᵀ: n·d² operations
//! instead of n²·d².

use super::spd::Matrix;

/// Of the given pairs of rows of `x` \[rows, dim\]: sums, not means; each pair as often as it is listed.
pub fn of_pairs(x: &[f64], dim: usize, pairs: &[[u32; 2]]) -> Matrix {
    let mut scatter = Matrix::zeros(dim, dim);
    let mut difference = vec![0.0; dim];
    for &[i, j] in pairs {
        let (one, other) = (&x[i as usize * dim..][..dim], &x[j as usize * dim..][..dim]);
        for (difference, (one, other)) in difference.iter_mut().zip(one.iter().zip(other)) {
            *difference = one - other;
        }
        add_square(&mut scatter, &difference);
    }
    mirror(scatter)
}

/// Of all pairs of `rows`, each once, however many.
fn of_all(x: &[f64], dim: usize, rows: &[u32]) -> Matrix {
    let count = rows.len() as f64;
    let row = |row: &u32| &x[*row as usize * dim..][..dim];
    let mut mean = vec![0.0; dim];
    for values in rows.iter().map(row) {
        for (mean, value) in mean.iter_mut().zip(values) {
            *mean += value / count;
        }
    }
    let mut scatter = Matrix::zeros(dim, dim);
    let mut centred = vec![0.0; dim];
    for values in rows.iter().map(row) {
        for (centred, (value, mean)) in centred.iter_mut().zip(values.iter().zip(&mean)) {
            *centred = value - mean;
        }
        add_square(&mut scatter, &centred);
    }
    mirror(scatter) * count
}

/// S and D of all pairs of `rows`: similar where the labels are equal.
pub fn of_labels(x: &[f64], dim: usize, rows: &[u32], labels: &[u32]) -> (Matrix, Matrix) {
    let classes = rows
        .iter()
        .map(|&row| labels[row as usize] + 1)
        .max()
        .unwrap_or(0);
    let mut similar = Matrix::zeros(dim, dim);
    for class in 0..classes {
        let members: Vec<u32> = rows
            .iter()
            .copied()
            .filter(|&row| labels[row as usize] == class)
            .collect();
        if members.len() > 1 {
            similar += of_all(x, dim, &members);
        }
    }
    let dissimilar = of_all(x, dim, rows) - &similar;
    (similar, dissimilar)
}

/// The upper triangle of v vᵀ.
fn add_square(scatter: &mut Matrix, v: &[f64]) {
    for (j, &right) in v.iter().enumerate() {
        let column = &mut scatter.as_mut_slice()[j * v.len()..][..=j];
        for (sum, left) in column.iter_mut().zip(v) {
            *sum += left * right;
        }
    }
}

fn mirror(mut scatter: Matrix) -> Matrix {
    scatter.fill_lower_triangle_with_upper_triangle();
    scatter
}
