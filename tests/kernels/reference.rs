//! What the kernels compute, by explicit loops in f64: slow, plain, and written apart from them.

use nearfar::compute::Activation;
use nearfar::contrastive::decoupled::Decoupled;
use nearfar::contrastive::hard::Hard;
use nearfar::contrastive::info_nce::InfoNce;
use nearfar::contrastive::sigmoid::Sigmoid;
use nearfar::contrastive::sup_con::SupCon;
use nearfar::contrastive::{Arrangement, Grouping, Loss, Real, Relation, RowLoss, RowStatistics};

pub struct Reference {
    pub loss: f64,
    pub row_losses: Vec<f64>,
    /// ∂loss/∂z, from the formula's own `positive` and `negative` in f64.
    pub gradient: Vec<f64>,
    /// Largest |similarity / temperature|: f32 rounds an exponent of this size.
    pub largest: f64,
    /// Largest Σ_j |∂loss_i/∂s_ij| of an anchor.
    pub steepest: f64,
}

/// What groups of z's rows change: which way, and the group of each row.
pub type Groups<'a> = Option<(Grouping, &'a [f32])>;

/// A contrastive loss over z \[arrangement.rows(), dim\], straight from the relations.
pub fn contrastive<L: RowLoss>(
    formula: L,
    arrangement: Arrangement,
    groups: Groups,
    temperature: f64,
    z: &[f64],
    dim: usize,
) -> Reference {
    let anchors = arrangement.anchors();
    let walked = match arrangement {
        Arrangement::Symmetric { rows } => 2 * rows,
        _ => anchors,
    };
    let counted = arrangement.softmaxes();
    let row = |i: usize| &z[i * dim..][..dim];
    let dot = |i, j| -> f64 { row(i).iter().zip(row(j)).map(|(a, b)| a * b).sum() };
    let (first, second) = formula.powers();
    let mut result = Reference {
        loss: 0.0,
        row_losses: vec![0.0; anchors],
        gradient: vec![0.0; z.len()],
        largest: 0.0,
        steepest: 0.0,
    };
    for i in 0..walked {
        let (mut positives, mut negatives) = (Vec::new(), Vec::new());
        for j in 0..arrangement.rows() {
            let pair = (j, dot(i, j) / temperature);
            let relation = match groups {
                Some((grouping, groups)) => arrangement.grouped_relation(i, j, grouping, groups),
                None => arrangement.relation(i, j),
            };
            match relation {
                Relation::Positive => positives.push(pair),
                Relation::Negative => negatives.push(pair),
                Relation::Excluded => continue,
            }
            result.largest = result.largest.max(pair.1.abs());
        }
        let mut summed = negatives.clone();
        if L::MANY_POSITIVES {
            summed.extend_from_slice(&positives);
        }
        let log_sum = |power: f32| {
            let power = f64::from(power);
            let top = summed.iter().fold(f64::MIN, |top, p| top.max(power * p.1));
            let sum: f64 = summed.iter().map(|p| (power * p.1 - top).exp()).sum();
            if summed.is_empty() {
                -1e30
            } else {
                top + sum.ln()
            }
        };
        let terms: Option<Vec<f64>> = match formula.term(0.0_f64) {
            Some(_) => summed.iter().map(|p| formula.term(p.1)).collect(),
            None => None,
        };
        let (loss, scalars) = formula.row(&RowStatistics {
            positive: positives.iter().map(|p| p.1).sum(),
            positives: positives.len() as f64,
            negatives: negatives.len() as f64,
            log_sums: [
                terms.map_or_else(|| log_sum(first), |terms| terms.iter().sum()),
                second.map_or(-1e30, log_sum),
            ],
        });
        result.row_losses[i % anchors] += loss * anchors as f64 / walked as f64;
        result.loss += loss / counted as f64;
        let of_positives = positives
            .iter()
            .map(|&(j, s)| (j, formula.positive(s, &scalars)));
        let of_negatives = negatives
            .iter()
            .map(|&(j, s)| (j, formula.negative(s, &scalars)));
        let coefficients: Vec<(usize, f64)> = of_positives.chain(of_negatives).collect();
        let slope = coefficients.iter().map(|(_, c)| c.abs()).sum();
        result.steepest = result.steepest.max(slope);
        for (j, coefficient) in coefficients {
            let c = coefficient / (temperature * counted as f64);
            for k in 0..dim {
                result.gradient[i * dim + k] += c * z[j * dim + k];
                result.gradient[j * dim + k] += c * z[i * dim + k];
            }
        }
    }
    result
}

pub fn activate(activation: Activation, x: f64) -> f64 {
    match activation {
        Activation::Identity => x,
        Activation::Relu => x.max(0.0),
        Activation::Tanh => x.tanh(),
        Activation::Gelu => 0.5 * x * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2),
    }
}

/// activation′(x) by a central difference of f64 values; exact to 1e-9 for |x| of order 1.
pub fn derivative(activation: Activation, x: f64) -> f64 {
    if activation == Activation::Relu {
        // The one that is not smooth; its derivative at 0 is 0 by convention.
        return f64::from(x > 0.0);
    }
    let h = 1e-5;
    (activate(activation, x + h) - activate(activation, x - h)) / (2.0 * h)
}

/// y = a bᵀ + bias: a \[rows, depth\], b \[cols, depth\].
pub fn product(a: &[f64], b: &[f64], depth: usize) -> Vec<f64> {
    let dot = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(x, y)| x * y).sum() };
    let rows = a.chunks_exact(depth);
    rows.flat_map(|a| b.chunks_exact(depth).map(move |b| dot(a, b)))
        .collect()
}

pub fn transposed(a: &[f64], cols: usize) -> Vec<f64> {
    (0..cols)
        .flat_map(|j| a.iter().skip(j).step_by(cols).copied())
        .collect()
}

/// Central difference of `f` at `x` along coordinate `k`.
pub fn central_difference(f: impl Fn(&[f64]) -> f64, x: &[f64], k: usize, h: f64) -> f64 {
    let mut moved = x.to_vec();
    moved[k] = x[k] + h;
    let above = f(&moved);
    moved[k] = x[k] - h;
    (above - f(&moved)) / (2.0 * h)
}

/// The losses with numbers that exercise each branch.
pub fn losses() -> Vec<Loss> {
    let hard = |tau_plus, beta| Hard {
        tau_plus,
        beta,
        detached: false,
        floor: -2.5,
    };
    vec![
        Loss::InfoNce(InfoNce),
        Loss::Hard(hard(0.0, 0.0)),
        Loss::Hard(hard(0.1, 0.0)),
        Loss::Hard(hard(0.0, 0.75)),
        Loss::Hard(hard(0.08, 1.5)),
        Loss::Hard(hard(0.8, 1.0)),
        Loss::Decoupled(Decoupled),
        Loss::Sigmoid(Sigmoid { bias: -1.5 }),
        Loss::SupCon(SupCon),
    ]
}

/// Every loss with every arrangement and grouping that the kernels take for it.
pub fn combinations() -> Vec<(Loss, Arrangement, Option<Grouping>)> {
    let mut all = Vec::new();
    for loss in losses() {
        if loss == Loss::SupCon(SupCon) {
            all.push((
                loss,
                Arrangement::Among {
                    rows: 9,
                    counted: 8,
                },
                Some(Grouping::Together),
            ));
            continue;
        }
        for arrangement in [
            Arrangement::InBatch { rows: 4 },
            Arrangement::Symmetric { rows: 4 },
            Arrangement::TwoViews { rows: 4 },
            Arrangement::Explicit { rows: 3, count: 2 },
            Arrangement::Shared { rows: 3, count: 5 },
        ] {
            // CLIP's column sums are kept for softmaxes with one power only.
            if matches!(arrangement, Arrangement::Symmetric { .. })
                && loss != Loss::InfoNce(InfoNce)
            {
                continue;
            }
            all.push((loss, arrangement, None));
            if matches!(
                arrangement,
                Arrangement::TwoViews { .. } | Arrangement::Shared { .. }
            ) {
                all.push((loss, arrangement, Some(Grouping::Apart)));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use nearfar::for_loss;

    /// Every loss's gradient is the derivative of its value, for every arrangement and grouping it can have.
    /// Central differences with h = 1e-5 in f64 are good to about 1e-9; 1e-7 of the loss's scale leaves room
    /// and is far below any wrong term. (Importance weights that are held constant are no derivative: left
    /// out. No point here is near the clamp's edge.)
    #[test]
    fn gradients_are_derivatives() {
        let z: Vec<f64> = (0..60).map(|i| 0.8 * (f64::from(i) * 1.7).sin()).collect();
        let mut seen = 0;
        for (loss, arrangement, grouping) in combinations() {
            let groups: Vec<f32> = (0..arrangement.rows())
                .map(|i| [0.0, 1.0, 0.0, 2.0, -1.0][i * 7 % 5])
                .collect();
            let groups = grouping.map(|grouping| (grouping, groups.as_slice()));
            let z = &z[..arrangement.rows() * 3];
            for_loss!(loss, formula => {
                let of = |z: &[f64]| contrastive(formula, arrangement, groups, 0.4, z, 3);
                for (k, &got) in of(z).gradient.iter().enumerate() {
                    let want = central_difference(|z| of(z).loss, z, k, 1e-5);
                    assert!((got - want).abs() < 1e-7 * (1.0 + want.abs()), "{loss:?} {arrangement:?} {grouping:?} [{k}]: {got}, not {want}");
                    seen += 1;
                }
            });
        }
        assert!(seen > 500);
    }

    #[test]
    fn a_wrong_gradient_would_show() {
        let arrangement = Arrangement::InBatch { rows: 2 };
        let of = |z: &[f64]| contrastive(InfoNce, arrangement, None, 0.4, z, 2);
        let z = [0.3, -0.2, 0.9, 0.1, 0.5, 0.5, -0.7, 0.2];
        let difference = central_difference(|z| of(z).loss, &z, 0, 1e-5);
        assert!((of(&z).gradient[0] * 1.001 - difference).abs() > 1e-7);
    }

    #[test]
    fn log_add_exp_holds_in_f64() {
        assert_eq!(Real::log_add_exp(1e3_f64, -1e30), 1e3);
    }
}
