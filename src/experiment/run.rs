//! The step loop: config → data → split → batch → two views → the step on its backend.

use super::config::{Config, Given};
use super::fields::Slot;
use super::knobs;
use super::layout::{Layout, Nets, extras, plan};
use super::metrics::moved_rows;
use super::trouble::Trouble;
use super::value::Value;
use crate::compute::{Backend, Program};
use crate::contrastive::Objective;
use crate::data::{Augmenter, Dataset, Kind, Split, split};
use crate::evaluate::Pca;
use crate::pretext::contrastive::Draws;
use crate::pretext::words::Words;
use crate::pretext::{Asker, Target};
use crate::rng::{Rng, Stream};
use std::rc::Rc;

/// Held-out points whose two views measure alignment and uniformity.
const EVALUATION_ROWS: usize = 256;
/// Steps that one call may ask for: it cannot be interrupted.
const MOST_STEPS: usize = knobs::STEPS.max as usize;
/// Numbers of input that are drawn ahead and handed to the backend at once.
const CHUNK: usize = 1 << 20;

/// One run. Nothing in it grows with the steps.
pub struct Experiment<B: Backend> {
    backend: Rc<B>,
    pub(super) program: B::Program,
    pub(super) layout: Layout,
    pub(super) config: Config,
    pub(super) dataset: Dataset,
    pub(super) split: Split,
    pub(super) nets: Nets,
    /// The loss that the program computes.
    objective: Objective,
    pub(super) augmenter: Augmenter,
    pub(super) draws: Draws,
    pub(super) batches: Batches,
    /// Inputs of the encoder that stand for one point.
    pub(super) parts: usize,
    /// All points, then view 1 and view 2 of the evaluation rows: what `embed` embeds.
    pub(super) resident: Vec<f32>,
    /// The augmentations that were on at the start: of each, views by it alone are the last of the resident rows.
    pub(super) moved: Vec<usize>,
    /// Steps done.
    pub(super) step: u32,
    /// The last step's loss; none before the first.
    pub(super) loss: Option<f32>,
    diverged: Option<Trouble>,
    /// Embeddings of the resident rows at this step.
    pub(super) embedded: Option<Vec<f32>>,
    pub(super) baselines: super::metrics::Baselines,
    /// The last picture's axes in 2-D and 3-D, which the next ones are aligned to.
    pub(super) axes: [Option<Pca>; 2],
    /// The axes of the data's picture, once they are asked for.
    pub(super) data_axes: Option<Pca>,
}

/// What a step is about.
pub(super) enum Batches {
    /// Views of the points that are drawn.
    Views,
    /// Questions about them.
    Questions(Asker),
    /// Words of a text.
    Words(Words),
}

impl Batches {
    fn new(config: &Config, dataset: &Dataset) -> Result<Self, Trouble> {
        let values = &config.pretext.values;
        let (target, batch, seed) = (config.target(), config.batch, config.seed);
        if let (Target::Word { gap }, Kind::Words(corpus)) = (target, &dataset.kind) {
            let window = config.pretext.value("window").unwrap_or(1.0) as usize;
            let negatives = extras(config).negatives;
            let words = Words::new(corpus, gap, window, batch, negatives, seed);
            return Ok(Self::Words(words));
        }
        let asker = Asker::new(target, values, dataset, batch, seed)?;
        Ok(asker.map_or(Self::Views, Self::Questions))
    }

    /// What the encoder is given of points \[rows, dim\].
    fn inputs(&self, points: Vec<f32>) -> Vec<f32> {
        match self {
            Self::Questions(asker) => asker.whole(&points),
            _ => points,
        }
    }

    /// Numbers of one of the encoder's inputs.
    fn input(&self, dataset: &Dataset) -> usize {
        match self {
            Self::Questions(asker) => asker.input,
            _ => dataset.dim,
        }
    }
}

/// All that a run needs to go on somewhere else with the same bits.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    pub config: Config,
    /// Steps done.
    pub step: u32,
    pub params: Vec<f32>,
    /// The optimiser's state, then what a memory keeps.
    pub state: Vec<f32>,
}

impl<B: Backend> Experiment<B> {
    /// Makes the data (of a file its text is given, nothing for generated ones), splits them, and puts the initial
    /// encoder on the backend.
    pub async fn new(
        backend: Rc<B>,
        config: Config,
        given: impl Into<Given<'_>>,
    ) -> Result<Self, Trouble> {
        config.check()?;
        let dataset = config.dataset(given.into())?;
        needs_labels(&config, &dataset)?;
        let train = config.check_rows(dataset.rows)?;
        let split = split(dataset.rows, &dataset.labels, train, config.seed);
        let augmenter = Augmenter::new(&dataset, &config.augment)?;
        let batches = Batches::new(&config, &dataset)?;
        let input = batches.input(&dataset);
        let nets = Nets::new(&config, input);
        let mut draws = Draws::new(config.seed, &split.train, config.batch, extras(&config));
        if let (Some(coarse), Some(noise)) =
            (config.loss.value("coarse"), config.loss.value("noise"))
            && (coarse > 1.0 || noise > 0.0)
        {
            draws.supervise_weakly(&dataset, coarse as u32, noise);
        }

        let evaluation_rows = split.test.len().min(EVALUATION_ROWS);
        let mut resident = dataset.x.clone();
        resident.extend(evaluation_views(
            &dataset,
            &augmenter,
            &split.test,
            evaluation_rows,
            config.seed,
        ));
        let moved: Vec<usize> = (0..config.augment.len())
            .filter(|&at| config.augment[at] > 0.0)
            .collect();
        for &at in &moved {
            resident.extend(views_by_one(&dataset, &config, at, &split.test)?);
        }
        let points = resident.len() / dataset.dim;
        let mut resident = batches.inputs(resident);
        let parts = resident.len() / (points * input);
        if let Batches::Words(_) = &batches {
            // The same words as they are asked for: the other half of the unit vectors.
            for row in dataset.x.chunks_exact(input) {
                resident.extend_from_slice(&row[input / 2..]);
                resident.extend_from_slice(&row[..input / 2]);
            }
        }
        let all = resident.len() / input;
        let (plan, layout) = plan(&config, &nets, train, all, 0);
        let mut program = backend.compile(&plan).await?;
        program.write(layout.resident, &resident)?;
        program.write(layout.network.params, &nets.init(config.seed))?;
        let objective = config.objective(0);
        let mut experiment = Self {
            backend,
            program,
            layout,
            config,
            dataset,
            split,
            nets,
            objective,
            augmenter,
            draws,
            batches,
            parts,
            resident,
            moved,
            step: 0,
            loss: None,
            diverged: None,
            embedded: None,
            baselines: Default::default(),
            axes: [None, None],
            data_axes: None,
        };
        let untrained = experiment.embed().await?.to_vec();
        experiment.fill_memory(&untrained)?;
        experiment.baselines.start(untrained);
        Ok(experiment)
    }

    /// Held-out points of which two views are resident.
    pub(super) fn evaluation_rows(&self) -> usize {
        self.split.test.len().min(EVALUATION_ROWS)
    }

    /// Numbers of one point's embedding.
    pub(super) fn dim(&self) -> usize {
        self.parts * self.nets.encoder.dim()
    }

    /// Numbers of one step's input.
    pub(super) fn width(&self) -> usize {
        match &self.batches {
            Batches::Views => self.draws.width(self.dataset.dim),
            Batches::Questions(asker) => asker.width(),
            Batches::Words(words) => words.width(),
        }
    }

    /// Writes a step's input; returns the data row behind every row of it, or of every question.
    pub(super) fn fill(&mut self, step: u32, input: &mut [f32]) -> Vec<u32> {
        let (draws, dataset, augmenter) = (&mut self.draws, &self.dataset, &self.augmenter);
        match &self.batches {
            Batches::Views => draws.fill(dataset, augmenter, step, input),
            Batches::Questions(asker) => asker.fill(draws, dataset, augmenter, step, input).0,
            Batches::Words(words) => words.fill(step, None, input).0,
        }
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Steps done.
    pub fn step_count(&self) -> u32 {
        self.step
    }

    /// Takes `count` steps and returns their losses. A loss that is not finite ends the run with
    /// [`Trouble::Diverged`], now and at every later call; all else still works.
    pub async fn step(&mut self, count: usize) -> Result<Vec<f32>, Trouble> {
        if let Some(diverged) = &self.diverged {
            return Err(diverged.clone());
        }
        if count > MOST_STEPS {
            return Err(Trouble::Input(format!(
                "The number of steps is {count}; it must be at most {MOST_STEPS} at a time."
            )));
        }
        let width = self.width();
        let chunk = match self.hardness_of_draw() {
            // What a step draws depends on what the one before has learned.
            Some(_) => 1,
            None => (CHUNK / width).clamp(1, 256),
        };
        let mut losses = Vec::new();
        while losses.len() < count {
            self.keep_up().await?;
            let steps = chunk.min(count - losses.len());
            let steps = self.config.steps_alike(self.step, steps);
            let mut inputs = vec![0.0; steps * width];
            for (step, input) in (self.step..).zip(inputs.chunks_exact_mut(width)) {
                self.fill(step, input);
            }
            if let Some(beta) = self.hardness_of_draw() {
                self.draw_hard(beta, &mut inputs).await?;
            }
            self.embedded = None;
            self.program
                .run(self.layout.step, self.step + 1, steps as u32, &inputs)?;
            let new = self.program.losses().await?;
            let before = self.step;
            self.step += steps as u32;
            self.loss = new.last().copied();
            if let Some(index) = new.iter().position(|loss| !loss.is_finite()) {
                return Err(self.diverge(before + index as u32 + 1));
            }
            losses.extend(new);
        }
        Ok(losses)
    }

    fn diverge(&mut self, step: u32) -> Trouble {
        let lr = self.config.optimizer.value("lr").unwrap_or(0.0);
        let more = if self.config.normalize {
            "a higher temperature"
        } else {
            "normalised embeddings"
        };
        let message = format!(
            "Training diverged: at step {step} the loss was no longer a finite number. \
             Try a smaller learning rate (it is {}) or {more}, and reset.",
            crate::number::format(lr)
        );
        let trouble = Trouble::Diverged { step, message };
        self.diverged = Some(trouble.clone());
        trouble
    }

    /// Changes a live knob of the running experiment: the parameters and the optimiser's state stay.
    pub async fn set(&mut self, path: &str, value: &Value) -> Result<(), Trouble> {
        let mut config = self.config.clone();
        config.set(path, value)?;
        let field = self.config.field(path);
        if !field.as_ref().is_some_and(|field| field.live()) {
            return Err(Trouble::Input(format!(
                "{path} is fixed while an experiment runs; start a new one to change it."
            )));
        }
        config.check()?;
        let augmenter = Augmenter::new(&self.dataset, &config.augment)?;
        if matches!(
            field.map(|field| field.slot),
            Some(Slot::LossKnob(_) | Slot::Code | Slot::NegativesKnob(_) | Slot::OptimizerKnob(_))
        ) {
            let params = self.program.read(self.layout.network.params).await?;
            let state = self.state().await?;
            self.rebuild(&config, self.step, &params, &state).await?;
        }
        self.augmenter = augmenter;
        self.config = config;
        Ok(())
    }

    /// Another program where the next step's loss is another (β falls in stairs).
    pub(super) async fn keep_up(&mut self) -> Result<(), Trouble> {
        if self.config.objective(self.step) == self.objective {
            return Ok(());
        }
        let config = self.config.clone();
        let params = self.program.read(self.layout.network.params).await?;
        let state = self.state().await?;
        self.rebuild(&config, self.step, &params, &state).await
    }

    /// A new program for `config` at `step`, with these parameters and what else outlives a step.
    async fn rebuild(
        &mut self,
        config: &Config,
        step: u32,
        params: &[f32],
        state: &[f32],
    ) -> Result<(), Trouble> {
        let all = self.resident.len() / self.nets.encoder.input();
        let (plan, layout) = plan(config, &self.nets, self.split.train.len(), all, step);
        let mut program = self.backend.compile(&plan).await?;
        program.write(layout.resident, &self.resident)?;
        program.write(layout.network.params, params)?;
        let mut rest = state;
        for buffer in [layout.network.state].iter().chain(&layout.kept) {
            let (own, others) = rest.split_at(plan.len(*buffer).min(rest.len()));
            program.write(*buffer, own)?;
            rest = others;
        }
        (self.program, self.layout) = (program, layout);
        self.objective = config.objective(step);
        Ok(())
    }

    /// The optimiser's state, then what a memory keeps.
    async fn state(&mut self) -> Result<Vec<f32>, Trouble> {
        let mut state = self.program.read(self.layout.network.state).await?;
        for buffer in self.layout.kept.clone() {
            state.extend(self.program.read(buffer).await?);
        }
        Ok(state)
    }

    /// All that is needed to go on from here, on this or another device.
    pub async fn checkpoint(&mut self) -> Result<Checkpoint, Trouble> {
        Ok(Checkpoint {
            config: self.config.clone(),
            step: self.step,
            params: self.program.read(self.layout.network.params).await?,
            state: self.state().await?,
        })
    }

    /// Goes on from a checkpoint of this experiment, with the same bits as if it had never stopped (on
    /// the same backend). Its config may differ from this one's in live knobs only.
    pub async fn restore(&mut self, checkpoint: &Checkpoint) -> Result<(), Trouble> {
        let mut config = self.config.clone();
        for field in config.fields() {
            if field.live() && checkpoint.config.field(&field.path).is_some() {
                config.set(&field.path, &checkpoint.config.get(field.slot))?;
            }
        }
        let state = self.state().await?.len();
        let fits = checkpoint.params.len() == self.nets.params() && checkpoint.state.len() == state;
        if config != checkpoint.config || !fits {
            return Err(Trouble::Input(
                "The checkpoint belongs to another experiment; restore it into one with the same config.".into(),
            ));
        }
        self.augmenter = Augmenter::new(&self.dataset, &config.augment)?;
        let Checkpoint {
            step,
            params,
            state,
            ..
        } = checkpoint;
        self.rebuild(&config, *step, params, state).await?;
        self.config = config;
        self.step = checkpoint.step;
        self.loss = None;
        self.diverged = None;
        self.embedded = None;
        Ok(())
    }

    /// Embeddings of the resident rows under the current parameters.
    pub(super) async fn embed(&mut self) -> Result<&[f32], Trouble> {
        let z = match self.embedded.take() {
            Some(z) => z,
            None => {
                self.program.run(self.layout.embed, 1, 1, &[])?;
                self.program.read(self.layout.resident_z).await?
            }
        };
        Ok(self.embedded.insert(z))
    }
}

/// A loss that trains with labels has to have some.
fn needs_labels(config: &Config, dataset: &Dataset) -> Result<(), Trouble> {
    let trains = config.oracle || config.grouping().is_some_and(|(_, labels)| labels);
    if !trains || dataset.classes() > 1 || config.hash.is_none() {
        return Ok(());
    }
    let which = match config.oracle {
        true => "negatives.oracle is true, which reads labels".to_owned(),
        false => format!(
            "loss is {}, which trains with labels",
            config.loss.card.name
        ),
    };
    Err(Trouble::Input(format!(
        "{which}; your data have none. Choose a label column, or another loss."
    )))
}

/// View 1 of each evaluation row, then view 2 of each; drawn once, so that curves are comparable.
fn evaluation_views(
    dataset: &Dataset,
    augmenter: &Augmenter,
    test: &[u32],
    rows: usize,
    seed: u32,
) -> Vec<f32> {
    let dim = dataset.dim;
    let order = Rng::new(seed, Stream::Probe).permutation(test.len() as u32);
    let mut views = vec![0.0; 2 * rows * dim];
    let (first, second) = views.split_at_mut(rows * dim);
    for (index, &position) in order[..rows].iter().enumerate() {
        let row = test[position as usize] as usize;
        let mut rng = Rng::at(seed, Stream::Probe, index as u32 + 1);
        let here = index * dim..(index + 1) * dim;
        augmenter.view(dataset, row, &mut rng, &mut first[here.clone()]);
        augmenter.view(dataset, row, &mut rng, &mut second[here]);
    }
    views
}

/// A view of each of some held-out points by one augmentation alone.
fn views_by_one(
    dataset: &Dataset,
    config: &Config,
    augmentation: usize,
    test: &[u32],
) -> Result<Vec<f32>, Trouble> {
    let mut strengths = vec![0.0; config.augment.len()];
    strengths[augmentation] = config.augment[augmentation];
    let alone = Augmenter::new(dataset, &strengths)?;
    let rows = moved_rows(test);
    let mut views = vec![0.0; rows.len() * dataset.dim];
    for (view, &row) in views.chunks_exact_mut(dataset.dim).zip(rows) {
        let mut rng = Rng::at(config.seed, Stream::Invariance, row);
        alone.view(dataset, row as usize, &mut rng, view);
    }
    Ok(views)
}
