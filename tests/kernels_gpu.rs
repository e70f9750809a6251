//! The WGSL kernels on a native Vulkan adapter, against the same reference values as the CPU's.
//!
//! Without an adapter a developer is told so by name; in CI that is a failure.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod kernels;

use kernels::compare::{self, assert_same_bits, assert_twins};
use kernels::rig::Rig;
use kernels::{by_hand, catalogue, distances, losses, memory, network, properties};
use nearfar::compute::cpu::Cpu;
use nearfar::compute::gpu::Gpu;
use nearfar::compute::{Backend, Op, Pass, Plan, Program};
use nearfar::contrastive::{Arrangement, Loss, info_nce::InfoNce};
use pollster::block_on;

fn gpu() -> Option<Gpu> {
    match block_on(Gpu::request()) {
        Ok(gpu) => Some(gpu),
        Err(why) if std::env::var_os("CI").is_none() => {
            eprintln!("skipped: no WebGPU adapter here ({why})");
            None
        }
        Err(why) => panic!("CI needs a WebGPU adapter (mesa-vulkan-drivers): {why}"),
    }
}

/// Pipelines and buffers are made anew for every case, so there are fewer of them than on the CPU.
macro_rules! on_the_gpu {
    ($($name:ident: $test:expr;)+) => {
        $(#[test]
        fn $name() {
            if let Some(gpu) = gpu() {
                let test: fn(&Gpu) = $test;
                test(&gpu);
            }
        })+
    };
}

on_the_gpu! {
    by_hand: |gpu| block_on(by_hand::by_hand(gpu));
    oracle_infonce: |gpu| block_on(losses::oracle_infonce(gpu));
    oracle_debiased_hard: |gpu| block_on(losses::oracle_debiased_hard(gpu));
    oracle_metric_losses: |gpu| block_on(losses::oracle_metric_losses(gpu));
    memory_oracle_moco: |gpu| block_on(memory::oracle_moco(gpu));
    memory_ring: |gpu| block_on(memory::ring(gpu));
    memory_bank: |gpu| block_on(memory::bank(gpu));
    laws: |gpu| properties::laws(gpu);
    gradient_check: |gpu| catalogue::gradient_check(gpu);
    oracle_forward_backward: |gpu| block_on(network::oracle_forward_backward(gpu));
    oracle_training: |gpu| block_on(network::oracle_training(gpu));
    similarity: |gpu| properties::similarity(gpu, 24);
    dense: |gpu| properties::dense(gpu, 24);
    dense_backward: |gpu| properties::dense_backward(gpu, 24);
    normalize: |gpu| properties::normalize(gpu, 24);
    optimize: |gpu| properties::optimize(gpu, 12);
    contrastive: |gpu| properties::contrastive(gpu, 160);
    contrastive_large: |gpu| properties::contrastive_large(gpu);
    oracle_distances: |gpu| distances::oracle(gpu);
    distances: |gpu| distances::properties(gpu, 48);
    distances_extremes: |gpu| distances::extremes(gpu);
    distances_twins: |gpu| distances::twins(gpu);
    permutation: |gpu| properties::permutation(gpu);
    extremes: |gpu| properties::extremes(gpu);
}

/// More similarities than are kept at a time: several chunks of anchors, each computed twice.
#[test]
fn chunks_agree_with_the_cpu() {
    let Some(gpu) = gpu() else { return };
    let cases = [
        Arrangement::TwoViews { rows: 2960 },
        Arrangement::Symmetric { rows: 4130 },
        Arrangement::InBatch { rows: 4130 },
        Arrangement::Shared {
            rows: 4130,
            count: 4140,
        },
    ];
    for arrangement in cases {
        let [cpu_loss, cpu_dz] = loss_and_gradient(&Cpu, arrangement);
        let [gpu_loss, gpu_dz] = loss_and_gradient(&gpu, arrangement);
        // Both in f32 with sums in other orders: some 1e-6 of the largest value.
        let name = format!("{arrangement:?}");
        assert_twins(
            &name,
            compare::Cpu(&cpu_loss),
            compare::Gpu(&gpu_loss),
            1e-5,
        );
        let scale = 1.0 / cpu_dz.iter().fold(0.0f32, |top, v| top.max(v.abs()));
        let [cpu_dz, gpu_dz] =
            [cpu_dz, gpu_dz].map(|d| d.iter().map(|v| v * scale).collect::<Vec<_>>());
        assert_twins(&name, compare::Cpu(&cpu_dz), compare::Gpu(&gpu_dz), 1e-5);
        let [_, again] = loss_and_gradient(&gpu, arrangement);
        let again: Vec<_> = again.iter().map(|v| v * scale).collect();
        assert_same_bits(&name, &gpu_dz, &again);
    }
}

fn loss_and_gradient(backend: &impl Backend, arrangement: Arrangement) -> [Vec<f32>; 2] {
    let dim = 20;
    let mut rig = Rig::default();
    let z = rig.given(&properties::filled(3, arrangement.rows() * dim));
    let dz = rig.wanted(arrangement.rows() * dim);
    let row_losses = rig.wanted(arrangement.anchors());
    let loss = rig.wanted(1);
    rig.op(Op::Contrastive {
        objective: Loss::InfoNce(InfoNce),
        arrangement,
        groups: None,
        constant: false,
        temperature: 0.5,
        unit_rows: false,
        z,
        dz: Some(dz),
        row_losses,
        loss,
        dim,
    });
    let mut results = block_on(rig.run(backend, &[loss, dz])).into_iter();
    [results.next().unwrap(), results.next().unwrap()]
}

/// Forty steps, more than share a submit: every step sees its own input and leaves its own loss.
#[test]
fn every_step_has_its_slot() {
    let Some(gpu) = gpu() else { return };
    let cpu = losses_of_steps(&Cpu);
    assert_eq!(cpu.len(), 40);
    let name = "losses";
    let on_gpu = losses_of_steps(&gpu);
    assert_twins(name, compare::Cpu(&cpu), compare::Gpu(&on_gpu), 1e-6);
    assert_same_bits(name, &on_gpu, &losses_of_steps(&gpu));
}

/// The input itself as embeddings: a loss a step that only that step's input explains.
fn losses_of_steps(backend: &impl Backend) -> Vec<f32> {
    let (rows, dim, steps) = (4, 3, 40);
    let mut plan = Plan::default();
    let z = plan.buffer("z", 2 * rows * dim);
    let row_losses = plan.buffer("row_losses", rows);
    let loss = plan.buffer("loss", 1);
    let op = Op::Contrastive {
        objective: Loss::InfoNce(InfoNce),
        arrangement: Arrangement::InBatch { rows },
        groups: None,
        constant: false,
        temperature: 1.0,
        unit_rows: false,
        z,
        dz: None,
        row_losses,
        loss,
        dim,
    };
    let pass = plan.pass(Pass {
        ops: vec![op],
        input: Some(z),
        loss: Some(loss),
    });
    let inputs = properties::filled(7, 2 * rows * dim * steps);
    block_on(async {
        let mut program = backend.compile(&plan).await.unwrap();
        program
            .run(pass, 1, 17, &inputs[..2 * rows * dim * 17])
            .unwrap();
        program
            .run(pass, 18, 23, &inputs[2 * rows * dim * 17..])
            .unwrap();
        let losses = program.losses().await.unwrap();
        // The plan's own buffer holds what the last step left.
        assert_eq!(program.read(loss).await.unwrap()[0], losses[39]);
        losses
    })
}
