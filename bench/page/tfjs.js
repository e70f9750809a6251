// TensorFlow.js, written as its documentation writes: value and gradients of a function, inside a tidy.
import * as tf from "@tensorflow/tfjs-core";
// By name, because bundlers take it for unused.
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { TRAINING, initialWeights } from "./cases.js";

const unit = (x) => tf.div(x, tf.sqrt(tf.sum(tf.square(x), 1, true)));

function clip(u, v, temperature) {
  [u, v] = [unit(u), unit(v)];
  const logits = tf.mul(tf.matMul(u, v, false, true), 1 / temperature);
  const positive = tf.mul(tf.sum(tf.mul(u, v), 1), 1 / temperature);
  const both = tf.add(tf.logSumExp(logits, 1), tf.logSumExp(logits, 0));
  return tf.mean(tf.sub(tf.mul(both, 0.5), positive));
}

function ntXent(u, v, mask, temperature) {
  [u, v] = [unit(u), unit(v)];
  const z = tf.concat([u, v], 0);
  const logits = tf.sub(tf.mul(tf.matMul(z, z, false, true), 1 / temperature), mask);
  const positive = tf.mul(tf.sum(tf.mul(u, v), 1), 1 / temperature);
  return tf.sub(tf.mean(tf.logSumExp(logits, 1)), tf.mean(positive));
}

/** @param {"wasm" | "webgpu"} backend */
export async function open(backend) {
  if (backend === "wasm") {
    const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    const { default: simd } = await import("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url");
    // It insists on three names and loads the one with SIMD: threads would need headers that static hosts do not send.
    const names = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm-threaded-simd.wasm"];
    setWasmPaths(Object.fromEntries(names.map((name) => [name, simd])));
  } else {
    await import("@tensorflow/tfjs-backend-webgpu");
  }
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend} here`);
  await tf.ready();
  return { prepare };
}

function prepare({ kind, rows, dim, temperature }, { u, v, views }) {
  if (kind === "training") return training(views);
  const tensors = () => [tf.tensor2d(u, [rows, dim]), tf.tensor2d(v, [rows, dim])];
  if (kind === "similarity") {
    return {
      call: async () => {
        const product = tf.tidy(() => {
          const [a, b] = tensors();
          return tf.matMul(a, b, false, true);
        });
        const similarity = await product.data();
        product.dispose();
        return { similarity };
      },
    };
  }
  const mask = kind === "nt-xent" ? tf.tidy(() => tf.mul(tf.eye(2 * rows), 1e9)) : undefined;
  const loss = kind === "clip" ? (a, b) => clip(a, b, temperature) : (a, b) => ntXent(a, b, mask, temperature);
  const step = tf.valueAndGrads(loss);
  return {
    call: async () => {
      const outputs = tf.tidy(() => {
        const { value, grads } = step(tensors());
        return [value, ...grads];
      });
      const [[first], gu, gv] = await Promise.all(outputs.map((tensor) => tensor.data()));
      tf.dispose(outputs);
      return { loss: first, gradients: [gu, gv] };
    },
    dispose: () => mask?.dispose(),
  };
}

function training(views) {
  const { batch, widths, temperature, lr } = TRAINING;
  const layers = initialWeights().map(({ fanIn, out, w, b }) => ({
    w: tf.variable(tf.tensor2d(w, [fanIn, out])),
    b: tf.variable(tf.tensor1d(b)),
  }));
  const optimizer = tf.train.adam(lr, 0.9, 0.999, 1e-8);
  const mask = tf.tidy(() => tf.mul(tf.eye(2 * batch), 1e9));
  const encode = (x) =>
    layers.reduce((h, { w, b }, i) => {
      const out = tf.add(tf.matMul(h, w), b);
      return i + 1 < layers.length ? tf.relu(out) : out;
    }, x);
  let [t, value] = [0, null];
  return {
    call: async (last) => {
      value?.dispose();
      const pair = views[t++ % views.length];
      value = tf.tidy(() => {
        const x = tf.concat(pair.map((view) => tf.tensor2d(view, [batch, widths[0]])), 0);
        return optimizer.minimize(() => {
          const [first, second] = tf.split(encode(x), 2, 0);
          return ntXent(first, second, mask, temperature);
        }, true);
      });
      if (!last) return {};
      const [loss] = await value.data();
      return { loss };
    },
  };
}
