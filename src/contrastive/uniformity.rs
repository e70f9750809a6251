//! log mean_{i<j} e^(−2 |x_i − x_j|²): rows that repel one another, all of them.
//!
//! Wang & Isola 2020, eq. 3 with t = 2. Sums are kept as a largest exponent and a sum
//! relative to it, so nothing overflows or vanishes however far apart the rows lie.
//! Gradient: ∂/∂x_i = −8 Σ_{j≠i} w_ij (x_i − x_j), where w_ij = e^(−2 d²_ij) / Σ of all ordered pairs.

use super::Real;

/// A running Σ e^x: the largest x so far, and the sum of e^(x − largest).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogSum<F> {
    largest: F,
    sum: F,
}

/// x of a pair at squared distance `d2`.
pub fn exponent<F: Real>(d2: F) -> F {
    F::splat(-2.0) * d2
}

/// e^(−2 d²) of a pair, divided by the mean over all pairs: w times the number of ordered pairs.
pub fn share<F: Real>(d2: F, log_mean: F) -> F {
    (exponent(d2) - log_mean).exp()
}

impl<F: Real + PartialOrd> LogSum<F> {
    pub const EMPTY: Self = Self {
        largest: F::ZERO,
        sum: F::ZERO,
    };

    pub fn add(&mut self, x: F) {
        if self.sum <= F::ZERO {
            (self.largest, self.sum) = (x, F::ONE);
        } else if self.largest < x {
            self.sum = self.sum * (self.largest - x).exp() + F::ONE;
            self.largest = x;
        } else {
            self.sum = self.sum + (x - self.largest).exp();
        }
    }

    /// log of the sum over `count`; 0 where nothing was added.
    pub fn log_mean(&self, count: usize) -> F {
        if self.sum <= F::ZERO {
            return F::ZERO;
        }
        self.largest + (self.sum / F::splat(count as f32)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_sum_holds_where_exponentials_do_not() {
        for shift in [0.0_f32, -500.0, -1e6] {
            let mut sum = LogSum::EMPTY;
            for x in [-3.0, -1.0, -2.0] {
                sum.add(shift + x);
            }
            let want = f64::ln((f64::exp(-3.0) + f64::exp(-1.0) + f64::exp(-2.0)) / 3.0);
            let got = f64::from(sum.log_mean(3)) - f64::from(shift);
            // A number of size 1e6 is rounded to 1/16.
            assert!(
                (got - want).abs() < 1e-6 + 1e-7 * f64::from(-shift),
                "{got}"
            );
        }
        assert_eq!(LogSum::<f32>::EMPTY.log_mean(0), 0.0);
    }
}
