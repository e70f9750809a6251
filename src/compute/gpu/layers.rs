//! The encoder's kernels: dense layers, normalisation, optimiser. Kernels: shaders/*.wgsl of the same names.

use super::kernel::{DENSE, DENSE_BACKWARD, NORMALIZE, NORMALIZE_BACKWARD, OPTIMIZE};
use super::lower::{Bound, Lowering, Word, line, plane, u};
use crate::compute::{Activation, Op, Optimizer};

/// The numbers of shaders/activation.wgsl.
fn number(activation: Activation) -> Word {
    Word::U(match activation {
        Activation::Identity => 0,
        Activation::Relu => 1,
        Activation::Tanh => 2,
        Activation::Gelu => 3,
    })
}

pub fn lower(op: &Op, to: &mut Lowering) {
    match *op {
        Op::Dense {
            params,
            layer,
            x,
            pre,
            y,
            rows,
        } => {
            // A buffer may not be bound twice for writing, and the identity has no `pre`.
            let pre = match layer.activation {
                Activation::Identity => to.scratch(1),
                _ => Bound::Plan(pre),
            };
            to.dispatch(
                &DENSE,
                None,
                vec![
                    ("rows", u(rows)),
                    ("inputs", u(layer.inputs)),
                    ("outputs", u(layer.outputs)),
                    ("weights", u(layer.weights)),
                    ("bias", u(layer.bias)),
                    ("activation", number(layer.activation)),
                ],
                &[
                    (1, Bound::Plan(params)),
                    (2, Bound::Plan(x)),
                    (3, pre),
                    (4, Bound::Plan(y)),
                ],
                plane(layer.outputs.div_ceil(8), rows.div_ceil(8), [2, 16]),
            );
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
            let activation = below.map_or(Activation::Identity, |b| b.activation);
            let pre_below = match below {
                Some(b) if activation != Activation::Identity => Bound::Plan(b.pre),
                _ => to.scratch(1),
            };
            let dpre_below = match below {
                Some(b) => Bound::Plan(b.dpre),
                None => to.scratch(1),
            };
            let tiles = if below.is_some() {
                rows.max(layer.outputs)
            } else {
                layer.outputs
            };
            let mut grid = plane(layer.inputs.div_ceil(8), tiles.div_ceil(8), [2, 16]);
            grid[2] = 1 + u32::from(below.is_some());
            to.dispatch(
                &DENSE_BACKWARD,
                None,
                vec![
                    ("rows", u(rows)),
                    ("inputs", u(layer.inputs)),
                    ("outputs", u(layer.outputs)),
                    ("weights", u(layer.weights)),
                    ("bias", u(layer.bias)),
                    ("activation", number(activation)),
                ],
                &[
                    (1, Bound::Plan(params)),
                    (2, Bound::Plan(x)),
                    (3, Bound::Plan(dpre)),
                    (4, Bound::Plan(grads)),
                    (5, pre_below),
                    (6, dpre_below),
                ],
                grid,
            );
        }
        Op::Normalize {
            y,
            z,
            inverse_norm,
            rows,
            dim,
        } => to.dispatch(
            &NORMALIZE,
            None,
            vec![("rows", u(rows)), ("dim", u(dim))],
            &[
                (1, Bound::Plan(y)),
                (2, Bound::Plan(z)),
                (3, Bound::Plan(inverse_norm)),
            ],
            line(rows, 32),
        ),
        Op::NormalizeBackward {
            z,
            inverse_norm,
            dz,
            dy,
            rows,
            dim,
        } => to.dispatch(
            &NORMALIZE_BACKWARD,
            None,
            vec![("rows", u(rows)), ("dim", u(dim))],
            &[
                (1, Bound::Plan(z)),
                (2, Bound::Plan(inverse_norm)),
                (3, Bound::Plan(dz)),
                (4, Bound::Plan(dy)),
            ],
            line(rows, 32),
        ),
        Op::Optimize {
            optimizer,
            params,
            grads,
            state,
            len,
        } => {
            let (adam, lr, momentum, beta2, eps, weight_decay) = match optimizer {
                Optimizer::Sgd {
                    lr,
                    momentum,
                    weight_decay,
                } => (0, lr, momentum, 0.0, 0.0, weight_decay),
                Optimizer::Adam {
                    lr,
                    beta1,
                    beta2,
                    eps,
                    weight_decay,
                } => (1, lr, beta1, beta2, eps, weight_decay),
            };
            to.dispatch(
                &OPTIMIZE,
                None,
                vec![
                    ("len", u(len)),
                    ("adam", Word::U(adam)),
                    ("lr", Word::F(lr)),
                    ("momentum", Word::F(momentum)),
                    ("beta2", Word::F(beta2)),
                    ("eps", Word::F(eps)),
                    ("weight_decay", Word::F(weight_decay)),
                ],
                &[
                    (1, Bound::Step),
                    (2, Bound::Plan(params)),
                    (3, Bound::Plan(grads)),
                    (4, Bound::Plan(state)),
                ],
                line(len, 64),
            );
        }
        Op::Similarity { .. }
        | Op::Contrastive { .. }
        | Op::Tuple { .. }
        | Op::Uniformity { .. } => {}
    }
}
