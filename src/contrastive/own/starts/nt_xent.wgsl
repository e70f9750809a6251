// loss = -s+ + log(e^s+ + sum of e^s over the negatives)

// log(e^x + e^y) without overflow.
fn log_add_exp(x: f32, y: f32) -> f32 {
  let top = max(x, y);
  return top + log(exp(x - top) + exp(y - top));
}

// One anchor: its loss, and up to four numbers for the slopes below.
// statistics has positive (s+), negatives (how many), and
// log_sum_0 = log of the sum of e^s over the negatives.
fn row(statistics: Statistics) -> RowResult {
  let log_total = log_add_exp(statistics.positive, statistics.log_sum_0);
  return RowResult(log_total - statistics.positive, vec4f(log_total, 0.0, 0.0, 0.0));
}

// The slope of that loss in a negative's similarity s.
fn negative(s: f32, scalars: vec4f) -> f32 {
  return exp(s - scalars.x);
}

// And in the positive's.
fn positive(s: f32, scalars: vec4f) -> f32 {
  return exp(s - scalars.x) - 1.0;
}
