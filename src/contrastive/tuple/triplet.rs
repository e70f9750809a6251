//! max(0, d(a, p) − d(a, n) + margin): the positive nearer than the negative, by a margin.
//!
//! d is the Euclidean distance (FaceNet's code and most others since) or, with `squared`, its square
//! (Schroff, Kalenichenko & Philbin 2015, eq. 3; Weinberger & Saul 2009).
//! Gradient: where the loss is above 0, ∂/∂d(a, p) = 1 and ∂/∂d(a, n) = −1; elsewhere 0.

use super::{Scalar, Slopes, Tuple, TupleLoss, TupleRule};
use crate::contrastive::Arrangement;
use crate::contrastive::cards::{LossCard, MARGIN};
use crate::contrastive::negatives::DRAWN_ONLY;
use crate::knob::{Knob, Scale};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triplet {
    pub margin: f32,
    pub squared: bool,
}

impl TupleRule for Triplet {
    fn rule<F: Scalar>(&self, tuple: &Tuple<F>) -> Slopes<F> {
        let Some(negative) = tuple.negative else {
            return Slopes::NONE;
        };
        let distance = |d2: F| {
            if self.squared {
                (d2, F::ONE)
            } else {
                d2.root()
            }
        };
        let (near, near_slope) = distance(tuple.positive);
        let (far, far_slope) = distance(negative);
        let loss = near - far + F::splat(self.margin);
        // Written so that a NaN stays one.
        if loss <= F::ZERO {
            return Slopes::NONE;
        }
        Slopes {
            loss,
            norms: F::ZERO,
            positive: near_slope,
            negative: -far_slope,
        }
    }
}

pub static CARD: LossCard = LossCard {
    name: "triplet",
    title: "Triplet",
    about: "The positive must be nearer than the negative by a margin; triplets that are stop counting. Its mean over an \
            anchor's drawn negatives.",
    cite: "Schroff, Kalenichenko & Philbin 2015, eq. 3; Weinberger & Saul 2009, eq. 11",
    tex: r"\live{loss}{\ell_i} = \frac{1}{\live{negatives}{N}} \sum_{j=1}^{\live{negatives}{N}} \max\big(0,\; |\anchor{z_i} - \positive{z_i^{+}}|^p - |\anchor{z_i} - \negative{z_j^{-}}|^p + \live{margin}{m}\big)",
    knobs: &[
        MARGIN,
        Knob {
            id: "power",
            symbol: "p",
            name: "power of the distance",
            unit: "",
            min: 1.0,
            max: 2.0,
            default: 2.0,
            scale: Scale::Integer,
            help: "2: squared distances, as in the papers; 1: plain ones, as in much code since.",
            cite: "Schroff et al. 2015, eq. 3",
            live: true,
        },
    ],
    objective: |values| {
        TupleLoss::Triplet(Triplet {
            margin: values[0] as f32,
            squared: values[1] > 1.5,
        })
        .into()
    },
    arrange: |rows, _| Arrangement::InBatch { rows },
    negatives: DRAWN_ONLY,
    oracle: true,
};
