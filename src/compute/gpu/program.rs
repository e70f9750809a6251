//! A plan on the device: buffers, bound dispatches, and the loop that replays them.
//!
//! Several steps go into one submit. What differs from step to step (the input, the loss, Adam's
//! bias corrections) has a slot a step, so nothing has to be copied or read back in between.

use super::device::{Gpu, Health};
use super::lower::{Bound, Dispatch, Grid, Word, lower};
use super::map;
use crate::compute::{Buffer, Fault, Op, Optimizer, Pass, Plan, Program};
use std::collections::VecDeque;

/// Steps a submit at most.
const SLOTS: usize = 16;
/// Bytes that binding offsets must be multiples of, by default limits.
const ALIGN: usize = 256;
/// What the slots of one buffer may take together.
const SLOT_BYTES: usize = 64 << 20;

pub struct GpuProgram {
    device: wgpu::Device,
    queue: wgpu::Queue,
    health: Health,
    passes: Vec<Compiled>,
    buffers: Vec<Memory>,
    steps: wgpu::Buffer,
    slots: usize,
    last_slot: usize,
    /// Losses on their way: a staging buffer and how many steps it holds.
    pending: VecDeque<(wgpu::Buffer, usize)>,
    staging: Vec<wgpu::Buffer>,
}

/// A buffer of the plan; `stride` bytes from slot to slot where it has slots, else 0.
struct Memory {
    buffer: wgpu::Buffer,
    len: usize,
    stride: usize,
}

struct Compiled {
    commands: Vec<Command>,
    input: Option<Buffer>,
    loss: Option<Buffer>,
    /// Adam's decays (0 without it), where anything asks for what depends on the step.
    betas: Option<(f32, f32)>,
    /// Scratch and uniforms, which the bind groups refer to.
    own: Vec<wgpu::Buffer>,
}

struct Command {
    pipeline: wgpu::ComputePipeline,
    /// One, or one a slot.
    groups: Vec<wgpu::BindGroup>,
    grid: Grid,
}

fn usages() -> wgpu::BufferUsages {
    wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::COPY_SRC
}

fn bytes_of(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

impl Gpu {
    fn buffer(
        &self,
        label: &str,
        bytes: usize,
        usage: wgpu::BufferUsages,
    ) -> Result<wgpu::Buffer, Fault> {
        let limits = self.device.limits();
        let limit = limits
            .max_buffer_size
            .min(limits.max_storage_buffer_binding_size);
        if bytes as u64 > limit {
            return Err(Fault::Memory {
                wanted: bytes as u64,
                limit,
            });
        }
        Ok(self.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some(label),
            size: bytes.max(16) as u64,
            usage,
            mapped_at_creation: false,
        }))
    }
}

impl GpuProgram {
    pub(super) fn new(gpu: &Gpu, plan: &Plan) -> Result<Self, Fault> {
        let slotted = |b: usize| {
            let is = |o: Option<Buffer>| o.is_some_and(|o| o.0 as usize == b);
            plan.passes.iter().any(|p| is(p.input) || is(p.loss))
        };
        let stride = |b: usize| (plan.buffers[b].len * 4).next_multiple_of(ALIGN);
        let widest = (0..plan.buffers.len())
            .filter(|&b| slotted(b))
            .map(stride)
            .max();
        let slots = (SLOT_BYTES / widest.unwrap_or(ALIGN)).clamp(1, SLOTS);
        let mut buffers = Vec::with_capacity(plan.buffers.len());
        for (b, spec) in plan.buffers.iter().enumerate() {
            let (stride, bytes) = match slotted(b) {
                true => (stride(b), stride(b) * slots),
                false => (0, spec.len * 4),
            };
            let buffer = gpu.buffer(spec.label, bytes, usages())?;
            buffers.push(Memory {
                buffer,
                len: spec.len,
                stride,
            });
        }
        let uniform = wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST;
        let steps = gpu.buffer("steps", ALIGN * slots, uniform)?;
        let mut program = Self {
            device: gpu.device.clone(),
            queue: gpu.queue.clone(),
            health: gpu.health.clone(),
            passes: Vec::new(),
            buffers,
            steps,
            slots,
            last_slot: 0,
            pending: VecDeque::new(),
            staging: Vec::new(),
        };
        for pass in &plan.passes {
            let compiled = program.compile(gpu, pass)?;
            program.passes.push(compiled);
        }
        gpu.health.check()?;
        Ok(program)
    }

    fn compile(&self, gpu: &Gpu, pass: &Pass) -> Result<Compiled, Fault> {
        let lowering = lower(pass);
        let scratch = lowering.scratch.iter();
        let scratch = scratch.map(|len| gpu.buffer("scratch", len * 4, usages()));
        let scratch = scratch.collect::<Result<Vec<_>, _>>()?;
        let mut words = Vec::with_capacity(lowering.dispatches.len() * ALIGN);
        for dispatch in &lowering.dispatches {
            let end = words.len() + ALIGN;
            words.extend(dispatch.uniforms.iter().flat_map(|(_, word)| match word {
                Word::U(value) => value.to_le_bytes(),
                Word::F(value) => value.to_le_bytes(),
            }));
            words.resize(end, 0);
        }
        let uniform = wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST;
        let uniforms = gpu.buffer("uniforms", words.len(), uniform)?;
        self.queue.write_buffer(&uniforms, 0, &words);

        let bind = |dispatch: &Dispatch, index: usize, slot: usize| {
            let pipeline = gpu.pipeline(dispatch.kernel, dispatch.variant);
            let entries: Vec<_> = dispatch
                .bindings
                .iter()
                .map(|&(binding, bound)| {
                    let (buffer, offset, size) = match bound {
                        Bound::Uniforms => (&uniforms, index * ALIGN, ALIGN),
                        Bound::Step => (&self.steps, slot * ALIGN, ALIGN),
                        Bound::Scratch(s) => (&scratch[s], 0, lowering.scratch[s] * 4),
                        Bound::Plan(b) => {
                            let memory = &self.buffers[b.0 as usize];
                            (
                                &memory.buffer,
                                slot * memory.stride,
                                (memory.len * 4).max(4),
                            )
                        }
                    };
                    wgpu::BindGroupEntry {
                        binding,
                        resource: wgpu::BindingResource::Buffer(wgpu::BufferBinding {
                            buffer,
                            offset: offset as u64,
                            size: wgpu::BufferSize::new(size as u64),
                        }),
                    }
                })
                .collect();
            let group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
                label: Some(dispatch.kernel.entry),
                layout: &pipeline.get_bind_group_layout(0),
                entries: &entries,
            });
            (pipeline, group)
        };
        let own = |b: Buffer| pass.input == Some(b) || pass.loss == Some(b);
        let mut commands = Vec::with_capacity(lowering.dispatches.len());
        for (index, dispatch) in lowering.dispatches.iter().enumerate() {
            let varies = dispatch.bindings.iter().any(|&(_, bound)| match bound {
                Bound::Step => true,
                Bound::Plan(b) => own(b),
                _ => false,
            });
            let (pipeline, first) = bind(dispatch, index, 0);
            let mut groups = vec![first];
            if varies {
                groups.extend((1..self.slots).map(|slot| bind(dispatch, index, slot).1));
            }
            commands.push(Command {
                pipeline,
                groups,
                grid: dispatch.grid,
            });
        }
        let adam = pass.ops.iter().find_map(|op| match op {
            Op::Optimize {
                optimizer: Optimizer::Adam { beta1, beta2, .. },
                ..
            } => Some((*beta1, *beta2)),
            _ => None,
        });
        let mut bindings = lowering.dispatches.iter().flat_map(|one| &one.bindings);
        let steps = bindings.any(|&(_, bound)| bound == Bound::Step);
        let betas = steps.then(|| adam.unwrap_or((0.0, 0.0)));
        Ok(Compiled {
            commands,
            input: pass.input,
            loss: pass.loss,
            betas,
            own: scratch.into_iter().chain([uniforms]).collect(),
        })
    }

    fn memory(&self, buffer: Buffer) -> Result<&Memory, Fault> {
        let found = self.buffers.get(buffer.0 as usize);
        found.ok_or_else(|| Fault::Device(format!("no buffer {}", buffer.0)))
    }

    /// Uploads what differs from step to step: `count` steps from `first`.
    fn fill_slots(&self, pass: &Compiled, first: u32, count: usize, inputs: &[f32]) {
        if let Some(input) = pass.input {
            let memory = &self.buffers[input.0 as usize];
            for (slot, filling) in inputs.chunks_exact(memory.len.max(1)).enumerate() {
                let offset = (slot * memory.stride) as u64;
                self.queue
                    .write_buffer(&memory.buffer, offset, &bytes_of(filling));
            }
        }
        if let Some((beta1, beta2)) = pass.betas {
            let mut words = vec![0.0; count * ALIGN / 4];
            for (step, slot) in words.chunks_exact_mut(ALIGN / 4).enumerate() {
                let t = f64::from(first + step as u32);
                // In f64: at beta2 = 0.999 and step 1 it is the difference of nearly equal numbers.
                slot[0] = (1.0 - libm::pow(f64::from(beta1), t)) as f32;
                slot[1] = (1.0 - libm::pow(f64::from(beta2), t)) as f32;
                slot[2] = t as f32;
            }
            self.queue.write_buffer(&self.steps, 0, &bytes_of(&words));
        }
    }

    /// A staging buffer of at least `bytes`, used before or new.
    fn take_staging(&mut self, bytes: usize) -> wgpu::Buffer {
        let fits =
            |b: &wgpu::Buffer| b.size() >= bytes as u64 && b.size() <= 2 * bytes.max(4096) as u64;
        match self.staging.iter().position(fits) {
            Some(at) => self.staging.swap_remove(at),
            None => self.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("staging"),
                size: bytes as u64,
                usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            }),
        }
    }

    fn return_staging(&mut self, buffer: wgpu::Buffer) {
        if self.staging.len() < 3 {
            self.staging.push(buffer);
        }
    }

    async fn contents(&mut self, staging: wgpu::Buffer, len: usize) -> Result<Vec<f32>, Fault> {
        let values = map::contents(&self.device, &self.health, &staging, len).await?;
        self.return_staging(staging);
        Ok(values)
    }
}

/// In a browser a buffer that is merely forgotten waits for the garbage collector, which knows nothing
/// of the GPU's memory.
impl Drop for GpuProgram {
    fn drop(&mut self) {
        let plan = self.buffers.iter().map(|memory| &memory.buffer);
        let own = self.passes.iter().flat_map(|pass| &pass.own);
        let pending = self.pending.iter().map(|(staging, _)| staging);
        for buffer in plan
            .chain(own)
            .chain(pending)
            .chain(&self.staging)
            .chain([&self.steps])
        {
            buffer.destroy();
        }
    }
}

impl Program for GpuProgram {
    fn write(&mut self, buffer: Buffer, data: &[f32]) -> Result<(), Fault> {
        self.health.check()?;
        let memory = self.memory(buffer)?;
        if data.len() > memory.len {
            let why = format!(
                "{} values written to a buffer of {}",
                data.len(),
                memory.len
            );
            return Err(Fault::Device(why));
        }
        self.queue.write_buffer(&memory.buffer, 0, &bytes_of(data));
        if memory.stride > 0 {
            self.last_slot = 0;
        }
        Ok(())
    }

    fn run(
        &mut self,
        pass: usize,
        first_step: u32,
        steps: u32,
        inputs: &[f32],
    ) -> Result<(), Fault> {
        self.health.check()?;
        let Some(compiled) = self.passes.get(pass) else {
            return Err(Fault::Device(format!("no pass {pass}")));
        };
        let input_len = compiled.input.map_or(0, |b| self.buffers[b.0 as usize].len);
        if inputs.len() != input_len * steps as usize {
            let why = format!("{} input values for {steps} × {input_len}", inputs.len());
            return Err(Fault::Device(why));
        }
        let mut done = 0;
        while done < steps as usize {
            let count = (steps as usize - done).min(self.slots);
            let compiled = &self.passes[pass];
            let now = &inputs[done * input_len..(done + count) * input_len];
            self.fill_slots(compiled, first_step + done as u32, count, now);
            let loss = compiled.loss;
            let ring = loss.map(|b| self.buffers[b.0 as usize].stride * count);
            let staging = ring.map(|bytes| self.take_staging(bytes));

            let mut encoder = self.device.create_command_encoder(&Default::default());
            let mut recorder = encoder.begin_compute_pass(&Default::default());
            for slot in 0..count {
                for command in &self.passes[pass].commands {
                    recorder.set_pipeline(&command.pipeline);
                    let group = &command.groups[slot % command.groups.len()];
                    recorder.set_bind_group(0, group, &[]);
                    let [x, y, z] = command.grid;
                    recorder.dispatch_workgroups(x, y, z);
                }
            }
            drop(recorder);
            if let (Some(loss), Some(bytes), Some(staging)) = (loss, ring, staging) {
                let source = &self.buffers[loss.0 as usize].buffer;
                encoder.copy_buffer_to_buffer(source, 0, &staging, 0, bytes as u64);
                self.pending.push_back((staging, count));
            }
            self.queue.submit([encoder.finish()]);
            self.last_slot = count - 1;
            done += count;
        }
        Ok(())
    }

    async fn losses(&mut self) -> Result<Vec<f32>, Fault> {
        let mut losses = Vec::new();
        while let Some((staging, count)) = self.pending.pop_front() {
            let ring = self.contents(staging, count * ALIGN / 4).await?;
            losses.extend(ring.chunks_exact(ALIGN / 4).map(|slot| slot[0]));
        }
        Ok(losses)
    }

    async fn read(&mut self, buffer: Buffer) -> Result<Vec<f32>, Fault> {
        self.health.check()?;
        let (len, stride) = self.memory(buffer).map(|m| (m.len, m.stride))?;
        let staging = self.take_staging((len * 4).max(4));
        let mut encoder = self.device.create_command_encoder(&Default::default());
        let source = &self.buffers[buffer.0 as usize].buffer;
        let offset = (stride * self.last_slot) as u64;
        encoder.copy_buffer_to_buffer(source, offset, &staging, 0, (len * 4) as u64);
        self.queue.submit([encoder.finish()]);
        self.contents(staging, len).await
    }
}
