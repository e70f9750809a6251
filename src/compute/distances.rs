//! Distances of all pairs, and nearest neighbours, by the similarity kernel: |u − v|² = |u|² + |v|² − 2 u·v.
//!
//! The kernel computes in f32, where that difference loses digits. So it only chooses candidates, and float64
//! decides among them: neighbours are the same on every backend.

use super::{Backend, Buffer, Fault, Op, Pass, Plan, Program};

/// Elements of one block of similarities: 16 MiB.
const BLOCK: usize = 1 << 22;
/// Candidates beyond the k nearest that float64 judges again.
const SPARE: usize = 24;
/// Multiplications below which a kernel is not worth its start.
const SMALL: usize = 1 << 20;
/// Terms of one f32 sum in a scatter matrix; sums of sums are float64.
const TERMS: usize = 512;

/// The k nearest points of each query, nearest first, ties to the smaller row.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// \[queries, k\].
    pub indices: Vec<u32>,
    /// Squared distances \[queries, k\].
    pub squared: Vec<f64>,
    pub k: usize,
}

impl Nearest {
    /// The class of each query: the majority among its k points, whose classes are `labels`; ties to the smallest.
    pub fn vote(&self, labels: &[u32]) -> Vec<u32> {
        let majority = |rows: &[u32]| {
            let count = |label: u32| {
                rows.iter()
                    .filter(|&&row| labels[row as usize] == label)
                    .count()
            };
            let classes = rows.iter().map(|&row| labels[row as usize]);
            let best = classes
                .map(|label| (count(label), std::cmp::Reverse(label)))
                .max();
            best.map_or(0, |(_, label)| label.0)
        };
        self.indices
            .chunks_exact(self.k.max(1))
            .map(majority)
            .collect()
    }
}

/// Of `queries` \[q, dim\] among `points` \[n, dim\]; k at most n.
pub async fn nearest<B: Backend>(
    backend: &B,
    points: &[f64],
    queries: &[f64],
    dim: usize,
    k: usize,
) -> Result<Nearest, Fault> {
    let (n, q) = (points.len() / dim, queries.len() / dim);
    let k = k.min(n);
    let mut found = Nearest {
        indices: Vec::with_capacity(q * k),
        squared: Vec::with_capacity(q * k),
        k,
    };
    let mut choose = |query: usize, candidates: &[u32]| {
        let at = &queries[query * dim..][..dim];
        let exact = |&row: &u32| (square(at, &points[row as usize * dim..][..dim]), row);
        let mut judged: Vec<(f64, u32)> = candidates.iter().map(exact).collect();
        judged.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        found.indices.extend(judged[..k].iter().map(|one| one.1));
        found.squared.extend(judged[..k].iter().map(|one| one.0));
    };
    if q * n * dim <= SMALL || n <= k + SPARE {
        let all: Vec<u32> = (0..n as u32).collect();
        (0..q).for_each(|query| choose(query, &all));
        return Ok(found);
    }
    let frame = Frame::of(points, dim);
    let (near, far) = (frame.floats(queries), frame.floats(points));
    let norms: Vec<f32> = far.chunks_exact(dim).map(|row| 0.5 * norm(row)).collect();
    let mut keys = vec![0.0_f32; n];
    let mut order: Vec<u32> = Vec::with_capacity(n);
    blocks(backend, &near, &far, dim, |query, products| {
        for ((key, norm), product) in keys.iter_mut().zip(&norms).zip(products) {
            *key = norm - product;
        }
        order.clear();
        order.extend(0..n as u32);
        let by_key = |a: &u32, b: &u32| keys[*a as usize].total_cmp(&keys[*b as usize]);
        order.select_nth_unstable_by(k + SPARE - 1, by_key);
        choose(query, &order[..k + SPARE]);
    })
    .await?;
    Ok(found)
}

/// |u_i − v_j|² of all pairs \[rows of u, rows of v\], in f32: within some 1e-6 of the points' own squared lengths
/// (from their common mean).
pub async fn squared_distances<B: Backend>(
    backend: &B,
    u: &[f64],
    v: &[f64],
    dim: usize,
) -> Result<Vec<f32>, Fault> {
    let frame = Frame::of(v, dim);
    let (left, right) = (frame.floats(u), frame.floats(v));
    let norms: Vec<f32> = right.chunks_exact(dim).map(norm).collect();
    let scale = (frame.scale * frame.scale) as f32;
    let mut distances = Vec::with_capacity(u.len() / dim * norms.len());
    blocks(backend, &left, &right, dim, |row, products| {
        let own = norm(&left[row * dim..][..dim]);
        let each = products.iter().zip(&norms);
        distances.extend(each.map(|(product, norm)| (own + norm - 2.0 * product).max(0.0) * scale));
    })
    .await?;
    Ok(distances)
}

/// Σ (x_i − x_j)(x_i − x_j)ᵀ over pairs of rows \[dim, dim\]: a batch of dot products between features.
pub async fn scatter<B: Backend>(
    backend: &B,
    x: &[f64],
    dim: usize,
    pairs: &[[u32; 2]],
) -> Result<Vec<f64>, Fault> {
    let row = |index: u32| &x[index as usize * dim..][..dim];
    let differences = pairs
        .iter()
        .map(|&[i, j]| row(i).iter().zip(row(j)).map(|(a, b)| a - b));
    let size = differences
        .clone()
        .flatten()
        .fold(0.0_f64, |most, value| most.max(value.abs()));
    let size = if size > 0.0 { size } else { 1.0 };
    let most = (BLOCK / (dim * TERMS)).max(1);
    let batch = pairs.len().div_ceil(TERMS).clamp(1, most);
    let mut plan = Plan::default();
    let features = plan.buffer("differences", batch * dim * TERMS);
    let products = plan.buffer("scatter", batch * dim * dim);
    let pass = similarity(
        &mut plan,
        [features, features, products],
        [batch, dim, dim, TERMS],
    );
    let mut program = backend.compile(&plan).await?;

    let mut scatter = vec![0.0; dim * dim];
    let mut filling = vec![0.0_f32; batch * dim * TERMS];
    for chunk in pairs.chunks(batch * TERMS) {
        filling.fill(0.0);
        for (index, &[i, j]) in chunk.iter().enumerate() {
            let (b, term) = (index / TERMS, index % TERMS);
            for (feature, (one, other)) in row(i).iter().zip(row(j)).enumerate() {
                filling[(b * dim + feature) * TERMS + term] = ((one - other) / size) as f32;
            }
        }
        program.write(features, &filling)?;
        program.run(pass, 1, 1, &[])?;
        for part in program.read(products).await?.chunks_exact(dim * dim) {
            for (sum, value) in scatter.iter_mut().zip(part) {
                *sum += f64::from(*value) * size * size;
            }
        }
    }
    Ok(scatter)
}

/// Gives each row of `u` its dot products with all rows of `v`, a block of rows at a time.
async fn blocks<B: Backend>(
    backend: &B,
    u: &[f32],
    v: &[f32],
    dim: usize,
    mut each: impl FnMut(usize, &[f32]),
) -> Result<(), Fault> {
    let (rows, cols) = (u.len() / dim, v.len() / dim);
    if rows == 0 || cols == 0 {
        return Ok(());
    }
    let block = (BLOCK / cols).clamp(1, rows);
    let mut plan = Plan::default();
    let left = plan.buffer("rows", block * dim);
    let right = plan.buffer("columns", v.len());
    let products = plan.buffer("products", block * cols);
    let pass = similarity(&mut plan, [left, right, products], [1, block, cols, dim]);
    let mut program = backend.compile(&plan).await?;
    program.write(right, v)?;
    for (start, part) in (0..).step_by(block).zip(u.chunks(block * dim)) {
        program.write(left, part)?;
        program.run(pass, 1, 1, &[])?;
        let values = program.read(products).await?;
        for (row, values) in values.chunks_exact(cols).take(part.len() / dim).enumerate() {
            each(start + row, values);
        }
    }
    Ok(())
}

/// A pass of one operation.
fn similarity(
    plan: &mut Plan,
    [u, v, s]: [Buffer; 3],
    [batch, rows, cols, dim]: [usize; 4],
) -> usize {
    let op = Op::Similarity {
        u,
        v,
        s,
        batch,
        rows,
        cols,
        dim,
    };
    plan.pass(Pass {
        ops: vec![op],
        ..Pass::default()
    })
}

/// Where f32 is used best: around the points' mean, in units of the largest distance from it.
struct Frame {
    mean: Vec<f64>,
    scale: f64,
}

impl Frame {
    fn of(points: &[f64], dim: usize) -> Self {
        let count = (points.len() / dim).max(1) as f64;
        let mut mean = vec![0.0; dim];
        for point in points.chunks_exact(dim) {
            mean.iter_mut()
                .zip(point)
                .for_each(|(mean, value)| *mean += value / count);
        }
        let far = |point: &[f64]| {
            point
                .iter()
                .zip(&mean)
                .fold(0.0_f64, |most, (value, mean)| {
                    most.max((value - mean).abs())
                })
        };
        let scale = points.chunks_exact(dim).map(far).fold(0.0_f64, f64::max);
        Self {
            mean,
            scale: if scale > 0.0 { scale } else { 1.0 },
        }
    }

    fn floats(&self, points: &[f64]) -> Vec<f32> {
        let means = self.mean.iter().cycle();
        points
            .iter()
            .zip(means)
            .map(|(value, mean)| ((value - mean) / self.scale) as f32)
            .collect()
    }
}

fn square(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

fn norm(row: &[f32]) -> f32 {
    row.iter().map(|value| value * value).sum()
}
