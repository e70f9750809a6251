//! Whether a plan's operations fit its buffers: checked once, so that no kernel has to.

use super::{Activation, Buffer, Fault, Layer, Memory, Op, Optimizer, Plan};
use crate::contrastive::Arrangement;

impl Plan {
    /// Every buffer long enough for every operation that uses it, and no output that is also an
    /// input. A failure is a bug of ours, hence [`Fault::Device`].
    pub fn check(&self) -> Result<(), Fault> {
        for pass in &self.passes {
            for op in &pass.ops {
                self.check_op(op)?;
            }
            if let Some(input) = pass.input {
                self.at_least("a pass's input", input, 1)?;
            }
            if let Some(loss) = pass.loss {
                self.at_least("a pass's loss", loss, 1)?;
            }
        }
        Ok(())
    }

    fn at_least(&self, what: &str, buffer: Buffer, wanted: usize) -> Result<(), Fault> {
        match self.buffers.get(buffer.0 as usize) {
            None => Err(Fault::Device(format!(
                "{what} is a buffer that the plan has not"
            ))),
            Some(spec) if spec.len < wanted => {
                let (label, len) = (spec.label, spec.len);
                Err(Fault::Device(format!(
                    "{what} ({label}) has {len} elements of {wanted}"
                )))
            }
            Some(_) => Ok(()),
        }
    }

    fn apart(&self, outputs: &[Buffer], inputs: &[Buffer]) -> Result<(), Fault> {
        for (i, output) in outputs.iter().enumerate() {
            if inputs.contains(output) || outputs[..i].contains(output) {
                let label = self.buffers[output.0 as usize].label;
                return Err(Fault::Device(format!(
                    "{label} is written and used twice in one op"
                )));
            }
        }
        Ok(())
    }

    /// What losses of distances have in common; `len` elements of z and dz, the first of the inputs.
    fn loss_of_rows(
        &self,
        inputs: [Buffer; 2],
        dz: Option<Buffer>,
        row_losses: Buffer,
        loss: Buffer,
        len: usize,
        rows: usize,
    ) -> Result<(), Fault> {
        self.at_least("the loss's z", inputs[0], len)?;
        self.at_least("the loss's row_losses", row_losses, rows)?;
        self.at_least("the loss's result", loss, 1)?;
        self.apart(&[row_losses, loss], &inputs)?;
        let Some(dz) = dz else { return Ok(()) };
        self.at_least("the loss's dz", dz, len)?;
        self.apart(&[dz, row_losses, loss], &inputs)
    }

    fn parameters(&self, what: &str, buffer: Buffer, layer: &Layer) -> Result<(), Fault> {
        self.at_least(what, buffer, layer.weights + layer.inputs * layer.outputs)?;
        self.at_least(what, buffer, layer.bias + layer.outputs)
    }

    fn check_op(&self, op: &Op) -> Result<(), Fault> {
        let empty = match *op {
            Op::Similarity {
                batch,
                rows,
                cols,
                dim,
                ..
            } => [batch, rows, cols, dim].contains(&0),
            Op::Dense { layer, rows, .. } | Op::DenseBackward { layer, rows, .. } => {
                [layer.inputs, layer.outputs, rows].contains(&0)
            }
            Op::Normalize { rows, dim, .. } | Op::NormalizeBackward { rows, dim, .. } => {
                [rows, dim].contains(&0)
            }
            Op::Contrastive {
                arrangement, dim, ..
            } => [arrangement.anchors(), dim].contains(&0),
            Op::Optimize { len, .. } | Op::Copy { len, .. } | Op::Follow { len, .. } => len == 0,
            Op::Recall { memory, .. } | Op::Remember { memory, .. } => {
                [memory.len, memory.rows, memory.dim].contains(&0)
            }
            Op::Tuple { rows, dim, .. } | Op::Uniformity { rows, dim, .. } => {
                [rows, dim].contains(&0)
            }
        };
        if empty {
            return Err(Fault::Device("an operation without rows or columns".into()));
        }
        match *op {
            Op::Similarity {
                u,
                v,
                s,
                batch,
                rows,
                cols,
                dim,
            } => {
                self.at_least("similarity's u", u, batch * rows * dim)?;
                self.at_least("similarity's v", v, batch * cols * dim)?;
                self.at_least("similarity's s", s, batch * rows * cols)?;
                self.apart(&[s], &[u, v])
            }
            Op::Dense {
                params,
                layer,
                x,
                pre,
                y,
                rows,
            } => {
                self.parameters("a layer's parameters", params, &layer)?;
                self.at_least("a layer's x", x, rows * layer.inputs)?;
                self.at_least("a layer's y", y, rows * layer.outputs)?;
                if layer.activation == Activation::Identity {
                    return self.apart(&[y], &[params, x]);
                }
                self.at_least("a layer's pre", pre, rows * layer.outputs)?;
                self.apart(&[y, pre], &[params, x])
            }
            Op::DenseBackward {
                params,
                grads,
                layer,
                x,
                dpre,
                below,
                rows,
            } => {
                self.parameters("a layer's parameters", params, &layer)?;
                self.parameters("a layer's gradients", grads, &layer)?;
                self.at_least("a layer's x", x, rows * layer.inputs)?;
                self.at_least("a layer's dpre", dpre, rows * layer.outputs)?;
                self.apart(&[grads], &[params, x, dpre])?;
                let Some(below) = below else { return Ok(()) };
                self.at_least(
                    "the dpre of the layer below",
                    below.dpre,
                    rows * layer.inputs,
                )?;
                self.apart(&[grads, below.dpre], &[params, x, dpre])?;
                if below.activation == Activation::Identity {
                    return Ok(());
                }
                self.at_least("the pre of the layer below", below.pre, rows * layer.inputs)?;
                self.apart(&[below.dpre], &[below.pre])
            }
            Op::Normalize {
                y,
                z,
                inverse_norm,
                rows,
                dim,
            } => {
                self.at_least("normalize's y", y, rows * dim)?;
                self.at_least("normalize's z", z, rows * dim)?;
                self.at_least("normalize's inverse_norm", inverse_norm, rows)?;
                self.apart(&[z, inverse_norm], &[y])
            }
            Op::NormalizeBackward {
                z,
                inverse_norm,
                dz,
                dy,
                rows,
                dim,
            } => {
                self.at_least("normalize's z", z, rows * dim)?;
                self.at_least("normalize's inverse_norm", inverse_norm, rows)?;
                self.at_least("normalize's dz", dz, rows * dim)?;
                self.at_least("normalize's dy", dy, rows * dim)?;
                self.apart(&[dy], &[z, inverse_norm, dz])
            }
            Op::Contrastive {
                arrangement,
                groups,
                z,
                dz,
                row_losses,
                loss,
                dim,
                ..
            } => {
                let len = arrangement.rows() * dim;
                self.at_least("the loss's z", z, len)?;
                self.at_least("the loss's row_losses", row_losses, arrangement.anchors())?;
                self.at_least("the loss's result", loss, 1)?;
                self.apart(&[row_losses, loss], &[z])?;
                if let Some(groups) = groups {
                    let wanted = groups.offset + arrangement.rows();
                    self.at_least("the loss's groups", groups.buffer, wanted)?;
                    self.apart(&[row_losses, loss], &[groups.buffer])?;
                }
                if groups.is_none() && matches!(arrangement, Arrangement::Among { .. }) {
                    return Err(Fault::Device(
                        "a loss among all rows without their groups".into(),
                    ));
                }
                let Some(dz) = dz else { return Ok(()) };
                self.at_least("the loss's dz", dz, len)?;
                self.apart(&[dz, row_losses, loss], &[z])
            }
            Op::Copy {
                from,
                from_at,
                to,
                to_at,
                len,
                ring,
            } => {
                self.at_least("a copy's source", from, from_at + len)?;
                self.at_least("a copy's target", to, to_at + ring.unwrap_or(len))?;
                let apart = from != to || from_at + len <= to_at;
                match apart && ring.is_none_or(|ring| ring >= len) {
                    true => Ok(()),
                    false => Err(Fault::Device("a copy onto itself".into())),
                }
            }
            Op::Follow {
                leader,
                follower,
                len,
                ..
            } => {
                self.at_least("a leader", leader, len)?;
                self.at_least("a follower", follower, len)?;
                self.apart(&[follower], &[leader])
            }
            Op::Recall { memory, to: row }
            | Op::Remember {
                memory, from: row, ..
            } => {
                let Memory {
                    z,
                    bank,
                    len,
                    index,
                    index_at,
                    rows,
                    dim,
                } = memory;
                self.at_least("a memory", z, (bank + len).max(row + rows) * dim)?;
                self.at_least("a memory's index", index, index_at + rows)?;
                self.apart(&[z], &[index])?;
                match row + rows <= bank {
                    true => Ok(()),
                    false => Err(Fault::Device("a memory that overlaps its rows".into())),
                }
            }
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
                ..
            } => {
                if count == 0 && rule.needs_negatives() {
                    return Err(Fault::Device("a loss of negatives without any".into()));
                }
                let len = rows * (2 + count) * dim;
                let inputs = [z, similar.unwrap_or(z)];
                self.at_least("the loss's similar", inputs[1], rows)?;
                self.loss_of_rows(inputs, dz, row_losses, loss, len, rows)
            }
            Op::Uniformity {
                z,
                dz,
                row_losses,
                loss,
                first,
                rows,
                dim,
                ..
            } => {
                let len = (first + rows) * dim;
                self.loss_of_rows([z, z], dz, row_losses, loss, len, rows)
            }
            Op::Optimize {
                optimizer,
                params,
                grads,
                state,
                len,
            } => {
                let moments = match optimizer {
                    Optimizer::Sgd { .. } => 1,
                    Optimizer::Adam { .. } => 2,
                };
                self.at_least("the optimiser's parameters", params, len)?;
                self.at_least("the optimiser's gradients", grads, len)?;
                self.at_least("the optimiser's state", state, moments * len)?;
                self.apart(&[params, state], &[grads])
            }
        }
    }
}
