//! The WebGPU backend (wgpu): on the web through the browser, natively through Vulkan for the tests.
//!
//! A plan's operations are lowered to dispatches of the WGSL kernels in `shaders/` (`layers.rs`,
//! `similarity.rs`, `contrastive.rs`), bound once, and replayed step after step (`program.rs`).
//! Core WebGPU with default limits; no optional feature.

mod contrastive;
mod device;
mod kernel;
mod layers;
mod lower;
mod map;
mod memory;
mod program;
mod similarity;
mod tuple;
mod uniformity;

pub use device::Gpu;
pub use kernel::{KERNELS, Kernel, Variant, source};
pub use lower::{Bound, Dispatch, Grid, Lowering, Word, lower};
pub use program::GpuProgram;
