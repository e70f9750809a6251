//! A dense layer: pre = x Wᵀ + b, y = activation(pre).

use super::gemm::{Matrix, multiply};
use crate::compute::{Activation, Layer};

/// `pre` is left alone where the activation is `Identity` (its derivative needs nothing).
pub fn run(
    params: &[f32],
    layer: &Layer,
    x: &[f32],
    pre: &mut [f32],
    y: &mut [f32],
    rows: usize,
    panel: &mut Vec<f32>,
) {
    let Layer {
        inputs,
        outputs,
        weights,
        bias,
        activation,
    } = *layer;
    let x = Matrix::new(x, rows, inputs);
    let w = Matrix::new(&params[weights..], outputs, inputs);
    let b = &params[bias..][..outputs];
    let y = &mut y[..rows * outputs];
    multiply(x, w.transposed(), y, panel);
    for row in y.chunks_exact_mut(outputs) {
        for (value, b) in row.iter_mut().zip(b) {
            *value += b;
        }
    }
    if activation == Activation::Identity {
        return;
    }
    pre[..y.len()].copy_from_slice(y);
    for_each_of(activation, y.iter_mut(), |value, activation| {
        *value = activate(activation, *value);
    });
}

/// `body` for each item, in a loop for each activation: with the choice inside of the loop it would be
/// made for each item, and none could be done four at a time.
#[inline(always)]
pub fn for_each_of<T>(
    activation: Activation,
    items: impl Iterator<Item = T>,
    body: impl Fn(T, Activation),
) {
    use Activation::{Gelu, Identity, Relu, Tanh};
    match activation {
        Identity => items.for_each(|item| body(item, Identity)),
        Relu => items.for_each(|item| body(item, Relu)),
        Tanh => items.for_each(|item| body(item, Tanh)),
        Gelu => items.for_each(|item| body(item, Gelu)),
    }
}

#[inline(always)]
fn activate(activation: Activation, x: f32) -> f32 {
    match activation {
        Activation::Identity => x,
        // Not f32::max, which would turn a NaN into 0 and hide a divergence.
        Activation::Relu => {
            if x < 0.0 {
                0.0
            } else {
                x
            }
        }
        Activation::Tanh => libm::tanhf(x),
        Activation::Gelu => x * gaussian_cdf(x),
    }
}

/// Φ(x) = ½ erfc(−x/√2): accurate in the lower tail too, where 1 + erf would cancel.
fn gaussian_cdf(x: f32) -> f32 {
    0.5 * libm::erfcf(-x * std::f32::consts::FRAC_1_SQRT_2)
}

/// activation′(x) at the pre-activation x; ReLU′(0) = 0, as everyone has it.
#[inline(always)]
pub fn derivative(activation: Activation, x: f32) -> f32 {
    match activation {
        Activation::Identity => 1.0,
        Activation::Relu => {
            if x > 0.0 {
                1.0
            } else {
                0.0
            }
        }
        Activation::Tanh => {
            let t = libm::tanhf(x);
            1.0 - t * t
        }
        Activation::Gelu => {
            // Φ(x) + x·φ(x), φ the Gaussian density.
            let density = libm::expf(-0.5 * x * x) * 0.398_942_3;
            gaussian_cdf(x) + x * density
        }
    }
}
