//! Two backends behind one trait; every kernel exists in both.
//!
//! A computation is written once, as a [`Plan`]: buffers, and passes of operations over them. A
//! backend compiles a plan to a [`Program`] and runs it. `cpu/` executes each operation with SIMD
//! loops; `gpu/` with the WGSL kernel of the same stem in `shaders/`. The `match` over [`Op`] in
//! each backend is exhaustive, so an operation without a twin does not compile.
//!
//! What a backend is *not*: it knows no loss by name, no data set, no JavaScript, and it draws no
//! random numbers.

mod check;
pub mod cpu;
pub mod distances;
pub mod gpu;
mod plan;

pub use plan::{
    Activation, Below, Buffer, BufferSpec, Groups, Layer, Memory, Op, Optimizer, Pass, Plan,
};

use std::fmt;

/// Something that runs plans: the CPU, or one WebGPU device.
pub trait Backend {
    type Program: Program;

    /// Allocates the plan's buffers (zeroed) and prepares its passes.
    fn compile(&self, plan: &Plan) -> impl Future<Output = Result<Self::Program, Fault>>;
}

/// A compiled plan with its buffers. Dropping it frees them.
#[allow(async_fn_in_trait)] // one thread on every platform we run on: no Send bound is wanted
pub trait Program {
    /// Writes `data` to the start of `buffer`, before anything that is run later.
    fn write(&mut self, buffer: Buffer, data: &[f32]) -> Result<(), Fault>;

    /// Queues `steps` executions of a pass and returns at once (the CPU executes them now).
    ///
    /// `inputs` holds `steps` consecutive fillings of the pass's input buffer (empty where the pass
    /// has none). `first_step` counts from 1 and is what the optimiser's bias correction sees.
    fn run(
        &mut self,
        pass: usize,
        first_step: u32,
        steps: u32,
        inputs: &[f32],
    ) -> Result<(), Fault>;

    /// The losses of every step run since the last call, in order, one a step.
    async fn losses(&mut self) -> Result<Vec<f32>, Fault>;

    /// The contents of a buffer after everything that was queued.
    async fn read(&mut self, buffer: Buffer) -> Result<Vec<f32>, Fault>;

    /// The same for a look only, where a copy of a large buffer would be wasted.
    async fn view<R>(
        &mut self,
        buffer: Buffer,
        look: impl FnOnce(&[f32]) -> R,
    ) -> Result<R, Fault> {
        Ok(look(&self.read(buffer).await?))
    }
}

/// What can go wrong on a device; never the user's doing, so never an `InputError`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The device is gone (unplugged, reset, crashed, destroyed); a new one may be had.
    Lost(String),
    /// The plan needs more memory than the device gives.
    Memory { wanted: u64, limit: u64 },
    /// A program error that validation caught: a bug of ours.
    Device(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Lost(why) => write!(f, "The GPU device was lost ({why})."),
            Fault::Memory { wanted, limit } => {
                write!(
                    f,
                    "This needs a buffer of {wanted} bytes; the device allows {limit}."
                )
            }
            Fault::Device(why) => write!(f, "The device refused an operation: {why}."),
        }
    }
}

impl std::error::Error for Fault {}
