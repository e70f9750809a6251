//! Letters of a few strokes, drawn anew for each image: light on dark or dark on light, under a light from anywhere.
//!
//! What a patch shows here, a corner or the end of a stroke, is worth knowing, and neither pixels nor untrained features
//! say it: brightness, contrast and its sign drown it. Which patch lies where does not depend on these, so whoever learns to
//! tell it has to look past them. Here relative patch location helps, as on photographs and other than on the digits.

use super::{Card, Dataset, Form, Kind, Recommended, knobs};
use crate::rng::{Rng, Stream};

const SIDE: usize = 16;

/// Strokes (x, y, x, y) from −1 to 1, y downwards.
type Stroke = [f32; 4];
const LETTERS: [(&str, &[Stroke]); 6] = [
    ("L", &[[-1.0, -1.0, -1.0, 1.0], [-1.0, 1.0, 1.0, 1.0]]),
    ("T", &[[-1.0, -1.0, 1.0, -1.0], [0.0, -1.0, 0.0, 1.0]]),
    ("X", &[[-1.0, -1.0, 1.0, 1.0], [1.0, -1.0, -1.0, 1.0]]),
    ("V", &[[-1.0, -1.0, 0.0, 1.0], [1.0, -1.0, 0.0, 1.0]]),
    (
        "Z",
        &[
            [-1.0, -1.0, 1.0, -1.0],
            [1.0, -1.0, -1.0, 1.0],
            [-1.0, 1.0, 1.0, 1.0],
        ],
    ),
    (
        "U",
        &[
            [-1.0, -1.0, -1.0, 1.0],
            [-1.0, 1.0, 1.0, 1.0],
            [1.0, 1.0, 1.0, -1.0],
        ],
    ),
];

/// Pixels from the middle of a letter to its sides, least and most; how far it stands from the image's middle; how far each
/// end of a stroke is from where it should be.
const RADIUS: [f32; 2] = [4.5, 6.0];
const SHIFT: f32 = 1.0;
const WOBBLE: f32 = 0.6;
/// Contrast of the strokes, least and most, of either sign.
const CONTRAST: [f32; 2] = [0.25, 0.5];
const NOISE: f32 = 0.03;

pub static CARD: Card = Card {
    name: "letters",
    title: "Drawn letters",
    about: "Letters of a few strokes on 16×16 pixels, light on dark or dark on light, under a light from anywhere: pixels hardly tell them apart, and a pretext task does.",
    source: "Generated",
    license: "",
    file: None,
    form: Form::Image,
    image: Some([SIDE, SIDE]),
    knobs: &[
        knobs::rows(1200),
        knobs::real(
            "light",
            "",
            "light",
            (0.0, 1.0, 1.5),
            "How much brightness differs between images and from one side of an image to the other.",
        ),
        knobs::real(
            "inverted",
            "",
            "inverted share",
            (0.0, 0.5, 1.0),
            "Share of the letters that are dark on light.",
        ),
    ],
    recommended: Recommended {
        augment: &[("shift", 1.0), ("noise", 0.05)],
        hidden: &[128, 128],
        dim: 32,
        batch: 128,
        lr: 0.002,
        steps: 300,
        pretext: &[("size", 6.0), ("gap", 1.0), ("jitter", 1.0)],
        ..Recommended::TOY
    },
    make: |values, seed, _| {
        let [rows, light, inverted] = *values else {
            return Err(super::knob_count(&CARD));
        };
        let labels: Vec<u32> = (0..rows as u32)
            .map(|row| row % LETTERS.len() as u32)
            .collect();
        let mut x = Vec::with_capacity(labels.len() * SIDE * SIDE);
        for (row, &label) in (0..).zip(&labels) {
            let mut rng = Rng::at(seed, Stream::Data, row);
            let (_, strokes) = LETTERS[label as usize];
            x.extend(draw(strokes, light as f32, inverted as f32, &mut rng));
        }
        let names = LETTERS.map(|(name, _)| name.to_owned()).to_vec();
        Ok(Dataset {
            kind: Kind::Images {
                width: SIDE,
                height: SIDE,
            },
            ..Dataset::of_points(x, SIDE * SIDE, labels, names)
        })
    },
};

fn draw(strokes: &[Stroke], light: f32, inverted: f32, rng: &mut Rng) -> Vec<f32> {
    let middle = (SIDE as f32 - 1.0) / 2.0;
    let between = |rng: &mut Rng, [least, most]: [f32; 2]| least + (most - least) * rng.uniform();
    let centre = [(); 2].map(|()| middle + rng.symmetric(SHIFT));
    let radius = between(rng, RADIUS);
    let strokes: Vec<Stroke> = strokes
        .iter()
        .map(|stroke| {
            let mut ends = *stroke;
            for (axis, end) in ends.iter_mut().enumerate() {
                *end = centre[axis % 2] + radius * *end + rng.symmetric(WOBBLE);
            }
            ends
        })
        .collect();
    let (sin, cos) = libm::sincos(f64::from(rng.uniform()) * core::f64::consts::TAU);
    let slope = between(rng, [0.0, 0.25 * light]) / middle;
    let brightness = 0.5 + rng.symmetric(0.2 * light);
    let sign = if rng.uniform() < inverted { -1.0 } else { 1.0 };
    let contrast = sign * between(rng, CONTRAST);
    let pixel = |at: usize| {
        let (x, y) = ((at % SIDE) as f32, (at / SIDE) as f32);
        let ink = strokes.iter().map(|stroke| 1.2 - distance(*stroke, x, y));
        let ink = ink.fold(0.0, f32::max).min(1.0);
        let lit = slope * (cos as f32 * (x - middle) + sin as f32 * (y - middle));
        brightness + lit + contrast * ink
    };
    let clean: Vec<f32> = (0..SIDE * SIDE).map(pixel).collect();
    let noisy = clean.iter().map(|value| value + NOISE * rng.normal());
    noisy.map(|value| value.clamp(0.0, 1.0)).collect()
}

/// Of a place from a stroke.
fn distance([x0, y0, x1, y1]: Stroke, x: f32, y: f32) -> f32 {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let length = (dx * dx + dy * dy).max(f32::MIN_POSITIVE);
    let along = (((x - x0) * dx + (y - y0) * dy) / length).clamp(0.0, 1.0);
    let (dx, dy) = (x - x0 - along * dx, y - y0 - along * dy);
    (dx * dx + dy * dy).sqrt()
}
