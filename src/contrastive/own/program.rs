//! A function without loops and branches as a list of operations, run on a number, or on four at a time.

use crate::contrastive::Real;

/// What one operation yields, by its place in the list.
pub type Slot = u8;

/// Operations that a function may take, with those of the functions it calls.
pub const MOST: usize = 250;
/// Enough for most, and quicker to make room for.
const FEW: usize = 32;

/// Truths are 1 and 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    Input(u8),
    Number(f32),
    Add(Slot, Slot),
    Subtract(Slot, Slot),
    Multiply(Slot, Slot),
    Divide(Slot, Slot),
    Negate(Slot),
    Exp(Slot),
    Log(Slot),
    Sqrt(Slot),
    Min(Slot, Slot),
    Max(Slot, Slot),
    Less(Slot, Slot),
    /// The second where the condition holds, else the first.
    Select(Slot, Slot, Slot),
}

impl Op {
    /// The places of what it is made of.
    fn parts(&mut self) -> Vec<&mut Slot> {
        match self {
            Op::Input(_) | Op::Number(_) => Vec::new(),
            Op::Negate(a) | Op::Exp(a) | Op::Log(a) | Op::Sqrt(a) => vec![a],
            Op::Add(a, b)
            | Op::Subtract(a, b)
            | Op::Multiply(a, b)
            | Op::Divide(a, b)
            | Op::Min(a, b)
            | Op::Max(a, b)
            | Op::Less(a, b) => vec![a, b],
            Op::Select(a, b, c) => vec![a, b, c],
        }
    }

    /// The places that it reads.
    pub fn reads(mut self) -> impl Iterator<Item = Slot> {
        let parts: Vec<Slot> = self.parts().into_iter().map(|part| *part).collect();
        parts.into_iter()
    }

    #[inline(always)]
    pub fn apply<F: Real>(self, inputs: &[F], slots: &[F]) -> F {
        let at = |slot: Slot| slots[usize::from(slot)];
        match self {
            Op::Input(input) => inputs[usize::from(input)],
            Op::Number(value) => F::splat(value),
            Op::Add(a, b) => at(a) + at(b),
            Op::Subtract(a, b) => at(a) - at(b),
            Op::Multiply(a, b) => at(a) * at(b),
            Op::Divide(a, b) => at(a) / at(b),
            Op::Negate(a) => -at(a),
            Op::Exp(a) => at(a).exp(),
            Op::Log(a) => at(a).ln(),
            Op::Sqrt(a) => at(a).sqrt(),
            Op::Min(a, b) => at(b).where_less(at(a), at(b), at(a)),
            Op::Max(a, b) => at(a).max(at(b)),
            Op::Less(a, b) => at(a).where_less(at(b), F::ONE, F::ZERO),
            Op::Select(no, yes, holds) => F::splat(0.5).where_less(at(holds), at(yes), at(no)),
        }
    }
}

/// The operations of one function in their order, and which of them are its result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    ops: Vec<Op>,
    results: Vec<Slot>,
}

impl Program {
    /// Without what the results do not need.
    pub fn new(mut ops: Vec<Op>, mut results: Vec<Slot>) -> Self {
        let mut needed = vec![false; ops.len()];
        for &slot in &results {
            needed[usize::from(slot)] = true;
        }
        for at in (0..ops.len()).rev() {
            if needed[at] {
                for part in ops[at].parts() {
                    needed[usize::from(*part)] = true;
                }
            }
        }
        let place: Vec<Slot> = needed
            .iter()
            .scan(0, |next, &needed| {
                let place = *next;
                *next += Slot::from(needed);
                Some(place)
            })
            .collect();
        let mut kept = Vec::new();
        for (op, _) in ops.iter_mut().zip(&needed).filter(|(_, needed)| **needed) {
            for part in op.parts() {
                *part = place[usize::from(*part)];
            }
            kept.push(*op);
        }
        for slot in &mut results {
            *slot = place[usize::from(*slot)];
        }
        Self { ops: kept, results }
    }

    /// Its results, as many as `results` has room for.
    #[inline(never)]
    pub fn run<F: Real>(&self, inputs: &[F], results: &mut [F]) {
        let mut few = [F::ZERO; FEW];
        let mut many;
        let slots: &mut [F] = if self.ops.len() <= FEW {
            &mut few
        } else {
            many = [F::ZERO; MOST];
            &mut many
        };
        for (at, op) in self.ops.iter().enumerate() {
            slots[at] = op.apply(inputs, slots);
        }
        for (result, slot) in results.iter_mut().zip(&self.results) {
            *result = slots[usize::from(*slot)];
        }
    }
}
