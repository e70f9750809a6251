//! Which pairs are similar and which are not: from labels, from a noisy proxy of them, or drawn by hand.

use crate::rng::{Rng, Stream};

/// Pairs of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    pub similar: Vec<[u32; 2]>,
    pub dissimilar: Vec<[u32; 2]>,
    /// Whether the proxy had the pair on the wrong side, for each pair of the two lists.
    pub similar_flipped: Vec<bool>,
    pub dissimilar_flipped: Vec<bool>,
}

impl Pairs {
    /// Adds a pair to its side.
    pub fn push(&mut self, pair: [u32; 2], similar: bool, flipped: bool) {
        let (pairs, flags) = if similar {
            (&mut self.similar, &mut self.similar_flipped)
        } else {
            (&mut self.dissimilar, &mut self.dissimilar_flipped)
        };
        pairs.push(pair);
        flags.push(flipped);
    }

    /// How many are on the wrong side.
    pub fn flipped(&self) -> usize {
        let both = self.similar_flipped.iter().chain(&self.dissimilar_flipped);
        both.filter(|flipped| **flipped).count()
    }
}

/// The number of pairs that GMML's and ITML's authors draw for c classes: 40 c (c − 1).
pub fn usual_count(classes: usize) -> usize {
    40 * classes * classes.saturating_sub(1)
}

/// `count` random pairs of `rows`, with replacement (the two of a pair differ); a pair is similar where its labels
/// are equal. A share `noise` of them, each by its own draw, goes to the wrong side: a proxy in place of labels.
pub fn sampled(rows: &[u32], labels: &[u32], count: usize, noise: f64, rng: &mut Rng) -> Pairs {
    let mut pairs = Pairs::default();
    let choices = rows.len() as u32;
    if choices < 2 {
        return pairs;
    }
    for _ in 0..count {
        let first = rng.below(choices);
        // One of the others: the rows after `first`, round and round.
        let second = (first + 1 + rng.below(choices - 1)) % choices;
        let flipped = f64::from(rng.uniform()) < noise;
        let pair = [rows[first as usize], rows[second as usize]];
        let same = labels[pair[0] as usize] == labels[pair[1] as usize];
        pairs.push(pair, same != flipped, flipped);
    }
    pairs
}

/// The stream of sequence `index`: 0 is the run's own pairs, 1 + i those of its split i.
pub fn stream(seed: u32, index: u32) -> Rng {
    Rng::at(seed, Stream::Pairs, index)
}
