// jax-js, written as its documentation writes: one jit of value and gradients.
// Every use of an array but the last is `.ref`: the library counts references.
import { defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { TRAINING, initialWeights } from "./cases.js";

const unit = (x) => x.ref.div(np.sqrt(np.square(x).sum(1, { keepdims: true })));

function clip(u, v, temperature) {
  [u, v] = [unit(u), unit(v)];
  const logits = np.matmul(u.ref, v.ref.transpose()).mul(1 / temperature);
  const positive = u.mul(v).sum(1).mul(1 / temperature);
  const both = nn.logsumexp(logits.ref, 1).add(nn.logsumexp(logits, 0));
  return both.mul(0.5).sub(positive).mean();
}

function ntXent(u, v, rows, temperature) {
  [u, v] = [unit(u), unit(v)];
  const z = np.concatenate([u.ref, v.ref], 0);
  const logits = np.matmul(z.ref, z.transpose()).mul(1 / temperature);
  const masked = logits.sub(np.eye(2 * rows).mul(1e9));
  const positive = u.mul(v).sum(1).mul(1 / temperature);
  return nn.logsumexp(masked, 1).mean().sub(positive.mean());
}

const matrix = (data, rows, dim) => np.array(data).reshape([rows, dim]);

/** @param {"wasm" | "webgpu"} backend */
export async function open(backend) {
  const devices = await init(backend);
  if (!devices.includes(backend)) throw new Error(`jax-js has no ${backend} here`);
  defaultDevice(backend);
  return { prepare };
}

function prepare({ kind, rows, dim, temperature }, { u, v, views }) {
  if (kind === "training") return training(views);
  if (kind === "similarity") {
    const product = jit((a, b) => np.matmul(a, b.transpose()));
    return { call: async () => ({ similarity: await product(matrix(u, rows, dim), matrix(v, rows, dim)).data() }) };
  }
  const loss = kind === "clip" ? (a, b) => clip(a, b, temperature) : (a, b) => ntXent(a, b, rows, temperature);
  const step = jit(valueAndGrad(loss, { argnums: [0, 1] }));
  return {
    call: async () => {
      const [value, [du, dv]] = step(matrix(u, rows, dim), matrix(v, rows, dim));
      const [[first], gu, gv] = await Promise.all([value.data(), du.data(), dv.data()]);
      return { loss: first, gradients: [gu, gv] };
    },
  };
}

function training(views) {
  const { batch, widths, temperature, lr } = TRAINING;
  const layers = initialWeights();
  const encode = (params, x) =>
    params.reduce((h, { w, b }, i) => {
      const out = np.matmul(h, w).add(b);
      return i + 1 < params.length ? nn.relu(out) : out;
    }, x);
  // A loss consumes its parameters, and they are used for both views at once: one pass over 2·batch rows.
  const loss = (params, x) => {
    const out = encode(params, x);
    const [first, second] = np.split(out, 2, 0);
    return ntXent(first, second, batch, temperature);
  };
  const adam = (state, grad) => {
    const { p, m, v, t } = state;
    const m1 = m.mul(0.9).add(grad.ref.mul(0.1));
    const v1 = v.mul(0.999).add(np.square(grad).mul(0.001));
    const one = (decay) => np.array(1).sub(np.exp(t.ref.mul(Math.log(decay))));
    const change = m1.ref.div(one(0.9)).mul(lr).div(np.sqrt(v1.ref.div(one(0.999))).add(1e-8));
    t.dispose();
    return { p: p.sub(change), m: m1, v: v1 };
  };
  const step = jit((params, m, v, t, x) => {
    const [value, grads] = valueAndGrad(loss)(tree.ref(params), x);
    const next = params.map((layer, i) =>
      Object.fromEntries(
        ["w", "b"].map((name) => [
          name,
          adam({ p: layer[name], m: m[i][name], v: v[i][name], t: t.ref }, grads[i][name]),
        ]),
      ),
    );
    t.dispose();
    const pick = (part) => next.map(({ w, b }) => ({ w: w[part], b: b[part] }));
    return [value, pick("p"), pick("m"), pick("v")];
  });
  const zeros = () => layers.map(({ fanIn, out }) => ({ w: np.zeros([fanIn, out]), b: np.zeros([out]) }));
  let params = layers.map(({ fanIn, out, w, b }) => ({ w: matrix(w, fanIn, out), b: np.array(b) }));
  let [m, v, t, value] = [zeros(), zeros(), 0, null];
  return {
    call: async (last) => {
      const [first, second] = views[t % views.length];
      const x = new Float32Array(2 * first.length);
      x.set(first);
      x.set(second, first.length);
      value?.dispose();
      [value, params, m, v] = step(params, m, v, np.array(++t), matrix(x, 2 * batch, widths[0]));
      if (!last) return {};
      const [loss] = await value.ref.data();
      return { loss };
    },
  };
}
