//! The reference values in `tests/oracle/`, as numbers. Written there by an independent float64
//! implementation; each case states its own tolerance for float32.

use serde_json::Value;

pub fn infonce() -> Value {
    parse(include_str!("../oracle/infonce.json"))
}

pub fn metric_losses() -> Value {
    parse(include_str!("../oracle/metric_losses.json"))
}

pub fn training() -> Value {
    parse(include_str!("../oracle/training.json"))
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("an oracle file is JSON")
}

/// All numbers of a nested list, in order.
pub fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(flat).collect(),
        Value::Null => panic!("an oracle field is missing"),
        number => vec![number.as_f64().expect("a number")],
    }
}

pub fn flat32(value: &Value) -> Vec<f32> {
    flat(value).into_iter().map(|v| v as f32).collect()
}

pub fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

pub fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
}

pub fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .unwrap_or_else(|| panic!("{value} is no list"))
}

/// Length of a nested list along its `axis`.
pub fn extent(value: &Value, axis: usize) -> usize {
    if axis == 0 {
        list(value).len()
    } else {
        extent(&value[0], axis - 1)
    }
}
