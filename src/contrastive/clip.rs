//! CLIP's symmetric loss: view 1 must find its view 2 in the batch, and view 2 its view 1.
//!
//! ℓ_i = ½ (CE over row i + CE over column i) of the matrix u_i·v_j / τ.
//! Radford et al. 2021 (CLIP), figure 3. The row and pair formulas are those of
//! [`info_nce`](super::info_nce); only the [`Arrangement`] differs.

use super::cards::{LossCard, TEMPERATURE};
use super::info_nce::InfoNce;
use super::negatives::BATCH_ONLY;
use super::{Arrangement, Loss};

pub static CARD: LossCard = LossCard {
    name: "clip",
    title: "Symmetric InfoNCE (CLIP)",
    about: "Each view 1 must find its view 2 among all view 2s of the batch, and the other way round.",
    cite: "Radford et al. 2021 (CLIP), fig. 3",
    tex: r"\live{loss}{\ell_i} = -\tfrac12 \log \frac{\exp(\live{positive_similarity}{\anchor{u_i} \cdot \positive{v_i}} / \live{temperature}{\tau})}{\sum_{j=1}^{\live{anchors}{B}} \exp(\anchor{u_i} \cdot \negative{v_j} / \live{temperature}{\tau})} - \tfrac12 \log \frac{\exp(\live{positive_similarity}{\anchor{u_i} \cdot \positive{v_i}} / \live{temperature}{\tau})}{\sum_{j=1}^{\live{anchors}{B}} \exp(\negative{u_j} \cdot \positive{v_i} / \live{temperature}{\tau})}",
    knobs: &[TEMPERATURE],
    objective: |_| Loss::InfoNce(InfoNce).into(),
    arrange: |rows, _| Arrangement::Symmetric { rows },
    negatives: BATCH_ONLY,
    oracle: false,
};
