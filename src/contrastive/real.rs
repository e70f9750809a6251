//! The numbers a loss formula is written over: f32 is what runs, f64 is what gradient checks use,
//! four f32 lanes are what makes it fast.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// The arithmetic that a loss formula needs.
pub trait Real:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    const ZERO: Self;
    const ONE: Self;

    fn splat(value: f32) -> Self;
    fn exp(self) -> Self;
    fn ln(self) -> Self;
    fn max(self, other: Self) -> Self;
    fn sqrt(self) -> Self;
    /// `yes` where it is less than `limit`, else `no`.
    fn where_less(self, limit: Self, yes: Self, no: Self) -> Self;

    /// log(eᵃ + eᵇ) without overflow.
    fn log_add_exp(self, other: Self) -> Self {
        let top = self.max(other);
        top + ((self - top).exp() + (other - top).exp()).ln()
    }
}

impl Real for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    fn splat(value: f32) -> Self {
        f64::from(value)
    }

    fn exp(self) -> Self {
        libm::exp(self)
    }

    fn ln(self) -> Self {
        libm::log(self)
    }

    fn max(self, other: Self) -> Self {
        if self < other { other } else { self }
    }

    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }

    fn where_less(self, limit: Self, yes: Self, no: Self) -> Self {
        if self < limit { yes } else { no }
    }
}

impl Real for f32 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    fn splat(value: f32) -> Self {
        value
    }

    /// Within 1 ulp; 0 below `exp::LOW` (no subnormals), e^`exp::HIGH` above it, NaN for NaN.
    /// The same operations as the four lanes do, so a row's tail rounds like its body.
    #[inline]
    fn exp(self) -> Self {
        let x = if exp::HIGH < self { exp::HIGH } else { self };
        if x < exp::LOW {
            return 0.0;
        }
        let shifted = x * exp::LOG2_E + exp::ROUND;
        let n = shifted - exp::ROUND;
        let r = x - n * exp::LN2_HIGH - n * exp::LN2_LOW;
        let mut q = exp::Q[0];
        for c in &exp::Q[1..] {
            q = q * r + c;
        }
        let mantissa = q * (r * r) + r + 1.0;
        f32::from_bits(mantissa.to_bits().wrapping_add(shifted.to_bits() << 23))
    }

    fn ln(self) -> Self {
        libm::logf(self)
    }

    #[inline]
    fn max(self, other: Self) -> Self {
        if self < other { other } else { self }
    }

    fn sqrt(self) -> Self {
        f32::sqrt(self)
    }

    fn where_less(self, limit: Self, yes: Self, no: Self) -> Self {
        if self < limit { yes } else { no }
    }
}

/// Constants of the f32 exponential: x = n·ln 2 + r with |r| ≤ ½ ln 2, eˣ = 2ⁿ·(1 + r + r²·q(r)).
pub(crate) mod exp {
    /// Below it eˣ is subnormal, and taken as 0.
    pub const LOW: f32 = -87.33;
    /// Above it 2ⁿ would leave the exponent's range.
    pub const HIGH: f32 = 88.37;
    pub const LOG2_E: f32 = std::f32::consts::LOG2_E;
    /// 1.5·2²³: adding it rounds to a whole number, which then stands in the low bits.
    pub const ROUND: f32 = 12_582_912.0;
    /// ln 2 in two parts, the first short enough that n·LN2_HIGH is exact (Cody & Waite).
    pub const LN2_HIGH: f32 = 0.693_359_4;
    pub const LN2_LOW: f32 = -2.121_944_4e-4;
    /// q, highest power first: minimax over |r| ≤ ½ ln 2 (Lawson's iteration), relative error 5e-11.
    pub const Q: [f32; 6] = [
        1.979_029_8e-4,
        1.394_470_3e-3,
        8.333_498e-3,
        4.166_629_5e-2,
        0.166_666_66,
        0.5,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_within_one_ulp_of_f64() {
        // 1 ulp: the polynomial contributes 0.001, the three roundings of the reconstruction the rest.
        for i in 0..200_000 {
            let x = -87.3 + 175.6 * (i as f32) / 200_000.0;
            let (got, want) = (Real::exp(x), f64::exp(f64::from(x)));
            let ulp = f64::from(f32::EPSILON) * 2f64.powi(want.log2().floor() as i32);
            assert!(
                (f64::from(got) - want).abs() <= ulp,
                "exp({x}) = {got}, not {want}"
            );
        }
    }

    #[test]
    fn exp_holds_at_the_extremes() {
        for x in [-1e30, -1e3, -104.0, f32::NEG_INFINITY] {
            assert_eq!(Real::exp(x), 0.0_f32);
        }
        assert_eq!(Real::exp(0.0_f32), 1.0);
        for x in [88.0, 1e3, f32::INFINITY] {
            let y: f32 = Real::exp(x);
            assert!(y.is_finite() && y > 1e38, "exp({x}) = {y}");
        }
        assert!(
            Real::exp(f32::NAN).is_nan(),
            "a diverged value must stay visible"
        );
    }

    #[test]
    fn log_add_exp_holds_at_the_extremes() {
        assert_eq!(5.0_f32.log_add_exp(-1.0e30), 5.0);
        assert_eq!(1e3_f32.log_add_exp(1e3), 1e3 + std::f32::consts::LN_2);
        assert_eq!((-1e3_f32).log_add_exp(1e3), 1e3);
    }
}
