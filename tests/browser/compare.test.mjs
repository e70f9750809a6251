// The comparison of encoders: its statistics against known values, its part of the link, and the whole of it in the page.
import test from "node:test";
import { central, paired, quantile, signTest } from "../../www/compare/paired.js";
import { emptyPlan, measureName, readPlan, writePlan } from "../../www/compare/plan.js";
import { applied, lineup, sweepValues } from "../../www/compare/variants.js";
import { points, sweepVerdict, verdict } from "../../www/compare/words.js";
import { builtCatalog } from "../../www/build/catalog.js";
import { assert, browserTest } from "./harness.mjs";

const QUICK = "#v=1&seed=1&data=moons&batch=16&steps=20";

const near = (found, wanted, tolerance, what) => assert.ok(Math.abs(found - wanted) <= tolerance, `${what}: ${found}, not ${wanted}`);

test("quantiles of Student's t are those of the printed tables", () => {
  // Two-sided 95 % and 99 %, from 1 to 30 degrees of freedom: any statistics book, to three decimals.
  const table = { 1: [12.706, 63.657], 2: [4.303, 9.925], 3: [3.182, 5.841], 4: [2.776, 4.604], 9: [2.262, 3.25], 10: [2.228, 3.169], 19: [2.093, 2.861], 30: [2.042, 2.75] };
  for (const [df, [at95, at99]] of Object.entries(table)) {
    near(quantile(0.95, Number(df)), at95, 6e-4, `95 % with ${df}`);
    near(quantile(0.99, Number(df)), at99, 6e-4, `99 % with ${df}`);
  }
  near(central(1, 1), 0.5, 1e-12, "half of Cauchy's distribution lies within 1");
  near(central(1.96, 100_000), 0.95, 1e-4, "many degrees of freedom are the normal distribution");
});

test("the sign test counts as a coin does", () => {
  assert.equal(signTest(10, 0), 2 / 1024);
  near(signTest(9, 1), 22 / 1024, 1e-15, "9 of 10");
  assert.equal(signTest(5, 5), 1);
  assert.equal(signTest(0, 0), 1);
});

test("paired differences: identical runs, a constant shift, noise, too few", () => {
  const before = [0.91, 0.88, 0.95, 0.9, 0.93];
  assert.equal(paired(before, before).kind, "same");
  const shift = paired(before, before.map((value) => value + 0.02));
  assert.equal(shift.kind, "larger");
  near(shift.mean, 0.02, 1e-12, "the shift");
  assert.equal(shift.better, 5);
  // Student's own data (1908): hours of sleep gained with two drugs, t = 4.06 with 9 degrees of freedom.
  const [dextro, laevo] = [[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]];
  const sleep = paired(dextro, laevo);
  near(sleep.mean, 1.58, 1e-9, "mean gain");
  near(sleep.deviation, 1.23, 5e-4, "its deviation");
  near(sleep.mean / (sleep.deviation / Math.sqrt(10)), 4.0621, 5e-5, "t");
  near(sleep.mean - sleep.half, 0.7, 5e-3, "lower end");
  near(sleep.mean + sleep.half, 2.46, 5e-3, "upper end");
  assert.deepEqual([sleep.kind, sleep.better, sleep.worse], ["larger", 9, 0]);
  assert.equal(paired([0.9, 0.8, 0.7, 0.6], [0.95, 0.7, 0.8, 0.55]).kind, "noise");
  assert.equal(paired([0.9, 0.8], [0.95, 0.85]).kind, "few");
  assert.equal(paired([], []).kind, "none");
});

test("verdicts say what the numbers allow", () => {
  const say = (before, after, seeds = before.length) => verdict({ name: "B", base: "A", measure: "linear probe", seeds, before, after });
  assert.match(say([0.9, 0.8, 0.7], [0.9, 0.8, 0.7]), /no difference; the linear probe is the same in all 3 seeds/);
  assert.match(say([0.9], [0.95]), /\+5\.0 points on one seed.*says nothing/);
  assert.match(say([0.9, 0.8, 0.7, 0.6], [0.92, 0.822, 0.72, 0.62]), /\+2\.0 ± 0\.1 points, better in 4 of 4 seeds: larger than the noise/);
  assert.match(say([0.9, 0.8, 0.7, 0.6], [0.95, 0.7, 0.8, 0.55]), /: not larger than the noise/);
  assert.match(say([0.9, 0.8], [0.8, 0.8], 10), /2 of 10 seeds so far/);
  assert.match(say([], [], 3), /no seed has been finished/);
  assert.match(verdict({ name: "B", base: "A", measure: "5-NN", seeds: 4, failed: 1, before: [0.9, 0.8, 0.7], after: [0.9, 0.8, 0.7] }), /3 of 4 seeds; in the others one of the two failed/);
});

test("differences have their sign, and zero none", () => {
  assert.deepEqual([0.0123, -0.0123, 0, -0.0001].map(points), ["+1.2", "−1.2", "0.0", "0.0"]);
});

test("a sweep's verdict: an inverted U, an end, nothing", () => {
  const say = (rows, values = [0, 1, 2]) => sweepVerdict({ knob: "beta", measure: "linear probe", values, rows, limits: { min: 0, max: 5 } });
  const row = (mean) => [mean - 0.001, mean, mean + 0.0011];
  assert.match(say([row(0.8), row(0.9), row(0.7)]), /best at beta 1 \(90\.0 %\), inside the range.*over beta 0, larger than the noise.*over beta 2, larger than the noise.*An inverted U\./);
  assert.match(say([row(0.7), row(0.8), row(0.9)]), /at the upper end of the range, so a still greater one may be better/);
  assert.match(say([row(0.9), row(0.8), row(0.7)]), /at the end of what is possible/);
  assert.match(say([row(0.8), row(0.8), row(0.8)]), /makes no difference/);
  assert.match(say([[0.8], [0.9], [0.7]]), /So few seeds/);
  assert.doesNotMatch(say([[0.8, 0.6, 0.7], [0.72, 0.8, 0.6], [0.6, 0.7, 0.78]]), /inverted/);
});

test("variants and sweeps come from the catalog, and their link from them", async () => {
  const catalog = await builtCatalog();
  const { config } = catalog.datasets.find(({ name }) => name === "moons");
  const [first, second] = [catalog.losses[0], catalog.losses[1]];
  const shared = first.knobs.find((knob) => second.knobs.some(({ id }) => id === knob.id));
  const base = applied(catalog, config, [{ path: "loss", value: first.name }, { path: `loss.${shared.id}`, value: 0.2 }]);
  const other = applied(catalog, base, [{ path: "loss", value: second.name }]);
  assert.equal(other.loss[shared.id], 0.2, "another loss keeps the settings it shares");
  assert.deepEqual(Object.keys(other.loss).sort(), ["name", ...second.knobs.map(({ id }) => id)].sort());
  assert.equal(applied(catalog, base, [{ path: "encoder.hidden.0", value: 8 }]).encoder.hidden[0], 8);
  assert.deepEqual(lineup(catalog, base, [[{ path: "batch", value: 32 }]]).map(({ name }) => name), ["batch size 64", "batch size 32"]);

  // Words are judged by fewer neighbours, and by as many as the engine says.
  assert.deepEqual(["digits", "sentences", "text"].map((name) => measureName("knnAccuracy", catalog, { data: { name } })), ["5-NN", "3-NN", "3-NN"]);

  const oracle = lineup(catalog, base, readPlan("vs=negatives.oracle:true", catalog, base).plan.variants);
  assert.deepEqual(oracle.map(({ name, config }) => [name, config.negatives.oracle]), [["all negatives", false], ["true negatives only", true]]);

  const plan = { ...emptyPlan(), variants: [[{ path: "loss", value: second.name }, { path: `loss.${shared.id}`, value: 0.1 }], [{ path: "batch", value: 32 }]], seeds: 10, by: "knnAccuracy" };
  assert.deepEqual(readPlan(writePlan(plan), catalog, base), { plan, problems: [] });
  const sweeping = { ...emptyPlan(), sweeps: [{ path: `loss.${shared.id}`, values: [0.1, 0.5, 1] }], sweeping: true };
  assert.deepEqual(readPlan(writePlan(sweeping), catalog, base), { plan: sweeping, problems: [] });

  for (const [text, wrong] of [["vs=loss:nonsense", /loss is "nonsense"; there are/], ["vs=loss.nonsense:1", /loss\.nonsense/], ["vs=batch:1.5", /batch is 1\.5.*whole number/], ["vs=batch:", /batch is ""/], ["vs=negatives.oracle:maybe", /there are true, false/],
    ["vs=&vs.seeds=99", /"99".*from 1 to 20/], ["vs=&vs.colour=red", /"vs\.colour" is no part/], ["vs=&vs.by=luck", /"luck"/], ["vs=&vs.sweep=batch:8", /2 to 8/], ["vs=&vs.sweep=loss:1:2", /not a number/],
    ["vs=%E0%A4%A", /percent-encoded/], ["vs=seed:3", /seed/], [`vs=${"batch:8;".repeat(5)}`, /more than 3/], [`vs=${"x".repeat(3000)}`, /at most 2048/]]) {
    const { problems } = readPlan(`${text}`, catalog, base);
    assert.ok(problems.some((problem) => wrong.test(problem)), `${text.slice(0, 40)}: ${problems}`);
  }
  const { plan: kept, problems } = readPlan("vs=batch:8;loss:nonsense&vs.seeds=4", catalog, base);
  assert.deepEqual([kept.variants.length, kept.seeds, problems.length], [1, 4, 1], "what can be read is kept");

  for (const knob of [...catalog.losses.flatMap(({ knobs }) => knobs), ...catalog.run, ...catalog.augmentations.map((one) => one.knob), ...catalog.optimizers.flatMap(({ knobs }) => knobs)]) {
    const values = sweepValues(knob);
    assert.ok(values.length >= 2 && values.length <= 8, `${knob.id}: ${values}`);
    assert.deepEqual(values, [...new Set(values)].sort((a, b) => a - b), `${knob.id} rises`);
    for (const value of values) assert.ok(value >= knob.min && value <= knob.max && (knob.scale !== "integer" || Number.isInteger(value)), `${knob.id}: ${value}`);
  }
});

const CPU = ["chromium"];
const BOTH = ["chromium", "firefox"];
/** Resolves when `condition`, run in the page, holds; the message says what was waited for. */
const until = (page, what, condition, argument) =>
  page.waitForFunction(condition, ...("setViewport" in page ? [{ timeout: 60_000 }, argument] : [argument, { timeout: 60_000 }]))
    .catch((error) => assert.fail(`waited in vain until ${what}: ${error.message}`));
const press = (page, name) => page.evaluate((wanted) => {
  const button = [...document.querySelectorAll("button")].find((one) => one.checkVisibility() && (one.getAttribute("aria-label") ?? one.textContent.trim()) === wanted);
  if (!button) throw new Error(`There is no button ${wanted}.`);
  button.click();
}, name);
/** All runs are over, and the frame after that is drawn. */
async function finished(page) {
  await until(page, "all runs are over", () => [...document.querySelectorAll("#compare button")].some(({ textContent }) => textContent === "Finished"));
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
const lines = (page, selector) => page.evaluate((wanted) => [...document.querySelectorAll(wanted)].map(({ textContent }) => textContent.trim()), selector);
const opened = async ({ open, page }, versus, hash = QUICK) => {
  await open(`index.html?backend=cpu${hash}${versus}`);
  await until(page, "the comparison is open", () => !document.querySelector("#compare").hidden && document.querySelector("#compare h2"));
};

/** What the page would put on the clipboard, row by row. */
async function copied(page, name) {
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => (globalThis.__copied = text) } }));
  await press(page, name);
  await until(page, "it is copied", () => globalThis.__copied !== undefined);
  return page.evaluate(() => globalThis.__copied);
}

browserTest("identical variants over three seeds: no difference, in every number", BOTH, async (t) => {
  await opened(t, "&vs=loss:nt-xent;loss.temperature:0.5&vs.seeds=3");
  assert.equal(await t.page.evaluate(() => document.querySelector("#data").checkVisibility()), false, "the comparison takes the pictures' place");
  await press(t.page, "Run the comparison");
  await finished(t.page);
  const said = await lines(t.page, ".verdicts p");
  assert.equal(said.length, 2);
  for (const one of said) assert.match(one, /no difference; the linear probe is the same in all 3 seeds/);
  assert.deepEqual((await lines(t.page, ".lineup .problem")).join(""), "");
  await until(t.page, "it is said to those who listen", () => /no difference/.test(document.querySelector("#compare > [role=status]").textContent));
});

browserTest("variants: added by what differs, run on the same seed, removed; the link has them", CPU, async (t) => {
  await t.open(`index.html?backend=cpu${QUICK}`);
  await until(t.page, "the page is ready", () => /5-NN/.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label") ?? ""));
  assert.equal((await t.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /view-/.test(name)))).length, 0, "its code comes on demand");
  await press(t.page, "Compare");
  await until(t.page, "it is open", () => document.querySelector("#compare h2"));
  assert.ok(await t.page.evaluate(() => location.hash.length > 0));
  await t.page.getByRole("combobox", { name: "What differs" }).selectOption("loss.temperature");
  const field = t.page.getByRole("textbox", { name: "temperature", exact: true });
  await field.fill("99");
  await press(t.page, "Add");
  assert.match(await t.page.locator(".adding .problem").textContent(), /loss\.temperature is 99; it must be a number from 0\.01 to 10/i);
  await field.fill("0.1");
  await press(t.page, "Add");
  // A copy that learns slower has the same first loss: same data, weights and batch.
  await t.page.getByRole("combobox", { name: "What differs" }).selectOption("optimizer.lr");
  await t.page.getByRole("textbox", { name: "learning rate", exact: true }).fill("0.001");
  await press(t.page, "Add");
  await until(t.page, "the link has both", () => /&vs=loss\.temperature:0\.1;optimizer\.lr:0\.001$/.test(location.hash));
  await press(t.page, "Run the comparison");
  await finished(t.page);
  const rows = await t.page.evaluate(() => [...document.querySelectorAll(".numbered tbody tr")].map(({ textContent }) => textContent));
  assert.equal(rows.length, 5, `three variants and two baselines: ${rows}`);
  const said = await lines(t.page, ".verdicts p");
  assert.equal(said.length, 2);
  for (const one of said) assert.match(one, /One seed says nothing|no difference/);
  // The charts have the first losses; the cursor reads them.
  const plot = t.page.locator(".plots .u-over").first();
  const box = await plot.boundingBox();
  await t.page.mouse.move(box.x + box.width / 20, box.y + 20);
  const first = await t.page.evaluate(() => Object.fromEntries([...document.querySelectorAll(".plots .chart:first-child .readout span")].map(({ textContent }) => textContent.trim().split(" "))));
  assert.equal(first.step, "1", JSON.stringify(first));
  assert.equal(first.A, first.C, "another learning rate begins at the same loss");
  assert.notEqual(first.A, first.B, "another temperature does not");
  const csv = (await copied(t.page, "Copy CSV")).split("\n");
  assert.equal(csv.length, 4);
  assert.match(csv[0], /^variant,seed,steps,last_loss,probeAccuracy/);
  assert.match(csv[1], /^"?A .*1,20,\d\.\d+,0\.\d+/);
  await t.page.getByRole("button", { name: /^Remove B/ }).click();
  await until(t.page, "the link has one", () => /&vs=optimizer\.lr:0\.001$/.test(location.hash));
  await t.page.keyboard.press("Escape");
  await until(t.page, "it is closed", () => document.querySelector("#compare").hidden && document.querySelector("#data").checkVisibility() && !/vs=/.test(location.hash));
  assert.match(await t.page.locator(".progress").textContent(), /^Step 0 of 20/, "the page's run is where it was");
});

browserTest("the same runs again are the same numbers, and the page's own", CPU, async (t) => {
  const run = async () => {
    await opened(t, "&vs=loss.temperature:0.1");
    await press(t.page, "Run the comparison");
    await finished(t.page);
    return (await copied(t.page, "Copy CSV")).split("\n");
  };
  const first = await run();
  await t.page.goto("about:blank");
  assert.deepEqual(await run(), first);
  await press(t.page, "Close the comparison");
  await press(t.page, "Run");
  await until(t.page, "the page's run is over", () => /Stopped after 20 steps/.test(document.querySelector("#status").textContent));
  await until(t.page, "and measured", () => /Step 20:/i.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label")));
  const [, , , , probe, , , knn] = first[1].replace(/"[^"]*"/, "A").split(",");
  const label = await t.page.evaluate(() => document.querySelector(".chart:nth-of-type(2) .plot").getAttribute("aria-label"));
  const [, shownKnn, shownProbe] = /5-NN ([\d.]+), linear probe ([\d.]+)/.exec(label).map(Number);
  assert.ok(Math.abs(shownKnn - knn) < 1e-3 && Math.abs(shownProbe - probe) < 1e-3, `${label}; the comparison has ${knn}, ${probe}`);
});

browserTest("a sweep is one click, has a band and a verdict, and travels in the link", CPU, async (t) => {
  await opened(t, "&vs=", "#v=1&seed=1&data=moons&data.n=200&batch=16&steps=10");
  await press(t.page, "Sweep temperature");
  await finished(t.page);
  assert.match(await t.page.locator(".plots .about").textContent(), /temperature/i);
  assert.match(await t.page.locator(".plots .plot").getAttribute("aria-label"), /^Temperature: accuracy at the end\. 0\.05: [\d.]+ %; .*2: [\d.]+ %$/);
  const painted = await t.page.evaluate(() => {
    const canvas = document.querySelector(".plots canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let tinted = 0;
    for (let i = 0; i < data.length; i += 4) tinted += data[i + 3] > 0 && data[i + 3] < 90 && data[i + 2] > data[i] + 40;
    return tinted / (data.length / 4);
  });
  assert.ok(painted > 0.005, `a band is drawn: ${painted}`);
  assert.match(await t.page.evaluate(() => location.hash), /&vs=&vs\.seeds=5&vs\.sweep=loss\.temperature:0\.05:.*:2$/);
  const field = t.page.getByRole("textbox", { name: "Values of temperature" });
  await field.fill("0.1 70");
  await field.press("Enter");
  await field.evaluate((one) => one.dispatchEvent(new Event("change")));
  assert.match(await t.page.locator(".plots .problem").first().textContent(), /loss\.temperature is 70; it must be a number from 0\.01 to 10/);
  await press(t.page, "Side by side");
  await until(t.page, "variants are back", () => document.querySelector("#compare").dataset.view === "variants");
});

browserTest("Pause stops at once, Go on goes on, and a closed comparison costs nothing", CPU, async (t) => {
  await opened(t, "&vs=batch:8", "#v=1&seed=1&data=moons&batch=16&steps=20000");
  await press(t.page, "Run the comparison");
  const progress = async () => (await lines(t.page, ".lineup .sub")).join();
  const begun = (text) => /step [1-9]/.test(text);
  await until(t.page, "it has begun", () => /step [1-9]/.test(document.querySelector(".lineup").textContent));
  await press(t.page, "Pause the comparison");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const paused = await progress();
  assert.ok(begun(paused), paused);
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.equal(await progress(), paused, "a paused comparison stays where it is");
  await press(t.page, "Go on");
  await until(t.page, "it has gone on", (before) => [...document.querySelectorAll(".lineup .sub")].map(({ textContent }) => textContent.trim()).join() !== before, paused);
  assert.equal(t.page.workers().length, 2, "the page's engine, and the comparison's own");
  await press(t.page, "Close the comparison");
  for (let i = 0; i < 50 && t.page.workers().length > 1; i++) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(t.page.workers().length, 1, "the comparison's engine has ended");
});

browserTest("a variant that the engine refuses says why, and the other is finished", CPU, async (t) => {
  await opened(t, "&vs=batch:1024", "#v=1&seed=1&data=moons&data.n=100&batch=16&steps=10");
  await press(t.page, "Run the comparison");
  await finished(t.page);
  assert.match((await lines(t.page, ".lineup .problem"))[1], /batch is 1024/);
  assert.match((await lines(t.page, ".numbered tbody tr"))[0], /[\d.]+ %/, "A has its numbers");
});

browserTest("a variant that diverges says so, and the other is finished", CPU, async (t) => {
  await opened(t, "&vs=optimizer:sgd,optimizer.lr:10,loss.temperature:0.01,encoder.dim:2&vs.seeds=1", "#v=1&seed=1&data=moons&batch=16&steps=20&encoder.normalize=false");
  await press(t.page, "Run the comparison");
  await finished(t.page);
  assert.match((await lines(t.page, ".lineup .problem"))[1], /not finite|diverged/i);
  assert.match((await lines(t.page, ".verdicts p"))[0], /no seed has been finished by both/);
  assert.match((await lines(t.page, ".numbered tbody tr"))[0], /[\d.]+ %/, "A has its numbers");
});

browserTest("what is wrong with a comparison's link is said, and the rest is kept", CPU, async (t) => {
  await opened(t, "&vs=batch:8;loss:nonsense&vs.seeds=77");
  const alert = await t.page.locator("#alerts").textContent();
  assert.match(alert, /loss is "nonsense"; there are .*nt-xent/);
  assert.match(alert, /"77"; it must be a whole number from 1 to 20/);
  assert.equal((await lines(t.page, ".lineup .name")).length, 2, "the variant that can be read is there");
  await until(t.page, "and so is the experiment", () => /of 20/.test(document.querySelector(".progress").textContent));
});

for (const [width, height] of [[1440, 900], [360, 780]]) {
  browserTest(`the comparison at ${width} px: accessible, nothing sticks out`, CPU, async (t) => {
    await opened(t, "&vs=loss:clip;loss.temperature:0.1&vs.seeds=2");
    await press(t.page, "Run the comparison");
    await finished(t.page);
    const { readFileSync } = await import("node:fs");
    await t.page.evaluate(readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8"));
    const violations = await t.page.evaluate(async () => {
      const found = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
      return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
    });
    assert.deepEqual(violations, []);
    const over = await t.page.evaluate(() => ({ across: document.documentElement.scrollWidth - innerWidth, down: document.documentElement.scrollHeight - innerHeight,
      inside: document.querySelector("#compare").scrollHeight - document.querySelector("#compare").clientHeight,
      small: innerWidth > 700 ? [] : [...document.querySelectorAll("#compare :is(button, select, input)")].filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 80)) }));
    assert.ok(over.across <= 0, `${over.across} px too wide`);
    assert.deepEqual(over.small, []);
    if (width === 1440) assert.ok(over.down <= 0 && over.inside <= 0, `one screen: ${JSON.stringify(over)}`);
    await t.shot(`compare-${width}`);
  }, { viewport: { width, height } });
}
