//! Rows that outlive a step. Kernels: shaders/memory.wgsl.

use super::kernel::{COPY, COPY_WITHIN, FOLLOW, Kernel, RECALL, REMEMBER};
use super::lower::{Bound, Lowering, Word, line, u};
use crate::compute::{Memory, Op};

/// The numbers of one dispatch; those that a kernel does not use are zero.
#[derive(Default)]
struct Numbers {
    len: usize,
    from_at: usize,
    to_at: usize,
    ring: usize,
    memory: Option<Memory>,
    momentum: f32,
    unit: bool,
}

impl Numbers {
    fn dispatch(self, kernel: &'static Kernel, buffers: &[(u32, Bound)], to: &mut Lowering) {
        let of = |number: fn(&Memory) -> usize| u(self.memory.as_ref().map_or(0, number));
        let words = vec![
            ("len", u(self.len)),
            ("from_at", u(self.from_at)),
            ("to_at", u(self.to_at)),
            ("ring", u(self.ring)),
            ("bank", of(|memory| memory.bank)),
            ("bank_len", of(|memory| memory.len)),
            ("index_at", of(|memory| memory.index_at)),
            ("dim", of(|memory| memory.dim)),
            ("momentum", Word::F(self.momentum)),
            ("unit", Word::U(self.unit.into())),
        ];
        to.dispatch(kernel, None, words, buffers, line(self.len, 64));
    }
}

pub fn lower(op: &Op, to: &mut Lowering) {
    match *op {
        Op::Copy {
            from,
            from_at,
            to: target,
            to_at,
            len,
            ring,
        } => {
            let numbers = Numbers {
                len,
                from_at,
                to_at,
                ring: ring.unwrap_or(0),
                ..Numbers::default()
            };
            let (step, target_rows) = ((1, Bound::Step), (3, Bound::Plan(target)));
            match from == target {
                true => numbers.dispatch(&COPY_WITHIN, &[step, target_rows], to),
                false => numbers.dispatch(&COPY, &[step, (2, Bound::Plan(from)), target_rows], to),
            }
        }
        Op::Follow {
            leader,
            follower,
            len,
            momentum,
        } => {
            let numbers = Numbers {
                len,
                momentum,
                ..Numbers::default()
            };
            let buffers = [(2, Bound::Plan(leader)), (3, Bound::Plan(follower))];
            numbers.dispatch(&FOLLOW, &buffers, to);
        }
        Op::Recall { memory, to: to_at } => {
            let numbers = Numbers {
                len: memory.rows,
                to_at,
                memory: Some(memory),
                ..Numbers::default()
            };
            numbers.dispatch(&RECALL, &buffers(&memory), to);
        }
        Op::Remember {
            memory,
            from,
            momentum,
            unit,
        } => {
            let numbers = Numbers {
                len: memory.rows,
                from_at: from,
                memory: Some(memory),
                momentum,
                unit,
                ..Numbers::default()
            };
            numbers.dispatch(&REMEMBER, &buffers(&memory), to);
        }
        _ => {}
    }
}

fn buffers(memory: &Memory) -> [(u32, Bound); 2] {
    [(2, Bound::Plan(memory.index)), (3, Bound::Plan(memory.z))]
}
