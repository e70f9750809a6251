//! Every setting of a config by its path: the one table that the JSON form, the link, the live controls
//! and the error messages go through.

use super::config::{Component, Config, Named, Task};
use super::knobs;
use super::metric::{self, SOURCES};
use super::value::Value;
use crate::data::AUGMENTATIONS;
use crate::encoder::ACTIVATIONS;
use crate::knob::Knob;
use crate::number;
use crate::pretext::Target;

/// Where a setting lives in a [`Config`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Seed,
    Task,
    Data,
    DataKnob(usize),
    Train,
    Text,
    Hash,
    Pretext,
    PretextKnob(usize),
    Augment(usize),
    Hidden,
    Activation,
    Dim,
    Normalize,
    Loss,
    LossKnob(usize),
    Code,
    Negatives,
    NegativesKnob(usize),
    Oracle,
    Optimizer,
    OptimizerKnob(usize),
    Standardize,
    PairSource,
    PairCount,
    PairNoise,
    Similar,
    Dissimilar,
    Objective,
    ObjectiveKnob(usize),
    Neighbors,
    Batch,
    Steps,
    Replay,
}

/// A setting: its path (`loss.temperature`), where it lives, and its knob where it is a number (or, for
/// the hidden layers, numbers).
#[derive(Clone, Debug)]
pub struct Field {
    pub path: String,
    pub slot: Slot,
    pub knob: Option<&'static Knob>,
}

impl Field {
    fn new(path: &[&str], slot: Slot, knob: Option<&'static Knob>) -> Self {
        Self {
            path: path.concat(),
            slot,
            knob,
        }
    }

    /// Whether it changes a running experiment.
    pub fn live(&self) -> bool {
        self.knob.is_some_and(|knob| knob.live) || self.is_pairs() || self.slot == Slot::Code
    }

    /// Whether it is a list of pairs of rows.
    pub fn is_pairs(&self) -> bool {
        matches!(self.slot, Slot::Similar | Slot::Dissimilar)
    }

    /// Whether it is true or false.
    pub fn is_switch(&self) -> bool {
        matches!(
            self.slot,
            Slot::Normalize | Slot::Standardize | Slot::Oracle
        )
    }

    /// Whether it is a text that somebody wrote.
    pub fn is_text(&self) -> bool {
        matches!(self.slot, Slot::Code | Slot::Text)
    }

    /// Whether its value decides which other settings there are.
    pub fn is_component(&self) -> bool {
        matches!(
            self.slot,
            Slot::Data
                | Slot::Pretext
                | Slot::Loss
                | Slot::Negatives
                | Slot::Optimizer
                | Slot::Objective
        )
    }

    /// The value as a link's text; [`Self::read`] is the way back.
    pub(super) fn write(&self, value: &Value) -> String {
        match value {
            Value::List(items) if self.is_pairs() && !items.is_empty() => {
                let pairs: Vec<String> = items.chunks(2).map(|pair| join(pair, "-")).collect();
                pairs.join(",")
            }
            Value::Text(text) if self.is_text() => percent_encode(text),
            value => write(value),
        }
    }

    /// A link's text as the value that [`Config::set`] expects here.
    pub(super) fn read(&self, text: &str) -> Value {
        let number =
            |text: &str| number::parse(text).map_or_else(|| Value::text(text), Value::Number);
        match (self.slot, text) {
            (_, "true") if self.is_switch() => Value::Bool(true),
            (_, "false") if self.is_switch() => Value::Bool(false),
            (_, "" | "none") if self.is_pairs() => Value::List(Vec::new()),
            // 3-17,4-9
            _ if self.is_pairs() => Value::List(text.split([',', '-']).map(number).collect()),
            (Slot::Hidden, "" | "none") => Value::List(Vec::new()),
            (Slot::Hidden, _) => Value::List(text.split(',').map(number).collect()),
            _ if self.knob.is_some() => number(text),
            _ => Value::text(text),
        }
    }
}

/// A text in which nothing has a meaning in a link.
fn percent_encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~()*,;:/!".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// A value as a link's text.
fn write(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(items) if items.is_empty() => "none".into(),
        Value::List(items) => join(items, ","),
        other => other.quoted(),
    }
}

fn join(items: &[Value], between: &str) -> String {
    items.iter().map(write).collect::<Vec<_>>().join(between)
}

impl Config {
    /// All settings of this config in canonical order. Which there are depends on its components:
    /// `data.noise` belongs to moons, not to digits.
    pub fn fields(&self) -> Vec<Field> {
        let one = |path: &str, slot, knob| Field::new(&[path], slot, knob);
        let mut fields = vec![
            one("seed", Slot::Seed, Some(&knobs::SEED)),
            one("task", Slot::Task, None),
            one("data", Slot::Data, None),
        ];
        own_fields(&mut fields, "data.", &self.data, Slot::DataKnob);
        if self.text.is_some() {
            fields.push(one("data.text", Slot::Text, None));
        }
        if self.hash.is_some() {
            fields.push(one("data.hash", Slot::Hash, None));
        }
        fields.push(one("data.train", Slot::Train, Some(&knobs::TRAIN)));
        match self.task {
            Task::Contrastive => self.contrastive_fields(&mut fields),
            Task::Metric => self.metric_fields(&mut fields),
        }
        fields.push(one("steps", Slot::Steps, Some(&knobs::STEPS)));
        fields.push(one("replay", Slot::Replay, Some(&knobs::REPLAY)));
        fields
    }

    fn contrastive_fields(&self, fields: &mut Vec<Field>) {
        let one = |path: &str, slot, knob| Field::new(&[path], slot, knob);
        fields.push(one("pretext", Slot::Pretext, None));
        own_fields(fields, "pretext.", &self.pretext, Slot::PretextKnob);
        for (index, card) in AUGMENTATIONS.iter().enumerate() {
            if card.applies.contains(&self.data.card.form) {
                fields.push(Field::new(
                    &["augment.", card.name],
                    Slot::Augment(index),
                    Some(&card.knob),
                ));
            }
        }
        fields.push(one("encoder.hidden", Slot::Hidden, Some(&knobs::WIDTH)));
        fields.push(one("encoder.activation", Slot::Activation, None));
        fields.push(one("encoder.dim", Slot::Dim, Some(&knobs::DIM)));
        fields.push(one("encoder.normalize", Slot::Normalize, None));
        if !matches!(self.target(), Target::Answer(_)) {
            self.matching_fields(fields);
        }
        fields.push(one("optimizer", Slot::Optimizer, None));
        own_fields(fields, "optimizer.", &self.optimizer, Slot::OptimizerKnob);
        fields.push(one("batch", Slot::Batch, Some(&knobs::BATCH)));
    }

    /// Of a target that is another row.
    fn matching_fields(&self, fields: &mut Vec<Field>) {
        let one = |path: &str, slot, knob| Field::new(&[path], slot, knob);
        fields.push(one("loss", Slot::Loss, None));
        own_fields(fields, "loss.", &self.loss, Slot::LossKnob);
        if self.has_code() {
            fields.push(one("loss.code", Slot::Code, None));
        }
        fields.push(one("negatives", Slot::Negatives, None));
        own_fields(fields, "negatives.", &self.negatives, Slot::NegativesKnob);
        if let Target::View = self.target() {
            fields.push(one("negatives.oracle", Slot::Oracle, None));
        }
    }

    fn metric_fields(&self, fields: &mut Vec<Field>) {
        let mut add = |path: &str, slot, knob| fields.push(Field::new(&[path], slot, knob));
        add("data.standardize", Slot::Standardize, None);
        add("pairs.source", Slot::PairSource, None);
        add("pairs.count", Slot::PairCount, Some(&metric::COUNT));
        add("pairs.noise", Slot::PairNoise, Some(&metric::NOISE));
        add("pairs.similar", Slot::Similar, None);
        add("pairs.dissimilar", Slot::Dissimilar, None);
        add("objective", Slot::Objective, None);
        let objective = &self.metric.objective;
        own_fields(fields, "objective.", objective, Slot::ObjectiveKnob);
        let neighbors = Some(&metric::NEIGHBORS);
        fields.push(Field::new(&["neighbors"], Slot::Neighbors, neighbors));
    }

    /// The setting of that path.
    pub fn field(&self, path: &str) -> Option<Field> {
        self.fields().into_iter().find(|field| field.path == path)
    }

    /// A setting's value.
    pub fn get(&self, slot: Slot) -> Value {
        let count = |number: usize| Value::Number(number as f64);
        let rows = |pairs: &[[u32; 2]]| {
            let rows = pairs.as_flattened().iter();
            Value::List(rows.map(|&row| Value::Number(f64::from(row))).collect())
        };
        let metric = &self.metric;
        match slot {
            Slot::Seed => Value::Number(f64::from(self.seed)),
            Slot::Task => Value::text(self.task.name()),
            Slot::Data => Value::text(self.data.card.name),
            Slot::DataKnob(index) => Value::Number(self.data.values[index]),
            Slot::Train => Value::Number(self.train),
            Slot::Text => self.text.as_deref().map_or(Value::Null, Value::text),
            Slot::Hash => self.hash.as_deref().map_or(Value::Null, Value::text),
            Slot::Pretext => Value::text(self.pretext.card.name),
            Slot::PretextKnob(index) => Value::Number(self.pretext.values[index]),
            Slot::Augment(index) => Value::Number(self.augment[index]),
            Slot::Hidden => Value::List(self.hidden.iter().copied().map(count).collect()),
            Slot::Activation => Value::text(ACTIVATIONS[self.activation].0),
            Slot::Dim => count(self.dim),
            Slot::Normalize => Value::Bool(self.normalize),
            Slot::Loss => Value::text(self.loss.card.name),
            Slot::LossKnob(index) => Value::Number(self.loss.values[index]),
            Slot::Code => self
                .code
                .map_or(Value::Null, |code| Value::text(&code.text)),
            Slot::Negatives => Value::text(self.negatives.card.name),
            Slot::NegativesKnob(index) => Value::Number(self.negatives.values[index]),
            Slot::Oracle => Value::Bool(self.oracle),
            Slot::Optimizer => Value::text(self.optimizer.card.name),
            Slot::OptimizerKnob(index) => Value::Number(self.optimizer.values[index]),
            Slot::Standardize => Value::Bool(metric.standardize),
            Slot::PairSource => Value::text(SOURCES[metric.source].name),
            Slot::PairCount => count(metric.count),
            Slot::PairNoise => Value::Number(metric.noise),
            Slot::Similar => rows(&metric.similar),
            Slot::Dissimilar => rows(&metric.dissimilar),
            Slot::Objective => Value::text(metric.objective.card.name),
            Slot::ObjectiveKnob(index) => Value::Number(metric.objective.values[index]),
            Slot::Neighbors => count(metric.neighbors),
            Slot::Batch => count(self.batch),
            Slot::Steps => count(self.steps),
            Slot::Replay => count(self.replay),
        }
    }
}

fn own_fields<C: Named>(
    fields: &mut Vec<Field>,
    section: &str,
    component: &Component<C>,
    slot: fn(usize) -> Slot,
) {
    for (index, knob) in component.card.knobs().iter().enumerate() {
        fields.push(Field::new(&[section, knob.id], slot(index), Some(knob)));
    }
}
