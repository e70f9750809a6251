//! Losses of the distances within tuples: an anchor with its positive and its negatives at a time.

use super::settle;
use crate::contrastive::tuple::{Slopes, Tuple, TupleLoss, TupleRule};

/// Gives the mean loss; `sizes` are rows, negatives of each anchor and dim, `scale` the weight and
/// whether gradients and losses are added to what is there.
pub fn run(
    rule: TupleLoss,
    z: &[f32],
    similar: Option<&[f32]>,
    mut dz: Option<&mut [f32]>,
    row_losses: &mut [f32],
    [rows, count, dim]: [usize; 3],
    (weight, add): (f32, bool),
) -> f32 {
    let row = |i: usize| &z[i * dim..][..dim];
    let share = 1.0 / count.max(1) as f32;
    let step = 2.0 * weight / rows as f32;
    let mut total = 0.0;
    for i in 0..rows {
        let (anchor, positive) = (row(i), row(rows + i));
        let mut tuple = Tuple {
            norms: squares(anchor) + squares(positive),
            positive: squared_distance(anchor, positive),
            negative: None,
            similar: similar.is_none_or(|similar| similar[i] > 0.5),
        };
        if let (Some(dz), false) = (dz.as_deref_mut(), add) {
            dz[i * dim..][..dim].fill(0.0);
        }
        let mut sums = Slopes::<f32>::NONE;
        for j in 0..count.max(1) {
            let at = 2 * rows + i * count + j;
            if count > 0 {
                tuple.negative = Some(squared_distance(anchor, row(at)));
            }
            let slopes = rule.rule(&tuple);
            sums.loss += slopes.loss;
            sums.norms += slopes.norms;
            sums.positive += slopes.positive;
            if let (Some(dz), true) = (dz.as_deref_mut(), count > 0) {
                let c = step * share * slopes.negative;
                for (k, (n, a)) in row(at).iter().zip(anchor).enumerate() {
                    let push = c * (n - a);
                    settle(&mut dz[at * dim + k], push, add);
                    dz[i * dim + k] -= push;
                }
            }
        }
        let loss = weight * share * sums.loss;
        settle(&mut row_losses[i], loss, add);
        total += f64::from(loss);
        if let Some(dz) = dz.as_deref_mut() {
            let (along, across) = (step * share * sums.norms, step * share * sums.positive);
            for (k, (a, p)) in anchor.iter().zip(positive).enumerate() {
                dz[i * dim + k] += along * a + across * (a - p);
                let pull = along * p + across * (p - a);
                settle(&mut dz[(rows + i) * dim + k], pull, add);
            }
        }
    }
    (total / rows as f64) as f32
}

fn squares(x: &[f32]) -> f32 {
    x.iter().fold(0.0, |sum, v| sum + v * v)
}

/// Of differences, not |x|² + |y|² − 2 x·y: near rows lose no digits. In four running sums, since
/// one would wait for itself at every step.
pub fn squared_distance(x: &[f32], y: &[f32]) -> f32 {
    let ((x, x_rest), (y, y_rest)) = (x.as_chunks::<4>(), y.as_chunks::<4>());
    let mut sums = [0.0; 4];
    for (x, y) in x.iter().zip(y) {
        for (sum, (x, y)) in sums.iter_mut().zip(x.iter().zip(y)) {
            *sum += (x - y) * (x - y);
        }
    }
    let rest = x_rest.iter().zip(y_rest);
    let rest = rest.fold(0.0, |sum, (x, y)| sum + (x - y) * (x - y));
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}
