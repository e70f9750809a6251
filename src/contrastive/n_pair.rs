//! N-pair: InfoNCE over raw dot products, and a penalty that keeps their rows from growing.
//!
//! ℓ_i = log(1 + Σ_j e^{s_j − s⁺}) + l2 (|a_i|² + |p_i|²), s = a·p without a temperature.
//! Sohn 2016, eq. 4 and sec. 3.2.2. Gradients: `info_nce.rs` and `tuple/norm_penalty.rs`.

use super::cards::LossCard;
use super::info_nce::InfoNce;
use super::negatives::BATCH_ONLY;
use super::objective::Term;
use super::tuple::{TupleLoss, norm_penalty::NormPenalty};
use super::{Arrangement, Loss, Objective};
use crate::knob::{Knob, Scale};

pub fn objective(l2: f64) -> Objective {
    let penalty = NormPenalty { l2: l2 as f32 };
    Objective::from(Loss::InfoNce(InfoNce)).plus(Term::Distances {
        rule: TupleLoss::NormPenalty(penalty),
        weight: 1.0,
    })
}

pub static CARD: LossCard = LossCard {
    name: "n-pair",
    title: "N-pair",
    about: "InfoNCE without a temperature, on embeddings that are not normalised: their lengths set how sharp the softmax is, \
            and a penalty holds them.",
    cite: "Sohn 2016, eq. 4 and sec. 3.2.2",
    tex: r"\live{loss}{\ell_i} = \log\Big(1 + \sum_{j=1}^{\live{negatives}{N}} e^{\anchor{z_i} \cdot \negative{z_j^{-}} - \live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}}}\Big) + \live{l2}{\lambda} \big(|\anchor{z_i}|^2 + |\positive{z_i^{+}}|^2\big)",
    knobs: &[Knob {
        id: "l2",
        symbol: "\\lambda",
        name: "penalty on lengths",
        unit: "",
        min: 0.0,
        max: 1.0,
        default: 0.02,
        scale: Scale::Linear,
        help: "Weighs the squared lengths of the embeddings. Where they are normalised it changes nothing.",
        cite: "Sohn 2016, sec. 3.2.2",
        live: true,
    }],
    objective: |values| objective(values[0]),
    arrange: |rows, _| Arrangement::InBatch { rows },
    negatives: BATCH_ONLY,
    oracle: true,
};
