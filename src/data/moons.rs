//! Two interlocked half circles: close in the plane, yet each a class of its own.

use super::{Card, Form, Recommended, knobs, toy};

pub static CARD: Card = Card {
    name: "moons",
    title: "Two moons",
    about: "Two half circles that no straight line separates; small jitters of each point are enough to tell them apart.",
    source: "Generated, after make_moons of scikit-learn",
    license: "",
    file: None,
    form: Form::Plane,
    image: None,
    knobs: &[knobs::rows(1200), knobs::noise(0.08)],
    recommended: Recommended {
        augment: &[("jitter", 0.12)],
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [rows, noise] = *values else {
            return Err(super::knob_count(&CARD));
        };
        Ok(toy::scatter(
            rows as usize,
            super::letters(2),
            noise,
            seed,
            |class, along, _| {
                let [x, y] = toy::polar(along / 2.0, 1.0);
                // Centred, so that rotation and scaling turn the pair about its middle.
                if class == 0 {
                    [x - 0.5, y - 0.25]
                } else {
                    [0.5 - x, 0.25 - y]
                }
            },
        ))
    },
};
