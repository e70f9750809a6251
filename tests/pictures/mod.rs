//! A picture for the tests that compare machines.

use nearfar::data::digest_u32;
use nearfar::rng::{Rng, Stream};
use nearfar::view::{HOLLOW, SHAPES, Scatter, scatter};

/// Digest of 20,000 marks of every shape, filled and hollow, in translucent colours; some lie outside.
pub fn digest_of_many_marks() -> String {
    let mut rng = Rng::new(1, Stream::Data);
    let (mut xy, mut colors, mut shapes) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..20_000 {
        xy.extend([rng.uniform() * 420.0 - 10.0, rng.uniform() * 320.0 - 10.0]);
        colors.push(rng.next_u32());
        let hollow = if rng.below(2) == 1 { HOLLOW } else { 0 };
        shapes.push(rng.below(SHAPES.len() as u32) as u8 + hollow);
    }
    let plot = Scatter {
        width: 400,
        height: 300,
        xy: &xy,
        colors: &colors,
        shapes: &shapes,
        radius: 3.7,
    };
    let pixels = scatter(&plot).expect("a valid plot");
    let words: Vec<u32> = pixels
        .chunks_exact(4)
        .map(|p| u32::from_le_bytes([p[0], p[1], p[2], p[3]]))
        .collect();
    digest_u32(&words)
}

/// What it is on every machine.
pub const GOLDEN: &str = "ba313e6768a445bd";
