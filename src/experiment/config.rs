//! What an experiment is: every choice and number that decides it, checked.
//!
//! A [`Config`] is only ever made by [`Config::defaults`] and changed by [`Config::set`], so the ranges
//! of the knobs hold; [`Config::check`] adds the rules that join several of them.

use super::knobs::{self, MOST_ROWS};
use super::metric::{self, Settings};
use crate::compute::{Activation, Optimizer};
use crate::contrastive::negatives::{self, NEGATIVES, NegativesCard, Source};
use crate::contrastive::own::{self, Code, Own};
use crate::contrastive::{
    Arrangement, Grouping, LOSSES, Loss, LossCard, Objective, info_nce::InfoNce, sigmoid,
};
use crate::data::own_data::{self, Content};
use crate::data::{self, AUGMENTATIONS, CARDS, Card, Dataset, Form, own_text, train_rows};
use crate::encoder::{ACTIVATIONS, Encoder, OPTIMIZERS, OptimizerCard};
use crate::knob::Knob;
use crate::pretext::{self, PretextCard, Target};
use std::fmt;
use std::rc::Rc;

/// Something that is chosen by name and brings knobs of its own.
pub trait Named: Sync {
    fn name(&self) -> &'static str;
    fn knobs(&self) -> &'static [Knob];
}

impl Named for Card {
    fn name(&self) -> &'static str {
        self.name
    }
    fn knobs(&self) -> &'static [Knob] {
        self.knobs
    }
}

impl Named for PretextCard {
    fn name(&self) -> &'static str {
        self.name
    }
    fn knobs(&self) -> &'static [Knob] {
        self.knobs
    }
}

impl Named for LossCard {
    fn name(&self) -> &'static str {
        self.name
    }
    fn knobs(&self) -> &'static [Knob] {
        self.knobs
    }
}

impl Named for NegativesCard {
    fn name(&self) -> &'static str {
        self.name
    }
    fn knobs(&self) -> &'static [Knob] {
        self.knobs
    }
}

impl Named for OptimizerCard {
    fn name(&self) -> &'static str {
        self.name
    }
    fn knobs(&self) -> &'static [Knob] {
        self.knobs
    }
}

/// A choice, with the values of its knobs in their order.
pub struct Component<C: Named + 'static> {
    pub card: &'static C,
    pub values: Vec<f64>,
}

impl<C: Named> Component<C> {
    pub fn new(card: &'static C) -> Self {
        Self {
            card,
            values: card.knobs().iter().map(|knob| knob.default).collect(),
        }
    }

    /// The value of the knob `id`, if there is one.
    pub fn value(&self, id: &str) -> Option<f64> {
        let index = self.card.knobs().iter().position(|knob| knob.id == id)?;
        self.values.get(index).copied()
    }

    /// For defaults: puts a value where there is such a knob.
    pub(super) fn with(mut self, id: &str, value: f64) -> Self {
        if let Some(index) = self.card.knobs().iter().position(|knob| knob.id == id) {
            self.values[index] = value;
        }
        self
    }
}

impl<C: Named> Clone for Component<C> {
    fn clone(&self) -> Self {
        Self {
            card: self.card,
            values: self.values.clone(),
        }
    }
}

impl<C: Named> PartialEq for Component<C> {
    fn eq(&self, other: &Self) -> bool {
        self.card.name() == other.card.name() && self.values == other.values
    }
}

impl<C: Named> fmt::Debug for Component<C> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {:?}", self.card.name(), self.values)
    }
}

/// What is learned: each kind of experiment has settings of its own beside the shared ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// An encoder, from a pretext task.
    Contrastive,
    /// A Mahalanobis metric, from similar and dissimilar pairs.
    Metric,
}

impl Task {
    pub const ALL: [Task; 2] = [Task::Contrastive, Task::Metric];

    pub fn name(self) -> &'static str {
        match self {
            Task::Contrastive => "contrastive",
            Task::Metric => "metric",
        }
    }

    /// The task of that name.
    pub fn named(name: &str) -> Result<Self, String> {
        let names = Self::ALL.map(Self::name);
        let found = Self::ALL.into_iter().find(|task| task.name() == name);
        found.ok_or_else(|| super::set::not_a_choice("task", name, &names))
    }
}

/// What a config only names, and is handed over beside it.
#[derive(Clone, Debug)]
pub enum Given<'a> {
    /// The text of the data set's file; empty for generated ones.
    File(&'a str),
    /// Somebody's own data.
    Own(Content),
}

impl<'a> From<&'a str> for Given<'a> {
    fn from(file: &'a str) -> Self {
        Given::File(file)
    }
}

impl<'a> From<&'a String> for Given<'a> {
    fn from(file: &'a String) -> Self {
        Given::File(file)
    }
}

/// A complete experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub seed: u32,
    pub task: Task,
    pub data: Component<Card>,
    /// The text of a data set that is one's own text.
    pub text: Option<Rc<str>>,
    /// The fingerprint of data that are one's own; empty where none are named yet.
    pub hash: Option<Rc<str>>,
    /// Share of the rows to train on, or their number from 2 on.
    pub train: f64,
    pub pretext: Component<PretextCard>,
    /// Strengths in the order of [`AUGMENTATIONS`]; 0 = off.
    pub augment: Vec<f64>,
    /// Widths of the hidden layers; empty for a linear encoder.
    pub hidden: Vec<usize>,
    /// Index into [`ACTIVATIONS`].
    pub activation: usize,
    pub dim: usize,
    pub normalize: bool,
    pub loss: Component<LossCard>,
    /// The text of a loss of one's own; there where the loss is that.
    pub code: Option<&'static Code>,
    /// Where negatives come from.
    pub negatives: Component<NegativesCard>,
    /// Negatives of the anchor's own class are left out, by their true labels.
    pub oracle: bool,
    pub optimizer: Component<OptimizerCard>,
    /// What metric learning needs; at its defaults in any other task.
    pub metric: Settings,
    pub batch: usize,
    pub steps: usize,
    /// Steps to take before the first picture.
    pub replay: usize,
}

impl Config {
    /// What a data set's card recommends for contrastive learning, with seed 1.
    pub fn defaults(card: &'static Card) -> Self {
        Self::of(Task::Contrastive, card)
    }

    /// What a data set's card recommends, with seed 1. Frozen for `v=1`: a link holds only what
    /// differs from it.
    pub fn of(task: Task, card: &'static Card) -> Self {
        let recommended = &card.recommended;
        let strength = |name: &str| {
            recommended
                .augment
                .iter()
                .find(|(on, _)| *on == name)
                .map_or(0.0, |&(_, strength)| strength)
        };
        let config = Self {
            seed: 1,
            task,
            data: Component::new(card),
            text: (card.name == own_text::CARD.name).then(|| own_text::SAMPLE.into()),
            hash: own_data::is_own(card).then(|| "".into()),
            pretext: Component::new(pretext::first(card.form)),
            train: match task {
                Task::Contrastive => recommended.train,
                Task::Metric => METRIC_TRAIN,
            },
            augment: AUGMENTATIONS
                .iter()
                .map(|augmentation| strength(augmentation.name))
                .collect(),
            hidden: recommended.hidden.to_vec(),
            activation: 0,
            dim: recommended.dim,
            normalize: true,
            loss: Component::new(LOSSES[0]).with("temperature", recommended.temperature),
            code: None,
            negatives: Component::new(NEGATIVES[0]),
            oracle: false,
            optimizer: Component::new(OPTIMIZERS[0]).with("lr", recommended.lr),
            metric: Settings::of(card.form),
            batch: recommended.batch,
            steps: match task {
                Task::Contrastive => recommended.steps,
                Task::Metric => METRIC_STEPS,
            },
            replay: 0,
        };
        config.with_pretext(pretext::first(card.form))
    }

    /// The same data with another pretext, and what that recommends for everything else.
    pub(super) fn with_pretext(mut self, card: &'static PretextCard) -> Self {
        self.pretext = Component::new(card);
        let Some(recommended) = card.recommended else {
            return self;
        };
        self.augment.fill(0.0);
        self.hidden = recommended.hidden.to_vec();
        self.dim = recommended.dim;
        self.batch = recommended.batch;
        self.steps = recommended.steps;
        self.normalize = recommended.normalize;
        for &(id, value) in self.data.card.recommended.pretext {
            self.pretext = self.pretext.with(id, value);
        }
        self.optimizer = Component::new(OPTIMIZERS[0]).with("lr", recommended.lr);
        if let Target::Word { .. } = card.target {
            // Skip-gram's own loss (Mikolov et al. 2013b, eq. 4).
            self.loss = Component::new(&sigmoid::CARD)
                .with("temperature", 1.0)
                .with("bias", 0.0);
            self.negatives = Component::new(&negatives::DRAWN).with("count", 5.0);
        }
        self
    }

    /// What settings are before anyone changes them, with this one's data and pretext.
    pub(super) fn recommended(&self) -> Self {
        let recommended = Self::of(self.task, self.data.card);
        match self.pretext.card.name == recommended.pretext.card.name {
            true => recommended,
            false => recommended.with_pretext(self.pretext.card),
        }
    }

    /// Makes the data.
    pub fn dataset(&self, given: Given) -> Result<Dataset, String> {
        match (self.hash.as_deref(), given) {
            (None, Given::File(file)) => {
                let file = self.text.as_deref().unwrap_or(file);
                self.data.card.build(&self.data.values, self.seed, file)
            }
            (Some(hash), Given::Own(content)) => {
                content.dataset(self.data.card, hash, self.task == Task::Metric)
            }
            (Some(hash), Given::File(_)) => Err(own_data::missing(hash)),
            (None, Given::Own(_)) => Err(format!(
                "data is {}; data of your own belong to {} or {}.",
                self.data.card.name,
                own_data::TABLE.name,
                own_data::IMAGES.name
            )),
        }
    }

    /// The rules that join several settings; the number of rows is only known for generated data here,
    /// and checked again by [`Config::check_rows`] once the data are there.
    pub fn check(&self) -> Result<(), String> {
        if self.task == Task::Metric && self.data.card.form == Form::Text {
            return Err(format!(
                "data is {}; its words are no points that pairs could tell apart. For task metric choose another data set.",
                self.data.card.name
            ));
        }
        if let Some(rows) = self.data.value("n") {
            self.check_rows(rows as usize)?;
        }
        if self.task == Task::Contrastive {
            self.check_negatives()?;
            if let (Target::Answer(questions), Some(size)) = (self.target(), self.data.card.image) {
                questions.input(&self.pretext.values, size)?;
            }
            if let Some(code) = self.code {
                Own::of(code, &self.loss.values).check()?;
            }
        }
        if self.replay > self.steps {
            return Err(format!(
                "The step to replay to is {}; it must be at most the run's steps, {}.",
                self.replay, self.steps
            ));
        }
        Ok(())
    }

    fn check_negatives(&self) -> Result<(), String> {
        let batch = self.batch;
        if let (Target::Word { .. }, false) = (self.target(), self.pairs_words()) {
            return Err(format!(
                "negatives is {}; with the pretext {} it must be batch or drawn.",
                self.negatives.card.name, self.pretext.card.name
            ));
        }
        if let (Target::Word { .. }, Some((_, true))) = (self.target(), self.grouping()) {
            return Err(format!(
                "loss is {}, which is told labels; with the pretext {} it must be a loss without them.",
                self.loss.card.name, self.pretext.card.name
            ));
        }
        match self.source() {
            Source::Drawn { count, .. } if batch * (2 + count) > MOST_ROWS => Err(format!(
                "batch is {batch} and negatives.count is {count}, which makes {} rows a step; batch × (2 + count) must \
                 be at most {MOST_ROWS}.",
                batch * (2 + count)
            )),
            Source::Queue { size, .. } if size < batch => Err(format!(
                "negatives.size is {size}; the queue must hold at least one batch, which is {batch}."
            )),
            _ => Ok(()),
        }
    }

    /// Checks what depends on the number of rows in the data; returns how many are for training.
    pub fn check_rows(&self, rows: usize) -> Result<usize, String> {
        let train = train_rows(rows, self.train)?;
        if self.task == Task::Metric {
            metric::check_rows(&self.metric, rows, train)?;
        } else if self.batch > train && !matches!(self.target(), Target::Word { .. }) {
            return Err(format!(
                "batch is {}; it must be at most the number of training points, which is {train} (of {rows}).",
                self.batch
            ));
        }
        if self.task == Task::Contrastive && self.arrangement(train).rows() > MOST_ROWS {
            return Err(format!(
                "A memory of {train} training points and a batch of {} are {} rows a step; there may be {MOST_ROWS}. Train on \
                 fewer (data.train), or use the queue.",
                self.batch,
                self.arrangement(train).rows()
            ));
        }
        Ok(train)
    }

    /// What a batch has to be told apart by.
    pub fn target(&self) -> Target {
        self.pretext.card.target
    }

    /// Words have no views for a memory to remember, nor are they drawn by what they are embedded at.
    fn pairs_words(&self) -> bool {
        matches!(
            self.source(),
            Source::Batch | Source::Drawn { beta: None, .. }
        )
    }

    /// `input` numbers to an embedding.
    pub fn encoder(&self, input: usize) -> Encoder {
        let activation = ACTIVATIONS
            .get(self.activation)
            .map_or(Activation::Relu, |entry| entry.2);
        Encoder::new(input, &self.hidden, self.dim, activation, self.normalize)
    }

    /// The loss that step `step`, counted from 0, is taken with.
    pub fn objective(&self, step: u32) -> Objective {
        if let Target::Answer(_) = self.target() {
            return Loss::InfoNce(InfoNce).into();
        }
        let mut values = self.loss.values.clone();
        let place = |id: &str| self.loss.card.knobs.iter().position(|knob| knob.id == id);
        if let (Some(beta), Some(anneal)) = (place("beta"), place("anneal")) {
            values[beta] *= 1.0 - values[anneal] * self.stair(step);
        }
        if let (Some(tau_plus), true) = (place("tau_plus"), self.oracle) {
            // True labels have left out what τ⁺ would correct for.
            values[tau_plus] = 0.0;
        }
        match self.code {
            Some(code) => Loss::Own(Own::of(code, &values)).into(),
            None => (self.loss.card.objective)(&values),
        }
    }

    /// Whether the loss is a text.
    pub(super) fn has_code(&self) -> bool {
        self.loss.card.name == own::CARD.name
    }

    /// How much of the annealing is done at a step: 0 at first, 1 on the last of [`STAIRS`] stairs.
    fn stair(&self, step: u32) -> f64 {
        let done = u64::from(step) * u64::from(STAIRS) / self.steps.max(1) as u64;
        done.min(u64::from(STAIRS) - 1) as f64 / f64::from(STAIRS - 1)
    }

    /// How many of `count` steps from `step` on have the loss of the first.
    pub(super) fn steps_alike(&self, step: u32, count: usize) -> usize {
        if self.loss.value("anneal").unwrap_or(0.0) == 0.0 {
            return count;
        }
        let stair = self.stair(step);
        let ahead = (1..count).find(|&ahead| self.stair(step + ahead as u32) != stair);
        ahead.unwrap_or(count)
    }

    pub fn source(&self) -> Source {
        (self.negatives.card.source)(&self.negatives.values)
    }

    /// Who is compared with whom, where `train` points are trained on.
    pub fn arrangement(&self, train: usize) -> Arrangement {
        let rows = self.batch;
        if let Target::Answer(questions) = self.target() {
            let count = questions.answers().len();
            return Arrangement::Shared { rows, count };
        }
        match self.source() {
            Source::Batch => (self.loss.card.arrange)(rows, &self.loss.values),
            Source::Drawn { count, .. } => Arrangement::Explicit { rows, count },
            Source::Queue { size, .. } => Arrangement::Shared { rows, count: size },
            // Both views are anchors.
            Source::Bank { .. } => Arrangement::Shared {
                rows: 2 * rows,
                count: train,
            },
        }
    }

    /// What rows' groups change, and whether the groups are the true labels.
    pub fn grouping(&self) -> Option<(Grouping, bool)> {
        if let Target::Answer(_) = self.target() {
            return Some((Grouping::Apart, false));
        }
        match (self.source(), self.objective(0).similarities()) {
            (_, Some(Loss::SupCon(_))) => Some((Grouping::Together, true)),
            (Source::Drawn { .. }, _) => None,
            (Source::Queue { .. } | Source::Bank { .. }, _) => Some((Grouping::Apart, self.oracle)),
            (Source::Batch, _) => self.oracle.then_some((Grouping::Apart, true)),
        }
    }

    pub fn temperature(&self) -> f32 {
        match self.target() {
            // Logits are what they are.
            Target::Answer(_) => 1.0,
            _ => self.loss.value("temperature").unwrap_or(1.0) as f32,
        }
    }

    pub fn optimizer(&self) -> Optimizer {
        (self.optimizer.card.make)(&self.optimizer.values)
    }
}

impl Default for Config {
    /// The digits preset: `v=1&seed=1`.
    fn default() -> Self {
        Self::defaults(CARDS[0])
    }
}

/// Stairs in which β falls: so many times a run takes up another program.
const STAIRS: u32 = 20;

/// Share of the points that metrics are learned from, as in the papers' 70/30 splits.
const METRIC_TRAIN: f64 = 0.7;
/// Enough for both descents to be seen reaching the closed form.
const METRIC_STEPS: usize = 100;

/// The defaults of the data set `name`.
pub fn defaults(task: Task, name: &str) -> Result<Config, String> {
    match data::card(name) {
        Some(card) => Ok(Config::of(task, card)),
        None => Err(super::set::not_a_choice(
            "data",
            name,
            &super::set::names(CARDS),
        )),
    }
}

/// Knobs that stand for themselves in the catalog's groups.
pub(super) const ENCODER: &[Knob] = &[knobs::WIDTH, knobs::DIM];
pub(super) const RUN: &[Knob] = &[knobs::SEED, knobs::TRAIN, knobs::BATCH, knobs::STEPS];
