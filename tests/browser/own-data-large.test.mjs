// As many rows and columns as there may be: read in slices, opened and trained on; the figures are printed.
import { assert, browserTest } from "./harness.mjs";
import { openLab } from "./lab.mjs";
import { until } from "./pages.mjs";

const [ROWS, COLUMNS] = [50_000, 784];

browserTest("50,000 rows of 784 columns are read while the page stays quick", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16");
  await until(t.page, "the page is ready", () => document.querySelector(".progress")?.textContent.startsWith("Step 0"));
  const megabytes = await t.page.evaluate(([rows, columns]) => {
    const parts = [`label,${Array.from({ length: columns }, (_, i) => `pixel${i}`).join()}\n`];
    for (let from = 0; from < rows; from += 500) {
      let text = "";
      for (let i = from; i < from + 500; i++) text += `${i % 10},${Array.from({ length: columns }, (_, j) => ((i * 31 + j * 7) % 5 ? 0 : (i * j) % 256)).join()}\n`;
      parts.push(text);
    }
    const file = new File(parts, "large.csv");
    const carried = new DataTransfer();
    carried.items.add(file);
    globalThis.slowest = 0;
    let last = performance.now();
    const tick = () => {
      globalThis.slowest = Math.max(globalThis.slowest, performance.now() - last);
      last = performance.now();
      setTimeout(tick, 10);
    };
    setTimeout(tick, 10);
    globalThis.began = performance.now();
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
    return file.size / 2 ** 20;
  }, [ROWS, COLUMNS]);
  await t.page.waitForSelector("dialog.preview[open]", { timeout: 500_000 });
  const found = await t.page.evaluate(() => ({ seconds: (performance.now() - began) / 1000, slowest, heap: performance.memory?.usedJSHeapSize / 2 ** 20, said: document.querySelector(".preview .said").textContent }));
  t.context.diagnostic(`${megabytes.toFixed(0)} MB read in ${found.seconds.toFixed(1)} s; the page waited at most ${found.slowest.toFixed(0)} ms; heap ${found.heap?.toFixed(0)} MB`);
  assert.match(found.said, /50,000 rows, 784 features: images of 28 × 28.*10 classes/s);
  assert.ok(found.heap < 800, `${found.heap} MB`);
}, { timeout: 600_000 });

browserTest("an experiment on 50,000 rows of 784 columns", ["chromium"], async (t) => {
  await openLab(t, { backend: "cpu", patience: 120 });
  const found = await t.page.evaluate(async ([rows, columns]) => {
    const x = Float32Array.from({ length: rows * columns }, (_, i) => ((i * 2654435761) % 1000) / 1000);
    const labels = Uint32Array.from({ length: rows }, (_, i) => i % 10);
    const since = (from) => (performance.now() - from) / 1000;
    const times = {};
    let from = performance.now();
    const data = await nearfar.addData({ x, rows, labels, classes: [..."0123456789"] });
    times.hash = since(from);
    from = performance.now();
    const run = await lab.experiment({ data, batch: 64, encoder: { hidden: [64], dim: 16 } });
    times.open = since(from);
    for (const [name, ask] of Object.entries({ points: () => run.points(), steps: () => run.step(10), projection: () => run.projection(), metrics: () => run.metrics(), batch: () => run.batch() })) {
      from = performance.now();
      await ask();
      times[name] = since(from);
    }
    return { times, memory: await lab.memory(), restarts: lab.status.restarts };
  }, [ROWS, COLUMNS]);
  t.context.diagnostic(`${Object.entries(found.times).map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(", ")}; wasm ${(found.memory.wasmBytes / 2 ** 20).toFixed(0)} MB`);
  assert.equal(found.restarts, 0);
  assert.ok(found.memory.wasmBytes < 1200 * 2 ** 20);
}, { timeout: 600_000 });
