// In the page: fits through the public API, as any page would call it, and by the engine alone.
import init, { Engine } from "/pkg/nearfar.js";
import { createLab } from "/site/nearfar.js";

const NEIGHBORS = 5;
const lab = await createLab({ backend: "cpu" });
await init({ module_or_path: fetch("/pkg/nearfar_bg.wasm") });
const engine = await Engine.open("cpu");
let requests = [];

const points = (x) => Float64Array.from(x.flat());
const request = ({ x, similar, dissimilar }, more) => ({
  x: points(x),
  rows: x.length,
  dim: x[0].length,
  similar: Uint32Array.from(similar.flat()),
  dissimilar: Uint32Array.from(dissimilar.flat()),
  ...more,
});
const fit = (i) => lab.gmml(requests[i % requests.length]);
/** Next to no numbers and no work: what the way to the worker and back takes. */
const NOTHING = { x: Float64Array.of(1, 2), rows: 2, dim: 1, pairs: Uint32Array.of(0, 1) };

const WAYS = {
  /** One after another: what a page waits for each. */
  async page(count) {
    for (let i = 0; i < count; i++) await fit(i);
  },
  /** In this thread, with no worker and no message. */
  async engine(count) {
    for (let i = 0; i < count; i++) {
      const { x, rows, dim, similar, dissimilar, t, lambda } = requests[i % requests.length];
      engine.gmml(x, rows, dim, similar, dissimilar, t, lambda, undefined);
    }
  },
  async trip(count) {
    for (let i = 0; i < count; i++) await lab.scatterMatrix(NOTHING);
  },
};

async function run(way, count) {
  const start = performance.now();
  await WAYS[way](count);
  return performance.now() - start;
}

globalThis.bench = {
  run,
  /** The milliseconds of a warm call. */
  async prepare({ cases, ...more }) {
    requests = cases.map((one) => request(one, more));
    await run("page", 20);
    await run("engine", 20);
    return (await run("page", 10)) / 10;
  },
  /** The share of held-out points that 5-NN gets wrong: { method, form, error } of each case. */
  async errors(cases, places) {
    const found = [];
    for (const one of cases) {
      const { x, rows, dim, ...paired } = request(one);
      const common = { x, rows, dim, query: points(one.testX), queries: one.testX.length, k: NEIGHBORS, labels: Uint32Array.from(one.labels) };
      const judge = async (method, A) => {
        const { labels } = await lab.knn({ ...common, A });
        const wrong = one.testLabels.filter((label, i) => label !== labels[i]).length;
        found.push({ method, form: one.form, error: wrong / labels.length });
      };
      await judge("Euclidean");
      for (const [method, t] of Object.entries(places)) await judge(method, (await lab.gmml({ x, rows, dim, ...paired, t })).A);
    }
    return found;
  },
};
