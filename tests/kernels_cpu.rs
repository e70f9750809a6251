//! The CPU kernels against the reference values. The same cases run on the GPU in `kernels_gpu.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

mod kernels;

use kernels::{by_hand, catalogue, distances, losses, memory, network, properties};
use nearfar::compute::cpu::Cpu;
use pollster::block_on;

#[test]
fn oracle_infonce() {
    block_on(losses::oracle_infonce(&Cpu));
}

#[test]
fn oracle_debiased_hard() {
    block_on(losses::oracle_debiased_hard(&Cpu));
    losses::oracle_debiased_samples();
}

#[test]
fn oracle_metric_losses() {
    block_on(losses::oracle_metric_losses(&Cpu));
}

#[test]
fn by_hand() {
    block_on(by_hand::by_hand(&Cpu));
}

#[test]
fn memories() {
    block_on(async {
        memory::oracle_moco(&Cpu).await;
        memory::ring(&Cpu).await;
        memory::bank(&Cpu).await;
    });
}

#[test]
fn gradient_check() {
    catalogue::gradient_check(&Cpu);
}

#[test]
fn laws() {
    properties::laws(&Cpu);
}

#[test]
fn oracle_forward_backward() {
    block_on(network::oracle_forward_backward(&Cpu));
}

#[test]
fn oracle_training() {
    block_on(network::oracle_training(&Cpu));
}

#[test]
fn similarity() {
    properties::similarity(&Cpu, 64);
}

#[test]
fn dense() {
    properties::dense(&Cpu, 64);
}

#[test]
fn dense_backward() {
    properties::dense_backward(&Cpu, 64);
}

#[test]
fn normalize() {
    properties::normalize(&Cpu, 64);
}

#[test]
fn optimize() {
    properties::optimize(&Cpu, 32);
}

#[test]
fn contrastive() {
    properties::contrastive(&Cpu, 1024);
}

#[test]
fn oracle_distances() {
    distances::oracle(&Cpu);
}

#[test]
fn oracle_distances_double() {
    distances::oracle_double();
}

#[test]
fn distances() {
    distances::properties(&Cpu, 256);
}

#[test]
fn distances_extremes() {
    distances::extremes(&Cpu);
}

#[test]
fn contrastive_large() {
    properties::contrastive_large(&Cpu);
}

#[test]
fn permutation() {
    properties::permutation(&Cpu);
}

#[test]
fn extremes() {
    properties::extremes(&Cpu);
}

/// The bits that wasm gives too (`wasm_kernels.rs`).
#[test]
fn digest() {
    assert_eq!(block_on(losses::digest(&Cpu)), losses::DIGEST);
}
