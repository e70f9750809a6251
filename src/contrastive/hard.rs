//! Hard negatives, debiased: the negatives' sum reweighted towards those that look like the anchor, and
//! corrected for those that are secretly of its class.
//!
//! With s_j = z_i·z_j/τ over N negatives, q_β(j) ∝ e^{βs_j}:
//! E = Σ_j q_β(j) e^{s_j};  N_g = max(N (E − τ⁺ e^{s⁺}) / (1 − τ⁺), N e^{−1/τ});
//! ℓ = −log e^{s⁺} / (e^{s⁺} + N_g).
//!
//! Robinson, Chuang, Sra & Jegelka 2021, eq. 4 and 5, with β on the logit as in the authors' code; β = 0 is the
//! debiased loss of Chuang et al. 2020, eq. 8; β = 0 and τ⁺ = 0 is NT-Xent. The weights q_β are
//! differentiated through, as in the authors' code, unless they are `detached`.
//!
//! Gradient, with w = N_g/(e^{s⁺} + N_g) and r = τ⁺ e^{s⁺}/E: where the clamp is off,
//! ∂ℓ/∂s_j = w/(1−r)·((1+β) e^{(1+β)s_j}/Σe^{(1+β)s} − β e^{βs_j}/Σe^{βs}) and ∂ℓ/∂s⁺ = −w/(1−r);
//! where it is on, the negatives have none and ∂ℓ/∂s⁺ = −w.

use super::cards::{ANNEAL, BETA, LossCard, TAU_PLUS, TEMPERATURE};
use super::negatives::ANY;
use super::{Arrangement, Loss, Real, RowLoss, RowStatistics, Scalars};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hard {
    /// τ⁺, the chance that a negative is of the anchor's class; 0 corrects nothing.
    pub tau_plus: f32,
    /// β, how far the weights lean towards the anchor; 0 weighs all alike.
    pub beta: f32,
    /// Holds q_β constant in the gradient.
    pub detached: bool,
    /// The least that the exponential of one similarity can be, as a logarithm: −1/τ for unit vectors.
    pub floor: f32,
}

/// The estimate of the negatives' sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate<F> {
    /// log N_g.
    pub log: F,
    /// 1 − τ⁺ e^{s⁺}/E: what the correction leaves. Not above 0 where the clamp must be on.
    pub left: F,
    pub clamped: bool,
}

impl Hard {
    /// N_g from log E, the logarithm of the mean of e^{s} over samples of the anchor's class (s⁺ of the
    /// one there is), and N.
    pub fn estimate<F: Real + PartialOrd>(
        &self,
        log_mean: F,
        log_positive: F,
        negatives: F,
    ) -> Estimate<F> {
        let tau_plus = F::splat(self.tau_plus);
        let log_count = negatives.max(F::splat(1e-30)).ln();
        if self.tau_plus == 0.0 {
            return Estimate {
                log: log_count + log_mean,
                left: F::ONE,
                clamped: false,
            };
        }
        let left = F::ONE - tau_plus * (log_positive - log_mean).exp();
        let corrected = log_mean + left.max(F::splat(1e-30)).ln() - (F::ONE - tau_plus).ln();
        let floor = F::splat(self.floor);
        let clamped = corrected < floor;
        Estimate {
            log: log_count + if clamped { floor } else { corrected },
            left,
            clamped,
        }
    }
}

impl RowLoss for Hard {
    fn powers(&self) -> (f32, Option<f32>) {
        (1.0 + self.beta, (self.beta > 0.0).then_some(self.beta))
    }

    fn row<F: Real + PartialOrd>(&self, statistics: &RowStatistics<F>) -> (F, Scalars<F>) {
        let nothing = F::splat(RowStatistics::EMPTY);
        let [reweighted, weights] = statistics.log_sums;
        let positive = statistics.positive;
        let weights = match self.powers().1 {
            Some(_) => weights,
            None => statistics.negatives.max(F::splat(1e-30)).ln(),
        };
        // Without negatives, as if their mean were e^EMPTY: the floor or nothing at all.
        let none = statistics.negatives < F::splat(0.5);
        let log_mean = if none { nothing } else { reweighted - weights };
        let estimate = self.estimate(log_mean, positive, statistics.negatives);
        let log_total = positive.log_add_exp(estimate.log);
        let share = (estimate.log - log_total).exp();
        let loss = log_total - positive;
        if estimate.clamped || none {
            return (loss, [nothing, nothing, -share, F::ONE]);
        }
        let pull = share / estimate.left;
        let log_pull = pull.max(F::splat(1e-37)).ln();
        let second = self.beta > 0.0 && !self.detached;
        let first = if self.detached {
            F::ONE
        } else {
            F::splat(1.0 + self.beta)
        };
        let scalars = [
            log_pull + first.ln() - reweighted,
            if second {
                log_pull + F::splat(self.beta).ln() - weights
            } else {
                nothing
            },
            -pull,
            F::ZERO,
        ];
        (loss, scalars)
    }

    #[inline(always)]
    fn negative<F: Real>(&self, s: F, scalars: &Scalars<F>) -> F {
        let beta = F::splat(self.beta);
        let first = (s + beta * s + scalars[0]).exp();
        if self.beta == 0.0 || self.detached {
            return first;
        }
        first - (beta * s + scalars[1]).exp()
    }

    #[inline(always)]
    fn positive<F: Real>(&self, _s: F, scalars: &Scalars<F>) -> F {
        scalars[2]
    }

    fn clamped(&self, scalars: &Scalars<f64>) -> bool {
        scalars[3] == 1.0
    }

    fn parameters(&self) -> [f32; 4] {
        [
            self.tau_plus,
            self.beta,
            self.floor,
            f32::from(self.detached),
        ]
    }

    #[inline(always)]
    fn weights<F: Real>(&self, shift: F, scalars: &Scalars<F>) -> Option<[F; 2]> {
        let (first, second) = (F::splat(1.0 + self.beta), F::splat(self.beta));
        let first = (first * shift + scalars[0]).exp();
        if self.beta == 0.0 || self.detached {
            return Some([first, F::ZERO]);
        }
        Some([first, -(second * shift + scalars[1]).exp()])
    }
}

/// The clamp's threshold τ* for unit vectors in R^d: in the limit of perfect positives (s⁺ = 1/τ) and negatives
/// spread evenly over the sphere, N_g is clamped for every τ⁺ above it.
///
/// τ* = (m̄ − e^{−1/τ}) / (e^{1/τ} − e^{−1/τ}), m̄ = E e^{s/τ} = ₀F₁(d/2; 1/(4τ²)).
pub fn clamp_threshold(temperature: f64, dim: usize) -> f64 {
    let (half, x) = (dim as f64 / 2.0, 1.0 / temperature);
    // ₀F₁(a; z) = Σ_k z^k / ((a)_k k!), relative to e^{x} so that nothing overflows.
    let (mut term, mut sum, mut k) = (libm::exp(-x), 0.0, 0.0);
    while k < 10_000.0 {
        sum += term;
        term *= 0.25 * x * x / ((half + k) * (k + 1.0));
        k += 1.0;
        if term < sum * 1e-17 && k > x {
            break;
        }
    }
    let low = libm::exp(-2.0 * x);
    (sum - low) / (1.0 - low)
}

pub static CARD: LossCard = LossCard {
    name: "hard",
    title: "Hard negatives",
    about: "Debiased, and negatives that look like the anchor weigh more, by e^{βs}: a large β finds the false \
            negatives first.",
    cite: "Robinson et al. 2021, eq. 4 and 5; β on the logit as in the authors' code",
    tex: r"\live{loss}{\ell_i} = -\log \frac{e^{\live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau}}}{e^{\live{positive_similarity}{\anchor{z_i} \cdot \positive{z_i^{+}}} / \live{temperature}{\tau}} + \live{negatives}{N} ( \sum_j \negative{q_j} e^{\anchor{z_i} \cdot \negative{z_j^{-}} / \live{temperature}{\tau}} - \live{tau_plus}{\tau^+} e^{\anchor{z_i} \cdot \positive{z_i^{+}} / \live{temperature}{\tau}} ) / (1 - \live{tau_plus}{\tau^+})}, \quad \negative{q_j} \propto e^{\live{beta}{\beta}\, \anchor{z_i} \cdot \negative{z_j^{-}} / \live{temperature}{\tau}}",
    knobs: &[TEMPERATURE, TAU_PLUS, BETA, ANNEAL],
    objective: |values| Loss::Hard(Hard::of(values[0], values[1], values[2])).into(),
    arrange: |rows, _| Arrangement::TwoViews { rows },
    negatives: ANY,
    oracle: true,
};

impl Hard {
    /// From the knobs' values.
    pub fn of(temperature: f64, tau_plus: f64, beta: f64) -> Self {
        Self {
            tau_plus: tau_plus as f32,
            beta: beta as f32,
            detached: false,
            floor: (-1.0 / temperature) as f32,
        }
    }
}
