//! Text as numbered words in sentences.

use super::{Dataset, Kind};

/// Words that a vocabulary may have: the most frequent ones are kept.
pub const MOST_WORDS: usize = 800;

/// A vocabulary, and sentences of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Corpus {
    pub words: Vec<String>,
    /// Indices into `words`.
    pub sentences: Vec<Vec<u32>>,
    /// Further sentences, with their opinion.
    pub opinions: Vec<Opinion>,
    /// a is to b as c is to d.
    pub analogies: Vec<[u32; 4]>,
}

/// A sentence that says what it thinks by one word for good or bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    pub sentence: Vec<u32>,
    pub good: bool,
    /// That word is one of those that no label is ever shown of.
    pub hidden: bool,
}

impl Corpus {
    pub fn of(words: Vec<String>, sentences: Vec<Vec<u32>>) -> Self {
        Self {
            words,
            sentences,
            opinions: Vec::new(),
            analogies: Vec::new(),
        }
    }

    /// Reads a text: letters and digits (and ' and - between them) make words, all in lower case; full stops, question and
    /// exclamation marks and empty lines end sentences. Words beyond the 800 most frequent ones are left out where they stand.
    pub fn read(text: &str) -> Self {
        let mut sentences: Vec<Vec<String>> = vec![Vec::new()];
        for piece in text.split_inclusive(['.', '?', '!', '\n']) {
            let words = piece
                .split(|c: char| !is_letter(c) && !"'’-".contains(c))
                .map(|word| {
                    word.trim_matches(['\'', '’', '-'])
                        .chars()
                        .map(small)
                        .collect::<String>()
                })
                .map(with_last_sigma)
                .filter(|word| !word.is_empty());
            if let Some(sentence) = sentences.last_mut() {
                sentence.extend(words);
            }
            let ends = piece.ends_with(['.', '?', '!']) || piece.trim().is_empty();
            if ends && sentences.last().is_some_and(|last| !last.is_empty()) {
                sentences.push(Vec::new());
            }
        }
        // (word, how often), in the order in which they come.
        let mut counted: Vec<(String, usize)> = Vec::new();
        let place = |counted: &[(String, usize)], word: &String| {
            counted.iter().position(|(known, _)| known == word)
        };
        for word in sentences.iter().flatten() {
            match place(&counted, word) {
                Some(at) => counted[at].1 += 1,
                None => counted.push((word.clone(), 1)),
            }
        }
        // The most frequent first, of equals the one that comes first.
        let order = crate::order::order(counted.len(), &|a, b| counted[b].1.cmp(&counted[a].1));
        let mut index = vec![None; counted.len()];
        let kept = &order[..order.len().min(MOST_WORDS)];
        for (rank, &at) in (0..).zip(kept) {
            index[at] = Some(rank);
        }
        let words = kept.iter().map(|&at| counted[at].0.clone()).collect();
        let number = |word: &String| place(&counted, word).and_then(|at| index[at]);
        let numbered = sentences
            .iter()
            .map(|sentence| sentence.iter().filter_map(number).collect::<Vec<u32>>());
        let sentences = numbered.filter(|sentence| !sentence.is_empty()).collect();
        Self::of(words, sentences)
    }

    /// The vocabulary as data: of each word the unit vector that stands for it when it is looked at (the second half of the
    /// dimensions is for words that are asked for).
    pub fn dataset(self, labels: Vec<u32>, class_names: Vec<String>) -> Dataset {
        let (rows, dim) = (self.words.len(), 2 * self.words.len());
        let mut x = vec![0.0; rows * dim];
        for word in 0..rows {
            x[word * dim + word] = 1.0;
        }
        Dataset {
            kind: Kind::Words(self),
            ..Dataset::of_points(x, dim, labels, class_names)
        }
    }
}

/// Letters and digits, and whatever lies beyond Latin-1's signs and is no general punctuation. By ranges: the tables of the
/// standard library, with those for small letters, are 13 kB of the page.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (c >= 'À' && !('\u{2000}'..='\u{206F}').contains(&c) && c != '×' && c != '÷')
}

/// The small letter of a Latin-1, Greek or Cyrillic capital; any other as it is.
fn small(c: char) -> char {
    let by = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        _ => 0,
    };
    char::from_u32(u32::from(c) + by).unwrap_or(c)
}

/// A sigma that ends a word has a form of its own.
fn with_last_sigma(mut word: String) -> String {
    if word.chars().count() > 1 && word.ends_with('σ') {
        word.pop();
        word.push('ς');
    }
    word
}

/// Words as in [`Corpus::dataset`] \[rows, 2 · words\], or means of them, on a circle \[rows, 2\]: all words are equally far
/// from one another, and a picture of them should not say otherwise.
pub fn on_a_circle(x: &[f32], words: usize) -> Vec<f32> {
    let place = |row: &[f32]| {
        let mut xy = [0.0; 2];
        for (at, &share) in row.iter().enumerate().filter(|(_, share)| **share != 0.0) {
            let angle = core::f64::consts::TAU * (at % words) as f64 / words as f64;
            let (sin, cos) = libm::sincos(angle);
            xy[0] += share * cos as f32;
            xy[1] += share * sin as f32;
        }
        xy
    };
    x.chunks_exact(2 * words.max(1)).flat_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_sentences() {
        let corpus =
            Corpus::read("The cat's hat.\nThe dog\nran? Well-known -- 2 Ünder «ЁЖ» ΛΟΓΟΣ…\n\nthe");
        let text: Vec<Vec<&str>> = corpus
            .sentences
            .iter()
            .map(|words| {
                words
                    .iter()
                    .map(|&word| &*corpus.words[word as usize])
                    .collect()
            })
            .collect();
        assert_eq!(
            text,
            [
                vec!["the", "cat's", "hat"],
                vec!["the", "dog", "ran"],
                vec!["well-known", "2", "ünder", "ёж", "λογος"],
                vec!["the"],
            ]
        );
        assert_eq!(corpus.words[0], "the", "the most frequent first");
    }

    #[test]
    fn a_long_text_keeps_its_most_frequent_words() {
        let mut text: String = (0..2000).map(|word| format!("w{word} ")).collect();
        text.push_str("w1999 w1999.");
        let corpus = Corpus::read(&text);
        assert_eq!(corpus.words.len(), MOST_WORDS);
        assert_eq!(corpus.words[0], "w1999");
        assert_eq!(corpus.words[1], "w0");
    }

    #[test]
    fn words_are_unit_vectors_of_the_first_half() {
        let data = Corpus::read("b a b c").dataset(vec![0; 3], vec!["word".into()]);
        assert_eq!((data.rows, data.dim), (3, 6));
        assert_eq!(data.row(1), [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
    }
}
