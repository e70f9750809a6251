//! What runs on the page's thread: presets, catalog, links, validation, pictures.

use js_sys::Uint8ClampedArray;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::error;
use crate::experiment::{Config, Task, Value, catalog, json, link, presets};
use crate::view::{Scatter, scatter};

/// Plain objects, as `JSON.parse` would give them.
pub fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value
        .serialize(&serializer)
        .map_err(|error| error::input(error.to_string()))
}

/// A config from what the page gave: complete, checked; an InputError names what is wrong.
pub fn config_of(given: JsValue) -> Result<Config, JsValue> {
    json::parse(&value_of(given)?).map_err(error::input)
}

/// Any plain value; functions, symbols and bottomless objects are refused.
pub fn value_of(given: JsValue) -> Result<Value, JsValue> {
    serde_wasm_bindgen::from_value(given).map_err(|error| error::input(error.to_string()))
}

#[wasm_bindgen(js_name = presets)]
pub fn preset_list() -> Result<JsValue, JsValue> {
    to_js(&presets::entries())
}

#[wasm_bindgen(js_name = catalog)]
pub fn whole_catalog() -> Result<JsValue, JsValue> {
    to_js(&catalog::catalog())
}

/// The complete default config of a data set for a task.
#[wasm_bindgen]
pub fn defaults(name: &str, task: &str) -> Result<JsValue, JsValue> {
    let config = Task::named(task).and_then(|task| crate::experiment::defaults(task, name));
    to_js(&config.map_err(error::input)?)
}

/// The complete config that a partial one stands for.
#[wasm_bindgen]
pub fn complete(config: JsValue) -> Result<JsValue, JsValue> {
    to_js(&config_of(config)?)
}

/// The link of a config, only what differs from the data set's defaults.
#[wasm_bindgen]
pub fn encode_link(config: JsValue) -> Result<String, JsValue> {
    Ok(link::encode(&config_of(config)?))
}

/// The complete config of a link; a LinkError names key, value and range.
#[wasm_bindgen]
pub fn decode_link(text: &str) -> Result<JsValue, JsValue> {
    to_js(&link::decode(text).map_err(error::link)?)
}

/// A scatter plot as RGBA bytes \[height, width, 4\].
#[wasm_bindgen(js_name = scatter)]
pub fn scatter_plot(
    width: usize,
    height: usize,
    xy: &[f32],
    colors: &[u32],
    shapes: &[u8],
    radius: f32,
) -> Result<Uint8ClampedArray, JsValue> {
    let plot = Scatter {
        width,
        height,
        xy,
        colors,
        shapes,
        radius,
    };
    let pixels = scatter(&plot).map_err(error::input)?;
    Ok(Uint8ClampedArray::new_from_slice(&pixels))
}
