// Activations and their derivatives, appended to the kernels of a dense layer.
// Twin: `activate` and `slope` in src/compute/cpu/dense.rs. The numbers are those of gpu/dense.rs.

const IDENTITY = 0u;
const RELU = 1u;
const TANH = 2u;
const GELU = 3u;

// erfc to 1.2e-7 of its value everywhere (Press et al., Numerical Recipes, section 6.2: a Chebyshev
// fit), so that the lower tail of the Gaussian distribution keeps its digits.
fn erfc(x: f32) -> f32 {
    let z = abs(x);
    let t = 1.0 / (1.0 + 0.5 * z);
    let p = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806
        + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
    let tail = t * exp(max(p - min(z, 12.0) * min(z, 12.0), -87.0));
    return select(2.0 - tail, tail, x >= 0.0);
}

fn normal_cdf(x: f32) -> f32 {
    return 0.5 * erfc(-x * 0.70710678);
}

// The built-in may compute e^2x, which overflows; tanh(±10) is ±1 in f32.
fn bounded_tanh(x: f32) -> f32 {
    return tanh(clamp(x, -10.0, 10.0));
}

fn activate(kind: u32, pre: f32) -> f32 {
    switch kind {
        case RELU: { return max(pre, 0.0); }
        case TANH: { return bounded_tanh(pre); }
        case GELU: { return pre * normal_cdf(pre); }
        default: { return pre; }
    }
}

fn slope(kind: u32, pre: f32) -> f32 {
    switch kind {
        case RELU: { return select(0.0, 1.0, pre > 0.0); }
        case TANH: { let t = bounded_tanh(pre); return 1.0 - t * t; }
        case GELU: {
            let x = clamp(pre, -12.0, 12.0);
            return normal_cdf(pre) + x * 0.39894228 * exp(-0.5 * x * x);
        }
        default: { return 1.0; }
    }
}
