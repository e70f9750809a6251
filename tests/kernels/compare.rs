//! Comparing what two computations produced. Every helper here has a test that it can fail.

/// What the CPU produced.
pub struct Cpu<'a>(pub &'a [f32]);
/// What the GPU produced. A type of its own: the same side twice does not compile.
pub struct Gpu<'a>(pub &'a [f32]);

/// Panics, naming the first offender, unless both have the same length and every |got − want| is
/// within `tolerance` (absolute). NaN is never within.
pub fn assert_close(name: &str, got: &[f32], want: &[f64], tolerance: f64) {
    assert_eq!(got.len(), want.len(), "{name}: lengths");
    for (i, (&g, &w)) in got.iter().zip(want).enumerate() {
        let apart = (f64::from(g) - w).abs();
        assert!(
            apart <= tolerance,
            "{name}[{i}] is {g}, not {w}: {apart:.3e} > {tolerance:.3e}"
        );
    }
}

/// The two backends' results of one computation, within `tolerance` × (1 + the largest |value|).
pub fn assert_twins(name: &str, cpu: Cpu, gpu: Gpu, tolerance: f64) {
    let want: Vec<f64> = cpu.0.iter().map(|&v| f64::from(v)).collect();
    let largest = want.iter().fold(0.0, |top: f64, v| top.max(v.abs()));
    assert_close(name, gpu.0, &want, tolerance * (1.0 + largest));
}

/// Bit for bit.
pub fn assert_same_bits(name: &str, first: &[f32], second: &[f32]) {
    assert_eq!(first.len(), second.len(), "{name}: lengths");
    for (i, (a, b)) in first.iter().zip(second).enumerate() {
        assert_eq!(a.to_bits(), b.to_bits(), "{name}[{i}]: {a} and {b}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_pass() {
        assert_close("x", &[1.0, 2.0], &[1.0, 2.0], 0.0);
        assert_twins("x", Cpu(&[1.0]), Gpu(&[1.0]), 0.0);
        assert_same_bits("x", &[0.5], &[0.5]);
    }

    #[test]
    #[should_panic(expected = "x[1] is 2.001")]
    fn a_perturbed_value_fails() {
        assert_close("x", &[1.0, 2.001], &[1.0, 2.0], 1e-4);
    }

    #[test]
    #[should_panic(expected = "x[0] is NaN")]
    fn nan_fails() {
        assert_close("x", &[f32::NAN], &[1.0], 1e9);
    }

    #[test]
    #[should_panic(expected = "lengths")]
    fn a_missing_value_fails() {
        assert_close("x", &[1.0], &[1.0, 2.0], 1.0);
    }

    #[test]
    #[should_panic(expected = "x[0]")]
    fn perturbed_twins_fail() {
        assert_twins("x", Cpu(&[10.0]), Gpu(&[10.1]), 1e-3);
    }

    #[test]
    #[should_panic(expected = "x[0]")]
    fn zero_and_minus_zero_are_not_the_same_bits() {
        assert_same_bits("x", &[0.0], &[-0.0]);
    }
}
