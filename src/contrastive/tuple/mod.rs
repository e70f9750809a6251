//! Losses of the distances within a tuple: an anchor, its positive and its negatives.
//!
//! No row meets another anchor's rows, so nothing is summed over a batch but the mean. A rule sees a
//! tuple's squared norms and squared distances and gives the loss with its derivatives with respect
//! to them; the kernel turns these into gradients, since ∂|x − y|²/∂x = 2 (x − y). Where an anchor has
//! several negatives, its loss is the mean of the rule over them.
//!
//! A rule is one file here and its WGSL twin of the same stem in `shaders/tuple/`.

pub mod alignment;
pub mod margin;
pub mod norm_penalty;
pub mod triplet;

use super::Real;

/// What a rule needs beside [`Real`]'s arithmetic: slopes of roots, and comparisons for margins.
pub trait Scalar: Real + PartialOrd {
    /// (√self, ∂√self/∂self). At 0, where the root has no derivative, that is 0 and never NaN; so too
    /// below the smallest normal f32, which a GPU may take for 0.
    fn root(self) -> (Self, Self) {
        if self < Self::splat(f32::MIN_POSITIVE) {
            return (Self::ZERO, Self::ZERO);
        }
        let root = self.sqrt();
        (root, Self::splat(0.5) / root)
    }
}

impl Scalar for f32 {}

impl Scalar for f64 {}

/// An anchor, its positive and one of its negatives, as numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tuple<F> {
    /// |a|² + |p|².
    pub norms: F,
    /// |a − p|².
    pub positive: F,
    /// |a − n|²; none where there are no negatives.
    pub negative: Option<F>,
    /// Whether anchor and positive are a similar pair.
    pub similar: bool,
}

/// A rule's loss, and its derivatives with respect to the numbers of a [`Tuple`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slopes<F> {
    pub loss: F,
    pub norms: F,
    pub positive: F,
    pub negative: F,
}

impl<F: Real> Slopes<F> {
    pub const NONE: Self = Self {
        loss: F::ZERO,
        norms: F::ZERO,
        positive: F::ZERO,
        negative: F::ZERO,
    };
}

pub trait TupleRule: Copy {
    fn rule<F: Scalar>(&self, tuple: &Tuple<F>) -> Slopes<F>;
}

/// The rules that kernels exist for; adding one is a file, its WGSL twin, and a line here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TupleLoss {
    Triplet(triplet::Triplet),
    Margin(margin::Margin),
    Alignment(alignment::Alignment),
    NormPenalty(norm_penalty::NormPenalty),
}

impl TupleLoss {
    /// The rule cannot be stated without a negative.
    pub fn needs_negatives(&self) -> bool {
        matches!(self, Self::Triplet(_))
    }
}

impl TupleRule for TupleLoss {
    fn rule<F: Scalar>(&self, tuple: &Tuple<F>) -> Slopes<F> {
        match self {
            Self::Triplet(rule) => rule.rule(tuple),
            Self::Margin(rule) => rule.rule(tuple),
            Self::Alignment(rule) => rule.rule(tuple),
            Self::NormPenalty(rule) => rule.rule(tuple),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [TupleLoss; 6] = [
        TupleLoss::Triplet(triplet::Triplet {
            margin: 1.0,
            squared: false,
        }),
        TupleLoss::Triplet(triplet::Triplet {
            margin: 1.0,
            squared: true,
        }),
        TupleLoss::Margin(margin::Margin { margin: 1.0 }),
        TupleLoss::Margin(margin::Margin { margin: 2.5 }),
        TupleLoss::Alignment(alignment::Alignment),
        TupleLoss::NormPenalty(norm_penalty::NormPenalty { l2: 0.02 }),
    ];

    /// Central differences in f64, away from the kinks.
    #[test]
    fn slopes_are_derivatives() {
        let h = 1e-6;
        for rule in RULES {
            for similar in [true, false] {
                for (positive, negative) in [(0.3, Some(0.8)), (2.0, Some(0.4)), (0.2, None)] {
                    if negative.is_none() && rule.needs_negatives() {
                        continue;
                    }
                    let at = Tuple {
                        norms: 3.0,
                        positive,
                        negative,
                        similar,
                    };
                    let loss = |tuple: Tuple<f64>| rule.rule(&tuple).loss;
                    let slopes = rule.rule(&at);
                    let difference = |change: &dyn Fn(&mut Tuple<f64>, f64)| {
                        let (mut up, mut down) = (at, at);
                        change(&mut up, h);
                        change(&mut down, -h);
                        (loss(up) - loss(down)) / (2.0 * h)
                    };
                    for (name, got, want) in [
                        ("norms", slopes.norms, difference(&|t, h| t.norms += h)),
                        (
                            "positive",
                            slopes.positive,
                            difference(&|t, h| t.positive += h),
                        ),
                        (
                            "negative",
                            slopes.negative,
                            difference(&|t, h| t.negative = t.negative.map(|n| n + h)),
                        ),
                    ] {
                        assert!(
                            (got - want).abs() < 1e-8,
                            "{rule:?}, {at:?}: ∂{name} is {got}, not {want}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn equal_points_have_no_slope_that_is_not_a_number() {
        for rule in RULES {
            for similar in [true, false] {
                let slopes = rule.rule(&Tuple::<f32> {
                    norms: 0.0,
                    positive: 0.0,
                    negative: Some(0.0),
                    similar,
                });
                for value in [slopes.loss, slopes.norms, slopes.positive, slopes.negative] {
                    assert!(value.is_finite(), "{rule:?}: {slopes:?}");
                }
            }
        }
        assert_eq!(0.0_f32.root(), (0.0, 0.0));
        assert_eq!(4.0_f64.root(), (2.0, 0.25));
    }
}
