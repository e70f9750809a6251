//! The public functions on plain numbers, with everything a caller can get wrong: what the JavaScript API calls, and
//! what the reference values are checked through.

use super::gmml::{geodesic, objective_at, regularised, upper_triangular};
use super::mahalanobis::squared_distance;
use super::naive::{Fate, Naive, threshold};
use super::spd::{Matrix, Spectrum, spectrum, symmetric};
use super::{geometric_mean, scatter};
use crate::contrastive::problem::length;
use crate::number;

/// Steps of [`naive`] that one call may ask for.
const MOST_STEPS: usize = 100_000;

/// Points \[rows, dim\].
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    pub x: &'a [f64],
    pub rows: usize,
    pub dim: usize,
}

/// The points and their pairs, checked.
#[derive(Clone, Debug)]
pub struct PairedPoints<'a> {
    pub points: Points<'a>,
    pub similar: Vec<[u32; 2]>,
    pub dissimilar: Vec<[u32; 2]>,
}

/// A metric learned by [`gmml`].
#[derive(Clone, Debug)]
pub struct Gmml {
    pub a: Matrix,
    /// Upper triangular, LᵀL = A.
    pub l: Matrix,
    /// The scatter matrices of the pairs, without λ.
    pub s: Matrix,
    pub d: Matrix,
    /// tr(A S) and tr(A⁻¹ D), with λ in S and D.
    pub parts: [f64; 2],
}

/// A descent on the naive objective.
#[derive(Clone, Debug)]
pub struct Descent {
    pub a: Matrix,
    /// f before the first step, and after each.
    pub objectives: Vec<f64>,
    pub traces: Vec<f64>,
    pub lambda_star: f64,
    /// The top generalised eigenvector of (D, S), of length 1.
    pub direction: Vec<f64>,
    pub fate: Fate,
    pub step_size: f64,
}

impl<'a> Points<'a> {
    /// `name` holds rows × dim finite numbers.
    pub fn new(name: &str, x: &'a [f64], rows: usize, dim: usize) -> Result<Self, String> {
        length(name, x.len(), &[("rows", rows), ("dim", dim)])?;
        finite(name, x)?;
        Ok(Self { x, rows, dim })
    }

    pub fn row(&self, row: u32) -> &'a [f64] {
        &self.x[row as usize * self.dim..][..self.dim]
    }

    /// Pairs of row numbers, two by two.
    pub fn pairs(&self, name: &str, indices: &[u32]) -> Result<Vec<[u32; 2]>, String> {
        if indices.len() % 2 == 1 {
            let count = indices.len();
            return Err(format!(
                "{name} has {count} row numbers; it must have two for each pair."
            ));
        }
        if let Some(place) = indices.iter().position(|&row| row as usize >= self.rows) {
            return Err(format!(
                "{name}[{place}] is {}; it must be a row number below {}.",
                indices[place], self.rows
            ));
        }
        Ok(indices
            .chunks_exact(2)
            .map(|two| [two[0], two[1]])
            .collect())
    }
}

impl<'a> PairedPoints<'a> {
    pub fn new(points: Points<'a>, similar: &[u32], dissimilar: &[u32]) -> Result<Self, String> {
        Ok(Self {
            points,
            similar: points.pairs("similar", similar)?,
            dissimilar: points.pairs("dissimilar", dissimilar)?,
        })
    }

    /// S and D. A kind of pairs that is missing is an error, unless `regularised`.
    fn scatter(&self, regularised: bool) -> Result<(Matrix, Matrix), String> {
        let kinds = [
            ("similar", "S", &self.similar),
            ("dissimilar", "D", &self.dissimilar),
        ];
        for (name, symbol, pairs) in kinds {
            if pairs.is_empty() && !regularised {
                return Err(format!(
                    "{name} has no pairs, so {symbol} is zero, of rank 0; it must have at least one, or lambda be \
                     greater than 0."
                ));
            }
        }
        let Points { x, dim, .. } = self.points;
        Ok((
            scatter::of_pairs(x, dim, &self.similar),
            scatter::of_pairs(x, dim, &self.dissimilar),
        ))
    }
}

/// X #_t Y of two matrices \[dim, dim\].
pub fn mean(x: &[f64], y: &[f64], dim: usize, t: f64) -> Result<Matrix, String> {
    let (x, y) = (square("x", x, dim)?, square("y", y, dim)?);
    geometric_mean::geometric_mean(&x, &y, within("t", t)?)
}

/// A = S⁻¹ #_t D, regularised where λ > 0. `prior` is A0 \[dim, dim\], the identity where it is left out.
pub fn gmml(
    pairs: &PairedPoints,
    t: f64,
    lambda: f64,
    prior: Option<&[f64]>,
) -> Result<Gmml, String> {
    let t = within("t", t)?;
    if !(lambda.is_finite() && lambda >= 0.0) {
        return Err(format!(
            "lambda is {}; it must be a number from 0.",
            number::format(lambda)
        ));
    }
    let prior = prior
        .map(|prior| square("prior", prior, pairs.points.dim))
        .transpose()?;
    let (s, d) = pairs.scatter(lambda > 0.0)?;
    let (with_s, with_d) = regularised(&s, &d, lambda, prior.as_ref())?;
    let geodesic = geodesic(&with_s, &with_d)?;
    Ok(Gmml {
        a: geodesic.at(t),
        l: upper_triangular(&geodesic.root(t)),
        s,
        d,
        parts: objective_at(&geodesic, t),
    })
}

/// Projected gradient descent on Σ_S d_A − λ Σ_D d_A from A = I. `step_size` multiplies the gradient S − λD; left out,
/// it is 0.1 over the gradient's largest eigenvalue.
pub fn naive(
    pairs: &PairedPoints,
    lambda: f64,
    steps: usize,
    step_size: Option<f64>,
    trace_cap: Option<f64>,
) -> Result<Descent, String> {
    if !(lambda.is_finite() && lambda >= 0.0) {
        return Err(format!(
            "lambda is {}; it must be a number from 0.",
            number::format(lambda)
        ));
    }
    if steps > MOST_STEPS {
        return Err(format!(
            "steps is {steps}; it must be a whole number up to {MOST_STEPS}."
        ));
    }
    for (name, value) in [("stepSize", step_size), ("traceCap", trace_cap)] {
        if let Some(value) = value.filter(|value| !(value.is_finite() && *value > 0.0)) {
            return Err(format!(
                "{name} is {}; it must be a number greater than 0.",
                number::format(value)
            ));
        }
    }
    let (s, d) = pairs.scatter(false)?;
    let problem = Naive::new(&s, &d, lambda, trace_cap)?;
    let (lambda_star, direction) = threshold(&s, &d)?;
    let largest = problem
        .spectrum
        .values
        .iter()
        .fold(f64::MIN_POSITIVE, |most, value| most.max(value.abs()));
    let step_size = step_size.unwrap_or(0.1 / largest);
    let mut a = Matrix::identity(s.nrows(), s.nrows());
    let (mut objectives, mut traces) = (vec![problem.objective(&a)], vec![a.trace()]);
    for step in 1..=steps {
        a = problem.descend(&a, step_size)?;
        objectives.push(problem.objective(&a));
        traces.push(a.trace());
        if !objectives[step].is_finite() {
            return Err(format!(
                "At step {step} A is larger than numbers can hold; stepSize is {}, a smaller one keeps it finite.",
                number::format(step_size)
            ));
        }
    }
    Ok(Descent {
        a,
        objectives,
        traces,
        lambda_star,
        direction,
        fate: problem.fate(),
        step_size,
    })
}

/// A metric \[dim, dim\], positive semidefinite, with its eigenvalues.
pub fn metric(a: &[f64], dim: usize) -> Result<(Matrix, Spectrum), String> {
    let a = symmetric("A", &square("A", a, dim)?)?;
    let spectrum = spectrum("A", &a)?;
    let (most, least) = (spectrum.values.first(), spectrum.values.last());
    match (most, least) {
        (Some(&most), Some(&least)) if least < -1e-12 * most.abs() => Err(format!(
            "A is indefinite: its smallest eigenvalue is {}; it must be positive semidefinite, or distances would be \
             negative.",
            number::short(least)
        )),
        _ => Ok((a, spectrum)),
    }
}

/// d_A of each pair, in float64.
pub fn pair_distances(points: &Points, pairs: &[[u32; 2]], a: &Matrix) -> Vec<f64> {
    pairs
        .iter()
        .map(|&[i, j]| squared_distance(points.row(i), points.row(j), a))
        .collect()
}

/// A row-major matrix \[dim, dim\] of finite numbers.
pub fn square(name: &str, values: &[f64], dim: usize) -> Result<Matrix, String> {
    length(name, values.len(), &[("dim", dim), ("dim", dim)])?;
    finite(name, values)?;
    Ok(Matrix::from_row_slice(dim, dim, values))
}

fn within(name: &str, t: f64) -> Result<f64, String> {
    if (0.0..=1.0).contains(&t) {
        return Ok(t);
    }
    Err(format!(
        "{name} is {}; it must be a number from 0 to 1.",
        number::format(t)
    ))
}

fn finite(name: &str, values: &[f64]) -> Result<(), String> {
    match values.iter().position(|value| !value.is_finite()) {
        None => Ok(()),
        Some(index) => Err(format!(
            "{name}[{index}] is {}; every number must be finite.",
            number::format(values[index])
        )),
    }
}
