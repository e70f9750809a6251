//! What the seeded shapes have in common: classes in turn, even steps along the shape, noise on top.

use super::Dataset;
use crate::rng::{Rng, Stream};

/// `rows` points of D coordinates. Row r is of class r mod classes; `place` puts the noiseless point,
/// given the class, how far along its shape it is (evenly spaced in (0, 1)), and the generator.
pub fn scatter<const D: usize>(
    rows: usize,
    class_names: Vec<String>,
    noise: f64,
    seed: u32,
    place: impl Fn(usize, f64, &mut Rng) -> [f64; D],
) -> Dataset {
    let classes = class_names.len();
    let mut rng = Rng::new(seed, Stream::Data);
    let mut x = Vec::with_capacity(rows * D);
    let mut labels = Vec::with_capacity(rows);
    for row in 0..rows {
        let class = row % classes;
        let of_class = (rows - class).div_ceil(classes);
        let along = ((row / classes) as f64 + 0.5) / of_class as f64;
        for coordinate in place(class, along, &mut rng) {
            x.push((coordinate + noise * f64::from(rng.normal())) as f32);
        }
        labels.push(class as u32);
    }
    Dataset::of_points(x, D, labels, class_names)
}

/// The point of the plane at an angle, in turns, and a distance from the origin.
pub fn polar(turns: f64, radius: f64) -> [f64; 2] {
    let (sin, cos) = libm::sincos(turns * core::f64::consts::TAU);
    [radius * cos, radius * sin]
}
