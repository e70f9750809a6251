//! What a pretext asks in the next batch, and what the encoder answers.

use super::run::{Batches, Experiment};
use super::trouble::Trouble;
use crate::compute::{Backend, Program};
use crate::data::Kind;
use crate::evaluate::words;
use crate::order::order;
use serde::Serialize;

/// Held-out images that are asked about.
const EXAMINED: usize = 256;
/// Questions of a batch that are shown.
const SHOWN: usize = 24;
/// Words that are offered for a gap.
const GUESSES: usize = 6;

/// How much of a pretext is answered right, and how much guessing would be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Right {
    pub accuracy: f64,
    pub chance: f64,
}

/// The next batch's questions about images.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Questions {
    /// What the answers are called.
    pub answers: Vec<&'static str>,
    /// Side of what is shown, in pixels.
    pub side: usize,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// The data row.
    pub row: u32,
    /// What is shown, one square after another \[shown, side, side\].
    pub pixels: Vec<f32>,
    /// Upper left corners (x, y) of it in the image.
    pub places: Vec<[usize; 2]>,
    /// The right answer.
    pub answer: u32,
    /// The chance that each answer is given.
    pub chances: Vec<f32>,
}

/// The next batch's questions about a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gaps {
    pub items: Vec<SentenceGap>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentenceGap {
    /// The words of the sentence, as data rows.
    pub sentence: Vec<u32>,
    /// Places in it: of the word that is asked for, and of those that are shown.
    pub asked: usize,
    pub shown: Vec<usize>,
    /// Words that might stand there, the likeliest first, with their chances.
    pub guesses: Vec<(u32, f64)>,
}

impl<B: Backend> Experiment<B> {
    /// The next batch's questions, where the pretext has a few answers.
    pub async fn questions(&mut self) -> Result<Option<Questions>, Trouble> {
        let Batches::Questions(asker) = &self.batches else {
            return Ok(None);
        };
        let mut input = vec![0.0; asker.width()];
        let (draws, dataset, augmenter) = (&mut self.draws, &self.dataset, &self.augmenter);
        let (rows, asked) = asker.fill(draws, dataset, augmenter, self.step, &mut input);
        let (answers, side) = (asker.answers().to_vec(), asker.input.isqrt());
        let shown = asked.first().map_or(0, |first| first.places.len()) * asker.input;
        self.look(&input)?;
        let logits = self.program.read(self.layout.z).await?;
        let each = rows
            .iter()
            .zip(asked)
            .zip(logits.chunks_exact(answers.len()));
        let items = each.zip(input.chunks_exact(shown)).take(SHOWN);
        let items = items.map(|(((&row, asked), logits), pixels)| Item {
            row,
            pixels: pixels.to_vec(),
            places: asked.places,
            answer: asked.answer,
            chances: softmax(logits),
        });
        Ok(Some(Questions {
            answers,
            side,
            items: items.collect(),
        }))
    }

    /// The next batch's gaps, where the pretext is about words. How likely a word is: its share of the negatives times
    /// e^{u·v}, which is what the loss teaches u·v to mean (Levy & Goldberg 2014, § 3.1).
    pub async fn gaps(&mut self) -> Result<Option<Gaps>, Trouble> {
        let Batches::Words(words) = &self.batches else {
            return Ok(None);
        };
        let mut input = vec![0.0; words.width()];
        let (_, gaps) = words.fill(self.step, None, &mut input);
        let prior = words.prior();
        self.look(&input)?;
        let z = self.program.read(self.layout.z).await?;
        let asked_for = self.asked_for().await?;
        let temperature = f64::from(self.config.temperature());
        let Kind::Words(corpus) = &self.dataset.kind else {
            return Ok(None);
        };
        let dim = self.nets.encoder.dim();
        let items = gaps.into_iter().zip(z.chunks_exact(dim)).take(SHOWN);
        let items = items.map(|(gap, anchor)| {
            let logit = |(word, prior): (&[f32], &f64)| {
                let dot: f64 = anchor
                    .iter()
                    .zip(word)
                    .map(|(a, b)| f64::from(*a) * f64::from(*b))
                    .sum();
                dot / temperature + libm::log(*prior)
            };
            let logits: Vec<f64> = asked_for.chunks_exact(dim).zip(&prior).map(logit).collect();
            let top = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let weights: Vec<f64> = logits.iter().map(|logit| libm::exp(logit - top)).collect();
            let sum: f64 = weights.iter().sum();
            let best = order(weights.len(), &|a, b| weights[b].total_cmp(&weights[a]));
            SentenceGap {
                sentence: corpus.sentences[gap.sentence].clone(),
                asked: gap.asked,
                shown: gap.shown,
                guesses: best
                    .iter()
                    .take(GUESSES)
                    .map(|&word| (word as u32, weights[word] / sum))
                    .collect(),
            }
        });
        Ok(Some(Gaps {
            items: items.collect(),
        }))
    }

    /// a is to b as c is to …: the `k` likeliest words, and their cosines to b − a + c.
    pub async fn analogy(
        &mut self,
        given: [usize; 3],
        k: usize,
    ) -> Result<(Vec<u32>, Vec<f32>), Trouble> {
        if let Batches::Views | Batches::Questions(_) = self.batches {
            return Err(Trouble::Input(
                "Analogies are of words; choose a text as the data.".into(),
            ));
        }
        for index in given {
            self.check_index(index)?;
        }
        let z = self.embeddings().await?;
        Ok(words::analogy(
            &z,
            self.dim(),
            given.map(|word| word as u32),
            k,
        ))
    }

    /// Embeddings of the words as they are asked for \[words, d\].
    async fn asked_for(&mut self) -> Result<Vec<f32>, Trouble> {
        let len = self.dataset.rows * self.nets.encoder.dim();
        let z = self.embed().await?;
        Ok(z[z.len() - len..].to_vec())
    }

    /// How many of the questions about held-out images are answered right.
    pub(super) async fn examine(&mut self) -> Result<Option<Right>, Trouble> {
        let Batches::Questions(asker) = &self.batches else {
            return Ok(None);
        };
        let asker = asker.clone();
        let answers = asker.answers().len();
        let test: Vec<u32> = self.split.test.iter().copied().take(EXAMINED).collect();
        let mut right = 0;
        for rows in test.chunks(self.config.batch) {
            let mut input = vec![0.0; asker.width()];
            let asked = asker.examine(&self.dataset, rows, &mut input);
            self.look(&input)?;
            let logits = self.program.read(self.layout.z).await?;
            let given = logits.chunks_exact(answers).map(largest);
            right += given
                .zip(asked)
                .filter(|(given, asked)| *given == asked.answer)
                .count();
        }
        Ok(Some(Right {
            accuracy: right as f64 / test.len() as f64,
            chance: 1.0 / answers as f64,
        }))
    }
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let weights: Vec<f32> = logits.iter().map(|logit| libm::expf(logit - top)).collect();
    let sum: f32 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// The place of the largest, of equals the first.
pub(super) fn largest(row: &[f32]) -> u32 {
    let mut best = 0;
    for (at, value) in row.iter().enumerate() {
        if *value > row[best] {
            best = at;
        }
    }
    best as u32
}
