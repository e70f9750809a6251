//! "x⁺ is x seen differently": the augmentations that make two views of a point a positive pair.
//!
//! They compose in one fixed order, each by its strength, 0 = off: a fresh draw of the class; shift,
//! rotation and scaling as one move; jitter; noise; erasing; masking. What an augmentation changes,
//! the encoder learns to ignore, so each is a statement about what does not matter.
//! Only IEEE arithmetic and `libm`: the same seed gives the same bits natively and in wasm.

use super::image::{Affine, erase, resample};
use super::{Dataset, Form, Kind};
use crate::knob::{Knob, Scale};
use crate::number;
use crate::rng::Rng;

/// What the page needs to offer an augmentation.
#[derive(Clone, Copy, Debug)]
pub struct AugmentationCard {
    pub name: &'static str,
    pub title: &'static str,
    /// One sentence: what it does, and so what the encoder learns to ignore.
    pub about: &'static str,
    /// The forms of data it makes sense for.
    pub applies: &'static [Form],
    /// Its strength; 0 switches it off.
    pub knob: Knob,
}

const EVERYTHING: &[Form] = &[
    Form::Plane,
    Form::Space,
    Form::Latent,
    Form::Table,
    Form::Image,
];
const VECTORS: &[Form] = &[Form::Plane, Form::Space, Form::Latent, Form::Table];
const IMAGES: &[Form] = &[Form::Image];

/// Every augmentation, in the order in which they are applied.
pub static AUGMENTATIONS: [AugmentationCard; 8] = [
    AugmentationCard {
        name: "fresh",
        title: "Fresh draw",
        about: "Replaces the point by another draw of its latent class, as the theory assumes of a positive.",
        applies: &[Form::Latent],
        knob: Knob {
            scale: Scale::Integer,
            ..strength(
                "fresh",
                "fresh draw",
                "",
                1.0,
                "1 draws every view anew from the anchor's class; 0 perturbs the point itself.",
            )
        },
    },
    AugmentationCard {
        name: "shift",
        title: "Shift",
        about: "Moves the image by a random fraction of pixels, so where it stands does not matter.",
        applies: IMAGES,
        knob: strength(
            "shift",
            "shift",
            "px",
            3.0,
            "Farthest move in each direction; beyond 2 of 8 pixels digits leave the frame.",
        ),
    },
    AugmentationCard {
        name: "rotation",
        title: "Rotation",
        about: "Turns the image about its centre, or the point of the plane about the origin.",
        applies: &[Form::Plane, Form::Image],
        knob: strength(
            "rotation",
            "rotation",
            "°",
            180.0,
            "Largest turn either way; beyond 90° a 6 and a 9 become the same thing.",
        ),
    },
    AugmentationCard {
        name: "scaling",
        title: "Scaling",
        about: "Enlarges or shrinks by a random factor, so size does not matter.",
        applies: EVERYTHING,
        knob: strength(
            "scaling",
            "scaling",
            "",
            0.5,
            "Largest change of size: 0.15 means between 85 % and 115 %.",
        ),
    },
    AugmentationCard {
        name: "jitter",
        title: "Jitter",
        about: "Adds normal noise to every coordinate, more to those known to be nuisance.",
        applies: VECTORS,
        knob: strength(
            "jitter",
            "jitter",
            "",
            2.0,
            "Standard deviation of the noise: too little teaches nothing, too much joins neighbouring classes.",
        ),
    },
    AugmentationCard {
        name: "noise",
        title: "Pixel noise",
        about: "Adds normal noise to every pixel, so single pixels do not matter.",
        applies: IMAGES,
        knob: strength(
            "noise",
            "pixel noise",
            "",
            0.5,
            "Standard deviation of the noise; white ink is 1, paper 0.",
        ),
    },
    AugmentationCard {
        name: "erasing",
        title: "Erasing",
        about: "Blanks a square somewhere in the image, so no single part may decide.",
        applies: IMAGES,
        knob: strength(
            "erasing",
            "erasing",
            "of the side",
            0.75,
            "Side of the blanked square as a share of the image's; half of it hides a quarter of the area.",
        ),
    },
    AugmentationCard {
        name: "masking",
        title: "Masking",
        about: "Sets random features to 0, so the encoder must make do with the others.",
        applies: EVERYTHING,
        knob: strength(
            "masking",
            "masking",
            "",
            0.9,
            "Probability that a feature is set to 0, which for standardised ones is their mean.",
        ),
    },
];

const FRESH: usize = 0;
const SHIFT: usize = 1;
const ROTATION: usize = 2;
const SCALING: usize = 3;
const JITTER: usize = 4;
const NOISE: usize = 5;
const ERASING: usize = 6;
const MASKING: usize = 7;

const fn strength(
    id: &'static str,
    name: &'static str,
    unit: &'static str,
    max: f64,
    help: &'static str,
) -> Knob {
    Knob {
        id,
        symbol: "",
        name,
        unit,
        min: 0.0,
        max,
        default: 0.0,
        scale: Scale::Linear,
        help,
        cite: "",
        live: true,
    }
}

/// Draws views. Strengths are checked once, here; drawing cannot fail.
#[derive(Clone, Debug, PartialEq)]
pub struct Augmenter {
    strengths: [f32; AUGMENTATIONS.len()],
}

impl Augmenter {
    /// `strengths` in the order of [`AUGMENTATIONS`], 0 = off. Errors name the config's key
    /// (`augment.shift`): out of range, or of no meaning for this sort of data.
    pub fn new(dataset: &Dataset, strengths: &[f64]) -> Result<Self, String> {
        if strengths.len() != AUGMENTATIONS.len() {
            let count = AUGMENTATIONS.len();
            return Err(format!(
                "There are {count} augmentations; {} strengths were given.",
                strengths.len()
            ));
        }
        let form = dataset.form();
        let mut checked = [0.0; AUGMENTATIONS.len()];
        for ((card, &value), checked) in AUGMENTATIONS.iter().zip(strengths).zip(&mut checked) {
            card.knob.check(&["augment.", card.name].concat(), value)?;
            if value > 0.0 && !card.applies.contains(&form) {
                let (name, value, form) = (card.name, number::format(value), form.name());
                return Err(format!(
                    "augment.{name} is {value}; it must be 0, because it has no meaning for data of the form \"{form}\"."
                ));
            }
            *checked = value as f32;
        }
        Ok(Self { strengths: checked })
    }

    /// Writes a view of `row` of `dataset` (the one given to [`Augmenter::new`]) into `out` \[dim\].
    /// An augmentation that is off draws nothing from `rng`.
    pub fn view(&self, dataset: &Dataset, row: usize, rng: &mut Rng, out: &mut [f32]) {
        let strength = &self.strengths;
        match &dataset.latent {
            Some(latent) if strength[FRESH] > 0.0 => latent.draw(dataset.labels[row], rng, out),
            _ => out.copy_from_slice(dataset.row(row)),
        }
        if strength[SHIFT] > 0.0 || strength[ROTATION] > 0.0 || strength[SCALING] > 0.0 {
            self.displace(dataset, row, rng, out);
        }
        if strength[JITTER] > 0.0 {
            for (value, scale) in out.iter_mut().zip(&dataset.jitter_scale) {
                *value += strength[JITTER] * scale * rng.normal();
            }
        }
        if strength[NOISE] > 0.0 {
            for value in out.iter_mut() {
                *value += strength[NOISE] * rng.normal();
            }
        }
        if let Kind::Images { width, height } = dataset.kind
            && strength[ERASING] > 0.0
        {
            let side = libm::roundf(strength[ERASING] * width as f32) as usize;
            let middle = [
                rng.below(width as u32) as usize,
                rng.below(height as u32) as usize,
            ];
            erase(out, width, side, middle);
        }
        if strength[MASKING] > 0.0 {
            for value in out.iter_mut() {
                if rng.uniform() < strength[MASKING] {
                    *value = 0.0;
                }
            }
        }
    }

    /// Shift, rotation and scaling as one move.
    fn displace(&self, dataset: &Dataset, row: usize, rng: &mut Rng, out: &mut [f32]) {
        let mut drawn = |which: usize| {
            let bound = self.strengths[which];
            if bound > 0.0 {
                rng.symmetric(bound)
            } else {
                0.0
            }
        };
        let shift = [drawn(SHIFT), drawn(SHIFT)];
        let (sin, cos) = libm::sincos(f64::from(drawn(ROTATION)).to_radians());
        let scale = 1.0 + drawn(SCALING);
        let affine = Affine {
            cos: cos as f32,
            sin: sin as f32,
            scale,
            shift,
        };
        match dataset.kind {
            Kind::Images { width, height } => {
                resample(dataset.row(row), width, height, affine, out)
            }
            _ => {
                if let [x, y] = *out {
                    out[0] = affine.cos * x - affine.sin * y;
                    out[1] = affine.sin * x + affine.cos * y;
                }
                for value in out {
                    *value *= scale;
                }
            }
        }
    }
}
