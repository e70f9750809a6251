//! A text of one's own. What ships is the beginning of a book whose copyright has ended.

use super::{Card, Corpus, Form, Recommended};

/// Lewis Carroll, Alice's Adventures in Wonderland (1865), chapter I.
pub const SAMPLE: &str = include_str!("own_text.txt");

/// Bytes that a text may have: with the rest of a link it still fits into one.
pub const LONGEST: usize = 8_000;

/// The fewest words that are worth a picture.
const FEWEST: usize = 12;

pub static CARD: Card = Card {
    name: "text",
    title: "Your own text",
    about: "Paste a text and see which of its words keep the same company. A page is little: word2vec was trained on billions of words.",
    source: "To begin with: Lewis Carroll (1865). Alice's Adventures in Wonderland, chapter I; in the public domain",
    license: "",
    file: None,
    form: Form::Text,
    image: None,
    knobs: &[],
    recommended: Recommended {
        hidden: &[],
        batch: 128,
        ..Recommended::TOY
    },
    make: |_, _, text| {
        if text.len() > LONGEST {
            return Err(format!(
                "data.text has {} bytes; it must have at most {LONGEST}, so that it fits into a link.",
                text.len()
            ));
        }
        let corpus = Corpus::read(text);
        let (words, longest) = (
            corpus.words.len(),
            corpus.sentences.iter().map(Vec::len).max().unwrap_or(0),
        );
        if words < FEWEST || longest < 2 {
            return Err(format!(
                "data.text has {words} different words; it must have at least {FEWEST}, in sentences of two or more."
            ));
        }
        Ok(corpus.dataset(vec![0; words], vec!["word".into()]))
    },
};
