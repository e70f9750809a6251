//! The card of your own loss, and the losses of the page written as one could write them oneself.

use super::super::cards::{LossCard, TEMPERATURE};
use super::super::negatives::ANY;
use super::super::{Arrangement, Loss, Objective, info_nce::InfoNce};
use super::{Code, Own};
use crate::knob::{Knob, Scale};
use serde::Serialize;

/// A text to begin with, and the settings it is written for.
#[derive(Debug, Serialize)]
pub struct Start {
    pub title: &'static str,
    pub code: &'static str,
    /// Knobs and their values.
    pub values: &'static [(&'static str, f64)],
}

/// The first is what a loss of one's own is until it is edited.
pub static STARTS: [Start; 4] = [
    Start {
        title: "NT-Xent",
        code: include_str!("starts/nt_xent.wgsl"),
        values: &[],
    },
    Start {
        title: "Decoupled",
        code: include_str!("starts/decoupled.wgsl"),
        values: &[],
    },
    Start {
        title: "Hard, debiased",
        code: include_str!("starts/hard.wgsl"),
        values: &[("a", 0.1), ("b", 0.5)],
    },
    Start {
        title: "Sigmoid",
        code: include_str!("starts/sigmoid.wgsl"),
        values: &[("a", -1.0)],
    },
];

const fn free(id: &'static str, name: &'static str) -> Knob {
    Knob {
        id,
        symbol: id,
        name,
        unit: "",
        min: -10.0,
        max: 10.0,
        default: 1.0,
        scale: Scale::Linear,
        help: "A number for your code: where it is named there, this is its value.",
        cite: "",
        live: true,
    }
}

pub static CARD: LossCard = LossCard {
    name: "own",
    title: "Your own",
    about: "A loss that you write: what an anchor's row costs, and the slopes of that in each similarity. Both views are \
            anchors.",
    cite: "Yours",
    tex: r"\live{loss}{\ell_i} = \mathrm{row} ( \live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau}, \; \log \sum_{j=1}^{\live{negatives}{2B-2}} \exp(\anchor{z_i} \cdot \negative{z_j^{-}} / \live{temperature}{\tau}), \; \live{a}{a}, \; \live{b}{b} )",
    knobs: &[TEMPERATURE, free("a", "number a"), free("b", "number b")],
    objective: |values| objective(STARTS[0].code, values),
    arrange: |rows, _| Arrangement::TwoViews { rows },
    negatives: ANY,
    oracle: true,
};

/// What a text is with the card's values; NT-Xent where it cannot be read.
fn objective(text: &str, values: &[f64]) -> Objective {
    match Code::keep(text) {
        Ok(code) => Loss::Own(Own::of(code, values)).into(),
        Err(_) => Loss::InfoNce(InfoNce).into(),
    }
}
