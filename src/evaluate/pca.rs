//! Principal components: the plane (or space) in which points spread most, kept steady from frame to
//! frame so that a moving picture does not flip.

use crate::order::order;
use nalgebra::{DMatrix, DVector, SymmetricEigen};

/// Of more dimensions than that only the strongest directions are looked for: all of them would take minutes.
const MOST_AT_ONCE: usize = 256;
/// Directions that are carried along beside those that are wanted, and rounds: the picture's axes come to rest.
const SPARE: usize = 4;
const ROUNDS: usize = 60;
/// Products that a covariance is summed from; of more, evenly spaced rows are taken.
const PRODUCTS: u64 = 1 << 30;

/// Directions by variance, largest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Pca {
    /// \[dim\].
    pub mean: Vec<f64>,
    /// Unit vectors \[k, dim\]; the entry of largest size in each is positive.
    pub components: Vec<f64>,
    /// Variances (n − 1) along all `dim` principal directions, falling; of very many dimensions, along the first few.
    pub explained_variance: Vec<f64>,
    /// The same as shares of their sum; zeros when nothing varies.
    pub explained_variance_ratio: Vec<f64>,
    /// The centred points on the components \[rows, k\].
    pub projection: Vec<f32>,
}

/// Of `x` \[rows, dim\] on its first `k` components (at most `dim`).
pub fn pca(x: &[f32], rows: usize, dim: usize, k: usize) -> Pca {
    let k = k.min(dim);
    let mut mean = vec![0.0; dim];
    for row in x.chunks_exact(dim.max(1)) {
        for (mean, &value) in mean.iter_mut().zip(row) {
            *mean += f64::from(value) / rows as f64;
        }
    }
    let covariance = covariance(x, rows, &mean);
    let trace = covariance.trace();
    let eigen = match dim > MOST_AT_ONCE {
        true => strongest(&covariance, k + SPARE),
        false => eigen(covariance),
    };
    let order = order(eigen.eigenvalues.len(), &|a, b| {
        eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a])
    });
    // Rounding can leave a tiny negative variance where there is none.
    let explained_variance: Vec<f64> = order
        .iter()
        .map(|&i| eigen.eigenvalues[i].max(0.0))
        .collect();
    let total: f64 = match dim > MOST_AT_ONCE {
        true => trace,
        false => explained_variance.iter().sum(),
    };
    let share = |variance: &f64| if total > 0.0 { variance / total } else { 0.0 };

    let mut components = Vec::with_capacity(k * dim);
    for &index in &order[..k] {
        let column = eigen.eigenvectors.column(index);
        let largest = column.iter().fold(
            0.0_f64,
            |best, v| if v.abs() > best.abs() { *v } else { best },
        );
        let sign = if largest < 0.0 { -1.0 } else { 1.0 };
        components.extend(column.iter().map(|value| sign * value));
    }
    let explained_variance_ratio = explained_variance.iter().map(share).collect();
    let mut pca = Pca {
        mean,
        components,
        explained_variance,
        explained_variance_ratio,
        projection: Vec::new(),
    };
    pca.projection = pca.project(x);
    pca
}

impl Pca {
    /// Other points of the same dimension on these components \[rows, k\].
    pub fn project(&self, x: &[f32]) -> Vec<f32> {
        let dim = self.mean.len();
        let mut projection = Vec::with_capacity(x.len() / dim.max(1) * self.dims());
        for row in x.chunks_exact(dim.max(1)) {
            for component in self.components.chunks_exact(dim) {
                let along = row.iter().zip(&self.mean).zip(component);
                projection.push(
                    along
                        .map(|((&x, mean), c)| (f64::from(x) - mean) * c)
                        .sum::<f64>() as f32,
                );
            }
        }
        projection
    }

    /// How many components it keeps.
    pub fn dims(&self) -> usize {
        self.components.len() / self.mean.len().max(1)
    }

    /// Reorders and flips the kept components so that each looks along the one it continues in
    /// `previous` (greedily by |cosine|), with variances and projection. Nothing happens when the
    /// shapes differ.
    pub fn align_to(&mut self, previous: &Pca) {
        let (k, dim) = (self.dims(), self.mean.len());
        if previous.components.len() != self.components.len() || previous.mean.len() != dim {
            return;
        }
        let cosine = |mine: usize, theirs: usize| -> f64 {
            let mine = &self.components[mine * dim..][..dim];
            mine.iter()
                .zip(&previous.components[theirs * dim..])
                .map(|(a, b)| a * b)
                .sum()
        };
        // moves[place] = (my component that belongs there, its sign)
        let mut moves: Vec<Option<(usize, f64)>> = vec![None; k];
        for _ in 0..k {
            let mut best: Option<(usize, usize, f64)> = None;
            for mine in (0..k).filter(|mine| moves.iter().flatten().all(|m| m.0 != *mine)) {
                for theirs in (0..k).filter(|&place| moves[place].is_none()) {
                    let value = cosine(mine, theirs);
                    if best.is_none_or(|b| value.abs() > b.2.abs()) {
                        best = Some((mine, theirs, value));
                    }
                }
            }
            if let Some((mine, theirs, value)) = best {
                moves[theirs] = Some((mine, if value < 0.0 { -1.0 } else { 1.0 }));
            }
        }
        let before = self.clone();
        for (place, &(mine, sign)) in moves.iter().flatten().enumerate() {
            for i in 0..dim {
                self.components[place * dim + i] = sign * before.components[mine * dim + i];
            }
            let rows = self
                .projection
                .chunks_exact_mut(k)
                .zip(before.projection.chunks_exact(k));
            for (row, old) in rows {
                row[place] = sign as f32 * old[mine];
            }
            self.explained_variance[place] = before.explained_variance[mine];
            self.explained_variance_ratio[place] = before.explained_variance_ratio[mine];
        }
    }
}

/// Eigenvalues and vectors. Where there are none to find (no features, or points that are not finite
/// because training diverged) the axes themselves, with no variance: the library's search would
/// panic on the one and never end on the other.
fn eigen(covariance: DMatrix<f64>) -> SymmetricEigen<f64, nalgebra::Dyn> {
    let dim = covariance.nrows();
    let found = if dim > 0 && covariance.iter().all(|value| value.is_finite()) {
        SymmetricEigen::try_new(covariance, f64::EPSILON, 100 * dim)
    } else {
        None
    };
    found.unwrap_or_else(|| SymmetricEigen {
        eigenvectors: DMatrix::identity(dim, dim),
        eigenvalues: DVector::zeros(dim),
    })
}

/// The `count` strongest directions of a large covariance, by orthogonal iteration from a fixed start.
fn strongest(covariance: &DMatrix<f64>, count: usize) -> SymmetricEigen<f64, nalgebra::Dyn> {
    let dim = covariance.nrows();
    // Any start will do that has something of every direction in it.
    let mut q = DMatrix::from_fn(dim, count, |i, j| {
        libm::sin((i + 1) as f64 * (j + 1) as f64 * 0.618_033_988_749_895)
    });
    for _ in 0..ROUNDS {
        orthonormalise(&mut q);
        q = covariance * &q;
    }
    orthonormalise(&mut q);
    let inner = eigen(q.transpose() * (covariance * &q));
    SymmetricEigen {
        eigenvectors: q * inner.eigenvectors,
        eigenvalues: inner.eigenvalues,
    }
}

/// Gram–Schmidt; a column with nothing of its own becomes 0.
fn orthonormalise(q: &mut DMatrix<f64>) {
    for j in 0..q.ncols() {
        for _twice in 0..2 {
            for i in 0..j {
                let along = q.column(i).dot(&q.column(j));
                let taken = q.column(i) * along;
                q.column_mut(j)
                    .zip_apply(&taken, |value, taken| *value -= taken);
            }
        }
        let length = q.column(j).dot(&q.column(j)).sqrt();
        let scale = if length > 1e-12 { 1.0 / length } else { 0.0 };
        q.column_mut(j).apply(|value| *value *= scale);
    }
}

/// Sample covariance \[dim, dim\], n − 1.
fn covariance(x: &[f32], rows: usize, mean: &[f64]) -> DMatrix<f64> {
    let dim = mean.len();
    let mut sums = vec![0.0; dim * dim];
    let mut centred = vec![0.0; dim];
    let products = rows as u64 * dim as u64 * dim as u64;
    let every = products.div_ceil(PRODUCTS).max(1) as usize;
    let rows = rows.div_ceil(every);
    for row in x.chunks_exact(dim.max(1)).step_by(every) {
        for ((centred, &value), mean) in centred.iter_mut().zip(row).zip(mean) {
            *centred = f64::from(value) - mean;
        }
        for i in 0..dim {
            let value = centred[i];
            for (sum, other) in sums[i * dim + i..(i + 1) * dim]
                .iter_mut()
                .zip(&centred[i..])
            {
                *sum += value * other;
            }
        }
    }
    let scale = 1.0 / rows.saturating_sub(1).max(1) as f64;
    DMatrix::from_fn(dim, dim, |i, j| sums[i.min(j) * dim + i.max(j)] * scale)
}
