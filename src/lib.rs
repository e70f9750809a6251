//! Nearfar: see similarity being learned.
//!
//! The crate follows the lecture it accompanies. Where to find what:
//!
//! | lecture | module |
//! |---|---|
//! | pairs S and D, the naive objective, the geometric mean | [`metric`] |
//! | data, augmented views, train/test split | [`data`] |
//! | pretext tasks: what a batch is, and what its target is | [`pretext`] |
//! | the encoder f and its optimiser | [`encoder`] |
//! | −log softmax of f(x)ᵀf(x⁺) against N negatives | [`contrastive`] |
//! | is the representation any good? | [`evaluate`] |
//! | excess risk against n when m = Ω(n^β) | [`theorem`] |
//! | a whole run: config, link, steps, checkpoints | [`experiment`] |
//! | every kernel twice: WGSL on WebGPU, SIMD on the CPU | [`compute`] |
//! | every random draw | [`rng`] |
//! | the picture of the points | [`view`] |
//!
//! Only [`web`](web/index.html) knows JavaScript; only [`compute`] knows WGSL.

pub mod compute;
pub mod contrastive;
pub mod data;
pub mod encoder;
pub mod evaluate;
pub mod experiment;
pub mod knob;
pub mod metric;
pub mod number;
mod order;
pub mod pretext;
pub mod rng;
pub mod theorem;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
