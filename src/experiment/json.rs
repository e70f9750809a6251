//! The JSON form of a config, both ways; and the one way in which keys and values become a [`Config`].

use super::config::{Config, Task, defaults};
use super::fields::Field;
use super::value::{Value, quote};
use crate::data::AUGMENTATIONS;
use crate::order::order;
use serde::ser::{Serialize, Serializer};

/// The version of configs and links that this build writes. Older ones keep their decoder and their
/// defaults when it changes.
pub const VERSION: u32 = 1;

/// Sections whose `name` is the choice itself.
const COMPONENTS: [&str; 6] = [
    "data",
    "pretext",
    "loss",
    "negatives",
    "optimizer",
    "objective",
];

/// A complete, checked config from its JSON form. Missing settings have the data set's defaults.
/// Unknown keys are an error that names them all; every other error names the key, its value and
/// what would be right.
pub fn parse(json: &Value) -> Result<Config, String> {
    let Value::Map(entries) = json else {
        let given = json.quoted();
        return Err(format!(
            "config is {given}; it must be an object, such as {{ data: {{ name: \"moons\" }} }}."
        ));
    };
    let mut pairs = Vec::new();
    for (key, value) in entries {
        match value {
            Value::Map(inner) => {
                for (name, value) in inner {
                    let chosen = name == "name" && COMPONENTS.contains(&key.as_str());
                    let path = if chosen {
                        key.clone()
                    } else {
                        [key, ".", name].concat()
                    };
                    pairs.push((path, value.clone()));
                }
            }
            value => pairs.push((key.clone(), value.clone())),
        }
    }
    pairs.retain(|(_, value)| *value != Value::Null);
    build(pairs, |_, value| value)
}

/// The config that `pairs` of path and value describe, in any order. `read` turns a value into the kind
/// that its field expects: a link has only texts.
pub(super) fn build(
    mut pairs: Vec<(String, Value)>,
    read: fn(&Field, Value) -> Value,
) -> Result<Config, String> {
    let sorted = order(pairs.len(), &|a, b| pairs[a].0.cmp(&pairs[b].0));
    let taken = |at: usize| std::mem::replace(&mut pairs[at], (String::new(), Value::Null));
    let mut pairs: Vec<_> = sorted.into_iter().map(taken).collect();
    if let Some(twice) = pairs.windows(2).find(|two| two[0].0 == two[1].0) {
        let key = quote(&twice[0].0);
        return Err(format!(
            "{key} is given twice; every setting may stand once."
        ));
    }
    rename(&mut pairs);
    let mut take = |path: &str| {
        let index = pairs.iter().position(|pair| pair.0 == path)?;
        Some(pairs.remove(index).1)
    };
    if let Some(version) = take("v") {
        let right = [
            Value::Number(f64::from(VERSION)),
            Value::text(&VERSION.to_string()),
        ];
        if !right.contains(&version) {
            let given = version.quoted();
            return Err(format!(
                "v is {given}; this version of Nearfar reads v=1 only."
            ));
        }
    }
    let task = match take("task") {
        Some(Value::Text(name)) => Task::named(&name)?,
        Some(other) => {
            return Err(format!(
                "task is {}; it must be the name of a task.",
                other.quoted()
            ));
        }
        None => Task::Contrastive,
    };
    let mut config = match take("data") {
        Some(Value::Text(name)) => defaults(task, &name)?,
        Some(other) => {
            return Err(format!(
                "data is {}; it must be the name of a data set.",
                other.quoted()
            ));
        }
        None => Config::of(task, Config::default().data.card),
    };
    for component in config.components() {
        if let Some(name) = take(&component) {
            config.set(&component, &name)?;
        }
    }
    let fields = config.fields();
    let mut unknown = Vec::new();
    for (path, value) in pairs {
        match fields.iter().find(|field| field.path == path) {
            Some(field) => config.put(field, &read(field, value))?,
            None if off_anyway(&path, &value) => {}
            None => unknown.push(path),
        }
    }
    match unknown.as_slice() {
        [] => {}
        [path] => return Err(config.unknown(path)),
        several => {
            let quoted: Vec<String> = several.iter().map(|path| quote(path)).collect();
            let chosen = config.fields();
            let mut chosen: Vec<String> = chosen
                .iter()
                .filter(|field| field.is_component())
                .map(|field| [&field.path, "=", &field.write(&config.get(field.slot))].concat())
                .collect();
            let last = chosen.pop().unwrap_or_default();
            return Err(format!(
                "{} are no settings of an experiment with {} and {last}.",
                quoted.join(", "),
                chosen.join(", ")
            ));
        }
    }
    config.check()?;
    Ok(config)
}

/// How configs were once written. InfoNCE's drawn negatives were a knob of the loss.
fn rename(pairs: &mut Vec<(String, Value)>) {
    let old = pairs
        .iter()
        .position(|pair| pair.0 == "loss.negatives_per_anchor");
    let named = pairs.iter().any(|pair| pair.0 == "negatives");
    if let (Some(old), false) = (old, named) {
        let (_, count) = pairs.remove(old);
        if count != Value::Number(0.0) && count != Value::text("0") {
            pairs.push(("negatives".into(), Value::text("drawn")));
            pairs.push(("negatives.count".into(), count));
        }
    }
}

/// An augmentation that means nothing for this data, and is off.
fn off_anyway(path: &str, value: &Value) -> bool {
    let known = path
        .strip_prefix("augment.")
        .is_some_and(|name| AUGMENTATIONS.iter().any(|card| card.name == name));
    known && (*value == Value::Number(0.0) || *value == Value::text("0"))
}

impl Config {
    /// The choices besides the data set that decide which other settings there are.
    pub(super) fn components(&self) -> Vec<String> {
        let fields = self.fields().into_iter();
        let components = fields.filter(|field| field.is_component() && field.path != "data");
        components.map(|field| field.path).collect()
    }

    /// The JSON form, complete: what `parse` makes this config of again.
    pub fn to_value(&self) -> Value {
        let mut top = vec![("v".to_owned(), Value::Number(f64::from(VERSION)))];
        for field in self.fields() {
            let value = self.get(field.slot);
            let (section, name) = match field.path.split_once('.') {
                Some(parts) => parts,
                None if field.is_component() => (field.path.as_str(), "name"),
                None => {
                    top.push((field.path, value));
                    continue;
                }
            };
            match top.iter_mut().find(|(key, _)| key == section) {
                Some((_, Value::Map(entries))) => entries.push((name.to_owned(), value)),
                _ => top.push((
                    section.to_owned(),
                    Value::Map(vec![(name.to_owned(), value)]),
                )),
            }
        }
        Value::Map(top)
    }
}

impl Serialize for Config {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}
