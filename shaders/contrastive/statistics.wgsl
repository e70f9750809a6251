// Running sums over an anchor's negatives: (largest s, Σ e^(power_0 (s − largest)), the same for
// power_1, how many). Twin: `RowStatistics` in src/contrastive/mod.rs.
// SECOND_POWER says whether the loss has a power_1 at all, TERMS whether it is a plain sum of the
// negatives' own terms instead, GROUPED whether rows have groups: only then they are counted, and with
// TOGETHER the last two are the sum of the positives' s and their number (kernel.rs). A `while` that runs at most once
// stands for an `if` where the body is dear and rare: software adapters compute the body of every
// `if` and mask what comes of it, but leave out a loop that no invocation enters.

const EMPTY = -1.0e30; // stands for the logarithm of an empty sum, and for no pair: no infinities in WGSL

struct Statistics {
    positive: f32,
    log_sum_0: f32,
    log_sum_1: f32,
    positives: f32,
    negatives: f32,
}

// `lowest` is far above EMPTY, so that e^EMPTY is 0 after any shift; where all |s| are known to be
// small it is their largest, and sums are never lifted.
fn nothing() -> vec4f {
    return vec4f(params.lowest, 0.0, 0.0, 0.0);
}

// Both running sums put on the larger of their shifts and added.
fn merge(a: vec4f, b: vec4f) -> vec4f {
    let top = max(a.x, b.x);
    var sum = a.y * exp(params.power_0 * (a.x - top)) + b.y * exp(params.power_0 * (b.x - top));
    var second = a.z + b.z;
    if (SECOND_POWER) {
        second = a.z * exp(params.power_1 * (a.x - top)) + b.z * exp(params.power_1 * (b.x - top));
    }
    return vec4f(top, sum, second, a.w + b.w);
}

// (power_0, power_1), read once: in a loop it is as dear as a load from a buffer.
fn powers() -> vec2f {
    return vec2f(params.power_0, params.power_1);
}

fn lift(sums: vec4f, top: f32, powers: vec2f) -> vec4f {
    var lifted = sums;
    while (top > lifted.x) {
        lifted.y *= exp(powers.x * (lifted.x - top));
        if (SECOND_POWER) { lifted.z *= exp(powers.y * (lifted.x - top)); }
        lifted.x = top;
    }
    return lifted;
}

// What a pair adds to a plain sum: nothing where there is no negative, whatever the loss makes of so low an s.
fn summand(s: f32) -> f32 {
    return select(term(max(s, -1e5)), 0.0, s < 0.5 * EMPTY);
}

fn collect(sums: vec4f, s: f32, powers: vec2f) -> vec4f {
    if (TERMS) { return sums + vec4f(0.0, summand(s), 0.0, 0.0); }
    var lifted = lift(sums, s, powers);
    let shifted = s - lifted.x;
    lifted.y += exp(powers.x * shifted);
    if (SECOND_POWER) { lifted.z += exp(powers.y * shifted); }
    return lifted;
}

// Four at a time: one comparison with the largest.
fn collect_four(sums: vec4f, s: vec4f, powers: vec2f) -> vec4f {
    if (TERMS) { return sums + vec4f(0.0, summand(s.x) + summand(s.y) + summand(s.z) + summand(s.w), 0.0, 0.0); }
    var lifted = lift(sums, max(max(s.x, s.y), max(s.z, s.w)), powers);
    let shifted = s - lifted.x;
    lifted.y += dot(exp(powers.x * shifted), vec4f(1.0));
    if (SECOND_POWER) { lifted.z += dot(exp(powers.y * shifted), vec4f(1.0)); }
    return lifted;
}

fn finish(sums: vec4f, positive: f32, negatives: f32) -> Statistics {
    var result = Statistics(positive, EMPTY, EMPTY, 1.0, negatives);
    if (GROUPED) { result.negatives = sums.w; }
    if (TOGETHER) { result = Statistics(sums.z, EMPTY, EMPTY, sums.w, negatives - sums.w); }
    if (sums.y > 0.0) { result.log_sum_0 = params.power_0 * sums.x + log(sums.y); }
    if (TERMS) { result.log_sum_0 = sums.y; }
    if (SECOND_POWER && sums.z > 0.0) { result.log_sum_1 = params.power_1 * sums.x + log(sums.z); }
    return result;
}
