//! Pictures: exact pixels from typed arrays, the same on every machine.

pub mod scatter;
mod shapes;

pub use scatter::{Scatter, scatter};
pub use shapes::{HOLLOW, SHAPES};
