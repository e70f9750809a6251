//! Batched dot products. Kernel: shaders/similarity.wgsl.

use super::kernel::{SIMILARITY, TILE};
use super::lower::{Bound, Lowering, Word, u};
use crate::compute::Op;

/// A block of dot products between rows of two packed matrices.
pub struct Block {
    pub batch: usize,
    pub rows: usize,
    pub cols: usize,
    pub quads: usize,
    pub u_start: usize,
    pub v_start: usize,
    pub stride: usize,
    /// The rows are the columns: what is below the diagonal is copied from above it.
    pub symmetric: bool,
    pub scale: f32,
}

/// Dispatches per batch dimension at most.
const BATCHES: usize = 65_535;

impl Block {
    /// s\[b, i, j\] = scale · u\[b, u_start + i\]·v\[b, v_start + j\], into rows of `stride`.
    pub fn dispatch(&self, to: &mut Lowering, left: Bound, right: Bound, s: Bound) {
        for batch_start in (0..self.batch).step_by(BATCHES) {
            let batches = (self.batch - batch_start).min(BATCHES);
            to.dispatch(
                &SIMILARITY,
                None,
                vec![
                    ("rows", u(self.rows)),
                    ("cols", u(self.cols)),
                    ("quads", u(self.quads)),
                    ("u_start", u(self.u_start)),
                    ("v_start", u(self.v_start)),
                    ("batch_start", u(batch_start)),
                    ("stride", u(self.stride)),
                    ("symmetric", Word::U(self.symmetric.into())),
                    ("scale", Word::F(self.scale)),
                ],
                &[(1, left), (2, right), (3, s)],
                [
                    self.cols.div_ceil(64) as u32,
                    self.rows.div_ceil(4 * TILE) as u32,
                    batches as u32,
                ],
            );
        }
    }
}

pub fn lower(op: &Op, to: &mut Lowering) {
    let Op::Similarity {
        u,
        v,
        s,
        batch,
        rows,
        cols,
        dim,
    } = *op
    else {
        return;
    };
    let left = to.packed(Bound::Plan(u), batch * rows, dim);
    let right = if u == v {
        left
    } else {
        to.packed(Bound::Plan(v), batch * cols, dim)
    };
    let block = Block {
        batch,
        rows,
        cols,
        quads: dim.div_ceil(4),
        u_start: 0,
        v_start: 0,
        stride: cols,
        symmetric: false,
        scale: 1.0,
    };
    block.dispatch(to, left, right, Bound::Plan(s));
}
