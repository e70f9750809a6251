//! Alignment and uniformity on the hypersphere (Wang & Isola, ICML 2020): the two things that the
//! contrastive loss asks for in the limit of many negatives.

/// E |f(x) − f(x⁺)|², eq. 2 with α = 2: the mean over rows of `z1`, `z2` \[rows, dim\]. 0 is best; the
/// rows are taken as they are, so normalise them first.
pub fn alignment(z1: &[f32], z2: &[f32], dim: usize) -> f64 {
    let rows = z1.len() / dim.max(1);
    let square =
        |(a, b): (&f32, &f32)| (f64::from(*a) - f64::from(*b)) * (f64::from(*a) - f64::from(*b));
    z1.iter().zip(z2).map(square).sum::<f64>() / rows.max(1) as f64
}

/// log E e^{−2|f(x) − f(y)|²} over all pairs of rows of `z` \[rows, dim\], eq. 3 with t = 2: 0 when all
/// points are one, about −4 at best on a sphere of many dimensions. 0 for fewer than two rows.
/// rows²·dim/2 operations: some 30 ms for 1,800 points of 32 dimensions in wasm.
pub fn uniformity(z: &[f32], dim: usize) -> f64 {
    let rows = z.len() / dim.max(1);
    if rows < 2 {
        return 0.0;
    }
    let mut columns = vec![0.0_f32; rows * dim];
    for (row, point) in z.chunks_exact(dim).enumerate() {
        for (coordinate, value) in point.iter().enumerate() {
            columns[coordinate * rows + row] = *value;
        }
    }
    let mut sum = 0.0;
    let mut squares = vec![0.0_f32; rows];
    for row in 0..rows - 1 {
        let squares = &mut squares[row + 1..];
        squares.fill(0.0);
        for column in columns.chunks_exact(rows) {
            let value = column[row];
            for (square, other) in squares.iter_mut().zip(&column[row + 1..]) {
                *square += (other - value) * (other - value);
            }
        }
        sum += squares
            .iter()
            .map(|square| f64::from(libm::expf(-2.0 * square)))
            .sum::<f64>();
    }
    let pairs = rows as f64 * (rows - 1) as f64 / 2.0;
    libm::log(sum / pairs)
}
