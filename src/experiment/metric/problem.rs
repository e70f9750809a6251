//! From labelled points to S and D: the features in their units, the pairs, and the two scatter matrices.

use super::cards::{ALL, SAMPLED, Settings};
use crate::data::Dataset;
use crate::metric::pairs::{Pairs, sampled, stream, usual_count};
use crate::metric::{Matrix, gmml, scatter};
use crate::number;

/// What a metric is learned from.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The pairs one by one; of a source that takes all of them only those drawn by hand.
    pub pairs: Pairs,
    pub similar_count: usize,
    pub dissimilar_count: usize,
    pub flipped_count: usize,
    /// With λ in them, where it is not 0.
    pub s: Matrix,
    pub d: Matrix,
}

/// The features as the experiment uses them, in float64: as they were measured, or standardised by the mean and the
/// standard deviation of `rows`.
pub fn features(dataset: &Dataset, standardize: bool, rows: &[u32]) -> Vec<f64> {
    let mut x: Vec<f64> = match &dataset.raw {
        Some(raw) => raw.clone(),
        None => dataset.x.iter().map(|&value| f64::from(value)).collect(),
    };
    if standardize {
        standardise(&mut x, dataset.dim, rows);
    }
    x
}

/// Every feature with mean 0 and (population) standard deviation 1 over `rows`; a constant one becomes 0.
pub fn standardise(x: &mut [f64], dim: usize, rows: &[u32]) {
    let count = rows.len().max(1) as f64;
    for feature in 0..dim {
        let at = |x: &[f64], row: u32| x[row as usize * dim + feature];
        let mean = rows.iter().map(|&row| at(x, row)).sum::<f64>() / count;
        let squares = rows
            .iter()
            .map(|&row| (at(x, row) - mean) * (at(x, row) - mean));
        let deviation = libm::sqrt(squares.sum::<f64>() / count);
        for value in x.iter_mut().skip(feature).step_by(dim) {
            *value = if deviation > 0.0 {
                (*value - mean) / deviation
            } else {
                0.0
            };
        }
    }
}

/// `rows` are those that may be learned from; `draw` tells one sample of pairs from another.
pub fn problem(
    settings: &Settings,
    x: &[f64],
    dim: usize,
    rows: &[u32],
    labels: &[u32],
    seed: u32,
    draw: u32,
) -> Result<Problem, String> {
    let classes = class_count(rows, labels);
    let mut pairs = Pairs::default();
    let (mut s, mut d) = (Matrix::zeros(dim, dim), Matrix::zeros(dim, dim));
    let (mut similar_count, mut dissimilar_count, mut flipped_count) = (0, 0, 0);
    if settings.source == SAMPLED {
        let count = match settings.count {
            0 => usual_count(classes),
            count => count,
        };
        pairs = sampled(rows, labels, count, settings.noise, &mut stream(seed, draw));
        flipped_count = pairs.flipped();
    } else if settings.source == ALL {
        (s, d) = scatter::of_labels(x, dim, rows, labels);
        [similar_count, dissimilar_count] = count_all(rows, labels);
        if settings.noise > 0.0 {
            // What flipping each of so many pairs comes to in the mean.
            let noise = settings.noise;
            (s, d) = (
                &s * (1.0 - noise) + &d * noise,
                &d * (1.0 - noise) + &s * noise,
            );
            let share = |count: usize| libm::round(count as f64 * noise) as usize;
            let (lost, won) = (share(similar_count), share(dissimilar_count));
            flipped_count = lost + won;
            similar_count = similar_count - lost + won;
            dissimilar_count = dissimilar_count - won + lost;
        }
    }
    settings
        .similar
        .iter()
        .for_each(|&pair| pairs.push(pair, true, false));
    settings
        .dissimilar
        .iter()
        .for_each(|&pair| pairs.push(pair, false, false));
    s += scatter::of_pairs(x, dim, &pairs.similar);
    d += scatter::of_pairs(x, dim, &pairs.dissimilar);
    similar_count += pairs.similar.len();
    dissimilar_count += pairs.dissimilar.len();

    let lambda = if settings.objective.card.name == "geometric" {
        settings.knob("lambda")
    } else {
        0.0
    };
    if lambda == 0.0 {
        none_missing(similar_count, dissimilar_count, classes)?;
    }
    let (s, d) = gmml::regularised(&s, &d, lambda, None)?;
    Ok(Problem {
        pairs,
        similar_count,
        dissimilar_count,
        flipped_count,
        s,
        d,
    })
}

fn none_missing(similar: usize, dissimilar: usize, classes: usize) -> Result<(), String> {
    let (which, symbol) = match (similar, dissimilar) {
        (0, _) => ("similar", "S"),
        (_, 0) => ("dissimilar", "D"),
        _ => return Ok(()),
    };
    let why = if classes < 2 && which == "dissimilar" {
        format!(
            " (the labels have {})",
            number::counted(classes, "class", "classes")
        )
    } else {
        String::new()
    };
    Err(format!(
        "There are no {which} pairs{why}, so {symbol} is zero, of rank 0; connect two points as {which}, sample \
         more pairs, or set objective.lambda above 0."
    ))
}

fn class_count(rows: &[u32], labels: &[u32]) -> usize {
    class_sizes(rows, labels)
        .iter()
        .filter(|&&size| size > 0)
        .count()
}

fn class_sizes(rows: &[u32], labels: &[u32]) -> Vec<usize> {
    let mut sizes = vec![0; labels.iter().max().map_or(0, |&most| most as usize + 1)];
    rows.iter()
        .for_each(|&row| sizes[labels[row as usize] as usize] += 1);
    sizes
}

/// How many pairs of `rows` are similar and dissimilar.
fn count_all(rows: &[u32], labels: &[u32]) -> [usize; 2] {
    let pairs = |n: usize| n * n.saturating_sub(1) / 2;
    let similar = class_sizes(rows, labels).into_iter().map(pairs).sum();
    [similar, pairs(rows.len()) - similar]
}
