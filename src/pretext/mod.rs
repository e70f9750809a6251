//! Pretext tasks: questions that unlabelled data answer themselves, so that an encoder can learn from them.
//!
//! Each module says what a batch is and what its target is; encoder, optimiser and step are the same for all.
//!
//! | pretext | a batch | its target |
//! |---|---|---|
//! | [`contrastive`] | two views of each point | which view belongs to which |
//! | [`patch_location`] | a patch of each image, and one of its eight neighbours | which of the eight |
//! | [`rotation`] | each image after some quarter turns | how many |
//! | [`words`] | a word and one of those around it, or a sentence with a gap | the other word |
//!
//! Where the target is another row, a contrastive loss finds it. Where it is one of a few answers, a small head on the
//! embedding gives each a logit, and cross-entropy is the same loss once more: the logits' positive is the right answer's
//! unit vector, their negatives are those of the others.

pub mod contrastive;
pub mod patch_location;
mod questions;
pub mod rotation;
pub mod words;

pub use questions::{Asker, Question};

use crate::data::Form;
use crate::knob::Knob;
use crate::rng::Rng;
use serde::Serialize;

/// A pretext task, and its knobs.
#[derive(Serialize)]
pub struct PretextCard {
    pub name: &'static str,
    pub title: &'static str,
    /// One sentence on what is asked.
    pub about: &'static str,
    pub cite: &'static str,
    /// The loss where no loss is chosen, in LaTeX as a loss's card has it; empty where one is.
    pub tex: &'static str,
    pub knobs: &'static [Knob],
    /// The forms of data it can be asked of.
    #[serde(serialize_with = "names")]
    pub applies: &'static [Form],
    /// "view", "word" or "answer".
    #[serde(serialize_with = "kind")]
    pub target: Target,
    /// Settings that work; none where the data set's card has them.
    #[serde(skip)]
    pub recommended: Option<Recommended>,
}

/// What a batch has to be told apart by.
#[derive(Clone, Copy)]
pub enum Target {
    /// A view's other view, by the loss that is chosen.
    View,
    /// A word's neighbour; `gap`: a gap's word, by all words around it.
    Word { gap: bool },
    /// One of a few answers.
    Answer(&'static dyn Questions),
}

impl Target {
    pub fn name(self) -> &'static str {
        match self {
            Target::View => "view",
            Target::Word { .. } => "word",
            Target::Answer(_) => "answer",
        }
    }
}

/// A question with a few answers about an image.
pub trait Questions: Sync {
    /// What the answers are called; the target is an index into them.
    fn answers(&self) -> &'static [&'static str];
    /// Widths of the hidden layers between the embeddings and the logits.
    fn head(&self) -> &'static [usize];
    /// Numbers of one of the encoder's inputs, for images of `size` (width, height); or why there can be none.
    fn input(&self, values: &[f64], size: [usize; 2]) -> Result<usize, String>;
    /// Inputs that a question shows.
    fn shown(&self) -> usize;
    /// Asks about an image: writes what is shown \[shown, input\] to `out`.
    fn ask(
        &self,
        values: &[f64],
        image: &[f32],
        size: [usize; 2],
        rng: &mut Rng,
        out: &mut [f32],
    ) -> Question;
    /// The inputs whose embeddings, one after another, stand for the whole image.
    fn whole(&self, values: &[f64], image: &[f32], size: [usize; 2]) -> Vec<f32>;
}

/// Settings that work for a pretext.
#[derive(Clone, Copy, Debug)]
pub struct Recommended {
    pub hidden: &'static [usize],
    pub dim: usize,
    pub normalize: bool,
    pub batch: usize,
    pub lr: f64,
    pub steps: usize,
}

/// Every pretext; the first that a data set's form allows is its default.
pub static PRETEXTS: &[&PretextCard] = &[
    &contrastive::CARD,
    &patch_location::CARD,
    &rotation::CARD,
    &words::SKIP_GRAM,
    &words::CBOW,
];

/// What data of a form begin with.
pub fn first(form: Form) -> &'static PretextCard {
    let fits = |card: &&&PretextCard| card.applies.contains(&form);
    PRETEXTS.iter().find(fits).unwrap_or(&PRETEXTS[0])
}

fn kind<S: serde::Serializer>(target: &Target, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(target.name())
}

fn names<S: serde::Serializer>(forms: &[Form], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(forms.iter().map(|form| form.name()))
}
