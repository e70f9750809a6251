//! What can go wrong in an experiment: three kinds, because three different people can help.

use crate::compute::Fault;
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Something that was asked for is not possible; the sentence says what would be.
    Input(String),
    /// The loss stopped being a finite number at this step (counted from 1). The parameters are kept as
    /// they are, to be looked at.
    Diverged { step: u32, message: String },
    /// The device failed; a new one, and the last checkpoint, go on from here.
    Fault(Fault),
}

impl From<String> for Trouble {
    fn from(message: String) -> Self {
        Trouble::Input(message)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Trouble::Fault(fault)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Trouble::Input(message) | Trouble::Diverged { message, .. } => f.write_str(message),
            Trouble::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Trouble {}
