//! Metric learning: from pairs that are similar (S) and dissimilar (D) to a metric, in float64.
//!
//! | in the lecture | file |
//! |---|---|
//! | pairs S and D, from labels or by weak supervision | [`pairs`] |
//! | S = Σ_S (x_i − x_j)(x_i − x_j)ᵀ, D likewise | [`scatter`] |
//! | d_A(x, y) = (x − y)ᵀ A (x − y), A = LᵀL | [`mahalanobis`] |
//! | Σ_S d_A − λ Σ_D d_A, and how it fails | [`naive`] |
//! | X #_t Y = X^½ (X^−½ Y X^−½)^t X^½ | [`geometric_mean`] |
//! | min tr(A S) + tr(A⁻¹ D), A = S⁻¹ #_½ D | [`gmml`] |
//! | the same by descent, in the flat and in the curved geometry | [`descent`] |
//! | does it help? kNN error over seeded splits | [`crate::experiment::metric`] |
//!
//! It is one d × d eigenproblem, so it runs on the CPU whatever the backend; what grows with the number of points
//! (distances of all pairs, nearest neighbours) goes through the backend's similarity kernel
//! ([`crate::compute::distances`]).

pub mod descent;
pub mod geometric_mean;
pub mod gmml;
pub mod mahalanobis;
pub mod naive;
pub mod pairs;
pub mod request;
pub mod scatter;
pub mod spd;

pub use spd::Matrix;
