//! Row statistics: every anchor's Σ e^(power·s) over its negatives, shifted so that nothing
//! overflows, and its positive's s.

use super::super::lanes::{F32x4, LANES};
use super::{BLOCK, Task};
use crate::contrastive::{Real, RowLoss, RowStatistics, Scalars};

/// What stands in a block where there is no negative: e^(power·it) is 0 after any shift.
pub const NOTHING: f32 = RowStatistics::EMPTY;
/// The lowest running maximum: above NOTHING, below every similarity, so that shifts stay finite.
const LOWEST: f32 = 0.5 * NOTHING;
/// Below every similarity that is one: a term that grows as s falls stays finite.
const LEAST: f32 = -1e5;

/// A block of pairs: `rows` rows of z from `top` against `cols` rows of z from `left`.
#[derive(Clone, Copy)]
pub struct Block {
    pub top: usize,
    pub rows: usize,
    pub left: usize,
    pub cols: usize,
}

/// The statistics and scalars of every row of z as an anchor: struct of arrays, so that four
/// neighbouring columns are one register; `BLOCK` longer than z, so that a last block may overhang.
#[derive(Default)]
pub struct Statistics {
    /// What is subtracted from s before the exponential.
    tops: Vec<f32>,
    sums: [Vec<f32>; 2],
    pub positives: Vec<f32>,
    /// How many of each an anchor has.
    pub positive_counts: Vec<f32>,
    pub negative_counts: Vec<f32>,
    pub scalars: [Vec<f32>; 4],
    /// `RowLoss::weights`.
    pub weights: [Vec<f32>; 2],
    powers: (f32, Option<f32>),
    constant: bool,
    separable: bool,
}

/// The exponentials e^(power·(s − shift)) that the gradient of a block is made of. [`Statistics::add`] leaves them:
/// the first in place of s, the second behind it.
#[derive(Clone, Copy)]
pub enum Separable {
    One { power: f32, shift: f32 },
    Two { powers: [f32; 2], shift: f32 },
}

impl Statistics {
    pub fn reset<L: RowLoss>(&mut self, task: &Task, formula: L) {
        let powers = formula.powers();
        let len = task.arrangement.rows() + BLOCK;
        let largest = 1.0 / task.temperature;
        let power = powers.1.map_or(powers.0, |p| Real::max(p, powers.0));
        // With |s| ≤ 1/temperature the shift may be a constant, as long as the smallest term,
        // e^(−2·power/temperature), is a normal f32: down to temperature 0.025 for power 1.
        self.constant = task.unit_rows && 2.0 * power * largest <= 80.0;
        self.separable = formula.weights(0.0, &[0.0; 4]).is_some();
        self.powers = powers;
        refill(
            &mut self.tops,
            len,
            if self.constant { largest } else { LOWEST },
        );
        let arrays = self.sums.iter_mut().chain(&mut self.scalars);
        for array in arrays.chain(&mut self.weights).chain([&mut self.positives]) {
            refill(array, len, 0.0);
        }
        let positives = f32::from(!L::MANY_POSITIVES);
        refill(&mut self.positive_counts, len, positives);
        refill(
            &mut self.negative_counts,
            len,
            task.arrangement.negatives() as f32,
        );
    }

    /// Whether, and how, the gradient is made of exponentials with one shift for all anchors.
    pub fn separable(&self) -> Option<Separable> {
        if !(self.constant && self.separable) {
            return None;
        }
        let (power, second) = self.powers;
        let shift = self.tops[0];
        Some(match second {
            None => Separable::One { power, shift },
            Some(second) => Separable::Two {
                powers: [power, second],
                shift,
            },
        })
    }

    /// Elements that a block takes: those of its similarities, as often as exponentials are left of them.
    pub fn block_size(&self) -> usize {
        match self.separable() {
            Some(Separable::Two { .. }) => 2 * BLOCK * BLOCK,
            _ => BLOCK * BLOCK,
        }
    }

    /// Adds a block of similarities (row length [`BLOCK`]) to its rows' statistics and, if `both`,
    /// to its columns'.
    pub fn add<L: RowLoss>(&mut self, formula: L, block: &Block, s: &mut [f32], both: bool) {
        if formula.term(0.0).is_some() {
            return match both {
                true => self.add_terms::<L, true>(formula, block, s),
                false => self.add_terms::<L, false>(formula, block, s),
            };
        }
        if let Some(Separable::Two { powers, shift }) = self.separable() {
            return match both {
                true => self.two_sums::<true>(powers, shift, block, s),
                false => self.two_sums::<false>(powers, shift, block, s),
            };
        }
        if !self.constant {
            self.raise_rows(block, s);
            if both {
                self.raise_columns(block, s);
            }
        }
        let (first, second) = self.powers;
        let mut collect = |k, power| match (both, self.constant) {
            (true, true) => self.sum::<true, true>(k, power, block, s),
            (true, false) => self.sum::<true, false>(k, power, block, s),
            (false, true) => self.sum::<false, true>(k, power, block, s),
            (false, false) => self.sum::<false, false>(k, power, block, s),
        };
        if let Some(second) = second {
            collect(1, second);
        }
        // The first last, because it may leave its exponentials.
        collect(0, first);
    }

    /// Both sums at once where the powers are 1 apart, as those of reweighted negatives are: two exponentials a
    /// pair, e^x and e^(βx), whose product is the first.
    fn two_sums<const BOTH: bool>(
        &mut self,
        powers: [f32; 2],
        shift: f32,
        block: &Block,
        s: &mut [f32],
    ) {
        let (blocks, seconds) = s.split_at_mut(BLOCK * BLOCK);
        let [one, beta] = [powers[0] - powers[1], powers[1]].map(F32x4::of);
        let shift = F32x4::of(shift);
        let mut columns = [[F32x4::of(0.0); 2]; BLOCK / LANES];
        let width = block.cols.div_ceil(LANES);
        let rows = blocks
            .chunks_exact_mut(BLOCK)
            .zip(seconds.chunks_exact_mut(BLOCK));
        for (r, (row, seconds)) in rows.enumerate().take(block.rows) {
            let mut totals = [F32x4::of(0.0); 2];
            for (v, columns) in columns.iter_mut().enumerate().take(width) {
                let x = F32x4::load(row, v * LANES) - shift;
                let second = Real::exp(beta * x);
                let first = Real::exp(one * x) * second;
                first.store(row, v * LANES);
                second.store(seconds, v * LANES);
                for (k, e) in [first, second].into_iter().enumerate() {
                    totals[k] = totals[k] + e;
                    if BOTH {
                        columns[k] = columns[k] + e;
                    }
                }
            }
            for (sums, total) in self.sums.iter_mut().zip(totals) {
                sums[block.top + r] += total.sum();
            }
        }
        if BOTH {
            for (v, columns) in columns.iter().enumerate().take(width) {
                let at = block.left + v * LANES;
                for (sums, column) in self.sums.iter_mut().zip(columns) {
                    (F32x4::load(sums, at) + *column).store(sums, at);
                }
            }
        }
    }

    /// Σ `term` of a block's rows and, if `BOTH`, of its columns.
    fn add_terms<L: RowLoss, const BOTH: bool>(&mut self, formula: L, block: &Block, s: &[f32]) {
        let sums = &mut self.sums[0];
        let mut columns = [F32x4::of(0.0); BLOCK / LANES];
        for (r, row) in s.chunks_exact(BLOCK).enumerate().take(block.rows) {
            let mut total = F32x4::of(0.0);
            for (v, column) in columns
                .iter_mut()
                .enumerate()
                .take(block.cols.div_ceil(LANES))
            {
                let s = F32x4::load(row, v * LANES);
                let term = formula.term(s.max(F32x4::of(LEAST)));
                // Where there is no negative there is nothing, whatever the loss makes of it.
                let term = term.map_or(F32x4::ZERO, |term| {
                    s.where_less(F32x4::of(LOWEST), F32x4::ZERO, term)
                });
                total = total + term;
                if BOTH {
                    *column = *column + term;
                }
            }
            sums[block.top + r] += total.sum();
        }
        if BOTH {
            for (v, column) in columns.iter().enumerate().take(block.cols.div_ceil(LANES)) {
                let at = block.left + v * LANES;
                (F32x4::load(sums, at) + *column).store(sums, at);
            }
        }
    }

    fn raise_rows(&mut self, block: &Block, s: &[f32]) {
        for (r, row) in s.chunks_exact(BLOCK).enumerate().take(block.rows) {
            let mut top = F32x4::of(LOWEST);
            for at in (0..block.cols).step_by(LANES) {
                top = Real::max(top, F32x4::load(row, at));
            }
            self.raise(block.top + r, top.largest());
        }
    }

    fn raise_columns(&mut self, block: &Block, s: &[f32]) {
        for at in (0..block.cols).step_by(LANES) {
            let mut top = F32x4::of(LOWEST);
            for row in s.chunks_exact(BLOCK).take(block.rows) {
                top = Real::max(top, F32x4::load(row, at));
            }
            for (lane, top) in top.to_array().into_iter().enumerate() {
                self.raise(block.left + at + lane, top);
            }
        }
    }

    /// Lifts an anchor's shift to `top` if it is lower, and its sums with it.
    fn raise(&mut self, anchor: usize, top: f32) {
        let old = self.tops[anchor];
        if old < top {
            self.tops[anchor] = top;
            let (first, second) = self.powers;
            self.sums[0][anchor] *= Real::exp(first * (old - top));
            if let Some(second) = second {
                self.sums[1][anchor] *= Real::exp(second * (old - top));
            }
        }
    }

    fn sum<const BOTH: bool, const CONSTANT: bool>(
        &mut self,
        k: usize,
        power: f32,
        block: &Block,
        s: &mut [f32],
    ) {
        let leave = CONSTANT && k == 0 && self.separable && self.powers.1.is_none();
        let (tops, sums) = (&self.tops, &mut self.sums[k]);
        let factor = F32x4::of(power);
        let mut columns = [F32x4::of(0.0); BLOCK / LANES];
        for (r, row) in s.chunks_exact_mut(BLOCK).enumerate().take(block.rows) {
            let top = F32x4::of(tops[block.top + r]);
            let mut total = F32x4::of(0.0);
            for (v, column) in columns
                .iter_mut()
                .enumerate()
                .take(block.cols.div_ceil(LANES))
            {
                let s = F32x4::load(row, v * LANES);
                let e = Real::exp(factor * (s - top));
                total = total + e;
                if leave {
                    e.store(row, v * LANES);
                }
                if BOTH && CONSTANT {
                    *column = *column + e;
                } else if BOTH {
                    let top = F32x4::load(tops, block.left + v * LANES);
                    *column = *column + Real::exp(factor * (s - top));
                }
            }
            sums[block.top + r] += total.sum();
        }
        if BOTH {
            for (v, column) in columns.iter().enumerate().take(block.cols.div_ceil(LANES)) {
                let at = block.left + v * LANES;
                (F32x4::load(sums, at) + *column).store(sums, at);
            }
        }
    }

    /// `row` for one anchor whose statistics are complete: its loss; its scalars are kept.
    pub fn finish<L: RowLoss>(&mut self, anchor: usize, formula: L) -> f32 {
        let log = |sum: f32, power: f32| {
            // Not `sum > 0`, which would drop a NaN.
            if sum == 0.0 {
                RowStatistics::EMPTY
            } else {
                power * self.tops[anchor] + libm::logf(sum)
            }
        };
        let (first, second) = self.powers;
        let first = match formula.term(0.0) {
            Some(_) => self.sums[0][anchor],
            None => log(self.sums[0][anchor], first),
        };
        let (loss, scalars) = formula.row(&RowStatistics {
            positive: self.positives[anchor],
            positives: self.positive_counts[anchor],
            negatives: self.negative_counts[anchor],
            log_sums: [
                first,
                second.map_or(RowStatistics::EMPTY, |p| log(self.sums[1][anchor], p)),
            ],
        });
        if let Some(weights) = formula.weights(self.tops[anchor], &scalars) {
            for (array, weight) in self.weights.iter_mut().zip(weights) {
                array[anchor] = weight;
            }
        }
        for (array, scalar) in self.scalars.iter_mut().zip(scalars) {
            array[anchor] = scalar;
        }
        loss
    }

    pub fn scalars(&self, anchor: usize) -> Scalars<f32> {
        [0, 1, 2, 3].map(|k| self.scalars[k][anchor])
    }
}

fn refill(array: &mut Vec<f32>, len: usize, value: f32) {
    array.clear();
    array.resize(len, value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contrastive::sigmoid::Sigmoid;
    use crate::contrastive::{Arrangement, Loss};

    /// ℓ = Σ s²: a term that grows as s falls.
    #[derive(Clone, Copy)]
    struct Squares;

    impl RowLoss for Squares {
        fn term<F: Real>(&self, s: F) -> Option<F> {
            Some(s * s)
        }
        fn row<F: Real + PartialOrd>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>) {
            (statistics.log_sums[0], [F::ZERO; 4])
        }
        fn negative<F: Real>(&self, s: F, _: &Scalars<F>) -> F {
            s + s
        }
        fn positive<F: Real>(&self, _: F, _: &Scalars<F>) -> F {
            F::ZERO
        }
    }

    #[test]
    fn a_pair_that_is_left_out_adds_nothing_to_a_growing_term() {
        let mut statistics = Statistics::default();
        statistics.reset(
            &Task {
                objective: Loss::Sigmoid(Sigmoid { bias: 0.0 }),
                arrangement: Arrangement::InBatch { rows: 2 },
                constant: false,
                temperature: 1.0,
                unit_rows: true,
                dim: 1,
            },
            Squares,
        );
        let mut s = vec![NOTHING; BLOCK * BLOCK];
        s[1] = -3.0;
        s[BLOCK] = 2.0;
        let block = Block {
            top: 0,
            rows: 2,
            left: 0,
            cols: 2,
        };
        statistics.add(Squares, &block, &mut s, false);
        assert_eq!([0, 1].map(|at| statistics.finish(at, Squares)), [9.0, 4.0]);
        statistics.add(Squares, &block, &mut s, true);
        assert_eq!(
            [0, 1].map(|at| statistics.finish(at, Squares)),
            [9.0 + 9.0 + 4.0, 4.0 + 4.0 + 9.0]
        );
    }
}
