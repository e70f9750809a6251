// Hard and debiased: a is the class prior, b the hardness.

// log_sum_0 is the log of the sum of e^(power_0 s), log_sum_1 of e^(power_1 s).
fn power_0() -> f32 {
  return 1.0 + b;
}

fn power_1() -> f32 {
  return b;
}

fn log_add_exp(x: f32, y: f32) -> f32 {
  let top = max(x, y);
  return top + log(exp(x - top) + exp(y - top));
}

fn row(statistics: Statistics) -> RowResult {
  let none = statistics.negatives < 0.5;
  let log_mean = select(statistics.log_sum_0 - statistics.log_sum_1, EMPTY, none);
  let left = 1.0 - a * exp(statistics.positive - log_mean);
  let corrected = log_mean + log(max(left, 1e-30)) - log(1.0 - a);
  let floor = -1.0 / temperature;
  let clamped = corrected < floor || none;
  let log_count = log(max(statistics.negatives, 1e-30));
  let log_negatives = log_count + select(corrected, floor, clamped);
  let log_total = log_add_exp(statistics.positive, log_negatives);
  let share = exp(log_negatives - log_total);
  let pull = select(share / max(left, 1e-30), share, clamped);
  let log_pull = log(max(pull, 1e-37));
  let first = log_pull + log(power_0()) - statistics.log_sum_0;
  let second = log_pull + log(power_1()) - statistics.log_sum_1;
  let scalars = vec4f(select(first, EMPTY, clamped), select(second, EMPTY, clamped), -pull, 0.0);
  return RowResult(log_total - statistics.positive, scalars);
}

fn negative(s: f32, scalars: vec4f) -> f32 {
  return exp(power_0() * s + scalars.x) - exp(power_1() * s + scalars.y);
}

fn positive(s: f32, scalars: vec4f) -> f32 {
  return scalars.z;
}
