//! What a step trains on: which points, which views of them, which negatives. Any step's draws can be
//! had without those before it, so a run can be replayed, restored and compared anywhere.

use crate::data::{Augmenter, Dataset};
use crate::rng::{Rng, Stream};

/// The draws of one run. Steps count from 0 here.
#[derive(Clone, Debug)]
pub struct Draws {
    seed: u32,
    /// Rows of the data to train on.
    train: Vec<u32>,
    batch: usize,
    negatives: usize,
    /// The epoch whose order of points is at hand, and that order (positions in `train`).
    epoch: u32,
    order: Vec<u32>,
}

impl Draws {
    /// `batch` points a step of the `train` rows (at least that many), `negatives` drawn for each.
    pub fn new(seed: u32, train: &[u32], batch: usize, negatives: usize) -> Self {
        let order = Rng::new(seed, Stream::Batch).permutation(train.len() as u32);
        Self {
            seed,
            train: train.to_vec(),
            batch,
            negatives,
            epoch: 0,
            order,
        }
    }

    /// Rows of data in one step's input: the two views, then the negatives.
    pub fn rows(&self) -> usize {
        self.batch * (2 + self.negatives)
    }

    /// Positions in `train` of a step's points: without replacement within an epoch of
    /// ⌊train / batch⌋ steps, a new order for each epoch.
    fn positions(&mut self, step: u32) -> &[u32] {
        let steps_per_epoch = (self.train.len() / self.batch).max(1) as u32;
        let epoch = step / steps_per_epoch;
        if epoch != self.epoch {
            let mut rng = Rng::at(self.seed, Stream::Batch, epoch);
            self.order = rng.permutation(self.train.len() as u32);
            self.epoch = epoch;
        }
        let start = (step % steps_per_epoch) as usize * self.batch;
        &self.order[start..start + self.batch]
    }

    /// The data rows of a step's points \[batch\].
    pub fn indices(&mut self, step: u32) -> Vec<u32> {
        let positions = self.positions(step).to_vec();
        positions
            .iter()
            .map(|&position| self.train[position as usize])
            .collect()
    }

    /// Writes a step's input \[rows(), dim\]: view 1 of each point, view 2 of each, then each one's
    /// negatives, as views too. Returns the data row behind every row of it.
    pub fn fill(
        &mut self,
        dataset: &Dataset,
        augmenter: &Augmenter,
        step: u32,
        out: &mut [f32],
    ) -> Vec<u32> {
        let (batch, dim) = (self.batch, dataset.dim);
        let positions = self.positions(step).to_vec();
        let mut sources = vec![0; self.rows()];
        let (views, negatives) = out.split_at_mut(2 * batch * dim);
        let (first, second) = views.split_at_mut(batch * dim);
        for (slot, &position) in positions.iter().enumerate() {
            let row = self.train[position as usize];
            let here = slot * dim..(slot + 1) * dim;
            let mut rng = self.slot(Stream::Augment, step, slot);
            augmenter.view(dataset, row as usize, &mut rng, &mut first[here.clone()]);
            augmenter.view(dataset, row as usize, &mut rng, &mut second[here]);
            (sources[slot], sources[batch + slot]) = (row, row);

            let mut rng = self.slot(Stream::Negatives, step, slot);
            for index in slot * self.negatives..(slot + 1) * self.negatives {
                let row = self.other(position, &mut rng);
                let out = &mut negatives[index * dim..(index + 1) * dim];
                augmenter.view(dataset, row as usize, &mut rng, out);
                sources[2 * batch + index] = row;
            }
        }
        sources
    }

    /// The two views that a step draws of `row`, whether or not it is in the batch: the same as
    /// [`Draws::fill`]'s if it is.
    pub fn views(
        &mut self,
        dataset: &Dataset,
        augmenter: &Augmenter,
        step: u32,
        row: u32,
    ) -> [Vec<f32>; 2] {
        let slot = self.indices(step).iter().position(|&drawn| drawn == row);
        let mut rng = match slot {
            Some(slot) => self.slot(Stream::Augment, step, slot),
            None => Rng::at(
                self.seed,
                Stream::Probe,
                step.wrapping_mul(65_537).wrapping_add(row) | 1 << 31,
            ),
        };
        [(); 2].map(|()| {
            let mut view = vec![0.0; dataset.dim];
            augmenter.view(dataset, row as usize, &mut rng, &mut view);
            view
        })
    }

    /// The substream of one place in one step's batch.
    fn slot(&self, stream: Stream, step: u32, slot: usize) -> Rng {
        Rng::at(
            self.seed,
            stream,
            step.wrapping_mul(self.batch as u32)
                .wrapping_add(slot as u32),
        )
    }

    /// A training row other than the one at `position`, all equally likely.
    fn other(&self, position: u32, rng: &mut Rng) -> u32 {
        let drawn = rng.below(self.train.len() as u32 - 1);
        self.train[(drawn + u32::from(drawn >= position)) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{AUGMENTATIONS, card};

    fn moons() -> (Dataset, Augmenter) {
        let card = card("moons").expect("listed");
        let data = card.build(&card.defaults(), 1, "").expect("moons");
        let strengths: Vec<f64> = AUGMENTATIONS
            .iter()
            .map(|a| if a.name == "jitter" { 0.1 } else { 0.0 })
            .collect();
        let augmenter = Augmenter::new(&data, &strengths).expect("jitter");
        (data, augmenter)
    }

    #[test]
    fn an_epoch_has_every_point_at_most_once() {
        let train: Vec<u32> = (100..147).collect();
        let mut draws = Draws::new(3, &train, 10, 0);
        for epoch in 0..5 {
            let mut seen: Vec<u32> = (0..4)
                .flat_map(|step| draws.indices(4 * epoch + step))
                .collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 40, "epoch {epoch}");
            assert!(seen.iter().all(|row| train.contains(row)));
        }
        assert_ne!(draws.indices(0), draws.indices(4), "a new order");
    }

    #[test]
    fn any_step_can_be_drawn_alone() {
        let (data, augmenter) = moons();
        let train: Vec<u32> = (0..50).collect();
        let mut in_order = Draws::new(3, &train, 8, 2);
        let mut input = vec![0.0; in_order.rows() * 2];
        let mut sources = Vec::new();
        for step in 0..20 {
            sources = in_order.fill(&data, &augmenter, step, &mut input);
        }
        let mut alone = Draws::new(3, &train, 8, 2);
        let mut other = vec![1.0; input.len()];
        assert_eq!(alone.fill(&data, &augmenter, 19, &mut other), sources);
        assert_eq!(input, other);
        assert_eq!(sources[..8], alone.indices(19));
        let [first, second] = alone.views(&data, &augmenter, 19, sources[3]);
        assert_eq!(first, input[6..8]);
        assert_eq!(second, input[(8 + 3) * 2..][..2]);
        assert_ne!(first, second);
    }

    #[test]
    fn a_negative_is_never_the_anchor_itself() {
        let (data, augmenter) = moons();
        let train = [4, 9, 11];
        let mut draws = Draws::new(3, &train, 2, 50);
        let mut input = vec![0.0; draws.rows() * 2];
        let sources = draws.fill(&data, &augmenter, 7, &mut input);
        for (slot, negatives) in sources[4..].chunks(50).enumerate() {
            assert!(!negatives.contains(&sources[slot]));
            for other in train.iter().filter(|row| **row != sources[slot]) {
                assert!(
                    negatives.contains(other),
                    "50 draws of 2 rows miss one with probability 2⁻⁴⁹"
                );
            }
        }
    }
}
