// The public API as a page sees it: its numbers against the reference values on both backends, its
// errors by name and sentence, and its memory.
import { readFileSync } from "node:fs";
import { assert, browserTest } from "./harness.mjs";
import { EVERYWHERE, defineRefusal, openLab } from "./lab.mjs";

const ORACLE = JSON.parse(readFileSync(new URL("../oracle/infonce.json", import.meta.url), "utf8"));

/** An oracle case as a request of the API; gradients by the names of their inputs. */
function request({ loss_kind: kind, inputs, temperature, normalize }) {
  const [anchors, positives, negatives] = Object.values(inputs);
  const rows = anchors.length;
  const common = { rows, dim: anchors[0].length, temperature, normalize, anchors, positives };
  if (kind === "nt_xent") return { ...common, loss: "nt-xent" };
  if (kind === "symmetric_batch_infonce") return { ...common, loss: "clip" };
  if (kind === "moco") return { ...common, loss: "info-nce", negatives, count: negatives.length, sharedNegatives: true };
  return { ...common, loss: "info-nce", negatives, count: negatives[0].length };
}

const DISTANCES = JSON.parse(readFileSync(new URL("../oracle/metric_losses.json", import.meta.url), "utf8"));
/** The API's names of the reference's other losses. */
const NAMES = {
  triplet: "triplet", contrastive_margin: "margin", alignment: "alignment", uniformity: "uniformity", n_pair: "n-pair",
  supcon: "supcon", sgns: "skip-gram",
};

/** The same for those, whose inputs are anchors, positives and negatives as far as they have them. */
function otherRequest(reference) {
  const { loss_kind: kind, inputs, normalize = false, temperature, margin, squared, labels, is_similar: similar, l2_reg: l2 } = reference;
  const [anchors, positives, negatives] = Object.values(inputs);
  const common = { loss: NAMES[kind], rows: anchors.length, dim: anchors[0].length, normalize, temperature, margin, squared, l2 };
  return { ...common, anchors, positives, negatives, labels, similar, ...(negatives && { count: negatives[0][0].length ? negatives[0].length : 1 }) };
}

const HARD = JSON.parse(readFileSync(new URL("../oracle/debiased_hard.json", import.meta.url), "utf8"));

/** The same for debiased and hard negatives, whose inputs several cases share. */
function hardRequest({ loss_kind: loss, inputs_ref: inputs, temperature, normalize, tau_plus: tauPlus, beta, importance_weights: weights }) {
  const [anchors, positives] = Object.values(HARD.shared_inputs[inputs]);
  const common = { loss, rows: anchors.length, dim: anchors[0].length, temperature, normalize, anchors, positives, tauPlus };
  return loss === "hard" ? { ...common, beta, detachWeights: weights === "constant" } : common;
}

const CASES = [
  ...ORACLE.cases.map((reference) => [reference, request(reference)]),
  ...DISTANCES.cases.filter((reference) => reference.loss_kind in NAMES).map((reference) => [reference, otherRequest(reference)]),
  ...HARD.cases.map((reference) => [reference, hardRequest(reference)]),
].map(([reference, request]) => ({
  name: reference.name,
  request,
  loss: reference.loss,
  gradients: Object.values(reference.gradients).map((gradient) => gradient.flat(2)),
  tolerance: reference.tolerance_float32,
}));

for (const { browser, backend } of EVERYWHERE) {
  browserTest(`losses and gradients match the reference values on ${backend}`, [browser], async (t) => {
    const status = await openLab(t, { backend });
    assert.equal(status.backend, backend);
    const results = await t.page.evaluate(async (cases) => {
      const flat = (array) => array && new Float32Array(array.flat(2));
      const answers = [];
      for (const { request } of cases) {
        const { anchors, positives, negatives, similar, labels, ...rest } = request;
        const given = { ...rest, anchors: flat(anchors), positives: flat(positives) };
        if (labels) given.labels = Uint32Array.from(labels);
        if (negatives) given.negatives = flat(negatives);
        if (similar) given.similar = Uint8Array.from(similar);
        const { loss, ...gradients } = await lab.contrastiveLoss(given);
        answers.push({ loss, gradients: Object.values(gradients).map((gradient) => Array.from(gradient)) });
      }
      return answers;
    }, CASES);
    results.forEach(({ loss, gradients }, index) => {
      const expected = CASES[index];
      // Tolerances are the reference's own, from what float32 can reach in each case.
      assert.ok(Math.abs(loss - expected.loss) <= expected.tolerance.loss_abs, `${expected.name}: loss ${loss}, not ${expected.loss}`);
      assert.equal(gradients.length, Object.values(expected.request).filter((value) => Array.isArray(value?.[0])).length, `${expected.name}: gradients`);
      expected.gradients.forEach((gradient, part) => {
        assert.equal(gradients[part].length, gradient.length, `${expected.name}: gradient ${part}`);
        const worst = Math.max(...gradient.map((value, i) => Math.abs(gradients[part][i] - value)));
        assert.ok(worst <= expected.tolerance.gradient_abs, `${expected.name}: gradient ${part} is off by ${worst}`);
      });
    });
  });

  browserTest(`similarities match plain loops on ${backend}`, [browser], async (t) => {
    await openLab(t, { backend });
    const worst = await t.page.evaluate(async () => {
      // No size is a multiple of a tile.
      const [batch, rows, cols, dim] = [2, 37, 51, 13];
      const wave = (length, speed) => Float32Array.from({ length }, (_, i) => Math.sin(speed * i + 1));
      const [u, v] = [wave(batch * rows * dim, 0.7), wave(batch * cols * dim, 1.3)];
      const s = await lab.similarity({ u, v, batch, rows, cols, dim });
      if (s.length !== batch * rows * cols) return Infinity;
      let worst = 0;
      for (let b = 0; b < batch; b++)
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < cols; j++) {
            let dot = 0;
            for (let k = 0; k < dim; k++) dot += u[(b * rows + i) * dim + k] * v[(b * cols + j) * dim + k];
            worst = Math.max(worst, Math.abs(dot - s[(b * rows + i) * cols + j]));
          }
      return worst;
    });
    // 13 products of numbers up to 1, each rounded to 6e-8.
    assert.ok(worst < 2e-6, `off by ${worst}`);
  });
}

browserTest("the caller keeps his arrays", ["chromium"], async (t) => {
  await openLab(t, { backend: "cpu" });
  const lengths = await t.page.evaluate(async () => {
    const u = new Float32Array(6);
    await Promise.all([1, 2].map(() => lab.similarity({ u, v: u, rows: 3, cols: 3, dim: 2 })));
    return [u.length, (await lab.similarity({ u, v: u, rows: 3, cols: 3, dim: 2 })).length];
  });
  assert.deepEqual(lengths, [6, 9]);
});

browserTest("what is wrong is named, and the running experiment goes on", ["chromium", "firefox"], async (t) => {
  await openLab(t, { backend: "cpu" });
  await defineRefusal(t.page);
  const { refusals, losses, messages } = await t.page.evaluate(async () => {
    const run = await lab.experiment({ data: { name: "moons" } });
    const before = await run.step(3);
    const six = new Float32Array(6);
    const good = { loss: "info-nce", anchors: six, positives: six, rows: 3, dim: 2 };
    const loss = (change) => () => lab.contrastiveLoss({ ...good, ...change });
    const similarity = (change) => () => lab.similarity({ u: six, v: six, rows: 3, cols: 3, dim: 2, ...change });
    const experiment = (config) => () => lab.experiment(config);
    const noise = Array.from({ length: 1 << 20 }, (_, i) => String.fromCharCode(33 + ((i * 7919) % 90))).join("");
    const calls = {
      "anchors is an Array; it must be a Float32Array [rows, dim].": loss({ anchors: [1, 2] }),
      "anchors has 5 numbers; it must have rows × dim = 3 × 2 = 6.": loss({ anchors: new Float32Array(5) }),
      "positives is missing": loss({ positives: undefined }),
      "positives[4] is NaN": loss({ positives: Float32Array.of(0, 0, 0, 0, NaN, 0) }),
      "anchors[1] is infinity": loss({ anchors: Float32Array.of(0, Infinity, 0, 0, 0, 0) }),
      "temperature is 0;": loss({ temperature: 0 }),
      "temperature is -1;": loss({ temperature: -1 }),
      "temperature is NaN;": loss({ temperature: NaN }),
      'temperature is "hot"; it must be a number.': loss({ temperature: "hot" }),
      "rows is 2.5; it must be a whole number": loss({ rows: 2.5 }),
      "dim is -2;": loss({ dim: -2 }),
      "normalize is 1; it must be true or false.": loss({ normalize: 1 }),
      'loss is "hinge"; it must be one of info-nce,': loss({ loss: "hinge" }),
      "labels is missing; supcon needs a Uint32Array [rows].": loss({ loss: "supcon", positives: undefined }),
      "positives was given, but supcon has no use for it": loss({ loss: "supcon", labels: Uint32Array.of(0, 0, 1) }),
      "labels are all different;": loss({ loss: "supcon", positives: undefined, labels: Uint32Array.of(4e9, 1, 2) }),
      "labels has 2 numbers; it must have rows = 3.": loss({ loss: "supcon", positives: undefined, labels: Uint32Array.of(0, 0) }),
      "tauPlus is 1; it must be a number from 0 to less than 1.": loss({ loss: "debiased", tauPlus: 1 }),
      "beta is -1; it must be a finite number from 0.": loss({ loss: "hard", beta: -1 }),
      "beta was given, but debiased has no use for it": loss({ loss: "debiased", beta: 1 }),
      "detachWeights is 0; it must be true or false.": loss({ loss: "hard", detachWeights: 0 }),
      "bias is infinity; it must be a finite number.": loss({ loss: "sigmoid", bias: Infinity }),
      "l2 is NaN; it must be a finite number from 0.": loss({ loss: "n-pair", l2: NaN }),
      "temperature was given, but triplet has no use for it": loss({ loss: "triplet", negatives: six, temperature: 0.5 }),
      "negatives is missing; skip-gram needs": loss({ loss: "skip-gram" }),
      "loss is null; it must be a string.": loss({ loss: null }),
      "does not know tau; it knows": loss({ tau: 1 }),
      "count is missing": loss({ negatives: six }),
      "negatives has 6 numbers; it must have rows × count × dim = 3 × 2 × 2 = 12.": loss({ negatives: six, count: 2 }),
      "negatives were given, but clip": loss({ loss: "clip", negatives: six, count: 1 }),
      "The loss is not finite": loss({ anchors: new Float32Array(6).fill(3e38), positives: new Float32Array(6).fill(3e38) }),
      "margin was given, but info-nce has no use for it": loss({ margin: 1 }),
      "squared is 1; it must be true or false.": loss({ squared: 1 }),
      "negatives is missing; triplet needs": loss({ loss: "triplet" }),
      "margin is -1; it must be a finite number from 0.": loss({ loss: "triplet", negatives: six, margin: -1 }),
      "similar is an Array; it must be a Uint8Array [rows].": loss({ loss: "margin", similar: [1, 0, 1] }),
      "similar has 2 numbers; it must have rows = 3.": loss({ loss: "margin", similar: new Uint8Array(2) }),
      "similar[1] is 3; it must be 0 or 1.": loss({ loss: "margin", similar: Uint8Array.of(1, 3, 0) }),
      "positives was given, but uniformity has no use for it": loss({ loss: "uniformity" }),
      "rows is 1; uniformity compares": loss({ loss: "uniformity", positives: undefined, anchors: new Float32Array(2), rows: 1 }),
      "these squared distances are more than 32-bit floats hold": loss({
        loss: "alignment",
        anchors: new Float32Array(6).fill(3e38),
        positives: new Float32Array(6).fill(-3e38),
      }),
      "contrastiveLoss takes an object": () => lab.contrastiveLoss(),
      "u has 6 numbers; it must have batch × rows × dim = 2 × 3 × 2 = 12.": similarity({ batch: 2 }),
      "v is undefined; it must be a Float32Array": similarity({ v: undefined }),
      "cols is 0;": similarity({ cols: 0 }),
      "k is 0; it must be a whole number from 1": () => run.step(0),
      'k is "many"': () => run.step("many"),
      "index is 100000;": () => run.views(100000),
      "index is -1;": () => run.neighbors(-1, 3),
      "dims is 7;": () => run.projection({ dims: 7 }),
      "loss.temperature is 0;": () => run.set("loss.temperature", 0),
      '"nonsense" is no setting': () => run.set("nonsense", 1),
      "data is": experiment({ data: { name: "unicorns" } }),
      "batch is -5": experiment({ batch: -5 }),
      "colour": experiment({ colour: "red" }),
      "encoder.dim is 1000": experiment({ encoder: { dim: 1000 } }),
      "optimizer.lr": experiment({ optimizer: { lr: Infinity } }),
      "config is": experiment("moons"),
      'backend is "quantum"; it must be one of auto, webgpu, cpu.': () => nearfar.createLab({ backend: "quantum" }),
      "patience is -1;": () => nearfar.createLab({ patience: -1 }),
      'kind is "boredom"; it must be one of lost, trap, hang.': () => lab.simulateFault("boredom"),
      "link is 5; it must be a string.": async () => nearfar.decodeLink(5),
      "radius is 0;": async () => nearfar.scatter({ width: 4, height: 4, xy: new Float32Array(), colors: new Uint32Array(), shapes: new Uint8Array(), radius: 0 }),
      "LinkError: loss.temperature": async () => nearfar.decodeLink("v=1&seed=1&loss.temperature=0"),
      "LinkError: ": async () => nearfar.decodeLink(noise),
      "LinkError:  ": async () => nearfar.decodeLink("#v=1&seed=1&" + "a=1&".repeat(250_000)),
    };
    const refusals = {};
    for (const [expected, call] of Object.entries(calls)) {
      const start = performance.now();
      refusals[expected] = { ...(await refusal(call)), took: performance.now() - start };
    }
    const after = await run.step(3);
    return { refusals, losses: [...before, ...after], messages: statuses.map(({ message }) => message) };
  });
  const wrong = Object.entries(refusals).filter(([expected, { name, message, took }]) => {
    const right = expected.startsWith("LinkError: ") ? "LinkError" : "InputError";
    const says = message?.includes(expected.replace("LinkError: ", "").trim());
    // A whole sentence, short enough to read, at once.
    return !(name === right && says && /^\S.*\.$/s.test(message) && message.length < 2000 && took < 2000);
  });
  assert.deepEqual(wrong, []);
  assert.ok(losses.length === 6 && losses.every(Number.isFinite), "the experiment goes on");
  assert.deepEqual(messages, [], "bad input costs no restart");
});

browserTest("a link gives its config back, and the same run", ["chromium"], async (t) => {
  await openLab(t, { backend: "cpu" });
  const { link, same, pairs, short } = await t.page.evaluate(async () => {
    const config = { seed: 7, data: { name: "moons", noise: 0.15 }, encoder: { dim: 2 }, loss: { temperature: 0.2 } };
    const run = await lab.experiment(config);
    const link = nearfar.encodeLink(run.config);
    const decoded = nearfar.decodeLink(`#${link}`);
    const other = await lab.experiment(decoded);
    const [a, b] = [await run.step(5), await other.step(5)];
    const same = JSON.stringify(decoded) === JSON.stringify(run.config);
    return { link, same, pairs: [...a].map((loss, i) => [loss, b[i]]), short: nearfar.encodeLink(nearfar.defaults()) };
  });
  assert.ok(same, link);
  for (const [a, b] of pairs) assert.equal(a, b, "the same bits");
  assert.ok(short.length < 120, short);
});

browserTest("an experiment shows what the page needs", ["chromium"], async (t) => {
  await openLab(t, { backend: "cpu" });
  const seen = await t.page.evaluate(async () => {
    const run = await lab.experiment({});
    const untrained = await run.metrics();
    await run.step(20);
    const { rows, parameters, image, classNames } = run.info;
    const { z, labels, dim } = await run.embeddings();
    const points = await run.points();
    const projection = await run.projection({ dims: 3 });
    const batch = await run.batch();
    const views = await run.views(3);
    const neighbors = await run.neighbors(3, 5);
    const metrics = await run.metrics();
    await run.set("loss.temperature", 0.2);
    const kept = await run.checkpoint();
    const onward = await run.step(2);
    await run.restore(kept);
    const again = await run.step(2);
    const weights = batch.weights.subarray(0, batch.candidates).reduce((sum, weight) => sum + weight, 0);
    run.dispose();
    let refused = "";
    await run.step(1).catch((error) => (refused = error.name));
    return {
      lengths: [z.length / dim, labels.length, points.split.length, projection.xy.length / 3].map((n) => n / rows),
      anchors: batch.similarity.length / batch.candidates / batch.anchors,
      views: views.views.map((view) => view.length),
      neighbors: neighbors.indices.length,
      weights,
      same: onward.every((loss, i) => loss === again[i]),
      temperature: run.config.loss.temperature,
      steps: run.stepCount,
      untrained: untrained.knnAccuracy - untrained.untrained.knnAccuracy,
      metrics,
      parameters,
      image,
      classes: classNames.length,
      refused,
    };
  });
  assert.deepEqual(seen.lengths, [1, 1, 1, 1]);
  assert.equal(seen.anchors, 1);
  assert.deepEqual(seen.views, [64, 64]);
  assert.equal(seen.neighbors, 5);
  assert.ok(Math.abs(seen.weights - 1) < 1e-5, `an anchor's softmax weights add up to 1, not ${seen.weights}`);
  assert.ok(seen.same, "a checkpoint brings back the same bits");
  assert.equal(seen.temperature, 0.2);
  assert.equal(seen.steps, 22);
  assert.equal(seen.untrained, 0, "before the first step nothing is trained");
  assert.ok(seen.metrics.knnAccuracy > 0.85 && seen.metrics.raw.knnAccuracy > 0.95, JSON.stringify(seen.metrics));
  assert.ok(seen.parameters > 10_000);
  assert.deepEqual(seen.image, { width: 8, height: 8 });
  assert.equal(seen.classes, 10);
  assert.equal(seen.refused, "DisposedError");
});

browserTest("a diverging run says at which step", ["chromium"], async (t) => {
  await openLab(t, { backend: "cpu" });
  await defineRefusal(t.page);
  const error = await t.page.evaluate(async () => {
    const config = { data: { name: "moons" }, encoder: { normalize: false }, optimizer: { name: "sgd", lr: 10 } };
    const run = await lab.experiment(config);
    return refusal(() => run.step(500));
  });
  assert.equal(error?.name, "DivergedError", JSON.stringify(error));
  assert.ok(Number.isInteger(error.step) && error.step >= 1 && error.message.includes(String(error.step)), error.message);
});

for (const { browser, backend } of EVERYWHERE.filter(({ browser }) => browser !== "firefox")) {
  // wasm's memory never shrinks, so a leak of one experiment a reset would show as growth.
  const resets = backend === "cpu" ? 1000 : 200;
  browserTest(`memory stays flat over ${resets} resets on ${backend}`, [browser], async (t) => {
    await openLab(t, { backend });
    const [early, late] = await t.page.evaluate(async (resets) => {
      const config = { data: { name: "moons" }, encoder: { hidden: [32] } };
      let run = await lab.experiment(config);
      let early;
      for (let i = 0; i < resets; i++) {
        await run.step(1);
        run.dispose();
        run = await lab.experiment({ ...config, seed: i });
        if (i === 20) early = await lab.memory();
      }
      return [early, await lab.memory()];
    }, resets);
    assert.equal(late.wasmBytes, early.wasmBytes, JSON.stringify([early, late]));
    assert.equal(late.buffers, early.buffers, JSON.stringify([early, late]));
    assert.equal(late.gpuBytes, early.gpuBytes, JSON.stringify([early, late]));
  });
}

browserTest("the page of examples runs them all, and shows what it runs", ["chromium", "firefox"], async (t) => {
  t.expect(/a trap that was asked for|unreachable/);
  await t.open("www/examples.html?backend=cpu");
  const deadline = Date.now() + 60_000;
  const status = () => t.page.evaluate(() => document.getElementById("status").textContent);
  while (!/^All \d+ examples have run|Error/.test(await status()) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.match(await status(), /^All 10 examples have run\. Running on the CPU/);
  const [sources, results] = await t.page.evaluate(() => [
    [...document.querySelectorAll(".pair > pre")].map((pre) => pre.textContent),
    [...document.querySelectorAll(".result")].map((pre) => pre.textContent),
  ]);
  assert.ok(sources.every((text) => /return .*;$/s.test(text)), sources.join("\n---\n"));
  assert.equal(results[1], "[2.0000, 0, 0, 3.0000, 2.0000, 3.0000]".replaceAll(".0000", ""));
  assert.match(results[6], /link: v=1&seed=7&data=moons&loss\.temperature=0\.2/);
  assert.match(results[9], /steps: 60\nrestarts: 1/);
  await t.shot("examples");
});
