//! What every backend must pass. Each function takes `&impl Backend`; `tests/kernels_cpu.rs`
//! instantiates them for the CPU, `tests/kernels_gpu.rs` the same ones for WebGPU.
#![allow(dead_code)] // each test binary instantiates what its backend needs

#[cfg(not(target_arch = "wasm32"))]
pub mod by_hand;
#[cfg(not(target_arch = "wasm32"))]
pub mod catalogue;
pub mod compare;
#[cfg(not(target_arch = "wasm32"))]
pub mod distances;
pub mod losses;
#[cfg(not(target_arch = "wasm32"))]
pub mod memory;
pub mod network;
pub mod oracle;
#[cfg(not(target_arch = "wasm32"))]
pub mod properties;
pub mod reference;
pub mod rig;
