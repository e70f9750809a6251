//! Knobs that several generated data sets share.

use crate::knob::{Knob, Scale};

const PLAIN: Knob = Knob {
    id: "",
    symbol: "",
    name: "",
    unit: "",
    min: 0.0,
    max: 1.0,
    default: 0.0,
    scale: Scale::Linear,
    help: "",
    cite: "",
    live: false,
};

/// A knob of a data set: every one of them needs a restart.
pub const fn real(
    id: &'static str,
    symbol: &'static str,
    name: &'static str,
    range: (f64, f64, f64),
    help: &'static str,
) -> Knob {
    let (min, default, max) = range;
    Knob {
        id,
        symbol,
        name,
        min,
        max,
        default,
        help,
        ..PLAIN
    }
}

/// The same for whole numbers.
pub const fn whole(
    id: &'static str,
    symbol: &'static str,
    name: &'static str,
    range: (u32, u32, u32),
    help: &'static str,
) -> Knob {
    let (min, default, max) = range;
    let (min, max, default) = (min as f64, max as f64, default as f64);
    Knob {
        id,
        symbol,
        name,
        min,
        max,
        default,
        scale: Scale::Integer,
        help,
        ..PLAIN
    }
}

/// How many points.
pub const fn rows(default: u32) -> Knob {
    let help = "How many points are drawn, train and test together; more of them make a smoother picture and a slower evaluation.";
    Knob {
        unit: "points",
        ..whole("n", "n", "points", (100, default, 5000), help)
    }
}

/// Standard deviation around the noiseless shape.
pub const fn noise(default: f64) -> Knob {
    let help = "Standard deviation of the points around the shape; with more of it the classes run into each other.";
    real("noise", "σ", "noise", (0.0, default, 1.0), help)
}

/// Which draw of the class means.
pub const fn means(default: u32) -> Knob {
    let help = "Which draw of the class means; the seed changes only the points around them, so runs with other seeds stay comparable.";
    whole("means", "", "class means", (1, default, 999), help)
}
