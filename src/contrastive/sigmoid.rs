//! The sigmoid loss: each pair is judged by itself, positive or not, with no softmax over the row.
//!
//! ℓ_i = −log σ(s⁺ + b) − Σ_j log σ(−(s_j + b)), s = u·v/τ. Zhai, Mustafa, Kolesnikov & Beyer 2023 (SigLIP),
//! eq. 2, with t = 1/τ. With b = 0 and drawn negatives it is skip-gram's (Mikolov et al. 2013, eq. 4).
//! Gradient: ∂/∂s_j = σ(s_j + b), ∂/∂s⁺ = −σ(−(s⁺ + b)).

use super::cards::{LossCard, TEMPERATURE};
use super::negatives::BATCH_OR_DRAWN;
use super::{Arrangement, Loss, Real, RowLoss, RowStatistics, Scalars};
use crate::knob::{Knob, Scale};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sigmoid {
    /// b, added to every similarity: below zero because most pairs are negatives.
    pub bias: f32,
}

/// σ(x).
#[inline(always)]
fn logistic<F: Real>(x: F) -> F {
    F::ONE / (F::ONE + (-x).exp())
}

impl RowLoss for Sigmoid {
    #[inline(always)]
    fn term<F: Real>(&self, s: F) -> Option<F> {
        Some((s + F::splat(self.bias)).log_add_exp(F::ZERO))
    }

    fn row<F: Real + PartialOrd>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>) {
        let of_positive = -(statistics.positive + F::splat(self.bias));
        let loss = of_positive.log_add_exp(F::ZERO) + statistics.log_sums[0];
        (loss, [-logistic(of_positive), F::ZERO, F::ZERO, F::ZERO])
    }

    #[inline(always)]
    fn negative<F: Real>(&self, s: F, _scalars: &Scalars<F>) -> F {
        logistic(s + F::splat(self.bias))
    }

    fn parameters(&self) -> [f32; 4] {
        [self.bias, 0.0, 0.0, 0.0]
    }

    #[inline(always)]
    fn positive<F: Real>(&self, _s: F, scalars: &Scalars<F>) -> F {
        scalars[0]
    }
}

pub static CARD: LossCard = LossCard {
    name: "sigmoid",
    title: "Sigmoid (SigLIP)",
    about: "Each pair of views by itself: near enough or not? No softmax, so no pair waits for the others.",
    cite: "Zhai et al. 2023 (SigLIP), eq. 2",
    tex: r"\live{loss}{\ell_i} = -\log \sigma(\live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau} + \live{bias}{b}) - \sum_{j=1}^{\live{negatives}{N}} \log \sigma(-\anchor{z_i} \cdot \negative{z_j^{-}} / \live{temperature}{\tau} - \live{bias}{b})",
    knobs: &[
        Knob {
            default: 0.1,
            cite: "Default: where Zhai et al. 2023 start (theirs is learned)",
            ..TEMPERATURE
        },
        Knob {
            id: "bias",
            symbol: "b",
            name: "bias",
            unit: "",
            min: -20.0,
            max: 20.0,
            default: -10.0,
            scale: Scale::Linear,
            help: "Added to every similarity over τ: the lower, the nearer a pair must be to count as one.",
            cite: "Default: where Zhai et al. 2023 start (theirs is learned)",
            live: true,
        },
    ],
    objective: |values| {
        Loss::Sigmoid(Sigmoid {
            bias: values[1] as f32,
        })
        .into()
    },
    arrange: |rows, _| Arrangement::InBatch { rows },
    negatives: BATCH_OR_DRAWN,
    oracle: true,
};
