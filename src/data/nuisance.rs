//! Stretched blobs, and dimensions of pure noise beside them: what matters is two coordinates in ten.
//!
//! The augmentation knows which coordinates are noise (it jitters them by their whole standard
//! deviation and the signal by a tenth); that knowledge is all there is to learn from.

use super::{Card, Form, Recommended, knobs, letters, toy};
use crate::rng::{Rng, Stream};

pub static CARD: Card = Card {
    name: "nuisance",
    title: "Blobs and nuisance",
    about: "Stretched clusters in two dimensions, and beside them dimensions of noise: raw neighbours drown in the noise until the augmentation says that it does not matter.",
    source: "Generated",
    license: "",
    file: None,
    form: Form::Space,
    image: None,
    knobs: &[
        knobs::rows(1200),
        knobs::noise(0.35),
        knobs::whole(
            "classes",
            "",
            "clusters",
            (2, 4, 8),
            "How many clusters share the ring of radius 1.",
        ),
        knobs::real(
            "stretch",
            "",
            "stretch",
            (1.0, 1.5, 4.0),
            "How many times longer than wide a cluster is; its area stays the same.",
        ),
        knobs::whole(
            "nuisance",
            "",
            "nuisance dimensions",
            (0, 8, 30),
            "How many dimensions of pure noise stand beside the two that matter.",
        ),
        knobs::real(
            "nuisance_sd",
            "",
            "nuisance size",
            (0.1, 1.0, 4.0),
            "Standard deviation of the nuisance dimensions; the larger, the more raw distances are noise.",
        ),
    ],
    recommended: Recommended {
        augment: &[("jitter", 1.0)],
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [rows, noise, classes, stretch, nuisance, nuisance_sd] = *values else {
            return Err(super::knob_count(&CARD));
        };
        let nuisance = nuisance as usize;
        let (long, short) = (noise * stretch.sqrt(), noise / stretch.sqrt());
        let mut signal = toy::scatter(
            rows as usize,
            letters(classes as usize),
            0.0,
            seed,
            |class, _, rng| {
                let [x, y] = toy::polar(class as f64 / classes + 0.125, 1.0);
                // Stretched along 22.5°, askew to every ring of 2, 4 or 8 clusters.
                let [cos, sin] = toy::polar(1.0 / 16.0, 1.0);
                let (u, v) = (
                    long * f64::from(rng.normal()),
                    short * f64::from(rng.normal()),
                );
                [x + cos * u - sin * v, y + sin * u + cos * v]
            },
        );
        let mut rng = Rng::at(seed, Stream::Data, 1);
        let mut x = Vec::with_capacity(signal.rows * (2 + nuisance));
        for point in signal.x.chunks_exact(2) {
            x.extend_from_slice(point);
            x.extend((0..nuisance).map(|_| (nuisance_sd * f64::from(rng.normal())) as f32));
        }
        signal.x = x;
        signal.dim = 2 + nuisance;
        signal.jitter_scale = vec![0.1; 2];
        signal.jitter_scale.resize(2 + nuisance, nuisance_sd as f32);
        Ok(signal)
    },
};
