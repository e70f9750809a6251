//! Four f32 at a time: one wasm SIMD128 register, or an array that the native compiler vectorises.
//!
//! Both give the same bits: every operation is IEEE, rounded once, and nothing is fused. (Relaxed
//! SIMD's fused multiply-add was tried in V8 on an Intel core: 43 GFLOP/s for 42, not worth a second
//! wasm and results that differ by machine.)

use crate::contrastive::{Real, exp};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Lanes of an [`F32x4`].
pub const LANES: usize = 4;

/// Four times the same number, where a register is loaded from.
#[repr(align(16))]
pub struct Aligned([f32; LANES]);

/// The constants of [`exp`], as registers.
struct Constants {
    low: Aligned,
    high: Aligned,
    log2_e: Aligned,
    round: Aligned,
    ln2_high: Aligned,
    ln2_low: Aligned,
    one: Aligned,
    q: [Aligned; exp::Q.len()],
}

static CONSTANTS: Constants = {
    const fn four(value: f32) -> Aligned {
        Aligned([value; LANES])
    }
    let [a, b, c, d, e, f] = exp::Q;
    Constants {
        low: four(exp::LOW),
        high: four(exp::HIGH),
        log2_e: four(exp::LOG2_E),
        round: four(exp::ROUND),
        ln2_high: four(exp::LN2_HIGH),
        ln2_low: four(exp::LN2_LOW),
        one: four(1.0),
        q: [four(a), four(b), four(c), four(d), four(e), four(f)],
    }
};

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod arch {
    use super::Aligned;
    use core::arch::wasm32::*;

    #[derive(Clone, Copy)]
    pub struct F32x4(v128);

    impl F32x4 {
        #[inline(always)]
        pub fn of(value: f32) -> Self {
            Self(f32x4_splat(value))
        }

        /// A number that is the same for ever, read from memory at every use: V8 builds a constant of sixteen bytes
        /// with four instructions, each time anew, where a load is one. `volatile` keeps LLVM from folding it back.
        #[inline(always)]
        pub fn constant(value: &'static Aligned) -> Self {
            // SAFETY: a reference is readable and, by its type, aligned.
            unsafe { Self(core::ptr::read_volatile(value.0.as_ptr().cast())) }
        }

        /// # Safety
        /// `from` points at four readable f32; any alignment of f32 will do.
        #[inline(always)]
        pub unsafe fn read(from: *const f32) -> Self {
            unsafe { Self(v128_load(from.cast())) }
        }

        /// # Safety
        /// `from` points at a readable f32, which all lanes get.
        #[inline(always)]
        pub unsafe fn read_splat(from: *const f32) -> Self {
            unsafe { Self(v128_load32_splat(from.cast())) }
        }

        /// # Safety
        /// `to` points at four writable f32.
        #[inline(always)]
        pub unsafe fn write(self, to: *mut f32) {
            unsafe { v128_store(to.cast(), self.0) }
        }

        #[inline(always)]
        pub fn to_array(self) -> [f32; 4] {
            [
                f32x4_extract_lane::<0>(self.0),
                f32x4_extract_lane::<1>(self.0),
                f32x4_extract_lane::<2>(self.0),
                f32x4_extract_lane::<3>(self.0),
            ]
        }

        /// Lane by lane `other` where it is larger, else `self` (so a NaN in `self` stays).
        #[inline(always)]
        pub fn or_larger(self, other: Self) -> Self {
            Self(f32x4_pmax(self.0, other.0))
        }

        /// Lane by lane `other` where it is smaller, else `self`.
        #[inline(always)]
        pub fn or_smaller(self, other: Self) -> Self {
            Self(f32x4_pmin(self.0, other.0))
        }

        /// Zero in the lanes where `test` < `limit`, else `self`.
        #[inline(always)]
        pub fn zero_where_less(self, test: Self, limit: Self) -> Self {
            Self(v128_andnot(self.0, f32x4_lt(test.0, limit.0)))
        }

        /// `yes` in the lanes where `self` < `limit`, `no` in the others.
        #[inline(always)]
        pub fn choose(self, limit: Self, yes: Self, no: Self) -> Self {
            Self(v128_bitselect(yes.0, no.0, f32x4_lt(self.0, limit.0)))
        }

        #[inline(always)]
        pub fn roots(self) -> Self {
            Self(f32x4_sqrt(self.0))
        }

        /// Adds the whole number in the low bits of `n` to the exponent: `self`·2ⁿ.
        #[inline(always)]
        pub fn scaled_by_low_bits(self, n: Self) -> Self {
            Self(i32x4_add(self.0, i32x4_shl(n.0, 23)))
        }

        #[inline(always)]
        pub fn add(self, other: Self) -> Self {
            Self(f32x4_add(self.0, other.0))
        }

        #[inline(always)]
        pub fn sub(self, other: Self) -> Self {
            Self(f32x4_sub(self.0, other.0))
        }

        #[inline(always)]
        pub fn mul(self, other: Self) -> Self {
            Self(f32x4_mul(self.0, other.0))
        }

        #[inline(always)]
        pub fn div(self, other: Self) -> Self {
            Self(f32x4_div(self.0, other.0))
        }

        #[inline(always)]
        pub fn neg(self) -> Self {
            Self(f32x4_neg(self.0))
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod arch {
    use super::Aligned;

    #[derive(Clone, Copy)]
    #[repr(align(16))]
    pub struct F32x4([f32; 4]);

    impl F32x4 {
        #[inline(always)]
        pub fn of(value: f32) -> Self {
            Self([value; 4])
        }

        #[inline(always)]
        pub fn constant(value: &'static Aligned) -> Self {
            Self(value.0)
        }

        /// # Safety
        /// `from` points at four readable f32; any alignment of f32 will do.
        #[inline(always)]
        pub unsafe fn read(from: *const f32) -> Self {
            unsafe { Self(from.cast::<[f32; 4]>().read()) }
        }

        /// # Safety
        /// `from` points at a readable f32, which all lanes get.
        #[inline(always)]
        pub unsafe fn read_splat(from: *const f32) -> Self {
            unsafe { Self::of(from.read()) }
        }

        /// # Safety
        /// `to` points at four writable f32.
        #[inline(always)]
        pub unsafe fn write(self, to: *mut f32) {
            unsafe { to.cast::<[f32; 4]>().write(self.0) }
        }

        #[inline(always)]
        pub fn to_array(self) -> [f32; 4] {
            self.0
        }

        #[inline(always)]
        fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
            let (a, b) = (self.0, other.0);
            Self([f(a[0], b[0]), f(a[1], b[1]), f(a[2], b[2]), f(a[3], b[3])])
        }

        /// Lane by lane `other` where it is larger, else `self` (so a NaN in `self` stays).
        #[inline(always)]
        pub fn or_larger(self, other: Self) -> Self {
            self.zip(other, |a, b| if a < b { b } else { a })
        }

        /// Lane by lane `other` where it is smaller, else `self`.
        #[inline(always)]
        pub fn or_smaller(self, other: Self) -> Self {
            self.zip(other, |a, b| if b < a { b } else { a })
        }

        /// Zero in the lanes where `test` < `limit`, else `self`.
        #[inline(always)]
        pub fn zero_where_less(self, test: Self, limit: Self) -> Self {
            let keep = test.zip(limit, |t, l| if t < l { 0.0 } else { 1.0 });
            self.zip(keep, |a, k| if k == 0.0 { 0.0 } else { a })
        }

        /// `yes` in the lanes where `self` < `limit`, `no` in the others.
        #[inline(always)]
        pub fn choose(self, limit: Self, yes: Self, no: Self) -> Self {
            Self(std::array::from_fn(|at| {
                let less = self.0[at] < limit.0[at];
                if less { yes.0[at] } else { no.0[at] }
            }))
        }

        #[inline(always)]
        pub fn roots(self) -> Self {
            Self(self.0.map(f32::sqrt))
        }

        /// Adds the whole number in the low bits of `n` to the exponent: `self`·2ⁿ.
        #[inline(always)]
        pub fn scaled_by_low_bits(self, n: Self) -> Self {
            let add = |a: f32, n: f32| a.to_bits().wrapping_add(n.to_bits() << 23);
            self.zip(n, |a, n| f32::from_bits(add(a, n)))
        }

        #[inline(always)]
        pub fn add(self, other: Self) -> Self {
            self.zip(other, |a, b| a + b)
        }

        #[inline(always)]
        pub fn sub(self, other: Self) -> Self {
            self.zip(other, |a, b| a - b)
        }

        #[inline(always)]
        pub fn mul(self, other: Self) -> Self {
            self.zip(other, |a, b| a * b)
        }

        #[inline(always)]
        pub fn div(self, other: Self) -> Self {
            self.zip(other, |a, b| a / b)
        }

        #[inline(always)]
        pub fn neg(self) -> Self {
            Self(self.0.map(|a| -a))
        }
    }
}

pub use arch::F32x4;

macro_rules! operators {
    ($($operator:ident $method:ident),*) => {$(
        impl $operator for F32x4 {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                F32x4::$method(self, other)
            }
        }
    )*};
}
operators!(Add add, Sub sub, Mul mul, Div div);

impl Neg for F32x4 {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        F32x4::neg(self)
    }
}

impl F32x4 {
    /// The four elements from `at`. Panics if there are fewer.
    #[inline(always)]
    pub fn load(data: &[f32], at: usize) -> Self {
        let four = &data[at..at + LANES];
        // SAFETY: the slice holds four elements.
        unsafe { Self::read(four.as_ptr()) }
    }

    /// Writes the four elements from `at`. Panics if there are fewer.
    #[inline(always)]
    pub fn store(self, data: &mut [f32], at: usize) {
        let four = &mut data[at..at + LANES];
        // SAFETY: the slice holds four elements.
        unsafe { self.write(four.as_mut_ptr()) }
    }

    /// The sum of the lanes, in one fixed order.
    #[inline(always)]
    pub fn sum(self) -> f32 {
        let [a, b, c, d] = self.to_array();
        (a + b) + (c + d)
    }

    /// The largest lane.
    #[inline(always)]
    pub fn largest(self) -> f32 {
        let [a, b, c, d] = self.to_array();
        Real::max(Real::max(a, b), Real::max(c, d))
    }
}

/// a·b in four running sums and the rest: one sum would wait for itself at every step.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let whole = a.len() / LANES * LANES;
    let mut sums = F32x4::ZERO;
    for at in (0..whole).step_by(LANES) {
        sums = sums + F32x4::load(a, at) * F32x4::load(b, at);
    }
    let rest = a[whole..].iter().zip(&b[whole..]);
    rest.fold(sums.sum(), |sum, (a, b)| sum + a * b)
}

impl Real for F32x4 {
    // A `const` cannot call an intrinsic on wasm, but it can reinterpret bits.
    // SAFETY: both are sixteen bytes, and any bits are valid in both.
    const ZERO: Self = unsafe { std::mem::transmute::<[f32; 4], Self>([0.0; 4]) };
    const ONE: Self = unsafe { std::mem::transmute::<[f32; 4], Self>([1.0; 4]) };

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Self::of(value)
    }

    /// The same operations as `f32`'s, lane by lane: the same bits.
    #[inline(always)]
    fn exp(self) -> Self {
        let c = &CONSTANTS;
        let x = self.or_smaller(Self::constant(&c.high));
        let round = Self::constant(&c.round);
        let shifted = x * Self::constant(&c.log2_e) + round;
        let n = shifted - round;
        let r = x - n * Self::constant(&c.ln2_high) - n * Self::constant(&c.ln2_low);
        let mut q = Self::constant(&c.q[0]);
        for factor in &c.q[1..] {
            q = q * r + Self::constant(factor);
        }
        let mantissa = q * (r * r) + r + Self::constant(&c.one);
        mantissa
            .scaled_by_low_bits(shifted)
            .zero_where_less(x, Self::constant(&c.low))
    }

    /// Lane by lane through libm: losses take one logarithm a row, not one a pair.
    fn ln(self) -> Self {
        let logs = self.to_array().map(libm::logf);
        Self::load(&logs, 0)
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.or_larger(other)
    }

    fn sqrt(self) -> Self {
        self.roots()
    }

    #[inline(always)]
    fn where_less(self, limit: Self, yes: Self, no: Self) -> Self {
        self.choose(limit, yes, no)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_give_the_bits_that_scalars_give() {
        let special = [
            0.0, -0.0, 1.0, -87.33, -87.34, 88.37, 89.0, -1e30, 1e30, 1e-20,
        ];
        let spread = (0..4000).map(|i| -100.0 + 0.0497 * i as f32);
        let values: Vec<f32> = special.into_iter().chain(spread).collect();
        for four in values.windows(LANES) {
            let lanes = F32x4::load(four, 0);
            let check = |what: &str, got: F32x4, want: &dyn Fn(f32) -> f32| {
                for (x, got) in four.iter().zip(got.to_array()) {
                    assert_eq!(got.to_bits(), want(*x).to_bits(), "{what}({x})");
                }
            };
            check("exp", Real::exp(lanes), &|x| Real::exp(x));
            check("max", Real::max(lanes, F32x4::ONE), &|x| Real::max(x, 1.0));
            check("neg", -lanes, &|x| -x);
            check("mul", lanes * lanes, &|x| x * x);
            check("div", F32x4::ONE / lanes, &|x| 1.0 / x);
            check("sqrt", Real::sqrt(lanes), &|x| Real::sqrt(x));
            check(
                "where_less",
                lanes.where_less(F32x4::ONE, -lanes, lanes * lanes),
                &|x| if x < 1.0 { -x } else { x * x },
            );
        }
    }

    #[test]
    fn a_lane_that_is_nan_stays_nan() {
        let lanes = F32x4::load(&[f32::NAN, 0.0, 1.0, f32::NAN], 0);
        let exp = Real::exp(lanes).to_array();
        assert!(exp[0].is_nan() && exp[3].is_nan());
        assert_eq!(exp[1], 1.0);
    }

    #[test]
    fn sums_and_maxima_cover_all_lanes() {
        let lanes = F32x4::load(&[9.0, 1.0, 2.0, 4.0, 8.0], 1);
        assert_eq!((lanes.sum(), lanes.largest()), (15.0, 8.0));
    }
}
