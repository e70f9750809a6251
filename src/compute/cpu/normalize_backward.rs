//! dy = (dz − z (z·dz)) · inverse_norm: what of dz is tangent to the sphere.

use super::lanes::dot;

/// A row of zeros gets a zero gradient: the direction it was pushed in is arbitrary, and 1e12 times
/// dz would end the training.
pub fn run(z: &[f32], inverse_norm: &[f32], dz: &[f32], dy: &mut [f32], dim: usize) {
    let rows = z
        .chunks_exact(dim)
        .zip(dz.chunks_exact(dim))
        .zip(dy.chunks_exact_mut(dim));
    for (((z, dz), dy), inverse_norm) in rows.zip(inverse_norm) {
        let zero = z.iter().all(|&v| v == 0.0);
        let scale = if zero { 0.0 } else { *inverse_norm };
        let along = dot(z, dz);
        for ((dy, z), dz) in dy.iter_mut().zip(z).zip(dz) {
            *dy = (dz - z * along) * scale;
        }
    }
}
