//! The losses as the public API names them: a line says which arrays and options one takes, and the
//! checks and their messages follow from it.

use super::hard::Hard;
use super::objective::Term;
use super::problem::{Options, Request, at_least_one};
use super::tuple::{TupleLoss, alignment::Alignment, margin::Margin, triplet::Triplet};
use super::{Arrangement, Loss, Objective, n_pair};
use super::{decoupled::Decoupled, info_nce::InfoNce, sigmoid::Sigmoid, sup_con::SupCon};
use crate::number;

pub(super) struct Kind {
    pub name: &'static str,
    /// Arrays beside the anchors that must be there; no other may, but for `negatives`.
    needs: &'static [&'static str],
    negatives: Negatives,
    /// Options that may be given.
    options: &'static [&'static str],
    /// The fewest rows that it can be stated for.
    least: usize,
    objective: fn(&Options) -> Objective,
    /// Who is compared with whom where no negatives are given.
    arrange: fn(usize) -> Arrangement,
}

/// What a loss does with the array of that name.
#[derive(Clone, Copy, PartialEq)]
enum Negatives {
    /// It takes the other rows of the batch, or needs none.
    Refused,
    /// Given ones take the place of the batch; all anchors may share them.
    Welcome,
    /// It cannot do without; each anchor has its own.
    Needed,
}

pub(super) static KINDS: &[Kind] = &[
    Kind {
        negatives: Negatives::Welcome,
        ..softmax("info-nce", |_| Loss::InfoNce(InfoNce).into(), in_batch)
    },
    softmax(
        "clip",
        |_| Loss::InfoNce(InfoNce).into(),
        |rows| Arrangement::Symmetric { rows },
    ),
    softmax("nt-xent", |_| Loss::InfoNce(InfoNce).into(), two_views),
    Kind {
        negatives: Negatives::Welcome,
        options: &["temperature", "tauPlus"],
        ..softmax("debiased", hard, two_views)
    },
    Kind {
        negatives: Negatives::Welcome,
        options: &["temperature", "tauPlus", "beta", "detachWeights"],
        ..softmax("hard", hard, two_views)
    },
    Kind {
        needs: &["labels"],
        least: 2,
        ..softmax(
            "supcon",
            |_| Loss::SupCon(SupCon).into(),
            |rows| Arrangement::Among {
                rows,
                counted: rows,
            },
        )
    },
    Kind {
        needs: &["positives", "negatives"],
        negatives: Negatives::Needed,
        options: &["margin", "squared"],
        ..distances("triplet", |options| {
            let triplet = Triplet {
                margin: options.margin.unwrap_or(MARGIN) as f32,
                squared: options.squared.unwrap_or(false),
            };
            TupleLoss::Triplet(triplet).into()
        })
    },
    Kind {
        needs: &["positives", "similar"],
        options: &["margin"],
        ..distances("margin", |options| {
            let margin = options.margin.unwrap_or(MARGIN) as f32;
            TupleLoss::Margin(Margin { margin }).into()
        })
    },
    Kind {
        options: &["l2"],
        ..softmax(
            "n-pair",
            |options| n_pair::objective(options.l2.unwrap_or(0.0)),
            in_batch,
        )
    },
    Kind {
        negatives: Negatives::Welcome,
        options: &["temperature", "bias"],
        ..softmax("sigmoid", sigmoid, in_batch)
    },
    Kind {
        negatives: Negatives::Welcome,
        ..softmax(
            "decoupled",
            |_| Loss::Decoupled(Decoupled).into(),
            two_views,
        )
    },
    distances("alignment", |_| TupleLoss::Alignment(Alignment).into()),
    Kind {
        needs: &[],
        least: 2,
        arrange: |rows| Arrangement::Among {
            rows,
            counted: rows,
        },
        ..distances("uniformity", |_| Term::Uniformity { weight: 1.0 }.into())
    },
    Kind {
        needs: &["positives", "negatives"],
        negatives: Negatives::Needed,
        ..softmax("skip-gram", sigmoid, in_batch)
    },
];

/// A margin that was left out.
const MARGIN: f64 = 1.0;

const fn softmax(
    name: &'static str,
    objective: fn(&Options) -> Objective,
    arrange: fn(usize) -> Arrangement,
) -> Kind {
    Kind {
        name,
        needs: &["positives"],
        negatives: Negatives::Refused,
        options: &["temperature"],
        least: 1,
        objective,
        arrange,
    }
}

const fn distances(name: &'static str, objective: fn(&Options) -> Objective) -> Kind {
    Kind {
        options: &[],
        ..softmax(name, objective, in_batch)
    }
}

fn in_batch(rows: usize) -> Arrangement {
    Arrangement::InBatch { rows }
}

fn two_views(rows: usize) -> Arrangement {
    Arrangement::TwoViews { rows }
}

fn hard(options: &Options) -> Objective {
    let given = |option: Option<f64>| option.unwrap_or(0.0);
    let hard = Hard::of(
        options.temperature(),
        given(options.tau_plus),
        given(options.beta),
    );
    let detached = options.detach_weights.unwrap_or(false);
    Loss::Hard(Hard { detached, ..hard }).into()
}

fn sigmoid(options: &Options) -> Objective {
    let bias = options.bias.unwrap_or(0.0) as f32;
    Loss::Sigmoid(Sigmoid { bias }).into()
}

impl Kind {
    pub fn find(name: &str) -> Result<&'static Kind, String> {
        KINDS.iter().find(|kind| kind.name == name).ok_or_else(|| {
            let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
            let other: String = name.chars().take(40).collect();
            format!(
                "loss is \"{other}\"; it must be one of {}.",
                names.join(", ")
            )
        })
    }

    /// Checks that what the loss needs was given and nothing else; lengths are checked elsewhere.
    pub fn setting(&self, request: &Request) -> Result<(Objective, Arrangement), String> {
        self.check_arrays(request)?;
        self.check_options(&request.options)?;
        let arrangement = self.arrangement(request)?;
        if request.rows < self.least {
            return Err(format!(
                "rows is {}; {} compares rows with one another, so it must be a whole number from {}.",
                request.rows, self.name, self.least
            ));
        }
        Ok(((self.objective)(&request.options), arrangement))
    }

    fn arrangement(&self, request: &Request) -> Result<Arrangement, String> {
        let Request { rows, options, .. } = request;
        let (rows, shared) = (*rows, options.shared_negatives.unwrap_or(false));
        if shared && self.negatives != Negatives::Welcome {
            return Err(format!(
                "sharedNegatives is true, but {} has no negatives that all anchors share; leave it out.",
                self.name
            ));
        }
        let count = match (request.negatives, options.count) {
            (None, _) => return Ok((self.arrange)(rows)),
            // One is meant where a loss has always negatives.
            (Some(_), None) if self.negatives == Negatives::Needed => 1,
            (Some(_), Some(count)) => count,
            (Some(_), None) => {
                return Err(
                    "count is missing; with negatives it must be a whole number from 1: how many there \
                     are for each anchor, or for all with sharedNegatives."
                        .into(),
                );
            }
        };
        at_least_one("count", count)?;
        Ok(match shared {
            true => Arrangement::Shared { rows, count },
            false => Arrangement::Explicit { rows, count },
        })
    }

    fn check_arrays(&self, request: &Request) -> Result<(), String> {
        let name = self.name;
        let arrays = [
            (
                "positives",
                request.positives.is_some(),
                "a Float32Array [rows, dim]",
            ),
            (
                "negatives",
                request.negatives.is_some(),
                "a Float32Array [rows, count, dim]",
            ),
            ("labels", request.labels.is_some(), "a Uint32Array [rows]"),
            ("similar", request.similar.is_some(), "a Uint8Array [rows]"),
        ];
        for (array, given, shape) in arrays {
            let welcome = array == "negatives" && self.negatives == Negatives::Welcome;
            match (self.needs.contains(&array), given) {
                (true, false) => return Err(format!("{array} is missing; {name} needs {shape}.")),
                (false, true) if array == "negatives" && !welcome && self.is_of_batch() => {
                    return Err(format!(
                        "negatives were given, but {name} takes the other rows of the batch; leave them out, or \
                         use info-nce."
                    ));
                }
                (false, true) if !welcome => {
                    return Err(format!(
                        "{array} was given, but {name} has no use for it; leave it out."
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Its negatives are the other rows.
    fn is_of_batch(&self) -> bool {
        self.needs == ["positives"] && !self.options.is_empty()
    }

    fn check_options(&self, options: &Options) -> Result<(), String> {
        let finite = |value: f64| (value as f32).is_finite();
        // Name, value, what is right, whether it is so.
        let numbers = [
            (
                "temperature",
                options.temperature,
                "a finite number greater than 0",
                // As the kernels see it.
                options
                    .temperature
                    .is_none_or(|t| t as f32 > 0.0 && finite(t)),
            ),
            (
                "tauPlus",
                options.tau_plus,
                "a number from 0 to less than 1",
                options
                    .tau_plus
                    .is_none_or(|share| share >= 0.0 && (share as f32) < 1.0),
            ),
            (
                "bias",
                options.bias,
                "a finite number",
                options.bias.is_none_or(finite),
            ),
        ];
        let from_zero = [
            ("beta", options.beta),
            ("margin", options.margin),
            ("l2", options.l2),
        ]
        .map(|(name, value)| {
            let right = value.is_none_or(|value| value >= 0.0 && finite(value));
            (name, value, "a finite number from 0", right)
        });
        let flags = [
            ("squared", options.squared),
            ("detachWeights", options.detach_weights),
        ];
        let mut given = numbers
            .iter()
            .chain(&from_zero)
            .filter(|number| number.1.is_some())
            .map(|number| number.0)
            .chain(
                flags
                    .iter()
                    .filter(|flag| flag.1.is_some())
                    .map(|flag| flag.0),
            );
        // An option that has no effect is a mistake.
        if let Some(name) = given.find(|name| !self.options.contains(name)) {
            return Err(format!(
                "{name} was given, but {} has no use for it; leave it out.",
                self.name
            ));
        }
        for (name, value, right, is_right) in numbers.into_iter().chain(from_zero) {
            if let (Some(value), false) = (value, is_right) {
                return Err(format!(
                    "{name} is {}; it must be {right}.",
                    number::format(value)
                ));
            }
        }
        Ok(())
    }
}
