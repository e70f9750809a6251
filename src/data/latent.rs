//! The Gaussian latent-class model: a class mean in the signal dimensions, and dimensions that are
//! nothing but nuisance.
//!
//! "x and x⁺ come from the same latent class" is the lecture's theory word for word: here a positive
//! can be what the theory assumes, a fresh draw of the anchor's class, not only a perturbed copy.

use super::{Dataset, Kind};
use crate::rng::{Rng, Stream};

/// x = (mean of the class + within_sd · ε, nuisance_sd · ε′), ε and ε′ standard normal.
#[derive(Clone, Debug, PartialEq)]
pub struct Latent {
    /// Class means \[classes, signal\].
    pub means: Vec<f32>,
    pub signal: usize,
    pub within_sd: f32,
    pub nuisance_sd: f32,
}

impl Latent {
    /// A fresh draw of `class` into `out` (signal dimensions first, the rest nuisance).
    pub fn draw(&self, class: u32, rng: &mut Rng, out: &mut [f32]) {
        let mean = &self.means[class as usize * self.signal..][..self.signal];
        for (value, &mean) in out.iter_mut().zip(mean) {
            *value = mean + self.within_sd * rng.normal();
        }
        for value in out.iter_mut().skip(self.signal) {
            *value = self.nuisance_sd * rng.normal();
        }
    }

    /// `rows` draws, the classes in turn. Jitter is told what is signal: it moves that by `jitter`
    /// and the nuisance by its whole standard deviation.
    pub fn dataset(
        self,
        rows: usize,
        nuisance: usize,
        jitter: f32,
        class_names: Vec<String>,
        seed: u32,
    ) -> Dataset {
        let dim = self.signal + nuisance;
        let classes = class_names.len();
        let mut rng = Rng::new(seed, Stream::Data);
        let mut x = vec![0.0; rows * dim];
        let mut labels = Vec::with_capacity(rows);
        for (row, out) in x.chunks_exact_mut(dim).enumerate() {
            let class = (row % classes) as u32;
            self.draw(class, &mut rng, out);
            labels.push(class);
        }
        let mut jitter_scale = vec![jitter; self.signal];
        jitter_scale.resize(dim, self.nuisance_sd);
        Dataset {
            x,
            rows,
            dim,
            labels,
            class_names,
            kind: Kind::Points,
            jitter_scale,
            raw: None,
            latent: Some(self),
        }
    }
}

/// A random direction of length `length`.
pub fn direction(dim: usize, length: f64, rng: &mut Rng) -> Vec<f64> {
    let normals: Vec<f64> = (0..dim).map(|_| f64::from(rng.normal())).collect();
    let norm = normals.iter().map(|x| x * x).sum::<f64>().sqrt();
    normals.iter().map(|x| x * (length / norm)).collect()
}
