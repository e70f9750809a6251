//! `Explicit`: every anchor with negatives of its own, row by row.

use super::super::lanes::{F32x4, LANES, dot};
use super::pairs::add_scaled;
use super::statistics::{Block, NOTHING, Statistics};
use super::{BLOCK, Rows, Task};
use crate::contrastive::{Arrangement, RowLoss};

pub fn evaluate<L: RowLoss>(
    task: &Task,
    formula: L,
    z: Rows,
    mut dz: Option<&mut [f32]>,
    row_losses: &mut [f32],
    statistics: &mut Statistics,
) {
    let Arrangement::Explicit { rows, count } = task.arrangement else {
        return;
    };
    let inverse = 1.0 / task.temperature;
    let mut similarities = Vec::new();
    let mut part = vec![0.0; statistics.block_size()];
    for (anchor, row_loss) in row_losses.iter_mut().enumerate() {
        let u = z.row(anchor);
        let positive = rows + anchor;
        let first = 2 * rows + anchor * count;
        similarities.clear();
        similarities.extend((first..first + count).map(|j| dot(u, z.row(j)) * inverse));
        // Whole blocks of one row, so that the statistics are those of any other arrangement.
        similarities.resize(count.next_multiple_of(BLOCK), NOTHING);
        for (n, s) in similarities.chunks_exact(BLOCK).enumerate() {
            let block = Block {
                top: anchor,
                rows: 1,
                left: 0,
                cols: BLOCK.min(count - n * BLOCK),
            };
            // A copy, since sums may leave their exponentials in it.
            part[..BLOCK].copy_from_slice(s);
            statistics.add(formula, &block, &mut part, false);
        }
        statistics.positives[anchor] = dot(u, z.row(positive)) * inverse;
        *row_loss = statistics.finish(anchor, formula);

        let Some(dz) = dz.as_deref_mut() else {
            continue;
        };
        let scalars = statistics.scalars(anchor);
        let coefficient = formula.positive(statistics.positives[anchor], &scalars);
        add_scaled(dz, anchor, coefficient, z.row(positive));
        add_scaled(dz, positive, coefficient, u);
        let scalars = scalars.map(F32x4::of);
        for at in (0..count).step_by(LANES) {
            let s = F32x4::load(&similarities, at);
            formula.negative(s, &scalars).store(&mut similarities, at);
        }
        for (j, coefficient) in similarities[..count].iter().enumerate() {
            add_scaled(dz, anchor, *coefficient, z.row(first + j));
            add_scaled(dz, first + j, *coefficient, u);
        }
    }
}
