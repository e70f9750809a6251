//! The contrastive losses against the reference values.

use super::compare::assert_close;
use super::oracle::{
    debiased_hard, extent, flat, flat32, infonce, list, metric_losses, number, text,
};
use super::rig::Rig;
use nearfar::compute::{Backend, Groups, Op};
use nearfar::contrastive::hard::Hard;
use nearfar::contrastive::sigmoid::Sigmoid;
use nearfar::contrastive::sup_con::SupCon;
use nearfar::contrastive::{Arrangement, Grouping, Loss, info_nce::InfoNce};
use serde_json::Value;

/// A loss on raw rows: what came out.
pub struct Outcome {
    pub loss: f32,
    pub row_losses: Vec<f32>,
    /// With respect to the raw rows.
    pub gradient: Vec<f32>,
}

/// One evaluation of a loss, as the public interface asks for it.
#[derive(Clone, Debug)]
pub struct Case {
    pub objective: Loss,
    pub arrangement: Arrangement,
    pub groups: Option<(Grouping, Vec<f32>)>,
    pub temperature: f32,
    pub normalize: bool,
    pub dim: usize,
}

impl Case {
    pub async fn run(&self, backend: &impl Backend, rows: &[f32]) -> Outcome {
        self.run_unit(backend, rows, self.normalize).await
    }

    /// With `unit_rows` set apart from `normalize`, for rows that have unit length already.
    pub async fn run_unit(&self, backend: &impl Backend, rows: &[f32], unit_rows: bool) -> Outcome {
        let &Case {
            objective,
            arrangement,
            temperature,
            normalize,
            dim,
            ref groups,
        } = self;
        let count = arrangement.rows();
        let mut rig = Rig::default();
        // Not at the start of their buffer, as in a step's input.
        let groups = groups.as_ref().map(|(grouping, of)| Groups {
            grouping: *grouping,
            buffer: rig.given(&[&[-7.0; 3], of.as_slice()].concat()),
            offset: 3,
        });
        let raw = rig.given(rows);
        let z = if normalize {
            rig.wanted(count * dim)
        } else {
            raw
        };
        let inverse_norm = rig.wanted(count);
        let dz = rig.wanted(count * dim);
        let row_losses = rig.wanted(arrangement.anchors());
        let loss = rig.wanted(1);
        if normalize {
            rig.op(Op::Normalize {
                y: raw,
                z,
                inverse_norm,
                rows: count,
                dim,
            });
        }
        rig.op(Op::Contrastive {
            objective,
            arrangement,
            groups,
            constant: false,
            temperature,
            unit_rows,
            z,
            dz: Some(dz),
            row_losses,
            loss,
            dim,
        });
        let mut gradient = dz;
        if normalize {
            gradient = rig.wanted(count * dim);
            let dy = gradient;
            rig.op(Op::NormalizeBackward {
                z,
                inverse_norm,
                dz,
                dy,
                rows: count,
                dim,
            });
        }
        let outputs = rig.run(backend, &[loss, row_losses, gradient]).await;
        let [loss, row_losses, gradient] = <[_; 3]>::try_from(outputs).expect("three outputs");
        Outcome {
            loss: loss[0],
            row_losses,
            gradient,
        }
    }
}

/// Every case of `infonce.json`, each within its own float32 tolerance.
pub async fn oracle_infonce(backend: &impl Backend) {
    let mut seen = 0;
    for case in infonce()["cases"].as_array().expect("cases") {
        check(backend, case).await;
        seen += 1;
    }
    assert_eq!(seen, 26, "cases in infonce.json");
}

/// Every case of `debiased_hard.json`, and the clamp where it says.
pub async fn oracle_debiased_hard(backend: &impl Backend) {
    let file = debiased_hard();
    let cases = list(&file["cases"]);
    for case in cases {
        let name = text(&case["name"]);
        let inputs = &file["shared_inputs"][text(&case["inputs_ref"])];
        let temperature = number(&case["temperature"]) as f32;
        let objective = Hard {
            tau_plus: number(&case["tau_plus"]) as f32,
            beta: number(&case["beta"]) as f32,
            detached: name.ends_with("_detached"),
            floor: -1.0 / temperature,
        };
        let setting = Case {
            objective: Loss::Hard(objective),
            arrangement: Arrangement::TwoViews {
                rows: extent(&inputs["z1"], 0),
            },
            groups: None,
            temperature,
            normalize: true,
            dim: extent(&inputs["z1"], 1),
        };
        let detached = text(&case["importance_weights"]) == "constant";
        assert_eq!(detached, objective.detached, "{name}");
        compare(backend, case, inputs, &["z1", "z2"], &setting).await;
    }
    assert_eq!(cases.len(), 68, "cases in debiased_hard.json");
}

/// The paper's form with samples of the class apart from the positive: its estimate of the negatives' sum.
pub fn oracle_debiased_samples() {
    let file = debiased_hard();
    let cases = list(&file["debiased_explicit_samples"]);
    for case in cases {
        let (t, inputs) = (number(&case["temperature"]), &case["inputs"]);
        let unit = |row: Vec<f64>| {
            let norm = row.iter().map(|x| x * x).sum::<f64>().sqrt();
            let scale = if case["normalize"] == true { norm } else { 1.0 };
            row.into_iter().map(|x| x / scale).collect::<Vec<_>>()
        };
        let anchors = list(&inputs["anchor"]).iter().map(|row| unit(flat(row)));
        let losses: Vec<f64> = anchors
            .enumerate()
            .map(|(i, anchor)| {
                let s = |row: &Value| -> f64 {
                    anchor
                        .iter()
                        .zip(unit(flat(row)))
                        .map(|(a, b)| a * b)
                        .sum::<f64>()
                        / t
                };
                let mean = |rows: &Value| {
                    list(rows).iter().map(|row| s(row).exp()).sum::<f64>() / extent(rows, 0) as f64
                };
                let [unlabelled, extra] = [&inputs["unlabelled"][i], &inputs["extra_positives"][i]];
                let hard = Hard {
                    tau_plus: number(&case["tau_plus"]) as f32,
                    floor: (-1.0 / t) as f32,
                    ..Hard::default()
                };
                let estimate = hard.estimate(
                    mean(unlabelled).ln(),
                    mean(extra).ln(),
                    extent(unlabelled, 0) as f64,
                );
                let s = s(&inputs["positive"][i]);
                (s.exp() + estimate.log.exp()).ln() - s
            })
            .collect();
        // τ⁺ and the floor are f32 in the formula, hence not to f64's last digits.
        for (got, want) in losses.iter().zip(flat(&case["loss_per_anchor"])) {
            assert!(
                (got - want).abs() < 1e-6,
                "{}: {got}, not {want}",
                case["name"]
            );
        }
    }
    assert_eq!(cases.len(), 2);
}

/// SupCon, N-pair's softmax and skip-gram, among the cases of `metric_losses.json`.
pub async fn oracle_metric_losses(backend: &impl Backend) {
    let file = metric_losses();
    let mut seen = 0;
    for case in list(&file["cases"]) {
        let inputs = &case["inputs"];
        match text(&case["loss_kind"]) {
            "supcon" => {
                let groups = flat32(&case["labels"]);
                let paired =
                    |label: &&f32| groups.iter().filter(|other| other == label).count() > 1;
                let setting = Case {
                    objective: Loss::SupCon(SupCon),
                    arrangement: Arrangement::Among {
                        rows: groups.len(),
                        counted: groups.iter().filter(paired).count(),
                    },
                    temperature: number(&case["temperature"]) as f32,
                    normalize: true,
                    dim: extent(&inputs["z"], 1),
                    groups: Some((Grouping::Together, groups)),
                };
                compare(backend, case, inputs, &["z"], &setting).await;
            }
            "sgns" => {
                let rows = extent(&inputs["center"], 0);
                let setting = Case {
                    objective: Loss::Sigmoid(Sigmoid { bias: 0.0 }),
                    arrangement: Arrangement::Explicit {
                        rows,
                        count: extent(&inputs["negatives"], 1),
                    },
                    groups: None,
                    temperature: 1.0,
                    normalize: false,
                    dim: extent(&inputs["center"], 1),
                };
                compare(
                    backend,
                    case,
                    inputs,
                    &["center", "context", "negatives"],
                    &setting,
                )
                .await;
            }
            "n_pair" if number(&case["l2_reg"]) == 0.0 => {
                let setting = Case {
                    objective: Loss::InfoNce(InfoNce),
                    arrangement: Arrangement::InBatch {
                        rows: extent(&inputs["anchor"], 0),
                    },
                    groups: None,
                    temperature: 1.0,
                    normalize: false,
                    dim: extent(&inputs["anchor"], 1),
                };
                compare(backend, case, inputs, &["anchor", "positive"], &setting).await;
            }
            _ => continue,
        }
        seen += 1;
    }
    assert_eq!(seen, 5, "three of SupCon, one of N-pair, one of skip-gram");
}

async fn check(backend: &impl Backend, case: &Value) {
    let name = text(&case["name"]);
    let inputs = &case["inputs"];
    // Rows of z in the arrangement's order; `parts` are the inputs they come from.
    let (parts, arrangement): (&[&str], _) = match text(&case["loss_kind"]) {
        "infonce" => {
            let rows = extent(&inputs["anchor"], 0);
            let count = extent(&inputs["negatives"], 1);
            (
                &["anchor", "positive", "negatives"],
                Arrangement::Explicit { rows, count },
            )
        }
        "nt_xent" => (
            &["z1", "z2"],
            Arrangement::TwoViews {
                rows: extent(&inputs["z1"], 0),
            },
        ),
        "symmetric_batch_infonce" => (
            &["u", "v"],
            Arrangement::Symmetric {
                rows: extent(&inputs["u"], 0),
            },
        ),
        "moco" => {
            let rows = extent(&inputs["query"], 0);
            let count = extent(&inputs["queue"], 0);
            (
                &["query", "key", "queue"],
                Arrangement::Shared { rows, count },
            )
        }
        other => panic!("{name}: no test for loss kind {other}"),
    };
    let setting = Case {
        objective: Loss::InfoNce(InfoNce),
        arrangement,
        groups: None,
        temperature: number(&case["temperature"]) as f32,
        normalize: case["normalize"].as_bool().expect("normalize"),
        dim: extent(&inputs[parts[0]], 1),
    };
    compare(backend, case, inputs, parts, &setting).await;
}

/// Runs a case, whose rows are the `parts` of its inputs one after the other, and compares.
async fn compare(
    backend: &impl Backend,
    case: &Value,
    inputs: &Value,
    parts: &[&str],
    setting: &Case,
) {
    let name = text(&case["name"]);
    let rows: Vec<f32> = parts
        .iter()
        .flat_map(|part| flat32(&inputs[*part]))
        .collect();
    let outcome = setting.run(backend, &rows).await;

    let tolerance = &case["tolerance_float32"];
    let loss_tolerance = number(&tolerance["loss_abs"]);
    assert_close(
        name,
        &[outcome.loss],
        &[number(&case["loss"])],
        loss_tolerance,
    );
    if let Some(per_anchor) = case.get("loss_per_anchor") {
        let per_anchor = flat(per_anchor);
        // SupCon's lists only the anchors that have a positive; the others' loss is 0.
        let listed = |loss: &&f32| outcome.row_losses.len() == per_anchor.len() || **loss != 0.0;
        let row_losses: Vec<f32> = outcome.row_losses.iter().filter(listed).copied().collect();
        // The tolerance is stated for the mean loss; one anchor's may be larger, so scale with it.
        let largest = per_anchor.iter().fold(1.0, |top: f64, v| top.max(v.abs()));
        let scaled = loss_tolerance * largest / number(&case["loss"]).abs().max(1.0);
        assert_close(
            &format!("{name} per anchor"),
            &row_losses,
            &per_anchor,
            scaled,
        );
    }

    let mut from = 0;
    for part in parts {
        let to = from + flat(&inputs[*part]).len();
        // MoCo's keys and queue are constants: the reference has no gradient for them.
        if let Some(want) = case["gradients"].get(*part) {
            let what = format!("{name} ∂{part}");
            let allowed = number(&tolerance["gradient_abs"]);
            assert_close(&what, &outcome.gradient[from..to], &flat(want), allowed);
        }
        from = to;
    }
}

/// What [`digest`] gives on the CPU, natively and as wasm. It changes when the order of sums does.
pub const DIGEST: u64 = 16_913_701_312_807_117_255;

/// FNV-1a over the bits of a loss of several blocks and its gradient.
pub async fn digest(backend: &impl Backend) -> u64 {
    let case = Case {
        objective: Loss::InfoNce(InfoNce),
        arrangement: Arrangement::TwoViews { rows: 123 },
        groups: None,
        temperature: 0.07,
        normalize: true,
        dim: 19,
    };
    // Multiples of 1/64 below 1: exact everywhere.
    let rows: Vec<f32> = (0..case.arrangement.rows() * case.dim)
        .map(|i| ((i * 7919) % 127) as f32 / 64.0 - 1.0)
        .collect();
    let outcome = case.run(backend, &rows).await;
    let bits = outcome.gradient.iter().chain([&outcome.loss]);
    bits.fold(0xcbf2_9ce4_8422_2325, |hash, value| {
        (hash ^ u64::from(value.to_bits())).wrapping_mul(0x100_0000_01b3)
    })
}
