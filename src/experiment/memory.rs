//! Negatives that are not of the batch: what a memory holds at first, which points are in it, and draws from q_β.

use super::run::Experiment;
use super::trouble::Trouble;
use crate::compute::{Backend, Program};
use crate::contrastive::negatives::Source;

impl<B: Backend> Experiment<B> {
    /// What a memory holds before the first step: the queue nothing, the bank the `untrained` embeddings.
    pub(super) fn fill_memory(&mut self, untrained: &[f32]) -> Result<(), Trouble> {
        let (batch, dim) = (self.config.batch, self.nets.encoder.dim());
        let train = self.draws.train();
        match (self.config.source(), self.layout.kept.as_slice()) {
            (Source::Queue { size, .. }, &[groups, _, keys]) => {
                // Queries are of no key's group; places of the queue are not there yet.
                let mut marks = vec![1.0; batch];
                marks.resize(2 * batch, 0.0);
                marks.resize(2 * batch + size, -1.0);
                self.program.write(groups, &marks)?;
                self.program
                    .write(keys, &self.nets.encoder.init(self.config.seed))?;
            }
            (Source::Bank { .. }, &[groups, z]) => {
                let class = |&row: &u32| self.dataset.labels[row as usize] as f32;
                let mut marks = vec![0.0; 4 * batch];
                match self.config.oracle {
                    true => marks.extend(train.iter().map(class)),
                    false => marks.extend((0..train.len()).map(|place| place as f32)),
                }
                let mut rows = vec![0.0; 4 * batch * dim];
                for &row in train {
                    rows.extend_from_slice(&untrained[row as usize * dim..][..dim]);
                }
                self.program.write(groups, &marks)?;
                self.program.write(z, &rows)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The data rows behind a memory's places, `None` where nothing is remembered yet.
    pub(super) fn remembered(&mut self) -> Vec<Option<u32>> {
        match self.config.source() {
            Source::Queue { size, .. } => {
                let batch = self.config.batch;
                let written = self.step as usize * batch;
                let mut places = vec![None; size];
                for step in (written.saturating_sub(size) / batch) as u32..self.step {
                    for (slot, row) in self.draws.indices(step).into_iter().enumerate() {
                        places[(step as usize * batch + slot) % size] = Some(row);
                    }
                }
                places
            }
            Source::Bank { .. } => self.draws.train().iter().copied().map(Some).collect(),
            _ => Vec::new(),
        }
    }

    /// β, where negatives are drawn from q_β.
    pub(super) fn hardness_of_draw(&self) -> Option<f64> {
        match self.config.source() {
            Source::Drawn { beta, .. } => beta,
            _ => None,
        }
    }

    /// Puts negatives drawn from q_β(x⁻) ∝ e^{β f(x)·f(x⁻)/τ} P(x⁻) into the input of the next step: training points
    /// as they are, not views, so that q_β is exact. Returns their data rows \[batch · count\].
    pub(super) async fn draw_hard(
        &mut self,
        beta: f64,
        input: &mut [f32],
    ) -> Result<Vec<u32>, Trouble> {
        let (batch, input_dim, dim) =
            (self.config.batch, self.dataset.dim, self.nets.encoder.dim());
        self.program
            .run(self.layout.batch, self.step + 1, 1, input)?;
        let anchors = self.program.read(self.layout.z).await?;
        let embedded = self.embed().await?.to_vec();
        let points = self.draws.indices(self.step);
        let labels = &self.dataset.labels;
        let scale = beta / f64::from(self.config.temperature());
        let mut drawn = Vec::new();
        for (slot, anchor) in anchors.chunks_exact(dim).take(batch).enumerate() {
            let own = points[slot];
            let possible = |row: u32| match self.config.oracle {
                true => labels[row as usize] != labels[own as usize],
                false => row != own,
            };
            let logits: Vec<f64> = self
                .draws
                .train()
                .iter()
                .map(|&row| {
                    let other = &embedded[row as usize * dim..][..dim];
                    let dot: f32 = anchor.iter().zip(other).map(|(a, b)| a * b).sum();
                    if possible(row) {
                        scale * f64::from(dot)
                    } else {
                        f64::NEG_INFINITY
                    }
                })
                .collect();
            let top = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let weights: Vec<f64> = logits.iter().map(|logit| libm::exp(logit - top)).collect();
            drawn.extend(self.draws.weighted(self.step, slot, &weights));
        }
        let negatives = input[2 * batch * input_dim..].chunks_exact_mut(input_dim);
        for (to, &row) in negatives.zip(&drawn) {
            to.copy_from_slice(&self.dataset.x[row as usize * input_dim..][..input_dim]);
        }
        Ok(drawn)
    }
}
