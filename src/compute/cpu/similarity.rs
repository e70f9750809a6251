//! s\[b, i, j\] = u\[b, i\]·v\[b, j\].

use super::gemm::{Matrix, multiply};

/// u \[batch, rows, dim\], v \[batch, cols, dim\] to s \[batch, rows, cols\]; `panel` is scratch.
pub fn run(
    u: &[f32],
    v: &[f32],
    s: &mut [f32],
    [batch, rows, cols, dim]: [usize; 4],
    panel: &mut Vec<f32>,
) {
    for b in 0..batch {
        let u = Matrix::new(&u[b * rows * dim..], rows, dim);
        let v = Matrix::new(&v[b * cols * dim..], cols, dim);
        let s = &mut s[b * rows * cols..][..rows * cols];
        multiply(u, v.transposed(), s, panel);
    }
}
