//! The contrastive losses as dispatches. Kernels: shaders/contrastive/*.wgsl.
//!
//! Embeddings of at most sixteen numbers take the narrow way: two passes that keep a row in
//! registers. Wider ones go through similarities: all of them, computed once, where they fit in
//! [`KEPT`]; else of a chunk of anchors at a time, and again for the gradient: never a larger buffer.

use super::kernel::{
    COEFFICIENTS, EXPLICIT_ANCHORS, EXPLICIT_NEGATIVES, EXPLICIT_SIMILARITIES, MEAN_LOSS,
    NARROW_GRADIENT, NARROW_STATISTICS, POSITIVES, PRODUCT, PRODUCT_TRANSPOSED, ROW_LOSSES,
    STATISTICS_OF_COLUMNS, STATISTICS_OF_ROWS, TILE,
};
use super::kernel::{Kernel, Variant};
use super::lower::{Bound, Lowering, Word, line, plane, u};
use super::similarity::Block;
use crate::compute::{Groups, Op};
use crate::contrastive::{Arrangement, RowLoss};
use crate::for_loss;

/// Similarities kept at a time where not all are: 16 MiB.
const CHUNK: usize = 4 << 20;
/// As many as are kept all together, so that they are computed once: 64 MiB.
const KEPT: usize = 16 << 20;
/// Parts of a row or column whose statistics are collected apart, so that small batches have
/// threads enough.
const SEGMENTS: usize = 16;
/// Narrow rows, and few enough of them that one thread may look at all candidates.
const NARROW_DIM: usize = 16;
const NARROW_ROWS: usize = 4096;

/// What all stages of one loss need to know.
struct Stage {
    variant: Variant,
    groups: Option<Groups>,
    /// Only the anchors get a gradient.
    constant: bool,
    powers: (f32, f32),
    parameters: [f32; 4],
    /// The lowest shift of running sums.
    lowest: f32,
    /// Rows of the batch, of z and of anchors (for `Symmetric`, columns are anchors too).
    rows: usize,
    anchors: usize,
    dim: usize,
    quads: usize,
    scale: f32,
    weight: f32,
    negatives: usize,
    z: Bound,
    scalars: Bound,
    losses: Bound,
}

/// The matrix of similarities: its rows are the first of z, its columns z\[first_candidate..\].
struct Matrix {
    cols: usize,
    first_candidate: usize,
    /// Row length in memory: the columns padded to whole tiles.
    stride: usize,
}

pub fn lower(op: &Op, to: &mut Lowering) {
    let Op::Contrastive {
        objective,
        arrangement,
        groups,
        constant,
        temperature,
        unit_rows,
        z,
        dz,
        row_losses,
        loss,
        dim,
    } = *op
    else {
        return;
    };
    let (rows, anchors, negatives) = match arrangement {
        Arrangement::InBatch { rows } => (rows, rows, rows - 1),
        Arrangement::Symmetric { rows } => (rows, 2 * rows, rows - 1),
        Arrangement::TwoViews { rows } => (rows, 2 * rows, 2 * rows - 2),
        Arrangement::Explicit { rows, count } | Arrangement::Shared { rows, count } => {
            (rows, rows, count)
        }
        Arrangement::Among { rows, .. } => (rows, rows, rows - 1),
    };
    let ((first, second), parameters) =
        for_loss!(objective, formula => (formula.powers(), formula.parameters()));
    let powers = (first, second.unwrap_or(0.0));
    // With |s| ≤ 1/temperature the shift may be a constant, as long as the smallest term,
    // e^(−2·power/temperature), is a normal f32: down to temperature 0.025 for power 1.
    let one_shift = unit_rows && 2.0 * powers.0.max(powers.1) <= 80.0 * temperature;
    let stage = Stage {
        variant: Variant {
            loss: objective,
            grouping: groups.map(|groups| groups.grouping),
        },
        groups,
        constant,
        powers,
        parameters,
        lowest: if one_shift { 1.0 / temperature } else { LOWEST },
        rows,
        anchors,
        dim,
        quads: dim.div_ceil(4),
        scale: 1.0 / temperature,
        weight: 1.0 / (arrangement.softmaxes() as f32 * temperature),
        negatives,
        z: to.packed(Bound::Plan(z), arrangement.rows(), dim),
        scalars: to.scratch(4 * arrangement.rows()),
        losses: to.scratch(anchors),
    };
    let dz = dz.map(Bound::Plan);
    let pairwise = !matches!(
        arrangement,
        Arrangement::Explicit { .. } | Arrangement::Shared { .. }
    );
    if pairwise && groups.is_none() && dim <= NARROW_DIM && 2 * rows <= NARROW_ROWS {
        stage.narrow(arrangement, dz, to);
    } else {
        stage.wide(arrangement, dz, to);
    }
    let fold = matches!(arrangement, Arrangement::Symmetric { .. });
    to.dispatch(
        &MEAN_LOSS,
        None,
        vec![
            ("anchors", u(arrangement.anchors())),
            ("counted", Word::F(arrangement.counted() as f32)),
            ("fold", Word::U(fold.into())),
        ],
        &[
            (1, stage.losses),
            (2, Bound::Plan(row_losses)),
            (3, Bound::Plan(loss)),
        ],
        [1, 1, 1],
    );
}

impl Stage {
    fn with_powers(&self, mut words: Vec<(&'static str, Word)>) -> Vec<(&'static str, Word)> {
        words.push(("power_0", Word::F(self.powers.0)));
        words.push(("power_1", Word::F(self.powers.1)));
        words.push(("lowest", Word::F(self.lowest)));
        let names = ["parameter_0", "parameter_1", "parameter_2", "parameter_3"];
        words.extend(names.into_iter().zip(self.parameters.map(Word::F)));
        words
    }

    /// The groups' buffer beside a kernel's own, where there is one.
    fn with_groups(&self, wanted: bool, buffers: &[(u32, Bound)]) -> Vec<(u32, Bound)> {
        let groups = self.groups.filter(|_| wanted);
        let more = groups.map(|groups| (3, Bound::Plan(groups.buffer)));
        buffers.iter().copied().chain(more).collect()
    }

    fn narrow(&self, arrangement: Arrangement, dz: Option<Bound>, to: &mut Lowering) {
        let cross = !matches!(arrangement, Arrangement::TwoViews { .. });
        let words = self.with_powers(vec![
            ("rows", u(self.rows)),
            ("anchors", u(self.anchors)),
            ("cross", Word::U(cross.into())),
            ("quads", u(self.quads)),
            ("dim", u(self.dim)),
            ("scale", Word::F(self.scale)),
            ("weight", Word::F(self.weight)),
            ("negatives", Word::F(self.negatives as f32)),
        ]);
        let threads = 2 * self.rows.div_ceil(4);
        to.dispatch(
            &NARROW_STATISTICS,
            Some(self.variant),
            words.clone(),
            &[(1, self.z), (2, self.scalars), (3, self.losses)],
            line(threads, 16),
        );
        let Some(dz) = dz else { return };
        to.dispatch(
            &NARROW_GRADIENT,
            Some(self.variant),
            words,
            &[(1, self.z), (2, self.scalars), (4, dz)],
            line(threads, 16),
        );
    }

    fn wide(&self, arrangement: Arrangement, dz: Option<Bound>, to: &mut Lowering) {
        let (rows, cols, first_candidate) = match arrangement {
            Arrangement::InBatch { rows } | Arrangement::Symmetric { rows } => (rows, rows, rows),
            Arrangement::TwoViews { rows } => (2 * rows, 2 * rows, 0),
            Arrangement::Among { rows, .. } => (rows, rows, 0),
            Arrangement::Explicit { rows, count } | Arrangement::Shared { rows, count } => {
                (rows, count, 2 * rows)
            }
        };
        let explicit = match arrangement {
            Arrangement::Explicit { count, .. } => Some(count),
            _ => None,
        };
        let stride = cols.next_multiple_of(TILE);
        let all = rows.next_multiple_of(TILE);
        let chunk = match explicit {
            Some(_) => rows, // no larger than the negatives themselves
            None if all * stride <= KEPT => rows,
            None => (CHUNK / stride / TILE * TILE).clamp(TILE, all).min(rows),
        };
        let matrix = Matrix {
            cols,
            first_candidate,
            stride,
        };
        let s = to.scratch(chunk * stride);
        let similarities = to.scratch(self.anchors.max(2 * self.rows));
        let segments = cols.div_ceil(64).clamp(1, SEGMENTS);
        let partial = to.scratch(4 * chunk * segments);
        let columns = match arrangement {
            Arrangement::Symmetric { .. } => Some(to.scratch(4 * stride * segments)),
            _ => None,
        };

        for start in (0..rows).step_by(chunk) {
            let count = chunk.min(rows - start);
            self.similarities(&matrix, explicit, (start, count), s, to);
            let mut look = |kernel: &'static Kernel, first: bool, into, grid| {
                let words = self.with_powers(vec![
                    ("rows", u(self.rows)),
                    ("chunk", u(count)),
                    ("cols", u(cols)),
                    ("quads", u(stride / 4)),
                    ("anchor_start", u(start)),
                    ("candidate_start", u(first_candidate)),
                    ("segments", u(segments)),
                    ("first", Word::U(first.into())),
                    (
                        "groups_start",
                        u(self.groups.map_or(0, |groups| groups.offset)),
                    ),
                ]);
                let buffers = self.with_groups(
                    kernel.entry == STATISTICS_OF_ROWS.entry,
                    &[(1, s), (2, into)],
                );
                to.dispatch(kernel, Some(self.variant), words, &buffers, grid);
            };
            look(
                &STATISTICS_OF_ROWS,
                true,
                partial,
                line(count * segments, 64),
            );
            if let Some(columns) = columns {
                look(
                    &STATISTICS_OF_COLUMNS,
                    start == 0,
                    columns,
                    plane(stride / 4, segments, [16, 4]),
                );
            }
            let place = match arrangement {
                Arrangement::Among { .. } => NOWHERE,
                _ if first_candidate >= 2 * self.rows => APART,
                _ => IN_MATRIX,
            };
            self.row_losses(
                &matrix,
                (start, count),
                place,
                segments,
                [s, partial, similarities],
                to,
            );
        }
        if let Some(columns) = columns {
            let anchors = (self.rows, self.rows);
            self.row_losses(
                &matrix,
                anchors,
                MIRRORED,
                segments,
                [s, columns, similarities],
                to,
            );
        }
        let Some(dz) = dz else { return };
        for start in (0..rows).step_by(chunk) {
            let count = chunk.min(rows - start);
            if chunk < rows {
                self.similarities(&matrix, explicit, (start, count), s, to);
            }
            self.gradient(arrangement, &matrix, (start, count), s, dz, to);
        }
        if first_candidate >= 2 * self.rows {
            let words = self.with_powers(vec![
                ("rows", u(self.rows)),
                ("quads", u(self.quads)),
                ("dim", u(self.dim)),
                ("weight", Word::F(self.weight)),
            ]);
            to.dispatch(
                &POSITIVES,
                Some(self.variant),
                words,
                &[(1, similarities), (2, self.scalars), (3, self.z), (4, dz)],
                line(self.rows * self.dim, 64),
            );
        }
    }

    fn similarities(
        &self,
        matrix: &Matrix,
        explicit: Option<usize>,
        (start, count): (usize, usize),
        s: Bound,
        to: &mut Lowering,
    ) {
        let Some(per_anchor) = explicit else {
            let block = Block {
                batch: 1,
                rows: count,
                cols: matrix.cols,
                quads: self.quads,
                u_start: start,
                v_start: matrix.first_candidate,
                stride: matrix.stride,
                symmetric: matrix.first_candidate == start && count == matrix.cols,
                scale: self.scale,
            };
            // The same rows twice: bound for reading only, so this is no conflict.
            return block.dispatch(to, self.z, self.z, s);
        };
        let grid = plane(per_anchor, self.rows, [16, 4]);
        let words = self.explicit_words(matrix, per_anchor);
        to.dispatch(
            &EXPLICIT_SIMILARITIES,
            None,
            words,
            &[(1, s), (2, self.z)],
            grid,
        );
    }

    fn explicit_words(&self, matrix: &Matrix, count: usize) -> Vec<(&'static str, Word)> {
        vec![
            ("rows", u(self.rows)),
            ("count", u(count)),
            ("stride", u(matrix.stride)),
            ("quads", u(self.quads)),
            ("dim", u(self.dim)),
            ("scale", Word::F(self.scale)),
        ]
    }

    fn row_losses(
        &self,
        matrix: &Matrix,
        (start, count): (usize, usize),
        where_positive: u32,
        segments: usize,
        [s, partial, similarities]: [Bound; 3],
        to: &mut Lowering,
    ) {
        let words = self.with_powers(vec![
            ("rows", u(self.rows)),
            ("chunk", u(count)),
            ("stride", u(matrix.stride)),
            ("anchor_start", u(start)),
            ("candidate_start", u(matrix.first_candidate)),
            ("segments", u(segments)),
            ("where_positive", Word::U(where_positive)),
            ("quads", u(self.quads)),
            ("negatives", Word::F(self.negatives as f32)),
            ("scale", Word::F(self.scale)),
        ]);
        to.dispatch(
            &ROW_LOSSES,
            Some(self.variant),
            words,
            &[
                (1, s),
                (2, partial),
                (3, self.z),
                (4, similarities),
                (5, self.scalars),
                (6, self.losses),
            ],
            [count.div_ceil(32) as u32, 1, 1],
        );
    }

    /// Coefficients in place of a chunk's similarities, and their products with z.
    fn gradient(
        &self,
        arrangement: Arrangement,
        matrix: &Matrix,
        (start, count): (usize, usize),
        s: Bound,
        dz: Bound,
        to: &mut Lowering,
    ) {
        let both = matches!(
            arrangement,
            Arrangement::Symmetric { .. }
                | Arrangement::TwoViews { .. }
                | Arrangement::Among { .. }
        );
        let words = self.with_powers(vec![
            ("rows", u(self.rows)),
            ("chunk", u(count)),
            ("cols", u(matrix.cols)),
            ("quads", u(matrix.stride / 4)),
            ("anchor_start", u(start)),
            ("candidate_start", u(matrix.first_candidate)),
            ("both", Word::U(both.into())),
            ("weight", Word::F(self.weight)),
            (
                "groups_start",
                u(self.groups.map_or(0, |groups| groups.offset)),
            ),
        ]);
        to.dispatch(
            &COEFFICIENTS,
            Some(self.variant),
            words,
            &self.with_groups(true, &[(1, s), (2, self.scalars)]),
            plane(matrix.stride / 4, count.div_ceil(8), [16, 4]),
        );
        if let Arrangement::Explicit {
            count: per_anchor, ..
        } = arrangement
        {
            let words = || self.explicit_words(matrix, per_anchor);
            let buffers = [(1, s), (2, self.z), (3, dz)];
            let grid = plane(self.quads, self.rows, [8, 8]);
            to.dispatch(&EXPLICIT_ANCHORS, None, words(), &buffers, grid);
            let grid = plane(per_anchor, self.rows, [16, 4]);
            to.dispatch(&EXPLICIT_NEGATIVES, None, words(), &buffers, grid);
            return;
        }
        let buffers = [(1, s), (2, self.z), (3, dz)];
        let tiles = self.quads.div_ceil(2);
        let words = vec![
            ("chunk", u(count)),
            ("stride", u(matrix.stride / 4)),
            ("quads", u(self.quads)),
            ("dim", u(self.dim)),
            ("source_start", u(matrix.first_candidate)),
            ("last_source", u(matrix.first_candidate + matrix.cols - 1)),
            ("target_start", u(start)),
        ];
        to.dispatch(
            &PRODUCT,
            None,
            words,
            &buffers,
            plane(tiles, count.div_ceil(TILE), [2, 16]),
        );
        // With two views the matrix is symmetric, and `both` has already put in what the transposed
        // product would add.
        let symmetric = matches!(
            arrangement,
            Arrangement::TwoViews { .. } | Arrangement::Among { .. }
        );
        if symmetric || self.constant {
            return;
        }
        let words = vec![
            ("chunk", u(count)),
            ("cols", u(matrix.cols)),
            ("stride", u(matrix.stride / 4)),
            ("quads", u(self.quads)),
            ("dim", u(self.dim)),
            ("source_start", u(start)),
            ("target_start", u(matrix.first_candidate)),
            ("first", Word::U((start == 0).into())),
        ];
        let grid = plane(tiles, matrix.cols.div_ceil(TILE), [2, 16]);
        to.dispatch(&PRODUCT_TRANSPOSED, None, words, &buffers, grid);
    }
}

/// Above the shaders' EMPTY, below every similarity.
const LOWEST: f32 = -0.5e30;

/// Where `row_losses` finds the positive's similarity; the numbers of row_losses.wgsl.
const IN_MATRIX: u32 = 0;
const APART: u32 = 1;
const MIRRORED: u32 = 2;
const NOWHERE: u32 = 3;
