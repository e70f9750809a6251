//! One anchor's row of similarities taken apart, in f64: what each candidate weighs, and how hard it pulls.
//!
//! The same formulas as the kernels run; for looking, never for training.

use super::{Loss, Relation, RowLoss, RowStatistics};
use crate::for_loss;

/// What a row is made of; one number for each candidate, 0 for those that are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Anatomy {
    pub loss: f64,
    /// The share of each in the loss's denominator, positives included; where the loss has no softmax, how
    /// sure it is that the pair belongs together.
    pub weights: Vec<f64>,
    /// The importance weights q_β of the negatives, which sum to 1; all alike where the loss has no β.
    pub importance: Vec<f64>,
    /// ∂loss/∂s: above 0 a push, below 0 a pull.
    pub pulls: Vec<f64>,
    /// The negatives' estimate is at its floor, and they have no gradient.
    pub clamped: bool,
}

/// Takes a row of logits s apart.
pub fn anatomy(loss: Loss, logits: &[f64], relations: &[Relation]) -> Anatomy {
    for_loss!(loss, formula => of(formula, logits, relations))
}

fn of<L: RowLoss>(formula: L, logits: &[f64], relations: &[Relation]) -> Anatomy {
    let of_kind = |kind| {
        let pairs = logits.iter().zip(relations);
        pairs
            .filter(move |pair| *pair.1 == kind)
            .map(|pair| *pair.0)
    };
    let positives: Vec<f64> = of_kind(Relation::Positive).collect();
    let negatives: Vec<f64> = of_kind(Relation::Negative).collect();
    let mut summed = negatives.clone();
    if L::MANY_POSITIVES {
        summed.extend(&positives);
    }
    let (first, second) = formula.powers();
    let log_sum = |power: f32| log_sum_exp(&summed, f64::from(power));
    let terms = || summed.iter().map(|&s| formula.term(s)).sum::<Option<f64>>();
    let plain = formula.term(0.0_f64).is_some();
    let log_sums = [
        if plain {
            terms().unwrap_or(0.0)
        } else {
            log_sum(first)
        },
        second.map_or(f64::from(RowStatistics::EMPTY), log_sum),
    ];
    let (loss, scalars) = formula.row(&RowStatistics {
        positive: positives.iter().sum(),
        positives: positives.len() as f64,
        negatives: negatives.len() as f64,
        log_sums,
    });

    let beta = f64::from(second.unwrap_or(0.0));
    let log_importance = log_sum_exp(&negatives, beta);
    let positive_share = formula.positive_share(loss);
    let each = |f: &dyn Fn(f64, Relation) -> f64| -> Vec<f64> {
        let pairs = logits.iter().zip(relations);
        pairs.map(|(&s, &relation)| f(s, relation)).collect()
    };
    let weights = each(&|s, relation| match relation {
        Relation::Excluded => 0.0,
        Relation::Positive if plain => 1.0 + formula.positive(s, &scalars),
        Relation::Negative if plain => formula.negative(s, &scalars),
        _ if L::MANY_POSITIVES => libm::exp(s - log_sums[0]),
        Relation::Positive => positive_share,
        Relation::Negative => {
            (1.0 - positive_share) * libm::exp(f64::from(first) * s - log_sums[0])
        }
    });
    Anatomy {
        loss,
        weights,
        importance: each(&|s, relation| match relation {
            Relation::Negative => libm::exp(beta * s - log_importance),
            _ => 0.0,
        }),
        pulls: each(&|s, relation| match relation {
            Relation::Excluded => 0.0,
            Relation::Positive => formula.positive(s, &scalars),
            Relation::Negative => formula.negative(s, &scalars),
        }),
        clamped: formula.clamped(&scalars),
    }
}

/// log Σ e^(power·s); [`RowStatistics::EMPTY`] of nothing.
fn log_sum_exp(values: &[f64], power: f64) -> f64 {
    if values.is_empty() {
        return RowStatistics::EMPTY.into();
    }
    let top = values
        .iter()
        .map(|s| power * s)
        .fold(f64::NEG_INFINITY, f64::max);
    top + libm::log(values.iter().map(|s| libm::exp(power * s - top)).sum())
}

#[cfg(test)]
mod tests {
    use super::super::{hard::Hard, info_nce::InfoNce, sigmoid::Sigmoid};
    use super::*;

    const KINDS: [Relation; 4] = [
        Relation::Positive,
        Relation::Negative,
        Relation::Excluded,
        Relation::Negative,
    ];

    #[test]
    fn a_softmax_is_its_weights() {
        let row = anatomy(Loss::InfoNce(InfoNce), &[1.0, 0.0, 9.0, 2.0], &KINDS);
        let total = 1f64.exp() + 1.0 + 2f64.exp();
        let want = [1f64.exp() / total, 1.0 / total, 0.0, 2f64.exp() / total];
        for (got, want) in row.weights.iter().zip(want) {
            assert!((got - want).abs() < 1e-12);
        }
        assert!((row.pulls[0] - (want[0] - 1.0)).abs() < 1e-12);
        assert_eq!(row.importance, [0.0, 0.5, 0.0, 0.5]);
    }

    #[test]
    fn beta_leans_the_importance_and_the_clamp_stops_the_pulls() {
        let hard = |tau_plus, beta| {
            let hard = Hard {
                tau_plus,
                beta,
                detached: false,
                floor: -2.0,
            };
            anatomy(Loss::Hard(hard), &[1.5, 0.0, 0.0, 1.0], &KINDS)
        };
        let row = hard(0.0, 2.0);
        assert!((row.importance[3] / row.importance[1] - 2f64.exp()).abs() < 1e-9);
        let whole: f64 = row.weights.iter().sum();
        assert!((whole - 1.0).abs() < 1e-12, "{whole}");
        let pulls: f64 = row.pulls.iter().sum();
        assert!(pulls.abs() < 1e-6, "{pulls}: what pushes is what pulls");
        let clamped = hard(0.8, 0.5);
        assert!(clamped.clamped && clamped.pulls[1] == 0.0 && clamped.pulls[0] < 0.0);
    }

    #[test]
    fn a_sigmoid_judges_each_pair() {
        let row = anatomy(
            Loss::Sigmoid(Sigmoid { bias: 0.0 }),
            &[0.0, 0.0, 0.0, 0.0],
            &KINDS,
        );
        assert_eq!(row.weights, [0.5, 0.5, 0.0, 0.5]);
    }
}
