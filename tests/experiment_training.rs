//! The encoder's own plan, forward, backward and optimiser, against five training steps of an
//! independent float64 implementation.
#![cfg(not(target_arch = "wasm32"))]

use nearfar::compute::cpu::Cpu;
use nearfar::compute::{Activation, Backend, Op, Optimizer, Pass, Plan, Program};
use nearfar::contrastive::{Arrangement, Loss, info_nce::InfoNce};
use nearfar::encoder::{Encoder, Network};
use pollster::block_on;
use serde_json::Value;

fn flat(value: &Value) -> Vec<f32> {
    match value.as_array() {
        Some(items) => items.iter().flat_map(flat).collect(),
        None => vec![value.as_f64().expect("a number") as f32],
    }
}

/// Each layer's weights, then its biases.
fn parameters(weights: &Value, biases: &Value) -> Vec<f32> {
    let layers = weights
        .as_array()
        .expect("layers")
        .iter()
        .zip(biases.as_array().expect("layers"));
    layers
        .flat_map(|(weights, bias)| [flat(weights), flat(bias)].concat())
        .collect()
}

fn optimizer(case: &Value) -> (Optimizer, usize) {
    let given = &case["optimizer"];
    let number = |key: &str| {
        given[key]
            .as_f64()
            .unwrap_or_else(|| panic!("no {key} in {given}")) as f32
    };
    let (lr, weight_decay) = (number("lr"), number("weight_decay"));
    match given["name"].as_str().or(given["kind"].as_str()) {
        Some("adam") => {
            let [beta1, beta2] = [number("beta1"), number("beta2")];
            (
                Optimizer::Adam {
                    lr,
                    beta1,
                    beta2,
                    eps: number("eps"),
                    weight_decay,
                },
                2,
            )
        }
        Some("sgd" | "sgd_momentum") => (
            Optimizer::Sgd {
                lr,
                momentum: number("momentum"),
                weight_decay,
            },
            1,
        ),
        other => panic!("no optimiser {other:?}"),
    }
}

fn losses_and_parameters(case: &Value) -> (Vec<f32>, Vec<f32>) {
    let sizes: Vec<usize> = flat(&case["layer_sizes"])
        .iter()
        .map(|&size| size as usize)
        .collect();
    let (last, hidden) = sizes[1..].split_last().expect("layers");
    let activation = if case["activation"] == "relu" {
        Activation::Relu
    } else {
        Activation::Tanh
    };
    let normalize = case["normalize_output"]
        .as_bool()
        .expect("normalize_output");
    let encoder = Encoder::new(sizes[0], hidden, *last, activation, normalize);
    let views: Vec<Vec<f32>> = (0..5)
        .map(|step| [flat(&case["view1"][step]), flat(&case["view2"][step])].concat())
        .collect();
    let rows = views[0].len() / sizes[0];
    let arrangement = match case["loss_kind"].as_str() {
        Some("nt_xent") => Arrangement::TwoViews { rows: rows / 2 },
        _ => Arrangement::InBatch { rows: rows / 2 },
    };

    let (optimizer, state) = optimizer(case);
    let (mut plan, mut ops) = (Plan::default(), Vec::new());
    let network = Network::new(&mut plan, encoder.params, state * encoder.params);
    let x = plan.buffer("x", rows * sizes[0]);
    let dz = plan.buffer("dz", rows * last);
    let row_losses = plan.buffer("row losses", arrangement.anchors());
    let loss = plan.buffer("loss", 1);
    let forward = network.forward(&mut plan, &mut ops, &encoder, x, rows);
    ops.push(Op::Contrastive {
        objective: Loss::InfoNce(InfoNce),
        arrangement,
        groups: None,
        constant: false,
        temperature: case["temperature"].as_f64().expect("temperature") as f32,
        unit_rows: normalize,
        z: forward.z,
        dz: Some(dz),
        row_losses,
        loss,
        dim: *last,
    });
    network.backward(&mut plan, &mut ops, &encoder, &forward, dz);
    network.optimize(&mut ops, encoder.params, optimizer);
    plan.pass(Pass {
        ops,
        input: Some(x),
        loss: Some(loss),
    });

    let mut program = block_on(Cpu.compile(&plan)).expect("a plan that fits");
    program
        .write(
            network.params,
            &parameters(&case["initial_weights"], &case["initial_biases"]),
        )
        .expect("parameters");
    program.run(0, 1, 5, &views.concat()).expect("five steps");
    let losses = block_on(program.losses()).expect("losses");
    (
        losses,
        block_on(program.read(network.params)).expect("parameters"),
    )
}

#[test]
fn five_steps_as_the_reference_takes_them() {
    let reference: Value =
        serde_json::from_str(include_str!("oracle/training.json")).expect("JSON");
    let mut checked = 0;
    for case in reference["training"].as_array().expect("cases") {
        if !matches!(
            case["loss_kind"].as_str(),
            Some("nt_xent" | "infonce_dot_in_batch")
        ) {
            continue;
        }
        let (losses, parameters_after) = losses_and_parameters(case);
        let within = |what: &str, found: &[f32], expected: &[f32], tolerance: &Value| {
            let tolerance = tolerance.as_f64().expect("a tolerance") as f32;
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(expected) {
                assert!(
                    (found - expected).abs() <= tolerance,
                    "{} {what}: {found} for {expected} ± {tolerance}",
                    case["name"]
                );
            }
        };
        // The case states what float32 reaches: ten times what a plain float32 implementation does.
        let tolerance = &case["tolerance_float32"];
        within(
            "loss",
            &losses,
            &flat(&case["loss_before_step"]),
            &tolerance["loss_abs"],
        );
        let expected = parameters(&case["final_weights"], &case["final_biases"]);
        within(
            "parameter",
            &parameters_after,
            &expected,
            &tolerance["weight_abs"],
        );
        checked += 1;
    }
    assert_eq!(checked, 3);
}
