//! Changing a config by path and value: the one place where what a person wrote is judged.

use super::config::{Component, Config, Named, Task};
use super::fields::{Field, Slot};
use super::knobs;
use super::metric::{self, OBJECTIVES, SOURCES};
use super::value::{Value, quote};
use crate::contrastive::LOSSES;
use crate::contrastive::negatives::NEGATIVES;
use crate::contrastive::own::{Code, STARTS};
use crate::data::own_data::is_hash;
use crate::data::{self, CARDS};
use crate::encoder::{ACTIVATIONS, OPTIMIZERS};
use crate::number;
use crate::pretext::PRETEXTS;

pub(super) fn names<C: Named>(cards: &[&C]) -> Vec<&'static str> {
    cards.iter().map(|card| card.name()).collect()
}

pub(super) fn not_a_choice(path: &str, name: &str, names: &[&str]) -> String {
    format!(
        "{path} is {}; it must be one of {}.",
        quote(name),
        names.join(", ")
    )
}

fn wrong(path: &str, value: &Value, right: &str) -> String {
    [path, " is ", &value.quoted(), "; it must be ", right, "."].concat()
}

impl Config {
    /// Changes one setting, if the value is right for it. A new data set brings its defaults for
    /// everything; a new loss or optimiser those of its own knobs (what the data set's card recommends,
    /// where it is the recommended one). The error names path, value and what would be right; the
    /// config is then as it was.
    pub fn set(&mut self, path: &str, value: &Value) -> Result<(), String> {
        match self.field(path) {
            Some(field) => self.put(&field, value),
            None => Err(self.unknown(path)),
        }
    }

    pub(super) fn put(&mut self, field: &Field, value: &Value) -> Result<(), String> {
        let path = field.path.as_str();
        if let (Some(knob), false) = (field.knob, field.slot == Slot::Hidden) {
            let Value::Number(number) = *value else {
                return Err(wrong(path, value, &knob.range()));
            };
            self.put_number(field.slot, number::canonical(knob.check(path, number)?));
            return Ok(());
        }
        match (field.slot, value) {
            (Slot::Hidden, value) => self.hidden = widths(path, value)?,
            (Slot::Normalize, Value::Bool(normalize)) => self.normalize = *normalize,
            (Slot::Oracle, Value::Bool(true)) if !self.loss.card.oracle => {
                let loss = self.loss.card.name;
                return Err(format!(
                    "{path} is true, but the loss {loss} has no negatives to leave out; it must be false."
                ));
            }
            (Slot::Oracle, Value::Bool(on)) => self.oracle = *on,
            (Slot::Standardize, Value::Bool(on)) => self.metric.standardize = *on,
            _ if field.is_switch() => return Err(wrong(path, value, "true or false")),
            (Slot::Similar, value) => self.metric.similar = pairs(path, value)?,
            (Slot::Dissimilar, value) => self.metric.dissimilar = pairs(path, value)?,
            (Slot::Code, Value::Text(text)) => {
                let code =
                    Code::keep(text).map_err(|why| format!("{path} cannot be read. {why}"))?;
                self.code = Some(code);
            }
            (Slot::Text, Value::Text(text)) => {
                // Whether it will do is found out where it costs little: before anything is kept.
                self.data.card.build(&self.data.values, self.seed, text)?;
                self.text = Some(text.as_str().into());
            }
            (Slot::Hash, Value::Text(hash)) if hash.is_empty() || is_hash(hash) => {
                self.hash = Some(hash.as_str().into());
            }
            (Slot::Hash, value) => {
                let right = "a fingerprint of 16 digits from 0 to 9 and a to f";
                return Err(wrong(path, value, right));
            }
            (Slot::Text, value) => return Err(wrong(path, value, "a text")),
            (Slot::Code, value) => return Err(wrong(path, value, "the text of a loss, in WGSL")),
            (_, Value::Text(name)) => self.choose(path, field.slot, name)?,
            _ => return Err(wrong(path, value, "a name")),
        }
        Ok(())
    }

    fn put_number(&mut self, slot: Slot, number: f64) {
        match slot {
            Slot::Seed => self.seed = number as u32,
            Slot::DataKnob(index) => self.data.values[index] = number,
            Slot::Train => self.train = number,
            Slot::PretextKnob(index) => self.pretext.values[index] = number,
            Slot::Augment(index) => self.augment[index] = number,
            Slot::Dim => self.dim = number as usize,
            Slot::LossKnob(index) => self.loss.values[index] = number,
            Slot::NegativesKnob(index) => self.negatives.values[index] = number,
            Slot::OptimizerKnob(index) => self.optimizer.values[index] = number,
            Slot::PairCount => self.metric.count = number as usize,
            Slot::PairNoise => self.metric.noise = number,
            Slot::ObjectiveKnob(index) => self.metric.objective.values[index] = number,
            Slot::Neighbors => self.metric.neighbors = number as usize,
            Slot::Batch => self.batch = number as usize,
            Slot::Steps => self.steps = number as usize,
            Slot::Replay => self.replay = number as usize,
            Slot::Task
            | Slot::Negatives
            | Slot::Oracle
            | Slot::Standardize
            | Slot::PairSource
            | Slot::Similar
            | Slot::Dissimilar
            | Slot::Objective
            | Slot::Data
            | Slot::Text
            | Slot::Hash
            | Slot::Pretext
            | Slot::Hidden
            | Slot::Activation
            | Slot::Normalize
            | Slot::Loss
            | Slot::Code
            | Slot::Optimizer => {}
        }
    }

    fn choose(&mut self, path: &str, slot: Slot, name: &str) -> Result<(), String> {
        let recommended = self.recommended();
        match slot {
            Slot::Pretext => {
                let form = self.data.card.form;
                let Some(card) = card_of(PRETEXTS, name) else {
                    return Err(not_a_choice(path, name, &names(PRETEXTS)));
                };
                if !card.applies.contains(&form) {
                    let fits = PRETEXTS.iter().filter(|card| card.applies.contains(&form));
                    let fits: Vec<&str> = fits.map(|card| card.name).collect();
                    let whose = format!("{path} of the data set {}", self.data.card.name);
                    return Err(not_a_choice(&whose, name, &fits));
                }
                // As a new data set does, it brings what suits it.
                let (seed, data, train) = (self.seed, self.data.clone(), self.train);
                let (text, hash) = (self.text.clone(), self.hash.clone());
                *self = Config {
                    seed,
                    data,
                    text,
                    hash,
                    train,
                    ..Config::of(self.task, self.data.card).with_pretext(card)
                };
            }
            Slot::Task => {
                let (seed, hash) = (self.seed, self.hash.clone());
                *self = Config {
                    seed,
                    hash,
                    ..Config::of(Task::named(name)?, self.data.card)
                };
            }
            Slot::Data => {
                let seed = self.seed;
                let card =
                    data::card(name).ok_or_else(|| not_a_choice(path, name, &names(CARDS)))?;
                *self = Config {
                    seed,
                    ..Config::of(self.task, card)
                };
            }
            Slot::PairSource => {
                self.metric.source = index_of(path, name, &SOURCES.map(|one| one.name))?
            }
            Slot::Objective => {
                let recommended = recommended.metric.objective;
                self.metric.objective = chosen(path, name, OBJECTIVES, recommended)?;
            }
            Slot::Loss => {
                self.loss = chosen(path, name, LOSSES, recommended.loss)?;
                // What the loss before had may mean nothing for this one.
                if !self.loss.card.negatives.contains(&self.negatives.card.name)
                    && let Some(card) = card_of(NEGATIVES, self.loss.card.negatives[0])
                {
                    self.negatives = Component::new(card);
                }
                self.oracle &= self.loss.card.oracle;
                self.code = match self.has_code() {
                    true => Some(Code::keep(STARTS[0].code)?),
                    false => None,
                };
            }
            Slot::Negatives => {
                let loss = self.loss.card;
                if card_of(NEGATIVES, name).is_some() && !loss.negatives.contains(&name) {
                    let whose = format!("{path} of the loss {}", loss.name);
                    return Err(not_a_choice(&whose, name, loss.negatives));
                }
                self.negatives = chosen(path, name, NEGATIVES, recommended.negatives)?
            }
            Slot::Optimizer => {
                self.optimizer = chosen(path, name, OPTIMIZERS, recommended.optimizer)?
            }
            _ => self.activation = index_of(path, name, &ACTIVATIONS.map(|entry| entry.0))?,
        }
        Ok(())
    }

    /// Why a path is none of this config's.
    pub(super) fn unknown(&self, path: &str) -> String {
        let section = path.split_once('.').map_or("", |(section, _)| section);
        let fields = self.fields();
        let known: Vec<&str> = fields
            .iter()
            .map(|field| field.path.as_str())
            .filter(|known| known.split_once('.').map_or("", |(section, _)| section) == section)
            .collect();
        if known.is_empty() {
            return format!(
                "{} is no setting of the task {}.",
                quote(path),
                self.task.name()
            );
        }
        let whose = match section {
            "data" | "augment" => format!(" of the data set {}", self.data.card.name),
            "objective" => format!(" of the objective {}", self.metric.objective.card.name),
            "pretext" => format!(" of the pretext {}", self.pretext.card.name),
            "loss" => format!(" of the loss {}", self.loss.card.name),
            "negatives" => format!(" of the negatives {}", self.negatives.card.name),
            "optimizer" => format!(" of the optimizer {}", self.optimizer.card.name),
            _ => String::new(),
        };
        format!(
            "{} is no setting{whose}; there are {}.",
            quote(path),
            known.join(", ")
        )
    }
}

fn chosen<C: Named>(
    path: &str,
    name: &str,
    cards: &'static [&'static C],
    recommended: Component<C>,
) -> Result<Component<C>, String> {
    if recommended.card.name() == name {
        return Ok(recommended);
    }
    card_of(cards, name)
        .map(Component::new)
        .ok_or_else(|| not_a_choice(path, name, &names(cards)))
}

fn card_of<C: Named>(cards: &'static [&'static C], name: &str) -> Option<&'static C> {
    cards.iter().copied().find(|card| card.name() == name)
}

fn index_of(path: &str, name: &str, names: &[&str]) -> Result<usize, String> {
    let index = names.iter().position(|known| *known == name);
    index.ok_or_else(|| not_a_choice(path, name, names))
}

/// Pairs of rows, drawn by hand: i, j, i, j, …
fn pairs(path: &str, value: &Value) -> Result<Vec<[u32; 2]>, String> {
    let most = metric::MOST_DRAWN;
    let right = format!(
        "a list of up to {most} pairs of row numbers, i, j, i, j and so on, i and j different"
    );
    let Value::List(items) = value else {
        return Err(wrong(path, value, &right));
    };
    if items.len() % 2 == 1 || items.len() > 2 * most {
        return Err(format!(
            "{path} has {} row numbers; it must be {right}.",
            items.len()
        ));
    }
    let row = |item: &Value| match *item {
        Value::Number(row) if row.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&row) => {
            Ok(row as u32)
        }
        _ => Err(wrong(path, item, &right)),
    };
    let pair = |two: &[Value]| {
        let pair = [row(&two[0])?, row(&two[1])?];
        if pair[0] == pair[1] {
            return Err(format!(
                "{path} joins row {} to itself; it must be {right}.",
                pair[0]
            ));
        }
        Ok(pair)
    };
    items.chunks_exact(2).map(pair).collect()
}

/// The widths of up to three hidden layers.
fn widths(path: &str, value: &Value) -> Result<Vec<usize>, String> {
    let right = "a list of up to 3 widths, whole numbers from 1 to 512";
    let Value::List(items) = value else {
        return Err(wrong(path, value, right));
    };
    if items.len() > knobs::MOST_LAYERS {
        return Err(format!(
            "{path} has {} layers; it must be {right}.",
            items.len()
        ));
    }
    let width = |item: &Value| match *item {
        Value::Number(number) => knobs::WIDTH.check(path, number).map(|width| width as usize),
        _ => Err(wrong(path, item, right)),
    };
    items.iter().map(width).collect()
}
