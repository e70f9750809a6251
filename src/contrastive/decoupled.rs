//! Decoupled: NT-Xent whose denominator leaves the positive out, so that an easy positive no longer
//! weakens the negatives' push.
//!
//! ℓ_i = −s⁺ + log Σ_j e^{s_j}. Yeh, Hong, Hsu, Liu, Chen & LeCun 2022 (DCL), eq. 6.
//! Gradient: ∂/∂s_j = softmax_j over the negatives alone, ∂/∂s⁺ = −1.

use super::cards::{LossCard, TEMPERATURE};
use super::negatives::ANY;
use super::{Arrangement, Loss, Real, RowLoss, RowStatistics, Scalars};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Decoupled;

impl RowLoss for Decoupled {
    fn row<F: Real + PartialOrd>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>) {
        // Without negatives there is nothing to tell apart.
        if statistics.negatives < F::splat(0.5) {
            return (
                F::ZERO,
                [F::splat(-RowStatistics::EMPTY), F::ZERO, F::ZERO, F::ZERO],
            );
        }
        let log_sum = statistics.log_sums[0];
        (
            log_sum - statistics.positive,
            [log_sum, -F::ONE, F::ZERO, F::ZERO],
        )
    }

    #[inline(always)]
    fn negative<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F {
        (s - scalars[0]).exp()
    }

    #[inline(always)]
    fn positive<F: Real>(&self, _s: F, scalars: &Scalars<F>) -> F {
        scalars[1]
    }

    fn positive_share(&self, _loss: f64) -> f64 {
        0.0
    }

    #[inline(always)]
    fn weights<F: Real>(&self, shift: F, scalars: &Scalars<F>) -> Option<[F; 2]> {
        Some([(shift - scalars[0]).exp(), F::ZERO])
    }
}

pub static CARD: LossCard = LossCard {
    name: "decoupled",
    title: "Decoupled",
    about: "NT-Xent without the positive in the denominator: a positive that is near already no longer weakens the push \
            of the negatives.",
    cite: "Yeh et al. 2022 (DCL), eq. 6",
    tex: r"\live{loss}{\ell_i} = -\live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau} + \log \sum_{j=1}^{\live{negatives}{2B-2}} \exp(\anchor{z_i} \cdot \negative{z_j^{-}} / \live{temperature}{\tau})",
    knobs: &[TEMPERATURE],
    objective: |_| Loss::Decoupled(Decoupled).into(),
    arrange: |rows, _| Arrangement::TwoViews { rows },
    negatives: ANY,
    oracle: true,
};
