// The training step in float64 by plain loops: MLP with ReLU, NT-Xent of two views, Adam.
// The judge of everyone's first losses.
import { TRAINING, initialWeights, trainingViews } from "./page/cases.js";
import { ntXentFrom } from "./reference.mjs";

const BETA = [0.9, 0.999];
const EPSILON = 1e-8;

/**
 * The losses before each of the first steps.
 * @param {{ fanIn: number, out: number, w: ArrayLike<number>, b: ArrayLike<number> }[]} start  w is [in, out]
 * @param {ArrayLike<number>[][]} views  [steps][2] of [batch, 2]
 */
export function trainingLosses(start = initialWeights(), views = trainingViews()) {
  const layers = start.map(({ fanIn, out, w, b }) => ({ fanIn, out, w: parameter(w), b: parameter(b) }));
  return views.map(([first, second], step) => {
    const rows = first.length / layers[0].fanIn;
    const activations = [Float64Array.of(...first, ...second)];
    layers.forEach((layer, i) => activations.push(forward(layer, activations[i], 2 * rows, i + 1 < layers.length)));
    const dim = layers.at(-1).out;
    const [u, v] = [0, 1].map((view) => activations.at(-1).slice(view * rows * dim, (view + 1) * rows * dim));
    const { loss, arrays } = ntXentFrom(u, v, rows, dim, TRAINING.temperature);
    let gradient = Float64Array.of(...arrays[0], ...arrays[1]);
    for (let i = layers.length - 1; i >= 0; i--) {
      if (i + 1 < layers.length) gradient = gradient.map((value, k) => (activations[i + 1][k] > 0 ? value : 0));
      gradient = backward(layers[i], activations[i], gradient, 2 * rows);
    }
    for (const { w, b } of layers) [w, b].forEach((each) => adam(each, step + 1));
    return loss;
  });
}

function parameter(values) {
  const [zero, gradient] = [0, 1].map(() => new Float64Array(values.length));
  return { value: Float64Array.from(values), m: zero, v: new Float64Array(values.length), gradient };
}

function forward({ fanIn, out, w, b }, x, rows, relu) {
  const y = new Float64Array(rows * out);
  for (let i = 0; i < rows; i++) {
    for (let o = 0; o < out; o++) {
      let sum = b.value[o];
      for (let k = 0; k < fanIn; k++) sum += x[i * fanIn + k] * w.value[k * out + o];
      y[i * out + o] = relu ? Math.max(0, sum) : sum;
    }
  }
  return y;
}

/** Leaves the gradients of the layer in it, and gives that of its input. */
function backward({ fanIn, out, w, b }, x, dy, rows) {
  w.gradient.fill(0);
  b.gradient.fill(0);
  const dx = new Float64Array(rows * fanIn);
  for (let i = 0; i < rows; i++) {
    for (let o = 0; o < out; o++) {
      const value = dy[i * out + o];
      b.gradient[o] += value;
      for (let k = 0; k < fanIn; k++) {
        w.gradient[k * out + o] += value * x[i * fanIn + k];
        dx[i * fanIn + k] += value * w.value[k * out + o];
      }
    }
  }
  return dx;
}

function adam({ value, m, v, gradient }, t) {
  for (let i = 0; i < value.length; i++) {
    m[i] = BETA[0] * m[i] + (1 - BETA[0]) * gradient[i];
    v[i] = BETA[1] * v[i] + (1 - BETA[1]) * gradient[i] ** 2;
    const [first, second] = [m[i] / (1 - BETA[0] ** t), v[i] / (1 - BETA[1] ** t)];
    value[i] -= (TRAINING.lr * first) / (Math.sqrt(second) + EPSILON);
  }
}
