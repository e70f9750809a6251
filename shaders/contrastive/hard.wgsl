// Debiased and hard negatives. Twin: src/contrastive/hard.rs, which has the formulas and names the sources.
// parameter_0: τ⁺; parameter_1: β; parameter_2: the clamp's floor −1/τ; parameter_3: 1 where the
// importance weights are held constant.

struct RowResult {
    loss: f32,
    scalars: vec4f,
}

fn log_add_exp(a: f32, b: f32) -> f32 {
    let top = max(a, b);
    return top + log(exp(a - top) + exp(b - top));
}

fn row(statistics: Statistics) -> RowResult {
    let tau_plus = params.parameter_0;
    let beta = params.parameter_1;
    let detached = params.parameter_3 > 0.0;
    let log_positive = statistics.positive;
    let log_count = log(max(statistics.negatives, 1e-30));
    let none = statistics.negatives < 0.5;
    let weights = select(log_count, statistics.log_sum_1, SECOND_POWER);
    let log_mean = select(statistics.log_sum_0 - weights, EMPTY, none);

    let left = 1.0 - tau_plus * exp(min(log_positive - log_mean, 80.0));
    var corrected = log_mean;
    var clamped = false;
    if (tau_plus > 0.0) {
        corrected += log(max(left, 1e-30)) - log(1.0 - tau_plus);
        clamped = corrected < params.parameter_2;
    }
    let log_negatives = log_count + select(corrected, params.parameter_2, clamped);
    let log_total = log_add_exp(log_positive, log_negatives);
    let share = exp(log_negatives - log_total);
    let loss = log_total - log_positive;
    if (clamped || none) { return RowResult(loss, vec4f(EMPTY, EMPTY, -share, 1.0)); }

    let pull = share / left;
    let log_pull = log(max(pull, 1e-37));
    let first = log_pull + select(log(1.0 + beta), 0.0, detached) - statistics.log_sum_0;
    let second = select(log_pull + log(max(beta, 1e-30)) - weights, EMPTY, beta == 0.0 || detached);
    return RowResult(loss, vec4f(first, second, -pull, 0.0));
}

fn negative(s: f32, scalars: vec4f) -> f32 {
    let beta = params.parameter_1;
    // 80: far beyond what any coefficient is, for the lanes whose result is not kept.
    let first = exp(min(s + beta * s + scalars.x, 80.0));
    if (!SECOND_POWER) { return first; }
    return first - exp(min(beta * s + scalars.y, 80.0));
}

fn positive(s: f32, scalars: vec4f) -> f32 {
    return scalars.z;
}
