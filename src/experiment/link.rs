//! An experiment as the fragment of a web address: `v=1&seed=7&data=moons&batch=64`.
//!
//! The keys are the config's paths in canonical order, only what differs from the data set's defaults,
//! and always the version and the seed. `step` is the step to replay to.

use super::config::Config;
use super::json::{VERSION, build};
use super::value::{Value, quote};

/// Bytes a link may have. The longest that [`encode`] writes is far below; a megabyte of noise must be
/// refused before anything is done with it.
pub const LONGEST: usize = 32 * 1024;

/// The link of a config, without `#`, with everything in it encoded that needs to be.
pub fn encode(config: &Config) -> String {
    // What the link's reader starts from: the defaults, with the same components.
    let defaults = config.recommended();
    let mut base = defaults.clone();
    for component in config.components() {
        let name = config
            .field(&component)
            .map_or(Value::Null, |field| config.get(field.slot));
        // Names that come from a config are known ones.
        let _ = base.set(&component, &name);
    }
    let mut link = ["v=", &VERSION.to_string()].concat();
    for field in config.fields() {
        let value = config.get(field.slot);
        let expected = match field.path.as_str() {
            "seed" => Value::Null,
            "task" | "data" => Config::default().get(field.slot),
            "pretext" => Config::of(config.task, config.data.card).get(field.slot),
            _ if field.is_component() => defaults.get(field.slot),
            _ => base.get(field.slot),
        };
        if value != expected {
            let key = if field.path == "replay" {
                "step"
            } else {
                &field.path
            };
            link.extend(["&", key, "=", &field.write(&value)]);
        }
    }
    link
}

/// The complete config of a link, with or without its `#`. Any string gives a config or a sentence that
/// says which key or value is wrong and what would be right.
pub fn decode(link: &str) -> Result<Config, String> {
    if link.len() > LONGEST {
        return Err(format!(
            "The link has {} bytes; it must have at most {LONGEST}.",
            link.len()
        ));
    }
    let link = link.strip_prefix('#').unwrap_or(link);
    // Some programs encode the whole fragment.
    let whole = if link.contains('=') {
        link.to_owned()
    } else {
        percent_decode(link)?
    };
    let mut pairs = Vec::new();
    for piece in whole.split('&').filter(|piece| !piece.is_empty()) {
        let Some((key, value)) = piece.split_once('=') else {
            return Err(format!(
                "{} has no value; it must be written key=value.",
                quote(piece)
            ));
        };
        let key = match percent_decode(key)?.as_str() {
            "step" if pairs.iter().any(|(key, _)| key == "replay") => {
                return Err("\"step\" is given twice; every setting may stand once.".into());
            }
            "step" => "replay".to_owned(),
            "replay" => {
                return Err("\"replay\" is no key of a link; it must be written step.".into());
            }
            key => key.to_owned(),
        };
        pairs.push((key, Value::Text(percent_decode(value)?)));
    }
    build(pairs, |field, value| match value {
        Value::Text(text) => field.read(&text),
        other => other,
    })
    .map_err(|message| match message.strip_prefix("replay is ") {
        Some(rest) => ["step is ", rest].concat(),
        None => message,
    })
}

fn percent_decode(text: &str) -> Result<String, String> {
    if !text.contains('%') {
        return Ok(text.to_owned());
    }
    let bad = || format!("{} is not percent-encoded UTF-8.", quote(text));
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || (rest.next()? as char).to_digit(16);
        match (digit(), digit()) {
            (Some(high), Some(low)) => bytes.push((high * 16 + low) as u8),
            _ => return Err(bad()),
        }
    }
    String::from_utf8(bytes).map_err(|_| bad())
}
