//! From a plan's operations to dispatches: which kernel, with which numbers, over which buffers.
//! Pure data, so a test can count and check dispatches without a device.

use super::kernel::{Kernel, Variant};
use super::{contrastive, layers, memory, similarity, tuple, uniformity};
use crate::compute::{Buffer, Op, Pass};

/// A member of a kernel's uniform struct. Scalars only, so layouts cannot differ silently.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Word {
    U(u32),
    F(f32),
}

/// What a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The dispatch's own numbers.
    Uniforms,
    /// What depends on the step: Adam's bias corrections, and its number.
    Step,
    /// A buffer of the plan.
    Plan(Buffer),
    /// A buffer that only this lowering knows, by index.
    Scratch(usize),
}

/// Workgroups in x, y and z.
pub type Grid = [u32; 3];

pub struct Dispatch {
    pub kernel: &'static Kernel,
    pub variant: Option<Variant>,
    pub uniforms: Vec<(&'static str, Word)>,
    pub bindings: Vec<(u32, Bound)>,
    pub grid: Grid,
}

#[derive(Default)]
pub struct Lowering {
    pub dispatches: Vec<Dispatch>,
    /// Lengths of the scratch buffers, in f32.
    pub scratch: Vec<usize>,
}

const GROUPS: u32 = 65_535;

/// Workgroups for `n` threads in rows of 65,535 groups: kernels fold (x, y) back to one index.
pub fn line(n: usize, size: u32) -> Grid {
    let groups = n.div_ceil(size as usize) as u32;
    [groups.min(GROUPS), groups.div_ceil(GROUPS), 1]
}

/// Workgroups of `size` threads for a `cols` × `rows` grid of threads.
pub fn plane(cols: usize, rows: usize, size: [usize; 2]) -> Grid {
    [
        cols.div_ceil(size[0]) as u32,
        rows.div_ceil(size[1]) as u32,
        1,
    ]
}

impl Lowering {
    pub fn scratch(&mut self, len: usize) -> Bound {
        self.scratch.push(len.max(4));
        Bound::Scratch(self.scratch.len() - 1)
    }

    /// Adds a dispatch whose uniforms are binding 0 and whose `buffers` follow, by binding number.
    pub fn dispatch(
        &mut self,
        kernel: &'static Kernel,
        variant: Option<Variant>,
        uniforms: Vec<(&'static str, Word)>,
        buffers: &[(u32, Bound)],
        grid: Grid,
    ) {
        let mut bindings = vec![(0, Bound::Uniforms)];
        bindings.extend_from_slice(buffers);
        self.dispatches.push(Dispatch {
            kernel,
            variant,
            uniforms,
            bindings,
            grid,
        });
    }

    /// `source` with rows padded to whole vec4: itself where they are that already.
    pub fn packed(&mut self, source: Bound, rows: usize, dim: usize) -> Bound {
        if dim.is_multiple_of(4) {
            return source;
        }
        let quads = dim.div_ceil(4);
        let wide = self.scratch(rows * quads * 4);
        self.dispatch(
            &super::kernel::PACK,
            None,
            vec![("rows", u(rows)), ("dim", u(dim)), ("quads", u(quads))],
            &[(1, source), (2, wide)],
            line(rows * quads, 64),
        );
        wide
    }
}

pub fn u(value: usize) -> Word {
    Word::U(value as u32)
}

/// All dispatches of one execution of a pass.
pub fn lower(pass: &Pass) -> Lowering {
    let mut lowering = Lowering::default();
    for op in &pass.ops {
        match *op {
            Op::Similarity { .. } => similarity::lower(op, &mut lowering),
            Op::Contrastive { .. } => contrastive::lower(op, &mut lowering),
            Op::Copy { .. } | Op::Follow { .. } | Op::Recall { .. } | Op::Remember { .. } => {
                memory::lower(op, &mut lowering)
            }
            Op::Tuple { .. } => tuple::lower(op, &mut lowering),
            Op::Uniformity { .. } => uniformity::lower(op, &mut lowering),
            Op::Dense { .. }
            | Op::DenseBackward { .. }
            | Op::Normalize { .. }
            | Op::NormalizeBackward { .. }
            | Op::Optimize { .. } => layers::lower(op, &mut lowering),
        }
    }
    lowering
}
