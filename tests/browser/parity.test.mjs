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

for (const [name, config] of Object.entries(CONFIGS)) {
  browserTest(`${name}: both backends train the same run`, ["chromium-webgpu", "firefox"], async (t) => {
    const results = [];
    for (const backend of ["cpu", "webgpu"]) {
      const status = await openLab(t, { backend });
      assert.equal(status.backend, backend);
      results.push(
        await t.page.evaluate(async (config) => {
          const run = await lab.experiment(config);
          const losses = Array.from(await run.step(20));
          const digests = await run.digests();
          lab.dispose();
          return { losses, digests };
        }, config),
      );
    }
    const [cpu, gpu] = results;
    assert.deepEqual(gpu.digests, cpu.digests);
    cpu.losses.forEach((loss, step) => {
      const relative = Math.abs(gpu.losses[step] - loss) / Math.abs(loss);
      // Sums in another order differ by 1e-7 a step; Adam's first steps amplify them.
      assert.ok(relative < 1e-4, `step ${step + 1}: ${loss} and ${gpu.losses[step]}`);
    });
  });
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
