//! The linear probe: how much of the class can be read off the frozen embedding by a linear model.
//!
//! Multinomial logistic regression on standardised features: the mean cross entropy of
//! softmax(W x + b) plus l2/2 · |W|², biases free; convex, minimised to convergence by L-BFGS.
//! ∂/∂W = mean (p − y) xᵀ + l2 · W. scikit-learn's C = 1 is l2 = 1/rows.

use super::minimise::minimise;

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
    // One column more, of ones: its weights are the biases. Variables are [columns, classes].
    let columns = dim + 1;
    let mut features = vec![1.0; rows * columns];
    for (out, row) in features
        .chunks_exact_mut(columns)
        .zip(x.chunks_exact(dim.max(1)))
    {
        for (i, value) in row.iter().enumerate() {
            out[i] = (f64::from(*value) - mean[i]) / std[i];
        }
    }
    let mut variables = vec![0.0; columns * classes];
    if let Some(start) = options
        .start
        .filter(|start| start.dim == dim && start.classes == classes)
    {
        for class in 0..classes {
            for i in 0..dim {
                variables[i * classes + class] = start.weights[class * dim + i];
            }
            variables[dim * classes + class] = start.biases[class];
        }
    }

    let factor = hessian_factor(&features, rows, columns, classes, options.l2);
    let minimum = minimise(
        &mut variables,
        options.tolerance,
        500,
        &|vector| solve(&factor, columns, classes, vector),
        &mut |variables, gradient| {
            objective(&features, labels, classes, options.l2, variables, gradient)
        },
    );

    let shift = variables[dim * classes..].iter().sum::<f64>() / classes.max(1) as f64;
    let at = |class: usize, column: usize| variables[column * classes + class];
    Probe {
        classes,
        dim,
        weights: (0..classes * dim).map(|i| at(i / dim, i % dim)).collect(),
        biases: (0..classes).map(|class| at(class, dim) - shift).collect(),
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
    let largest = row.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b));
    let mut sum = 0.0;
    for value in row.iter_mut() {
        *value = libm::exp(*value - largest);
        sum += *value;
    }
    row.iter_mut().for_each(|value| *value /= sum);
    largest + libm::log(sum)
}

/// The objective at `variables` \[columns, classes\] and its gradient.
fn objective(
    features: &[f64],
    labels: &[u32],
    classes: usize,
    l2: f64,
    variables: &[f64],
    gradient: &mut [f64],
) -> f64 {
    let columns = variables.len() / classes;
    let rows = labels.len() as f64;
    gradient.fill(0.0);
    let mut loss = 0.0;
    let mut values = vec![0.0; classes];
    for (row, &label) in features.chunks_exact(columns).zip(labels) {
        values.fill(0.0);
        for (feature, weights) in row.iter().zip(variables.chunks_exact(classes)) {
            for (value, weight) in values.iter_mut().zip(weights) {
                *value += feature * weight;
            }
        }
        let own = values[label as usize];
        loss += softmax(&mut values) - own;
        values[label as usize] -= 1.0;
        for (feature, gradient) in row.iter().zip(gradient.chunks_exact_mut(classes)) {
            for (gradient, value) in gradient.iter_mut().zip(&values) {
                *gradient += feature * value;
            }
        }
    }
    let penalised = (columns - 1) * classes;
    let mut squares = 0.0;
    for (i, (gradient, variable)) in gradient.iter_mut().zip(variables).enumerate() {
        *gradient /= rows;
        if i < penalised {
            *gradient += l2 * variable;
            squares += variable * variable;
        }
    }
    loss / rows + l2 / 2.0 * squares
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

/// Divides `vector` \[columns, classes\] by that matrix, in place: L y = v, then Lᵀ x = y.
fn solve(factor: &[f64], columns: usize, classes: usize, vector: &mut [f64]) {
    // vector[to] -= value · vector[from], for all classes at once.
    let eliminate = |vector: &mut [f64], from: usize, to: usize, value: f64| {
        for class in 0..classes {
            vector[to * classes + class] -= value * vector[from * classes + class];
        }
    };
    let divide = |vector: &mut [f64], row: usize| {
        let pivot = factor[row * columns + row];
        vector[row * classes..][..classes]
            .iter_mut()
            .for_each(|v| *v /= pivot);
    };
    for i in 0..columns {
        for j in 0..i {
            eliminate(vector, j, i, factor[i * columns + j]);
        }
        divide(vector, i);
    }
    for i in (0..columns).rev() {
        for j in i + 1..columns {
            eliminate(vector, j, i, factor[j * columns + i]);
        }
        divide(vector, i);
    }
}
