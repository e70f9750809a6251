//! Building a plan, filling it, running it and reading it back, in few words.

use nearfar::compute::{Backend, Buffer, Op, Pass, Plan, Program};

/// A plan under construction, with what its buffers shall hold. Buffers that are given nothing are
/// filled with [`Rig::RUBBISH`], so that a kernel that leaves a place unwritten, or adds where it
/// should set, shows.
#[derive(Default)]
pub struct Rig {
    plan: Plan,
    contents: Vec<(Buffer, Vec<f32>)>,
    ops: Vec<Op>,
}

impl Rig {
    pub const RUBBISH: f32 = -12345.0;

    pub fn given(&mut self, data: &[f32]) -> Buffer {
        let buffer = self.plan.buffer("given", data.len());
        self.contents.push((buffer, data.to_vec()));
        buffer
    }

    /// An output of `len` elements.
    pub fn wanted(&mut self, len: usize) -> Buffer {
        let buffer = self.plan.buffer("wanted", len);
        self.contents.push((buffer, vec![Self::RUBBISH; len]));
        buffer
    }

    pub fn op(&mut self, op: Op) {
        self.ops.push(op);
    }

    /// Runs the operations once and returns the contents of `outputs`.
    pub async fn run(self, backend: &impl Backend, outputs: &[Buffer]) -> Vec<Vec<f32>> {
        self.run_steps(backend, outputs, 1).await
    }

    /// Runs the operations as steps 1 to `steps`.
    pub async fn run_steps(
        self,
        backend: &impl Backend,
        outputs: &[Buffer],
        steps: u32,
    ) -> Vec<Vec<f32>> {
        self.run_at(backend, outputs, 1, steps).await
    }

    /// Runs the operations as `steps` steps from `first` on.
    pub async fn run_at(
        mut self,
        backend: &impl Backend,
        outputs: &[Buffer],
        first: u32,
        steps: u32,
    ) -> Vec<Vec<f32>> {
        let pass = self.plan.pass(Pass {
            ops: self.ops,
            input: None,
            loss: None,
        });
        let mut program = backend
            .compile(&self.plan)
            .await
            .expect("the plan compiles");
        for (buffer, data) in &self.contents {
            program.write(*buffer, data).expect("a write");
        }
        program.run(pass, first, steps, &[]).expect("a run");
        let mut results = Vec::new();
        for &output in outputs {
            results.push(program.read(output).await.expect("a read"));
        }
        results
    }
}
