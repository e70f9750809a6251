//! Spiral arms wound into each other: neighbours along an arm belong together, neighbours across do not.

use super::{Card, Form, Recommended, knobs, letters, toy};

pub static CARD: Card = Card {
    name: "spirals",
    title: "Spirals",
    about: "Arms wound into each other: the class runs along the arm, so straight distance across the plane misleads.",
    source: "Generated",
    license: "",
    file: None,
    form: Form::Plane,
    image: None,
    knobs: &[
        knobs::rows(1200),
        knobs::noise(0.04),
        knobs::whole(
            "classes",
            "",
            "arms",
            (2, 3, 6),
            "How many arms; more arms leave less room between them.",
        ),
        knobs::real(
            "turns",
            "",
            "turns",
            (0.25, 0.6, 2.0),
            "How far each arm winds round; more turns bring the arms closer together.",
        ),
    ],
    recommended: Recommended {
        augment: &[("jitter", 0.08)],
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [rows, noise, classes, turns] = *values else {
            return Err(super::knob_count(&CARD));
        };
        Ok(toy::scatter(
            rows as usize,
            letters(classes as usize),
            noise,
            seed,
            |class, along, _| toy::polar(class as f64 / classes + turns * along, 0.2 + 1.3 * along),
        ))
    },
};
