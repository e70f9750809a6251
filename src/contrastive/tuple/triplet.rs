//! max(0, d(a, p) − d(a, n) + margin): the positive nearer than the negative, by a margin.
//!
//! d is the Euclidean distance (FaceNet's code and most others since) or, with `squared`, its square
//! (Schroff, Kalenichenko & Philbin 2015, eq. 3; Weinberger & Saul 2009).
//! Gradient: where the loss is above 0, ∂/∂d(a, p) = 1 and ∂/∂d(a, n) = −1; elsewhere 0.

use super::{Scalar, Slopes, Tuple, TupleRule};

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
