//! What is minimised: a loss over similarities, a rule of distances, uniformity, or a sum of these.

use super::tuple::TupleLoss;
use super::{Arrangement, Loss};
use crate::compute::{Buffer, Groups, Op};

/// A sum of terms, each of which is one operation of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    terms: Vec<Term>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Term {
    /// Over the similarities of all pairs; only the first term can be one.
    Similarities(Loss),
    /// Over the distances within each anchor's tuple.
    Distances { rule: TupleLoss, weight: f32 },
    /// Of all rows.
    Uniformity { weight: f32 },
}

impl From<Loss> for Objective {
    fn from(loss: Loss) -> Self {
        Term::Similarities(loss).into()
    }
}

impl From<TupleLoss> for Objective {
    fn from(rule: TupleLoss) -> Self {
        Term::Distances { rule, weight: 1.0 }.into()
    }
}

impl From<Term> for Objective {
    fn from(term: Term) -> Self {
        Self { terms: vec![term] }
    }
}

/// Where an objective's rows lie, and where its values go.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    pub arrangement: Arrangement,
    pub groups: Option<Groups>,
    /// Of z only the anchors' gradients are wanted (see [`Op::Contrastive`]).
    pub constant: bool,
    pub temperature: f32,
    pub unit_rows: bool,
    /// Which (anchor, positive) pairs are similar; left out: all.
    pub similar: Option<Buffer>,
    pub z: Buffer,
    pub dz: Option<Buffer>,
    /// \[arrangement.anchors()\]; what it holds for a sum of terms is not each anchor's loss.
    pub row_losses: Buffer,
    pub loss: Buffer,
    pub dim: usize,
}

impl Objective {
    pub fn plus(mut self, term: Term) -> Self {
        self.terms.push(term);
        self
    }

    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The loss over similarities, where there is one.
    pub fn similarities(&self) -> Option<Loss> {
        match self.terms.first() {
            Some(Term::Similarities(loss)) => Some(*loss),
            _ => None,
        }
    }

    /// Whether the kernels leave each anchor's loss in [`Site::row_losses`], and not only the mean.
    pub fn has_row_losses(&self) -> bool {
        self.terms.len() == 1 && self.similarities().is_some()
    }

    /// The operations that compute it, in their order.
    pub fn ops(&self, site: &Site) -> Vec<Op> {
        let ops = self.terms.iter().enumerate();
        ops.map(|(place, term)| term.op(site, place > 0)).collect()
    }
}

impl Term {
    fn op(&self, site: &Site, add: bool) -> Op {
        let &Site {
            arrangement,
            groups,
            constant,
            temperature,
            unit_rows,
            similar,
            z,
            dz,
            row_losses,
            loss,
            dim,
        } = site;
        match *self {
            Self::Similarities(objective) => Op::Contrastive {
                objective,
                arrangement,
                groups,
                constant,
                temperature,
                unit_rows,
                z,
                dz,
                row_losses,
                loss,
                dim,
            },
            Self::Distances { rule, weight } => {
                let (rows, count) = tuples(arrangement);
                Op::Tuple {
                    rule,
                    rows,
                    count,
                    z,
                    similar,
                    dz,
                    row_losses,
                    loss,
                    dim,
                    weight,
                    add,
                }
            }
            Self::Uniformity { weight } => Op::Uniformity {
                z,
                dz,
                row_losses,
                loss,
                first: 0,
                rows: arrangement.rows(),
                dim,
                weight,
                add,
            },
        }
    }
}

/// (Anchor, positive) pairs, and the negatives each anchor has to itself.
fn tuples(arrangement: Arrangement) -> (usize, usize) {
    match arrangement {
        Arrangement::Explicit { rows, count } => (rows, count),
        other => (other.rows() / 2, 0),
    }
}
