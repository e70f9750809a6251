//! |a − p|²: the two views of a point come to lie together.
//!
//! Wang & Isola 2020, eq. 2 with α = 2. Its counterpart is `uniformity.rs`.
//! Gradient: ∂/∂d² = 1.

use super::{Scalar, Slopes, Tuple, TupleRule};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Alignment;

impl TupleRule for Alignment {
    fn rule<F: Scalar>(&self, tuple: &Tuple<F>) -> Slopes<F> {
        Slopes {
            loss: tuple.positive,
            positive: F::ONE,
            ..Slopes::NONE
        }
    }
}
