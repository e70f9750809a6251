//! Round clusters on a ring: the easiest set there is, and so the one to see a method fail on.

use super::{Card, Form, Recommended, knobs, letters, toy};

pub static CARD: Card = Card {
    name: "blobs",
    title: "Blobs",
    about: "Round clusters on a ring, easy for everything: watch what the loss does when there is nothing hard to learn.",
    source: "Generated",
    license: "",
    file: None,
    form: Form::Plane,
    image: None,
    knobs: &[
        knobs::rows(1200),
        knobs::noise(0.2),
        knobs::whole(
            "classes",
            "",
            "clusters",
            (2, 4, 8),
            "How many clusters share the ring of radius 1.",
        ),
    ],
    recommended: Recommended {
        augment: &[("jitter", 0.12)],
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [rows, noise, classes] = *values else {
            return Err(super::knob_count(&CARD));
        };
        Ok(toy::scatter(
            rows as usize,
            letters(classes as usize),
            noise,
            seed,
            |class, _, _| {
                // An eighth of a turn on, so that four clusters sit in the corners.
                toy::polar(class as f64 / classes + 0.125, 1.0)
            },
        ))
    },
};
