//! The small picture of a data set in the page's menu.

use super::{Dataset, Kind, on_a_circle, split};
use crate::evaluate::pca;

/// What a thumbnail draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Thumbnail {
    /// Points \[count, 2\] from −1 to 1 (centred, y upwards) with their classes: the plane itself, else the two
    /// first principal components after dividing each feature by its jitter scale, which is how
    /// someone sees the data who knows what is nuisance.
    Points { xy: Vec<f32>, labels: Vec<u32> },
    /// Images \[count, height, width\] from 0 to 1, one of each class first.
    Images {
        width: usize,
        height: usize,
        pixels: Vec<f32>,
    },
}

/// A picture of at most `count` points, of every class its share, or of at most `count` images.
pub fn thumbnail(dataset: &Dataset, count: usize) -> Thumbnail {
    let Dataset { rows, dim, .. } = *dataset;
    if let Kind::Images { width, height } = dataset.kind {
        let first = |class| dataset.labels.iter().position(|&label| label == class);
        let examples = (0..dataset.classes() as u32).filter_map(first).take(count);
        let pixels = examples.flat_map(|row| dataset.row(row).to_vec()).collect();
        return Thumbnail::Images {
            width,
            height,
            pixels,
        };
    }
    let plane = if dim == 2 {
        dataset.x.clone()
    } else if let Kind::Words(_) = dataset.kind {
        on_a_circle(&dataset.x, rows)
    } else {
        let scales = dataset.jitter_scale.iter().cycle();
        // A nuisance of no size at all has scale 0 and nothing to show.
        let known = |(x, scale): (&f32, &f32)| if *scale > 0.0 { x / scale } else { 0.0 };
        let x: Vec<f32> = dataset.x.iter().zip(scales).map(known).collect();
        pca(&x, rows, dim, 2).projection
    };
    // A stratified draw, not every n-th row: rows come with their classes in turn.
    let chosen = split(rows, &dataset.labels, count, 1).train;
    let xy: Vec<f32> = chosen
        .iter()
        .flat_map(|&row| plane.iter().skip(2 * row as usize).take(2))
        .copied()
        .collect();
    let range = |axis: usize| {
        let along = || xy.iter().skip(axis).step_by(2).copied();
        (
            along().fold(f32::MAX, f32::min),
            along().fold(f32::MIN, f32::max),
        )
    };
    let (x, y) = (range(0), range(1));
    let half = ((x.1 - x.0).max(y.1 - y.0) / 2.0).max(f32::MIN_POSITIVE);
    let centre = [(x.0 + x.1) / 2.0, (y.0 + y.1) / 2.0];
    Thumbnail::Points {
        xy: xy
            .iter()
            .enumerate()
            .map(|(i, value)| (value - centre[i % 2]) / half)
            .collect(),
        labels: chosen
            .iter()
            .map(|&row| dataset.labels[row as usize])
            .collect(),
    }
}
