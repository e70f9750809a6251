//! The CPU backend: each operation of a plan as loops over four f32 lanes (wasm SIMD128).
//!
//! One file a kernel, with the stem of its WGSL twin in `shaders/`. Everything runs on the calling
//! thread, in one fixed order of sums, so the same plan gives the same bits every time.

mod contrastive;
mod dense;
mod dense_backward;
mod gemm;
mod lanes;
mod memory;
mod normalize;
mod normalize_backward;
mod optimize;
mod similarity;
mod tuple;
mod uniformity;

use super::{Backend, Buffer, Fault, Op, Pass, Plan, Program};
use std::mem::take;

/// Runs plans on the calling thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cpu;

/// A plan with its memory.
pub struct CpuProgram {
    passes: Vec<Pass>,
    memory: Memory,
    scratch: Scratch,
    losses: Vec<f32>,
}

/// What kernels need besides the plan's buffers, kept from one run to the next.
#[derive(Default)]
struct Scratch {
    panel: Vec<f32>,
    contrastive: contrastive::Scratch,
}

/// The plan's buffers. A kernel's outputs are taken out while it runs, so that its inputs can be
/// borrowed beside them.
struct Memory {
    buffers: Vec<Vec<f32>>,
}

impl Memory {
    fn get(&self, buffer: Buffer) -> &[f32] {
        &self.buffers[buffer.0 as usize]
    }

    /// Runs `kernel` on the outputs (out of the memory for that long) and the rest of the memory.
    fn with<const N: usize>(
        &mut self,
        outputs: [Buffer; N],
        kernel: impl FnOnce(&Memory, [&mut [f32]; N]),
    ) {
        let mut taken = outputs.map(|b| take(&mut self.buffers[b.0 as usize]));
        kernel(self, taken.each_mut().map(Vec::as_mut_slice));
        for (b, data) in outputs.into_iter().zip(taken) {
            self.buffers[b.0 as usize] = data;
        }
    }
}

impl Backend for Cpu {
    type Program = CpuProgram;

    async fn compile(&self, plan: &Plan) -> Result<CpuProgram, Fault> {
        plan.check()?;
        let buffers = plan
            .buffers
            .iter()
            .map(|spec| vec![0.0; spec.len])
            .collect();
        Ok(CpuProgram {
            passes: plan.passes.clone(),
            memory: Memory { buffers },
            scratch: Scratch::default(),
            losses: Vec::new(),
        })
    }
}

impl CpuProgram {
    fn buffer(&self, buffer: Buffer) -> Result<&[f32], Fault> {
        let found = self.memory.buffers.get(buffer.0 as usize);
        found
            .map(Vec::as_slice)
            .ok_or_else(|| Fault::Device(format!("no buffer {}", buffer.0)))
    }
}

impl Program for CpuProgram {
    fn write(&mut self, buffer: Buffer, data: &[f32]) -> Result<(), Fault> {
        let len = self.buffer(buffer)?.len();
        if data.len() > len {
            let why = format!("{} values written to a buffer of {len}", data.len());
            return Err(Fault::Device(why));
        }
        self.memory.buffers[buffer.0 as usize][..data.len()].copy_from_slice(data);
        Ok(())
    }

    fn run(
        &mut self,
        pass: usize,
        first_step: u32,
        steps: u32,
        inputs: &[f32],
    ) -> Result<(), Fault> {
        let Some(pass) = self.passes.get(pass) else {
            return Err(Fault::Device(format!("no pass {pass}")));
        };
        let input_len = pass.input.map_or(0, |b| self.memory.get(b).len());
        if inputs.len() != input_len * steps as usize {
            let why = format!("{} input values for {steps} × {input_len}", inputs.len());
            return Err(Fault::Device(why));
        }
        for step in 0..steps {
            if let Some(b) = pass.input {
                let filling = &inputs[step as usize * input_len..][..input_len];
                self.memory.buffers[b.0 as usize].copy_from_slice(filling);
            }
            for op in &pass.ops {
                execute(op, &mut self.memory, &mut self.scratch, first_step + step);
            }
            if let Some(b) = pass.loss {
                self.losses.push(self.memory.get(b)[0]);
            }
        }
        Ok(())
    }

    async fn losses(&mut self) -> Result<Vec<f32>, Fault> {
        Ok(take(&mut self.losses))
    }

    async fn read(&mut self, buffer: Buffer) -> Result<Vec<f32>, Fault> {
        Ok(self.buffer(buffer)?.to_vec())
    }

    async fn view<R>(
        &mut self,
        buffer: Buffer,
        look: impl FnOnce(&[f32]) -> R,
    ) -> Result<R, Fault> {
        self.buffer(buffer).map(look)
    }
}

/// Sets an output, or adds to what an earlier operation left in it.
fn settle(output: &mut f32, value: f32, add: bool) {
    *output = if add { *output + value } else { value };
}

/// One kernel. `Plan::check` has seen to it that the buffers are long enough and distinct.
fn execute(op: &Op, memory: &mut Memory, scratch: &mut Scratch, step: u32) {
    let panel = &mut scratch.panel;
    match *op {
        Op::Similarity {
            u,
            v,
            s,
            batch,
            rows,
            cols,
            dim,
        } => memory.with([s], |m, [s]| {
            similarity::run(m.get(u), m.get(v), s, [batch, rows, cols, dim], panel);
        }),
        Op::Dense {
            params,
            layer,
            x,
            pre,
            y,
            rows,
        } if pre == y => {
            memory.with([y], |m, [y]| {
                dense::run(m.get(params), &layer, m.get(x), &mut [], y, rows, panel)
            });
        }
        Op::Dense {
            params,
            layer,
            x,
            pre,
            y,
            rows,
        } => memory.with([pre, y], |m, [pre, y]| {
            dense::run(m.get(params), &layer, m.get(x), pre, y, rows, panel);
        }),
        Op::DenseBackward {
            params,
            grads,
            layer,
            x,
            dpre,
            below,
            rows,
        } => {
            memory.with([grads], |m, [grads]| {
                dense_backward::parameters(&layer, m.get(x), m.get(dpre), grads, rows, panel);
            });
            if let Some(below) = below {
                memory.with([below.dpre], |m, [out]| {
                    let pre = (below.activation, m.get(below.pre));
                    dense_backward::below(
                        m.get(params),
                        &layer,
                        m.get(dpre),
                        pre,
                        out,
                        rows,
                        panel,
                    );
                });
            }
        }
        Op::Normalize {
            y,
            z,
            inverse_norm,
            rows,
            dim,
        } => {
            memory.with([z, inverse_norm], |m, [z, inverse_norm]| {
                normalize::run(m.get(y), z, &mut inverse_norm[..rows], dim);
            });
        }
        Op::NormalizeBackward {
            z,
            inverse_norm,
            dz,
            dy,
            rows,
            dim,
        } => {
            memory.with([dy], |m, [dy]| {
                let inverse_norm = &m.get(inverse_norm)[..rows];
                normalize_backward::run(m.get(z), inverse_norm, m.get(dz), dy, dim);
            });
        }
        Op::Contrastive {
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
        } => {
            let task = contrastive::Task {
                objective,
                arrangement,
                constant,
                temperature,
                unit_rows,
                dim,
            };
            let scratch = &mut scratch.contrastive;
            let outputs = [row_losses, loss, dz.unwrap_or(loss)];
            let mut run =
                |m: &Memory, dz: Option<&mut [f32]>, rows: &mut [f32], loss: &mut [f32]| {
                    let groups = groups.map(|groups| contrastive::Groups {
                        grouping: groups.grouping,
                        of: &m.get(groups.buffer)[groups.offset..][..arrangement.rows()],
                    });
                    contrastive::run(&task, groups, m.get(z), dz, rows, loss, scratch);
                };
            match dz {
                Some(_) => memory.with(outputs, |m, [rows, loss, dz]| run(m, Some(dz), rows, loss)),
                None => memory.with([row_losses, loss], |m, [rows, loss]| {
                    run(m, None, rows, loss)
                }),
            }
        }
        Op::Copy {
            from,
            from_at,
            to,
            to_at,
            len,
            ring,
        } => memory.with([to], |m, [target]| {
            let (to, from) = match from == to {
                // Within one buffer the source lies before the target.
                true => {
                    let (before, after) = target.split_at_mut(to_at);
                    (after, &before[from_at..][..len])
                }
                false => (&mut target[to_at..], &m.get(from)[from_at..][..len]),
            };
            memory::copy(from, to, ring, step);
        }),
        Op::Follow {
            leader,
            follower,
            len,
            momentum,
        } => memory.with([follower], |m, [follower]| {
            memory::follow(&m.get(leader)[..len], &mut follower[..len], momentum);
        }),
        Op::Recall { memory: rows, to } => memory.with([rows.z], |m, [z]| {
            memory::recall(&rows, m.get(rows.index), z, to);
        }),
        Op::Remember {
            memory: rows,
            from,
            momentum,
            unit,
        } => memory.with([rows.z], |m, [z]| {
            memory::remember(&rows, m.get(rows.index), z, from, momentum, unit);
        }),
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
        } => {
            let sizes = [rows, count, dim];
            let run = |m: &Memory, dz: Option<&mut [f32]>, row_losses: &mut [f32]| {
                let similar = similar.map(|b| m.get(b));
                tuple::run(
                    rule,
                    m.get(z),
                    similar,
                    dz,
                    row_losses,
                    sizes,
                    (weight, add),
                )
            };
            match dz {
                Some(dz) => memory.with([dz, row_losses, loss], |m, [dz, row_losses, loss]| {
                    settle(&mut loss[0], run(m, Some(dz), row_losses), add);
                }),
                None => memory.with([row_losses, loss], |m, [row_losses, loss]| {
                    settle(&mut loss[0], run(m, None, row_losses), add);
                }),
            }
        }
        Op::Uniformity {
            z,
            dz,
            row_losses,
            loss,
            first,
            rows,
            dim,
            weight,
            add,
        } => {
            let part = first * dim..(first + rows) * dim;
            let run = |m: &Memory, dz: Option<&mut [f32]>, row_losses: &mut [f32]| {
                let dz = dz.map(|dz| &mut dz[part.clone()]);
                let z = &m.get(z)[part.clone()];
                uniformity::run(z, dz, &mut row_losses[..rows], dim, (weight, add))
            };
            match dz {
                Some(dz) => memory.with([dz, row_losses, loss], |m, [dz, row_losses, loss]| {
                    settle(&mut loss[0], run(m, Some(dz), row_losses), add);
                }),
                None => memory.with([row_losses, loss], |m, [row_losses, loss]| {
                    settle(&mut loss[0], run(m, None, row_losses), add);
                }),
            }
        }
        Op::Optimize {
            optimizer,
            params,
            grads,
            state,
            len,
        } => {
            memory.with([params, state], |m, [params, state]| {
                optimize::run(&optimizer, &mut params[..len], m.get(grads), state, step);
            });
        }
    }
}
