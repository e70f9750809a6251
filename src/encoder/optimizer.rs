//! The optimisers that a config can name. Their formulas stand with their kernels (`optimize`).

use crate::compute::Optimizer;
use crate::knob::{Knob, Scale};
use serde::Serialize;

/// What the page and the link need to know of an optimiser, and how to make it.
#[derive(Debug, Serialize)]
pub struct OptimizerCard {
    pub name: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub cite: &'static str,
    pub knobs: &'static [Knob],
    /// From the knobs' values, in their order.
    #[serde(skip)]
    pub make: fn(values: &[f64]) -> Optimizer,
    /// Numbers of state a parameter.
    #[serde(skip)]
    pub state_per_parameter: usize,
}

/// Every optimiser; the first is the default.
pub static OPTIMIZERS: &[&OptimizerCard] = &[&ADAM, &SGD];

const fn knob(
    id: &'static str,
    symbol: &'static str,
    name: &'static str,
    default: f64,
    help: &'static str,
) -> Knob {
    Knob {
        id,
        symbol,
        name,
        unit: "",
        min: 0.0,
        max: 1.0,
        default,
        scale: Scale::Linear,
        help,
        cite: "",
        live: true,
    }
}

const fn lr(default: f64, cite: &'static str) -> Knob {
    let help =
        "Size of a step: too small and nothing happens, too large and the loss jumps or diverges.";
    Knob {
        min: 1e-6,
        max: 10.0,
        scale: Scale::Log,
        cite,
        ..knob("lr", "η", "learning rate", default, help)
    }
}

const WEIGHT_DECAY: Knob = knob(
    "weight_decay",
    "",
    "weight decay",
    0.0,
    "Pulls every weight towards 0 a little each step; with much of it the embedding collapses.",
);

static ADAM: OptimizerCard = OptimizerCard {
    name: "adam",
    title: "Adam",
    about: "Scales each parameter's step by a running mean of its squared gradient.",
    cite: "Kingma & Ba 2015, algorithm 1",
    knobs: &[
        lr(0.002, ""),
        Knob {
            max: 0.9999,
            cite: "Kingma & Ba 2015",
            ..knob(
                "beta1",
                "β₁",
                "momentum",
                0.9,
                "Memory of the mean gradient: nearer 1 is smoother and slower to turn.",
            )
        },
        Knob {
            max: 0.999_999,
            cite: "Kingma & Ba 2015",
            ..knob(
                "beta2",
                "β₂",
                "scale memory",
                0.999,
                "Memory of the squared gradient: nearer 1 adapts the step size more slowly.",
            )
        },
        WEIGHT_DECAY,
    ],
    make: |values| match *values {
        [lr, beta1, beta2, weight_decay] => Optimizer::Adam {
            lr: lr as f32,
            beta1: beta1 as f32,
            beta2: beta2 as f32,
            eps: 1e-8,
            weight_decay: weight_decay as f32,
        },
        _ => Optimizer::Adam {
            lr: 0.0,
            beta1: 0.0,
            beta2: 0.0,
            eps: 1e-8,
            weight_decay: 0.0,
        },
    },
    state_per_parameter: 2,
};

static SGD: OptimizerCard = OptimizerCard {
    name: "sgd",
    title: "SGD with momentum",
    about: "Steps down the gradient of the batch, keeping part of the last step.",
    cite: "Robbins & Monro 1951; Polyak 1964",
    knobs: &[
        lr(0.1, ""),
        Knob {
            max: 0.9999,
            ..knob(
                "momentum",
                "μ",
                "momentum",
                0.9,
                "Share of the last step that is kept: nearer 1 is faster along valleys and overshoots.",
            )
        },
        WEIGHT_DECAY,
    ],
    make: |values| match *values {
        [lr, momentum, weight_decay] => Optimizer::Sgd {
            lr: lr as f32,
            momentum: momentum as f32,
            weight_decay: weight_decay as f32,
        },
        _ => Optimizer::Sgd {
            lr: 0.0,
            momentum: 0.0,
            weight_decay: 0.0,
        },
    },
    state_per_parameter: 1,
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The knobs' order is what `make` reads: each must arrive in its own field.
    #[test]
    fn knobs_arrive_in_their_fields() {
        let adam = (ADAM.make)(&[0.1, 0.2, 0.3, 0.4]);
        let expected = Optimizer::Adam {
            lr: 0.1,
            beta1: 0.2,
            beta2: 0.3,
            eps: 1e-8,
            weight_decay: 0.4,
        };
        assert_eq!(adam, expected);
        assert_eq!(
            ADAM.knobs.iter().map(|knob| knob.id).collect::<Vec<_>>(),
            ["lr", "beta1", "beta2", "weight_decay"]
        );
        assert_eq!(
            (SGD.make)(&[0.1, 0.2, 0.3]),
            Optimizer::Sgd {
                lr: 0.1,
                momentum: 0.2,
                weight_decay: 0.3
            }
        );
        assert_eq!(
            SGD.knobs.iter().map(|knob| knob.id).collect::<Vec<_>>(),
            ["lr", "momentum", "weight_decay"]
        );
    }
}
