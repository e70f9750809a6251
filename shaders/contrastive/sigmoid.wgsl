// −log σ(s⁺ + b) − Σ_j log σ(−(s_j + b)). Twin: src/contrastive/sigmoid.rs, which names the sources.
// parameter_0: b.

struct RowResult {
    loss: f32,
    scalars: vec4f,
}

// log(1 + eˣ).
fn softplus(x: f32) -> f32 {
    return max(x, 0.0) + log(1.0 + exp(-abs(x)));
}

fn logistic(x: f32) -> f32 {
    return 1.0 / (1.0 + exp(min(-x, 80.0)));
}

fn term(s: f32) -> f32 {
    return softplus(s + params.parameter_0);
}

fn row(statistics: Statistics) -> RowResult {
    let of_positive = -(statistics.positive + params.parameter_0);
    let loss = softplus(of_positive) + statistics.log_sum_0;
    return RowResult(loss, vec4f(-logistic(of_positive), 0.0, 0.0, 0.0));
}

fn negative(s: f32, scalars: vec4f) -> f32 {
    return logistic(s + params.parameter_0);
}

fn positive(s: f32, scalars: vec4f) -> f32 {
    return scalars.x;
}
