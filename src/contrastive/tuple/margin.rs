//! s ½ d² + (1 − s) ½ max(0, margin − d)²: similar pairs near, dissimilar ones a margin apart.
//!
//! Hadsell, Chopra & LeCun 2006, eq. 4 (there Y = 1 − s). The pair is (anchor, positive); where an
//! anchor has negatives too, each is one more dissimilar pair with it, and the mean over them is added.
//! Gradient: ∂/∂d² is ½ for a similar pair, −½ (margin − d) / d for a dissimilar one within the margin.

use super::{Scalar, Slopes, Tuple, TupleLoss, TupleRule};
use crate::contrastive::Arrangement;
use crate::contrastive::cards::{LossCard, MARGIN};
use crate::contrastive::negatives::DRAWN_ONLY;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    pub margin: f32,
}

impl Margin {
    /// ½ max(0, margin − d)² and its derivative with respect to d².
    fn apart<F: Scalar>(&self, d2: F) -> (F, F) {
        let (distance, slope) = d2.root();
        let gap = F::splat(self.margin) - distance;
        if gap <= F::ZERO {
            return (F::ZERO, F::ZERO);
        }
        (F::splat(0.5) * gap * gap, -gap * slope)
    }
}

impl TupleRule for Margin {
    fn rule<F: Scalar>(&self, tuple: &Tuple<F>) -> Slopes<F> {
        let half = F::splat(0.5);
        let (pair, positive) = if tuple.similar {
            (half * tuple.positive, half)
        } else {
            self.apart(tuple.positive)
        };
        let (other, negative) = tuple
            .negative
            .map_or((F::ZERO, F::ZERO), |d2| self.apart(d2));
        Slopes {
            loss: pair + other,
            norms: F::ZERO,
            positive,
            negative,
        }
    }
}

pub static CARD: LossCard = LossCard {
    name: "margin",
    title: "Margin",
    about: "The oldest contrastive loss, of pairs: similar ones near, dissimilar ones a margin apart and no further.",
    cite: "Hadsell, Chopra & LeCun 2006, eq. 4",
    tex: r"\live{loss}{\ell_i} = \tfrac12 |\anchor{z_i} - \positive{z_i^{+}}|^2 + \frac{1}{\live{negatives}{N}} \sum_{j=1}^{\live{negatives}{N}} \tfrac12 \max\big(0,\; \live{margin}{m} - |\anchor{z_i} - \negative{z_j^{-}}|\big)^2",
    knobs: &[MARGIN],
    objective: |values| {
        TupleLoss::Margin(Margin {
            margin: values[0] as f32,
        })
        .into()
    },
    arrange: |rows, _| Arrangement::InBatch { rows },
    negatives: DRAWN_ONLY,
    oracle: true,
};
