//! From similarities to ∂loss/∂s in place, and from those to ∂loss/∂z.

use super::super::gemm::{TILE, Tile, tile, width};
use super::super::lanes::{F32x4, LANES};
use super::statistics::{Block, Separable, Statistics};
use super::{BLOCK, Rows};
use crate::contrastive::{Real, RowLoss, Scalars};

/// Replaces a block's similarities by ∂(Σ loss)/∂s as if every pair were a negative; `BOTH`: the
/// pair's two losses, its row's and its column's, together.
pub fn coefficients<L: RowLoss, const BOTH: bool>(
    formula: L,
    block: &Block,
    s: &mut [f32],
    statistics: &Statistics,
) {
    for (r, row) in s.chunks_exact_mut(BLOCK).enumerate().take(block.rows) {
        let ours = statistics.scalars(block.top + r).map(F32x4::of);
        for at in (0..block.cols).step_by(LANES) {
            let s = F32x4::load(row, at);
            let mut coefficient = formula.negative(s, &ours);
            if BOTH {
                let from = block.left + at;
                let theirs: Scalars<F32x4> =
                    [0, 1, 2, 3].map(|k| F32x4::load(&statistics.scalars[k], from));
                coefficient = coefficient + formula.negative(s, &theirs);
            }
            coefficient.store(row, at);
        }
    }
}

/// The same where a negative's coefficient is made of exponentials and its anchors' weights. `kept`:
/// what the sums have left of the block is still there; else it holds similarities.
pub fn separable<const BOTH: bool>(
    way: Separable,
    kept: bool,
    block: &Block,
    s: &mut [f32],
    statistics: &Statistics,
) {
    let weights = &statistics.weights;
    let (blocks, seconds) = s.split_at_mut(BLOCK * BLOCK);
    for (r, row) in blocks.chunks_exact_mut(BLOCK).enumerate().take(block.rows) {
        let anchor = block.top + r;
        let ours = [0, 1].map(|k| F32x4::of(weights[k][anchor]));
        for at in (0..block.cols).step_by(LANES) {
            let s = F32x4::load(row, at);
            let weight = |k: usize| match BOTH {
                true => ours[k] + F32x4::load(&weights[k], block.left + at),
                false => ours[k],
            };
            let exponential =
                |power: f32, shift: f32| Real::exp(F32x4::of(power) * (s - F32x4::of(shift)));
            let coefficient = match way {
                Separable::One { .. } if kept => s * weight(0),
                Separable::One { power, shift } => exponential(power, shift) * weight(0),
                Separable::Two { .. } if kept => {
                    s * weight(0) + F32x4::load(seconds, r * BLOCK + at) * weight(1)
                }
                Separable::Two { powers, shift } => {
                    exponential(powers[0], shift) * weight(0)
                        + exponential(powers[1], shift) * weight(1)
                }
            };
            coefficient.store(row, at);
        }
    }
}

/// dz\[rows of the block\] += P z\[columns of the block\].
pub fn add_to_rows(block: &Block, p: &[f32], z: Rows, dz: &mut [f32]) {
    let from = &z.data[block.left * z.stride..][..block.cols * z.stride];
    let to = &mut dz[block.top * z.stride..][..block.rows * z.stride];
    product::<false>(p, from, to, z.stride);
}

/// dz\[columns of the block\] += Pᵀ z\[rows of the block\].
pub fn add_to_columns(block: &Block, p: &[f32], z: Rows, dz: &mut [f32]) {
    let from = &z.data[block.top * z.stride..][..block.rows * z.stride];
    let to = &mut dz[block.left * z.stride..][..block.cols * z.stride];
    product::<true>(p, from, to, z.stride);
}

/// `to` += P `from`, or Pᵀ `from` if `TRANSPOSED`; P is a block of row length [`BLOCK`].
fn product<const TRANSPOSED: bool>(p: &[f32], from: &[f32], to: &mut [f32], stride: usize) {
    assert!(p.len() >= BLOCK * BLOCK && from.len() <= BLOCK * stride && to.len() <= BLOCK * stride);
    let mut column = 0;
    while column < stride {
        let registers = width(stride - column);
        match registers {
            1 => strip::<TRANSPOSED, 1>(p, from, to, stride, column),
            _ => strip::<TRANSPOSED, 2>(p, from, to, stride, column),
        }
        column += registers * LANES;
    }
}

/// The columns `column..column + 4V` of the product.
fn strip<const TRANSPOSED: bool, const V: usize>(
    p: &[f32],
    from: &[f32],
    to: &mut [f32],
    stride: usize,
    column: usize,
) {
    let depth = from.len() / stride;
    // Side by side, so that a step is one line of cache.
    let mut panel = [[F32x4::of(0.0); V]; BLOCK];
    for (panel, row) in panel.iter_mut().zip(from.chunks_exact(stride)) {
        for (v, register) in panel.iter_mut().enumerate() {
            *register = F32x4::load(row, column + v * LANES);
        }
    }
    for (t, to) in to.chunks_mut(TILE * stride).enumerate() {
        // SAFETY: `product` has seen that P is a whole block and that depth and t·TILE + 3 are
        // within it (BLOCK is a multiple of TILE); column + 4V ≤ stride, so each row of `from`
        // holds the registers that are read.
        let sums: Tile<V> = unsafe {
            let b = panel.as_ptr().cast::<f32>();
            if TRANSPOSED {
                let a = p.as_ptr().add(t * TILE);
                tile(depth, a, [0, 1, 2, 3], BLOCK, b, V * LANES)
            } else {
                let a = p.as_ptr().add(t * TILE * BLOCK);
                tile(depth, a, [0, BLOCK, 2 * BLOCK, 3 * BLOCK], 1, b, V * LANES)
            }
        };
        for (row, sums) in to.chunks_exact_mut(stride).zip(sums) {
            for (v, sum) in sums.into_iter().enumerate() {
                let at = column + v * LANES;
                (F32x4::load(row, at) + sum).store(row, at);
            }
        }
    }
}
