//! A computation as data: buffers, and passes of operations over them.

use crate::contrastive::tuple::TupleLoss;
use crate::contrastive::{Arrangement, Grouping, Loss};

/// Handle of a buffer of f32 in a [`Plan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Buffer(pub u32);

#[derive(Clone, Debug, PartialEq)]
pub struct BufferSpec {
    /// For error messages and GPU debuggers.
    pub label: &'static str,
    /// Length in f32 elements.
    pub len: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub buffers: Vec<BufferSpec>,
    pub passes: Vec<Pass>,
}

/// Operations that run in order. A training step is one pass; embedding all points is another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pass {
    pub ops: Vec<Op>,
    /// The buffer that is filled anew before every execution.
    pub input: Option<Buffer>,
    /// The one-element buffer that holds an execution's loss; kept for [`super::Program::losses`].
    pub loss: Option<Buffer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activation {
    Identity,
    Relu,
    Tanh,
    /// x·Φ(x), with the exact Gaussian distribution function (Hendrycks & Gimpel 2016, eq. 1).
    Gelu,
}

/// Where a dense layer's parameters lie in the flat parameter buffer: W \[outputs, inputs\] row-major
/// from `weights`, b \[outputs\] from `bias` (offsets in elements).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layer {
    pub inputs: usize,
    pub outputs: usize,
    pub weights: usize,
    pub bias: usize,
    pub activation: Activation,
}

/// What lies below a layer, so that its backward pass can go on downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Below {
    /// Pre-activations of the layer below \[rows, inputs\]; ignored for `Identity`.
    pub pre: Buffer,
    pub activation: Activation,
    /// Receives ∂loss/∂pre of the layer below \[rows, inputs\].
    pub dpre: Buffer,
}

/// The groups of z's rows: one f32 (a whole number, below zero where the row is not there) for each row,
/// from `offset` in `buffer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Groups {
    pub grouping: Grouping,
    pub buffer: Buffer,
    pub offset: usize,
}

/// Rows of z from `bank` on are a memory of `len` rows; which of them the first `rows` are about, `index` says: whole
/// numbers as f32, from `index_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    pub z: Buffer,
    pub bank: usize,
    pub len: usize,
    pub index: Buffer,
    pub index_at: usize,
    pub rows: usize,
    pub dim: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// g ← ∂loss + weight_decay·w; velocity ← momentum·velocity + g; w ← w − lr·velocity
    /// (torch.optim.SGD). State: \[n\].
    Sgd {
        lr: f32,
        momentum: f32,
        weight_decay: f32,
    },
    /// Kingma & Ba 2015, algorithm 1 (weight decay as in torch.optim.Adam). State: m \[n\] then v \[n\].
    Adam {
        lr: f32,
        beta1: f32,
        beta2: f32,
        eps: f32,
        weight_decay: f32,
    },
}

/// One kernel; all matrices row-major. Each variant has a twin in `cpu/` and in `gpu/` + `shaders/`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// s\[b, i, j\] = u\[b, i\]·v\[b, j\].
    Similarity {
        u: Buffer,
        v: Buffer,
        s: Buffer,
        batch: usize,
        rows: usize,
        cols: usize,
        dim: usize,
    },

    /// pre = x Wᵀ + b; y = activation(pre). x \[rows, inputs\]; pre, y \[rows, outputs\]. With `Identity`
    /// only y is written and `pre` may be the same buffer.
    Dense {
        params: Buffer,
        layer: Layer,
        x: Buffer,
        pre: Buffer,
        y: Buffer,
        rows: usize,
    },

    /// From dpre \[rows, outputs\]: grads\[W\] = dpreᵀ x, grads\[b\] = Σ_rows dpre (overwritten, not added),
    /// and, if there is a layer below, its dpre = (dpre W) ⊙ activation′(pre).
    DenseBackward {
        params: Buffer,
        grads: Buffer,
        layer: Layer,
        x: Buffer,
        dpre: Buffer,
        below: Option<Below>,
        rows: usize,
    },

    /// z = y / max(|y|, 1e-12) for each row; inverse_norm \[rows\] = 1 / max(|y|, 1e-12).
    Normalize {
        y: Buffer,
        z: Buffer,
        inverse_norm: Buffer,
        rows: usize,
        dim: usize,
    },

    /// dy = (dz − z (z·dz)) · inverse_norm; a row of zeros gets a zero gradient.
    NormalizeBackward {
        z: Buffer,
        inverse_norm: Buffer,
        dz: Buffer,
        dy: Buffer,
        rows: usize,
        dim: usize,
    },

    /// A contrastive loss over the embeddings z \[arrangement.rows(), dim\]: the mean over anchors goes
    /// to `loss` \[1\], each anchor's to `row_losses` \[arrangement.anchors()\], and, where wanted, the
    /// gradient of the mean to dz (the shape of z, every row written).
    Contrastive {
        objective: Loss,
        arrangement: Arrangement,
        /// What the rows' groups change in the relations.
        groups: Option<Groups>,
        /// Only the anchors get a gradient: the other rows are a memory.
        constant: bool,
        temperature: f32,
        /// Rows of z have unit length, so |s| ≤ 1/temperature and the shift may be a constant.
        unit_rows: bool,
        z: Buffer,
        dz: Option<Buffer>,
        row_losses: Buffer,
        loss: Buffer,
        dim: usize,
    },

    /// to\[to_at..\] = from\[from_at..\], `len` elements. With a ring of that many elements from `to_at`, each
    /// step writes behind the one before and wraps around (MoCo's queue: first in, first out).
    Copy {
        from: Buffer,
        from_at: usize,
        to: Buffer,
        to_at: usize,
        len: usize,
        ring: Option<usize>,
    },

    /// follower ← m·follower + (1 − m)·leader: MoCo's momentum encoder (He et al. 2020, eq. 2).
    Follow {
        leader: Buffer,
        follower: Buffer,
        len: usize,
        momentum: f32,
    },

    /// Rows of z from a memory in z itself: z\[to + i\] = z\[bank + index_i\].
    Recall { memory: Memory, to: usize },

    /// What a memory keeps of new rows: z\[bank + index_i\] ← m·that + (1 − m)·z\[from + i\], scaled to unit
    /// length if `unit` (PIRL's bank; Misra & van der Maaten 2020, § 3.2). No index may stand twice.
    Remember {
        memory: Memory,
        from: usize,
        momentum: f32,
        unit: bool,
    },

    /// A loss of the distances within tuples: z = [anchors; positives; negatives] of `rows`, `rows` and
    /// `rows`·`count` rows, laid out as [`Arrangement::Explicit`] (`count` 0: as
    /// [`Arrangement::InBatch`]). Outputs as of `Contrastive`, all times `weight`; with `add` they are
    /// added to what an earlier operation left in `row_losses` \[rows\], `loss` and dz.
    Tuple {
        rule: TupleLoss,
        rows: usize,
        count: usize,
        z: Buffer,
        /// \[rows\]: 1 where anchor and positive are a similar pair, 0 where not; left out: all are.
        similar: Option<Buffer>,
        dz: Option<Buffer>,
        row_losses: Buffer,
        loss: Buffer,
        dim: usize,
        weight: f32,
        add: bool,
    },

    /// Uniformity of the `rows` rows of z from `first` on: `row_losses` \[rows\] gets each row's log mean
    /// over the others, `loss` the log mean over all pairs (the log of the mean of the rows' exponentials,
    /// not their mean), dz of these rows its gradient; all times `weight`, and added with `add`. A single
    /// row gives 0.
    Uniformity {
        z: Buffer,
        dz: Option<Buffer>,
        row_losses: Buffer,
        loss: Buffer,
        first: usize,
        rows: usize,
        dim: usize,
        weight: f32,
        add: bool,
    },

    /// One optimiser step over the whole flat parameter buffer.
    Optimize {
        optimizer: Optimizer,
        params: Buffer,
        grads: Buffer,
        state: Buffer,
        len: usize,
    },
}

impl Plan {
    /// Adds a zeroed buffer of `len` elements.
    pub fn buffer(&mut self, label: &'static str, len: usize) -> Buffer {
        self.buffers.push(BufferSpec { label, len });
        Buffer(self.buffers.len() as u32 - 1)
    }

    /// Adds a pass and returns its index for [`super::Program::run`].
    pub fn pass(&mut self, pass: Pass) -> usize {
        self.passes.push(pass);
        self.passes.len() - 1
    }

    pub fn len(&self, buffer: Buffer) -> usize {
        self.buffers[buffer.0 as usize].len
    }
}
