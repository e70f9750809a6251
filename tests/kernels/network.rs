//! Encoder, optimiser and whole training steps against the reference values, from bare operations.

use super::compare::assert_close;
use super::oracle::{extent, flat, flat32, list, number, text, training};
use nearfar::compute::{
    Activation, Backend, Below, Buffer, Layer, Op, Optimizer, Pass, Plan, Program,
};
use nearfar::contrastive::{Arrangement, Loss, info_nce::InfoNce};
use serde_json::Value;

/// An MLP as the reference lays it out: W \[outputs, inputs\] and b for each layer, no activation
/// after the last, rows scaled to unit length where `normalize`.
struct Network {
    layers: Vec<Layer>,
    params: Vec<f32>,
    normalize: bool,
}

impl Network {
    fn read(case: &Value, weights: &str, biases: &str) -> Self {
        let activation = match text(&case["activation"]) {
            "relu" => Activation::Relu,
            "tanh" => Activation::Tanh,
            other => panic!("no activation {other}"),
        };
        let count = list(&case[weights]).len();
        let (mut layers, mut params) = (Vec::new(), Vec::new());
        for (l, (w, b)) in list(&case[weights])
            .iter()
            .zip(list(&case[biases]))
            .enumerate()
        {
            let at = params.len();
            params.extend(flat32(w));
            let bias = params.len();
            params.extend(flat32(b));
            let activation = if l + 1 == count {
                Activation::Identity
            } else {
                activation
            };
            let (outputs, inputs) = (extent(w, 0), extent(w, 1));
            layers.push(Layer {
                inputs,
                outputs,
                weights: at,
                bias,
                activation,
            });
        }
        let normalize = case["normalize_output"]
            .as_bool()
            .expect("normalize_output");
        Self {
            layers,
            params,
            normalize,
        }
    }

    fn dim(&self) -> usize {
        self.layers.last().expect("a layer").outputs
    }

    /// A flat buffer's weights and biases apart, layer after layer, as the reference lists them.
    fn apart(&self, flat: &[f32]) -> (Vec<f32>, Vec<f32>) {
        let (mut weights, mut biases) = (Vec::new(), Vec::new());
        for layer in &self.layers {
            weights.extend(&flat[layer.weights..][..layer.inputs * layer.outputs]);
            biases.extend(&flat[layer.bias..][..layer.outputs]);
        }
        (weights, biases)
    }
}

/// The buffers of a network's forward and backward pass over `rows` rows.
struct Tape {
    rows: usize,
    params: Buffer,
    grads: Buffer,
    x: Buffer,
    /// Each layer's pre-activations, outputs, and gradient of the pre-activations.
    pre: Vec<Buffer>,
    y: Vec<Buffer>,
    dpre: Vec<Buffer>,
    z: Buffer,
    dz: Buffer,
    inverse_norm: Buffer,
    dx: Buffer,
}

impl Tape {
    fn new(plan: &mut Plan, network: &Network, rows: usize) -> Self {
        let widths = network.layers.iter().map(|l| rows * l.outputs);
        let mut each =
            |label| -> Vec<Buffer> { widths.clone().map(|len| plan.buffer(label, len)).collect() };
        let (pre, y, dpre) = (each("pre"), each("y"), each("dpre"));
        let last = y.len() - 1;
        let output = rows * network.dim();
        Self {
            rows,
            params: plan.buffer("params", network.params.len()),
            grads: plan.buffer("grads", network.params.len()),
            x: plan.buffer("x", rows * network.layers[0].inputs),
            z: if network.normalize {
                plan.buffer("z", output)
            } else {
                y[last]
            },
            dz: if network.normalize {
                plan.buffer("dz", output)
            } else {
                dpre[last]
            },
            inverse_norm: plan.buffer("inverse_norm", rows),
            dx: plan.buffer("dx", rows * network.layers[0].inputs),
            pre,
            y,
            dpre,
        }
    }

    fn forward(&self, network: &Network, ops: &mut Vec<Op>) {
        let (params, rows) = (self.params, self.rows);
        for (l, &layer) in network.layers.iter().enumerate() {
            let x = if l == 0 { self.x } else { self.y[l - 1] };
            // The contract lets the last layer name one buffer for both.
            let last = l + 1 == network.layers.len();
            let pre = if last { self.y[l] } else { self.pre[l] };
            ops.push(Op::Dense {
                params,
                layer,
                x,
                pre,
                y: self.y[l],
                rows,
            });
        }
        if network.normalize {
            let (y, dim) = (self.y[network.layers.len() - 1], network.dim());
            let (z, inverse_norm) = (self.z, self.inverse_norm);
            ops.push(Op::Normalize {
                y,
                z,
                inverse_norm,
                rows,
                dim,
            });
        }
    }

    /// From dz to all gradients; with `input`, to dx too.
    fn backward(&self, network: &Network, input: bool, ops: &mut Vec<Op>) {
        let (params, grads, rows) = (self.params, self.grads, self.rows);
        if network.normalize {
            let (dy, dim) = (self.dpre[network.layers.len() - 1], network.dim());
            let (z, inverse_norm, dz) = (self.z, self.inverse_norm, self.dz);
            ops.push(Op::NormalizeBackward {
                z,
                inverse_norm,
                dz,
                dy,
                rows,
                dim,
            });
        }
        for (l, &layer) in network.layers.iter().enumerate().rev() {
            let x = if l == 0 { self.x } else { self.y[l - 1] };
            let below = if l > 0 {
                let activation = network.layers[l - 1].activation;
                Some(Below {
                    pre: self.pre[l - 1],
                    activation,
                    dpre: self.dpre[l - 1],
                })
            } else {
                let pre = self.pre[0];
                input.then_some(Below {
                    pre,
                    activation: Activation::Identity,
                    dpre: self.dx,
                })
            };
            ops.push(Op::DenseBackward {
                params,
                grads,
                layer,
                x,
                dpre: self.dpre[l],
                below,
                rows,
            });
        }
    }
}

/// `forward_backward[]`: outputs and every gradient. Outputs are O(1) sums of a few dozen products:
/// 1e-5 absolute is some 50 roundings, far below any wrong term; gradients scale with their largest.
pub async fn oracle_forward_backward(backend: &impl Backend) {
    let oracle = training();
    let cases = list(&oracle["forward_backward"]);
    assert_eq!(cases.len(), 3);
    for case in cases {
        let name = text(&case["name"]);
        let network = Network::read(case, "weights", "biases");
        let mut plan = Plan::default();
        let tape = Tape::new(&mut plan, &network, extent(&case["x"], 0));
        let (mut ahead, mut back) = (Vec::new(), Vec::new());
        tape.forward(&network, &mut ahead);
        tape.backward(&network, true, &mut back);
        let forward = plan.pass(Pass {
            ops: ahead,
            input: Some(tape.x),
            loss: None,
        });
        let backward = plan.pass(Pass {
            ops: back,
            input: Some(tape.dz),
            loss: None,
        });
        let mut program = backend.compile(&plan).await.expect("compiles");
        program
            .write(tape.params, &network.params)
            .expect("a write");
        program
            .run(forward, 1, 1, &flat32(&case["x"]))
            .expect("forward");
        program
            .run(backward, 1, 1, &flat32(&case["upstream_gradient"]))
            .expect("backward");

        let z = program.read(tape.z).await.expect("z");
        assert_close(&format!("{name} output"), &z, &flat(&case["output"]), 1e-5);
        let (weights, biases) = network.apart(&program.read(tape.grads).await.expect("grads"));
        let dx = program.read(tape.dx).await.expect("dx");
        for (part, got) in [("weights", weights), ("biases", biases), ("x", dx)] {
            let want = flat(&case["gradients"][part]);
            let largest = want.iter().fold(0.0, |top: f64, v| top.max(v.abs()));
            assert_close(
                &format!("{name} ∂{part}"),
                &got,
                &want,
                1e-4 * largest + 2e-6,
            );
        }
    }
}

fn optimizer(settings: &Value) -> Optimizer {
    let get = |key: &str| number(&settings[key]) as f32;
    match text(&settings["kind"]) {
        "adam" => Optimizer::Adam {
            lr: get("lr"),
            beta1: get("beta1"),
            beta2: get("beta2"),
            eps: get("eps"),
            weight_decay: get("weight_decay"),
        },
        "sgd_momentum" => Optimizer::Sgd {
            lr: get("lr"),
            momentum: get("momentum"),
            weight_decay: get("weight_decay"),
        },
        other => panic!("no optimiser {other}"),
    }
}

/// `training[]`: five whole steps in one call; the losses and the weights afterwards. Cases whose
/// loss does not exist here are counted, so that none is left out unnoticed.
pub async fn oracle_training(backend: &impl Backend) {
    let oracle = training();
    let mut run = 0;
    for case in list(&oracle["training"]) {
        let rows = extent(&case["view1"], 1);
        let arrangement = match text(&case["loss_kind"]) {
            "nt_xent" => Arrangement::TwoViews { rows },
            "infonce_dot_in_batch" => Arrangement::InBatch { rows },
            "hard" | "debiased" => continue,
            other => panic!("no test for loss kind {other}"),
        };
        train(backend, case, arrangement).await;
        run += 1;
    }
    assert_eq!(run, 3, "training cases run");
}

async fn train(backend: &impl Backend, case: &Value, arrangement: Arrangement) {
    let name = text(&case["name"]);
    let network = Network::read(case, "initial_weights", "initial_biases");
    let len = network.params.len();
    let mut plan = Plan::default();
    let tape = Tape::new(&mut plan, &network, arrangement.rows());
    let row_losses = plan.buffer("row_losses", arrangement.anchors());
    let loss = plan.buffer("loss", 1);
    let optimizer = optimizer(&case["optimizer"]);
    let state = plan.buffer("state", 2 * len);
    let mut ops = Vec::new();
    tape.forward(&network, &mut ops);
    let evaluate = |ops: &mut Vec<Op>, dz| {
        ops.push(Op::Contrastive {
            objective: Loss::InfoNce(InfoNce),
            arrangement,
            groups: None,
            constant: false,
            temperature: number(&case["temperature"]) as f32,
            unit_rows: network.normalize,
            z: tape.z,
            dz,
            row_losses,
            loss,
            dim: network.dim(),
        });
    };
    let mut loss_ops = ops.clone();
    evaluate(&mut loss_ops, None);
    evaluate(&mut ops, Some(tape.dz));
    tape.backward(&network, false, &mut ops);
    let (params, grads) = (tape.params, tape.grads);
    ops.push(Op::Optimize {
        optimizer,
        params,
        grads,
        state,
        len,
    });
    let step = plan.pass(Pass {
        ops,
        input: Some(tape.x),
        loss: Some(loss),
    });
    let look = plan.pass(Pass {
        ops: loss_ops,
        input: Some(tape.x),
        loss: Some(loss),
    });

    let views: Vec<Vec<f32>> = list(&case["view1"])
        .iter()
        .zip(list(&case["view2"]))
        .map(|(one, two)| [flat32(one), flat32(two)].concat())
        .collect();
    let loss_allowed = number(&case["tolerance_float32"]["loss_abs"]);
    let weight_allowed = number(&case["tolerance_float32"]["weight_abs"]);

    // All steps in one call, as a training run queues them.
    let mut program = backend.compile(&plan).await.expect("compiles");
    program.write(params, &network.params).expect("a write");
    program
        .run(step, 1, views.len() as u32, &views.concat())
        .expect("five steps");
    let losses = program.losses().await.expect("losses");
    let want = flat(&case["loss_before_step"]);
    assert_close(&format!("{name} loss"), &losses, &want, loss_allowed);
    assert!(
        program.losses().await.expect("losses").is_empty(),
        "losses are handed out once"
    );
    let (weights, biases) = network.apart(&program.read(params).await.expect("params"));
    let (w, b) = (flat(&case["final_weights"]), flat(&case["final_biases"]));
    assert_close(&format!("{name} weights"), &weights, &w, weight_allowed);
    assert_close(&format!("{name} biases"), &biases, &b, weight_allowed);

    // One at a time, with a look at the loss after each step.
    let mut program = backend.compile(&plan).await.expect("compiles");
    program.write(params, &network.params).expect("a write");
    for (i, view) in views.iter().enumerate() {
        program.run(step, i as u32 + 1, 1, view).expect("a step");
        if i == 0 && case.get("first_gradient_weights").is_some() {
            let (weights, biases) = network.apart(&program.read(grads).await.expect("grads"));
            for (part, got) in [("weights", weights), ("biases", biases)] {
                let want = flat(&case[format!("first_gradient_{part}")]);
                let largest = want.iter().fold(0.0, |top: f64, v| top.max(v.abs()));
                let what = format!("{name} first gradient, {part}");
                assert_close(&what, &got, &want, 1e-4 * largest + 2e-6);
            }
        }
        program.run(look, 1, 1, view).expect("a look");
    }
    let losses = program.losses().await.expect("losses");
    let after: Vec<f32> = losses.iter().skip(1).step_by(2).copied().collect();
    let want = flat(&case["loss_after_step_same_batch"]);
    assert_close(&format!("{name} loss after"), &after, &want, loss_allowed);
}
