//! One anchor's row of similarities taken apart, in f64: what each candidate weighs, and how hard it pulls.
//!
//! The same formulas as the kernels run; for looking, never for training.

use super::objective::{Objective, Term};
use super::tuple::{Slopes, Tuple, TupleRule};
use super::{Relation, RowLoss, RowStatistics};
use crate::for_loss;

/// One anchor's candidates; a number for each.
#[derive(Clone, Copy, Debug)]
pub struct Candidates<'a> {
    pub relations: &'a [Relation],
    /// s, the dot products over the temperature.
    pub logits: &'a [f64],
    /// Squared distances; none are needed where the loss is over similarities alone.
    pub distances: &'a [f64],
    /// |a|² + |p|² of the anchor and its positive.
    pub norms: f64,
}

impl Candidates<'_> {
    fn those(&self, kind: Relation) -> impl Iterator<Item = usize> + '_ {
        (0..self.relations.len()).filter(move |&at| self.relations[at] == kind)
    }

    fn nothing(&self) -> Anatomy {
        let zeros = || vec![0.0; self.relations.len()];
        Anatomy {
            loss: 0.0,
            weights: zeros(),
            importance: zeros(),
            pulls: zeros(),
            clamped: false,
        }
    }
}

/// What a row is made of; one number for each candidate, 0 for those that are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Anatomy {
    pub loss: f64,
    /// The share of each in the loss's denominator, positives included; where the loss has no softmax, how
    /// sure it is that the pair belongs together; where it is one of distances or one's own, each negative's share of
    /// the push.
    pub weights: Vec<f64>,
    /// The importance weights q_β of the negatives, which sum to 1; all alike where the loss has no β.
    pub importance: Vec<f64>,
    /// ∂loss/∂s: above 0 a push, below 0 a pull. Of distances, since |x − y|² has −2 x·y in it, −2 ∂loss/∂d².
    pub pulls: Vec<f64>,
    /// The negatives' estimate is at its floor, and they have no gradient.
    pub clamped: bool,
}

/// Takes an anchor's row apart. Uniformity, whose logarithm is one over all rows, counts with the row's own.
pub fn anatomy(objective: &Objective, candidates: &Candidates) -> Anatomy {
    let mut whole = match objective.similarities() {
        Some(loss) => {
            for_loss!(loss, formula => of(formula, candidates.logits, candidates.relations))
        }
        None => candidates.nothing(),
    };
    for term in objective.terms() {
        match *term {
            Term::Similarities(_) => {}
            Term::Distances { rule, weight } => {
                distances(rule, weight.into(), candidates, &mut whole);
            }
            Term::Uniformity { weight } => uniformity(weight.into(), candidates, &mut whole),
        }
    }
    let plain = match objective.similarities() {
        Some(loss) => !for_loss!(loss, formula => formula.is_softmax()),
        None => true,
    };
    if plain {
        let negatives: Vec<usize> = candidates.those(Relation::Negative).collect();
        let push = |at: usize| whole.pulls[at].max(0.0);
        let total: f64 = negatives.iter().map(|&at| push(at)).sum();
        for &at in &negatives {
            // Where no negative pushes, none has a weight.
            whole.weights[at] = push(at) / total.max(f64::MIN_POSITIVE);
            if objective.similarities().is_none() {
                whole.importance[at] = 1.0 / negatives.len() as f64;
            }
        }
    }
    whole
}

/// Adds a rule's mean over the negatives.
fn distances(rule: impl TupleRule, weight: f64, candidates: &Candidates, whole: &mut Anatomy) {
    let Some(positive) = candidates.those(Relation::Positive).next() else {
        return;
    };
    let slopes = |negative: Option<f64>| -> Slopes<f64> {
        rule.rule(&Tuple {
            norms: candidates.norms,
            positive: candidates.distances[positive],
            negative,
            similar: true,
        })
    };
    let negatives: Vec<usize> = candidates.those(Relation::Negative).collect();
    let each = weight / negatives.len().max(1) as f64;
    let mut add = |slopes: Slopes<f64>, negative: Option<usize>| {
        whole.loss += each * slopes.loss;
        whole.pulls[positive] -= 2.0 * each * slopes.positive;
        if let Some(at) = negative {
            whole.pulls[at] -= 2.0 * each * slopes.negative;
        }
    };
    if negatives.is_empty() {
        add(slopes(None), None);
    }
    for at in negatives {
        add(slopes(Some(candidates.distances[at])), Some(at));
    }
}

/// Adds log mean e^(−2 d²) over everything but the anchor itself.
fn uniformity(weight: f64, candidates: &Candidates, whole: &mut Anatomy) {
    let others = (0..candidates.relations.len())
        .filter(|&at| candidates.relations[at] != Relation::Excluded);
    let others: Vec<usize> = others.collect();
    let exponents: Vec<f64> = others
        .iter()
        .map(|&at| -2.0 * candidates.distances[at])
        .collect();
    if others.is_empty() {
        return;
    }
    let log_sum = log_sum_exp(&exponents, 1.0);
    whole.loss += weight * (log_sum - libm::log(others.len() as f64));
    for (at, exponent) in others.into_iter().zip(exponents) {
        whole.pulls[at] += 4.0 * weight * libm::exp(exponent - log_sum);
    }
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
        // Shares of the push, once that is known.
        _ if !formula.is_softmax() => 0.0,
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
    use super::super::tuple::{TupleLoss, triplet::Triplet};
    use super::super::{Loss, hard::Hard, info_nce::InfoNce, sigmoid::Sigmoid};
    use super::*;

    const KINDS: [Relation; 4] = [
        Relation::Positive,
        Relation::Negative,
        Relation::Excluded,
        Relation::Negative,
    ];

    fn anatomy_of(loss: Loss, logits: &[f64]) -> Anatomy {
        let candidates = Candidates {
            relations: &KINDS,
            logits,
            distances: &[0.0; 4],
            norms: 0.0,
        };
        anatomy(&loss.into(), &candidates)
    }

    #[test]
    fn a_softmax_is_its_weights() {
        let row = anatomy_of(Loss::InfoNce(InfoNce), &[1.0, 0.0, 9.0, 2.0]);
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
            anatomy_of(Loss::Hard(hard), &[1.5, 0.0, 0.0, 1.0])
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
        let row = anatomy_of(Loss::Sigmoid(Sigmoid { bias: 0.0 }), &[0.0; 4]);
        assert_eq!(row.weights, [0.5, 0.5, 0.0, 0.5]);
    }

    fn of_distances(objective: &Objective, distances: &[f64]) -> Anatomy {
        let candidates = Candidates {
            relations: &KINDS,
            logits: &[0.0; 4],
            distances,
            norms: 2.0,
        };
        anatomy(objective, &candidates)
    }

    /// Pulls are −2 times the loss's differences, here those of a triplet within its margin and one beyond.
    #[test]
    fn distances_pull_by_their_slopes() {
        let rule = TupleLoss::Triplet(Triplet {
            margin: 1.0,
            squared: true,
        });
        let row = of_distances(&rule.into(), &[0.5, 1.0, 9.0, 3.0]);
        assert_eq!(row.loss, 0.25);
        assert_eq!(row.pulls, [-1.0, 1.0, 0.0, 0.0]);
        assert_eq!(row.weights, [0.0, 1.0, 0.0, 0.0]);
        assert_eq!(row.importance, [0.0, 0.5, 0.0, 0.5]);
    }

    #[test]
    fn every_objective_of_distances_pulls_by_its_differences() {
        let at = [0.5, 0.7, 9.0, 1.1];
        for card in super::super::LOSSES {
            let values: Vec<f64> = card.knobs.iter().map(|knob| knob.default).collect();
            let objective = (card.objective)(&values);
            if objective.similarities().is_some() {
                continue;
            }
            let row = of_distances(&objective, &at);
            for place in 0..at.len() {
                let moved = |h: f64| {
                    let mut distances = at;
                    distances[place] += h;
                    of_distances(&objective, &distances).loss
                };
                let want = -2.0 * (moved(1e-6) - moved(-1e-6)) / 2e-6;
                assert!(
                    (row.pulls[place] - want).abs() < 1e-7,
                    "{}: {:?}, not {want} at {place}",
                    card.name,
                    row.pulls
                );
            }
        }
    }
}
