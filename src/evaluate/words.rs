//! What vectors of words know: which words belong together, and which stand to one another as two others do.

use super::{Metric, Neighbors};

/// Neighbours that vote on a word.
pub const NEIGHBORS: usize = 3;

/// Share of words whose `3` nearest others, by cosine, say their category: the majority, ties to the smallest. Each word
/// is there only once, so each is left out in turn. `z` \[words, dim\].
pub fn category_accuracy(z: &[f32], dim: usize, categories: &[u32]) -> f64 {
    let words = Neighbors::new(z, dim, Metric::Cosine);
    let classes = categories.iter().max().map_or(1, |&most| most as usize + 1);
    let right = z.chunks_exact(dim.max(1)).zip(categories).enumerate();
    let right = right.filter(|(word, (query, category))| {
        let mut votes = vec![0_u32; classes];
        for near in words.nearest(query, NEIGHBORS, Some(*word)) {
            votes[categories[near.index as usize] as usize] += 1;
        }
        let most = votes.iter().max().copied().unwrap_or(0);
        votes.iter().position(|&count| count == most) == Some(**category as usize)
    });
    right.count() as f64 / categories.len().max(1) as f64
}

/// a is to b as c is to …: the `k` words other than these nearest, by cosine, to b − a + c, and the cosines (Mikolov et
/// al. 2013, § 4.1). `z` \[words, dim\].
pub fn analogy(z: &[f32], dim: usize, [a, b, c]: [u32; 3], k: usize) -> (Vec<u32>, Vec<f32>) {
    let word = |word: u32| &z[word as usize * dim..][..dim];
    let query: Vec<f32> = (0..dim)
        .map(|at| word(b)[at] - word(a)[at] + word(c)[at])
        .collect();
    let found = Neighbors::new(z, dim, Metric::Cosine).nearest(&query, k + 3, None);
    let others = found.iter().filter(|near| ![a, b, c].contains(&near.index));
    let pairs = others.map(|near| (near.index, 1.0 - near.distance));
    pairs.take(k).unzip()
}

/// Share of analogies a : b = c : d that come out right.
pub fn analogy_accuracy(z: &[f32], dim: usize, analogies: &[[u32; 4]]) -> f64 {
    let right = analogies
        .iter()
        .filter(|&&[a, b, c, d]| analogy(z, dim, [a, b, c], 1).0 == [d]);
    right.count() as f64 / analogies.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Man, king, woman, queen, and a bystander: rank in one direction, gender in the other.
    const Z: [f32; 10] = [1.0, 0.1, 1.0, 1.0, -1.0, 0.1, -1.0, 1.0, 0.0, -1.0];

    #[test]
    fn man_is_to_king_as_woman_to_queen() {
        assert_eq!(analogy(&Z, 2, [0, 1, 2], 1).0, [3]);
        assert_eq!(analogy_accuracy(&Z, 2, &[[0, 1, 2, 3], [0, 1, 2, 4]]), 0.5);
        let (others, cosines) = analogy(&Z, 2, [0, 1, 2], 9);
        assert_eq!(others, [3, 4], "none of the three");
        assert!((cosines[0] - 1.0).abs() < 1e-6);
    }

    #[test]
    fn words_of_a_category_vote() {
        let z = [1.0, 0.0, 1.0, 0.1, 1.0, 0.2, 1.0, 0.3, 0.0, 1.0];
        assert_eq!(category_accuracy(&z, 2, &[0, 0, 0, 0, 1]), 0.8);
    }
}
