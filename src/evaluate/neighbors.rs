//! k nearest neighbours, by brute force: exact, and at these sizes faster than any index.

/// What "near" means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// |a − b|.
    Euclidean,
    /// 1 − a·b / (|a| |b|); a vector of zeros is at distance 1 from everything.
    Cosine,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbor {
    pub index: u32,
    pub distance: f32,
}

/// Points to search among.
pub struct Neighbors {
    /// \[dim, rows\]: one coordinate of all points side by side, so that distances to all of them
    /// accumulate in vector registers with the sum over coordinates in a fixed order.
    columns: Vec<f32>,
    rows: usize,
    dim: usize,
    metric: Metric,
}

impl Neighbors {
    /// Of points `z` \[rows, dim\], row-major.
    pub fn new(z: &[f32], dim: usize, metric: Metric) -> Self {
        let rows = z.len() / dim.max(1);
        let mut columns = vec![0.0; rows * dim];
        for (row, point) in z.chunks_exact(dim.max(1)).enumerate() {
            let scale = inverse_length(point, metric);
            for (coordinate, value) in point.iter().enumerate() {
                columns[coordinate * rows + row] = value * scale;
            }
        }
        Self {
            columns,
            rows,
            dim,
            metric,
        }
    }

    /// The `k` points nearest to `query` \[dim\] without the row `skip`, nearest first, ties to the
    /// smaller row. Fewer when there are fewer.
    pub fn nearest(&self, query: &[f32], k: usize, skip: Option<usize>) -> Vec<Neighbor> {
        // Σ (a − b)², or −a·b: both grow with the distance.
        let mut far = vec![0.0_f32; self.rows];
        let scale = inverse_length(query, self.metric);
        for (column, value) in self.columns.chunks_exact(self.rows.max(1)).zip(query) {
            let value = value * scale;
            match self.metric {
                Metric::Euclidean => {
                    for (far, other) in far.iter_mut().zip(column) {
                        *far += (other - value) * (other - value);
                    }
                }
                Metric::Cosine => {
                    for (far, other) in far.iter_mut().zip(column) {
                        *far -= other * value;
                    }
                }
            }
        }
        let k = k.min(self.rows);
        let mut nearest: Vec<Neighbor> = Vec::with_capacity(k + 1);
        for (row, &distance) in far.iter().enumerate() {
            let full = nearest.len() == k;
            if Some(row) == skip
                || (full && nearest.last().is_none_or(|last| distance >= last.distance))
            {
                continue;
            }
            let place = nearest.partition_point(|other| other.distance <= distance);
            nearest.insert(
                place,
                Neighbor {
                    index: row as u32,
                    distance,
                },
            );
            nearest.truncate(k);
        }
        for neighbor in &mut nearest {
            neighbor.distance = match self.metric {
                Metric::Euclidean => neighbor.distance.sqrt(),
                Metric::Cosine => 1.0 + neighbor.distance,
            };
        }
        nearest
    }

    /// Coordinates a point.
    pub fn dim(&self) -> usize {
        self.dim
    }
}

/// 1 / |x| for cosines (|x| at least 1e-12, as torch's normalize has it), 1 otherwise.
fn inverse_length(x: &[f32], metric: Metric) -> f32 {
    match metric {
        Metric::Euclidean => 1.0,
        Metric::Cosine => 1.0 / x.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-12),
    }
}

/// The class of each test point: the majority among its `k` nearest training points, ties to the
/// smallest label. `train_z` \[train, dim\], `train_labels` \[train\], `test_z` \[test, dim\].
pub fn knn(
    train_z: &[f32],
    train_labels: &[u32],
    test_z: &[f32],
    dim: usize,
    k: usize,
    metric: Metric,
) -> Vec<u32> {
    let points = Neighbors::new(train_z, dim, metric);
    let classes = train_labels
        .iter()
        .max()
        .map_or(1, |&label| label as usize + 1);
    let vote = |query| {
        let mut votes = vec![0_u32; classes];
        for neighbor in points.nearest(query, k, None) {
            votes[train_labels[neighbor.index as usize] as usize] += 1;
        }
        let most = votes.iter().max().copied().unwrap_or(0);
        votes.iter().position(|&count| count == most).unwrap_or(0) as u32
    };
    test_z.chunks_exact(dim.max(1)).map(vote).collect()
}

/// The `k` other rows of `z` \[rows, dim\] with the largest cosine similarity to row `index`: their
/// numbers and similarities, most similar first.
pub fn neighbors(z: &[f32], dim: usize, index: usize, k: usize) -> (Vec<u32>, Vec<f32>) {
    let query = &z[index * dim..(index + 1) * dim];
    let found = Neighbors::new(z, dim, Metric::Cosine).nearest(query, k, Some(index));
    found
        .iter()
        .map(|neighbor| (neighbor.index, 1.0 - neighbor.distance))
        .unzip()
}
