// The engine's worker is disposable: after a trap, a lost device or silence, training goes on with the
// losses it would have had, and the page is told.
import { assert, browserTest } from "./harness.mjs";
import { defineRefusal, openLab } from "./lab.mjs";

const CONFIG = { data: { name: "moons" }, encoder: { hidden: [32, 32], dim: 2 } };
const STEPS = 400;
/** Firefox answers a read-back after a tenth of a second, and every call ends with one. */
const STEPS_IN_FIREFOX = 60;
/** Where the disturbed run waits until the fault is on its way: a run on the CPU would be over before it. */
const FAULT_AT = 20;

/**
 * The losses of an undisturbed run, and of one that is hit after FAULT_AT steps and goes on. `disturb` brings
 *  the fault about.
 */
async function compare(t, settings, disturb) {
  const total = t.isFirefox ? STEPS_IN_FIREFOX : STEPS;
  const status = await openLab(t, settings);
  const calm = await t.page.evaluate(
    async ([config, steps]) => {
      const run = await lab.experiment(config);
      const losses = await run.step(steps);
      run.dispose();
      globalThis.run = await lab.experiment(config);
      return Array.from(losses);
    },
    [CONFIG, total],
  );
  await t.page.exposeFunction("disturb", disturb);
  const losses = await t.page.evaluate(
    async ([steps, faultAt]) => {
      const losses = [];
      while (losses.length < steps) {
        if (losses.length === faultAt) await disturb();
        losses.push(...(await run.step(5)));
      }
      return losses;
    },
    [total, FAULT_AT],
  );
  const statuses = await t.page.evaluate(() => statuses);
  return { status, calm, losses, statuses, total, steps: await t.page.evaluate(() => run.stepCount) };
}

/** The same losses, bit for bit: the engine went on from a checkpoint on the same kind of device. */
function sameRun({ calm, losses, steps, total }) {
  assert.equal(steps, total);
  assert.equal(losses.length, total);
  losses.forEach((loss, i) => assert.equal(loss, calm[i], `loss of step ${i + 1}`));
}

for (const { browser, backend, kind } of [
  { browser: "chromium", backend: "cpu", kind: "trap" },
  { browser: "chromium", backend: "cpu", kind: "hang" },
  { browser: "chromium-webgpu", backend: "webgpu", kind: "lost" },
  { browser: "chromium-webgpu", backend: "webgpu", kind: "trap" },
  { browser: "chromium-webgpu", backend: "webgpu", kind: "hang" },
  { browser: "firefox", backend: "webgpu", kind: "lost" },
  { browser: "firefox", backend: "cpu", kind: "trap" },
]) {
  browserTest(`training goes on after a fault: ${kind}, on ${backend}`, [browser], async (t) => {
    t.expect(/a trap that was asked for|unreachable|RuntimeError/);
    const patience = kind === "hang" ? 3 : 30;
    const result = await compare(t, { backend, patience }, () => t.page.evaluate((kind) => lab.simulateFault(kind), kind));
    sameRun(result);
    const last = result.statuses.at(-1);
    assert.deepEqual([last.phase, last.restarts, last.backend], ["running", 1, backend], JSON.stringify(result.statuses));
    assert.match(last.message, kind === "lost" ? /lost/ : kind === "trap" ? /trap|unreachable/ : /not answered for 3 seconds/);
  });
}

browserTest("training goes on after the GPU's process crashed", ["chromium-webgpu"], async (t) => {
  t.expect(/GPU|gpu|WebGPU|device/);
  const result = await compare(t, { backend: "webgpu", patience: 30 }, async () => {
    const session = await t.browser.newBrowserCDPSession();
    await session.send("Browser.crashGpuProcess").catch(() => {}); // The answer may go down with the process.
  });
  assert.ok(result.statuses.at(-1).restarts >= 1, JSON.stringify(result.statuses));
  sameRun(result);
});

browserTest("a GPU that fails for the fourth time within a minute is given up for the CPU", ["chromium-webgpu"], async (t) => {
  const status = await openLab(t, { backend: "webgpu" });
  assert.equal(status.backend, "webgpu");
  const { losses, last } = await t.page.evaluate(async (config) => {
    const run = await lab.experiment(config);
    const losses = [];
    for (let fault = 0; fault < 4; fault++) {
      losses.push(...(await run.step(10)));
      await lab.simulateFault("lost");
    }
    losses.push(...(await run.step(10)));
    return { losses, last: lab.status };
  }, CONFIG);
  assert.equal(last.backend, "cpu");
  assert.equal(last.restarts, 4);
  assert.match(last.reason, /on the CPU.*failed four times within a minute/s);
  assert.ok(losses.length === 50 && losses.every(Number.isFinite));
});

browserTest("live changes are made again at their steps", ["chromium"], async (t) => {
  t.expect(/a trap that was asked for|unreachable/);
  await openLab(t, { backend: "cpu" });
  const [calm, disturbed, temperature] = await t.page.evaluate(async (config) => {
    const train = async (fail) => {
      const run = await lab.experiment(config);
      const losses = [...(await run.step(10))];
      await run.set("loss.temperature", 0.1);
      losses.push(...(await run.step(10)));
      await run.set("optimizer.lr", 0.01);
      losses.push(...(await run.step(5)));
      if (fail) await lab.simulateFault("trap");
      losses.push(...(await run.step(10)));
      return [losses, run.config.loss.temperature];
    };
    const [calm] = await train(false);
    const [disturbed, temperature] = await train(true);
    return [calm, disturbed, temperature];
  }, CONFIG);
  assert.deepEqual(disturbed, calm);
  assert.equal(temperature, 0.1);
});

browserTest("WebGPU by name is refused where there is none, with the cause", ["chromium"], async (t) => {
  await t.open("../../elsewhere/blank.html");
  await defineRefusal(t.page);
  const error = await t.page.evaluate(async (url) => {
    const { createLab } = await import(url);
    return refusal(() => createLab({ backend: "webgpu" }));
  }, `${t.url}nearfar.js`);
  assert.equal(error?.name, "BackendError");
  assert.match(error.message, /^backend is "webgpu", which cannot run here\. .*\.$/);
});

browserTest("auto takes the CPU before a software adapter, and says why", ["chromium", "chromium-webgpu", "firefox"], async (t) => {
  const { backend, reason } = await openLab(t, { backend: "auto" });
  assert.equal(backend, "cpu");
  assert.match(reason, /^Running on the CPU: the same mathematics\. .+\.$/);
  assert.doesNotMatch(reason, /about:config|flags|dom\.webgpu/);
});

browserTest("an engine that cannot be started says so", ["chromium"], async (t) => {
  t.expect(/Failed to load|404|not found/);
  await t.open("../../elsewhere/blank.html");
  await defineRefusal(t.page);
  await t.page.route("**/worker*", (route) => route.fulfill({ status: 404, body: "" }));
  const error = await t.page.evaluate(async (url) => {
    const { createLab } = await import(url);
    return refusal(() => createLab());
  }, `${t.url}nearfar.js`);
  assert.equal(error?.name, "EngineError");
  assert.match(error.message, /worker could not be loaded/);
});
