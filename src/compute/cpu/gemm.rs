//! Matrix products: what nearly all of the time goes into.
//!
//! Everything is built from one register tile, 4 rows by up to 8 columns: 8 accumulators, 2 registers
//! of b, one broadcast of a and one product, which V8 keeps in the 15 it has of x86. Measured in
//! Chromium 148 and node 20 (a core of an AMD EPYC, k = 64, in cache): 4×8 reaches 41 to 45 GFLOP/s,
//! 2×16 the same, but 4×12, 6×8, 5×8 and 4×16 spill and reach 23 to 29, as does 4×8 unrolled over k.
//! Strided operands are as fast as packed ones while they stay in cache, so little is packed.

use super::lanes::{F32x4, LANES};

/// Rows of a tile.
pub const TILE: usize = 4;

/// A matrix inside a slice, with any steps between rows and columns: transposing is free.
#[derive(Clone, Copy)]
pub struct Matrix<'a> {
    data: &'a [f32],
    rows: usize,
    cols: usize,
    row_step: usize,
    col_step: usize,
}

impl<'a> Matrix<'a> {
    /// Row-major \[rows, cols\].
    pub fn new(data: &'a [f32], rows: usize, cols: usize) -> Self {
        let data = &data[..rows * cols];
        Self {
            data,
            rows,
            cols,
            row_step: cols,
            col_step: 1,
        }
    }

    pub fn transposed(self) -> Self {
        Self {
            rows: self.cols,
            cols: self.rows,
            row_step: self.col_step,
            col_step: self.row_step,
            ..self
        }
    }
}

/// The sums of a tile: 4 rows of `V` registers.
pub type Tile<const V: usize> = [[F32x4; V]; TILE];

/// Σ_k a\[row, k\]·b\[k, 4V columns\], for four rows that lie `rows` elements from `a`.
///
/// # Safety
/// For every k < `depth`, `a` + rows\[r\] + k·`a_step` must be readable for each r, and 4V elements
/// from `b` + k·`b_step`.
#[inline(always)]
pub unsafe fn tile<const V: usize>(
    depth: usize,
    a: *const f32,
    rows: [usize; TILE],
    a_step: usize,
    b: *const f32,
    b_step: usize,
) -> Tile<V> {
    let mut sums = [[F32x4::of(0.0); V]; TILE];
    let (mut a, mut b) = (a, b);
    for _ in 0..depth {
        // SAFETY: the caller's promise, for this k.
        unsafe {
            let mut columns = [F32x4::of(0.0); V];
            for (v, column) in columns.iter_mut().enumerate() {
                *column = F32x4::read(b.add(v * LANES));
            }
            for (sums, row) in sums.iter_mut().zip(rows) {
                let factor = F32x4::read_splat(a.add(row));
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = *sum + factor * column;
                }
            }
        }
        // Wrapping: past the last k nothing is read any more.
        a = a.wrapping_add(a_step);
        b = b.wrapping_add(b_step);
    }
    sums
}

/// How many registers wide the next tile is, with `columns` to go.
pub fn width(columns: usize) -> usize {
    if columns <= LANES { 1 } else { 2 }
}

/// Copies b's columns `from..from + 4V` (zeros past the last) so that each k's lie together.
fn pack<const V: usize>(b: &Matrix, from: usize, panel: &mut Vec<f32>) {
    panel.clear();
    panel.resize(b.rows * V * LANES, 0.0);
    let count = (b.cols - from).min(V * LANES);
    for (k, row) in panel.chunks_exact_mut(V * LANES).enumerate() {
        for (j, value) in row[..count].iter_mut().enumerate() {
            *value = b.data[k * b.row_step + (from + j) * b.col_step];
        }
    }
}

/// c = a b, row-major \[a.rows, b.cols\]. `panel` is scratch.
pub fn multiply(a: Matrix, b: Matrix, c: &mut [f32], panel: &mut Vec<f32>) {
    debug_assert_eq!(a.cols, b.rows);
    let mut from = 0;
    while from < b.cols {
        let registers = width(b.cols - from);
        match registers {
            1 => columns::<1>(&a, &b, from, c, panel),
            _ => columns::<2>(&a, &b, from, c, panel),
        }
        from += registers * LANES;
    }
}

/// The columns `from..from + 4V` of c.
fn columns<const V: usize>(
    a: &Matrix,
    b: &Matrix,
    from: usize,
    c: &mut [f32],
    panel: &mut Vec<f32>,
) {
    let count = (b.cols - from).min(V * LANES);
    let in_place = b.col_step == 1 && count == V * LANES;
    let (columns, b_step) = if in_place {
        (&b.data[from..], b.row_step)
    } else {
        pack::<V>(b, from, panel);
        (panel.as_slice(), V * LANES)
    };
    assert!(a.cols == 0 || columns.len() >= (a.cols - 1) * b_step + V * LANES);
    for top in (0..a.rows).step_by(TILE) {
        // Past the last row the last one is computed again, and not stored.
        let last = a.rows - 1;
        let rows = [0, 1, 2, 3].map(|r| (top + r).min(last) * a.row_step);
        assert!(a.cols == 0 || rows[3] + (a.cols - 1) * a.col_step < a.data.len());
        // SAFETY: the two assertions; rows[3] is the furthest row.
        let sums = unsafe {
            tile::<V>(
                a.cols,
                a.data.as_ptr(),
                rows,
                a.col_step,
                columns.as_ptr(),
                b_step,
            )
        };
        for (r, sums) in sums.iter().enumerate().take(a.rows - top) {
            let out = &mut c[(top + r) * b.cols + from..][..count];
            if count == V * LANES {
                for (v, sum) in sums.iter().enumerate() {
                    sum.store(out, v * LANES);
                }
            } else {
                for (v, out) in out.chunks_mut(LANES).enumerate() {
                    out.copy_from_slice(&sums[v].to_array()[..out.len()]);
                }
            }
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whole numbers: their products and sums are exact in f32, so any order gives the same bits.
    fn filled(rows: usize, cols: usize, seed: usize) -> Vec<f32> {
        (0..rows * cols)
            .map(|i| ((i * 7919 + seed * 104_729) % 17) as f32 - 8.0)
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn multiply_is_the_product(
            m in 1usize..30, n in 1usize..30, k in 1usize..30, ta: bool, tb: bool,
        ) {
            let (a, b) = (filled(m, k, 1), filled(k, n, 2));
            let a = if ta { Matrix::new(&a, k, m).transposed() } else { Matrix::new(&a, m, k) };
            let b = if tb { Matrix::new(&b, n, k).transposed() } else { Matrix::new(&b, k, n) };
            let mut c = vec![f32::NAN; m * n];
            multiply(a, b, &mut c, &mut Vec::new());
            for i in 0..m {
                for j in 0..n {
                    let term = |l: usize| {
                        a.data[i * a.row_step + l * a.col_step]
                            * b.data[l * b.row_step + j * b.col_step]
                    };
                    let want: f32 = (0..k).map(term).sum();
                    prop_assert_eq!(c[i * n + j], want, "{} x {} x {}, at {},{}", m, k, n, i, j);
                }
            }
        }
    }
}
