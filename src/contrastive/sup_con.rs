//! Supervised contrastive: every row of the anchor's class is a positive.
//!
//! ℓ_i = −1/|P_i| Σ_{p ∈ P_i} log( e^{s_ip} / Σ_{a ≠ i} e^{s_ia} ). Khosla et al. 2020, eq. 2 (L_out).
//! Gradient: ∂/∂s_ia = softmax_a − [a ∈ P_i]/|P_i|. An anchor without a positive has no loss and is not
//! counted in the mean.

use super::cards::{LossCard, TEMPERATURE};
use super::negatives::BATCH_ONLY;
use super::{Arrangement, Loss, Real, RowLoss, RowStatistics, Scalars};
use crate::knob::{Knob, Scale};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SupCon;

impl RowLoss for SupCon {
    const MANY_POSITIVES: bool = true;

    fn row<F: Real + PartialOrd>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>) {
        if statistics.positives < F::splat(0.5) {
            return (
                F::ZERO,
                [F::splat(-RowStatistics::EMPTY), F::ZERO, F::ZERO, F::ZERO],
            );
        }
        let log_total = statistics.log_sums[0];
        let share = F::ONE / statistics.positives;
        (
            log_total - statistics.positive * share,
            [log_total, share, F::ZERO, F::ZERO],
        )
    }

    #[inline(always)]
    fn negative<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F {
        (s - scalars[0]).exp()
    }

    #[inline(always)]
    fn positive<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F {
        self.negative(s, scalars) + self.extra(scalars)
    }

    #[inline(always)]
    fn extra<F: Real>(&self, scalars: &Scalars<F>) -> F {
        -scalars[1]
    }
}

/// Weak supervision: labels that are coarser than the classes.
const COARSE: Knob = Knob {
    id: "coarse",
    symbol: "",
    name: "classes in one label",
    unit: "",
    min: 1.0,
    max: 10.0,
    default: 1.0,
    scale: Scale::Integer,
    help: "Weak supervision: so many neighbouring classes share a label. 1 tells all; as many as there are tells nothing.",
    cite: "Robinson, Jegelka & Sra 2020",
    live: false,
};

/// Weak supervision: labels that are wrong.
const NOISE: Knob = Knob {
    id: "noise",
    symbol: "",
    name: "noise of the labels",
    unit: "",
    min: 0.0,
    max: 1.0,
    default: 0.0,
    scale: Scale::Linear,
    help: "Weak supervision: the share of points whose label is drawn at random, once and for all.",
    cite: "Robinson, Jegelka & Sra 2020",
    live: false,
};

pub static CARD: LossCard = LossCard {
    name: "supcon",
    title: "SupCon (with labels)",
    about: "Supervised: all views with the anchor's label are positives. With the true classes for labels it is a reference; \
            with coarse or noisy ones it is weak supervision.",
    cite: "Khosla et al. 2020, eq. 2",
    tex: r"\live{loss}{\ell_i} = -\frac{1}{|P_i|} \sum_{p \in P_i} \log \frac{\exp(\anchor{z_i} \cdot \positive{z_p} / \live{temperature}{\tau})}{\sum_{a \neq i} \exp(\anchor{z_i} \cdot z_a / \live{temperature}{\tau})}",
    knobs: &[TEMPERATURE, COARSE, NOISE],
    objective: |_| Loss::SupCon(SupCon).into(),
    arrange: |rows, _| Arrangement::Among {
        rows: 2 * rows,
        counted: 2 * rows,
    },
    negatives: BATCH_ONLY,
    oracle: false,
};
