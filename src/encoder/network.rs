//! Forward and backward as operations on a plan.

use super::Encoder;
use crate::compute::{Activation, Below, Buffer, Op, Optimizer, Plan};

/// The buffers that hold an encoder's parameters and what training them needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    pub params: Buffer,
    pub grads: Buffer,
    pub state: Buffer,
}

/// What a forward pass over `rows` rows leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    pub rows: usize,
    pub x: Buffer,
    /// Pre-activations and outputs of each layer \[rows, outputs\]; the same buffer for `Identity`.
    pub pre: Vec<Buffer>,
    pub y: Vec<Buffer>,
    /// Embeddings \[rows, dim\]: the last layer's outputs, on the unit sphere if the encoder says so.
    pub z: Buffer,
    /// 1 / |y| \[rows\], where the embeddings are normalised.
    pub inverse_norm: Option<Buffer>,
}

impl Network {
    /// Adds `params` parameters, their gradients, and `state_len` numbers for the optimiser.
    pub fn new(plan: &mut Plan, params: usize, state_len: usize) -> Self {
        Self {
            params: plan.buffer("parameters", params),
            grads: plan.buffer("gradients", params),
            state: plan.buffer("optimiser state", state_len),
        }
    }

    /// x \[rows, input\] to z \[rows, dim\]: appends the operations to `ops`, and their buffers to `plan`.
    pub fn forward(
        &self,
        plan: &mut Plan,
        ops: &mut Vec<Op>,
        encoder: &Encoder,
        x: Buffer,
        rows: usize,
    ) -> Forward {
        let (mut pre, mut y) = (Vec::new(), Vec::new());
        let mut below = x;
        for &layer in &encoder.layers {
            let output = plan.buffer("outputs", rows * layer.outputs);
            let before = match layer.activation {
                Activation::Identity => output,
                _ => plan.buffer("pre-activations", rows * layer.outputs),
            };
            ops.push(Op::Dense {
                params: self.params,
                layer,
                x: below,
                pre: before,
                y: output,
                rows,
            });
            pre.push(before);
            y.push(output);
            below = output;
        }
        if !encoder.normalize {
            return Forward {
                rows,
                x,
                pre,
                y,
                z: below,
                inverse_norm: None,
            };
        }
        let dim = encoder.dim();
        let z = plan.buffer("embeddings", rows * dim);
        let inverse_norm = plan.buffer("inverse norms", rows);
        ops.push(Op::Normalize {
            y: below,
            z,
            inverse_norm,
            rows,
            dim,
        });
        Forward {
            rows,
            x,
            pre,
            y,
            z,
            inverse_norm: Some(inverse_norm),
        }
    }

    /// From ∂loss/∂z in `dz` \[rows, dim\] to the gradients of all parameters.
    pub fn backward(
        &self,
        plan: &mut Plan,
        ops: &mut Vec<Op>,
        encoder: &Encoder,
        forward: &Forward,
        dz: Buffer,
    ) {
        self.backward_to(plan, ops, encoder, forward, dz, None);
    }

    /// The same through a head, and on to `bottom`, ∂loss/∂x of its inputs.
    pub fn backward_to(
        &self,
        plan: &mut Plan,
        ops: &mut Vec<Op>,
        encoder: &Encoder,
        forward: &Forward,
        dz: Buffer,
        bottom: Option<Buffer>,
    ) {
        let rows = forward.rows;
        let mut dpre = dz;
        if let Some(inverse_norm) = forward.inverse_norm {
            let dim = encoder.dim();
            let dy = plan.buffer("output gradients", rows * dim);
            ops.push(Op::NormalizeBackward {
                z: forward.z,
                inverse_norm,
                dz,
                dy,
                rows,
                dim,
            });
            dpre = dy;
        }
        for (index, &layer) in encoder.layers.iter().enumerate().rev() {
            let (x, below) = match index.checked_sub(1) {
                None => {
                    let below = bottom.map(|dpre| Below {
                        pre: forward.x,
                        activation: Activation::Identity,
                        dpre,
                    });
                    (forward.x, below)
                }
                Some(lower) => {
                    let activation = encoder.layers[lower].activation;
                    let dpre = plan.buffer("pre-activation gradients", rows * layer.inputs);
                    (
                        forward.y[lower],
                        Some(Below {
                            pre: forward.pre[lower],
                            activation,
                            dpre,
                        }),
                    )
                }
            };
            let (params, grads) = (self.params, self.grads);
            ops.push(Op::DenseBackward {
                params,
                grads,
                layer,
                x,
                dpre,
                below,
                rows,
            });
            if let Some(below) = below {
                dpre = below.dpre;
            }
        }
    }

    /// One optimiser step over the first `len` parameters.
    pub fn optimize(&self, ops: &mut Vec<Op>, len: usize, optimizer: Optimizer) {
        let Network {
            params,
            grads,
            state,
        } = *self;
        ops.push(Op::Optimize {
            optimizer,
            params,
            grads,
            state,
            len,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(hidden: &[usize], normalize: bool) -> (Plan, Vec<Op>, Forward) {
        let encoder = Encoder::new(6, hidden, 2, Activation::Tanh, normalize);
        let mut plan = Plan::default();
        let mut ops = Vec::new();
        let x = plan.buffer("x", 4 * 6);
        let network = Network::new(&mut plan, encoder.params, 0);
        let forward = network.forward(&mut plan, &mut ops, &encoder, x, 4);
        let dz = plan.buffer("dz", 4 * 2);
        network.backward(&mut plan, &mut ops, &encoder, &forward, dz);
        (plan, ops, forward)
    }

    #[test]
    fn every_layer_goes_forward_and_back() {
        for (hidden, normalize, expected) in
            [(&[][..], false, 2), (&[5], true, 6), (&[5, 7, 3], true, 10)]
        {
            let (_, ops, forward) = built(hidden, normalize);
            assert_eq!(ops.len(), expected, "{hidden:?}");
            assert_eq!(forward.inverse_norm.is_some(), normalize);
        }
    }

    /// The gradient that one layer's backward writes is the one the layer below reads, with the shapes
    /// that the operations ask for.
    #[test]
    fn gradients_are_handed_down() {
        let (plan, ops, _) = built(&[5, 3], true);
        let mut expected = None;
        for op in ops {
            match op {
                Op::NormalizeBackward { dy, .. } => expected = Some(dy),
                Op::DenseBackward {
                    layer,
                    x,
                    dpre,
                    below,
                    rows,
                    ..
                } => {
                    assert_eq!(Some(dpre), expected);
                    assert_eq!(plan.len(x), rows * layer.inputs);
                    assert_eq!(plan.len(dpre), rows * layer.outputs);
                    expected = below.map(|below| below.dpre);
                }
                _ => {}
            }
        }
        assert_eq!(expected, None, "the lowest layer has nothing below");
    }
}
