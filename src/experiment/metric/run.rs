//! A run of metric learning. The geometric objective has its closed form at once, and two descents fall onto its
//! value step by step; the naive one moves A by projected gradient.

use super::cards::SOURCES;
use super::problem::{Problem, features, problem};
use super::report::Kept;
use crate::compute::Backend;
use crate::data::{Dataset, Split, split};
use crate::experiment::trouble::Trouble;
use crate::experiment::value::Value;
use crate::experiment::{Config, Given, Info, knobs};
use crate::metric::geometric_mean::Geodesic;
use crate::metric::naive::Naive;
use crate::metric::{Matrix, descent, gmml};
use std::rc::Rc;

/// Steps that one call may ask for: it cannot be interrupted.
const MOST_STEPS: usize = knobs::STEPS.max as usize;

/// One run.
pub struct MetricRun<B: Backend> {
    pub(super) backend: Rc<B>,
    pub(super) config: Config,
    pub(super) dataset: Dataset,
    pub(super) split: Split,
    /// The features in the units that are used \[rows, dim\].
    pub(super) x: Vec<f64>,
    pub(super) problem: Problem,
    pub(super) solver: Solver,
    pub(super) step: u32,
    /// What `objectives` gives: two values a step, the start among them.
    history: [Vec<f64>; 2],
    pub(super) kept: Kept,
}

/// A metric is a matrix of features by features, and its judges compare all points with all.
const MOST_FEATURES: usize = 256;
const MOST_POINTS: usize = 10_000;

fn small_enough(dataset: &Dataset) -> Result<(), String> {
    let Dataset { rows, dim, .. } = *dataset;
    if dim <= MOST_FEATURES && rows <= MOST_POINTS {
        return Ok(());
    }
    Err(format!(
        "Your data have {rows} rows of {dim} features; for metric learning there may be {MOST_POINTS} rows of \
         {MOST_FEATURES}. Choose fewer columns or rows, or the task contrastive."
    ))
}

/// Pairs come from labels, or from a hand.
fn has_pairs(config: &Config, dataset: &Dataset) -> Result<(), String> {
    let by_hand = SOURCES[config.metric.source].name == "drawn";
    if dataset.classes() > 1 || by_hand || config.hash.is_none() {
        return Ok(());
    }
    Err("Your data have no labels to make pairs of; choose a label column, or set pairs.source to drawn and objective.lambda above 0, and connect pairs yourself.".into())
}

/// What a step moves.
#[derive(Clone, Debug)]
pub enum Solver {
    Geometric {
        /// From S⁻¹ to D; the metric lies on it.
        geodesic: Geodesic,
        /// Iterates of the two descents.
        natural: Matrix,
        euclidean: Matrix,
    },
    Naive {
        naive: Naive,
        a: Matrix,
    },
}

/// All that a run needs to go on somewhere else with the same bits: the iterates, and what was recorded of them.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricCheckpoint {
    pub config: Config,
    pub step: u32,
    /// The iterates, one after the other.
    pub params: Vec<f64>,
    /// The two values of every step so far.
    pub state: Vec<f64>,
}

/// Values at the steps `from`, `from` + 1, … up to the present one.
#[derive(Clone, Debug, PartialEq)]
pub struct Objectives {
    pub from: usize,
    /// h of the natural descent and of the Euclidean one; or f and tr A.
    pub values: [Vec<f64>; 2],
}

impl<B: Backend> MetricRun<B> {
    /// Makes the data (of a file its text is given, nothing for generated ones), the pairs and the matrices. S and D
    /// that are singular are an error that says what would mend them.
    pub fn new<'a>(
        backend: Rc<B>,
        config: Config,
        given: impl Into<Given<'a>>,
    ) -> Result<Self, Trouble> {
        config.check()?;
        let dataset = config.dataset(given.into())?;
        small_enough(&dataset)?;
        has_pairs(&config, &dataset)?;
        let train = config.check_rows(dataset.rows)?;
        let split = split(dataset.rows, &dataset.labels, train, config.seed);
        let all: Vec<u32> = (0..dataset.rows as u32).collect();
        let x = features(&dataset, config.metric.standardize, &all);
        let problem = of_run(&config, &dataset, &split, &x)?;
        let start = Matrix::identity(dataset.dim, dataset.dim);
        let solver = solver(&config, &problem, [start.clone(), start])?;
        let first = solver.values(&problem);
        Ok(Self {
            backend,
            config,
            dataset,
            split,
            x,
            problem,
            solver,
            step: 0,
            history: first.map(|value| vec![value]),
            kept: Kept::default(),
        })
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    pub fn step_count(&self) -> u32 {
        self.step
    }

    pub fn info(&self) -> Info {
        let dim = self.dataset.dim;
        let train = self.split.train.len();
        Info::new(&self.config, &self.dataset, train, dim * (dim + 1) / 2)
    }

    /// The metric that is shown: the closed form at t, or the naive descent's iterate.
    pub(super) fn metric(&self) -> Matrix {
        match &self.solver {
            Solver::Geometric { geodesic, .. } => geodesic.at(self.config.metric.knob("t")),
            Solver::Naive { a, .. } => a.clone(),
        }
    }

    /// Takes `count` steps; returns the objective before each.
    pub fn step(&mut self, count: usize) -> Result<Vec<f32>, Trouble> {
        if count > MOST_STEPS {
            return Err(Trouble::Input(format!(
                "The number of steps is {count}; it must be at most {MOST_STEPS} at a time."
            )));
        }
        let rate = self.config.metric.knob("rate");
        let mut losses = Vec::with_capacity(count);
        for _ in 0..count {
            losses.push(self.history[0].last().copied().unwrap_or(f64::NAN) as f32);
            self.solver = self.solver.stepped(&self.problem, rate)?;
            self.step += 1;
            let values = self.solver.values(&self.problem);
            if !values.iter().all(|value| (*value as f32).is_finite()) {
                return Err(Trouble::Diverged {
                    step: self.step,
                    message: format!(
                        "At step {} the objective was no longer a finite number. Reset, and try a smaller step size.",
                        self.step
                    ),
                });
            }
            self.history
                .iter_mut()
                .zip(values)
                .for_each(|(history, value)| history.push(value));
        }
        Ok(losses)
    }

    /// What was recorded from step `from` on.
    pub fn objectives(&self, from: usize) -> Objectives {
        let from = from.min(self.history[0].len() - 1);
        let values = self
            .history
            .each_ref()
            .map(|history| history[from..].to_vec());
        Objectives { from, values }
    }

    /// Changes a live setting: the matrices follow, the iterates go on from where they are.
    pub fn set(&mut self, path: &str, value: &Value) -> Result<(), Trouble> {
        let mut config = self.config.clone();
        config.set(path, value)?;
        if !self.config.field(path).is_some_and(|field| field.live()) {
            return Err(Trouble::Input(format!(
                "{path} is fixed while an experiment runs; start a new one to change it."
            )));
        }
        config.check()?;
        config.check_rows(self.dataset.rows)?;
        let problem = of_run(&config, &self.dataset, &self.split, &self.x)?;
        self.solver = solver(&config, &problem, self.solver.iterates())?;
        self.problem = problem;
        self.config = config;
        self.kept = Kept::default();
        // The present value is that of the new problem.
        let values = self.solver.values(&self.problem);
        for (history, value) in self.history.iter_mut().zip(values) {
            if let Some(last) = history.last_mut() {
                *last = value;
            }
        }
        Ok(())
    }

    pub fn checkpoint(&self) -> MetricCheckpoint {
        let iterates = self.solver.iterates();
        MetricCheckpoint {
            config: self.config.clone(),
            step: self.step,
            params: iterates.iter().flat_map(|a| a.iter().copied()).collect(),
            state: self.history.concat(),
        }
    }

    /// Goes on from a checkpoint of this experiment, with the same bits as if it had never stopped. Its config may
    /// differ from this one's in live settings only.
    pub fn restore(&mut self, checkpoint: &MetricCheckpoint) -> Result<(), Trouble> {
        let mut config = self.config.clone();
        for field in config.fields() {
            if field.live() && checkpoint.config.field(&field.path).is_some() {
                config.set(&field.path, &checkpoint.config.get(field.slot))?;
            }
        }
        let dim = self.dataset.dim;
        let steps = checkpoint.step as usize + 1;
        let fits = checkpoint.params.len() == 2 * dim * dim && checkpoint.state.len() == 2 * steps;
        let finite = checkpoint
            .params
            .iter()
            .chain(&checkpoint.state)
            .all(|value| value.is_finite());
        if config != checkpoint.config || !fits || !finite {
            return Err(Trouble::Input(
                "The checkpoint belongs to another experiment; restore it into one with the same config.".into(),
            ));
        }
        let (first, second) = checkpoint.params.split_at(dim * dim);
        let iterates = [first, second].map(|values| Matrix::from_column_slice(dim, dim, values));
        let problem = of_run(&config, &self.dataset, &self.split, &self.x)?;
        self.solver = solver(&config, &problem, iterates)?;
        self.problem = problem;
        self.config = config;
        self.step = checkpoint.step;
        let (first, second) = checkpoint.state.split_at(steps);
        self.history = [first, second].map(<[f64]>::to_vec);
        self.kept = Kept::default();
        Ok(())
    }
}

impl Solver {
    /// Two matrices, whichever solver it is: the naive one has its own twice.
    fn iterates(&self) -> [Matrix; 2] {
        match self {
            Solver::Geometric {
                natural, euclidean, ..
            } => [natural.clone(), euclidean.clone()],
            Solver::Naive { a, .. } => [a.clone(), a.clone()],
        }
    }

    /// h of both iterates; or f and tr A.
    fn values(&self, problem: &Problem) -> [f64; 2] {
        let Problem { s, d, .. } = problem;
        match self {
            Solver::Geometric {
                natural, euclidean, ..
            } => [natural, euclidean].map(|a| descent::value(a, s, d)),
            Solver::Naive { naive, a } => [naive.objective(a), a.trace()],
        }
    }

    fn stepped(&self, problem: &Problem, rate: f64) -> Result<Self, String> {
        let Problem { s, d, .. } = problem;
        Ok(match self {
            Solver::Geometric {
                geodesic,
                natural,
                euclidean,
            } => Solver::Geometric {
                geodesic: geodesic.clone(),
                natural: descent::natural(natural, s, d, rate)?,
                euclidean: descent::euclidean(euclidean, s, d, rate)?,
            },
            Solver::Naive { naive, a } => {
                let sizes = naive.spectrum.values.iter().map(|value| value.abs());
                let largest = sizes.fold(f64::MIN_POSITIVE, f64::max);
                Solver::Naive {
                    a: naive.descend(a, rate / largest)?,
                    naive: naive.clone(),
                }
            }
        })
    }
}

fn of_run(config: &Config, dataset: &Dataset, split: &Split, x: &[f64]) -> Result<Problem, String> {
    problem(
        &config.metric,
        x,
        dataset.dim,
        &split.train,
        &dataset.labels,
        config.seed,
        0,
    )
}

fn solver(
    config: &Config,
    problem: &Problem,
    [first, second]: [Matrix; 2],
) -> Result<Solver, String> {
    let Problem { s, d, .. } = problem;
    Ok(if config.metric.objective.card.name == "geometric" {
        Solver::Geometric {
            geodesic: gmml::geodesic(s, d)?,
            natural: first,
            euclidean: second,
        }
    } else {
        let (lambda, cap) = (config.metric.knob("lambda"), config.metric.trace_cap());
        Solver::Naive {
            naive: Naive::new(s, d, lambda, cap)?,
            a: first,
        }
    })
}
