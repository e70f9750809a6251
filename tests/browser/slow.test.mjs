// One step in slow motion: its numbers are the API's, for every loss, and the step it takes is the run's own.
import { assert, browserTest } from "./harness.mjs";
import { atStep, press, sound, until } from "./pages.mjs";

const HASH = "#v=1&seed=1&data=gaussian&loss=hard&loss.tau_plus=0.1667&loss.beta=1&batch=16&steps=30&lens=slow";
const CONFIG = { seed: 1, data: { name: "gaussian" }, loss: { name: "hard", tau_plus: 0.1667, beta: 1 }, batch: 16, steps: 30 };

async function opened(t, hash = HASH) {
  await t.open(`index.html?backend=cpu${hash}`);
  await until(t.page, "a row is taken apart", () => document.querySelector("#lens .ledger td"));
}
const next = (page) => page.locator(".turns .primary").click();
const told = (page) => page.evaluate(() => document.querySelector(".telling").textContent);
const stage = (page, title) => until(page, `stage ${title}`, (title) => document.querySelector('.stages [aria-current="step"]')?.textContent.endsWith(title), title);
const anchorOf = (page) => page.evaluate(() => Number(document.querySelector("#anchor .row").value));

/** What the API says of an anchor's row in the batch of step 1, before and after that step. */
const expected = (page, config, anchor) => page.evaluate(async ({ config, anchor }) => {
  const { createLab } = await import("./nearfar.js");
  const lab = await createLab({ backend: "cpu" });
  const run = await lab.experiment(config);
  const look = async () => {
    const batch = await run.batch({ step: 1 });
    const row = batch.anchorPoint.indexOf(anchor);
    const width = batch.z.length / batch.rows;
    const cells = [...batch.relation.subarray(row * batch.candidates, (row + 1) * batch.candidates).keys()].map((j) => ({ j, at: row * batch.candidates + j }));
    const positive = cells.find(({ at }) => batch.relation[at] === 1).at;
    const pushes = cells.filter(({ at }) => batch.relation[at] === 2).map(({ at }) => batch.pulls[at]);
    return { drawn: batch.indices.includes(anchor), loss: batch.losses[row], mean: batch.losses.reduce((a, b) => a + b, 0) / batch.losses.length, similarity: batch.similarity[positive], weight: batch.weights[positive],
      pull: batch.pulls[positive], push: pushes.reduce((a, b) => a + b, 0), z: [...batch.z.subarray(row * width, (row + 1) * width)] };
  };
  const before = await look();
  const [loss] = await run.step(1);
  const after = await look();
  lab.dispose();
  return { before, after, loss };
}, { config, anchor });

browserTest("five stages, and a step, in the API's numbers", ["chromium"], async (t) => {
  await opened(t);
  const anchor = await anchorOf(t.page);
  const { before, after, loss } = await expected(t.page, CONFIG, anchor);
  assert.ok(before.drawn, "the anchor takes part in the step");
  assert.ok(Math.abs(before.mean - loss) < 1e-5, "the batch is the one that is trained on");
  const fixed = (value, digits) => value.toFixed(digits).replace("-", "−");
  const cells = await t.page.evaluate(() => [...document.querySelectorAll(".ledger tbody tr:first-child td")].map((cell) => cell.textContent));
  assert.deepEqual(cells.slice(0, 3), before.z.slice(0, 3).map((value) => fixed(value, 2)));
  await next(t.page);
  await stage(t.page, "Compare");
  assert.ok((await told(t.page)).includes(`With its positive: ${fixed(before.similarity, 2)}.`));
  await next(t.page);
  await stage(t.page, "Weigh");
  assert.ok((await told(t.page)).includes(`The positive has ${fixed(100 * before.weight, 1)} %`), await told(t.page));
  await next(t.page);
  await stage(t.page, "Push and pull");
  const row = await t.page.evaluate(() => [...document.querySelectorAll(".ledger tbody tr")].map((line) => line.lastChild.textContent.replace("−", "-")).map(Number));
  assert.equal(row[0].toFixed(3), before.pull.toFixed(3));
  assert.ok(Math.abs(row.slice(1).reduce((a, b) => a + b, 0) - before.push) < 0.02, `${row} are not ${before.push}`);
  await next(t.page);
  await stage(t.page, "Step");
  await next(t.page);
  await until(t.page, "the step is told", () => document.querySelector(".telling").textContent.startsWith("On the same views"));
  assert.ok((await told(t.page)).includes(`this anchor's loss ${fixed(before.loss, 3)} → ${fixed(after.loss, 3)}, the batch's ${fixed(before.mean, 3)} → ${fixed(after.mean, 3)}`), await told(t.page));
  await atStep(t.page, 1);
  await next(t.page);
  await stage(t.page, "Encode");
});

browserTest("by keyboard, and back", ["chromium"], async (t) => {
  await opened(t);
  await t.page.locator(".turns .primary").focus();
  for (const title of ["Compare", "Weigh", "Push and pull", "Step"]) {
    await t.page.keyboard.press("Enter");
    await stage(t.page, title);
  }
  await press(t.page, "Back");
  await stage(t.page, "Push and pull");
  await t.page.keyboard.press("Escape");
  await until(t.page, "the data are back", () => document.querySelector("#lens").hidden);
});

browserTest("every loss with its own sources of negatives can be taken apart", ["chromium"], async (t) => {
  await opened(t);
  const all = await t.page.evaluate(async () => (await import("./nearfar.js")).catalog.losses.flatMap(({ name, negatives }) => negatives.map((source) => [name, source])));
  assert.ok(all.length > 20);
  for (const [name, source] of all) {
    await t.page.evaluate((hash) => (location.hash = hash), `#v=1&seed=1&data=moons&batch=8&steps=3&loss=${name}&negatives=${source}&lens=slow`);
    await until(t.page, `${name} ${source}`, ([name, source]) => location.hash.includes(`loss=${name}`) && document.querySelector("#alerts").textContent === "" && document.querySelector(".progress").textContent.startsWith("Step 0") &&
      document.querySelector("#lens .ledger td") && !document.querySelector(".turns .primary").disabled, [name, source]);
    for (const title of ["Compare", "Weigh", "Push and pull", "Step"]) {
      await next(t.page);
      await stage(t.page, title);
      assert.ok(!/NaN|undefined|∞/.test(await t.page.evaluate(() => document.querySelector("#lens").textContent)), `${name} ${source}, ${title}: ${await told(t.page)}`);
    }
    await next(t.page);
    await until(t.page, `${name} ${source} has stepped`, () => /^(On the same views|The step is taken)/.test(document.querySelector(".telling").textContent));
  }
}, { timeout: 300_000 });

for (const [width, height, colorScheme] of [[1440, 900, "light"], [1440, 900, "dark"], [360, 780, "light"]]) {
  browserTest(`slow motion at ${width} px, ${colorScheme}: accessible, nothing sticks out`, ["chromium"], async (t) => {
    await opened(t);
    for (let i = 0; i < 3; i++) await next(t.page);
    await stage(t.page, "Push and pull");
    const { down } = await sound(t.page, "#lens");
    if (width === 1440) assert.ok(down <= 0, `${down} px too tall`);
    await t.shot(`slow-${width}-${colorScheme}`);
  }, { viewport: { width, height }, colorScheme });
}
