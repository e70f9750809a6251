//! The naive objective f(A) = Σ_S d_A − λ Σ_D d_A = tr(A M), M = S − λ D, over A ⪰ 0, and how it fails.
//!
//! After Xing, Ng, Jordan & Russell 2002, without their constraint. f is linear in A: for λ below
//! λ* = 1 / λ_max(S⁻¹ D), M is positive definite and A = 0 is best; above it f falls without bound along the
//! directions where M is negative, first along the top generalised eigenvector of (D, S). With tr A ≤ c all
//! of the trace goes to one direction: the answer has rank one.

use super::spd::{Matrix, Spectrum, cholesky, solved, spectrum, symmetrised, trace_of_product};

/// S − λ D, with its eigenvalues.
#[derive(Clone, Debug, PartialEq)]
pub struct Naive {
    pub m: Matrix,
    pub spectrum: Spectrum,
    /// The most that tr A may be.
    pub trace_cap: Option<f64>,
}

/// What becomes of A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// M is positive definite: A = 0 is the minimum.
    Collapses,
    /// M is negative somewhere, and nothing holds A back.
    Unbounded,
    /// M is negative somewhere, and the trace is capped.
    RankOne,
    /// M is singular and nowhere negative: λ = λ*, and A may be anything along one direction.
    Between,
}

impl Naive {
    pub fn new(
        s: &Matrix,
        d: &Matrix,
        lambda: f64,
        trace_cap: Option<f64>,
    ) -> Result<Self, String> {
        let m = s - d * lambda;
        let spectrum = spectrum("S − λD", &m)?;
        Ok(Self {
            m,
            spectrum,
            trace_cap,
        })
    }

    /// f(A) = tr(A M).
    pub fn objective(&self, a: &Matrix) -> f64 {
        trace_of_product(a, &self.m)
    }

    /// A ← the nearest allowed matrix to A − step · M. The gradient of f is M everywhere.
    pub fn descend(&self, a: &Matrix, step: f64) -> Result<Matrix, String> {
        self.project(&(a - &self.m * step))
    }

    /// The nearest matrix (Frobenius) that is positive semidefinite and has at most the trace allowed: its
    /// eigenvalues are those of `a`, without the negative ones, and, where there is a cap, on the simplex.
    fn project(&self, a: &Matrix) -> Result<Matrix, String> {
        let found = spectrum("A", &symmetrised(a))?;
        let excess = self.trace_cap.map_or(0.0, |cap| excess(&found.values, cap));
        Ok(found.map(|value| (value - excess).max(0.0)))
    }

    /// Where M's smallest eigenvalue leaves A, `rounding` relative to its largest.
    pub fn fate(&self) -> Fate {
        let values = &self.spectrum.values;
        let least = values.last().copied().unwrap_or(0.0);
        let size = values
            .iter()
            .fold(0.0_f64, |most, value| most.max(value.abs()));
        if least > 1e-9 * size {
            Fate::Collapses
        } else if least >= -1e-9 * size {
            Fate::Between
        } else if self.trace_cap.is_some() {
            Fate::RankOne
        } else {
            Fate::Unbounded
        }
    }
}

/// What must be subtracted from the eigenvalues (falling) so that the rest of the positive ones sums to `cap`; 0 if
/// they sum to no more (Duchi et al. 2008).
fn excess(values: &[f64], cap: f64) -> f64 {
    let total: f64 = values.iter().filter(|&&value| value > 0.0).sum();
    if total <= cap {
        return 0.0;
    }
    let mut sum = 0.0;
    let mut excess = 0.0;
    for (kept, &value) in (1..).zip(values) {
        sum += value;
        let candidate = (sum - cap) / f64::from(kept);
        if value <= candidate {
            break;
        }
        excess = candidate;
    }
    excess
}

/// The threshold λ* = 1 / λ_max(S⁻¹ D), and the direction x (unit length) with D x = S x / λ*, along which A grows
/// first. S must be positive definite.
pub fn threshold(s: &Matrix, d: &Matrix) -> Result<(f64, Vec<f64>), String> {
    let mend = "more similar pairs would mend it";
    let factor = cholesky("S", s, mend)?;
    let inner = solved(&factor, d).ok_or("S is singular.")?;
    let found = spectrum("S⁻¹D", &inner)?;
    let mut top = found.vectors.columns(0, 1).into_owned();
    factor.tr_solve_lower_triangular_mut(&mut top);
    top /= top.norm();
    let largest = found.values.first().copied().unwrap_or(0.0);
    Ok((1.0 / largest, top.iter().copied().collect()))
}
