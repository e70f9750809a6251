//! A loss as the public API states it: matrices of anchors, positives and negatives in; the loss and
//! its gradients with respect to the raw matrices out.
//!
//! It becomes a [`Plan`] of at most three operations: normalise, the loss with ∂/∂z, normalise
//! backwards. All matrices lie in one, z = [anchors; positives; negatives].

use std::ops::Range;

use super::cards::LOSSES;
use super::kind::{Formula, KINDS, Kind, refuse_options};
use super::{Arrangement, Loss};
use crate::compute::{Buffer, Op, Pass, Plan};
use crate::number;

/// What was asked for. Arrays are represented by their lengths; their values are checked by
/// [`Problem::check`].
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub loss: &'a str,
    /// Anchors, and as many positives.
    pub rows: usize,
    pub dim: usize,
    pub anchors: usize,
    pub positives: Option<usize>,
    pub negatives: Option<usize>,
    /// Negatives of each anchor, or of all together where they are shared.
    pub count: Option<usize>,
    pub shared_negatives: bool,
    pub temperature: f64,
    pub normalize: bool,
    /// Which (anchor, positive) pairs are similar.
    pub similar: Option<usize>,
    pub margin: Option<f64>,
    pub squared: Option<bool>,
}

/// A request that has been checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Problem {
    formula: Formula,
    /// There are labels of the pairs.
    labelled: bool,
    rows: usize,
    dim: usize,
    temperature: f32,
    normalize: bool,
}

/// The plan of a problem, and where to write and to read.
pub struct Prepared {
    pub plan: Plan,
    pub pass: usize,
    /// The raw matrices, one below the other.
    pub raw: Buffer,
    /// \[rows\]: 1 for a similar pair, 0 for a dissimilar one.
    pub similar: Option<Buffer>,
    /// ∂loss/∂raw, of the same shape.
    pub gradient: Buffer,
}

impl Problem {
    /// Checks everything but the values. The error names the argument, what it was and what is right.
    pub fn new(request: &Request) -> Result<Problem, String> {
        let Request { rows, dim, .. } = *request;
        at_least_one("rows", rows)?;
        at_least_one("dim", dim)?;
        let temperature = request.temperature as f32;
        if !(temperature > 0.0 && temperature.is_finite()) {
            return Err(format!(
                "temperature is {}; it must be a finite number greater than 0.",
                number::format(request.temperature)
            ));
        }
        let kind = Kind::find(request.loss);
        let formula = match kind {
            Some(kind) => kind.formula(request)?,
            None => arrange(request)
                .map(|(loss, arrangement)| Formula::Similarities(loss, arrangement))?,
        };
        length("anchors", request.anchors, &[("rows", rows), ("dim", dim)])?;
        match request.positives {
            Some(positives) => length("positives", positives, &[("rows", rows), ("dim", dim)])?,
            None if kind.is_some() => {}
            None => {
                return Err(format!(
                    "positives is missing; {} needs a Float32Array [rows, dim].",
                    request.loss
                ));
            }
        }
        if let Some(similar) = request.similar {
            length("similar", similar, &[("rows", rows)])?;
        }
        if let Some(negatives) = request.negatives {
            // Where a loss may do without it, one negative a row is meant.
            let count = request.count.unwrap_or(1);
            if request.shared_negatives {
                length("negatives", negatives, &[("count", count), ("dim", dim)])?;
            } else {
                length(
                    "negatives",
                    negatives,
                    &[("rows", rows), ("count", count), ("dim", dim)],
                )?;
            }
        }
        Ok(Problem {
            formula,
            labelled: request.similar.is_some(),
            rows,
            dim,
            temperature,
            normalize: request.normalize,
        })
    }

    /// Elements of the raw matrices together.
    pub fn len(&self) -> usize {
        self.formula.height(self.rows) * self.dim
    }

    /// Never: a problem has an anchor at least.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where anchors and (if there are any) positives and negatives lie in the raw matrices.
    pub fn parts(&self) -> (Range<usize>, Option<Range<usize>>, Option<Range<usize>>) {
        let half = self.rows * self.dim;
        let part = |from, to| (to <= self.len() && from < to).then_some(from..to);
        (0..half, part(half, 2 * half), part(2 * half, self.len()))
    }

    /// What a loss that is not finite means.
    pub fn overflow(&self) -> &'static str {
        match self.formula {
            Formula::Similarities(..) => {
                "The loss is not finite: these dot products, divided by temperature, are more than \
                 32-bit floats hold; scale the rows down, raise temperature or set normalize."
            }
            Formula::Tuple(..) | Formula::Uniformity => {
                "The loss is not finite: these squared distances are more than 32-bit floats hold; \
                 scale the rows down or set normalize."
            }
        }
    }

    /// Every number must be finite; the error says which is not.
    pub fn check(&self, raw: &[f32]) -> Result<(), String> {
        let (anchors, positives, negatives) = self.parts();
        finite("anchors", &raw[anchors])?;
        positives.map_or(Ok(()), |positives| finite("positives", &raw[positives]))?;
        negatives.map_or(Ok(()), |negatives| finite("negatives", &raw[negatives]))
    }

    pub fn plan(&self) -> Prepared {
        let Problem {
            formula,
            labelled,
            dim,
            temperature,
            normalize,
            ..
        } = *self;
        let rows = formula.height(self.rows);
        let mut plan = Plan::default();
        let raw = plan.buffer("raw", rows * dim);
        let loss = plan.buffer("loss", 1);
        let row_losses = plan.buffer("row losses", formula.anchors(self.rows));
        let dz = plan.buffer("dz", rows * dim);
        let (z, gradient) = if normalize {
            (
                plan.buffer("z", rows * dim),
                plan.buffer("gradient", rows * dim),
            )
        } else {
            (raw, dz)
        };
        let similar = labelled.then(|| plan.buffer("similar", self.rows));
        let (weight, add) = (1.0, false);
        let mut ops = vec![match formula {
            Formula::Similarities(objective, arrangement) => Op::Contrastive {
                objective,
                arrangement,
                groups: None,
                constant: false,
                temperature,
                unit_rows: normalize,
                z,
                dz: Some(dz),
                row_losses,
                loss,
                dim,
            },
            Formula::Tuple(rule, count) => Op::Tuple {
                rule,
                rows: self.rows,
                count,
                z,
                similar,
                dz: Some(dz),
                row_losses,
                loss,
                dim,
                weight,
                add,
            },
            Formula::Uniformity => Op::Uniformity {
                z,
                dz: Some(dz),
                row_losses,
                loss,
                first: 0,
                rows,
                dim,
                weight,
                add,
            },
        }];
        if normalize {
            let inverse_norm = plan.buffer("inverse norm", rows);
            ops.insert(
                0,
                Op::Normalize {
                    y: raw,
                    z,
                    inverse_norm,
                    rows,
                    dim,
                },
            );
            ops.push(Op::NormalizeBackward {
                z,
                inverse_norm,
                dz,
                dy: gradient,
                rows,
                dim,
            });
        }
        let pass = plan.pass(Pass {
            ops,
            input: None,
            loss: Some(loss),
        });
        Prepared {
            plan,
            pass,
            raw,
            similar,
            gradient,
        }
    }
}

/// The loss by its name, and who is compared with whom.
fn arrange(request: &Request) -> Result<(Loss, Arrangement), String> {
    let Request { rows, .. } = *request;
    let Some(card) = LOSSES.iter().find(|card| card.name == request.loss) else {
        let cards = LOSSES.iter().map(|card| card.name);
        let names: Vec<&str> = cards.chain(KINDS.iter().map(|kind| kind.name)).collect();
        let other: String = request.loss.chars().take(40).collect();
        return Err(format!(
            "loss is \"{other}\"; it must be one of {}.",
            names.join(", ")
        ));
    };
    refuse_options(card.name, &[], request)?;
    if request.similar.is_some() {
        return Err(format!(
            "similar was given, but {} has no use for it; leave it out.",
            card.name
        ));
    }
    // Knobs that a request does not have are 0: without negatives of its own, the batch serves.
    let value = |id| {
        if id == "temperature" {
            request.temperature
        } else {
            0.0
        }
    };
    let values: Vec<f64> = card.knobs.iter().map(|knob| value(knob.id)).collect();
    let objective = (card.objective)(&values);
    let arrangement = (card.arrange)(rows, &values);
    if request.negatives.is_none() {
        return Ok((objective, arrangement));
    }
    if !matches!(arrangement, Arrangement::InBatch { .. }) {
        return Err(format!(
            "negatives were given, but {} takes the other rows of the batch; leave them out, or use \
             info-nce.",
            card.name
        ));
    }
    match request.count.unwrap_or(0) {
        0 => Err(
            "count is missing; with negatives it must be a whole number from 1: how many there \
                  are for each anchor, or for all with sharedNegatives."
                .into(),
        ),
        count if request.shared_negatives => Ok((objective, Arrangement::Shared { rows, count })),
        count => Ok((objective, Arrangement::Explicit { rows, count })),
    }
}

/// Labels of pairs must be 0 or 1; the error names the first that is neither.
pub fn zero_or_one(name: &str, values: &[u8]) -> Result<(), String> {
    match values.iter().position(|value| *value > 1) {
        None => Ok(()),
        Some(index) => Err(format!(
            "{name}[{index}] is {}; it must be 0 or 1.",
            values[index]
        )),
    }
}

/// A length that must be the product of the named sizes.
pub fn length(what: &str, actual: usize, sizes: &[(&str, usize)]) -> Result<(), String> {
    let expected = sizes
        .iter()
        .try_fold(1usize, |product, size| product.checked_mul(size.1));
    if expected == Some(actual) {
        return Ok(());
    }
    let (names, numbers): (Vec<_>, Vec<_>) = sizes
        .iter()
        .map(|(name, size)| (*name, size.to_string()))
        .unzip();
    if let ([name], [number]) = (&names[..], &numbers[..]) {
        return Err(format!(
            "{what} has {actual} numbers; it must have {name} = {number}."
        ));
    }
    let product = expected.map_or("more than memory holds".into(), |n| n.to_string());
    Err(format!(
        "{what} has {actual} numbers; it must have {} = {} = {product}.",
        names.join(" × "),
        numbers.join(" × "),
    ))
}

/// A size that must be at least one.
pub fn at_least_one(name: &str, size: usize) -> Result<(), String> {
    if size > 0 {
        Ok(())
    } else {
        Err(format!("{name} is 0; it must be a whole number from 1."))
    }
}

/// Every number must be finite; the error names the first that is not.
pub fn finite(name: &str, values: &[f32]) -> Result<(), String> {
    match values.iter().position(|value| !value.is_finite()) {
        None => Ok(()),
        Some(index) => Err(format!(
            "{name}[{index}] is {}; every number must be finite.",
            number::format(f64::from(values[index]))
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Request = Request {
        loss: "info-nce",
        rows: 3,
        dim: 4,
        anchors: 12,
        positives: Some(12),
        negatives: None,
        count: None,
        shared_negatives: false,
        temperature: 1.0,
        normalize: false,
        similar: None,
        margin: None,
        squared: None,
    };

    fn refused(request: Request) -> String {
        Problem::new(&request).expect_err("a bad request")
    }

    #[test]
    fn negatives_decide_who_is_compared_with_whom() {
        let arrangement = |request| match Problem::new(&request).expect("valid").formula {
            Formula::Similarities(_, arrangement) => arrangement,
            other => panic!("{other:?}"),
        };
        assert_eq!(arrangement(GOOD), Arrangement::InBatch { rows: 3 });
        assert_eq!(
            arrangement(Request {
                negatives: Some(24),
                count: Some(2),
                ..GOOD
            }),
            Arrangement::Explicit { rows: 3, count: 2 }
        );
        assert_eq!(
            arrangement(Request {
                negatives: Some(8),
                count: Some(2),
                shared_negatives: true,
                ..GOOD
            }),
            Arrangement::Shared { rows: 3, count: 2 }
        );
        assert_eq!(
            arrangement(Request {
                loss: "clip",
                ..GOOD
            }),
            Arrangement::Symmetric { rows: 3 }
        );
        assert_eq!(
            arrangement(Request {
                loss: "nt-xent",
                ..GOOD
            }),
            Arrangement::TwoViews { rows: 3 }
        );
    }

    #[test]
    fn a_plan_normalises_only_where_it_was_asked_to() {
        let plain = Problem::new(&GOOD).expect("valid").plan();
        assert_eq!(plain.plan.passes[plain.pass].ops.len(), 1);
        assert_eq!(plain.plan.len(plain.raw), 24);
        let unit = Problem::new(&Request {
            normalize: true,
            ..GOOD
        })
        .expect("valid")
        .plan();
        assert_eq!(unit.plan.passes[unit.pass].ops.len(), 3);
        assert_ne!(unit.raw, unit.gradient);
    }

    #[test]
    fn what_is_wrong_is_named_with_what_would_be_right() {
        let long = "x".repeat(1 << 20);
        for (request, part) in [
            (
                Request {
                    anchors: 11,
                    ..GOOD
                },
                "anchors has 11 numbers; it must have rows × dim = 3 × 4 = 12.",
            ),
            (
                Request {
                    positives: Some(1),
                    ..GOOD
                },
                "positives has 1 numbers",
            ),
            (
                Request {
                    positives: None,
                    ..GOOD
                },
                "positives is missing",
            ),
            (
                Request {
                    negatives: Some(24),
                    ..GOOD
                },
                "count is missing",
            ),
            (
                Request {
                    negatives: Some(23),
                    count: Some(2),
                    ..GOOD
                },
                "rows × count × dim = 3 × 2 × 4 = 24",
            ),
            (
                Request {
                    loss: "clip",
                    negatives: Some(24),
                    count: Some(2),
                    ..GOOD
                },
                "negatives were given",
            ),
            (
                Request {
                    loss: "hinge",
                    ..GOOD
                },
                "one of nt-xent, info-nce, debiased, hard, clip, decoupled, sigmoid, supcon, triplet, margin, alignment, uniformity.",
            ),
            (
                Request {
                    temperature: 0.0,
                    ..GOOD
                },
                "temperature is 0;",
            ),
            (
                Request {
                    temperature: -0.5,
                    ..GOOD
                },
                "temperature is -0.5;",
            ),
            (
                Request {
                    temperature: f64::NAN,
                    ..GOOD
                },
                "temperature is NaN;",
            ),
            (
                Request {
                    temperature: 1e-60,
                    ..GOOD
                },
                "greater than 0",
            ),
            (
                Request {
                    margin: Some(1.0),
                    ..GOOD
                },
                "margin was given, but info-nce has no use for it; leave it out.",
            ),
            (
                Request {
                    loss: "clip",
                    similar: Some(3),
                    ..GOOD
                },
                "similar was given, but clip has no use for it",
            ),
            (
                Request {
                    loss: "triplet",
                    ..GOOD
                },
                "negatives is missing; triplet needs a Float32Array [rows, count, dim].",
            ),
            (
                Request {
                    loss: "triplet",
                    negatives: Some(11),
                    ..GOOD
                },
                "negatives has 11 numbers; it must have rows × count × dim = 3 × 1 × 4 = 12.",
            ),
            (
                Request {
                    loss: "triplet",
                    negatives: Some(12),
                    margin: Some(-1.0),
                    ..GOOD
                },
                "margin is -1; it must be a finite number from 0.",
            ),
            (
                Request {
                    loss: "triplet",
                    negatives: Some(4),
                    shared_negatives: true,
                    ..GOOD
                },
                "sharedNegatives is true, but triplet",
            ),
            (
                Request {
                    loss: "margin",
                    ..GOOD
                },
                "similar is missing; margin needs a Uint8Array [rows].",
            ),
            (
                Request {
                    loss: "margin",
                    similar: Some(4),
                    ..GOOD
                },
                "similar has 4 numbers; it must have rows = 3.",
            ),
            (
                Request {
                    loss: "alignment",
                    squared: Some(true),
                    ..GOOD
                },
                "squared was given, but alignment has no use for it",
            ),
            (
                Request {
                    loss: "uniformity",
                    ..GOOD
                },
                "positives was given, but uniformity has no use for it",
            ),
            (
                Request {
                    loss: "uniformity",
                    positives: None,
                    rows: 1,
                    ..GOOD
                },
                "rows is 1; uniformity compares rows with one another, so it must be a whole number from 2.",
            ),
            (Request { rows: 0, ..GOOD }, "rows is 0;"),
            (
                Request {
                    rows: usize::MAX,
                    dim: 2,
                    ..GOOD
                },
                "more than memory holds",
            ),
        ] {
            let message = refused(request);
            assert!(message.contains(part), "{message}");
        }
        assert!(
            refused(Request {
                loss: &long,
                ..GOOD
            })
            .len()
                < 200
        );
    }

    #[test]
    fn a_value_that_is_not_finite_is_found_by_index() {
        let problem = Problem::new(&GOOD).expect("valid");
        let mut raw = [0.5; 24];
        assert_eq!(problem.check(&raw), Ok(()));
        raw[12 + 5] = f32::NAN;
        assert_eq!(
            problem.check(&raw),
            Err("positives[5] is NaN; every number must be finite.".into())
        );
    }

    #[test]
    fn parts_are_those_that_a_loss_has() {
        let parts = |request| Problem::new(&request).expect("valid").parts();
        let uniformity = Request {
            loss: "uniformity",
            positives: None,
            ..GOOD
        };
        assert_eq!(parts(uniformity), (0..12, None, None));
        let margin = Request {
            loss: "margin",
            similar: Some(3),
            ..GOOD
        };
        assert_eq!(parts(margin), (0..12, Some(12..24), None));
        let triplet = Request {
            loss: "triplet",
            negatives: Some(24),
            count: Some(2),
            ..GOOD
        };
        assert_eq!(parts(triplet), (0..12, Some(12..24), Some(24..48)));
        assert_eq!(
            zero_or_one("similar", &[1, 0, 7]),
            Err("similar[2] is 7; it must be 0 or 1.".into())
        );
    }
}
