//! The theorem's tables as JavaScript asks for them, a curve at a time.

use wasm_bindgen::prelude::*;

use super::engine::Engine;
use super::error;
use super::page::to_js;
use crate::theorem::{Setting, rates, table};

#[wasm_bindgen]
impl Engine {
    /// One curve: of `beta`, or from scratch where there is none.
    #[allow(clippy::too_many_arguments)] // JavaScript's call, argument by argument
    pub fn excess_risk(
        &self,
        beta: Option<f64>,
        n: &[u32],
        alpha: f64,
        weak_noise: f64,
        noise: f64,
        features: usize,
        unlabelled: f64,
        violate: &str,
        seed: u32,
        seeds: u32,
        delta: f64,
    ) -> Result<JsValue, JsValue> {
        let violation = rates::violation(violate).map_err(error::input)?;
        let setting = Setting {
            alpha,
            weak_noise,
            noise,
            features,
            unlabelled,
            violation,
        };
        let n: Vec<usize> = n.iter().map(|&n| n as usize).collect();
        to_js(
            &table(&setting, beta, &n, (seed, seeds), delta)
                .map_err(error::input)?
                .curve,
        )
    }
}
