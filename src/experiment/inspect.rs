//! What there is to see of a run at its current step. Nothing here changes it.

use super::config::Config;
use super::run::{Batches, Experiment};
use super::trouble::Trouble;
use crate::compute::Backend;
use crate::data::{Dataset, Kind, digest, digest_u32, on_a_circle};
use crate::evaluate::{neighbors, pca};
use serde::Serialize;

/// What does not change during a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    pub task: &'static str,
    /// What a batch has to be told apart by: "view", "word" or "answer".
    pub target: &'static str,
    pub dataset: &'static str,
    pub rows: usize,
    pub train_rows: usize,
    pub dim: usize,
    pub classes: usize,
    pub class_names: Vec<String>,
    /// Names of the features, where they have any.
    pub features: Option<Vec<String>>,
    pub image: Option<Image>,
    /// The words that the rows are.
    pub words: Option<Vec<String>>,
    /// Numbers that are learned.
    pub parameters: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Image {
    pub width: usize,
    pub height: usize,
}

/// Points as a picture: `xy` \[rows, dims\], and the share of variance along each axis where the picture
/// is a projection.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub xy: Vec<f32>,
    pub dims: usize,
    pub variance: Option<Vec<f64>>,
}

/// Fingerprints of everything that is drawn on the CPU; equal bits on every machine and backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Digests {
    pub data: String,
    /// The initial weights.
    pub weights: String,
    /// Points and views of the first three steps.
    pub batches: String,
    pub views: String,
}

impl Info {
    pub(super) fn new(config: &Config, dataset: &Dataset, train: usize, parameters: usize) -> Self {
        let (features, image) = match &dataset.kind {
            Kind::Points | Kind::Words(_) => (None, None),
            Kind::Table { features } => (Some(features.clone()), None),
            &Kind::Images { width, height } => (None, Some(Image { width, height })),
        };
        let words = match &dataset.kind {
            Kind::Words(corpus) => Some(corpus.words.clone()),
            _ => None,
        };
        Self {
            task: config.task.name(),
            target: config.target().name(),
            dataset: config.data.card.name,
            rows: dataset.rows,
            train_rows: train,
            dim: dataset.dim,
            classes: dataset.classes(),
            class_names: dataset.class_names.clone(),
            features,
            image,
            words,
            parameters,
        }
    }
}

impl Picture {
    /// Points \[rows, dim\] as they are where they have at most `dims` dimensions, else by principal components.
    pub(super) fn new(x: &[f32], rows: usize, dim: usize, dims: usize) -> Self {
        if dim <= dims {
            return as_it_is(x, dim, dims);
        }
        let pca = pca(x, rows, dim, dims);
        Self {
            xy: pca.projection,
            dims,
            variance: Some(pca.explained_variance_ratio[..dims].to_vec()),
        }
    }
}

/// Whether there is a row of that number.
pub(super) fn check_index(index: usize, rows: usize) -> Result<(), Trouble> {
    if index < rows {
        return Ok(());
    }
    Err(Trouble::Input(format!(
        "index is {index}; it must be a whole number from 0 to {}.",
        rows - 1
    )))
}

impl<B: Backend> Experiment<B> {
    pub fn info(&self) -> Info {
        let train = self.split.train.len();
        Info::new(&self.config, &self.dataset, train, self.nets.params())
    }

    /// Embeddings of all points \[rows, dim\].
    pub async fn embeddings(&mut self) -> Result<Vec<f32>, Trouble> {
        let len = self.dataset.rows * self.dim();
        Ok(self.embed().await?[..len].to_vec())
    }

    /// Which points are held out \[rows\]: 1 = test.
    pub fn held_out(&self) -> Vec<u8> {
        self.split.held_out(self.dataset.rows)
    }

    /// The data themselves as a picture: the plane as it is, anything else by its two principal
    /// components.
    ///
    /// Words are on a circle: all of them are equally far from one another.
    pub fn points_picture(&self) -> Picture {
        if let Batches::Words(_) = self.batches {
            return Picture {
                xy: on_a_circle(&self.dataset.x, self.dataset.rows),
                dims: 2,
                variance: None,
            };
        }
        Picture::new(&self.dataset.x, self.dataset.rows, self.dataset.dim, 2)
    }

    /// The embedding as a picture of `dims` 2 or 3 dimensions: as it is where it has no more, else by
    /// principal components, turned so that each frame continues the one before.
    pub async fn projection(&mut self, dims: usize) -> Result<Picture, Trouble> {
        if !(2..=3).contains(&dims) {
            return Err(Trouble::Input(format!(
                "dims is {dims}; it must be 2 or 3."
            )));
        }
        let (rows, dim) = (self.dataset.rows, self.dim());
        let z = self.embeddings().await?;
        if dim <= dims {
            return Ok(as_it_is(&z, dim, dims));
        }
        let mut pca = pca(&z, rows, dim, dims);
        let previous = &mut self.axes[dims - 2];
        if let Some(previous) = previous {
            pca.align_to(previous);
        }
        let variance = pca.explained_variance_ratio[..dims].to_vec();
        let xy = std::mem::take(&mut pca.projection);
        if z.iter().all(|value| value.is_finite()) {
            *previous = Some(pca);
        }
        Ok(Picture {
            xy,
            dims,
            variance: Some(variance),
        })
    }

    /// The two views that the next step would draw of a point.
    pub fn views(&mut self, index: usize) -> Result<[Vec<f32>; 2], Trouble> {
        self.check_index(index)?;
        let Batches::Views = self.batches else {
            return Err(Trouble::Input(format!(
                "The pretext {} makes no views; ask for questions.",
                self.config.pretext.card.name
            )));
        };
        Ok(self
            .draws
            .views(&self.dataset, &self.augmenter, self.step, index as u32))
    }

    /// The `k` other points most similar to point `index` in the embedding, and their cosines, most
    /// similar first.
    pub async fn neighbors(
        &mut self,
        index: usize,
        k: usize,
    ) -> Result<(Vec<u32>, Vec<f32>), Trouble> {
        self.check_index(index)?;
        let z = self.embeddings().await?;
        Ok(neighbors(&z, self.dim(), index, k))
    }

    /// Where rows like the data's (views of them) \[rows, dim\] lie in [`Self::points_picture`]: \[rows, 2\].
    pub(super) fn in_data_picture(&mut self, x: &[f32]) -> Vec<f32> {
        let (rows, dim) = (self.dataset.rows, self.dataset.dim);
        if let Batches::Words(_) = self.batches {
            return on_a_circle(x, rows);
        }
        if dim <= 2 {
            return as_it_is(x, dim, 2).xy;
        }
        let data = &self.dataset.x;
        let axes = self
            .data_axes
            .get_or_insert_with(|| pca(data, rows, dim, 2));
        axes.project(x)
    }

    /// Where embeddings \[rows, d\] lie in the last [`Self::projection`] of `dims` dimensions:
    /// \[rows, dims\], or nothing if there was none.
    pub(super) fn in_embedding_picture(&self, z: &[f32], dims: usize) -> Vec<f32> {
        let dim = self.dim();
        if dim <= dims {
            return as_it_is(z, dim, dims).xy;
        }
        let axes = self.axes.get(dims.wrapping_sub(2)).and_then(Option::as_ref);
        axes.map_or_else(Vec::new, |axes| axes.project(z))
    }

    pub(super) fn check_index(&self, index: usize) -> Result<(), Trouble> {
        check_index(index, self.dataset.rows)
    }

    pub fn digests(&mut self) -> Digests {
        let width = self.width();
        let (mut batches, mut views) = (Vec::new(), vec![0.0; 3 * width]);
        for (step, views) in (0..).zip(views.chunks_exact_mut(width)) {
            batches.extend(self.fill(step, views));
        }
        let data = match &self.dataset.kind {
            Kind::Words(corpus) => digest_u32(&corpus.sentences.concat()),
            _ => digest(&self.dataset.x),
        };
        Digests {
            data,
            weights: digest(&self.nets.init(self.config.seed)),
            batches: digest_u32(&batches),
            views: digest(&views),
        }
    }
}

/// Points of at most `dims` dimensions, with zeros for those that are missing.
fn as_it_is(x: &[f32], dim: usize, dims: usize) -> Picture {
    let pad = |row: &[f32]| {
        (0..dims)
            .map(|i| row.get(i).copied().unwrap_or(0.0))
            .collect::<Vec<_>>()
    };
    Picture {
        xy: x.chunks_exact(dim.max(1)).flat_map(pad).collect(),
        dims,
        variance: None,
    }
}
