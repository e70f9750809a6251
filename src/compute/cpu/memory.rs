//! Rows that outlive a step: MoCo's queue and momentum encoder, PIRL's bank.

use crate::compute::Memory;

/// Where a step, counted from 1, writes within a ring of `ring` elements that takes `len` a step.
fn turn(step: u32, len: usize, ring: usize) -> usize {
    ((u64::from(step.max(1) - 1) * len as u64) % ring as u64) as usize
}

/// `from` into `to`; with a ring, behind what the step before wrote, around its end.
pub fn copy(from: &[f32], to: &mut [f32], ring: Option<usize>, step: u32) {
    match ring {
        None => to[..from.len()].copy_from_slice(from),
        Some(ring) => {
            let first = turn(step, from.len(), ring);
            for (i, value) in from.iter().enumerate() {
                to[(first + i) % ring] = *value;
            }
        }
    }
}

pub fn follow(leader: &[f32], follower: &mut [f32], momentum: f32) {
    for (slow, fast) in follower.iter_mut().zip(leader) {
        *slow = momentum * *slow + (1.0 - momentum) * fast;
    }
}

/// The memory's row that row `i` is about, of those there are.
fn place(memory: &Memory, index: &[f32], i: usize) -> usize {
    memory.bank + (index[memory.index_at + i] as usize).min(memory.len - 1)
}

pub fn recall(memory: &Memory, index: &[f32], z: &mut [f32], to: usize) {
    let dim = memory.dim;
    for i in 0..memory.rows {
        let from = place(memory, index, i) * dim;
        z.copy_within(from..from + dim, (to + i) * dim);
    }
}

pub fn remember(
    memory: &Memory,
    index: &[f32],
    z: &mut [f32],
    from: usize,
    momentum: f32,
    unit: bool,
) {
    let dim = memory.dim;
    let (rows, bank) = z.split_at_mut(memory.bank * dim);
    for i in 0..memory.rows {
        let at = (place(memory, index, i) - memory.bank) * dim;
        let kept = &mut bank[at..at + dim];
        follow(&rows[(from + i) * dim..][..dim], kept, momentum);
        if unit {
            let squared: f32 = kept.iter().map(|x| x * x).sum();
            let scale = 1.0 / squared.sqrt().max(1e-12);
            kept.iter_mut().for_each(|x| *x *= scale);
        }
    }
}
