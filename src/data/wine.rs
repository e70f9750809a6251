//! Wines from three cultivars.

use super::{Card, Form, Recommended, csv};

pub static CARD: Card = Card {
    name: "wine",
    title: "Wine",
    about: "178 wines from three cultivars by 13 chemical measurements of very different size: standardised, they nearly separate by themselves.",
    source: "S. Aeberhard, M. Forina (1991). Wine. UCI Machine Learning Repository. doi:10.24432/C5PC7J",
    license: "CC BY 4.0",
    file: Some("data/wine.csv"),
    form: Form::Table,
    image: None,
    knobs: &[],
    recommended: Recommended {
        batch: 32,
        ..Recommended::TABLE
    },
    make: |_, _, file| Ok(csv::parse("wine.csv", 178, file)?.standardised()),
};
