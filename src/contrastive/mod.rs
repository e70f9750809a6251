//! "Pull the positive near, push N negatives far": the softmax contrastive losses.
//!
//! Every one of them is the same computation over a similarity matrix that nobody has to store:
//! s_ij = z_i·z_j / temperature. A loss is given by three small functions:
//!
//! * **relation**: which candidate j is anchor i's positive, which are negatives, which are left out.
//!   That is the [`Arrangement`], and the [`Grouping`] where labels or a memory have a say;
//! * **row**: from an anchor's [`RowStatistics`] to its loss and the scalars its gradient needs;
//! * **pair**: ∂loss_i/∂s_ij of one pair from s_ij and those scalars.
//!
//! A loss file holds `row` and `pair`, written once and generic over f32, f64 and four SIMD lanes;
//! its WGSL twin in `shaders/contrastive/` has the same stem and the same function names.

mod align_uniform;
pub mod anatomy;
mod arrangement;
mod cards;
mod clip;
mod debiased;
pub mod decoupled;
pub mod hard;
pub mod info_nce;
mod kind;
mod n_pair;
pub mod negatives;
mod nt_xent;
pub mod objective;
pub mod own;
pub mod problem;
mod real;
pub mod sigmoid;
pub mod sup_con;
pub mod tuple;
pub mod uniformity;

pub use arrangement::{Arrangement, Grouping, Relation};
pub use cards::{LOSSES, LossCard};
pub use objective::Objective;
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
    /// log Σ over the negatives of e^(power·s), one for each of [`RowLoss::powers`]; the first is
    /// Σ [`RowLoss::term`] (no logarithm) where the loss has one.
    pub log_sums: [F; 2],
}

impl RowStatistics<f32> {
    pub const EMPTY: f32 = -1.0e30;
}

/// What `row` leaves for `pair`: up to four numbers an anchor.
pub type Scalars<F> = [F; 4];

/// The row half and the pair half of a loss.
pub trait RowLoss: Copy {
    /// Positives enter the row's sums beside the negatives, and there may be any number of them.
    const MANY_POSITIVES: bool = false;

    /// The exponents whose sums [`RowStatistics::log_sums`] holds; a second one only where needed.
    fn powers(&self) -> (f32, Option<f32>) {
        (1.0, None)
    }
    /// A negative's own part of the loss, where the row is a plain sum of such parts.
    #[inline(always)]
    fn term<F: Real>(&self, _s: F) -> Option<F> {
        None
    }
    /// An anchor's loss, and the scalars for `positive` and `negative`.
    fn row<F: Real + PartialOrd>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>);
    /// ∂loss_i/∂s_ij of a negative.
    fn negative<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F;
    /// ∂loss_i/∂s_ij of a positive.
    fn positive<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F;
    /// What a positive's coefficient has beyond a negative's, where there may be many.
    #[inline(always)]
    fn extra<F: Real>(&self, _scalars: &Scalars<F>) -> F {
        F::ZERO
    }
    /// Whether the first sum is of a softmax's denominator, so that each candidate has a share in it.
    fn is_softmax(&self) -> bool {
        true
    }
    /// A positive's share in the denominator of a row with this loss.
    fn positive_share(&self, loss: f64) -> f64 {
        libm::exp(-loss)
    }
    /// Whether the negatives of an anchor with these scalars are at a floor, where they have no gradient.
    fn clamped(&self, _scalars: &Scalars<f64>) -> bool {
        false
    }
    /// Its numbers for the WGSL twin, which calls them `params.parameter_0` and so on.
    fn parameters(&self) -> [f32; 4] {
        [0.0; 4]
    }
    /// Where `negative` is Σ_k e^(power_k·(s − shift)) times numbers of the anchor alone: those
    /// numbers. Then a pair's exponentials serve both of its anchors, and the row sums' the gradient.
    #[inline(always)]
    fn weights<F: Real>(&self, _shift: F, _scalars: &Scalars<F>) -> Option<[F; 2]> {
        None
    }
}

/// The losses a kernel can be built for; adding one is a file, its WGSL twin, and a line here and in
/// [`for_loss!`](crate::for_loss).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    InfoNce(info_nce::InfoNce),
    Hard(hard::Hard),
    Decoupled(decoupled::Decoupled),
    SupCon(sup_con::SupCon),
    Sigmoid(sigmoid::Sigmoid),
    /// Its file is the text that somebody wrote.
    Own(own::Own),
}

/// Evaluates an expression with `$formula` bound to the loss's formula, whichever it is.
#[macro_export]
macro_rules! for_loss {
    ($loss:expr, $formula:ident => $body:expr) => {
        match $loss {
            $crate::contrastive::Loss::InfoNce($formula) => $body,
            $crate::contrastive::Loss::Hard($formula) => $body,
            $crate::contrastive::Loss::Decoupled($formula) => $body,
            $crate::contrastive::Loss::SupCon($formula) => $body,
            $crate::contrastive::Loss::Sigmoid($formula) => $body,
            $crate::contrastive::Loss::Own($formula) => $body,
        }
    };
}
