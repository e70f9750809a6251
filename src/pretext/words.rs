//! Word prediction: a word is known by the company it keeps (Mikolov et al. 2013).
//!
//! Skip-gram asks for a word around the one at hand; CBOW shows all words around a gap and asks for the one in it. Both
//! are contrastive: the positive is the word that stood there, negatives are other words, drawn in proportion to
//! count^¾ (Mikolov et al. 2013b, § 2.2). As input each word is a unit vector of twice the vocabulary: one half for the word that is
//! looked at, one for the word that is asked for. So a linear encoder holds both tables of word2vec, and CBOW's input, the
//! mean of the words around the gap, is embedded at the mean of their vectors.

use super::{PretextCard, Recommended, Target};
use crate::data::{Corpus, Form};
use crate::knob::{Knob, Scale};
use crate::rng::{Rng, Stream};

pub static SKIP_GRAM: PretextCard = PretextCard {
    name: "skip-gram",
    title: "Words: skip-gram",
    about: "A word of a sentence is shown: which words stand around it?",
    cite: "Mikolov et al. 2013, § 3.2",
    tex: "",
    knobs: &[WINDOW],
    applies: &[Form::Text],
    target: Target::Word { gap: false },
    recommended: Some(RECOMMENDED),
};

pub static CBOW: PretextCard = PretextCard {
    name: "cbow",
    title: "Words: CBOW",
    about: "The words around a gap are shown: which word stood in it?",
    cite: "Mikolov et al. 2013, § 3.1",
    tex: "",
    knobs: &[WINDOW],
    applies: &[Form::Text],
    target: Target::Word { gap: true },
    recommended: Some(RECOMMENDED),
};

const WINDOW: Knob = Knob {
    id: "window",
    symbol: "",
    name: "window",
    unit: "words",
    min: 1.0,
    max: 10.0,
    default: 3.0,
    scale: Scale::Integer,
    help: "How many words to each side count as around a word.",
    cite: "Mikolov et al. 2013, § 3",
    live: false,
};

const RECOMMENDED: Recommended = Recommended {
    hidden: &[],
    dim: 16,
    normalize: false,
    batch: 128,
    lr: 0.03,
    steps: 1500,
};

/// Negatives are drawn in proportion to count to this power.
const FLATTEN: f64 = 0.75;
/// Draws after which the positive itself may stand among its negatives.
const TRIES: usize = 100;

/// The word that is asked for in a place of the text, and those that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The sentence, and the places in it: of what is asked, and of what is shown.
    pub sentence: usize,
    pub asked: usize,
    pub shown: Vec<usize>,
}

/// The draws of one run over a corpus.
#[derive(Clone)]
pub struct Words {
    seed: u32,
    batch: usize,
    window: usize,
    gap: bool,
    /// Negatives for each anchor.
    negatives: usize,
    vocabulary: usize,
    sentences: Vec<Vec<u32>>,
    /// (sentence, place) of every word that has one beside it.
    places: Vec<[u32; 2]>,
    /// Running sums of count^¾ over the vocabulary.
    sums: Vec<f64>,
}

impl Words {
    pub fn new(
        corpus: &Corpus,
        gap: bool,
        window: usize,
        batch: usize,
        negatives: usize,
        seed: u32,
    ) -> Self {
        let vocabulary = corpus.words.len();
        let mut counts = vec![0_u32; vocabulary];
        let mut places = Vec::new();
        for (sentence, words) in corpus.sentences.iter().enumerate() {
            for (place, &word) in words.iter().enumerate() {
                counts[word as usize] += 1;
                if words.len() > 1 {
                    places.push([sentence as u32, place as u32]);
                }
            }
        }
        let mut sum = 0.0;
        let sums = counts.iter().map(|&count| {
            sum += libm::pow(f64::from(count), FLATTEN);
            sum
        });
        Self {
            seed,
            batch,
            window,
            gap,
            negatives,
            vocabulary,
            sums: sums.collect(),
            sentences: corpus.sentences.clone(),
            places,
        }
    }

    /// Rows of a step's input: anchors, positives, negatives.
    pub fn rows(&self) -> usize {
        self.batch * (2 + self.negatives)
    }

    /// Numbers of a step's input.
    pub fn width(&self) -> usize {
        self.rows() * 2 * self.vocabulary
    }

    /// How often each word is a negative, up to a factor.
    pub fn prior(&self) -> Vec<f64> {
        if self.negatives > 0 {
            let before = std::iter::once(&0.0).chain(&self.sums);
            return self
                .sums
                .iter()
                .zip(before)
                .map(|(sum, before)| sum - before)
                .collect();
        }
        let mut counts = vec![0.0; self.vocabulary];
        for &word in self.sentences.iter().flatten() {
            counts[word as usize] += 1.0;
        }
        counts
    }

    /// Writes a step's input \[width()\]; returns the word behind every row (behind a mean, the word that is asked for), and
    /// where they stand. `anchor` has to be among them: where it was not drawn, its first place takes slot 0.
    pub fn fill(&self, step: u32, anchor: Option<u32>, out: &mut [f32]) -> (Vec<u32>, Vec<Gap>) {
        let (batch, width) = (self.batch, 2 * self.vocabulary);
        out.fill(0.0);
        let mut sources = vec![0; self.rows()];
        let slot = |slot: usize| step.wrapping_mul(batch as u32).wrapping_add(slot as u32);
        let mut gaps: Vec<Gap> = (0..batch)
            .map(|at| self.draw(&mut Rng::at(self.seed, Stream::Pretext, slot(at)), None))
            .collect();
        if let Some(word) = anchor
            && !gaps.iter().any(|gap| self.words(gap)[0] == word)
        {
            let mut rng = Rng::at(self.seed, Stream::Probe, step.wrapping_add(word) | 1 << 31);
            gaps[0] = self.draw(&mut rng, Some(word));
        }
        for (at, gap) in gaps.iter().enumerate() {
            let [own, asked] = self.words(gap);
            (sources[at], sources[batch + at]) = (own, asked);
            let share = 1.0 / gap.shown.len().max(1) as f32;
            for &place in &gap.shown {
                let word = self.sentences[gap.sentence][place] as usize;
                out[at * width + word] += share;
            }
            let mut rng = Rng::at(self.seed, Stream::Negatives, slot(at));
            for index in at * self.negatives..(at + 1) * self.negatives {
                sources[2 * batch + index] = self.other(asked, &mut rng);
            }
        }
        for (row, &word) in sources.iter().enumerate().skip(batch) {
            out[row * width + self.vocabulary + word as usize] = 1.0;
        }
        (sources, gaps)
    }

    /// The words that an anchor stands for and asks for.
    fn words(&self, gap: &Gap) -> [u32; 2] {
        let word = |place: usize| self.sentences[gap.sentence][place];
        let own = match self.gap {
            true => gap.asked,
            false => gap.shown[0],
        };
        [word(own), word(gap.asked)]
    }

    /// Any place of the text, or the first of a `word`'s.
    fn draw(&self, rng: &mut Rng, word: Option<u32>) -> Gap {
        let at = |[sentence, place]: [u32; 2]| (sentence as usize, place as usize);
        let is_it = |place: &&[u32; 2]| {
            let (sentence, place) = at(**place);
            Some(self.sentences[sentence][place]) == word
        };
        let any = rng.below(self.places.len() as u32) as usize;
        let found = self.places.iter().find(is_it).unwrap_or(&self.places[any]);
        let (sentence, place) = at(*found);
        let last = self.sentences[sentence].len() - 1;
        let around = place.saturating_sub(self.window)..=last.min(place + self.window);
        let mut others: Vec<usize> = around.filter(|&other| other != place).collect();
        match self.gap {
            true => Gap {
                sentence,
                asked: place,
                shown: others,
            },
            false => Gap {
                sentence,
                asked: others.swap_remove(rng.below(others.len() as u32) as usize),
                shown: vec![place],
            },
        }
    }

    fn other(&self, asked: u32, rng: &mut Rng) -> u32 {
        let sum = self.sums.last().copied().unwrap_or(0.0);
        let mut word = asked;
        for _ in 0..TRIES {
            let at = f64::from(rng.uniform()) * sum;
            word = self.sums.partition_point(|&below| below <= at) as u32;
            word = word.min(self.vocabulary as u32 - 1);
            if word != asked {
                break;
            }
        }
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus() -> Corpus {
        let sentences = vec![vec![0, 1, 2, 3], vec![4], vec![0, 2, 0, 5]];
        Corpus::of("abcdef".chars().map(String::from).collect(), sentences)
    }

    #[test]
    fn skip_gram_asks_for_a_word_around() {
        let words = Words::new(&corpus(), false, 1, 50, 3, 1);
        let mut out = vec![f32::NAN; words.width()];
        let (sources, gaps) = words.fill(4, None, &mut out);
        for (at, gap) in gaps.iter().enumerate() {
            assert_eq!(gap.asked.abs_diff(gap.shown[0]), 1);
            let sentence = &words.sentences[gap.sentence];
            assert_eq!(sources[at], sentence[gap.shown[0]]);
            assert_eq!(sources[50 + at], sentence[gap.asked]);
            assert!(!sources[100 + 3 * at..][..3].contains(&sources[50 + at]));
        }
        for (row, (values, &word)) in out.chunks_exact(12).zip(&sources).enumerate() {
            let half = if row < 50 { 0 } else { 6 };
            assert_eq!(values[half + word as usize], 1.0);
            assert_eq!(values.iter().sum::<f32>(), 1.0);
        }
        assert!(
            !sources[..100].contains(&4),
            "a word alone has none around it"
        );
    }

    #[test]
    fn cbow_shows_all_around_a_gap() {
        let words = Words::new(&corpus(), true, 2, 40, 1, 1);
        let mut out = vec![0.0; words.width()];
        let (sources, gaps) = words.fill(0, None, &mut out);
        for (at, gap) in gaps.iter().enumerate() {
            let row = &out[at * 12..][..12];
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
            assert!(!gap.shown.contains(&gap.asked));
            assert_eq!(sources[at], sources[40 + at]);
        }
    }

    #[test]
    fn any_word_can_be_looked_at() {
        let words = Words::new(&corpus(), false, 2, 2, 1, 1);
        let mut out = vec![0.0; words.width()];
        for word in [0, 1, 2, 3, 5] {
            let (sources, _) = words.fill(3, Some(word), &mut out);
            assert!(sources[..2].contains(&word));
        }
    }

    /// Counts 3, 1, 2, 1, 1, 1 to the power of ¾, without the word that is asked for.
    #[test]
    fn negatives_are_drawn_by_their_flattened_counts() {
        let words = Words::new(&corpus(), false, 1, 1, 1, 1);
        let mut rng = Rng::new(1, Stream::Negatives);
        let mut seen = [0.0; 6];
        for _ in 0..20_000 {
            seen[words.other(1, &mut rng) as usize] += 1.0;
        }
        let chances = [3.0, 0.0, 2.0, 1.0, 1.0, 1.0].map(|count: f64| count.powf(0.75));
        let sum: f64 = chances.iter().sum();
        for (seen, chance) in seen.iter().zip(chances) {
            let expected = 20_000.0 * chance / sum;
            assert!(
                (seen - expected).abs() <= 4.0 * expected.sqrt(),
                "{seen} {expected}"
            );
        }
    }
}
