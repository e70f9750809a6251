//! z = y / max(|y|, 1e-12), row by row.

/// Shorter rows are taken as having this length (torch.nn.functional.normalize).
pub const SHORTEST: f32 = 1e-12;

pub fn run(y: &[f32], z: &mut [f32], inverse_norm: &mut [f32], dim: usize) {
    let rows = y.chunks_exact(dim).zip(z.chunks_exact_mut(dim));
    for ((y, z), inverse_norm) in rows.zip(inverse_norm) {
        let norm = squares(y).sqrt() as f32;
        *inverse_norm = 1.0 / if norm < SHORTEST { SHORTEST } else { norm };
        for (z, y) in z.iter_mut().zip(y) {
            *z = y * *inverse_norm;
        }
    }
}

/// In f64: squares of components up to f32's largest neither overflow nor vanish. In four running
/// sums, since one would wait for itself at every step.
fn squares(y: &[f32]) -> f64 {
    let square = |v: f32| f64::from(v) * f64::from(v);
    let (quads, rest) = y.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for quad in quads {
        for (sum, v) in sums.iter_mut().zip(quad) {
            *sum += square(*v);
        }
    }
    let [a, b, c, d] = sums;
    rest.iter()
        .fold((a + b) + (c + d), |sum, v| sum + square(*v))
}
