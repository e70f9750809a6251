//! The arrangements in which a range of rows meets a range of columns, block by block.
//!
//! Two passes over the blocks: similarities and statistics; coefficients and products. Where each
//! row is an anchor and the columns are not, a strip of blocks goes through both passes before the
//! next, so its similarities are computed once (6NMd operations). Where columns are anchors too,
//! their statistics are complete only after the whole first pass; its blocks are kept if all of them
//! fit [`KEPT`], and else computed again (8NMd).

use super::super::gemm::{TILE, tile};
use super::super::lanes::{F32x4, LANES, dot};
use super::statistics::{Block, NOTHING, Statistics};
use super::{BLOCK, Groups, Rows, Task, gradient};
use crate::contrastive::{Arrangement, Grouping, RowLoss};
use std::ops::Range;

/// Elements of similarities that may be kept, which is a fourth faster than to compute them again:
/// 4096² in whole blocks, 68 MiB. Where a pair leaves two exponentials, of half as many pairs.
const KEPT: usize = 17 << 20;
/// As many as stay for the next evaluation: 16 MiB. wasm's memory never shrinks, but what one
/// evaluation gives back the next one can have.
const STAYING: usize = 4 << 20;
/// Columns of a panel: two registers.
const PANEL: usize = 8;

/// Which rows of z meet which.
pub struct Grid {
    rows: Range<usize>,
    cols: Range<usize>,
    /// The columns are anchors too, with the rows as their candidates.
    both: bool,
    /// Rows and columns are the same: only blocks on and above the diagonal are visited.
    triangle: bool,
}

/// The parts of the scratch memory that are needed here.
pub struct Memory<'a> {
    pub panels: &'a mut Vec<f32>,
    pub blocks: &'a mut Vec<f32>,
    pub statistics: &'a mut Statistics,
}

impl Grid {
    /// None where every anchor has candidates of its own.
    pub fn of(arrangement: Arrangement) -> Option<Self> {
        let grid = |rows, cols, both, triangle| {
            Some(Self {
                rows,
                cols,
                both,
                triangle,
            })
        };
        match arrangement {
            Arrangement::InBatch { rows } => grid(0..rows, rows..2 * rows, false, false),
            Arrangement::Symmetric { rows } => grid(0..rows, rows..2 * rows, true, false),
            Arrangement::TwoViews { rows } => grid(0..2 * rows, 0..2 * rows, true, true),
            Arrangement::Shared { rows, count } => {
                grid(0..rows, 2 * rows..2 * rows + count, false, false)
            }
            Arrangement::Among { rows, .. } => grid(0..rows, 0..rows, true, true),
            Arrangement::Explicit { .. } => None,
        }
    }

    /// The blocks of the given rows, in the order of both passes.
    fn blocks(&self, rows: Range<usize>) -> impl Iterator<Item = Block> {
        rows.clone().step_by(BLOCK).flat_map(move |top| {
            let first = if self.triangle { top } else { self.cols.start };
            let (bottom, end) = (rows.end, self.cols.end);
            (first..end).step_by(BLOCK).map(move |left| Block {
                top,
                rows: BLOCK.min(bottom - top),
                left,
                cols: BLOCK.min(end - left),
            })
        })
    }
}

/// What is the same for every block.
struct Setting<'a, L> {
    formula: L,
    arrangement: Arrangement,
    groups: Option<Groups<'a>>,
    constant: bool,
    triangle: bool,
    both: bool,
    /// The first column, and the dimension, of the panels.
    first: usize,
    dim: usize,
    inverse_temperature: f32,
    z: Rows<'a>,
}

#[allow(clippy::too_many_arguments)] // one call, from `super::evaluate`
pub fn evaluate<L: RowLoss>(
    task: &Task,
    formula: L,
    groups: Option<Groups>,
    grid: &Grid,
    z: Rows,
    mut dz: Option<&mut [f32]>,
    row_losses: &mut [f32],
    memory: Memory,
) {
    let Memory {
        panels,
        blocks,
        statistics,
    } = memory;
    let setting = Setting {
        formula,
        arrangement: task.arrangement,
        groups,
        constant: task.constant,
        triangle: grid.triangle,
        both: grid.both,
        first: grid.cols.start,
        dim: task.dim,
        inverse_temperature: 1.0 / task.temperature,
        z,
    };
    pack(z, task.dim, grid.cols.clone(), panels);
    let apart = task
        .arrangement
        .positive(0)
        .is_some_and(|j| !grid.cols.contains(&j));
    if apart {
        setting.positives_apart(grid.rows.clone(), statistics);
    }

    let size = statistics.block_size();
    let strip = if grid.both { grid.rows.len() } else { BLOCK };
    for top in grid.rows.clone().step_by(strip) {
        let rows = top..grid.rows.end.min(top + strip);
        let count = grid.blocks(rows.clone()).count();
        let keep = dz.is_some() && (!grid.both || count * size <= KEPT);
        blocks.resize(if keep { count * size } else { size }, 0.0);
        let place = |n: usize| if keep { n * size } else { 0 };

        for (n, block) in grid.blocks(rows.clone()).enumerate() {
            let s = &mut blocks[place(n)..][..size];
            setting.similarities(&block, s, panels);
            setting.set_apart(&block, s, statistics);
            statistics.add(
                formula,
                &block,
                s,
                setting.both && !setting.diagonal(&block),
            );
        }

        let columns = if grid.both && !grid.triangle {
            grid.cols.clone()
        } else {
            0..0
        };
        let share = if columns.is_empty() { 1.0 } else { 0.5 };
        for anchor in rows.clone().chain(columns) {
            let loss = statistics.finish(anchor, formula);
            row_losses[anchor % task.arrangement.anchors()] += share * loss;
        }

        let Some(dz) = dz.as_deref_mut() else {
            continue;
        };
        for (n, block) in grid.blocks(rows).enumerate() {
            let s = &mut blocks[place(n)..][..size];
            if !keep {
                setting.similarities(&block, s, panels);
            }
            setting.gradient(&block, s, keep, statistics, dz);
        }
    }
    if blocks.len() > STAYING {
        *blocks = Vec::new();
    }
    if let Some(dz) = dz
        && apart
    {
        setting.positives_gradient(grid.rows.clone(), statistics, dz);
    }
}

/// The columns of z, a panel of eight after the other, each \[dim, 8\]; zeros past the last.
fn pack(z: Rows, dim: usize, cols: Range<usize>, panels: &mut Vec<f32>) {
    let size = dim * PANEL;
    panels.resize(cols.len().div_ceil(PANEL) * size, 0.0);
    for (panel, first) in panels
        .chunks_exact_mut(size)
        .zip(cols.clone().step_by(PANEL))
    {
        for j in 0..PANEL {
            let places = panel[j..].iter_mut().step_by(PANEL);
            if first + j < cols.end {
                for (to, from) in places.zip(z.row(first + j)) {
                    *to = *from;
                }
            } else {
                places.for_each(|to| *to = 0.0);
            }
        }
    }
}

impl<L: RowLoss> Setting<'_, L> {
    fn diagonal(&self, block: &Block) -> bool {
        self.triangle && block.top == block.left
    }

    /// s = u·v / temperature for a block (row length [`BLOCK`]).
    fn similarities(&self, block: &Block, s: &mut [f32], panels: &[f32]) {
        let (z, dim) = (self.z, self.dim);
        let scale = F32x4::of(self.inverse_temperature);
        let size = dim * PANEL;
        let rows = &z.data[block.top * z.stride..][..block.rows * z.stride];
        let from = (block.left - self.first) / PANEL;
        let panels = &panels[from * size..][..block.cols.div_ceil(PANEL) * size];
        for (p, panel) in panels.chunks_exact(size).enumerate() {
            for top in (0..block.rows).step_by(TILE) {
                let lines = [0, 1, 2, 3].map(|r| (top + r).min(block.rows - 1) * z.stride);
                // SAFETY: each line is a row of `rows`, at least `dim` long; the panel holds 8
                // columns for each of `dim` steps.
                let sums =
                    unsafe { tile::<2>(dim, rows.as_ptr(), lines, 1, panel.as_ptr(), PANEL) };
                for (row, sums) in s[top * BLOCK..].chunks_exact_mut(BLOCK).zip(sums) {
                    for (v, sum) in sums.into_iter().enumerate() {
                        (sum * scale).store(row, p * PANEL + v * LANES);
                    }
                }
            }
        }
    }

    /// Notes the positives' similarities and leaves [`NOTHING`] where there is no negative.
    fn set_apart(&self, block: &Block, s: &mut [f32], statistics: &mut Statistics) {
        for (r, row) in s.chunks_exact_mut(BLOCK).enumerate().take(block.rows) {
            let anchor = block.top + r;
            row[block.cols..block.cols.next_multiple_of(LANES)].fill(NOTHING);
            let positive = self.arrangement.positive(anchor);
            if let Some(positive) = positive
                && let Some(place) = place(row, block, positive)
            {
                statistics.positives[anchor] = *place;
                if self.both {
                    statistics.positives[positive] = *place;
                }
                *place = NOTHING;
            }
            if self.diagonal(block) {
                row[r] = NOTHING;
            }
            if let Some(groups) = self.groups {
                self.set_apart_by_group(groups, block, anchor, row, statistics);
            }
        }
    }

    /// The same for what groups say of an anchor's row: rows of its group, and rows that are not there.
    fn set_apart_by_group(
        &self,
        groups: Groups,
        block: &Block,
        anchor: usize,
        row: &mut [f32],
        statistics: &mut Statistics,
    ) {
        // A block off the diagonal stands for its mirror image too.
        let mirrored = self.both && !self.diagonal(block);
        for (at, s) in row[..block.cols].iter_mut().enumerate() {
            let j = block.left + at;
            let there = groups.of[j] >= 0.0;
            let alike = groups.of[j] == groups.of[anchor];
            if *s == NOTHING || (there && !alike) {
                continue;
            }
            let mut change = |i: usize, positive: f32| {
                statistics.positives[i] += positive * *s;
                statistics.positive_counts[i] += positive;
                statistics.negative_counts[i] -= 1.0;
            };
            let positive = f32::from(there && groups.grouping == Grouping::Together);
            change(anchor, positive);
            if mirrored {
                change(j, positive);
            }
            if positive == 0.0 {
                *s = NOTHING;
            }
        }
    }

    /// From similarities (or what the sums have left of them, if they were `kept`) to coefficients,
    /// and the products with both sides.
    fn gradient(
        &self,
        block: &Block,
        s: &mut [f32],
        kept: bool,
        statistics: &Statistics,
        dz: &mut [f32],
    ) {
        match (statistics.separable(), self.both) {
            (Some(way), true) => gradient::separable::<true>(way, kept, block, s, statistics),
            (Some(way), false) => gradient::separable::<false>(way, kept, block, s, statistics),
            (None, true) => gradient::coefficients::<L, true>(self.formula, block, s, statistics),
            (None, false) => gradient::coefficients::<L, false>(self.formula, block, s, statistics),
        }
        for (r, row) in s.chunks_exact_mut(BLOCK).enumerate().take(block.rows) {
            let anchor = block.top + r;
            if let Some(groups) = self.groups {
                self.correct_by_group(groups, block, anchor, row, statistics);
            }
            let positive = self.arrangement.positive(anchor);
            if let Some(positive) = positive
                && let Some(place) = place(row, block, positive)
            {
                let mut coefficient = self.positive(anchor, statistics);
                if self.both {
                    coefficient += self.positive(positive, statistics);
                }
                *place = coefficient;
            }
            if self.diagonal(block) {
                row[r] = 0.0;
            }
        }
        gradient::add_to_rows(block, s, self.z, dz);
        if !self.diagonal(block) && !self.constant {
            gradient::add_to_columns(block, s, self.z, dz);
        }
    }

    /// Coefficients of an anchor's row as its groups want them. A positive's is a negative's and a number
    /// of the anchor, in the one family that has many.
    fn correct_by_group(
        &self,
        groups: Groups,
        block: &Block,
        anchor: usize,
        row: &mut [f32],
        statistics: &Statistics,
    ) {
        let more = |i: usize| self.formula.extra(&statistics.scalars(i));
        for (at, p) in row[..block.cols].iter_mut().enumerate() {
            let j = block.left + at;
            let there = groups.of[j] >= 0.0;
            if there && groups.of[j] != groups.of[anchor] {
                continue;
            }
            if there && groups.grouping == Grouping::Together {
                *p += more(anchor) + if self.both { more(j) } else { 0.0 };
            } else {
                *p = 0.0;
            }
        }
    }

    fn positive(&self, anchor: usize, statistics: &Statistics) -> f32 {
        let scalars = statistics.scalars(anchor);
        self.formula
            .positive(statistics.positives[anchor], &scalars)
    }

    /// Positives that are no columns (`Shared`): their similarities one by one.
    fn positives_apart(&self, rows: Range<usize>, statistics: &mut Statistics) {
        for i in rows {
            let Some(positive) = self.arrangement.positive(i) else {
                continue;
            };
            let s = dot(self.z.row(i), self.z.row(positive)) * self.inverse_temperature;
            statistics.positives[i] = s;
        }
    }

    fn positives_gradient(&self, rows: Range<usize>, statistics: &Statistics, dz: &mut [f32]) {
        for i in rows {
            let Some(j) = self.arrangement.positive(i) else {
                continue;
            };
            let coefficient = self.positive(i, statistics);
            add_scaled(dz, i, coefficient, self.z.row(j));
            if !self.constant {
                add_scaled(dz, j, coefficient, self.z.row(i));
            }
        }
    }
}

/// The place of column `j` of z in a block's row, if it is there.
fn place<'a>(row: &'a mut [f32], block: &Block, j: usize) -> Option<&'a mut f32> {
    let at = j.checked_sub(block.left)?;
    row[..block.cols].get_mut(at)
}

/// dz\[i\] += factor·row.
pub fn add_scaled(dz: &mut [f32], i: usize, factor: f32, row: &[f32]) {
    for (to, from) in dz[i * row.len()..].iter_mut().zip(row) {
        *to += factor * from;
    }
}
