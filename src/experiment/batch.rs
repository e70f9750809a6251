//! One batch under the magnifying glass: the similarities, the softmax weights, each anchor's loss.

use super::run::{Batches, Experiment};
use super::trouble::Trouble;
use crate::compute::{Backend, Program};
use crate::contrastive::anatomy::{Anatomy, Candidates, anatomy};
use crate::contrastive::negatives::Source;
use crate::contrastive::{Arrangement, Grouping, Objective, Relation};

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
    /// What each weighs in its row, see [`Anatomy`]: for a softmax the shares of the denominator.
    pub weights: Vec<f32>,
    /// Importance weights q_β of each row's negatives, which sum to 1.
    pub importance: Vec<f32>,
    /// ∂loss_i/∂s_ij, s the similarity over the temperature.
    pub pulls: Vec<f32>,
    /// 1 where an anchor's negatives are clamped \[anchors\].
    pub clamped: Vec<u8>,
    /// Embeddings of the rows of z \[views, d\].
    pub z: Vec<f32>,
    /// 0 excluded, 1 positive, 2 negative.
    pub relation: Vec<u8>,
    /// The data row of each anchor \[anchors\].
    pub anchor_point: Vec<u32>,
    /// Which view each candidate is, counted through z (view 1 of all, view 2 of all, negatives); an
    /// anchor's is its own number. The shape of `candidate_point`.
    pub candidate_view: Vec<u32>,
    /// The data row of each candidate: \[candidates\], or \[anchors, candidates\] where each anchor has
    /// negatives or a positive of its own.
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
        self.batch_of(self.step + 1, anchor, dims).await
    }

    /// The same of a step that has been taken, under the present weights: what the step has done to its own batch.
    /// Only where nothing but the step says what is in it: negatives of the batch, or drawn uniformly.
    pub async fn batch_of(
        &mut self,
        step: u32,
        anchor: Option<usize>,
        dims: usize,
    ) -> Result<Batch, Trouble> {
        if let Batches::Questions(_) = self.batches {
            return Err(Trouble::Input(format!(
                "The pretext {} compares no rows with one another, so there is no batch of them; ask for questions.",
                self.config.pretext.card.name
            )));
        }
        let next = self.step + 1;
        let source = self.config.source();
        let fixed = matches!(source, Source::Batch | Source::Drawn { beta: None, .. });
        if !(1..=next).contains(&step) || (step != next && !fixed) {
            let least = if fixed { 1 } else { next };
            return Err(Trouble::Input(format!(
                "step is {step}; it must be from {least} to {next}, the next one{}.",
                if fixed {
                    ""
                } else {
                    ": these negatives are of the present state"
                }
            )));
        }
        if let Some(row) = anchor {
            self.check_index(row)?;
        }
        let (input, sources) = self.forward_batch(step - 1, anchor).await?;
        let z = self.program.read(self.layout.z).await?;
        let mut losses = self.program.read(self.layout.row_losses).await?;
        let (size, dim) = (self.config.batch, self.dataset.dim);
        let relations = self.relations(&sources);
        let arrangement = relations.arrangement;
        let (anchors, candidates) = shape(arrangement);
        let width = self.nets.encoder.dim();
        let cells = anchors * candidates;
        let [mut similarity, mut weights, mut importance, mut pulls] =
            [(); 4].map(|()| Vec::with_capacity(cells));
        let (mut relation, mut clamped) = (Vec::with_capacity(cells), Vec::new());
        for (anchor, loss) in losses.iter_mut().enumerate().take(anchors) {
            let row = self.row(&relations, &z[..], width, anchor);
            let narrow = |values: &[f64]| values.iter().map(|&v| v as f32).collect::<Vec<_>>();
            similarity.extend(narrow(&row.similarity));
            weights.extend(narrow(&row.anatomy.weights));
            importance.extend(narrow(&row.anatomy.importance));
            pulls.extend(narrow(&row.anatomy.pulls));
            clamped.push(row.anatomy.clamped.into());
            if !relations.objective.has_row_losses() {
                *loss = row.anatomy.loss as f32;
            }
            relation.extend(row.relation.iter().map(|relation| match relation {
                Relation::Excluded => 0,
                Relation::Positive => 1,
                Relation::Negative => 2_u8,
            }));
        }
        let sources = relations.sources;
        // In a memory, the positive at least is the anchor's own.
        let own = matches!(
            arrangement,
            Arrangement::Explicit { .. } | Arrangement::Shared { .. }
        );
        let rows_of_candidates = if own { anchors } else { 1 };
        let candidate_view: Vec<u32> = (0..rows_of_candidates * candidates)
            .map(|cell| candidate_row(arrangement, cell / candidates, cell % candidates) as u32)
            .collect();
        let candidate_point = candidate_view
            .iter()
            .map(|&view| sources[view as usize])
            .collect();
        Ok(Batch {
            step,
            indices: sources[..size].to_vec(),
            dim,
            view1: input[..size * dim].to_vec(),
            view2: input[size * dim..2 * size * dim].to_vec(),
            anchors,
            candidates,
            weights,
            importance,
            pulls,
            clamped,
            similarity,
            z: z[..sources.len() * width].to_vec(),
            relation,
            anchor_point: sources[..anchors].to_vec(),
            candidate_point,
            candidate_view,
            losses,
            data_xy: self.in_data_picture(&self.rows_shown(&input, &sources)),
            embedding_xy: self.in_embedding_picture(&z, dims),
        })
    }

    /// Runs the batch after `step` steps forward, with `anchor` in it; returns its input and the data row
    /// behind each row of it.
    pub(super) async fn forward_batch(
        &mut self,
        step: u32,
        anchor: Option<usize>,
    ) -> Result<(Vec<f32>, Vec<u32>), Trouble> {
        self.keep_up().await?;
        let (size, dim) = (self.config.batch, self.dataset.dim);
        let mut input = vec![0.0; self.width()];
        if let Batches::Words(words) = &self.batches {
            let (sources, _) = words.fill(step, anchor.map(|row| row as u32), &mut input);
            self.look(&input)?;
            return Ok((input, sources));
        }
        let mut sources = self.fill(step, &mut input);
        // A bank has entries for training points only.
        let bank = matches!(self.config.source(), Source::Bank { .. });
        let missing = anchor
            .map(|row| row as u32)
            .filter(|row| !sources[..size].contains(row))
            .filter(|row| !bank || self.draws.train().contains(row));
        if let Some(row) = missing {
            let views = self.draws.views(&self.dataset, &self.augmenter, step, row);
            for (place, view) in [0, size].into_iter().zip(views) {
                input[place * dim..][..dim].copy_from_slice(&view);
                sources[place] = row;
            }
            self.draws.mark(&self.dataset, row, &mut input);
        }
        if let Some(beta) = self.hardness_of_draw() {
            let drawn = self.draw_hard(beta, &mut input).await?;
            sources[2 * size..].copy_from_slice(&drawn);
        }
        self.look(&input)?;
        Ok((input, sources))
    }

    /// Runs a step's input forward.
    pub(super) fn look(&mut self, input: &[f32]) -> Result<(), Trouble> {
        Ok(self
            .program
            .run(self.layout.batch, self.step + 1, 1, input)?)
    }

    /// Who is who in the next batch, whose views and drawn negatives come from `sources`.
    pub(super) fn relations(&mut self, sources: &[u32]) -> Relations {
        let size = self.config.batch;
        let arrangement = self.config.arrangement(self.split.train.len());
        let mut sources: Vec<Option<u32>> = sources.iter().copied().map(Some).collect();
        let remembered = self.remembered();
        if let Arrangement::Shared { rows, .. } = arrangement {
            // Positives are the anchors' keys or entries; then the memory.
            let anchors = sources[..2 * size].to_vec();
            sources = anchors.iter().copied().cycle().take(2 * rows).collect();
            sources.extend(remembered);
        }
        let groups = self.config.grouping().map(|(grouping, labels)| {
            let queue = matches!(self.config.source(), Source::Queue { .. });
            let group = |(place, source): (usize, &Option<u32>)| match (*source, labels) {
                (None, _) => -1.0,
                (Some(row), true) => self.draws.told(&self.dataset, row) as f32,
                (Some(_), false) if queue => f32::from(place < size),
                (Some(row), false) => row as f32,
            };
            (grouping, sources.iter().enumerate().map(group).collect())
        });
        Relations {
            arrangement,
            groups,
            objective: self.config.objective(self.step),
            temperature: f64::from(self.config.temperature()),
            sources: sources.iter().map(|source| source.unwrap_or(0)).collect(),
        }
    }

    /// One anchor's row of the picture, taken apart.
    pub(super) fn row(&self, relations: &Relations, z: &[f32], width: usize, anchor: usize) -> Row {
        let arrangement = relations.arrangement;
        let (_, candidates) = shape(arrangement);
        let others =
            || (0..candidates).map(|candidate| candidate_row(arrangement, anchor, candidate));
        let at = |row: usize| &z[row * width..][..width];
        let dot = |a: usize, b: usize| -> f64 {
            let pairs = at(a).iter().zip(at(b));
            pairs.map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
        };
        let distance = |other: usize| -> f64 {
            let pairs = at(anchor).iter().zip(at(other));
            pairs
                .map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2))
                .sum()
        };
        let similarity: Vec<f64> = others().map(|other| dot(anchor, other)).collect();
        let relation: Vec<Relation> = others().map(|other| relations.of(anchor, other)).collect();
        let positive = others()
            .zip(&relation)
            .find(|(_, relation)| **relation == Relation::Positive);
        let scaled = |s: &f64| s / relations.temperature;
        // As much work as the similarities, and most losses have no use for them.
        let distances: Vec<f64> = match relations.objective.has_row_losses() {
            true => Vec::new(),
            false => others().map(distance).collect(),
        };
        let candidates = Candidates {
            relations: &relation,
            logits: &similarity.iter().map(scaled).collect::<Vec<_>>(),
            distances: &distances,
            norms: positive.map_or(0.0, |(row, _)| dot(anchor, anchor) + dot(row, row)),
        };
        Row {
            anatomy: anatomy(&relations.objective, &candidates),
            similarity,
            relation,
        }
    }

    /// The data behind every row of z: its input where it has one, else the point itself.
    fn rows_shown(&self, input: &[f32], sources: &[u32]) -> Vec<f32> {
        let dim = self.dataset.dim;
        let given = match &self.batches {
            Batches::Words(_) => sources.len() * dim,
            _ => self.draws.rows().min(sources.len()) * dim,
        };
        let mut rows = input[..given].to_vec();
        for &row in &sources[given / dim..] {
            rows.extend_from_slice(&self.dataset.x[row as usize * dim..][..dim]);
        }
        rows
    }
}

/// Who is who in a batch.
pub(super) struct Relations {
    pub arrangement: Arrangement,
    groups: Option<(Grouping, Vec<f32>)>,
    objective: Objective,
    temperature: f64,
    /// The data row behind each row of z.
    pub sources: Vec<u32>,
}

impl Relations {
    pub fn of(&self, anchor: usize, other: usize) -> Relation {
        match &self.groups {
            Some((grouping, groups)) => self
                .arrangement
                .grouped_relation(anchor, other, *grouping, groups),
            None => self.arrangement.relation(anchor, other),
        }
    }

    /// The row of z behind a candidate of an anchor.
    pub fn row_of(&self, anchor: usize, candidate: usize) -> usize {
        candidate_row(self.arrangement, anchor, candidate)
    }
}

/// An anchor's row of a batch; one value for each candidate.
pub(super) struct Row {
    pub similarity: Vec<f64>,
    pub relation: Vec<Relation>,
    pub anatomy: Anatomy,
}

/// Anchors and candidates of the picture. CLIP's columns are the same matrix read downwards.
fn shape(arrangement: Arrangement) -> (usize, usize) {
    match arrangement {
        Arrangement::InBatch { rows } | Arrangement::Symmetric { rows } => (rows, rows),
        Arrangement::TwoViews { rows } => (2 * rows, 2 * rows),
        Arrangement::Among { rows, .. } => (rows, rows),
        Arrangement::Explicit { rows, count } => (rows, 1 + count),
        Arrangement::Shared { rows, count } => (rows, 1 + count),
    }
}

/// The row of z behind a cell of the picture.
fn candidate_row(arrangement: Arrangement, anchor: usize, candidate: usize) -> usize {
    match (arrangement, candidate) {
        (Arrangement::InBatch { rows } | Arrangement::Symmetric { rows }, _) => rows + candidate,
        (Arrangement::TwoViews { .. } | Arrangement::Among { .. }, _) => candidate,
        (Arrangement::Explicit { rows, .. } | Arrangement::Shared { rows, .. }, 0) => rows + anchor,
        (Arrangement::Explicit { rows, count }, _) => 2 * rows + anchor * count + candidate - 1,
        (Arrangement::Shared { rows, .. }, _) => 2 * rows + candidate - 1,
    }
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
            Arrangement::Among {
                rows: 3,
                counted: 3,
            },
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
}
