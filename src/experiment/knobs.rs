//! The knobs of an experiment that belong to no data set, augmentation, loss or optimiser.

use crate::knob::{Knob, Scale};

const WHOLE: Knob = Knob {
    id: "",
    symbol: "",
    name: "",
    unit: "",
    min: 0.0,
    max: 0.0,
    default: 0.0,
    scale: Scale::Integer,
    help: "",
    cite: "",
    live: false,
};

pub const SEED: Knob = Knob {
    id: "seed",
    name: "seed",
    min: 0.0,
    max: u32::MAX as f64,
    default: 1.0,
    help: "One number fixes every random draw; the same seed gives the same run on every machine.",
    ..WHOLE
};

pub const TRAIN: Knob = Knob {
    id: "train",
    name: "training share",
    min: 0.01,
    max: 100_000.0,
    default: 0.5,
    scale: Scale::Linear,
    help: "Share of the points to learn from (below 1), or their number; the others are held out to \
           measure what was learned.",
    ..WHOLE
};

/// Of each hidden layer; `MOST_LAYERS` of them at most.
pub const WIDTH: Knob = Knob {
    id: "hidden",
    name: "hidden widths",
    unit: "units",
    min: 1.0,
    max: 512.0,
    default: 64.0,
    help: "Units of each hidden layer, up to three of them; none leaves a linear map x ↦ Lx.",
    ..WHOLE
};

pub const MOST_LAYERS: usize = 3;

pub const DIM: Knob = Knob {
    id: "dim",
    symbol: "d",
    name: "embedding dimension",
    min: 2.0,
    max: 128.0,
    default: 32.0,
    help: "Numbers in an embedding: 2 and 3 can be seen as they are, more hold more classes apart.",
    ..WHOLE
};

pub const BATCH: Knob = Knob {
    id: "batch",
    symbol: "B",
    name: "batch size",
    unit: "points",
    min: 2.0,
    max: 1024.0,
    default: 128.0,
    scale: Scale::Integer,
    help: "Points a step: with more of them there are more negatives, and each step takes longer.",
    ..WHOLE
};

pub const STEPS: Knob = Knob {
    id: "steps",
    name: "steps",
    min: 1.0,
    max: 20_000.0,
    default: 200.0,
    help: "Where the run stops by itself.",
    live: true,
    ..WHOLE
};

/// `step` in a link: how many steps to take before the picture is shown.
pub const REPLAY: Knob = Knob {
    id: "replay",
    name: "replay to step",
    min: 0.0,
    max: STEPS.max,
    default: 0.0,
    help: "The step a link was shared at; who opens it sees the run as it stood there.",
    ..WHOLE
};

/// Rows of one step (views and explicit negatives) that any device can hold: at 512 units a layer,
/// 32 MiB a buffer, where WebGPU promises 128.
pub const MOST_ROWS: usize = 16_384;
