// Running sums over an anchor's negatives: (largest s, Σ e^(power_0 (s − largest)), the same for
// power_1, unused). Twin: `RowStatistics` in src/contrastive/mod.rs.

const EMPTY = -1.0e30; // stands for the logarithm of an empty sum: no infinities in WGSL

struct Statistics {
    positive: f32,
    log_sum_0: f32,
    log_sum_1: f32,
    negatives: f32,
}

fn nothing() -> vec4f {
    return vec4f(EMPTY, 0.0, 0.0, 0.0);
}

// Both running sums put on the larger of their shifts and added.
fn merge(a: vec4f, b: vec4f) -> vec4f {
    let top = max(a.x, b.x);
    var sum = a.y * exp(params.power_0 * (a.x - top)) + b.y * exp(params.power_0 * (b.x - top));
    var second = 0.0;
    if (params.power_1 != 0.0) {
        second = a.z * exp(params.power_1 * (a.x - top)) + b.z * exp(params.power_1 * (b.x - top));
    }
    return vec4f(top, sum, second, 0.0);
}

fn collect(sums: vec4f, s: f32) -> vec4f {
    if (s > sums.x) { return merge(sums, vec4f(s, 1.0, 1.0, 0.0)); }
    var second = sums.z;
    if (params.power_1 != 0.0) { second += exp(params.power_1 * (s - sums.x)); }
    return vec4f(sums.x, sums.y + exp(params.power_0 * (s - sums.x)), second, 0.0);
}

fn finish(sums: vec4f, positive: f32, negatives: f32) -> Statistics {
    var result = Statistics(positive, EMPTY, EMPTY, negatives);
    if (sums.y > 0.0) { result.log_sum_0 = params.power_0 * sums.x + log(sums.y); }
    if (sums.z > 0.0) { result.log_sum_1 = params.power_1 * sums.x + log(sums.z); }
    return result;
}
