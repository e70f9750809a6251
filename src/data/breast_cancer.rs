//! Cell nuclei of breast tumours, malignant or benign.

use super::{Card, Form, Recommended, csv};

pub static CARD: Card = Card {
    name: "breast-cancer",
    title: "Breast cancer",
    about: "569 tumours by 30 measurements of their cell nuclei, many of them nearly copies of each other: masking some teaches the encoder to fill them in.",
    source: "W. Wolberg, O. Mangasarian, N. Street, W. Street (1993). Breast Cancer Wisconsin (Diagnostic). UCI Machine Learning Repository. doi:10.24432/C5DW2B",
    license: "CC BY 4.0",
    file: Some("data/breast_cancer.csv"),
    form: Form::Table,
    image: None,
    knobs: &[],
    recommended: Recommended::TABLE,
    make: |_, _, file| Ok(csv::parse("breast_cancer.csv", 569, file)?.standardised()),
};
