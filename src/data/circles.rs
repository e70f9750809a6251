//! A circle in a circle: the classic set on which every linear method fails.

use super::{Card, Form, Recommended, knobs, toy};

pub static CARD: Card = Card {
    name: "circles",
    title: "Two circles",
    about: "One ring inside another: a straight line does no better than a coin, an embedding learned from jitters unrolls both.",
    source: "Generated, after make_circles of scikit-learn",
    license: "",
    file: None,
    form: Form::Plane,
    image: None,
    knobs: &[
        knobs::rows(1200),
        knobs::noise(0.05),
        knobs::real(
            "inner",
            "",
            "inner radius",
            (0.1, 0.5, 0.9),
            "Radius of the inner ring; the outer one has radius 1.",
        ),
    ],
    recommended: Recommended {
        augment: &[("jitter", 0.08)],
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [rows, noise, inner] = *values else {
            return Err(super::knob_count(&CARD));
        };
        let names = vec!["outer".into(), "inner".into()];
        Ok(toy::scatter(
            rows as usize,
            names,
            noise,
            seed,
            |class, along, _| toy::polar(along, if class == 0 { 1.0 } else { inner }),
        ))
    },
};
