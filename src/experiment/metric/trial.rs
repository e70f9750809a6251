//! Does it help? The error of k nearest neighbours on the held-out points of one seeded split, under the metrics that
//! one would try: Euclidean, standardised, S⁻¹ (whitening, t = 0), the geometric mean, and the best t by
//! cross-validation on the training points.
//!
//! The protocol of Zadeh et al. 2016, sec. 4.2, with splits of our own.

use super::cards::{ALL, SOURCES, Settings};
use super::problem::{Problem, features, problem, standardise};
use super::report::gather;
use super::run::MetricRun;
use crate::compute::distances::nearest;
use crate::compute::{Backend, Fault};
use crate::data::split;
use crate::evaluate::accuracy;
use crate::experiment::trouble::Trouble;
use crate::metric::gmml;
use crate::metric::mahalanobis::map;
use crate::rng::{Rng, Stream};
use serde::Serialize;

/// The places on the geodesic that are tried: 0, 0.1, …, 1.
const PLACES: usize = 11;
/// Parts that cross-validation makes of the training points.
const FOLDS: usize = 5;

/// Shares of held-out points that are wrong.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Errors {
    pub euclidean: f64,
    pub standardised: f64,
    /// t = 0.
    pub whitening: f64,
    /// t = ½.
    pub gmml: f64,
    /// The t that cross-validation chose.
    pub best: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    pub index: u32,
    pub k: usize,
    pub standardized: bool,
    pub errors: Errors,
    pub best_t: f64,
    pub ts: Vec<f64>,
    /// The error at each t.
    pub curve: Vec<f64>,
}

/// Points with their labels.
struct Points<'a> {
    x: &'a [f64],
    dim: usize,
    labels: &'a [u32],
    seed: u32,
}

impl<B: Backend> MetricRun<B> {
    /// Split `index` of the run's seed; 0 is the run's own. Standardisation is by the training points alone.
    pub async fn trial(&self, index: u32) -> Result<Trial, Trouble> {
        let settings = self.config.metric.clone();
        let (dim, labels) = (self.dataset.dim, &self.dataset.labels);
        if self.dataset.classes() < 2 {
            return Err(Trouble::Input(
                "These data have no labels, so there is no error to measure; choose a label column.".into(),
            ));
        }
        let seed = match index {
            0 => self.config.seed,
            index => Rng::at(self.config.seed, Stream::Split, u32::MAX - index).next_u32(),
        };
        let halves = split(self.dataset.rows, labels, self.split.train.len(), seed);
        let raw = features(&self.dataset, false, &[]);
        let mut standard = raw.clone();
        standardise(&mut standard, dim, &halves.train);
        let x = if settings.standardize {
            &standard
        } else {
            &raw
        };

        let backend = &*self.backend;
        let k = settings.neighbors;
        let error = async |x: &[f64]| {
            let points = Points {
                x,
                dim,
                labels,
                seed,
            };
            points.error(backend, &halves.train, &halves.test, k).await
        };
        let euclidean = error(x).await?;
        let standardised = error(&standard).await?;
        let points = Points {
            x,
            dim,
            labels,
            seed,
        };
        let curve = points
            .curve(backend, &settings, &halves.train, &halves.test, 1 + index)
            .await?;
        let best = points.best_place(backend, &settings, &halves.train).await?;
        Ok(Trial {
            index,
            k,
            standardized: settings.standardize,
            errors: Errors {
                euclidean,
                standardised,
                whitening: curve[0],
                gmml: curve[PLACES / 2],
                best: curve[best],
            },
            best_t: place(best),
            ts: (0..PLACES).map(place).collect(),
            curve,
        })
    }
}

fn place(index: usize) -> f64 {
    index as f64 / (PLACES - 1) as f64
}

impl Points<'_> {
    /// Error of kNN on `test` when the metric at each place of the geodesic is learned from `train`.
    async fn curve<B: Backend>(
        &self,
        backend: &B,
        settings: &Settings,
        train: &[u32],
        test: &[u32],
        draw: u32,
    ) -> Result<Vec<f64>, Trouble> {
        // Pairs drawn by hand belong to the run's own points; a split has those of its labels.
        let mut settings = Settings {
            similar: Vec::new(),
            dissimilar: Vec::new(),
            ..settings.clone()
        };
        if SOURCES[settings.source].name == "drawn" {
            settings.source = ALL;
        }
        let Problem { s, d, .. } = problem(
            &settings,
            self.x,
            self.dim,
            train,
            self.labels,
            self.seed,
            draw,
        )?;
        let geodesic = gmml::geodesic(&s, &d)?;
        let mut errors = Vec::with_capacity(PLACES);
        for index in 0..PLACES {
            let x = map(self.x, &geodesic.root(place(index)));
            let points = Points { x: &x, ..*self };
            errors.push(
                points
                    .error(backend, train, test, settings.neighbors)
                    .await?,
            );
        }
        Ok(errors)
    }

    /// The place with the least error over the folds, of equals the one nearest to ½.
    async fn best_place<B: Backend>(
        &self,
        backend: &B,
        settings: &Settings,
        train: &[u32],
    ) -> Result<usize, Trouble> {
        let mut order = train.to_vec();
        Rng::at(self.seed, Stream::Split, u32::MAX).shuffle(&mut order);
        let mut sums = [0.0; PLACES];
        for fold in 0..FOLDS {
            let mine = |index: usize| index % FOLDS == fold;
            let pick = |held: bool| -> Vec<u32> {
                let rows = order
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| mine(*index) == held);
                rows.map(|(_, &row)| row).collect()
            };
            let (train, test) = (pick(false), pick(true));
            // A fold of a very small training set may lack the pairs that a metric needs: it has no say.
            let Ok(errors) = self
                .curve(backend, settings, &train, &test, u32::MAX - fold as u32)
                .await
            else {
                continue;
            };
            sums.iter_mut()
                .zip(errors)
                .for_each(|(sum, error)| *sum += error * test.len() as f64);
        }
        let from_middle = |index: usize| index.abs_diff(PLACES / 2);
        let better = |a: &usize, b: &usize| {
            sums[*a]
                .total_cmp(&sums[*b])
                .then(from_middle(*a).cmp(&from_middle(*b)))
        };
        Ok((0..PLACES).min_by(better).unwrap_or(PLACES / 2))
    }

    /// Share of `test` that the k nearest of `train` vote wrong.
    async fn error<B: Backend>(
        &self,
        backend: &B,
        train: &[u32],
        test: &[u32],
        k: usize,
    ) -> Result<f64, Trouble> {
        let of = |rows: &[u32]| {
            rows.iter()
                .map(|&row| self.labels[row as usize])
                .collect::<Vec<u32>>()
        };
        let (points, queries) = (
            gather(self.x, self.dim, train),
            gather(self.x, self.dim, test),
        );
        let voted = vote(backend, &points, &of(train), &queries, self.dim, k).await?;
        Ok(1.0 - accuracy(&voted, &of(test)))
    }
}

/// The class of each query: the majority among its k nearest points, ties to the smallest label.
pub async fn vote<B: Backend>(
    backend: &B,
    points: &[f64],
    labels: &[u32],
    queries: &[f64],
    dim: usize,
    k: usize,
) -> Result<Vec<u32>, Fault> {
    Ok(nearest(backend, points, queries, dim, k)
        .await?
        .vote(labels))
}
