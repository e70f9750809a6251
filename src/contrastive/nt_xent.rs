//! NT-Xent: both views of every point are anchors, and everything else in the batch is a negative.
//!
//! ℓ_i = −log( e^{s⁺} / Σ_{j ≠ i} e^{s_ij} ) over 2B anchors; s_ij = z_i·z_j / τ.
//! Chen, Kornblith, Norouzi & Hinton 2020 (SimCLR), eq. 1. The row and pair formulas are those of
//! [`info_nce`](super::info_nce); only the [`Arrangement`] differs.

use super::cards::{LossCard, TEMPERATURE};
use super::info_nce::InfoNce;
use super::negatives::BATCH_ONLY;
use super::{Arrangement, Loss};

pub static CARD: LossCard = LossCard {
    name: "nt-xent",
    title: "NT-Xent",
    about: "Both views are anchors; the other 2B − 2 views of the batch are each one's negatives.",
    cite: "Chen et al. 2020 (SimCLR), eq. 1",
    tex: r"\live{loss}{\ell_i} = -\log \frac{\exp(\live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau})}{\exp(\live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau}) + \sum_{j=1}^{\live{negatives}{2B-2}} \exp(\anchor{z_i} \cdot \negative{z_j^{-}} / \live{temperature}{\tau})}",
    knobs: &[TEMPERATURE],
    objective: |_| Loss::InfoNce(InfoNce).into(),
    arrange: |rows, _| Arrangement::TwoViews { rows },
    negatives: BATCH_ONLY,
    oracle: true,
};
