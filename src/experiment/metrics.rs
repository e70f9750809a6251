//! How good the representation is now, beside what costs nothing: the untrained encoder, and the raw
//! features.

use super::inside::Inside;
use super::questions::Right;
use super::run::Experiment;
use super::trouble::Trouble;
use crate::compute::Backend;
use crate::data::{AUGMENTATIONS, Corpus, Form, Kind, Opinion, Split};
use crate::evaluate::linear_probe::{Options, fit_with};
use crate::evaluate::{
    Metric, accuracy, alignment, effective_rank, knn, moved, spread, uniformity, words,
};
use crate::rng::{Rng, Stream};
use serde::Serialize;

/// Neighbours that vote on a point.
const NEIGHBORS: usize = 5;

/// Neighbours that vote on data of this form.
pub fn voters(form: Form) -> usize {
    match form {
        Form::Text => words::NEIGHBORS,
        _ => NEIGHBORS,
    }
}

/// Training and held-out points that accuracies are measured with, and numbers in them: of more, evenly spaced ones.
const JUDGES: usize = 5_000;
const JUDGED: usize = 2_500;
const JUDGED_NUMBERS: usize = 1 << 21;

/// Sentences whose opinion is told.
const SENTENCES: usize = 20;

/// Points that each augmentation is tried on.
const MOVED_ROWS: usize = 100;

/// All accuracies are shares, 0 to 1, on the held-out points; what is measured is fitted on the
/// training points. NaN where embeddings are no longer finite.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metrics {
    /// Steps done.
    pub step: u32,
    /// Of the last step; before the first, and after a restore, of the next batch.
    pub loss: f32,
    /// How many of them vote in `knn_accuracy`.
    pub neighbors: usize,
    #[serde(flatten)]
    pub now: Quality,
    pub untrained: Quality,
    pub raw: Accuracies,
    /// Of the next batch; null where there are no negatives.
    pub inside: Option<Inside>,
    /// How much of the pretext is answered right: of questions about held-out images, or where the target is another row
    /// (a view, a word), of the next batch's anchors; null where those have no negatives.
    pub pretext: Option<Right>,
    /// Of each augmentation that is on.
    pub invariance: Vec<Invariance>,
}

/// How far one augmentation alone moves embeddings of held-out points, as a share of the distance between two of them:
/// 0, and the encoder does not see it; 1, and the view might as well be another point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Invariance {
    pub augmentation: &'static str,
    pub untrained: f64,
    pub now: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Quality {
    #[serde(flatten)]
    pub accuracies: Accuracies,
    /// Mean squared distance of the two views of held-out points, embeddings scaled to unit length.
    pub alignment: f64,
    /// Wang & Isola's uniformity of the first views, embeddings scaled to unit length.
    pub uniformity: f64,
    /// Share of the mean square that is variance, of the first views at unit length: 0 is collapse.
    pub spread: f64,
    /// Participation ratio of their covariance's eigenvalues: in how many directions they are.
    pub effective_rank: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Accuracies {
    /// Of a text's words: [`words::category_accuracy`].
    pub knn_accuracy: f64,
    pub probe_accuracy: f64,
    /// Of a text: a linear probe's on the opinion of sentences, each the mean of its words. It is given
    /// 20 of them, and tested on those whose words for good and bad are in none that it could have been given.
    pub sentence_accuracy: Option<f64>,
    /// Of a text that has some: analogies that come out right.
    pub analogy_accuracy: Option<f64>,
}

/// What does not change during a run, measured when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct Baselines {
    /// The untrained encoder's embeddings, until they have been measured.
    embedded: Vec<f32>,
    untrained: Option<(Quality, Vec<f64>)>,
    raw: Option<Accuracies>,
}

impl Baselines {
    pub(super) fn start(&mut self, embedded: Vec<f32>) {
        *self = Self {
            embedded,
            ..Self::default()
        };
    }
}

impl<B: Backend> Experiment<B> {
    /// Measures everything; some tens of milliseconds for 1,800 points of 32 dimensions.
    pub async fn metrics(&mut self) -> Result<Metrics, Trouble> {
        let (next, inside) = self.inside().await?;
        let (inside, found) = inside.unzip();
        let pretext = self.examine().await?.or(found);
        let loss = self.loss.unwrap_or(next);
        let z = self.embed().await?.to_vec();
        let now = self.quality(&z);
        let (untrained, unmoved) = match self.baselines.untrained.take() {
            Some(known) => known,
            None => {
                let before = std::mem::take(&mut self.baselines.embedded);
                // Before the first step they are the same, and fitting a probe is most of the work.
                let untrained = if before == z {
                    now
                } else {
                    self.quality(&before)
                };
                (untrained, self.moves(&before))
            }
        };
        let moves = self.moves(&z);
        let invariance = self.moved.iter().zip(unmoved.iter().zip(moves));
        let invariance = invariance.map(|(&at, (&untrained, now))| Invariance {
            augmentation: AUGMENTATIONS[at].name,
            untrained,
            now,
        });
        let invariance = invariance.collect();
        let raw = match self.baselines.raw {
            Some(accuracies) => accuracies,
            None => self.accuracies(&self.dataset.x, self.dataset.dim, Metric::Euclidean),
        };
        (self.baselines.untrained, self.baselines.raw) = (Some((untrained, unmoved)), Some(raw));
        Ok(Metrics {
            step: self.step,
            loss,
            neighbors: voters(self.config.data.card.form),
            now,
            untrained,
            raw,
            inside,
            pretext,
            invariance,
        })
    }

    /// How far each augmentation that is on moves the embeddings.
    fn moves(&self, z: &[f32]) -> Vec<f64> {
        let dim = self.dim();
        let unit = |rows: &[f32]| match self.nets.encoder.normalize {
            true => unit_rows(rows, dim),
            false => rows.to_vec(),
        };
        let rows = moved_rows(&self.split.test);
        let before: Vec<f32> = rows
            .iter()
            .flat_map(|&row| &z[row as usize * dim..][..dim])
            .copied()
            .collect();
        let start = (self.dataset.rows + 2 * self.evaluation_rows()) * dim;
        let sets = z[start.min(z.len())..].chunks_exact((rows.len() * dim).max(1));
        let sets = sets.take(self.moved.len());
        sets.map(|after| moved(&unit(&before), &unit(after), dim))
            .collect()
    }

    /// Of the resident rows' embeddings.
    fn quality(&self, z: &[f32]) -> Quality {
        let dim = self.dim();
        let (points, views) = z.split_at((self.dataset.rows * dim).min(z.len()));
        let metric = if self.nets.encoder.normalize {
            Metric::Cosine
        } else {
            Metric::Euclidean
        };
        let views = unit_rows(
            &views[..(2 * self.evaluation_rows() * dim).min(views.len())],
            dim,
        );
        let (first, second) = views.split_at(views.len() / 2);
        Quality {
            accuracies: self.accuracies(points, dim, metric),
            alignment: alignment(first, second, dim),
            uniformity: uniformity(first, dim),
            spread: spread(first, dim),
            effective_rank: effective_rank(first, dim),
        }
    }

    fn accuracies(&self, x: &[f32], dim: usize, metric: Metric) -> Accuracies {
        let x = &x[..self.dataset.rows * dim];
        if self.dataset.classes() < 2 || !x.iter().all(|value| value.is_finite()) {
            return Accuracies {
                knn_accuracy: f64::NAN,
                probe_accuracy: f64::NAN,
                sentence_accuracy: None,
                analogy_accuracy: None,
            };
        }
        if let Kind::Words(corpus) = &self.dataset.kind {
            return self.word_accuracies(corpus, x, dim);
        }
        let [train, test] = judges(&self.split, dim);
        let (train, train_labels) = self.gather(&train, x, dim);
        let (test, test_labels) = self.gather(&test, x, dim);
        let voted = knn(&train, &train_labels, &test, dim, NEIGHBORS, metric);
        Accuracies {
            knn_accuracy: accuracy(&voted, &test_labels),
            probe_accuracy: self.probe(&train, &train_labels, &test, &test_labels, dim),
            sentence_accuracy: None,
            analogy_accuracy: None,
        }
    }

    /// Of words at `x` \[words, dim\].
    fn word_accuracies(&self, corpus: &Corpus, x: &[f32], dim: usize) -> Accuracies {
        let (train, train_labels) = self.gather(&self.split.train, x, dim);
        let (test, test_labels) = self.gather(&self.split.test, x, dim);
        let analogies = &corpus.analogies;
        Accuracies {
            knn_accuracy: words::category_accuracy(x, dim, &self.dataset.labels),
            probe_accuracy: self.probe(&train, &train_labels, &test, &test_labels, dim),
            sentence_accuracy: self.sentence_accuracy(corpus, x, dim),
            analogy_accuracy: (!analogies.is_empty())
                .then(|| words::analogy_accuracy(x, dim, analogies)),
        }
    }

    fn sentence_accuracy(&self, corpus: &Corpus, x: &[f32], dim: usize) -> Option<f64> {
        let mut order: Vec<&Opinion> = corpus.opinions.iter().collect();
        Rng::at(self.config.seed, Stream::Labels, 2).shuffle(&mut order);
        let gather = |opinions: Vec<&Opinion>| {
            let means = opinions.iter().flat_map(|opinion| {
                let words = &opinion.sentence;
                (0..dim).map(move |at| {
                    let sum: f32 = words.iter().map(|&word| x[word as usize * dim + at]).sum();
                    sum / words.len() as f32
                })
            });
            let labels = opinions.iter().map(|opinion| opinion.good.into());
            (means.collect::<Vec<f32>>(), labels.collect::<Vec<u32>>())
        };
        let (hidden, open): (Vec<_>, Vec<_>) = order.into_iter().partition(|one| one.hidden);
        if hidden.is_empty() || open.len() < SENTENCES {
            return None;
        }
        let (train, train_labels) = gather(open[..SENTENCES].to_vec());
        let (test, test_labels) = gather(hidden);
        Some(self.probe(&train, &train_labels, &test, &test_labels, dim))
    }

    /// A linear probe that is given `per_class` labels of each class (drawn from the training points,
    /// `draw` says which ones), measured on the held-out points: of the embedding, and of the raw
    /// features.
    pub async fn few_label_accuracy(
        &mut self,
        per_class: usize,
        draw: u32,
    ) -> Result<[f64; 2], Trouble> {
        let z = self.embed().await?.to_vec();
        let mut order = self.split.train.clone();
        Rng::at(self.config.seed, Stream::Probe, !draw).shuffle(&mut order);
        let mut given = vec![0; self.dataset.classes()];
        order.retain(|&row| {
            let given = &mut given[self.dataset.labels[row as usize] as usize];
            *given += 1;
            *given <= per_class
        });
        let probed = |x: &[f32], dim| {
            let (train, train_labels) = self.gather(&order, x, dim);
            let (test, test_labels) = self.gather(&self.split.test, x, dim);
            self.probe(&train, &train_labels, &test, &test_labels, dim)
        };
        Ok([
            probed(&z, self.dim()),
            probed(&self.dataset.x, self.dataset.dim),
        ])
    }

    /// Logistic regression on standardised features, l2 = 1 / rows (scikit-learn's C = 1).
    pub(super) fn probe(
        &self,
        train: &[f32],
        train_labels: &[u32],
        test: &[f32],
        test_labels: &[u32],
        dim: usize,
    ) -> f64 {
        let l2 = 1.0 / train_labels.len().max(1) as f64;
        let options = Options {
            l2,
            standardize: true,
            tolerance: 1e-6,
            start: None,
        };
        let classes = self.dataset.classes().max(2);
        let probe = fit_with(train, train_labels, dim, classes, &options);
        probe.accuracy(test, test_labels)
    }

    /// The given rows of `x` \[rows, dim\], and their labels.
    pub(super) fn gather(&self, rows: &[u32], x: &[f32], dim: usize) -> (Vec<f32>, Vec<u32>) {
        let values = rows
            .iter()
            .flat_map(|&row| &x[row as usize * dim..][..dim])
            .copied()
            .collect();
        let labels = rows
            .iter()
            .map(|&row| self.dataset.labels[row as usize])
            .collect();
        (values, labels)
    }
}

/// The held-out points whose moves are measured.
pub(super) fn moved_rows(test: &[u32]) -> &[u32] {
    &test[..test.len().min(MOVED_ROWS)]
}

/// The points that accuracies are measured with: those of training, and held-out ones.
pub(super) fn judges(split: &Split, dim: usize) -> [Vec<u32>; 2] {
    let numbers = JUDGED_NUMBERS / dim.max(1);
    [
        spaced(&split.train, JUDGES.min(numbers)),
        spaced(&split.test, JUDGED.min(numbers)),
    ]
}

/// At most so many of the rows, evenly spaced: where classes stand one after another, each has its share.
fn spaced(rows: &[u32], most: usize) -> Vec<u32> {
    let count = rows.len().min(most);
    (0..count).map(|i| rows[i * rows.len() / count]).collect()
}

/// Each row divided by its length; a row of zeros stays one.
fn unit_rows(z: &[f32], dim: usize) -> Vec<f32> {
    let mut unit = z.to_vec();
    for row in unit.chunks_exact_mut(dim.max(1)) {
        let squared: f64 = row.iter().map(|x| f64::from(*x) * f64::from(*x)).sum();
        let length = squared.sqrt().max(1e-12);
        row.iter_mut()
            .for_each(|x| *x = (f64::from(*x) / length) as f32);
    }
    unit
}
