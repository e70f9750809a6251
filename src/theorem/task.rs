//! The constructed task. All of it is Gaussian and linear, so that risks have closed forms and nothing is estimated on a
//! test set.
//!
//! x has infinitely many independent standard normal coordinates φ_1, φ_2, …. There are k latent features
//! g_i(x) = Σ_j b_ij φ_j(x), each with unit variance up to the tail. **Weak labels** are g(x) + σ·noise, k numbers a point;
//! **strong labels** y = Σ_i θ_i g_i(x) + τ·noise, θ a fixed unit vector.
//!
//! Coordinate j belongs to feature j mod k. With J0 = k·d coordinates in the head and p = α/(1 − α), the energy of all
//! coordinates beyond J is T(J) = c (J/J0)^{−p}; α = 1 has no tail.
//!
//! *The weak learner* regresses each label on the first J = ⌈J0 m^{1−α}⌉ coordinates. They are independent, so what m
//! labels say of a coefficient is a normal number around it with variance σ²/m. Its squared error is
//! J σ² k/m + T(J) = (J0 σ² k + c) m^{−α}: the rate is α exactly (to the rounding of J). No estimator does better in order
//! over such coefficients (Pinsker 1980).
//!
//! *The strong learner* fits k numbers by least squares on n points described by ĝ(x) alone. Its excess risk is about
//! τ² k/n, the price of k numbers, and a constant times m^{−α} = n^{−αβ}, the price of ĝ.
//!
//! *From scratch* the strong labels have to find all coordinates by themselves: the weak learner's estimate with n in
//! place of m, so at rate n^{−α}.

/// What can be turned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The rate of the weak task, 0.25 to 1.
    pub alpha: f64,
    /// σ, the noise of the weak labels.
    pub weak_noise: f64,
    /// τ, the noise of the strong labels.
    pub noise: f64,
    /// k, latent features and weak labels a point.
    pub features: usize,
    /// m = `unlabelled` · n^β.
    pub unlabelled: f64,
    pub violation: Violation,
}

/// Which of the theorem's assumptions does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    None,
    /// The central condition: noise with tails so heavy (|ε| > t with probability t^−1.5) that single labels can speak for
    /// a wrong predictor, however many there are.
    HeavyNoise,
    /// That the strong task can be solved with the features: a part of y, of variance 0.09, is a function of x that no
    /// weak label has anything to say of.
    MissingPart,
}

impl Violation {
    pub const ALL: [(&'static str, Violation); 3] = [
        ("none", Violation::None),
        ("heavy-noise", Violation::HeavyNoise),
        ("missing-part", Violation::MissingPart),
    ];
}

/// Coordinates of a feature's head.
const HEAD: usize = 4;
/// c, the energy of the tail.
const TAIL: f64 = 0.5;
/// Coordinates that a weak learner may take up: beyond, a run would take minutes.
pub const MOST_COORDINATES: f64 = 60_000.0;
/// The variance of what no weak label speaks of.
pub const MISSING: f64 = 0.09;

impl Default for Setting {
    fn default() -> Self {
        Self {
            alpha: 1.0,
            weak_noise: 0.5,
            noise: 0.25,
            features: 3,
            unlabelled: 5.0,
            violation: Violation::None,
        }
    }
}

impl Setting {
    /// J0.
    pub fn head(&self) -> usize {
        HEAD * self.features
    }

    /// J, the coordinates that are estimated from `labels` labels.
    pub fn coordinates(&self, labels: f64) -> f64 {
        (self.head() as f64 * libm::pow(labels, 1.0 - self.alpha)).ceil()
    }

    /// T(J), the energy beyond the first `coordinates`.
    pub fn tail(&self, coordinates: f64) -> f64 {
        if self.alpha >= 1.0 {
            return 0.0;
        }
        let power = self.alpha / (1.0 - self.alpha);
        TAIL * libm::pow(coordinates / self.head() as f64, -power)
    }

    /// b_j, the only coefficient of coordinate j, counted from 0: of feature j mod k.
    pub fn coefficient(&self, j: usize) -> f64 {
        if j < self.head() {
            return 1.0 / (HEAD as f64).sqrt();
        }
        (self.tail(j as f64) - self.tail((j + 1) as f64)).sqrt()
    }

    /// m for n and β.
    pub fn weak_labels(&self, n: usize, beta: f64) -> f64 {
        (self.unlabelled * libm::pow(n as f64, beta))
            .round()
            .max(1.0)
    }
}
