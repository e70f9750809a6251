//! Symmetric positive definite matrices: what is checked of them, and what is taken from them.

use crate::number;
use nalgebra::{DMatrix, SymmetricEigen};

pub type Matrix = DMatrix<f64>;

/// Entries of a symmetric matrix may differ from their mirror by this share of the largest: rounding.
const SYMMETRY: f64 = 1e-9;

/// Eigenvalues, falling, with their unit vectors as columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    pub values: Vec<f64>,
    pub vectors: Matrix,
}

impl Spectrum {
    /// Σ f(λ) v vᵀ.
    pub fn map(&self, f: impl Fn(f64) -> f64) -> Matrix {
        let scaled = scale_columns(&self.vectors, |i| f(self.values[i]));
        &scaled * self.vectors.transpose()
    }
}

/// Of a finite symmetric matrix.
pub fn spectrum(name: &str, matrix: &Matrix) -> Result<Spectrum, String> {
    let dim = matrix.nrows();
    let found = if matrix.iter().all(|value| value.is_finite()) {
        SymmetricEigen::try_new(matrix.clone(), f64::EPSILON, 1000 + 100 * dim)
    } else {
        None
    };
    let Some(found) = found else {
        return Err(format!(
            "{name} has entries too large to be decomposed; scale the features down."
        ));
    };
    let mut order: Vec<usize> = (0..dim).collect();
    order.sort_by(|&a, &b| found.eigenvalues[b].total_cmp(&found.eigenvalues[a]));
    Ok(Spectrum {
        values: order.iter().map(|&i| found.eigenvalues[i]).collect(),
        vectors: Matrix::from_fn(dim, dim, |row, column| {
            found.eigenvectors[(row, order[column])]
        }),
    })
}

/// Checks that `matrix` is finite and symmetric, and takes what rounding broke of it out.
pub fn symmetric(name: &str, matrix: &Matrix) -> Result<Matrix, String> {
    if let Some(value) = matrix.iter().find(|value| !value.is_finite()) {
        return Err(format!(
            "{name} contains {value}; all numbers must be finite."
        ));
    }
    let largest = matrix.amax();
    for row in 0..matrix.nrows() {
        for column in 0..row {
            let (one, other) = (matrix[(row, column)], matrix[(column, row)]);
            if (one - other).abs() > SYMMETRY * largest {
                let [one, other] = [one, other].map(number::format);
                return Err(format!(
                    "{name} is not symmetric: its entry [{row}, {column}] is {one}, [{column}, {row}] is {other}."
                ));
            }
        }
    }
    Ok(symmetrised(matrix))
}

/// The lower triangular K with K Kᵀ = `matrix`, which must be positive definite: the error says how far it is
/// from that, and ends with `mend`, what would help.
pub fn cholesky(name: &str, matrix: &Matrix, mend: &str) -> Result<Matrix, String> {
    let dim = matrix.nrows();
    let rank = rank(name, matrix)?;
    let factor = (rank == dim).then(|| matrix.clone().cholesky()).flatten();
    factor.map(|factor| factor.l()).ok_or_else(|| {
        let values = spectrum(name, matrix).map(|found| found.values).unwrap_or_default();
        let least = values.last().copied().unwrap_or(f64::NAN);
        let most = values.first().copied().unwrap_or(0.0);
        // Rounding leaves a small negative where there is none.
        let tiny = least.abs() <= 1e-12 * most;
        let what = if least < 0.0 && !tiny { "indefinite" } else { "singular" };
        let least = number::format(if tiny { 0.0 } else { libm::round(least * 1e6) / 1e6 });
        format!("{name} is {what}: its rank is {rank} of {dim} and its smallest eigenvalue {least}; {mend}.")
    })
}

/// How many directions `matrix` does not vanish in. Judged after its features are brought to one scale: a feature
/// in milligrams must not look like none beside one in tonnes.
fn rank(name: &str, matrix: &Matrix) -> Result<usize, String> {
    let dim = matrix.nrows();
    let scale: Vec<f64> = (0..dim)
        .map(|i| matrix[(i, i)])
        .map(|own| {
            if own > 0.0 {
                1.0 / libm::sqrt(own)
            } else {
                0.0
            }
        })
        .collect();
    let even = Matrix::from_fn(dim, dim, |i, j| matrix[(i, j)] * scale[i] * scale[j]);
    let values = spectrum(name, &even)?.values;
    let least = dim as f64 * 4.0 * f64::EPSILON * values.first().copied().unwrap_or(0.0);
    Ok(values.iter().filter(|&&value| value > least).count())
}

/// (M + Mᵀ) / 2: what rounding broke of the symmetry is taken out.
#[inline(never)]
pub fn symmetrised(matrix: &Matrix) -> Matrix {
    (matrix + matrix.transpose()) * 0.5
}

/// Fᵀ M F of a symmetric M, exactly symmetric.
#[inline(never)]
pub fn congruent(factor: &Matrix, matrix: &Matrix) -> Matrix {
    symmetrised(&(factor.transpose() * (matrix * factor)))
}

/// K⁻¹ M K⁻ᵀ of a symmetric M and a lower triangular K, exactly symmetric; none where K has a zero on its diagonal,
/// which a Cholesky factor never has.
#[inline(never)]
pub fn solved(factor: &Matrix, matrix: &Matrix) -> Option<Matrix> {
    let mut half = matrix.clone();
    factor.solve_lower_triangular_mut(&mut half).then_some(())?;
    let mut both = half.transpose();
    factor.solve_lower_triangular_mut(&mut both).then_some(())?;
    Some(symmetrised(&both))
}

/// Column i times `factor(i)`.
pub fn scale_columns(matrix: &Matrix, factor: impl Fn(usize) -> f64) -> Matrix {
    let mut scaled = matrix.clone();
    for (i, mut column) in scaled.column_iter_mut().enumerate() {
        column *= factor(i);
    }
    scaled
}

/// tr(A B) of two symmetric matrices, without the product.
pub fn trace_of_product(a: &Matrix, b: &Matrix) -> f64 {
    a.dot(b)
}

/// |A − B| / |B| in Frobenius norms: how far an identity is from holding.
pub fn residual(a: &Matrix, b: &Matrix) -> f64 {
    (a - b).norm() / b.norm().max(f64::MIN_POSITIVE)
}
