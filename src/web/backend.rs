//! The backend that was chosen at run time. One type for both, so that everything above it is
//! compiled once.

use crate::compute::cpu::{Cpu, CpuProgram};
use crate::compute::gpu::{Gpu, GpuProgram};
use crate::compute::{Backend, Buffer, Fault, Plan, Program};

pub enum Chosen {
    Cpu(Cpu),
    Gpu(Gpu),
}

pub enum ChosenProgram {
    Cpu(CpuProgram),
    Gpu(GpuProgram),
}

impl Backend for Chosen {
    type Program = ChosenProgram;

    async fn compile(&self, plan: &Plan) -> Result<ChosenProgram, Fault> {
        Ok(match self {
            Chosen::Cpu(cpu) => ChosenProgram::Cpu(cpu.compile(plan).await?),
            Chosen::Gpu(gpu) => ChosenProgram::Gpu(gpu.compile(plan).await?),
        })
    }
}

impl Program for ChosenProgram {
    fn write(&mut self, buffer: Buffer, data: &[f32]) -> Result<(), Fault> {
        match self {
            ChosenProgram::Cpu(program) => program.write(buffer, data),
            ChosenProgram::Gpu(program) => program.write(buffer, data),
        }
    }

    fn run(
        &mut self,
        pass: usize,
        first_step: u32,
        steps: u32,
        inputs: &[f32],
    ) -> Result<(), Fault> {
        match self {
            ChosenProgram::Cpu(program) => program.run(pass, first_step, steps, inputs),
            ChosenProgram::Gpu(program) => program.run(pass, first_step, steps, inputs),
        }
    }

    async fn losses(&mut self) -> Result<Vec<f32>, Fault> {
        match self {
            ChosenProgram::Cpu(program) => program.losses().await,
            ChosenProgram::Gpu(program) => program.losses().await,
        }
    }

    async fn read(&mut self, buffer: Buffer) -> Result<Vec<f32>, Fault> {
        match self {
            ChosenProgram::Cpu(program) => program.read(buffer).await,
            ChosenProgram::Gpu(program) => program.read(buffer).await,
        }
    }

    async fn view<R>(
        &mut self,
        buffer: Buffer,
        look: impl FnOnce(&[f32]) -> R,
    ) -> Result<R, Fault> {
        match self {
            ChosenProgram::Cpu(program) => program.view(buffer, look).await,
            ChosenProgram::Gpu(program) => program.view(buffer, look).await,
        }
    }
}
