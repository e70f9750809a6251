//! The linear probe: how much of the class can be read off the frozen embedding by a linear model.
//!
//! Multinomial logistic regression on standardised features: the mean cross entropy of
//! softmax(W x + b) plus l2/2 · |W|², biases free; convex, minimised to convergence by L-BFGS.
//! ∂/∂W = mean (p − y) xᵀ + l2 · W. scikit-learn's C = 1 is l2 = 1/rows.

use super::minimise::minimise;

/// Rows and classes that are multiplied at a time: sums that fit into registers. Variables are kept as
/// \[classes / LANES, columns, LANES\], the last classes being zeros that no row has.
const TILE: usize = 4;
const LANES: usize = 4;

/// A fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    pub classes: usize,
    pub dim: usize,
    /// \[classes, dim\], on standardised features.
    pub weights: Vec<f64>,
    /// \[classes\], summing to 0.
    pub biases: Vec<f64>,
    /// What is subtracted from each feature, and what it is then divided by \[dim\]: the training
    /// points' mean and population standard deviation (1 for a constant feature), or 0 and 1.
    pub mean: Vec<f64>,
    pub std: Vec<f64>,
    /// The value of the objective, and how many iterations it took.
    pub objective: f64,
    pub iterations: usize,
}

/// How a probe is fitted.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    pub l2: f64,
    pub standardize: bool,
    /// The largest gradient entry that counts as converged.
    pub tolerance: f64,
    /// A probe of the same shape to start from: that of an earlier step saves most iterations.
    pub start: Option<&'a Probe>,
}

/// Fits to 1e-8: `x` \[rows, dim\], `labels` \[rows\] below `classes`.
pub fn fit(
    x: &[f32],
    labels: &[u32],
    dim: usize,
    classes: usize,
    l2: f64,
    standardize: bool,
) -> Probe {
    fit_with(
        x,
        labels,
        dim,
        classes,
        &Options {
            l2,
            standardize,
            tolerance: 1e-8,
            start: None,
        },
    )
}

/// The same with all options.
pub fn fit_with(x: &[f32], labels: &[u32], dim: usize, classes: usize, options: &Options) -> Probe {
    let rows = labels.len();
    let (mean, std) = if options.standardize {
        moments(x, rows, dim)
    } else {
        (vec![0.0; dim], vec![1.0; dim])
    };
    // One column more, of ones: its weights are the biases. Rows of zeros fill the last tile.
    let columns = dim + 1;
    let mut features = vec![0.0; rows.next_multiple_of(TILE) * columns];
    for (out, row) in features
        .chunks_exact_mut(columns)
        .zip(x.chunks_exact(dim.max(1)))
    {
        out[dim] = 1.0;
        for (i, value) in row.iter().enumerate() {
            out[i] = (f64::from(*value) - mean[i]) / std[i];
        }
    }
    let place =
        |class: usize, column: usize| (class / LANES * columns + column) * LANES + class % LANES;
    let mut variables = vec![0.0; classes.next_multiple_of(LANES) * columns];
    if let Some(start) = options
        .start
        .filter(|start| start.dim == dim && start.classes == classes)
    {
        for class in 0..classes {
            for i in 0..dim {
                variables[place(class, i)] = start.weights[class * dim + i];
            }
            variables[place(class, dim)] = start.biases[class];
        }
    }

    let factor = hessian_factor(&features, rows, columns, classes, options.l2);
    let minimum = minimise(
        &mut variables,
        options.tolerance,
        500,
        &|vector| solve(&factor, columns, vector),
        &mut |variables, gradient| {
            objective(&features, labels, classes, options.l2, variables, gradient)
        },
    );

    let biases: Vec<f64> = (0..classes)
        .map(|class| variables[place(class, dim)])
        .collect();
    let shift = biases.iter().sum::<f64>() / classes.max(1) as f64;
    let weights = (0..classes * dim).map(|i| variables[place(i / dim, i % dim)]);
    Probe {
        classes,
        dim,
        weights: weights.collect(),
        biases: biases.iter().map(|bias| bias - shift).collect(),
        mean,
        std,
        objective: minimum.value,
        iterations: minimum.iterations,
    }
}

impl Probe {
    /// W x + b of each row of `x` \[rows, dim\] -> \[rows, classes\].
    pub fn logits(&self, x: &[f32]) -> Vec<f64> {
        let mut logits = Vec::with_capacity(x.len() / self.dim.max(1) * self.classes);
        let mut features = vec![0.0; self.dim];
        for row in x.chunks_exact(self.dim.max(1)) {
            for (i, value) in row.iter().enumerate() {
                features[i] = (f64::from(*value) - self.mean[i]) / self.std[i];
            }
            for (weights, bias) in self.weights.chunks_exact(self.dim).zip(&self.biases) {
                logits.push(
                    bias + weights
                        .iter()
                        .zip(&features)
                        .map(|(w, x)| w * x)
                        .sum::<f64>(),
                );
            }
        }
        logits
    }

    /// Softmax of the logits \[rows, classes\].
    pub fn probabilities(&self, x: &[f32]) -> Vec<f64> {
        let mut values = self.logits(x);
        for row in values.chunks_exact_mut(self.classes.max(1)) {
            softmax(row);
        }
        values
    }

    /// The likeliest class of each row, ties to the smallest.
    pub fn predict(&self, x: &[f32]) -> Vec<u32> {
        let largest = |row: &[f64]| {
            (1..row.len()).fold(
                0,
                |best, class| if row[class] > row[best] { class } else { best },
            ) as u32
        };
        self.logits(x)
            .chunks_exact(self.classes.max(1))
            .map(largest)
            .collect()
    }

    /// Share of rows whose likeliest class is their label.
    pub fn accuracy(&self, x: &[f32], labels: &[u32]) -> f64 {
        super::accuracy(&self.predict(x), labels)
    }
}

/// Mean and population standard deviation of each feature; 1 where it does not vary.
fn moments(x: &[f32], rows: usize, dim: usize) -> (Vec<f64>, Vec<f64>) {
    let mut mean = vec![0.0; dim];
    let mut std = vec![0.0; dim];
    for row in x.chunks_exact(dim.max(1)) {
        for (mean, &value) in mean.iter_mut().zip(row) {
            *mean += f64::from(value) / rows as f64;
        }
    }
    for row in x.chunks_exact(dim.max(1)) {
        for ((std, &value), mean) in std.iter_mut().zip(row).zip(&mean) {
            *std += (f64::from(value) - mean) * (f64::from(value) - mean) / rows as f64;
        }
    }
    for std in &mut std {
        *std = if *std > 0.0 { std.sqrt() } else { 1.0 };
    }
    (mean, std)
}

/// Replaces logits by probabilities; returns log Σ e^logit.
fn softmax(row: &mut [f64]) -> f64 {
    let larger = |a: f64, &b: &f64| if b > a { b } else { a };
    let largest = row.iter().fold(f64::NEG_INFINITY, larger);
    let mut sum = 0.0;
    for value in row.iter_mut() {
        *value = libm::exp(*value - largest);
        sum += *value;
    }
    row.iter_mut().for_each(|value| *value /= sum);
    largest + libm::log(sum)
}

/// The objective at `variables` and its gradient.
fn objective(
    features: &[f64],
    labels: &[u32],
    classes: usize,
    l2: f64,
    variables: &[f64],
    gradient: &mut [f64],
) -> f64 {
    let width = classes.next_multiple_of(LANES);
    let columns = variables.len() / width.max(1);
    let rows = labels.len() as f64;
    let (weights, _) = variables.as_chunks::<LANES>();
    gradient.fill(0.0);
    let mut loss = 0.0;
    let mut values = vec![0.0; TILE * width];
    for (tile, labels) in features
        .chunks_exact(TILE * columns)
        .zip(labels.chunks(TILE))
    {
        for (block, weights) in weights.chunks_exact(columns).enumerate() {
            for (values, sums) in values.chunks_exact_mut(width).zip(product(tile, weights)) {
                values[block * LANES..][..LANES].copy_from_slice(&sums);
            }
        }
        values[labels.len() * width..].fill(0.0);
        for (values, &label) in values.chunks_exact_mut(width).zip(labels) {
            let own = values[label as usize];
            loss += softmax(&mut values[..classes]) - own;
            values[label as usize] -= 1.0;
        }
        let (gradient, _) = gradient.as_chunks_mut::<LANES>();
        for (block, gradient) in gradient.chunks_exact_mut(columns).enumerate() {
            let slopes = |row: usize| {
                *values[row * width + block * LANES..]
                    .first_chunk()
                    .unwrap_or(&[0.0; LANES])
            };
            add_product(tile, &core::array::from_fn(slopes), gradient);
        }
    }
    let mut squares = 0.0;
    for (at, (gradient, variable)) in gradient.iter_mut().zip(variables).enumerate() {
        *gradient /= rows;
        if at / LANES % columns + 1 < columns {
            *gradient += l2 * variable;
            squares += variable * variable;
        }
    }
    loss / rows + l2 / 2.0 * squares
}

/// The rows of a tile, each of `columns` features.
fn rows_of(tile: &[f64], columns: usize) -> [&[f64]; TILE] {
    core::array::from_fn(|row| &tile[row * columns..][..columns])
}

/// Of each of a tile's rows with the weights \[columns\] of LANES classes.
#[inline(always)]
fn product(tile: &[f64], weights: &[[f64; LANES]]) -> [[f64; LANES]; TILE] {
    let rows = rows_of(tile, weights.len());
    let mut sums = [[0.0; LANES]; TILE];
    for (column, weight) in weights.iter().enumerate() {
        for (sums, row) in sums.iter_mut().zip(rows) {
            for (sum, weight) in sums.iter_mut().zip(weight) {
                *sum += row[column] * weight;
            }
        }
    }
    sums
}

/// What a tile's rows, each with its slopes in the logits of LANES classes, add to the gradient \[columns\].
#[inline(always)]
fn add_product(tile: &[f64], slopes: &[[f64; LANES]; TILE], gradient: &mut [[f64; LANES]]) {
    let rows = rows_of(tile, gradient.len());
    for (column, gradient) in gradient.iter_mut().enumerate() {
        for (slopes, row) in slopes.iter().zip(rows) {
            for (gradient, slope) in gradient.iter_mut().zip(slopes) {
                *gradient += row[column] * slope;
            }
        }
    }
}

/// Cholesky factor of c · XᵀX / rows + l2, the Hessian's block of one class at average confidence
/// (after Böhning 1992, who bounds it with c = ½): what makes L-BFGS converge in some twenty
/// iterations on correlated features. Lower triangle \[columns, columns\].
fn hessian_factor(
    features: &[f64],
    rows: usize,
    columns: usize,
    classes: usize,
    l2: f64,
) -> Vec<f64> {
    let confidence = 0.5 / classes.max(1) as f64;
    let mut factor = vec![0.0; columns * columns];
    for row in features.chunks_exact(columns) {
        for (i, &value) in row.iter().enumerate() {
            for (sum, other) in factor[i * columns..=i * columns + i].iter_mut().zip(row) {
                *sum += value * other;
            }
        }
    }
    factor
        .iter_mut()
        .for_each(|value| *value *= confidence / rows.max(1) as f64);
    for i in 0..columns {
        // A trace of ridge for the biases too, should there be no rows or no penalty.
        factor[i * columns + i] += l2 + 1e-9;
        for j in 0..=i {
            let (a, b) = (&factor[i * columns..][..j], &factor[j * columns..][..j]);
            let inner: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
            let value = factor[i * columns + j] - inner;
            factor[i * columns + j] = if i == j {
                value.max(1e-12).sqrt()
            } else {
                value / factor[j * columns + j]
            };
        }
    }
    factor
}

/// Divides `vector` by that matrix, in place and for all classes: L y = v, then Lᵀ x = y.
fn solve(factor: &[f64], columns: usize, vector: &mut [f64]) {
    let (vector, _) = vector.as_chunks_mut::<LANES>();
    let subtract = |sum: &mut [f64; LANES], value: f64, other: &[f64; LANES]| {
        sum.iter_mut()
            .zip(other)
            .for_each(|(sum, other)| *sum -= value * other);
    };
    for vector in vector.chunks_exact_mut(columns) {
        for i in 0..columns {
            let (done, rest) = vector.split_at_mut(i);
            for (value, other) in factor[i * columns..].iter().zip(done) {
                subtract(&mut rest[0], *value, other);
            }
            rest[0]
                .iter_mut()
                .for_each(|v| *v /= factor[i * columns + i]);
        }
        // Column by column: each row of the factor is read once, in order.
        for i in (0..columns).rev() {
            let (rest, done) = vector.split_at_mut(i);
            done[0]
                .iter_mut()
                .for_each(|v| *v /= factor[i * columns + i]);
            for (value, sum) in factor[i * columns..].iter().zip(rest) {
                subtract(sum, *value, &done[0]);
            }
        }
    }
}
