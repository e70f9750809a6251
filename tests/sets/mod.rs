//! What the tests of data and views share.
#![allow(dead_code)] // each test binary uses what it needs

use nearfar::data::{
    AUGMENTATIONS, Augmenter, CARDS, Card, Dataset, card, digest, digest_u32, own_data::is_own,
    own_text, split, train_rows,
};
use nearfar::rng::{Rng, Stream};

/// The shipped file of a card. Compiled in, so that the same tests run as wasm, where there are no files.
pub fn text(card: &Card) -> String {
    let shipped = match card.file {
        None if card.name == own_text::CARD.name => own_text::SAMPLE,
        None => "",
        Some("data/digits.csv") => include_str!("../../www/public/data/digits.csv"),
        Some("data/iris.csv") => include_str!("../../www/public/data/iris.csv"),
        Some("data/wine.csv") => include_str!("../../www/public/data/wine.csv"),
        Some("data/breast_cancer.csv") => include_str!("../../www/public/data/breast_cancer.csv"),
        Some(other) => panic!("{other} is not compiled into the tests"),
    };
    shipped.to_string()
}

pub fn make(card: &Card, seed: u32) -> Dataset {
    card.build(&card.defaults(), seed, &text(card))
        .unwrap_or_else(|e| panic!("{}: {e}", card.name))
}

pub fn named(name: &str) -> Dataset {
    make(card(name).expect("a data set of that name"), 1)
}

/// Strengths in the order of the table from names.
pub fn strengths(on: &[(&str, f64)]) -> Vec<f64> {
    let mut all = vec![0.0; AUGMENTATIONS.len()];
    for (name, value) in on {
        let index = AUGMENTATIONS
            .iter()
            .position(|a| a.name == *name)
            .expect("an augmentation");
        all[index] = *value;
    }
    all
}

/// A view of each of the first `count` rows (starting over at the end), seed 1.
pub fn views(dataset: &Dataset, on: &[(&str, f64)], count: usize) -> Vec<f32> {
    let augmenter = Augmenter::new(dataset, &strengths(on)).expect("applicable");
    let mut rng = Rng::new(1, Stream::Augment);
    let mut out = vec![f32::NAN; count * dataset.dim];
    for (row, view) in out.chunks_exact_mut(dataset.dim).enumerate() {
        augmenter.view(dataset, row % dataset.rows, &mut rng, view);
    }
    out
}

/// Seed 1, every knob at its default; the views are the recommended ones of the first 64 rows,
/// twice over, from stream `Augment`. The same numbers must come out natively, in wasm and in every
/// browser: that is what a shared link rests on.
pub fn golden_digests() {
    let mut found = String::new();
    for card in CARDS.iter().filter(|card| !is_own(card)) {
        let data = make(card, 1);
        let train = train_rows(data.rows, card.recommended.train).expect("a train count");
        let halves = split(data.rows, &data.labels, train, 1);
        let drawn = views(&data, card.recommended.augment, 128.min(data.rows));
        found += &format!(
            "{} {} {} {}\n",
            card.name,
            digest(&data.x),
            digest_u32(&[halves.train, halves.test].concat()),
            digest(&drawn)
        );
    }
    assert_eq!(
        found,
        include_str!("../golden/data.txt"),
        "the first column is x, then the split, then views"
    );
}
