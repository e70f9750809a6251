//! Batches of questions with a few answers, as rows for the encoder and marks for the cross-entropy.

use super::contrastive::Draws;
use super::{Questions, Target};
use crate::data::{Augmenter, Dataset, Kind};
use crate::rng::{Rng, Stream};

/// What was asked about one image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The right answer.
    pub answer: u32,
    /// Upper left corners (x, y) of what is shown.
    pub places: Vec<[usize; 2]>,
}

/// Asks about the images of a data set.
#[derive(Clone)]
pub struct Asker {
    questions: &'static dyn Questions,
    values: Vec<f64>,
    size: [usize; 2],
    /// Numbers of one input of the encoder.
    pub input: usize,
    batch: usize,
    seed: u32,
}

impl Asker {
    /// For `batch` questions at once; none where the target is no answer. The error names what does not fit the images.
    pub fn new(
        target: Target,
        values: &[f64],
        dataset: &Dataset,
        batch: usize,
        seed: u32,
    ) -> Result<Option<Self>, String> {
        let (Target::Answer(questions), &Kind::Images { width, height }) = (target, &dataset.kind)
        else {
            return Ok(None);
        };
        let size = [width, height];
        Ok(Some(Self {
            questions,
            values: values.to_vec(),
            size,
            input: questions.input(values, size)?,
            batch,
            seed,
        }))
    }

    pub fn answers(&self) -> &'static [&'static str] {
        self.questions.answers()
    }

    /// Numbers of one step's input, see [`Self::fill`].
    pub fn width(&self) -> usize {
        let answers = self.answers().len();
        self.rows_len() + (self.batch + answers) * answers + 2 * self.batch + answers
    }

    /// Numbers of what is shown.
    fn rows_len(&self) -> usize {
        self.batch * self.questions.shown() * self.input
    }

    /// The inputs that stand for whole images, those of one after those of another.
    pub fn whole(&self, images: &[f32]) -> Vec<f32> {
        let images = images.chunks_exact(self.size[0] * self.size[1]);
        let whole = |image| self.questions.whole(&self.values, image, self.size);
        images.flat_map(whole).collect()
    }

    /// Writes a step's input \[width()\]: what is shown \[batch, shown, input\]; the right answers as unit vectors
    /// \[batch, answers\]; all answers as unit vectors \[answers, answers\]; and the groups of these rows behind the logits'
    /// \[2·batch + answers\]: which answer each is about.
    pub fn fill(
        &self,
        draws: &mut Draws,
        dataset: &Dataset,
        augmenter: &Augmenter,
        step: u32,
        out: &mut [f32],
    ) -> (Vec<u32>, Vec<Question>) {
        let rows = draws.indices(step);
        let slot = |slot: usize| {
            step.wrapping_mul(self.batch as u32)
                .wrapping_add(slot as u32)
        };
        let shown = rows.iter().enumerate().map(|(at, &row)| {
            let mut view = vec![0.0; dataset.dim];
            let mut rng = Rng::at(self.seed, Stream::Augment, slot(at));
            augmenter.view(dataset, row as usize, &mut rng, &mut view);
            (view, Rng::at(self.seed, Stream::Pretext, slot(at)))
        });
        let questions = self.ask(shown, out);
        (rows, questions)
    }

    /// The same about held-out images as they are, always the same questions about each.
    pub fn examine(&self, dataset: &Dataset, rows: &[u32], out: &mut [f32]) -> Vec<Question> {
        let shown = rows.iter().map(|&row| {
            let rng = Rng::at(self.seed, Stream::Pretext, row | 1 << 31);
            (dataset.row(row as usize).to_vec(), rng)
        });
        self.ask(shown, out)
    }

    fn ask(&self, images: impl Iterator<Item = (Vec<f32>, Rng)>, out: &mut [f32]) -> Vec<Question> {
        let answers = self.answers().len();
        let (rows, marks) = out.split_at_mut(self.rows_len());
        let (right, rest) = marks.split_at_mut(self.batch * answers);
        let (all, groups) = rest.split_at_mut(answers * answers);
        right.fill(0.0);
        groups.fill(0.0);
        for answer in 0..answers {
            all[answer * answers..][..answers].fill(0.0);
            all[answer * answers + answer] = 1.0;
            groups[2 * self.batch + answer] = answer as f32;
        }
        let places = rows.chunks_exact_mut(self.questions.shown() * self.input);
        let asked = places
            .zip(images)
            .enumerate()
            .map(|(slot, (out, (image, mut rng)))| {
                let question = self
                    .questions
                    .ask(&self.values, &image, self.size, &mut rng, out);
                right[slot * answers + question.answer as usize] = 1.0;
                groups[slot] = question.answer as f32;
                question
            });
        asked.collect()
    }
}
