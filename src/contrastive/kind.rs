//! The losses of distances as the public API names them: a line says which arrays and options one
//! takes, and the checks and their messages follow from it.

use super::problem::{Request, at_least_one};
use super::tuple::{TupleLoss, alignment::Alignment, margin::Margin, triplet::Triplet};
use super::{Arrangement, Loss};
use crate::number;

/// What a problem computes over the rows of its raw matrices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Formula {
    /// The softmax family, over similarities.
    Similarities(Loss, Arrangement),
    /// Of anchors, positives and `count` negatives an anchor.
    Tuple(TupleLoss, usize),
    /// Of anchors alone.
    Uniformity,
}

impl Formula {
    /// Rows of the raw matrices together.
    pub fn height(&self, rows: usize) -> usize {
        match self {
            Self::Similarities(_, arrangement) => arrangement.rows(),
            Self::Tuple(_, count) => rows * (2 + count),
            Self::Uniformity => rows,
        }
    }

    /// Anchors that have a loss each.
    pub fn anchors(&self, rows: usize) -> usize {
        match self {
            Self::Similarities(_, arrangement) => arrangement.anchors(),
            Self::Tuple(..) | Self::Uniformity => rows,
        }
    }
}

pub(super) struct Kind {
    pub name: &'static str,
    /// Arrays beside the anchors. All that are named must be there, and no other may.
    needs: &'static [&'static str],
    /// Options that may be left out.
    options: &'static [&'static str],
    /// The fewest rows that it can be stated for.
    least: usize,
    formula: fn(&Request) -> Formula,
}

/// A margin that was left out.
const MARGIN: f64 = 1.0;

pub(super) static KINDS: &[Kind] = &[
    Kind {
        name: "triplet",
        needs: &["positives", "negatives"],
        options: &["margin", "squared"],
        least: 1,
        formula: |request| {
            let triplet = Triplet {
                margin: request.margin.unwrap_or(MARGIN) as f32,
                squared: request.squared.unwrap_or(false),
            };
            Formula::Tuple(TupleLoss::Triplet(triplet), request.count.unwrap_or(1))
        },
    },
    Kind {
        name: "margin",
        needs: &["positives", "similar"],
        options: &["margin"],
        least: 1,
        formula: |request| {
            let margin = request.margin.unwrap_or(MARGIN) as f32;
            Formula::Tuple(TupleLoss::Margin(Margin { margin }), 0)
        },
    },
    Kind {
        name: "alignment",
        needs: &["positives"],
        options: &[],
        least: 1,
        formula: |_| Formula::Tuple(TupleLoss::Alignment(Alignment), 0),
    },
    Kind {
        name: "uniformity",
        needs: &[],
        options: &[],
        least: 2,
        formula: |_| Formula::Uniformity,
    },
];

impl Kind {
    pub fn find(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Checks that what the loss needs was given and nothing else; lengths are checked elsewhere.
    pub fn formula(&self, request: &Request) -> Result<Formula, String> {
        let name = self.name;
        refuse_options(name, self.options, request)?;
        let arrays = [
            ("positives", request.positives, "a Float32Array [rows, dim]"),
            (
                "negatives",
                request.negatives,
                "a Float32Array [rows, count, dim]",
            ),
            ("similar", request.similar, "a Uint8Array [rows]"),
        ];
        for (array, given, shape) in arrays {
            match (self.needs.contains(&array), given) {
                (true, None) => return Err(format!("{array} is missing; {name} needs {shape}.")),
                (false, Some(_)) => {
                    return Err(format!(
                        "{array} was given, but {name} has no use for it; leave it out."
                    ));
                }
                _ => {}
            }
        }
        if request.shared_negatives {
            return Err(format!(
                "sharedNegatives is true, but {name} has no negatives that all anchors share; leave it out."
            ));
        }
        if self.needs.contains(&"negatives") {
            at_least_one("count", request.count.unwrap_or(1))?;
        }
        if let Some(margin) = request.margin
            && !(margin >= 0.0 && (margin as f32).is_finite())
        {
            return Err(format!(
                "margin is {}; it must be a finite number from 0.",
                number::format(margin)
            ));
        }
        if request.rows < self.least {
            return Err(format!(
                "rows is {}; {name} compares rows with one another, so it must be a whole number from {}.",
                request.rows, self.least
            ));
        }
        Ok((self.formula)(request))
    }
}

/// An option that has no effect is a mistake.
pub(super) fn refuse_options(loss: &str, known: &[&str], request: &Request) -> Result<(), String> {
    let given = [
        ("margin", request.margin.is_some()),
        ("squared", request.squared.is_some()),
    ];
    match given
        .iter()
        .find(|(name, given)| *given && !known.contains(name))
    {
        Some((name, _)) => Err(format!(
            "{name} was given, but {loss} has no use for it; leave it out."
        )),
        None => Ok(()),
    }
}
