// loss = -s+ + log(sum of e^s over the negatives)

fn row(statistics: Statistics) -> RowResult {
  // Without negatives there is nothing to tell apart.
  let none = statistics.negatives < 0.5;
  let loss = select(statistics.log_sum_0 - statistics.positive, 0.0, none);
  return RowResult(loss, vec4f(select(statistics.log_sum_0, -EMPTY, none), select(-1.0, 0.0, none), 0.0, 0.0));
}

fn negative(s: f32, scalars: vec4f) -> f32 {
  return exp(s - scalars.x);
}

fn positive(s: f32, scalars: vec4f) -> f32 {
  return scalars.y;
}
