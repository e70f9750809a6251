//! A sheet rolled up in space: near in space is not near on the sheet.

use super::{Card, Form, Recommended, knobs, letters, toy};

pub static CARD: Card = Card {
    name: "swiss-roll",
    title: "Swiss roll",
    about: "A sheet rolled up in three dimensions, coloured in strips: an embedding of local jitters should follow the sheet, not jump across it.",
    source: "Generated, after Marsland 2009 and make_swiss_roll of scikit-learn",
    license: "",
    file: None,
    form: Form::Space,
    image: None,
    knobs: &[
        knobs::rows(1200),
        knobs::noise(0.02),
        knobs::whole(
            "classes",
            "",
            "strips",
            (2, 4, 8),
            "How many strips the sheet is coloured in.",
        ),
    ],
    recommended: Recommended {
        augment: &[("jitter", 0.1)],
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
            |class, along, rng| {
                // From ¾ to 2¼ turns, the radius growing with the angle, as the usual roll does, over 10.
                let turns = 0.75 + 1.5 * (class as f64 + along) / classes;
                let [x, z] = toy::polar(turns, turns * core::f64::consts::TAU / 10.0);
                [x, 2.1 * (f64::from(rng.uniform()) - 0.5), z]
            },
        ))
    },
};
