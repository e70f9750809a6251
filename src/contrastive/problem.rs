//! A loss as the public API states it: matrices of anchors, positives and negatives in; the loss and
//! its gradients with respect to the raw matrices out.
//!
//! It becomes a [`Plan`] of at most three operations: normalise, the loss with ∂/∂z, normalise
//! backwards. All matrices lie in one, z = [anchors; positives; negatives].

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::kind::Kind;
use super::objective::Site;
use super::{Arrangement, Grouping, Loss, Objective};
use crate::compute::{Buffer, Groups, Op, Pass, Plan};
use crate::number;

/// What was asked for. Matrices are represented by their lengths; their values are checked by
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
    /// The class of each anchor.
    pub labels: Option<&'a [u32]>,
    /// Which (anchor, positive) pairs are similar.
    pub similar: Option<&'a [u8]>,
    pub options: Options,
}

/// What may be left out.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    /// Negatives of each anchor, or of all together where they are shared.
    pub count: Option<usize>,
    pub shared_negatives: Option<bool>,
    pub temperature: Option<f64>,
    pub normalize: Option<bool>,
    pub tau_plus: Option<f64>,
    pub beta: Option<f64>,
    pub detach_weights: Option<bool>,
    pub margin: Option<f64>,
    pub squared: Option<bool>,
    pub l2: Option<f64>,
    pub bias: Option<f64>,
}

impl Options {
    pub fn temperature(&self) -> f64 {
        self.temperature.unwrap_or(1.0)
    }
}

/// A request that has been checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    objective: Objective,
    arrangement: Arrangement,
    /// A number for each anchor: its class, or whether it is similar to its positive.
    marks: Option<Vec<f32>>,
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
    /// Where [`Problem::marks`] go.
    pub marks: Option<Buffer>,
    /// ∂loss/∂raw, of the same shape.
    pub gradient: Buffer,
}

impl Problem {
    /// Checks everything but the matrices' values. The error names the argument, what it was and what is
    /// right.
    pub fn new(request: &Request) -> Result<Problem, String> {
        let Request { rows, dim, .. } = *request;
        at_least_one("rows", rows)?;
        at_least_one("dim", dim)?;
        let (objective, mut arrangement) = Kind::find(request.loss)?.setting(request)?;
        length("anchors", request.anchors, &[("rows", rows), ("dim", dim)])?;
        if let Some(positives) = request.positives {
            length("positives", positives, &[("rows", rows), ("dim", dim)])?;
        }
        if let Some(negatives) = request.negatives {
            let sizes = match arrangement {
                Arrangement::Explicit { count, .. } => {
                    vec![("rows", rows), ("count", count), ("dim", dim)]
                }
                Arrangement::Shared { count, .. } => vec![("count", count), ("dim", dim)],
                _ => Vec::new(),
            };
            length("negatives", negatives, &sizes)?;
        }
        let mut marks = None;
        if let Some(similar) = request.similar {
            length("similar", similar.len(), &[("rows", rows)])?;
            zero_or_one("similar", similar)?;
            marks = Some(similar.iter().copied().map(f32::from).collect());
        }
        if let Some(labels) = request.labels {
            length("labels", labels.len(), &[("rows", rows)])?;
            let classes = classes(labels);
            let counted = classes.iter().filter(|class| class.1 > 1).count();
            if counted == 0 {
                return Err(
                    "labels are all different; at least two rows must have the same one, to be each other's positives."
                        .into(),
                );
            }
            arrangement = Arrangement::Among { rows, counted };
            marks = Some(classes.iter().map(|class| class.0 as f32).collect());
        }
        Ok(Problem {
            objective,
            arrangement,
            marks,
            rows,
            dim,
            temperature: request.options.temperature() as f32,
            normalize: request.options.normalize.unwrap_or(false),
        })
    }

    /// What goes into [`Prepared::marks`].
    pub fn marks(&self) -> &[f32] {
        self.marks.as_deref().unwrap_or(&[])
    }

    /// Elements of the raw matrices together.
    pub fn len(&self) -> usize {
        self.arrangement.rows() * self.dim
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
        match self.objective.similarities() {
            Some(_) => {
                "The loss is not finite: these dot products, divided by temperature, are more than \
                 32-bit floats hold; scale the rows down, raise temperature or set normalize."
            }
            None => {
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
        let &Problem {
            arrangement,
            dim,
            temperature,
            normalize,
            ..
        } = self;
        let rows = arrangement.rows();
        let mut plan = Plan::default();
        let raw = plan.buffer("raw rows", rows * dim);
        let [z, dz, gradient] = if normalize {
            [
                plan.buffer("rows", rows * dim),
                plan.buffer("row gradients", rows * dim),
                plan.buffer("raw row gradients", rows * dim),
            ]
        } else {
            let gradient = plan.buffer("raw row gradients", rows * dim);
            [raw, gradient, gradient]
        };
        let row_losses = plan.buffer("row losses", arrangement.anchors());
        let loss = plan.buffer("loss", 1);
        let marks = self
            .marks
            .as_ref()
            .map(|marks| plan.buffer("marks", marks.len()));
        let is_class = matches!(self.objective.similarities(), Some(Loss::SupCon(_)));
        let groups = marks.filter(|_| is_class).map(|buffer| Groups {
            grouping: Grouping::Together,
            buffer,
            offset: 0,
        });
        let mut ops = self.objective.ops(&Site {
            arrangement,
            groups,
            constant: false,
            temperature,
            unit_rows: normalize,
            similar: marks.filter(|_| !is_class),
            z,
            dz: Some(dz),
            row_losses,
            loss,
            dim,
        });
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
            marks,
            gradient,
        }
    }
}

/// Each row's class, counted from 0 as they appear, and how many rows it has. (A label as large as a u32
/// is no f32.)
fn classes(labels: &[u32]) -> Vec<(usize, usize)> {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    let mut sizes: Vec<usize> = Vec::new();
    let of_row: Vec<usize> = labels
        .iter()
        .map(|label| {
            let class = *seen.entry(*label).or_insert_with(|| {
                sizes.push(0);
                sizes.len() - 1
            });
            sizes[class] += 1;
            class
        })
        .collect();
    of_row
        .into_iter()
        .map(|class| (class, sizes[class]))
        .collect()
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
        labels: None,
        similar: None,
        options: NONE,
    };

    const NONE: Options = Options {
        count: None,
        shared_negatives: None,
        temperature: None,
        normalize: None,
        tau_plus: None,
        beta: None,
        detach_weights: None,
        margin: None,
        squared: None,
        l2: None,
        bias: None,
    };

    fn refused(request: Request) -> String {
        Problem::new(&request).expect_err("a bad request")
    }

    #[test]
    fn negatives_decide_who_is_compared_with_whom() {
        let arrangement = |request| Problem::new(&request).expect("valid").arrangement;
        assert_eq!(arrangement(GOOD), Arrangement::InBatch { rows: 3 });
        assert_eq!(
            arrangement(Request {
                negatives: Some(24),
                options: Options {
                    count: Some(2),
                    ..NONE
                },
                ..GOOD
            }),
            Arrangement::Explicit { rows: 3, count: 2 }
        );
        assert_eq!(
            arrangement(Request {
                negatives: Some(8),
                options: Options {
                    count: Some(2),
                    shared_negatives: Some(true),
                    ..NONE
                },
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
            options: Options {
                normalize: Some(true),
                ..NONE
            },
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
                    options: Options {
                        count: Some(2),
                        ..NONE
                    },
                    ..GOOD
                },
                "rows × count × dim = 3 × 2 × 4 = 24",
            ),
            (
                Request {
                    loss: "clip",
                    negatives: Some(24),
                    options: Options {
                        count: Some(2),
                        ..NONE
                    },
                    ..GOOD
                },
                "negatives were given",
            ),
            (
                Request {
                    loss: "hinge",
                    ..GOOD
                },
                "one of info-nce, clip, nt-xent, debiased, hard, supcon, triplet, margin, n-pair, sigmoid, decoupled, alignment, uniformity, skip-gram.",
            ),
            (
                Request {
                    options: Options {
                        temperature: Some(0.0),
                        ..NONE
                    },
                    ..GOOD
                },
                "temperature is 0;",
            ),
            (
                Request {
                    options: Options {
                        temperature: Some(-0.5),
                        ..NONE
                    },
                    ..GOOD
                },
                "temperature is -0.5;",
            ),
            (
                Request {
                    options: Options {
                        temperature: Some(f64::NAN),
                        ..NONE
                    },
                    ..GOOD
                },
                "temperature is NaN;",
            ),
            (
                Request {
                    options: Options {
                        temperature: Some(1e-60),
                        ..NONE
                    },
                    ..GOOD
                },
                "greater than 0",
            ),
            (
                Request {
                    options: Options {
                        margin: Some(1.0),
                        ..NONE
                    },
                    ..GOOD
                },
                "margin was given, but info-nce has no use for it; leave it out.",
            ),
            (
                Request {
                    loss: "clip",
                    similar: Some(&[1, 0, 1]),
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
                    options: Options {
                        margin: Some(-1.0),
                        ..NONE
                    },
                    ..GOOD
                },
                "margin is -1; it must be a finite number from 0.",
            ),
            (
                Request {
                    loss: "triplet",
                    negatives: Some(4),
                    options: Options {
                        shared_negatives: Some(true),
                        ..NONE
                    },
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
                    similar: Some(&[1, 0, 1, 1]),
                    ..GOOD
                },
                "similar has 4 numbers; it must have rows = 3.",
            ),
            (
                Request {
                    loss: "alignment",
                    options: Options {
                        squared: Some(true),
                        ..NONE
                    },
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
            similar: Some(&[1, 0, 1]),
            ..GOOD
        };
        assert_eq!(parts(margin), (0..12, Some(12..24), None));
        let triplet = Request {
            loss: "triplet",
            negatives: Some(24),
            options: Options {
                count: Some(2),
                ..NONE
            },
            ..GOOD
        };
        assert_eq!(parts(triplet), (0..12, Some(12..24), Some(24..48)));
        assert_eq!(
            zero_or_one("similar", &[1, 0, 7]),
            Err("similar[2] is 7; it must be 0 or 1.".into())
        );
    }
}
