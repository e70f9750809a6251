//! Is the representation any good? Measured on the embedding, never by a view.
//!
//! | question | measure |
//! |---|---|
//! | do neighbours share a class? | [`knn`] |
//! | does a linear model read the class off? | [`linear_probe`] |
//! | are positives close? | [`alignment`] (Wang & Isola 2020) |
//! | is the sphere used evenly? | [`uniformity`] (Wang & Isola 2020) |
//! | has it collapsed? | [`spread`], [`effective_rank`] |
//! | how far does an augmentation move it? | [`moved`] |
//! | do words of one kind come together, do analogies hold? | [`words`] |
//! | what does it look like? | [`pca`] |

pub mod linear_probe;
mod minimise;
mod neighbors;
mod pca;
mod sphere;
pub mod words;

pub use neighbors::{Metric, Neighbor, Neighbors, knn, neighbors};
pub use pca::{Pca, pca};
pub use sphere::{alignment, effective_rank, moved, spread, uniformity};

/// Share of predictions that are right, 0 to 1; 0 when there are none.
pub fn accuracy(predictions: &[u32], labels: &[u32]) -> f64 {
    let right = predictions
        .iter()
        .zip(labels)
        .filter(|(p, l)| p == l)
        .count();
    right as f64 / labels.len().max(1) as f64
}
