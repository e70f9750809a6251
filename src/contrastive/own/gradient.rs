//! Whether `negative` and `positive` are the slopes of `row`: central differences of the loss in f64, at random
//! similarities.

use super::Own;
use crate::contrastive::anatomy::{Candidates, anatomy};
use crate::contrastive::{Loss, Objective, Relation};
use crate::number::short;
use crate::rng::{Rng, Stream};
use serde::Serialize;

/// Negatives of the rows that are drawn, each so many times.
const ROWS: [usize; 4] = [1, 2, 5, 16];
const TIMES: u32 = 8;
/// Above it a slope is wrong: differences are good to 1e-7, and a constant that was written with five digits is right.
const TOLERANCE: f64 = 1e-4;

/// The result, and where the two disagree most.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    pub consistent: bool,
    /// Largest error of a slope, relative to it (or to a thousandth of the row's largest, where that is more).
    pub error: f64,
    /// "negative" or "positive".
    pub place: &'static str,
    /// The similarity over the temperature at which it is.
    pub s: f64,
    /// The loss's slope there, and what was given for it.
    pub expected: f64,
    pub given: f64,
    /// How many slopes were compared.
    pub slopes: usize,
    /// All this in words.
    pub text: String,
}

/// Compares a loss with its slopes for unit vectors at its temperature.
pub fn verdict(own: Own) -> Verdict {
    let objective = Objective::from(Loss::Own(own));
    let reach = 1.0 / own.knobs[2].max(1e-3);
    let mut worst = Verdict {
        consistent: true,
        error: 0.0,
        place: "negative",
        s: 0.0,
        expected: 0.0,
        given: 0.0,
        slopes: 0,
        text: String::new(),
    };
    let mut steepest: f64 = 0.0;
    for (kind, negatives) in (0..).zip(ROWS) {
        for time in 0..TIMES {
            let mut rng = Rng::at(1, Stream::Probe, kind * TIMES + time);
            let draw = |_| f64::from(rng.symmetric(reach));
            let logits: Vec<f64> = (0..=negatives).map(draw).collect();
            look(&objective, &logits, &mut worst, &mut steepest);
        }
    }
    worst.consistent = worst.error <= TOLERANCE;
    worst.text = words(&worst, steepest);
    if worst.consistent {
        worst.text += &alone(&objective);
    }
    worst
}

/// The first candidate is the positive, the others are negatives.
fn row(objective: &Objective, logits: &[f64]) -> (f64, Vec<f64>) {
    let mut relations = vec![Relation::Negative; logits.len()];
    relations[0] = Relation::Positive;
    let found = anatomy(
        objective,
        &Candidates {
            relations: &relations,
            logits,
            distances: logits,
            norms: 0.0,
        },
    );
    (found.loss, found.pulls)
}

fn look(objective: &Objective, logits: &[f64], worst: &mut Verdict, steepest: &mut f64) {
    let (here, given) = row(objective, logits);
    let slope = |at: usize| {
        let step = 1e-6 * logits[at].abs().max(1.0);
        let moved = |by: f64| {
            let mut moved = logits.to_vec();
            moved[at] += by;
            row(objective, &moved).0
        };
        let (below, above) = (moved(-step), moved(step));
        let (left, right) = ((here - below) / step, (above - here) / step);
        // Across an edge of min, max or select there is no slope to compare with.
        let edge = (left - right).abs() > 1e-2 * left.abs().max(right.abs()).max(1e-3);
        (0.5 * (left + right), edge)
    };
    let expected: Vec<(f64, bool)> = (0..logits.len()).map(slope).collect();
    let largest = expected
        .iter()
        .fold(0.0_f64, |top, one| top.max(one.0.abs()));
    *steepest = steepest.max(largest);
    for (at, (&(expected, edge), &given)) in expected.iter().zip(&given).enumerate() {
        if edge {
            continue;
        }
        worst.slopes += 1;
        let size = expected
            .abs()
            .max(given.abs())
            .max(1e-3 * largest)
            .max(1e-6);
        let error = (given - expected).abs() / size;
        // What is no number is as wrong as can be.
        let error = if error.is_finite() { error } else { f64::MAX };
        if error > worst.error {
            *worst = Verdict {
                error,
                place: if at == 0 { "positive" } else { "negative" },
                s: logits[at],
                expected,
                given,
                ..worst.clone()
            };
        }
    }
}

fn words(worst: &Verdict, steepest: f64) -> String {
    let Verdict {
        place,
        s,
        expected,
        given,
        slopes,
        error,
        ..
    } = worst;
    if *error > TOLERANCE {
        if !(expected.is_finite() && given.is_finite()) {
            return format!(
                "{place} or row is no finite number at s = {}, so this loss cannot be trained with.",
                short(*s)
            );
        }
        return format!(
            "{place} is not the slope of row: at s = {} it gives {}, and the loss's slope there is {}.",
            short(*s),
            short(*given),
            short(*expected)
        );
    }
    if *slopes == 0 || steepest == 0.0 {
        return "The loss is the same whatever the similarities are, so nothing can be learned from it.".into();
    }
    format!(
        "negative and positive are the slopes of row: the largest error of {slopes} is {}.",
        short(*error)
    )
}

/// What a row without negatives costs, where that is not a number to train with: a queue begins like this.
fn alone(objective: &Objective) -> String {
    let (loss, pulls) = row(objective, &[0.5]);
    if loss.abs() < 1e6 && pulls[0].abs() < 1e6 {
        return String::new();
    }
    " An anchor without negatives, as where a queue begins, has no loss to train with: log_sum_0 is EMPTY there. Ask with \
     select whether statistics.negatives < 0.5."
        .into()
}
