//! Four squares, opposite ones of the same class: neither coordinate alone says anything.

use super::{Card, Form, Recommended, knobs, toy};

pub static CARD: Card = Card {
    name: "xor",
    title: "XOR",
    about: "Opposite corners share a class: local jitters cannot know that, so expect four clusters, not two.",
    source: "Generated",
    license: "",
    file: None,
    form: Form::Plane,
    image: None,
    knobs: &[
        knobs::rows(1200),
        knobs::noise(0.03),
        knobs::real(
            "gap",
            "",
            "gap",
            (0.0, 0.15, 0.5),
            "Half the width of the empty cross between the squares.",
        ),
    ],
    recommended: Recommended {
        augment: &[("jitter", 0.1)],
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [rows, noise, gap] = *values else {
            return Err(super::knob_count(&CARD));
        };
        let names = vec!["same sign".into(), "opposite sign".into()];
        Ok(toy::scatter(
            rows as usize,
            names,
            noise,
            seed,
            |class, _, rng| {
                let mut side = || gap + (1.0 - gap) * f64::from(rng.uniform());
                let (x, y) = (side(), if class == 0 { side() } else { -side() });
                if rng.below(2) == 0 { [x, y] } else { [-x, -y] }
            },
        ))
    },
};
