//! l2 (|a|² + |p|²): keeps embeddings that are not normalised from growing.
//!
//! The regulariser of the N-pair loss (Sohn 2016, sec. 3.2.2), to be added to its softmax.
//! Gradient: ∂/∂(|a|² + |p|²) = l2.

use super::{Scalar, Slopes, Tuple, TupleRule};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormPenalty {
    pub l2: f32,
}

impl TupleRule for NormPenalty {
    fn rule<F: Scalar>(&self, tuple: &Tuple<F>) -> Slopes<F> {
        let l2 = F::splat(self.l2);
        Slopes {
            loss: l2 * tuple.norms,
            norms: l2,
            ..Slopes::NONE
        }
    }
}
