//! The gradients of a dense layer: dW = dpreᵀ x, db = Σ_rows dpre, dx = dpre W.

use super::dense::{derivative, for_each_of};
use super::gemm::{Matrix, multiply};
use crate::compute::{Activation, Layer};

/// Writes the layer's places in the flat gradient buffer.
pub fn parameters(
    layer: &Layer,
    x: &[f32],
    dpre: &[f32],
    grads: &mut [f32],
    rows: usize,
    panel: &mut Vec<f32>,
) {
    let Layer {
        inputs,
        outputs,
        weights,
        bias,
        ..
    } = *layer;
    let upstream = Matrix::new(dpre, rows, outputs);
    let x = Matrix::new(x, rows, inputs);
    let dw = &mut grads[weights..][..outputs * inputs];
    multiply(upstream.transposed(), x, dw, panel);
    let db = &mut grads[bias..][..outputs];
    db.fill(0.0);
    for row in dpre[..rows * outputs].chunks_exact(outputs) {
        for (sum, value) in db.iter_mut().zip(row) {
            *sum += value;
        }
    }
}

/// out = (dpre W) ⊙ activation′(pre): what the layer below takes as its dpre.
pub fn below(
    params: &[f32],
    layer: &Layer,
    dpre: &[f32],
    (activation, pre): (Activation, &[f32]),
    out: &mut [f32],
    rows: usize,
    panel: &mut Vec<f32>,
) {
    let Layer {
        inputs,
        outputs,
        weights,
        ..
    } = *layer;
    let upstream = Matrix::new(dpre, rows, outputs);
    let w = Matrix::new(&params[weights..], outputs, inputs);
    let out = &mut out[..rows * inputs];
    multiply(upstream, w, out, panel);
    if activation != Activation::Identity {
        let places = out.iter_mut().zip(pre);
        for_each_of(activation, places, |(value, &pre), activation| {
            *value *= derivative(activation, pre);
        });
    }
}
