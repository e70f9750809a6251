//! One optimiser step over the flat parameters.

use crate::compute::Optimizer;

/// `step` counts from 1. The formulas are those of [`Optimizer`].
pub fn run(optimizer: &Optimizer, params: &mut [f32], grads: &[f32], state: &mut [f32], step: u32) {
    match *optimizer {
        Optimizer::Sgd {
            lr,
            momentum,
            weight_decay,
        } => {
            for ((w, &g), velocity) in params.iter_mut().zip(grads).zip(state) {
                *velocity = momentum * *velocity + (g + weight_decay * *w);
                *w -= lr * *velocity;
            }
        }
        Optimizer::Adam {
            lr,
            beta1,
            beta2,
            eps,
            weight_decay,
        } => {
            let (m, v) = state.split_at_mut(params.len());
            // 1 − βᵗ in f64: at β2 = 0.999 and step 1 it is the difference of nearly equal numbers.
            let correction1 = (1.0 - libm::pow(f64::from(beta1), f64::from(step))) as f32;
            let correction2 = (1.0 - libm::pow(f64::from(beta2), f64::from(step))) as f32;
            for (((w, &g), m), v) in params.iter_mut().zip(grads).zip(m).zip(v) {
                let g = g + weight_decay * *w;
                *m = beta1 * *m + (1.0 - beta1) * g;
                *v = beta2 * *v + (1.0 - beta2) * g * g;
                let root = (*v / correction2).sqrt() + eps;
                *w -= lr * (*m / correction1) / root;
            }
        }
    }
}
