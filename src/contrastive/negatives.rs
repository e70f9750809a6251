//! Where negatives come from: the batch, fresh draws, or a memory of what was embedded before.
//!
//! Three ways to draw, for any loss that lists them: the other rows of the batch; N points for each anchor,
//! uniformly or from q_β itself (Robinson et al. 2021, eq. 4, by sampling instead of importance weights);
//! and a memory: MoCo's queue with its momentum encoder (He et al. 2020) or PIRL's bank (Misra & van der Maaten
//! 2020), whose rows get no gradient.

use crate::knob::{Knob, Scale};
use serde::Serialize;

/// A source of negatives, and its knobs.
#[derive(Debug, Serialize)]
pub struct NegativesCard {
    pub name: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub cite: &'static str,
    pub knobs: &'static [Knob],
    #[serde(skip)]
    pub source: fn(values: &[f64]) -> Source,
}

/// What a source asks of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Source {
    /// The loss's own arrangement of the batch.
    Batch,
    /// `count` for each anchor from the data: all points alike, or with `beta`, in proportion to e^{β s}.
    Drawn { count: usize, beta: Option<f64> },
    /// The last `size` keys, which the momentum encoder θ_k ← m θ_k + (1 − m) θ_q made.
    Queue { size: usize, momentum: f32 },
    /// One row for each training point: an exponential moving average of its embeddings.
    Bank { momentum: f32 },
}

/// All of them; the first is the default.
pub static NEGATIVES: &[&NegativesCard] = &[&BATCH, &DRAWN, &SAMPLED, &QUEUE, &BANK];

/// Any source will do.
pub const ANY: &[&str] = &["batch", "drawn", "sampled", "queue", "bank"];
/// The loss is one of the batch itself.
pub const BATCH_ONLY: &[&str] = &["batch"];
pub const BATCH_OR_DRAWN: &[&str] = &["batch", "drawn", "sampled"];
pub const DRAWN_ONLY: &[&str] = &["drawn", "sampled"];

const COUNT: Knob = Knob {
    id: "count",
    symbol: "N",
    name: "negatives per anchor",
    unit: "",
    min: 1.0,
    max: 64.0,
    default: 16.0,
    scale: Scale::Integer,
    help: "How many points are drawn for each anchor.",
    cite: "",
    live: false,
};

static BATCH: NegativesCard = NegativesCard {
    name: "batch",
    title: "the rest of the batch",
    about: "The other points of the batch: free, and as many as the batch is large.",
    cite: "Chen et al. 2020 (SimCLR), § 2.1",
    knobs: &[],
    source: |_| Source::Batch,
};

pub static DRAWN: NegativesCard = NegativesCard {
    name: "drawn",
    title: "drawn for each anchor",
    about: "N points of the data for each anchor, all equally likely, as the lecture writes the loss.",
    cite: "Robinson et al. 2021, eq. 1",
    knobs: &[COUNT],
    source: |values| Source::Drawn {
        count: values[0] as usize,
        beta: None,
    },
};

static SAMPLED: NegativesCard = NegativesCard {
    name: "sampled",
    title: "drawn from q_β",
    about: "N points drawn in proportion to e^{βs}: hard negatives by sampling itself, beside which the importance weights of \
            the hard loss can be judged. Each step embeds all points first, so it is slow.",
    cite: "Robinson et al. 2021, eq. 4",
    knobs: &[
        COUNT,
        Knob {
            id: "hardness",
            symbol: "\\beta",
            name: "hardness of the draw",
            unit: "",
            min: 0.0,
            max: 10.0,
            default: 1.0,
            scale: Scale::Linear,
            help: "β in the chance e^{βs} of a point: 0 draws all alike, the larger the nearer to the anchor.",
            cite: "Robinson et al. 2021, eq. 4",
            live: true,
        },
    ],
    source: |values| Source::Drawn {
        count: values[0] as usize,
        beta: Some(values[1]),
    },
};

static QUEUE: NegativesCard = NegativesCard {
    name: "queue",
    title: "MoCo's queue",
    about: "The last K embeddings of second views, made by an encoder that follows the trained one slowly. The loss rises \
            while the queue fills, because each anchor meets more negatives: log(1 + N) grows.",
    cite: "He et al. 2020 (MoCo), § 3.2, eq. 2",
    knobs: &[
        Knob {
            id: "size",
            symbol: "K",
            name: "queue size",
            unit: "keys",
            min: 16.0,
            max: 4096.0,
            default: 512.0,
            scale: Scale::Integer,
            help: "How many keys are remembered: more negatives than the batch has, some of them stale.",
            cite: "He et al. 2020, § 3.2",
            live: false,
        },
        momentum(
            "m",
            0.99,
            "How slowly the key encoder follows: 0 copies the trained one each step, 1 never moves.",
            "He et al. 2020, eq. 2; they find 0.999 best for far longer runs",
        ),
    ],
    source: |values| Source::Queue {
        size: values[0] as usize,
        momentum: values[1] as f32,
    },
};

static BANK: NegativesCard = NegativesCard {
    name: "bank",
    title: "PIRL's memory bank",
    about: "A remembered embedding for every training point, a moving average of its own. Both views are anchors, the point's \
            own entry is their positive, all other entries are negatives.",
    cite: "Misra & van der Maaten 2020 (PIRL), eq. 5 with λ = ½, and § 3.2; Wu et al. 2018",
    knobs: &[momentum(
        "m",
        0.5,
        "How much of a point's old entry is kept when it is seen again.",
        "Misra & van der Maaten 2020, § 3.2",
    )],
    source: |values| Source::Bank {
        momentum: values[0] as f32,
    },
};

const fn momentum(
    symbol: &'static str,
    default: f64,
    help: &'static str,
    cite: &'static str,
) -> Knob {
    Knob {
        id: "momentum",
        symbol,
        name: "momentum",
        unit: "",
        min: 0.0,
        max: 1.0,
        default,
        scale: Scale::Linear,
        help,
        cite,
        live: true,
    }
}
