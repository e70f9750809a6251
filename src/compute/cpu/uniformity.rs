//! Uniformity: every pair of rows once for the sums and once for the gradient; no pair is kept.

use super::settle;
use super::tuple::squared_distance;
use crate::contrastive::uniformity::{LogSum, exponent, share};

/// Gives the loss; `scale` is the weight and whether gradients and losses are added to what is there.
pub fn run(
    z: &[f32],
    dz: Option<&mut [f32]>,
    row_losses: &mut [f32],
    dim: usize,
    (weight, add): (f32, bool),
) -> f32 {
    let rows = row_losses.len();
    let row = |i: usize| &z[i * dim..][..dim];
    let mut sums = vec![LogSum::<f32>::EMPTY; rows];
    for i in 0..rows {
        for j in i + 1..rows {
            let x = exponent(squared_distance(row(i), row(j)));
            sums[i].add(x);
            sums[j].add(x);
        }
    }
    // All rows have equally many others, so the mean over pairs is the mean of the rows' means.
    let mut whole = LogSum::<f32>::EMPTY;
    for (sum, row_loss) in sums.iter().zip(row_losses) {
        let mean = sum.log_mean(rows - 1);
        whole.add(mean);
        settle(row_loss, weight * mean, add);
    }
    let log_mean = whole.log_mean(rows);
    let Some(dz) = dz else {
        return weight * log_mean;
    };
    if !add {
        dz.fill(0.0);
    }
    // In f32: wasm's usize holds no square of 65,536.
    let pairs = rows as f32 * (rows - 1) as f32;
    let scale = -8.0 * weight / pairs.max(1.0);
    for i in 0..rows {
        for j in i + 1..rows {
            let c = scale * share(squared_distance(row(i), row(j)), log_mean);
            for (k, (a, b)) in row(i).iter().zip(row(j)).enumerate() {
                let push = c * (a - b);
                dz[i * dim + k] += push;
                dz[j * dim + k] -= push;
            }
        }
    }
    weight * log_mean
}
