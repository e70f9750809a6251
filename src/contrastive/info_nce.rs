//! −log softmax of the positive against the negatives: −s⁺ + log(e^{s⁺} + Σ_j e^{s_j}).
//!
//! The lecture's contrastive loss; van den Oord, Li & Vinyals 2018, eq. 4. The same row formula
//! serves InfoNCE with explicit negatives, CLIP (Radford 2021, fig. 3: rows and columns) and NT-Xent
//! (Chen 2020, eq. 1: both views): they differ only in their [`Arrangement`].
//! Gradient: ∂/∂s_j = softmax_j, ∂/∂s⁺ = softmax⁺ − 1.

use super::cards::{LossCard, TEMPERATURE};
use super::negatives::ANY;
use super::{Arrangement, Loss, Real, RowLoss, RowStatistics, Scalars};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct InfoNce;

impl RowLoss for InfoNce {
    fn row<F: Real + PartialOrd>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>) {
        let log_total = statistics.positive.log_add_exp(statistics.log_sums[0]);
        (
            log_total - statistics.positive,
            [log_total, F::ZERO, F::ZERO, F::ZERO],
        )
    }

    #[inline(always)]
    fn negative<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F {
        (s - scalars[0]).exp()
    }

    #[inline(always)]
    fn weights<F: Real>(&self, shift: F, scalars: &Scalars<F>) -> Option<[F; 2]> {
        Some([(shift - scalars[0]).exp(), F::ZERO])
    }

    #[inline(always)]
    fn positive<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F {
        // e^(s − log_total) − 1 without cancellation would need expm1; the sum of a row's
        // coefficients being zero matters more, and this form keeps it to rounding.
        (s - scalars[0]).exp() - F::ONE
    }
}

pub static CARD: LossCard = LossCard {
    name: "info-nce",
    title: "InfoNCE",
    about: "View 1 is the anchor, view 2 its positive; negatives are the batch's other view 2s, \
            or come from elsewhere.",
    cite: "van den Oord, Li & Vinyals 2018, eq. 4",
    tex: r"\live{loss}{\ell} = -\log \frac{\exp(\live{positive_similarity}{\anchor{f(x)}^\top \positive{f(x^{+})}} / \live{temperature}{\tau})}{\exp(\live{positive_similarity}{\anchor{f(x)}^\top \positive{f(x^{+})}} / \live{temperature}{\tau}) + \sum_{i=1}^{\live{negatives}{N}} \exp(\anchor{f(x)}^\top \negative{f(x_i^{-})} / \live{temperature}{\tau})}",
    knobs: &[TEMPERATURE],
    objective: |_| Loss::InfoNce(InfoNce).into(),
    arrange: |rows, _| Arrangement::InBatch { rows },
    negatives: ANY,
    oracle: true,
};
