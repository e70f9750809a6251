//! A whole run: configuration, link, the step loop, checkpoints. Generic over the backend.
//!
//! | question | file |
//! |---|---|
//! | which settings are there, what may they be? | `config`, `fields`, `set`, `knobs` |
//! | how are they written? | `json`, `link` |
//! | what is offered? | `catalog`, `presets` |
//! | what does a step train on? | [`pretext`](crate::pretext) |
//! | what does it compute? | `layout` |
//! | negatives from a memory, or from q_β | `memory` |
//! | the loop, live knobs, checkpoints | `run` |
//! | what is there to see? | `inspect`, `batch`, `questions`, `inside`, `metrics` |
//! | what is it worth when labels are few? | `labels` |
//! | the same for a metric in place of an encoder | `metric` |

mod batch;
pub mod catalog;
pub mod config;
mod fields;
mod inside;
mod inspect;
pub mod json;
mod knobs;
mod labels;
mod layout;
pub mod link;
mod memory;
pub mod metric;
mod metrics;
pub mod presets;
mod questions;
mod run;
mod set;
mod trouble;
mod value;

pub use batch::Batch;
pub use config::{Config, Given, Task, defaults};
pub use fields::{Field, Slot};
pub use inside::Inside;
pub use inspect::{Digests, Image, Info, Picture};
pub use labels::Labelled;
pub use metrics::{Accuracies, Metrics, Quality};
pub use questions::{Gaps, Questions, Right};
pub use run::{Checkpoint, Experiment};
pub use trouble::Trouble;
pub use value::Value;
