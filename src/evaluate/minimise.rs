//! L-BFGS (Nocedal & Wright, algorithm 7.4) for smooth convex functions of a few hundred variables.

/// Pairs of steps and gradient changes that are remembered.
const MEMORY: usize = 10;

/// Where the search ended.
pub struct Minimum {
    pub value: f64,
    pub iterations: usize,
}

/// Moves `x` to a minimum of `function`, which returns the value at a point and writes its gradient.
/// `precondition` multiplies a vector by an approximate inverse Hessian in place. Stops when no entry
/// of the gradient exceeds `tolerance`, after `limit` iterations, or when rounding allows no decrease.
pub fn minimise(
    x: &mut [f64],
    tolerance: f64,
    limit: usize,
    precondition: &dyn Fn(&mut [f64]),
    function: &mut dyn FnMut(&[f64], &mut [f64]) -> f64,
) -> Minimum {
    let n = x.len();
    let mut gradient = vec![0.0; n];
    let mut value = function(x, &mut gradient);
    // (step s, gradient change y, 1 / s·y)
    let mut pairs: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    let mut trial = vec![0.0; n];
    let mut trial_gradient = vec![0.0; n];
    for iteration in 0..limit {
        if gradient.iter().all(|g| g.abs() <= tolerance) {
            return Minimum {
                value,
                iterations: iteration,
            };
        }
        let direction = direction(&gradient, &pairs, precondition);
        let slope = dot(&direction, &gradient);
        let mut length = 1.0;
        let decreased = loop {
            for ((trial, x), d) in trial.iter_mut().zip(x.iter()).zip(&direction) {
                *trial = x + length * d;
            }
            let trial_value = function(&trial, &mut trial_gradient);
            // Armijo; the last bits of the value are rounding, which must not stop the search early.
            if trial_value <= value + 1e-4 * length * slope + 1e-15 * value.abs() {
                value = trial_value;
                break true;
            }
            length /= 2.0;
            if length < 1e-10 {
                break false;
            }
        };
        if !decreased {
            return Minimum {
                value,
                iterations: iteration,
            };
        }
        let step: Vec<f64> = trial.iter().zip(x.iter()).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = trial_gradient
            .iter()
            .zip(&gradient)
            .map(|(a, b)| a - b)
            .collect();
        let curvature = dot(&step, &change);
        if curvature > 1e-12 * dot(&change, &change) {
            if pairs.len() == MEMORY {
                pairs.remove(0);
            }
            pairs.push((step, change, 1.0 / curvature));
        }
        x.copy_from_slice(&trial);
        gradient.copy_from_slice(&trial_gradient);
    }
    Minimum {
        value,
        iterations: limit,
    }
}

/// −H · gradient by the two-loop recursion.
fn direction(
    gradient: &[f64],
    pairs: &[(Vec<f64>, Vec<f64>, f64)],
    precondition: &dyn Fn(&mut [f64]),
) -> Vec<f64> {
    let mut q: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut weights = Vec::with_capacity(pairs.len());
    for (step, change, inverse) in pairs.iter().rev() {
        let weight = inverse * dot(step, &q);
        add(&mut q, -weight, change);
        weights.push(weight);
    }
    precondition(&mut q);
    if let Some((_, change, inverse)) = pairs.last() {
        // Scaled to the curvature just seen: s·y / y·H₀y.
        let mut scaled = change.clone();
        precondition(&mut scaled);
        let scale = 1.0 / (inverse * dot(change, &scaled));
        q.iter_mut().for_each(|q| *q *= scale);
    }
    for ((step, change, inverse), weight) in pairs.iter().zip(weights.iter().rev()) {
        let other = inverse * dot(change, &q);
        add(&mut q, weight - other, step);
    }
    q
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += factor * what;
    }
}
