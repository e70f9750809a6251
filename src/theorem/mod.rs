//! The theorem of the lecture: excess risk of a predictor on pretrained features against n, the number of strong labels,
//! where m = Ω(n^β) weak ones were there to pretrain on (Robinson, Jegelka & Sra 2020, "Strength from Weakness").
//!
//! If the weak task is learned at rate m^−α, the excess risk is O((αβ log n + log(1/δ))/n + n^{−αβ}) with probability 1 − δ:
//! slope −min(1, αβ) in a log-log plot, and never better than 1/n.
//!
//! [`task`] is a task whose α is known exactly, [`simulate`] draws from it, [`rates`] fits slopes.

pub mod rates;
pub mod simulate;
pub mod task;

pub use rates::{Curve, Table, table};
pub use task::{Setting, Violation};
