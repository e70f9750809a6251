//! "Pull the positive near, push N negatives far": the softmax contrastive losses.
//!
//! Every one of them is the same computation over a similarity matrix that nobody has to store:
//! s_ij = z_i·z_j / temperature. A loss is given by three small functions:
//!
//! * **relation**: which candidate j is anchor i's positive, which are negatives, which are left out.
//!   That is the [`Arrangement`];
//! * **row**: from an anchor's [`RowStatistics`] to its loss and the scalars its gradient needs;
//! * **pair**: ∂loss_i/∂s_ij of one pair from s_ij and those scalars.
//!
//! A loss file holds `row` and `pair`, written once and generic over f32, f64 and four SIMD lanes;
//! its WGSL twin in `shaders/contrastive/` has the same stem and the same function names.

mod arrangement;
mod cards;
mod clip;
pub mod info_nce;
mod kind;
mod nt_xent;
pub mod problem;
mod real;
pub mod tuple;
pub mod uniformity;

pub use arrangement::{Arrangement, Relation};
pub use cards::{LOSSES, LossCard};
pub use real::Real;
pub(crate) use real::exp;

/// What a pass over one anchor's similarities collects. Sums are kept as logarithms, so nothing
/// overflows; an empty sum is [`RowStatistics::EMPTY`], never −∞ (WGSL has no infinities to rely on).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowStatistics<F> {
    /// Σ of s over the positives (one positive: its s).
    pub positive: F,
    pub positives: F,
    pub negatives: F,
    /// log Σ over the negatives of e^(power·s), one for each of [`RowLoss::powers`].
    pub log_sums: [F; 2],
}

impl RowStatistics<f32> {
    pub const EMPTY: f32 = -1.0e30;
}

/// What `row` leaves for `pair`: up to four numbers an anchor.
pub type Scalars<F> = [F; 4];

/// The row half and the pair half of a loss.
pub trait RowLoss: Copy {
    /// The exponents whose sums [`RowStatistics::log_sums`] holds; a second one only where needed.
    fn powers(&self) -> (f32, Option<f32>);
    /// An anchor's loss, and the scalars for `positive` and `negative`.
    fn row<F: Real>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>);
    /// ∂loss_i/∂s_ij of a negative.
    fn negative<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F;
    /// ∂loss_i/∂s_ij of a positive.
    fn positive<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F;
    /// Where `negative` is e^(power·(s − shift)), with the first power, times a number of the anchor
    /// alone: that number. Then the exponentials of the row sums serve for the gradient too.
    fn weight<F: Real>(&self, _shift: F, _scalars: &Scalars<F>) -> Option<F> {
        None
    }
}

/// The losses a kernel can be built for; adding one is a file, its WGSL twin, and a line here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    InfoNce(info_nce::InfoNce),
}
