// −s⁺ + log Σ_j e^{s_j}. Twin: src/contrastive/decoupled.rs, which names the sources.

struct RowResult {
    loss: f32,
    scalars: vec4f,
}

fn row(statistics: Statistics) -> RowResult {
    if (statistics.negatives < 0.5) { return RowResult(0.0, vec4f(-EMPTY, 0.0, 0.0, 0.0)); }
    let log_sum = statistics.log_sum_0;
    return RowResult(log_sum - statistics.positive, vec4f(log_sum, -1.0, 0.0, 0.0));
}

fn negative(s: f32, scalars: vec4f) -> f32 {
    return exp(min(s - scalars.x, 0.0));
}

fn positive(s: f32, scalars: vec4f) -> f32 {
    return scalars.y;
}
