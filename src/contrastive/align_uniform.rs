//! Alignment and uniformity, each for itself: positives near, and all rows spread over the sphere.
//!
//! ℓ = mean_i |a_i − p_i|² + λ log mean_{i<j} e^(−2 |x_i − x_j|²), x all views of the batch.
//! Wang & Isola 2020, sec. 4.1 and 5 (their code takes the mean of the uniformity of each view; here the
//! views are one sample). Gradients: `tuple/alignment.rs` and `uniformity.rs`.

use super::cards::LossCard;
use super::negatives::BATCH_ONLY;
use super::objective::Term;
use super::tuple::{TupleLoss, alignment::Alignment};
use super::{Arrangement, Objective};
use crate::knob::{Knob, Scale};

pub static CARD: LossCard = LossCard {
    name: "align-uniform",
    title: "Alignment + uniformity",
    about: "What the softmax does in the limit, as two terms: the views of a point meet, and all points repel one another, \
            near ones most.",
    cite: "Wang & Isola 2020, sec. 4.1",
    tex: r"\live{loss}{\ell_i} = |\anchor{z_i} - \positive{z_i^{+}}|^2 + \live{lambda}{\lambda} \log \frac{1}{\live{negatives}{N} + 1} \sum_{j \neq i} e^{-2 |\anchor{z_i} - \negative{z_j}|^2}",
    knobs: &[Knob {
        id: "lambda",
        symbol: "\\lambda",
        name: "weight of uniformity",
        unit: "",
        min: 0.0,
        max: 5.0,
        default: 1.0,
        scale: Scale::Linear,
        help: "0: everything collapses to a point; large: views of one point drift apart.",
        cite: "Wang & Isola 2020, sec. 5; default: theirs on STL-10",
        live: true,
    }],
    // Uniformity first, because it has a value for every row.
    objective: |values| {
        let weight = values[0] as f32;
        Objective::from(Term::Uniformity { weight }).plus(Term::Distances {
            rule: TupleLoss::Alignment(Alignment),
            weight: 1.0,
        })
    },
    arrange: |rows, _| Arrangement::TwoViews { rows },
    negatives: BATCH_ONLY,
    oracle: false,
};
