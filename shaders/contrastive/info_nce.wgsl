// −s⁺ + log(e^{s⁺} + Σ_j e^{s_j}). Twin: src/contrastive/info_nce.rs, which names the sources.

struct RowResult {
    loss: f32,
    scalars: vec4f,
}

fn log_add_exp(a: f32, b: f32) -> f32 {
    let top = max(a, b);
    return top + log(exp(a - top) + exp(b - top));
}

fn row(statistics: Statistics) -> RowResult {
    let log_total = log_add_exp(statistics.positive, statistics.log_sum_0);
    return RowResult(log_total - statistics.positive, vec4f(log_total, 0.0, 0.0, 0.0));
}

fn negative(s: f32, scalars: vec4f) -> f32 {
    return exp(min(s - scalars.x, 0.0));
}

fn positive(s: f32, scalars: vec4f) -> f32 {
    return exp(min(s - scalars.x, 0.0)) - 1.0;
}
