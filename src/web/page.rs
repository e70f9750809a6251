//! What runs on the page's thread: presets, catalog, links, validation, pictures.

use js_sys::{Array, Object, Reflect, Symbol, Uint8ClampedArray};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::error;
use crate::contrastive::own::{Code, Mistake, Own, Verdict, verdict};
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

/// Any plain value; functions, symbols and bottomless objects are refused. By hand: serde's message about a
/// wrong type would bring the standard library's float formatting, 10 kB of wasm (gzip) for a sentence of ours.
pub fn value_of(given: JsValue) -> Result<Value, JsValue> {
    plain(&given, 6)
}

/// `below`: how much deeper an object may go; one that contains itself must not exhaust the stack.
fn plain(given: &JsValue, below: usize) -> Result<Value, JsValue> {
    if given.is_null() || given.is_undefined() {
        return Ok(Value::Null);
    }
    if let Some(value) = given.as_bool() {
        return Ok(Value::Bool(value));
    }
    if let Some(value) = given.as_f64() {
        return Ok(Value::Number(value));
    }
    if let Some(value) = given.as_string() {
        return Ok(Value::Text(value));
    }
    let list = given.dyn_ref::<Array>();
    if list.is_none() && (!given.is_object() || Reflect::has(given, &Symbol::iterator())?) {
        return Err(error::input(
            "A value must be a number, a text, true or false, a list or an object.",
        ));
    }
    let Some(below) = below.checked_sub(1) else {
        return Err(error::input("The object is nested too deeply."));
    };
    if let Some(list) = list {
        let items = list.iter().map(|item| plain(&item, below));
        return Ok(Value::List(items.collect::<Result<_, _>>()?));
    }
    let entries = Object::entries(given.unchecked_ref());
    let entries = entries.iter().map(|entry| {
        let entry: Array = entry.unchecked_into();
        let key = entry.get(0).as_string().unwrap_or_default();
        Ok((key, plain(&entry.get(1), below)?))
    });
    Ok(Value::Map(entries.collect::<Result<_, JsValue>>()?))
}

#[wasm_bindgen(js_name = presets)]
pub fn preset_list() -> Result<JsValue, JsValue> {
    to_js(&presets::entries())
}

#[wasm_bindgen(js_name = catalog)]
pub fn whole_catalog() -> Result<JsValue, JsValue> {
    to_js(&catalog::catalog())
}

/// The complete default config of a data set for a task, and for a pretext other than the data's first.
#[wasm_bindgen]
pub fn defaults(name: &str, task: &str, pretext: Option<String>) -> Result<JsValue, JsValue> {
    let config = Task::named(task).and_then(|task| {
        let mut config = crate::experiment::defaults(task, name)?;
        if let Some(pretext) = pretext {
            config.set("pretext", &Value::Text(pretext))?;
        }
        Ok(config)
    });
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

/// What is found of a loss's text.
#[derive(Serialize)]
struct Found {
    ok: bool,
    errors: Vec<Wrong>,
    gradient: Option<Verdict>,
}

#[derive(Serialize)]
struct Wrong {
    line: usize,
    column: usize,
    message: String,
}

/// Reads the text of a loss, and compares its slopes with differences of its loss.
#[wasm_bindgen]
pub fn check_loss(code: &str, temperature: f64, a: f64, b: f64) -> Result<JsValue, JsValue> {
    let wrong = |Mistake { place, message }| Wrong {
        line: place.line,
        column: place.column,
        message,
    };
    let errors = Code::read(code).err().unwrap_or_default();
    let mut errors: Vec<Wrong> = errors.into_iter().map(wrong).collect();
    let mut gradient = None;
    if errors.is_empty() {
        let own = Own::of(
            Code::keep(code).map_err(error::input)?,
            &[temperature, a, b],
        );
        match own.check() {
            Ok(()) => gradient = Some(verdict(own)),
            Err(message) => errors.push(Wrong {
                line: 1,
                column: 1,
                message,
            }),
        }
    }
    to_js(&Found {
        ok: errors.is_empty() && gradient.as_ref().is_some_and(|found| found.consistent),
        errors,
        gradient,
    })
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
