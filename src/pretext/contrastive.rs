//! The contrastive pretext: two views of each point, and the question which belong together.
//!
//! Which points, which views of them, which negatives: any step's draws can be had without those before it, so a run can
//! be replayed, restored and compared anywhere.

use super::{PretextCard, Target};
use crate::data::{Augmenter, Dataset, Form};
use crate::rng::{Rng, Stream};

pub static CARD: PretextCard = PretextCard {
    name: "contrastive",
    title: "Contrastive",
    about: "Two views of each point: which of all views belong together?",
    cite: "Dosovitskiy et al. 2014; Chen et al. 2020 (SimCLR)",
    tex: "",
    knobs: &[],
    applies: &[
        Form::Plane,
        Form::Space,
        Form::Latent,
        Form::Table,
        Form::Image,
    ],
    target: Target::View,
    recommended: None,
};

/// What a step's input holds besides the two views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Negatives drawn for each point.
    pub negatives: usize,
    /// They are of other classes only.
    pub oracle: bool,
    /// Behind the rows, for each view: its point's position among the training points.
    pub positions: bool,
    /// Behind those, for each view: its point's class.
    pub labels: bool,
}

/// The draws of one run. Steps count from 0 here.
#[derive(Clone, Debug)]
pub struct Draws {
    seed: u32,
    /// Rows of the data to train on.
    train: Vec<u32>,
    batch: usize,
    extras: Extras,
    /// What is told of each row of the data in place of its class, by a weak supervisor.
    proxy: Option<Vec<u32>>,
    /// The epoch whose order of points is at hand, and that order (positions in `train`).
    epoch: u32,
    order: Vec<u32>,
}

impl Draws {
    /// `batch` points a step of the `train` rows (at least that many).
    pub fn new(seed: u32, train: &[u32], batch: usize, extras: Extras) -> Self {
        let order = Rng::new(seed, Stream::Batch).permutation(train.len() as u32);
        Self {
            seed,
            train: train.to_vec(),
            batch,
            extras,
            proxy: None,
            epoch: 0,
            order,
        }
    }

    /// Labels in place of the classes: `coarse` neighbouring ones share a label, and a share of `noise` of the points has
    /// one that is drawn at random.
    pub fn supervise_weakly(&mut self, dataset: &Dataset, coarse: u32, noise: f64) {
        let coarse = coarse.max(1);
        let labels = (dataset.classes() as u32).div_ceil(coarse);
        let told = dataset.labels.iter().enumerate().map(|(row, class)| {
            let mut rng = Rng::at(self.seed, Stream::Proxy, row as u32);
            if f64::from(rng.uniform()) < noise {
                rng.below(labels)
            } else {
                class / coarse
            }
        });
        self.proxy = Some(told.collect());
    }

    /// The label that a loss is told of a row: its class, or a weak supervisor's.
    pub fn told(&self, dataset: &Dataset, row: u32) -> u32 {
        let labels = self.proxy.as_ref().unwrap_or(&dataset.labels);
        labels[row as usize]
    }

    /// Rows of data in one step's input: the two views, then the negatives.
    pub fn rows(&self) -> usize {
        self.batch * (2 + self.extras.negatives)
    }

    /// Numbers of one step's input, rows of `dim`.
    pub fn width(&self, dim: usize) -> usize {
        let tails = usize::from(self.extras.positions) + usize::from(self.extras.labels);
        self.rows() * dim + tails * 2 * self.batch
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

    /// Writes a step's input \[width()\]: view 1 of each point, view 2 of each, then each one's negatives, as
    /// views too, then positions and classes where they are asked for. Returns the data row behind every row.
    pub fn fill(
        &mut self,
        dataset: &Dataset,
        augmenter: &Augmenter,
        step: u32,
        out: &mut [f32],
    ) -> Vec<u32> {
        let (batch, dim, count) = (self.batch, dataset.dim, self.extras.negatives);
        let positions = self.positions(step).to_vec();
        let mut sources = vec![0; self.rows()];
        let (rows, tail) = out.split_at_mut(self.rows() * dim);
        let (views, negatives) = rows.split_at_mut(2 * batch * dim);
        let (first, second) = views.split_at_mut(batch * dim);
        for (slot, &position) in positions.iter().enumerate() {
            let row = self.train[position as usize];
            let here = slot * dim..(slot + 1) * dim;
            let mut rng = self.slot(Stream::Augment, step, slot);
            augmenter.view(dataset, row as usize, &mut rng, &mut first[here.clone()]);
            augmenter.view(dataset, row as usize, &mut rng, &mut second[here]);
            (sources[slot], sources[batch + slot]) = (row, row);

            let mut rng = self.slot(Stream::Negatives, step, slot);
            for index in slot * count..(slot + 1) * count {
                let row = self.other(position, &dataset.labels, &mut rng);
                let out = &mut negatives[index * dim..(index + 1) * dim];
                augmenter.view(dataset, row as usize, &mut rng, out);
                sources[2 * batch + index] = row;
            }
        }
        let both = || positions.iter().chain(&positions);
        let tail = tail.iter_mut();
        let places = both()
            .filter(|_| self.extras.positions)
            .map(|&position| position as f32);
        let label = |&position: &u32| self.told(dataset, self.train[position as usize]) as f32;
        let classes = both().filter(|_| self.extras.labels).map(label);
        tail.zip(places.chain(classes))
            .for_each(|(to, value)| *to = value);
        sources
    }

    /// Puts what is told of `row` behind the rows into the places of slot 0.
    pub fn mark(&self, dataset: &Dataset, row: u32, input: &mut [f32]) {
        let behind = self.rows() * dataset.dim;
        let position = self
            .train
            .iter()
            .position(|&known| known == row)
            .unwrap_or(0);
        let marks = [
            (self.extras.positions, position as f32),
            (self.extras.labels, self.told(dataset, row) as f32),
        ];
        for (tail, (_, mark)) in marks.into_iter().filter(|(wanted, _)| *wanted).enumerate() {
            let at = behind + tail * 2 * self.batch;
            input[at] = mark;
            input[at + self.batch] = mark;
        }
    }

    /// Draws a step's negatives of one slot anew, each training row in proportion to `weights`
    /// \[training rows\]; the data rows.
    pub fn weighted(&self, step: u32, slot: usize, weights: &[f64]) -> Vec<u32> {
        let mut rng = self.slot(Stream::Negatives, step, slot);
        let mut sum = 0.0;
        let sums: Vec<f64> = weights
            .iter()
            .map(|weight| {
                sum += weight;
                sum
            })
            .collect();
        let mut draw = || {
            let at = f64::from(rng.uniform()) * sum;
            let position = sums.partition_point(|&below| below <= at);
            self.train[position.min(self.train.len() - 1)]
        };
        (0..self.extras.negatives).map(|_| draw()).collect()
    }

    /// The rows that are trained on.
    pub fn train(&self) -> &[u32] {
        &self.train
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

    /// A training row other than the one at `position`, all equally likely; of another class, where only
    /// true negatives are wanted and there are any.
    fn other(&self, position: u32, labels: &[u32], rng: &mut Rng) -> u32 {
        let class = |row: u32| labels[row as usize];
        let own = class(self.train[position as usize]);
        for _ in 0..TRIES {
            let drawn = rng.below(self.train.len() as u32 - 1);
            let row = self.train[(drawn + u32::from(drawn >= position)) as usize];
            if !self.extras.oracle || class(row) != own {
                return row;
            }
        }
        let others = self.train.iter().copied().find(|&row| class(row) != own);
        others.unwrap_or(self.train[position as usize])
    }
}

/// Draws after which the first row of another class is taken.
const TRIES: usize = 10_000;

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

    fn drawn(negatives: usize) -> Extras {
        Extras {
            negatives,
            ..Extras::default()
        }
    }

    #[test]
    fn an_epoch_has_every_point_at_most_once() {
        let train: Vec<u32> = (100..147).collect();
        let mut draws = Draws::new(3, &train, 10, Extras::default());
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
        let mut in_order = Draws::new(3, &train, 8, drawn(2));
        let mut input = vec![0.0; in_order.rows() * 2];
        let mut sources = Vec::new();
        for step in 0..20 {
            sources = in_order.fill(&data, &augmenter, step, &mut input);
        }
        let mut alone = Draws::new(3, &train, 8, drawn(2));
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
        let mut draws = Draws::new(3, &train, 2, drawn(50));
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

    #[test]
    fn a_weak_supervisor_is_coarse_and_wrong_as_asked() {
        let card = card("blobs").expect("listed");
        let dataset = card.build(&card.defaults(), 1, "").expect("blobs");
        let rows = dataset.rows as u32;
        let train: Vec<u32> = (0..rows).collect();
        let told = |coarse, noise, seed| {
            let mut draws = Draws::new(seed, &train, 8, Extras::default());
            draws.supervise_weakly(&dataset, coarse, noise);
            (0..rows)
                .map(|row| draws.told(&dataset, row))
                .collect::<Vec<u32>>()
        };
        assert_eq!(told(1, 0.0, 1), dataset.labels);
        let pairs: Vec<u32> = dataset.labels.iter().map(|class| class / 2).collect();
        assert_eq!(told(2, 0.0, 1), pairs);
        assert!(told(100, 0.0, 1).iter().all(|label| *label == 0));
        let noisy = told(1, 0.5, 1);
        let classes = dataset.classes() as f64;
        let wrong = noisy
            .iter()
            .zip(&dataset.labels)
            .filter(|(a, b)| a != b)
            .count() as f64;
        let expected = 0.5 * (1.0 - 1.0 / classes) * f64::from(rows);
        assert!(
            (wrong - expected).abs() < 4.0 * expected.sqrt(),
            "{wrong} of {rows}, not {expected}"
        );
        assert_eq!(noisy, told(1, 0.5, 1), "once and for all");
        assert_ne!(noisy, told(1, 0.5, 2));
        let alone = Draws::new(1, &train, 8, Extras::default());
        assert_eq!(alone.told(&dataset, 3), dataset.labels[3]);
    }
}
