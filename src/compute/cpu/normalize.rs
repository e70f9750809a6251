//! z = y / max(|y|, 1e-12), row by row.

/// Shorter rows are taken as having this length (torch.nn.functional.normalize).
pub const SHORTEST: f32 = 1e-12;

pub fn run(y: &[f32], z: &mut [f32], inverse_norm: &mut [f32], dim: usize) {
    let rows = y.chunks_exact(dim).zip(z.chunks_exact_mut(dim));
    for ((y, z), inverse_norm) in rows.zip(inverse_norm) {
        // In f64: squares of components up to f32's largest neither overflow nor vanish.
        let squared: f64 = y.iter().map(|&v| f64::from(v) * f64::from(v)).sum();
        let norm = squared.sqrt() as f32;
        *inverse_norm = 1.0 / if norm < SHORTEST { SHORTEST } else { norm };
        for (z, y) in z.iter_mut().zip(y) {
            *z = y * *inverse_norm;
        }
    }
}
