//! The contrastive losses against the reference values.

use super::compare::assert_close;
use super::oracle::{extent, flat, flat32, infonce, number, text};
use super::rig::Rig;
use nearfar::compute::{Backend, Op};
use nearfar::contrastive::{Arrangement, Loss, info_nce::InfoNce};
use serde_json::Value;

/// A loss on raw rows: what came out.
pub struct Outcome {
    pub loss: f32,
    pub row_losses: Vec<f32>,
    /// With respect to the raw rows.
    pub gradient: Vec<f32>,
}

/// One evaluation of a loss, as the public interface asks for it.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub objective: Loss,
    pub arrangement: Arrangement,
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
        let Case {
            objective,
            arrangement,
            temperature,
            normalize,
            dim,
        } = *self;
        let count = arrangement.rows();
        let mut rig = Rig::default();
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
    let rows: Vec<f32> = parts
        .iter()
        .flat_map(|part| flat32(&inputs[*part]))
        .collect();
    let setting = Case {
        objective: Loss::InfoNce(InfoNce),
        arrangement,
        temperature: number(&case["temperature"]) as f32,
        normalize: case["normalize"].as_bool().expect("normalize"),
        dim: extent(&inputs[parts[0]], 1),
    };
    let outcome = setting.run(backend, &rows).await;

    let tolerance = &case["tolerance_float32"];
    let loss_tolerance = number(&tolerance["loss_abs"]);
    assert_close(
        name,
        &[outcome.loss],
        &[number(&case["loss"])],
        loss_tolerance,
    );
    let per_anchor = flat(&case["loss_per_anchor"]);
    // The tolerance is stated for the mean loss; one anchor's may be larger, so scale with it.
    let largest = per_anchor.iter().fold(1.0, |top: f64, v| top.max(v.abs()));
    let scaled = loss_tolerance * largest / number(&case["loss"]).abs().max(1.0);
    assert_close(
        &format!("{name} per anchor"),
        &outcome.row_losses,
        &per_anchor,
        scaled,
    );

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
