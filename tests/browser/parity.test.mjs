// The same experiment on the CPU and on WebGPU: the same data, weights, batches and views bit for bit,
// and losses that agree.
import { assert, browserTest } from "./harness.mjs";
import { openLab } from "./lab.mjs";

const CONFIGS = {
  "the default digits": {},
  "moons, tanh, SGD, unnormalised": {
    data: { name: "moons" },
    encoder: { hidden: [24], activation: "tanh", dim: 3, normalize: false },
    optimizer: { name: "sgd", lr: 0.01 },
    loss: { name: "info-nce", temperature: 1 },
  },
};

/** Every loss of the catalog with its own source of negatives, or with every one that it can be given. */
function everyLoss(page, every) {
  return page.evaluate((every) => {
    return nearfar.catalog.losses.flatMap(({ name, negatives }) =>
      negatives.slice(0, every ? undefined : 1).map((source) => ({ data: { name: "moons" }, seed: 1, batch: 32, encoder: { hidden: [16], dim: 3 },
        loss: { name }, negatives: { name: source } })));
  }, every);
}

const BROWSERS = ["chromium-webgpu", "firefox"];
for (const [name, config] of Object.entries(CONFIGS)) {
  browserTest(`${name}: both backends train the same run`, BROWSERS, (t) => agree(t, () => [config]));
}
// Firefox takes ten times as long here.
browserTest("every loss: both backends train the same run", BROWSERS, (t) => agree(t, (page) => everyLoss(page, !t.isFirefox)));

/** Trains what `configs` gives for 20 steps on both backends. */
async function agree(t, configs) {
  const results = [];
  for (const backend of ["cpu", "webgpu"]) {
    const status = await openLab(t, { backend });
    assert.equal(status.backend, backend);
    results.push(await t.page.evaluate(train, await configs(t.page)));
  }
  const [cpu, gpu] = results;
  assert.ok(cpu.length > 0);
  cpu.forEach(({ config, losses, digests }, i) => {
    const what = JSON.stringify({ loss: config.loss, negatives: config.negatives });
    assert.deepEqual(gpu[i].digests, digests, what);
    losses.forEach((loss, step) => {
      // Sums in another order differ by 1e-7 a step; Adam's first steps amplify them. An empty queue's loss is 0.
      assert.ok(Math.abs(gpu[i].losses[step] - loss) <= 1e-4 * Math.abs(loss), `${what}, step ${step + 1}: ${loss} and ${gpu[i].losses[step]}`);
    });
  });
}

/** In the page. */
async function train(configs) {
  const results = [];
  for (const config of configs) {
    const run = await lab.experiment(config);
    results.push({ config, losses: Array.from(await run.step(20)), digests: await run.digests() });
    run.dispose();
  }
  lab.dispose();
  return results;
}

browserTest("a run gives the same bits twice", ["chromium", "chromium-webgpu", "firefox"], async (t) => {
  await openLab(t, { backend: t.isFirefox || t.context.name.includes("webgpu") ? "webgpu" : "cpu" });
  const same = await t.page.evaluate(async () => {
    const train = async () => {
      const run = await lab.experiment({ seed: 3 });
      const losses = await run.step(10);
      run.dispose();
      return losses;
    };
    const [first, second] = [await train(), await train()];
    return first.every((loss, i) => loss === second[i]);
  });
  assert.ok(same);
});
