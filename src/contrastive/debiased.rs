//! The debiased loss: as if no negative were of the anchor's class, without knowing any class.
//!
//! N_g = max(N (mean_j e^{s_j} − τ⁺ e^{s⁺}) / (1 − τ⁺), N e^{−1/τ}): the mean over unlabelled points is the
//! mixture τ⁺·positives + (1 − τ⁺)·negatives, solved for the negatives.
//! Chuang, Robinson, Lin, Torralba & Jegelka 2020, eq. 7 and 8. The formulas are those of
//! [`hard`](super::hard) with β = 0.

use super::cards::{LossCard, TAU_PLUS, TEMPERATURE};
use super::hard::Hard;
use super::negatives::ANY;
use super::{Arrangement, Loss};

pub static CARD: LossCard = LossCard {
    name: "debiased",
    title: "Debiased",
    about: "Subtracts from the negatives what a share τ⁺ of false ones is expected to add, measured on the positive.",
    cite: "Chuang et al. 2020, eq. 8",
    tex: r"\live{loss}{\ell_i} = -\log \frac{e^{\live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau}}}{e^{\live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau}} + \live{negatives}{N} ( \tfrac{1}{N} \sum_j e^{\anchor{z_i} \cdot \negative{z_j^{-}} / \live{temperature}{\tau}} - \live{tau_plus}{\tau^+} e^{\anchor{z_i} \cdot \positive{z_i^{+}} / \live{temperature}{\tau}} ) / (1 - \live{tau_plus}{\tau^+})}",
    knobs: &[TEMPERATURE, TAU_PLUS],
    objective: |values| Loss::Hard(Hard::of(values[0], values[1], 0.0)).into(),
    arrange: |rows, _| Arrangement::TwoViews { rows },
    negatives: ANY,
    oracle: true,
};
