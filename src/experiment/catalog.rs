//! Everything the page offers, as one value: the controls are built from it, so the page's own code
//! knows no data set, loss or optimiser by name.

use super::config::{Config, ENCODER, RUN, Task};
use super::metric::{self, OBJECTIVES, ObjectiveCard, SOURCES, SourceCard};
use super::metrics::voters;
use super::value::Value;
use crate::contrastive::negatives::{NEGATIVES, NegativesCard};
use crate::contrastive::own::{self, LONGEST, STARTS, Start};
use crate::contrastive::{LOSSES, LossCard};
use crate::data::{AUGMENTATIONS, CARDS, MOST_WORDS, own_text};
use crate::encoder::{ACTIVATIONS, OPTIMIZERS, OptimizerCard};
use crate::knob::Knob;
use crate::pretext::{PRETEXTS, PretextCard};
use serde::Serialize;

#[derive(Serialize)]
pub struct Catalog {
    pub datasets: Vec<DatasetEntry>,
    pub augmentations: Vec<AugmentationEntry>,
    /// Pretext tasks; which of them a data set can have, their `applies` says.
    pub pretexts: &'static [&'static PretextCard],
    pub losses: &'static [&'static LossCard],
    /// Where negatives come from; a loss says which of them it can be given.
    pub negatives: &'static [&'static NegativesCard],
    pub own: OwnCatalog,
    pub text: TextCatalog,
    pub optimizers: &'static [&'static OptimizerCard],
    pub activations: Vec<Choice>,
    /// `hidden` (the range of a width) and `dim`.
    pub encoder: &'static [Knob],
    /// `seed`, `train` (it stands under `data`), `batch` and `steps`.
    pub run: &'static [Knob],
    pub tasks: Vec<Choice>,
    pub metric: MetricCatalog,
}

/// The loss that is a text (`loss.code`), and texts to begin with.
#[derive(Serialize)]
pub struct OwnCatalog {
    pub loss: &'static str,
    pub starts: &'static [Start],
    /// Bytes that a text may have.
    pub longest: usize,
}

/// What a text of one's own (`data.text`) may have.
#[derive(Serialize)]
pub struct TextCatalog {
    /// Bytes.
    pub longest: usize,
    /// Different words that are kept of it, the most frequent ones.
    pub words: usize,
}

/// What metric learning offers.
#[derive(Serialize)]
pub struct MetricCatalog {
    /// Where pairs come from.
    pub sources: &'static [SourceCard],
    /// `count` and `noise`.
    pub pairs: &'static [Knob],
    pub objectives: &'static [&'static ObjectiveCard],
    /// `seed`, `train` (it stands under `data`), `neighbors` and `steps`.
    pub run: &'static [Knob],
}

#[derive(Serialize)]
pub struct DatasetEntry {
    pub name: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub source: &'static str,
    pub license: &'static str,
    /// Relative to the site; null for generated data.
    pub file: Option<&'static str>,
    /// "plane", "space", "latent", "table" or "image".
    pub form: &'static str,
    pub knobs: &'static [Knob],
    /// Neighbours that vote where an encoder is judged; a metric's are its config's.
    pub neighbors: usize,
    /// The complete default config.
    pub config: Value,
}

#[derive(Serialize)]
pub struct AugmentationEntry {
    pub name: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    /// The forms of data it is for.
    pub applies: Vec<&'static str>,
    pub knob: &'static Knob,
}

#[derive(Serialize)]
pub struct Choice {
    pub name: &'static str,
    pub title: &'static str,
}

/// Builds the catalog from the cards.
pub fn catalog() -> Catalog {
    let datasets = CARDS.iter().map(|card| DatasetEntry {
        name: card.name,
        title: card.title,
        about: card.about,
        source: card.source,
        license: card.license,
        file: card.file,
        form: card.form.name(),
        knobs: card.knobs,
        neighbors: voters(card.form),
        config: Config::defaults(card).to_value(),
    });
    let augmentations = AUGMENTATIONS.iter().map(|card| AugmentationEntry {
        name: card.name,
        title: card.title,
        about: card.about,
        applies: card.applies.iter().map(|form| form.name()).collect(),
        knob: &card.knob,
    });
    let activations = ACTIVATIONS
        .iter()
        .map(|&(name, title, _)| Choice { name, title });
    Catalog {
        datasets: datasets.collect(),
        augmentations: augmentations.collect(),
        pretexts: PRETEXTS,
        losses: LOSSES,
        negatives: NEGATIVES,
        own: OwnCatalog {
            loss: own::CARD.name,
            starts: &STARTS,
            longest: LONGEST,
        },
        text: TextCatalog {
            longest: own_text::LONGEST,
            words: MOST_WORDS,
        },
        optimizers: OPTIMIZERS,
        activations: activations.collect(),
        encoder: ENCODER,
        run: RUN,
        tasks: vec![
            Choice {
                name: Task::Contrastive.name(),
                title: "Self-supervised learning",
            },
            Choice {
                name: Task::Metric.name(),
                title: "Metric learning",
            },
        ],
        metric: MetricCatalog {
            sources: &SOURCES,
            pairs: metric::PAIRS,
            objectives: OBJECTIVES,
            run: metric::RUN,
        },
    }
}
