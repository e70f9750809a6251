//! Times the CPU kernels by themselves, natively or as wasm without a browser.
//!
//! Natively: `cargo run --release --example bench_cpu`. In V8, which is what counts:
//! `cargo build --release --target wasm32-unknown-unknown --example bench_cpu`, then
//! `node examples/bench_cpu.mjs`. Processor time, so that a busy machine matters less.

use nearfar::compute::cpu::{Cpu, CpuProgram};
use nearfar::compute::{Activation, Backend, Below, Layer, Op, Optimizer, Pass, Plan, Program};
use nearfar::contrastive::{Arrangement, Loss, hard::Hard, info_nce::InfoNce};
use std::cell::RefCell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What is timed, by the number that `prepare` takes.
const NAMES: [&str; 6] = [
    "clip",
    "nt-xent",
    "in-batch",
    "similarity",
    "training step",
    "hard",
];

thread_local! {
    static PROGRAM: RefCell<Option<CpuProgram>> = const { RefCell::new(None) };
}

/// The CPU's futures are ready at once.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the CPU made somebody wait"),
    }
}

fn noise(len: usize) -> Vec<f32> {
    let mut x = 1u32;
    let next = || {
        x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (x >> 8) as f32 / 8_388_608.0 - 1.0
    };
    std::iter::repeat_with(next).take(len).collect()
}

fn loss(plan: &mut Plan, objective: Loss, arrangement: Arrangement, dim: usize) -> Pass {
    let len = arrangement.rows() * dim;
    let raw = plan.buffer("raw", len);
    let (z, dz, dy) = (
        plan.buffer("z", len),
        plan.buffer("dz", len),
        plan.buffer("dy", len),
    );
    let inverse_norm = plan.buffer("inverse_norm", arrangement.rows());
    let row_losses = plan.buffer("row_losses", arrangement.anchors());
    let loss = plan.buffer("loss", 1);
    let rows = arrangement.rows();
    let ops = vec![
        Op::Normalize {
            y: raw,
            z,
            inverse_norm,
            rows,
            dim,
        },
        Op::Contrastive {
            objective,
            arrangement,
            groups: None,
            constant: false,
            temperature: 0.1,
            unit_rows: true,
            z,
            dz: Some(dz),
            row_losses,
            loss,
            dim,
        },
        Op::NormalizeBackward {
            z,
            inverse_norm,
            dz,
            dy,
            rows,
            dim,
        },
    ];
    Pass {
        ops,
        input: None,
        loss: Some(loss),
    }
}

/// The bench's training step: MLP 2-64-64-16, `rows` points in two views, NT-Xent, Adam.
fn step(plan: &mut Plan, rows: usize) -> Pass {
    let arrangement = Arrangement::TwoViews { rows };
    let rows = 2 * rows;
    let sizes = [2, 64, 64, 16];
    let mut at = 0;
    let layers: Vec<Layer> = (0..3)
        .map(|l| {
            let (inputs, outputs) = (sizes[l], sizes[l + 1]);
            let weights = at;
            at += (inputs + 1) * outputs;
            let activation = if l < 2 {
                Activation::Relu
            } else {
                Activation::Identity
            };
            Layer {
                inputs,
                outputs,
                weights,
                bias: weights + inputs * outputs,
                activation,
            }
        })
        .collect();
    let params = plan.buffer("raw", at);
    let (grads, state) = (plan.buffer("grads", at), plan.buffer("state", 2 * at));
    let x = plan.buffer("x", rows * 2);
    let pre = layers
        .iter()
        .map(|l| plan.buffer("pre", rows * l.outputs))
        .collect::<Vec<_>>();
    let y = layers
        .iter()
        .map(|l| plan.buffer("y", rows * l.outputs))
        .collect::<Vec<_>>();
    let dpre = layers
        .iter()
        .map(|l| plan.buffer("dpre", rows * l.outputs))
        .collect::<Vec<_>>();
    let (z, dz) = (plan.buffer("z", rows * 16), plan.buffer("dz", rows * 16));
    let inverse_norm = plan.buffer("inverse_norm", rows);
    let (row_losses, loss) = (plan.buffer("row_losses", rows), plan.buffer("loss", 1));
    let mut ops = Vec::new();
    for l in 0..3 {
        let x = if l == 0 { x } else { y[l - 1] };
        ops.push(Op::Dense {
            params,
            layer: layers[l],
            x,
            pre: pre[l],
            y: y[l],
            rows,
        });
    }
    ops.push(Op::Normalize {
        y: y[2],
        z,
        inverse_norm,
        rows,
        dim: 16,
    });
    ops.push(Op::Contrastive {
        objective: Loss::InfoNce(InfoNce),
        arrangement,
        groups: None,
        constant: false,
        temperature: 0.5,
        unit_rows: true,
        z,
        dz: Some(dz),
        row_losses,
        loss,
        dim: 16,
    });
    ops.push(Op::NormalizeBackward {
        z,
        inverse_norm,
        dz,
        dy: dpre[2],
        rows,
        dim: 16,
    });
    for l in (0..3).rev() {
        let below = (l > 0).then(|| Below {
            pre: pre[l - 1],
            activation: Activation::Relu,
            dpre: dpre[l - 1],
        });
        let x = if l == 0 { x } else { y[l - 1] };
        ops.push(Op::DenseBackward {
            params,
            grads,
            layer: layers[l],
            x,
            dpre: dpre[l],
            below,
            rows,
        });
    }
    let optimizer = Optimizer::Adam {
        lr: 1e-4,
        beta1: 0.9,
        beta2: 0.999,
        eps: 1e-8,
        weight_decay: 0.0,
    };
    ops.push(Op::Optimize {
        optimizer,
        params,
        grads,
        state,
        len: at,
    });
    Pass {
        ops,
        input: Some(x),
        loss: Some(loss),
    }
}

/// Makes ready to run case `kind` on `rows` rows of dimension `dim`.
#[unsafe(no_mangle)]
pub extern "C" fn prepare(kind: usize, rows: usize, dim: usize) {
    let mut plan = Plan::default();
    let softmax = Loss::InfoNce(InfoNce);
    let pass = match kind {
        0 => loss(&mut plan, softmax, Arrangement::Symmetric { rows }, dim),
        1 => loss(&mut plan, softmax, Arrangement::TwoViews { rows }, dim),
        2 => loss(&mut plan, softmax, Arrangement::InBatch { rows }, dim),
        5 => {
            let reweighted = Hard {
                tau_plus: 0.1,
                beta: 0.5,
                detached: false,
                floor: -10.0,
            };
            let arrangement = Arrangement::TwoViews { rows };
            loss(&mut plan, Loss::Hard(reweighted), arrangement, dim)
        }
        3 => {
            let (u, v) = (
                plan.buffer("raw", rows * dim),
                plan.buffer("raw", rows * dim),
            );
            let s = plan.buffer("s", rows * rows);
            let ops = vec![Op::Similarity {
                u,
                v,
                s,
                batch: 1,
                rows,
                cols: rows,
                dim,
            }];
            Pass {
                ops,
                input: None,
                loss: None,
            }
        }
        _ => step(&mut plan, rows),
    };
    plan.pass(pass);
    let mut program = ready(Cpu.compile(&plan)).expect("the plan compiles");
    for (i, spec) in plan.buffers.iter().enumerate() {
        if spec.label == "raw" {
            let buffer = nearfar::compute::Buffer(i as u32);
            program.write(buffer, &noise(spec.len)).expect("a write");
        }
    }
    PROGRAM.with(|p| *p.borrow_mut() = Some(program));
}

/// Runs what is prepared `times` times; returns the last loss.
#[unsafe(no_mangle)]
pub extern "C" fn run(times: u32, input: usize) -> f32 {
    PROGRAM.with(|program| {
        let mut program = program.borrow_mut();
        let Some(program) = program.as_mut() else {
            return f32::NAN;
        };
        program
            .run(0, 1, times, &noise(input * times as usize))
            .expect("a run");
        ready(program.losses())
            .expect("losses")
            .last()
            .copied()
            .unwrap_or(0.0)
    })
}

fn main() {
    for (kind, rows, dim) in [
        (0, 256, 64),
        (0, 1024, 64),
        (0, 1024, 128),
        (0, 4096, 64),
        (1, 256, 64),
        (1, 1024, 64),
        (1, 1024, 128),
        (5, 1024, 128),
        (2, 1024, 64),
        (3, 1024, 64),
        (4, 256, 2),
    ] {
        prepare(kind, rows, dim);
        let input = if kind == 4 { 2 * rows * dim } else { 0 };
        run(1, input);
        let mut best = f64::MAX;
        for _ in 0..5 {
            let start = std::time::Instant::now();
            run(1, input);
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!("{:14} N={rows} d={dim}: {:.2} ms", NAMES[kind], best * 1e3);
    }
}
