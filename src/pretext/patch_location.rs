//! Relative patch location: two patches of one image, which of the eight neighbours of the first is the second?
//! (Doersch, Gupta & Efros 2015.)
//!
//! To answer, an encoder has to know what part of a thing a patch shows. A gap between the patches and a jitter of their
//! places keep it from following lines across the border instead (their § 3.1).

use super::{PretextCard, Question, Questions, Recommended, Target};
use crate::data::Form;
use crate::knob::{Knob, Scale};
use crate::rng::Rng;

const PIXELS: Knob = Knob {
    id: "",
    symbol: "",
    name: "",
    unit: "px",
    min: 0.0,
    max: 4.0,
    default: 0.0,
    scale: Scale::Integer,
    help: "",
    cite: "Doersch et al. 2015, § 3.1",
    live: false,
};

pub static CARD: PretextCard = PretextCard {
    name: "patch-location",
    title: "Relative patch location",
    about: "Two patches of one image: which of the eight neighbours of the first is the second?",
    cite: "Doersch, Gupta & Efros 2015, § 3",
    tex: r"\live{loss}{\ell_i} = -\log \frac{e^{\positive{w_{y_i}} \cdot h_i}}{\sum_{k=1}^{8} e^{w_k \cdot h_i}}, \quad h_i = g(\anchor{f(p_i)}, \positive{f(q_i)})",
    knobs: &[
        Knob {
            id: "size",
            name: "patch size",
            min: 2.0,
            max: 12.0,
            default: 3.0,
            help: "Side of a patch: large enough to show a part, and small enough that two of them are not all of the image.",
            ..PIXELS
        },
        Knob {
            id: "gap",
            name: "gap",
            help: "Pixels between neighbouring patches, so that lines across the border do not give the answer away.",
            ..PIXELS
        },
        Knob {
            id: "jitter",
            name: "jitter",
            help: "The second patch is moved by up to so many pixels each way.",
            ..PIXELS
        },
    ],
    applies: &[Form::Image],
    target: Target::Answer(&PatchLocation),
    recommended: Some(Recommended {
        hidden: &[128],
        dim: 32,
        normalize: true,
        batch: 128,
        lr: 0.003,
        steps: 1500,
    }),
};

struct PatchLocation;

/// Steps to the eight neighbours, in the order of the answers.
const NEIGHBORS: [[isize; 2]; 8] = [
    [-1, -1],
    [0, -1],
    [1, -1],
    [-1, 0],
    [1, 0],
    [-1, 1],
    [0, 1],
    [1, 1],
];

/// Patches along each side that stand for a whole image.
const GRID: usize = 3;

impl Questions for PatchLocation {
    fn answers(&self) -> &'static [&'static str] {
        &[
            "above left",
            "above",
            "above right",
            "left",
            "right",
            "below left",
            "below",
            "below right",
        ]
    }

    fn head(&self) -> &'static [usize] {
        &[64]
    }

    fn input(&self, values: &[f64], [width, height]: [usize; 2]) -> Result<usize, String> {
        let [size, gap, jitter] = whole_numbers(values);
        let (needed, side) = (2 * size + gap + jitter, width.min(height));
        if needed <= side {
            return Ok(size * size);
        }
        Err(format!(
            "Two patches with pretext.size {size}, pretext.gap {gap} and pretext.jitter {jitter} take up to {needed} pixels; \
             2 × size + gap + jitter must be at most {side}, the side of these images."
        ))
    }

    fn shown(&self) -> usize {
        2
    }

    fn ask(
        &self,
        values: &[f64],
        image: &[f32],
        size: [usize; 2],
        rng: &mut Rng,
        out: &mut [f32],
    ) -> Question {
        let [patch, gap, jitter] = whole_numbers(values);
        let answer = rng.below(NEIGHBORS.len() as u32);
        let mut places = vec![[0, 0]; 2];
        for axis in 0..2 {
            let by = rng.below(2 * jitter as u32 + 1) as isize - jitter as isize;
            let step = NEIGHBORS[answer as usize][axis] * (patch + gap) as isize + by;
            // Anywhere where both are inside.
            let least = (-step).max(0);
            let most = size[axis] as isize - patch as isize - step.max(0);
            let at = least + rng.below((most - least + 1).max(1) as u32) as isize;
            (places[0][axis], places[1][axis]) = (at as usize, (at + step) as usize);
        }
        for (place, out) in places.iter().zip(out.chunks_exact_mut(patch * patch)) {
            cut(image, size[0], *place, patch, out);
        }
        Question { answer, places }
    }

    fn whole(&self, values: &[f64], image: &[f32], size: [usize; 2]) -> Vec<f32> {
        let [patch] = whole_numbers(values);
        let mut patches = vec![0.0; GRID * GRID * patch * patch];
        for (index, out) in patches.chunks_exact_mut(patch * patch).enumerate() {
            let at = |axis: usize, step: usize| step * (size[axis] - patch) / (GRID - 1);
            let place = [at(0, index % GRID), at(1, index / GRID)];
            cut(image, size[0], place, patch, out);
        }
        patches
    }
}

fn whole_numbers<const N: usize>(values: &[f64]) -> [usize; N] {
    std::array::from_fn(|at| values.get(at).copied().unwrap_or(0.0) as usize)
}

/// Writes the square of `side` pixels whose upper left corner is at `place` to `out`.
fn cut(image: &[f32], width: usize, [x, y]: [usize; 2], side: usize, out: &mut [f32]) {
    for (row, out) in out.chunks_exact_mut(side).enumerate() {
        out.copy_from_slice(&image[(y + row) * width + x..][..side]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    /// Every pixel of this image says where it is.
    fn map() -> Vec<f32> {
        (0..12 * 10_u16).map(f32::from).collect()
    }

    #[test]
    fn the_second_patch_lies_where_the_answer_says() {
        let (image, size, values) = (map(), [12, 10], [3.0, 1.0, 1.0]);
        let mut seen = [0; 8];
        for index in 0..800 {
            let mut rng = Rng::at(1, Stream::Pretext, index);
            let mut out = vec![0.0; 18];
            let question = PatchLocation.ask(&values, &image, size, &mut rng, &mut out);
            seen[question.answer as usize] += 1;
            let [first, second] = [question.places[0], question.places[1]];
            for (place, patch) in [first, second].iter().zip(out.chunks_exact(9)) {
                assert_eq!(patch[0] as usize, place[1] * 12 + place[0]);
                assert_eq!(patch[8] as usize, (place[1] + 2) * 12 + place[0] + 2);
            }
            for axis in 0..2 {
                let step = second[axis] as isize - first[axis] as isize;
                let expected = 4 * NEIGHBORS[question.answer as usize][axis];
                assert!((step - expected).abs() <= 1, "{question:?}");
            }
        }
        // 100 of each expected, standard deviation 9.4.
        assert!(
            seen.iter().all(|&count| (60..140).contains(&count)),
            "{seen:?}"
        );
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let message = PatchLocation
            .input(&[4.0, 1.0, 0.0], [8, 8])
            .expect_err("9 > 8");
        assert!(message.contains("must be at most 8"), "{message}");
        assert_eq!(PatchLocation.input(&[3.0, 1.0, 1.0], [8, 8]), Ok(9));
    }

    #[test]
    fn a_whole_image_reaches_its_corners() {
        let patches = PatchLocation.whole(&[3.0, 0.0, 0.0], &map(), [12, 10]);
        assert_eq!(patches.len(), 9 * 9);
        assert_eq!(patches[0], 0.0);
        assert_eq!(patches[80], 119.0);
    }
}
