//! Knobs: every number a person can set, described once.
//!
//! One table feeds the page's controls, the link, the validation messages and the documentation;
//! JavaScript knows no loss and no data set by name.

use crate::number;
use serde::Serialize;

/// How a slider moves between `min` and `max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    Linear,
    Log,
    Integer,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Knob {
    /// Its key in the config and in the link: the field's standard term (`temperature`, `tau_plus`).
    pub id: &'static str,
    /// As it stands in the formula (τ); empty where it stands in none.
    pub symbol: &'static str,
    pub name: &'static str,
    pub unit: &'static str,
    pub min: f64,
    pub max: f64,
    pub default: f64,
    pub scale: Scale,
    /// One sentence: what to expect when it moves.
    pub help: &'static str,
    /// Where the number or its default comes from; empty if nowhere in particular.
    pub cite: &'static str,
    /// Whether it changes a running experiment (true) or needs it to start again (false).
    pub live: bool,
}

impl Knob {
    /// What a value must be, to end a sentence with: "a whole number from 2 to 128".
    pub fn range(&self) -> String {
        let kind = match self.scale {
            Scale::Integer => "a whole number from ",
            _ => "a number from ",
        };
        let [min, max] = [self.min, self.max].map(number::format);
        [kind, &min, " to ", &max].concat()
    }

    /// Checks a value against the range. The error is a full sentence that names key, value and range.
    pub fn check(&self, path: &str, value: f64) -> Result<f64, String> {
        let fits = value.is_finite()
            && (self.min..=self.max).contains(&value)
            && (self.scale != Scale::Integer || value.fract() == 0.0);
        if fits {
            return Ok(value);
        }
        let value = number::format(value);
        Err([path, " is ", &value, "; it must be ", &self.range(), "."].concat())
    }
}
