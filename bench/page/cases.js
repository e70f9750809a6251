// What is measured, and on which numbers: shared by the runner and the page.

export const TEMPERATURE = 0.1;
const SIZES = [256, 1024, 4096];
const DIMS = [64, 128];

/** The training step: 2 inputs, two hidden layers, batch 256, two views, NT-Xent, Adam. */
export const TRAINING = { widths: [2, 64, 64, 16], batch: 256, temperature: 0.5, lr: 0.002, steps: 8 };

/**
 * `anchors` is N of the N×N similarity matrix, for every loss: NT-Xent's N anchors are N/2 rows in two views.
 * @typedef {{ id: string, kind: "similarity" | "clip" | "nt-xent" | "training", anchors: number, rows: number,
 *   dim: number, temperature: number }} Case
 */

/** @returns {Case[]} */
export function allCases() {
  const grid = SIZES.flatMap((anchors) => DIMS.map((dim) => ({ anchors, dim })));
  const losses = ["similarity", "clip", "nt-xent"].flatMap((kind) =>
    grid.map(({ anchors, dim }) => ({
      id: `${kind}-${anchors}-${dim}`,
      kind,
      anchors,
      rows: kind === "nt-xent" ? anchors / 2 : anchors,
      dim,
      temperature: TEMPERATURE,
    })),
  );
  const { batch, widths, temperature } = TRAINING;
  return [...losses, { id: "training", kind: "training", anchors: 2 * batch, rows: batch, dim: widths[0], temperature }];
}

/** Normal numbers from a seed: mulberry32 and Box–Muller, so that everyone gets the same. */
export function normals(count, seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return Float32Array.from({ length: count }, () =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

/** Anchors and positives: the positive is the anchor and noise, so that the loss is neither 0 nor log N. */
export function inputs({ rows, dim }) {
  const u = normals(rows * dim, 17 * rows + dim);
  const noise = normals(rows * dim, 31 * rows + dim);
  return { u, v: u.map((value, i) => 0.5 * value + noise[i]) };
}

/** Two views for each of a few steps, drawn before the clock starts: [steps][2] of [batch, 2]. */
export function trainingViews() {
  const { batch, steps, widths } = TRAINING;
  const size = batch * widths[0];
  return Array.from({ length: steps }, (_, step) => {
    const points = normals(size, 1000 + step);
    const noise = [normals(size, 2000 + step), normals(size, 3000 + step)];
    return noise.map((added) => points.map((value, i) => value + 0.1 * added[i]));
  });
}

/** Weights [in, out] of variance 2/in and zero biases, a layer at a time. */
export function initialWeights() {
  const { widths } = TRAINING;
  return widths.slice(1).map((out, layer) => {
    const fanIn = widths[layer];
    const scale = Math.sqrt(2 / fanIn);
    return {
      fanIn,
      out,
      w: normals(fanIn * out, 4000 + layer).map((value) => value * scale),
      b: new Float32Array(out),
    };
  });
}
