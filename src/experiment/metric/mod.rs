//! Metric learning as an experiment: pairs → S and D → a metric A, shown, judged, and searched for step by step.
//!
//! | question | file |
//! |---|---|
//! | what can be chosen? | `cards` |
//! | the run: what a step is, live knobs, checkpoints | `run` |
//! | what is there to see? | `report` |
//! | does it help? kNN error over seeded splits | `trial` |

mod cards;
mod problem;
mod report;
mod run;
mod trial;

pub use cards::{
    COUNT, MOST_DRAWN, NEIGHBORS, NOISE, OBJECTIVES, ObjectiveCard, PAIRS, RUN, SOURCES, Settings,
    SourceCard, check_rows,
};
pub use report::{Identity, MetricScores, Report, Verdict};
pub use run::{MetricCheckpoint, MetricRun, Objectives};
pub use trial::{Errors, Trial};
