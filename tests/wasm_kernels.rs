//! The CPU kernels as they ship, on wasm SIMD: the same reference values as natively, and the same
//! bits as the portable lanes.
#![cfg(target_arch = "wasm32")]

mod kernels;

use kernels::{losses, network};
use nearfar::compute::cpu::Cpu;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn oracle_infonce() {
    losses::oracle_infonce(&Cpu).await;
}

#[wasm_bindgen_test]
async fn oracle_forward_backward() {
    network::oracle_forward_backward(&Cpu).await;
}

#[wasm_bindgen_test]
async fn oracle_training() {
    network::oracle_training(&Cpu).await;
}

/// A step of several blocks, its bits summed up. `kernels_cpu.rs` expects the same number natively.
#[wasm_bindgen_test]
async fn digest() {
    assert_eq!(losses::digest(&Cpu).await, losses::DIGEST);
}
