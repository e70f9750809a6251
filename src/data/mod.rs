//! Data sets, the split into train and test, and the augmentations that make positives.
//!
//! Adding a data set is one file with its [`Card`] and one line in [`CARDS`]; the card's knobs,
//! sentence and source build the page's controls.

pub mod augment;
mod corpus;
mod csv;
mod digest;
mod image;
mod knobs;
mod latent;
mod letters;
mod split;
mod thumbnail;
mod toy;

mod blobs;
mod breast_cancer;
mod circles;
mod digits;
mod few_labels;
mod gaussian;
mod iris;
mod moons;
mod nuisance;
pub mod own_data;
pub mod own_text;
mod sentences;
mod spirals;
mod swiss_roll;
mod wine;
mod xor;

pub use augment::{AUGMENTATIONS, AugmentationCard, Augmenter};
pub use corpus::{Corpus, MOST_WORDS, Opinion, on_a_circle};
pub use digest::{digest, digest_u32};
pub use latent::Latent;
pub use split::{Split, split, train_rows};
pub use thumbnail::{Thumbnail, thumbnail};

use crate::knob::Knob;

/// Every data set; the first is the page's default.
pub static CARDS: &[&Card] = &[
    &digits::CARD,
    &moons::CARD,
    &circles::CARD,
    &spirals::CARD,
    &blobs::CARD,
    &xor::CARD,
    &nuisance::CARD,
    &swiss_roll::CARD,
    &gaussian::CARD,
    &few_labels::CARD,
    &iris::CARD,
    &wine::CARD,
    &breast_cancer::CARD,
    &letters::CARD,
    &sentences::CARD,
    &own_text::CARD,
    &own_data::TABLE,
    &own_data::IMAGES,
];

/// The card of that name.
pub fn card(name: &str) -> Option<&'static Card> {
    CARDS.iter().copied().find(|card| card.name == name)
}

/// Points with labels. Labels are never seen in training, only by the evaluation and the eye.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// Features \[rows, dim\], row-major, in the units the encoder sees.
    pub x: Vec<f32>,
    pub rows: usize,
    pub dim: usize,
    /// Class of each row, 0-based.
    pub labels: Vec<u32>,
    pub class_names: Vec<String>,
    pub kind: Kind,
    /// How far `jitter` moves each feature, relative to the knob's value \[dim\]: an augmentation that
    /// knows which coordinates are nuisance jitters those more.
    pub jitter_scale: Vec<f32>,
    /// The features as they were measured \[rows, dim\], where `x` is standardised.
    pub raw: Option<Vec<f64>>,
    /// The distribution it was drawn from, where a class can be drawn from again.
    pub latent: Option<Latent>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Coordinates; the plane is the picture when dim is 2.
    Points,
    /// Grey images, width × height = dim, 0 to 1.
    Images { width: usize, height: usize },
    /// Named measurements, standardised.
    Table { features: Vec<String> },
    /// Words of a text: each is its own unit vector.
    Words(Corpus),
}

/// What sort of thing a row is: decides which augmentations make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A point of the plane.
    Plane,
    /// A point of a space of more dimensions.
    Space,
    /// A point of a known distribution, of which fresh draws can be had.
    Latent,
    /// Standardised measurements.
    Table,
    /// A grey image.
    Image,
    /// A word.
    Text,
}

impl Form {
    pub fn name(self) -> &'static str {
        match self {
            Form::Plane => "plane",
            Form::Space => "space",
            Form::Latent => "latent",
            Form::Table => "table",
            Form::Image => "image",
            Form::Text => "text",
        }
    }
}

impl Dataset {
    pub fn row(&self, row: usize) -> &[f32] {
        &self.x[row * self.dim..(row + 1) * self.dim]
    }

    pub fn classes(&self) -> usize {
        self.class_names.len()
    }

    pub fn form(&self) -> Form {
        match (&self.kind, &self.latent) {
            (Kind::Images { .. }, _) => Form::Image,
            (Kind::Table { .. }, _) => Form::Table,
            (Kind::Words(_), _) => Form::Text,
            (Kind::Points, Some(_)) => Form::Latent,
            (Kind::Points, None) if self.dim == 2 => Form::Plane,
            (Kind::Points, None) => Form::Space,
        }
    }

    /// Unnamed classes, even jitter: what most toy sets are.
    fn of_points(x: Vec<f32>, dim: usize, labels: Vec<u32>, class_names: Vec<String>) -> Self {
        let rows = labels.len();
        Self {
            x,
            rows,
            dim,
            labels,
            class_names,
            kind: Kind::Points,
            jitter_scale: vec![1.0; dim],
            raw: None,
            latent: None,
        }
    }
}

/// What the page and the link need to know of a data set, and how to make it.
pub struct Card {
    pub name: &'static str,
    pub title: &'static str,
    /// One sentence on what it shows.
    pub about: &'static str,
    pub source: &'static str,
    pub license: &'static str,
    /// The shipped file it is read from, relative to the site, fetched on demand; none for a generated one.
    pub file: Option<&'static str>,
    pub form: Form,
    /// Width and height of its images, where it has some.
    pub image: Option<[usize; 2]>,
    pub knobs: &'static [Knob],
    pub recommended: Recommended,
    /// Makes the data from the knobs' values (in the order of `knobs`, already checked), the seed, and
    /// the file's text. Call it through [`Card::build`].
    pub make: fn(values: &[f64], seed: u32, file: &str) -> Result<Dataset, String>,
}

/// Settings that work on a data set: the defaults of an experiment with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recommended {
    /// Rows for training: a fraction below 1, or a count (see [`train_rows`]).
    pub train: f64,
    /// Augmentations that are on, by name, with their strengths; the others are off.
    pub augment: &'static [(&'static str, f64)],
    pub hidden: &'static [usize],
    pub dim: usize,
    pub batch: usize,
    pub lr: f64,
    pub steps: usize,
    pub temperature: f64,
    /// Knobs of a pretext other than the contrastive one, by name, where its own defaults do not suit these data.
    pub pretext: &'static [(&'static str, f64)],
}

impl Recommended {
    /// What suits the small generated sets: half for training, and a run of a second or two.
    const TOY: Self = Self {
        train: 0.5,
        augment: &[],
        hidden: &[64, 64],
        dim: 16,
        batch: 64,
        lr: 0.003,
        steps: 200,
        temperature: 0.5,
        pretext: &[],
    };

    /// What suits a table of standardised measurements.
    const TABLE: Self = Self {
        train: 0.7,
        augment: &[("jitter", 0.3), ("masking", 0.2)],
        ..Self::TOY
    };
}

impl Card {
    /// Makes the data set after checking every value against its knob. Errors name the config's key
    /// (`data.noise`), the value and the range, or the line of the file.
    pub fn build(&self, values: &[f64], seed: u32, file: &str) -> Result<Dataset, String> {
        if values.len() != self.knobs.len() {
            return Err(knob_count(self));
        }
        for (knob, &value) in self.knobs.iter().zip(values) {
            knob.check(&["data.", knob.id].concat(), value)?;
        }
        (self.make)(values, seed, file)
    }

    /// The knobs' defaults, in their order.
    pub fn defaults(&self) -> Vec<f64> {
        self.knobs.iter().map(|knob| knob.default).collect()
    }
}

/// `count` names for classes that have none of their own: A, B, C …
fn letters(count: usize) -> Vec<String> {
    ('A'..='Z').take(count).map(String::from).collect()
}

fn knob_count(card: &Card) -> String {
    format!(
        "Data set {} needs {} values, one for each knob.",
        card.name,
        card.knobs.len()
    )
}
