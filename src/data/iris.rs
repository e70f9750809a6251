//! Fisher's irises.

use super::{Card, Form, Recommended, csv};

pub static CARD: Card = Card {
    name: "iris",
    title: "Iris",
    about: "150 flowers of three species by four lengths: one species stands apart, two touch, and no augmentation can tell them better than the ruler did.",
    source: "R. A. Fisher (1936). Iris. UCI Machine Learning Repository. doi:10.24432/C56C76",
    license: "CC BY 4.0",
    file: Some("data/iris.csv"),
    form: Form::Table,
    image: None,
    knobs: &[],
    recommended: Recommended {
        batch: 32,
        ..Recommended::TABLE
    },
    make: |_, _, file| Ok(csv::parse("iris.csv", 150, file)?.standardised()),
};
