// Each pair by itself, with the bias a: near enough or not?

// log(1 + e^x)
fn softplus(x: f32) -> f32 {
  return max(x, 0.0) + log(1.0 + exp(-abs(x)));
}

fn logistic(x: f32) -> f32 {
  return 1.0 / (1.0 + exp(-x));
}

// With a term, log_sum_0 is the plain sum of the negatives' terms.
fn term(s: f32) -> f32 {
  return softplus(s + a);
}

fn row(statistics: Statistics) -> RowResult {
  let of_positive = -(statistics.positive + a);
  let loss = softplus(of_positive) + statistics.log_sum_0;
  return RowResult(loss, vec4f(-logistic(of_positive), 0.0, 0.0, 0.0));
}

fn negative(s: f32, scalars: vec4f) -> f32 {
  return logistic(s + a);
}

fn positive(s: f32, scalars: vec4f) -> f32 {
  return scalars.x;
}
