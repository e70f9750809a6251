//! Rotation: by how many quarter turns was the image turned? (Gidaris, Singh & Komodakis 2018.)
//!
//! To answer, an encoder has to know what things look like upright.

use super::{PretextCard, Question, Questions, Recommended, Target};
use crate::data::Form;
use crate::rng::Rng;

pub static CARD: PretextCard = PretextCard {
    name: "rotation",
    title: "Rotation",
    about: "The image is turned by 0, 90, 180 or 270°: by how much?",
    cite: "Gidaris, Singh & Komodakis 2018, § 2",
    tex: r"\live{loss}{\ell_i} = -\log \frac{e^{\positive{w_{y_i}} \cdot \anchor{f(x_i)}}}{\sum_{k=1}^{4} e^{w_k \cdot \anchor{f(x_i)}}}",
    knobs: &[],
    applies: &[Form::Image],
    target: Target::Answer(&Rotation),
    recommended: Some(Recommended {
        hidden: &[128],
        dim: 64,
        normalize: false,
        batch: 128,
        lr: 0.002,
        steps: 400,
    }),
};

struct Rotation;

impl Questions for Rotation {
    fn answers(&self) -> &'static [&'static str] {
        &["0°", "90°", "180°", "270°"]
    }

    fn head(&self) -> &'static [usize] {
        &[]
    }

    fn input(&self, _: &[f64], [width, height]: [usize; 2]) -> Result<usize, String> {
        match width == height {
            true => Ok(width * height),
            false => Err(format!(
                "The images are {width}×{height} pixels; for the pretext rotation they must be square."
            )),
        }
    }

    fn shown(&self) -> usize {
        1
    }

    fn ask(
        &self,
        _: &[f64],
        image: &[f32],
        [side, _]: [usize; 2],
        rng: &mut Rng,
        out: &mut [f32],
    ) -> Question {
        let answer = rng.below(4);
        turn(image, side, answer, out);
        Question {
            answer,
            places: vec![[0, 0]],
        }
    }

    fn whole(&self, _: &[f64], image: &[f32], _: [usize; 2]) -> Vec<f32> {
        image.to_vec()
    }
}

/// Writes the square `image` turned clockwise by `quarters` quarter turns to `out`.
fn turn(image: &[f32], side: usize, quarters: u32, out: &mut [f32]) {
    let last = side.saturating_sub(1);
    for (at, to) in out.iter_mut().enumerate().take(side * side) {
        let (x, y) = (at % side, at / side);
        let (x, y) = match quarters % 4 {
            0 => (x, y),
            1 => (y, last - x),
            2 => (last - x, last - y),
            _ => (last - y, x),
        };
        *to = image[y * side + x];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_quarter_turns_are_none() {
        let image: Vec<f32> = (0..9_u8).map(f32::from).collect();
        let mut turned = vec![0.0; 9];
        turn(&image, 3, 1, &mut turned);
        assert_eq!(
            turned,
            [6.0, 3.0, 0.0, 7.0, 4.0, 1.0, 8.0, 5.0, 2.0],
            "clockwise"
        );
        for quarters in 0..4 {
            let mut back = vec![0.0; 9];
            turn(&image, 3, quarters, &mut turned);
            turn(&turned, 3, 4 - quarters, &mut back);
            assert_eq!(back, image, "{quarters}");
        }
    }
}
