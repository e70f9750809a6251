//! Latent classes with classes inside: superclasses far apart, subclasses near each other, and noise
//! in all other dimensions. Positives are fresh draws of the class, as the lecture's theory assumes.

use super::{Card, Form, Latent, Recommended, knobs, latent::direction};
use crate::rng::{Rng, Stream};

pub static CARD: Card = Card {
    name: "gaussian",
    title: "Latent classes",
    about: "The theory's own setting: Gaussian classes in a few signal dimensions among many of noise, where a positive is a fresh draw of the anchor's class.",
    source: "Generated; classes in superclasses, as in Robinson et al. 2021 on hard negatives",
    license: "",
    file: None,
    form: Form::Latent,
    image: None,
    knobs: &[
        knobs::rows(2000),
        knobs::whole(
            "superclasses",
            "",
            "superclasses",
            (1, 3, 6),
            "Groups of classes that lie far apart: their negatives are easy.",
        ),
        knobs::whole(
            "subclasses",
            "",
            "subclasses",
            (1, 2, 4),
            "Classes inside each group, near each other: their negatives are hard.",
        ),
        knobs::whole(
            "signal",
            "",
            "signal dimensions",
            (2, 6, 32),
            "Dimensions in which the class means differ.",
        ),
        knobs::whole(
            "nuisance",
            "",
            "nuisance dimensions",
            (0, 20, 64),
            "Dimensions that say nothing about the class.",
        ),
        knobs::real(
            "sep",
            "",
            "separation",
            (0.0, 4.0, 10.0),
            "Distance of each superclass from the origin; below 2 they run into each other.",
        ),
        knobs::real(
            "subsep",
            "",
            "inner separation",
            (0.0, 1.5, 5.0),
            "Distance of each subclass from its superclass; the smaller, the harder its negatives.",
        ),
        knobs::real(
            "within_sd",
            "",
            "spread",
            (0.05, 0.5, 2.0),
            "Standard deviation of a class in the signal dimensions.",
        ),
        knobs::real(
            "nuisance_sd",
            "",
            "nuisance size",
            (0.0, 2.0, 5.0),
            "Standard deviation in the nuisance dimensions; the larger, the more raw distances are noise.",
        ),
        knobs::means(2),
    ],
    recommended: Recommended {
        augment: &[("fresh", 1.0)],
        dim: 3,
        steps: 250,
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [
            rows,
            superclasses,
            subclasses,
            signal,
            nuisance,
            sep,
            subsep,
            within_sd,
            nuisance_sd,
            means,
        ] = *values
        else {
            return Err(super::knob_count(&CARD));
        };
        let (signal, subclasses) = (signal as usize, subclasses as usize);
        let mut rng = Rng::at(means as u32, Stream::Data, 1);
        let mut means = Vec::new();
        let mut names = Vec::new();
        for superclass in super::letters(superclasses as usize) {
            let centre = direction(signal, sep, &mut rng);
            for subclass in 1..=subclasses {
                let offset = direction(signal, subsep, &mut rng);
                means.extend(centre.iter().zip(offset).map(|(c, o)| (c + o) as f32));
                names.push(format!("{superclass}{subclass}"));
            }
        }
        let latent = Latent {
            means,
            signal,
            within_sd: within_sd as f32,
            nuisance_sd: nuisance_sd as f32,
        };
        Ok(latent.dataset(
            rows as usize,
            nuisance as usize,
            within_sd as f32,
            names,
            seed,
        ))
    },
};
