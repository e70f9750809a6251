// Nearfar by its public API, from the site as it is built: nothing that another page could not do.
import { TRAINING } from "./cases.js";

const BACKENDS = { wasm: "cpu", webgpu: "webgpu" };

/** @param {"wasm" | "webgpu"} backend */
export async function open(backend) {
  const { createLab } = await import(/* @vite-ignore */ new URL("/site/nearfar.js", location.href).href);
  const lab = await createLab({ backend: BACKENDS[backend] });
  if (lab.backend !== BACKENDS[backend]) throw new Error(`Nearfar runs on ${lab.backend}, not on ${backend}`);
  return { prepare: (example, data) => prepare(lab, example, data) };
}

function prepare(lab, { kind, rows, dim, temperature }, { u, v }) {
  if (kind === "training") return training(lab);
  if (kind === "similarity") {
    return { call: async () => ({ similarity: await lab.similarity({ u, v, batch: 1, rows, cols: rows, dim }) }) };
  }
  return {
    call: async () => {
      const answer = await lab.contrastiveLoss({
        loss: kind, anchors: u, positives: v, rows, dim, temperature, normalize: true,
      });
      return { loss: answer.loss, gradients: [answer.gradAnchors, answer.gradPositives] };
    },
  };
}

/** Its own data and views, drawn in the step: the peers get theirs before the clock starts. */
async function training(lab) {
  const { widths, batch, temperature, lr } = TRAINING;
  const run = await lab.experiment({
    data: { name: "moons" },
    augment: { jitter: 0.1 },
    encoder: { hidden: widths.slice(1, -1), activation: "relu", dim: widths.at(-1), normalize: true },
    loss: { name: "nt-xent", temperature },
    optimizer: { name: "adam", lr },
    batch,
    steps: 20_000,
  });
  return {
    firstSteps: () => firstSteps(run),
    many: async (count) => ({ loss: (await run.step(count)).at(-1) }),
    dispose: () => run.dispose(),
  };
}

/** Three steps one by one, with the weights that they start from and the views that they draw. */
async function firstSteps(run) {
  const { params } = await run.checkpoint();
  const { widths } = TRAINING;
  let at = 0;
  const take = (count) => Array.from(params.subarray(at, (at += count)));
  const weights = widths.slice(1).map((out, layer) => {
    const fanIn = widths[layer];
    const rows = take(fanIn * out); // [out, in]
    const w = Array.from({ length: fanIn * out }, (_, i) => rows[(i % out) * fanIn + Math.floor(i / out)]);
    return { fanIn, out, w, b: take(out) };
  });
  const [views, losses] = [[], []];
  for (let i = 0; i < 3; i++) {
    const { view1, view2 } = await run.batch();
    views.push([Array.from(view1), Array.from(view2)]);
    losses.push((await run.step(1))[0]);
  }
  return { losses, drawn: { weights, views } };
}
