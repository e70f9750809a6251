//! s ½ d² + (1 − s) ½ max(0, margin − d)²: similar pairs near, dissimilar ones a margin apart.
//!
//! Hadsell, Chopra & LeCun 2006, eq. 4 (there Y = 1 − s). The pair is (anchor, positive); where an
//! anchor has negatives too, each is one more dissimilar pair with it, and the mean over them is added.
//! Gradient: ∂/∂d² is ½ for a similar pair, −½ (margin − d) / d for a dissimilar one within the margin.

use super::{Scalar, Slopes, Tuple, TupleRule};

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
