// −1/|P| Σ_p log( e^{s_p} / Σ_a e^{s_a} ). Twin: src/contrastive/sup_con.rs, which names the sources.

struct RowResult {
    loss: f32,
    scalars: vec4f,
}

fn row(statistics: Statistics) -> RowResult {
    if (statistics.positives < 0.5) { return RowResult(0.0, vec4f(-EMPTY, 0.0, 0.0, 0.0)); }
    let log_total = statistics.log_sum_0;
    let share = 1.0 / statistics.positives;
    return RowResult(log_total - statistics.positive * share, vec4f(log_total, share, 0.0, 0.0));
}

fn negative(s: f32, scalars: vec4f) -> f32 {
    return exp(min(s - scalars.x, 0.0));
}

fn positive(s: f32, scalars: vec4f) -> f32 {
    return negative(s, scalars) + extra(scalars);
}

fn extra(scalars: vec4f) -> f32 {
    return -scalars.y;
}
