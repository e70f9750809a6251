//! What a metric-learning experiment can be asked for: objectives, where pairs come from, and their knobs.

use crate::data::Form;
use crate::experiment::config::{Component, Named};
use crate::experiment::knobs;
use crate::knob::{Knob, Scale};
use serde::Serialize;

/// An objective over metrics A.
#[derive(Debug, Serialize)]
pub struct ObjectiveCard {
    pub name: &'static str,
    pub title: &'static str,
    /// One sentence on what it does.
    pub about: &'static str,
    /// The paper and its equation.
    pub cite: &'static str,
    /// The formula in LaTeX, as for losses. `\similar{…}`, `\dissimilar{…}` and `\metric{…}` colour a part by its
    /// meaning; `\live{id}{…}` marks a knob's symbol, or `value`, `similar_part`, `dissimilar_part`.
    pub tex: &'static str,
    pub knobs: &'static [Knob],
}

impl Named for ObjectiveCard {
    fn name(&self) -> &'static str {
        self.name
    }
    fn knobs(&self) -> &'static [Knob] {
        self.knobs
    }
}

/// Every objective; the first is the default.
pub static OBJECTIVES: &[&ObjectiveCard] = &[&GEOMETRIC, &NAIVE];

pub static GEOMETRIC: ObjectiveCard = ObjectiveCard {
    name: "geometric",
    title: "Geometric mean (GMML)",
    about: "Similar pairs near under A, dissimilar pairs near under A⁻¹: the best A is a closed form, halfway between S⁻¹ and D.",
    cite: "Zadeh, Hosseini & Sra 2016, eq. 6, 9 and 12",
    tex: r"\live{value}{h(\metric{A})} = \live{similar_part}{\operatorname{tr}(\metric{A}\,\similar{S})} + \live{dissimilar_part}{\operatorname{tr}(\metric{A^{-1}}\dissimilar{D})}, \quad \metric{A} = \similar{S^{-1}} \mathbin{\#}_{\live{t}{t}} \dissimilar{D}",
    knobs: &[
        Knob {
            id: "t",
            symbol: "t",
            name: "place on the geodesic",
            min: 0.0,
            max: 1.0,
            default: 0.5,
            help: "0 is S⁻¹, which only shrinks similar pairs; 1 is D, which only looks at dissimilar ones; ½ is the minimum of h.",
            cite: "Zadeh et al. 2016, eq. 12",
            ..PLAIN
        },
        Knob {
            id: "lambda",
            symbol: "\\lambda",
            name: "regularisation",
            min: 0.0,
            max: 1000.0,
            default: 0.0,
            help: "Adds λ to the diagonals of S and D: needed where pairs are too few to fill every direction, and pulls A towards the Euclidean metric.",
            cite: "Zadeh et al. 2016, eq. 14",
            ..PLAIN
        },
        Knob {
            id: "rate",
            name: "first step tried",
            min: 0.01,
            max: 1.0,
            default: 0.5,
            scale: Scale::Log,
            help: "Relative size of the move that each descent tries first; it is halved until h falls.",
            ..PLAIN
        },
    ],
};

pub static NAIVE: ObjectiveCard = ObjectiveCard {
    name: "naive",
    title: "Naive difference",
    about: "Similar pairs near minus λ times dissimilar pairs far: linear in A, so A shrinks to nothing or grows without end.",
    cite: "After Xing, Ng, Jordan & Russell 2002",
    tex: r"\live{value}{f(\metric{A})} = \live{similar_part}{\sum_{\similar{S}} d_{\metric{A}}} - \live{lambda}{\lambda} \cdot \live{dissimilar_part}{\sum_{\dissimilar{D}} d_{\metric{A}}}, \quad \metric{A} \succeq 0",
    knobs: &[
        Knob {
            id: "lambda",
            symbol: "\\lambda",
            name: "weight of dissimilar pairs",
            min: 1e-4,
            max: 10.0,
            default: 1.0,
            scale: Scale::Log,
            help: "Below λ* everything shrinks to a point; above it A grows without end. No value between gives a useful metric.",
            ..PLAIN
        },
        Knob {
            id: "trace_cap",
            name: "most that tr A may be",
            min: 0.0,
            max: 20.0,
            default: 0.0,
            help: "0 is no limit. With a limit A cannot grow, and spends all of it on one direction.",
            ..PLAIN
        },
        Knob {
            id: "rate",
            name: "step size",
            min: 0.001,
            max: 1.0,
            default: 0.03,
            scale: Scale::Log,
            help: "A moves by this, against the gradient's largest eigenvalue, at each step.",
            ..PLAIN
        },
    ],
};

/// Where pairs come from.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SourceCard {
    pub name: &'static str,
    pub title: &'static str,
    pub about: &'static str,
}

pub static SOURCES: [SourceCard; 3] = [
    SourceCard {
        name: "sampled",
        title: "Sampled from labels",
        about: "Random pairs of training points, with replacement, similar where the labels agree.",
    },
    SourceCard {
        name: "all",
        title: "All pairs of labels",
        about: "Every pair of training points, similar where the labels agree.",
    },
    SourceCard {
        name: "drawn",
        title: "Drawn by hand",
        about: "Only the pairs that you connect yourself. Raise λ so that a few suffice.",
    },
];

/// The places of [`SOURCES`].
pub const SAMPLED: usize = 0;
pub const ALL: usize = 1;

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
    live: true,
};

pub const COUNT: Knob = Knob {
    id: "count",
    name: "sampled pairs (0: automatic)",
    unit: "pairs",
    max: 20_000.0,
    scale: Scale::Integer,
    help: "How many random pairs are drawn; 0 takes 40·c·(c − 1) for c classes.",
    cite: "0: Zadeh et al. 2016, sec. 4.2",
    ..PLAIN
};

pub const NOISE: Knob = Knob {
    id: "noise",
    name: "wrong supervision",
    max: 0.5,
    help: "Share of pairs that a weak supervisor puts on the wrong side; at 0.5 it knows nothing.",
    ..PLAIN
};

pub const NEIGHBORS: Knob = Knob {
    id: "neighbors",
    symbol: "k",
    name: "neighbours that vote",
    min: 1.0,
    max: 25.0,
    default: 5.0,
    scale: Scale::Integer,
    help: "The k nearest training points vote on a held-out point's class.",
    ..PLAIN
};

/// Pairs of each kind that can be drawn by hand: they travel in the link.
pub const MOST_DRAWN: usize = 200;

/// The part of a config that only metric learning has.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Features with mean 0 and standard deviation 1, or as they were measured.
    pub standardize: bool,
    /// Index into [`SOURCES`].
    pub source: usize,
    /// Pairs to sample; 0 = 40·c·(c − 1).
    pub count: usize,
    pub noise: f64,
    /// Drawn by hand: pairs of rows.
    pub similar: Vec<[u32; 2]>,
    pub dissimilar: Vec<[u32; 2]>,
    pub objective: Component<ObjectiveCard>,
    /// k of the kNN that judges.
    pub neighbors: usize,
}

impl Settings {
    /// What suits data of that form: tables are standardised, images (with pixels that are always 0) regularised.
    pub fn of(form: Form) -> Self {
        let lambda = if form == Form::Image { 1.0 } else { 0.0 };
        Self {
            standardize: form == Form::Table,
            source: SAMPLED,
            count: 0,
            noise: 0.0,
            similar: Vec::new(),
            dissimilar: Vec::new(),
            objective: Component::new(OBJECTIVES[0]).with("lambda", lambda),
            neighbors: NEIGHBORS.default as usize,
        }
    }

    /// A knob of the objective; 0 where it has none of that name.
    pub fn knob(&self, id: &str) -> f64 {
        self.objective.value(id).unwrap_or(0.0)
    }

    /// The cap on tr A, where there is one.
    pub fn trace_cap(&self) -> Option<f64> {
        Some(self.knob("trace_cap")).filter(|&cap| cap > 0.0)
    }
}

/// Knobs that stand for themselves in the catalog.
pub const PAIRS: &[Knob] = &[COUNT, NOISE];
pub const RUN: &[Knob] = &[knobs::SEED, knobs::TRAIN, NEIGHBORS, knobs::STEPS];

/// Checks what depends on the number of rows: rows that are joined must exist, and k of the training points.
pub fn check_rows(settings: &Settings, rows: usize, train: usize) -> Result<(), String> {
    for (name, pairs) in [
        ("similar", &settings.similar),
        ("dissimilar", &settings.dissimilar),
    ] {
        let outside = |row: &&u32| **row as usize >= rows;
        if let Some(row) = pairs.as_flattened().iter().find(outside) {
            let last = rows.saturating_sub(1);
            return Err(format!(
                "pairs.{name} names row {row}; the last row of the data is {last}."
            ));
        }
    }
    let k = settings.neighbors;
    if k > train {
        return Err(format!(
            "neighbors is {k}; it must be at most the number of training points, which is {train}."
        ));
    }
    Ok(())
}
