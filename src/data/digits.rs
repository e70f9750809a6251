//! 1,797 real handwritten digits, 8×8 pixels.

use super::{Card, Dataset, Form, Kind, Recommended, csv};

const SIDE: usize = 8;

pub static CARD: Card = Card {
    name: "digits",
    title: "Handwritten digits",
    about: "1,797 real handwritten digits of 8×8 pixels: shifted and turned copies of each are all it takes to sort them without a label.",
    source: "E. Alpaydin, C. Kaynak (1998). Optical Recognition of Handwritten Digits. UCI Machine Learning Repository. doi:10.24432/C50P49",
    license: "CC BY 4.0",
    file: Some("data/digits.csv"),
    form: Form::Image,
    image: Some([SIDE, SIDE]),
    knobs: &[],
    recommended: Recommended {
        train: 1200.0,
        augment: &[
            ("shift", 1.0),
            ("rotation", 15.0),
            ("scaling", 0.15),
            ("noise", 0.1),
        ],
        hidden: &[128, 128],
        dim: 32,
        batch: 128,
        lr: 0.002,
        steps: 200,
        temperature: 0.5,
        pretext: &[],
    },
    make: |_, _, file| {
        let table = csv::parse("digits.csv", 1797, file)?;
        let pixels = SIDE * SIDE;
        let whole = |value: &f64| (0.0..=16.0).contains(value) && value.fract() == 0.0;
        if table.features.len() != pixels || !table.values.iter().all(whole) {
            return Err(
                "digits.csv must have 64 pixels a row, each a whole number from 0 to 16.".into(),
            );
        }
        let x = table
            .values
            .iter()
            .map(|value| (value / 16.0) as f32)
            .collect();
        Ok(Dataset {
            kind: Kind::Images {
                width: SIDE,
                height: SIDE,
            },
            ..Dataset::of_points(x, pixels, table.labels, table.class_names)
        })
    },
};
