//! The contrastive losses over any arrangement: row statistics, the loss, the gradient.
//!
//! After chunked cross-entropy and FlashAttention: similarities exist one [`BLOCK`]² block at a
//! time. A first pass over the blocks collects every anchor's statistics; `row` turns them into its
//! loss; a second pass turns each block into coefficients ∂loss/∂s in place and multiplies it with
//! both sides' embeddings. Operations for N anchors, M candidates, dimension d: 2NMd + 6NMd, less
//! where blocks of the first pass can be kept (`pairs.rs`), and about half for `TwoViews`, whose
//! matrix of similarities is symmetric, so that only its upper triangle is visited.

mod explicit;
mod gradient;
mod pairs;
mod statistics;

use super::lanes::LANES;
use crate::contrastive::{Arrangement, Grouping, Loss, RowLoss};
use crate::for_loss;
use statistics::Statistics;

/// Rows and columns of a block: 36 KiB of similarities, which stay near while they are used. A
/// multiple of the tiles' 4 and 8.
pub const BLOCK: usize = 96;

/// What to compute; the fields of [`crate::compute::Op::Contrastive`].
pub struct Task {
    pub objective: Loss,
    pub arrangement: Arrangement,
    pub constant: bool,
    pub temperature: f32,
    pub unit_rows: bool,
    pub dim: usize,
}

/// The groups of z's rows, and what they change.
#[derive(Clone, Copy)]
pub struct Groups<'a> {
    pub grouping: Grouping,
    pub of: &'a [f32],
}

/// Memory that is kept from one evaluation to the next.
#[derive(Default)]
pub struct Scratch {
    /// z and dz with rows padded to whole lanes; unused where the dimension is a multiple of four.
    z: Vec<f32>,
    dz: Vec<f32>,
    /// The candidates, transposed panel by panel.
    panels: Vec<f32>,
    /// Blocks of similarities, later of coefficients.
    blocks: Vec<f32>,
    statistics: Statistics,
}

/// Embeddings: rows of `stride` elements, a multiple of four, the last few of them zero.
#[derive(Clone, Copy)]
struct Rows<'a> {
    data: &'a [f32],
    stride: usize,
}

impl Rows<'_> {
    fn row(&self, i: usize) -> &[f32] {
        &self.data[i * self.stride..][..self.stride]
    }
}

/// Evaluates the mean loss, each anchor's (`row_losses`), and, where wanted, the gradient.
pub fn run(
    task: &Task,
    groups: Option<Groups>,
    z: &[f32],
    dz: Option<&mut [f32]>,
    row_losses: &mut [f32],
    loss: &mut [f32],
    scratch: &mut Scratch,
) {
    let row_losses = &mut row_losses[..task.arrangement.anchors()];
    for_loss!(task.objective, formula => evaluate(task, formula, groups, z, dz, row_losses, scratch));
    // In f64: a mean over 65,536 anchors would lose three digits of f32.
    let total: f64 = row_losses.iter().map(|&v| f64::from(v)).sum();
    loss[0] = (total / task.arrangement.counted() as f64) as f32;
}

fn evaluate<L: RowLoss>(
    task: &Task,
    formula: L,
    groups: Option<Groups>,
    z: &[f32],
    dz: Option<&mut [f32]>,
    row_losses: &mut [f32],
    scratch: &mut Scratch,
) {
    let Task {
        arrangement, dim, ..
    } = *task;
    let Scratch {
        z: padded_z,
        dz: padded_dz,
        panels,
        blocks,
        statistics,
    } = scratch;
    let count = arrangement.rows();
    let stride = dim.next_multiple_of(LANES);
    let whole = stride == dim;
    if !whole {
        padded_z.clear();
        padded_z.resize(count * stride, 0.0);
        for (to, from) in padded_z.chunks_exact_mut(stride).zip(z.chunks_exact(dim)) {
            to[..dim].copy_from_slice(from);
        }
    }
    let data = if whole { &z[..count * dim] } else { padded_z };
    let z = Rows { data, stride };

    let mut dz = dz.map(|dz| &mut dz[..count * dim]);
    let mut sums = match dz.as_deref_mut() {
        None => None,
        Some(dz) if whole => Some(dz),
        Some(_) => {
            padded_dz.resize(count * stride, 0.0);
            Some(padded_dz.as_mut_slice())
        }
    };
    if let Some(sums) = &mut sums {
        sums.fill(0.0);
    }
    statistics.reset(task, formula);
    row_losses.fill(0.0);
    match pairs::Grid::of(arrangement) {
        Some(grid) => {
            let memory = pairs::Memory {
                panels,
                blocks,
                statistics,
            };
            pairs::evaluate(task, formula, groups, &grid, z, sums, row_losses, memory);
        }
        None => explicit::evaluate(task, formula, z, sums, row_losses, statistics),
    }

    // ∂(mean loss)/∂z = Σ (∂loss_i/∂s_ij)·z_j / (temperature · anchors).
    let scale = 1.0 / (task.temperature * arrangement.softmaxes() as f32);
    let Some(dz) = dz else { return };
    if whole {
        for value in dz {
            *value *= scale;
        }
    } else {
        for (to, from) in dz.chunks_exact_mut(dim).zip(padded_dz.chunks_exact(stride)) {
            for (to, from) in to.iter_mut().zip(from) {
                *to = from * scale;
            }
        }
    }
}
