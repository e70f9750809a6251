//! One batch under the magnifying glass: the similarities, the softmax weights, each anchor's loss.

use super::run::Experiment;
use super::trouble::Trouble;
use crate::compute::{Backend, Program};
use crate::contrastive::{Arrangement, Relation};

/// The batch that the next step would train on, under the current weights. Matrices are
/// \[anchors, candidates\], row-major.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// The step it belongs to, counted from 1.
    pub step: u32,
    /// Data rows of its points \[B\].
    pub indices: Vec<u32>,
    pub dim: usize,
    /// The two views of each point \[B, dim\].
    pub view1: Vec<f32>,
    pub view2: Vec<f32>,
    pub anchors: usize,
    pub candidates: usize,
    /// Dot products of the embeddings, before the temperature: cosines where they are normalised.
    pub similarity: Vec<f32>,
    /// Softmax of similarity / temperature over an anchor's positive and negatives; 0 for the excluded.
    pub weights: Vec<f32>,
    /// 0 excluded, 1 positive, 2 negative.
    pub relation: Vec<u8>,
    /// The data row of each anchor \[anchors\].
    pub anchor_point: Vec<u32>,
    /// Which view each candidate is, counted through z (view 1 of all, view 2 of all, negatives); an
    /// anchor's is its own number. The shape of `candidate_point`.
    pub candidate_view: Vec<u32>,
    /// The data row of each candidate: \[candidates\], or \[anchors, candidates\] where each anchor has
    /// negatives of its own.
    pub candidate_point: Vec<u32>,
    /// Each anchor's loss \[anchors\].
    pub losses: Vec<f32>,
    /// Where each view of z lies in the picture of the data \[views, 2\], and in the last picture of the
    /// embedding that had `dims` dimensions \[views, dims\]; empty if there was none.
    pub data_xy: Vec<f32>,
    pub embedding_xy: Vec<f32>,
}

impl<B: Backend> Experiment<B> {
    /// Looks at the next batch; neither weights nor draws change.
    pub async fn batch(&mut self) -> Result<Batch, Trouble> {
        self.batch_around(None, 2).await
    }

    /// The same with the data row `anchor` in it: where it was not drawn, it takes the first place, so
    /// that any point can be seen among its negatives. `dims` is the embedding picture's, 2 or 3.
    pub async fn batch_around(
        &mut self,
        anchor: Option<usize>,
        dims: usize,
    ) -> Result<Batch, Trouble> {
        if let Some(row) = anchor {
            self.check_index(row)?;
        }
        let (input, sources) = self.forward_batch(anchor).await?;
        let z = self.program.read(self.layout.z).await?;
        let losses = self.program.read(self.layout.row_losses).await?;
        let (size, dim) = (self.config.batch, self.dataset.dim);
        let arrangement = self.config.arrangement();
        let (anchors, candidates) = shape(arrangement);
        let cells = anchors * candidates;
        let (mut similarity, mut relation) = (Vec::with_capacity(cells), Vec::with_capacity(cells));
        let width = self.encoder.dim();
        let row = |index: usize| &z[index * width..][..width];
        for anchor in 0..anchors {
            for candidate in 0..candidates {
                let other = candidate_row(arrangement, anchor, candidate);
                similarity.push(
                    row(anchor)
                        .iter()
                        .zip(row(other))
                        .map(|(a, b)| a * b)
                        .sum::<f32>(),
                );
                relation.push(match arrangement.relation(anchor, other) {
                    Relation::Excluded => 0,
                    Relation::Positive => 1,
                    Relation::Negative => 2,
                });
            }
        }
        let own = matches!(arrangement, Arrangement::Explicit { .. });
        let rows_of_candidates = if own { anchors } else { 1 };
        let candidate_view: Vec<u32> = (0..rows_of_candidates * candidates)
            .map(|cell| candidate_row(arrangement, cell / candidates, cell % candidates) as u32)
            .collect();
        let candidate_point = candidate_view
            .iter()
            .map(|&view| sources[view as usize])
            .collect();
        Ok(Batch {
            step: self.step + 1,
            indices: sources[..size].to_vec(),
            dim,
            view1: input[..size * dim].to_vec(),
            view2: input[size * dim..2 * size * dim].to_vec(),
            anchors,
            candidates,
            weights: softmax(
                &similarity,
                &relation,
                candidates,
                self.config.temperature(),
            ),
            similarity,
            relation,
            anchor_point: sources[..anchors].to_vec(),
            candidate_point,
            candidate_view,
            losses,
            data_xy: self.in_data_picture(&input),
            embedding_xy: self.in_embedding_picture(&z, dims),
        })
    }

    /// Runs the next batch forward, with `anchor` in it; returns its input and the data row behind each
    /// row of it.
    pub(super) async fn forward_batch(
        &mut self,
        anchor: Option<usize>,
    ) -> Result<(Vec<f32>, Vec<u32>), Trouble> {
        let (size, dim) = (self.config.batch, self.dataset.dim);
        let mut input = vec![0.0; self.draws.rows() * dim];
        let mut sources = self
            .draws
            .fill(&self.dataset, &self.augmenter, self.step, &mut input);
        let missing = anchor
            .map(|row| row as u32)
            .filter(|row| !sources[..size].contains(row));
        if let Some(row) = missing {
            let views = self
                .draws
                .views(&self.dataset, &self.augmenter, self.step, row);
            for (place, view) in [0, size].into_iter().zip(views) {
                input[place * dim..][..dim].copy_from_slice(&view);
                sources[place] = row;
            }
        }
        self.program
            .run(self.layout.batch, self.step + 1, 1, &input)?;
        Ok((input, sources))
    }
}

/// Anchors and candidates of the picture. CLIP's columns are the same matrix read downwards.
fn shape(arrangement: Arrangement) -> (usize, usize) {
    match arrangement {
        Arrangement::InBatch { rows } | Arrangement::Symmetric { rows } => (rows, rows),
        Arrangement::TwoViews { rows } => (2 * rows, 2 * rows),
        Arrangement::Explicit { rows, count } => (rows, 1 + count),
        Arrangement::Shared { rows, count } => (rows, 1 + count),
    }
}

/// The row of z behind a cell of the picture.
fn candidate_row(arrangement: Arrangement, anchor: usize, candidate: usize) -> usize {
    match (arrangement, candidate) {
        (Arrangement::InBatch { rows } | Arrangement::Symmetric { rows }, _) => rows + candidate,
        (Arrangement::TwoViews { .. }, _) => candidate,
        (Arrangement::Explicit { rows, .. } | Arrangement::Shared { rows, .. }, 0) => rows + anchor,
        (Arrangement::Explicit { rows, count }, _) => 2 * rows + anchor * count + candidate - 1,
        (Arrangement::Shared { rows, .. }, _) => 2 * rows + candidate - 1,
    }
}

/// e^(s/τ) / Σ e^(s/τ) over the cells of a row that are not excluded.
fn softmax(similarity: &[f32], relation: &[u8], candidates: usize, temperature: f32) -> Vec<f32> {
    let mut weights = vec![0.0; similarity.len()];
    let rows = weights
        .chunks_exact_mut(candidates)
        .zip(similarity.chunks_exact(candidates));
    for ((weights, similarity), relation) in rows.zip(relation.chunks_exact(candidates)) {
        let logit = |index: usize| f64::from(similarity[index] / temperature);
        let taken = || (0..candidates).filter(|&index| relation[index] != 0);
        let top = taken().map(logit).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = taken().map(|index| libm::exp(logit(index) - top)).sum();
        for index in taken() {
            weights[index] = (libm::exp(logit(index) - top) / total) as f32;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of the picture are the positives and negatives of the loss, each once.
    #[test]
    fn every_pair_of_the_loss_is_in_the_picture() {
        for arrangement in [
            Arrangement::InBatch { rows: 3 },
            Arrangement::Symmetric { rows: 3 },
            Arrangement::TwoViews { rows: 3 },
            Arrangement::Explicit { rows: 3, count: 2 },
            Arrangement::Shared { rows: 3, count: 2 },
        ] {
            let (anchors, candidates) = shape(arrangement);
            for anchor in 0..anchors {
                let mut shown: Vec<usize> = (0..candidates)
                    .map(|candidate| candidate_row(arrangement, anchor, candidate))
                    .filter(|&row| arrangement.relation(anchor, row) != Relation::Excluded)
                    .collect();
                shown.sort_unstable();
                let expected: Vec<usize> = (0..arrangement.rows())
                    .filter(|&row| arrangement.relation(anchor, row) != Relation::Excluded)
                    .collect();
                assert_eq!(shown, expected, "{arrangement:?} {anchor}");
            }
        }
    }

    #[test]
    fn weights_of_a_row_sum_to_one() {
        let weights = softmax(&[0.5, 9.0, -0.5], &[1, 0, 2], 3, 0.5);
        assert_eq!(weights[1], 0.0);
        assert!((weights[0] + weights[2] - 1.0).abs() < 1e-6);
        assert!(
            (weights[0] / weights[2] - 2.0_f32.exp()).abs() < 1e-4,
            "e^(1/τ · difference)"
        );
    }
}
