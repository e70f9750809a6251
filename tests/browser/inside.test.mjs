// The loss seen from the inside: what the page says of the negatives is what the API's numbers say.
import { assert, browserTest } from "./harness.mjs";
import { atStep, press, sound, until } from "./pages.mjs";

const HARD = "#v=1&seed=1&data=gaussian&loss=hard&loss.tau_plus=0.1667&loss.beta=2&batch=32&steps=30&lens=inside";
const CONFIG = { seed: 1, data: { name: "gaussian" }, loss: { name: "hard", tau_plus: 0.1667, beta: 2 }, batch: 32, steps: 30 };

async function opened(t, hash = HARD) {
  await t.open(`index.html?backend=cpu${hash}`);
  await until(t.page, "the histogram is drawn", () => document.querySelector("#lens .histogram rect"));
}

const cells = (page) => page.evaluate(() => [...document.querySelectorAll(".numbers-inside tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)));
const percent = (share) => `${Math.round(100 * share).toFixed(0)} %`;

browserTest("the anchor's negatives are counted and weighed as the API says", ["chromium"], async (t) => {
  await opened(t);
  for (let step = 1; step <= 3; step++) {
    await press(t.page, "Step");
    await atStep(t.page, step);
  }
  const anchor = await t.page.evaluate(() => Number(document.querySelector("#anchor .row").value));
  const found = await t.page.evaluate(async ({ config, anchor }) => {
    const { createLab } = await import("./nearfar.js");
    const lab = await createLab({ backend: "cpu" });
    const run = await lab.experiment(config);
    await run.step(3);
    const { labels } = await run.embeddings();
    const batch = await run.batch({ anchor });
    const row = batch.anchorPoint.indexOf(anchor);
    const of = { count: 0, wrong: 0, weight: 0, push: 0, all: 0, squares: 0, bars: 0 };
    for (let j = 0; j < batch.candidates; j++) {
      const at = row * batch.candidates + j;
      if (batch.relation[at] !== 2) continue;
      const same = labels[batch.candidatePoint[j]] === labels[anchor];
      const push = Math.max(0, batch.pulls[at]);
      of.count++;
      of.wrong += same;
      of.weight += same ? batch.importance[at] : 0;
      of.squares += batch.importance[at] ** 2;
      of.push += same ? push : 0;
      of.all += push;
    }
    const { inside } = await run.metrics();
    lab.dispose();
    return { ...of, inside };
  }, { config: CONFIG, anchor });
  assert.ok(found.wrong > 0 && found.count === 62);
  const { inside } = found;
  assert.deepEqual((await cells(t.page)).map(([, ...numbers]) => numbers), [
    [percent(found.wrong / found.count), percent(inside.falseShare)],
    [percent(found.weight), percent(inside.falseWeight)],
    [percent(found.push / found.all), percent(inside.falsePush)],
    [`${Math.round(1 / found.squares)} of 62`, percent(inside.effectiveSize)],
    ["no", percent(inside.clamped)],
  ]);
  // Bars: as much above as below, and the hollow ones are the false negatives.
  const area = await t.page.evaluate(() => {
    const sum = (kind, above) => [...document.querySelectorAll(`.histogram .${kind}`)].map((bar) => bar.getBBox())
      .filter(({ y }) => (y < 90) === above).reduce((total, { height }) => total + height + (kind === "wrong" ? 1.5 : 0), 0);
    return { wrongAbove: sum("wrong", true), rightAbove: sum("right", true), wrongBelow: sum("wrong", false), rightBelow: sum("right", false) };
  });
  const share = (wrong, right) => wrong / (wrong + right);
  assert.ok(Math.abs(share(area.wrongAbove, area.rightAbove) - found.wrong / found.count) < 0.02, JSON.stringify(area));
  assert.ok(Math.abs(share(area.wrongBelow, area.rightBelow) - found.weight) < 0.02, JSON.stringify(area));
});

browserTest("the oracle's curve is the run with true negatives only", ["chromium"], async (t) => {
  await opened(t);
  await press(t.page, "Run");
  await atStep(t.page, 30);
  const expected = await t.page.evaluate(async (config) => {
    const { createLab } = await import("./nearfar.js");
    const lab = await createLab({ backend: "cpu" });
    const run = await lab.experiment({ ...config, negatives: { oracle: true } });
    await run.step(30);
    const { knnAccuracy } = await run.metrics();
    lab.dispose();
    return `${(100 * knnAccuracy).toFixed(1)} %`;
  }, CONFIG);
  await until(t.page, "the oracle's run is over", () => document.querySelector("#inside-curves .chart .plot")?.getAttribute("aria-label")?.match(/Step 30.*oracle [\d.]+/));
  await press(t.page, "Show the negatives' curves as a table");
  const last = await t.page.evaluate(() => [...document.querySelectorAll("dialog tbody tr")].at(-1).children[2].textContent);
  assert.equal(last, expected);
});

browserTest("weights take the place of similarities, and closing puts all back", ["chromium"], async (t) => {
  await opened(t);
  await t.page.getByLabel("weights in the pictures").check();
  await until(t.page, "the heat map shows weights", () => document.querySelector("#heatmap h2")?.textContent === "Weights in the batch");
  await t.page.getByRole("button", { name: "the push", exact: true }).click();
  await until(t.page, "the lower bars show the push", () => document.querySelector(".histogram").getAttribute("aria-label").includes("pushes"));
  await t.page.keyboard.press("Escape");
  await until(t.page, "the data are back", () => document.querySelector("#lens").hidden && document.querySelector("#data").getClientRects().length > 0);
  assert.equal(await t.page.evaluate(() => document.querySelector("#heatmap h2").textContent), "Similarity in the batch");
  assert.equal(await t.page.evaluate(() => document.activeElement.textContent), "Inside");
  await until(t.page, "the link forgets it", () => !location.hash.includes("lens"));
});

browserTest("a scene opens what it is to be looked at with, and the next one closes it", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu");
  await until(t.page, "the digits are there", () => document.querySelector(".progress")?.textContent.startsWith("Step 0"));
  const scenes = await t.page.evaluate(async () => (await import("./nearfar.js")).presets.filter(({ view }) => view).map(({ id, view }) => ({ id, view })));
  assert.ok(scenes.some(({ view }) => view.startsWith("vs=")) && scenes.some(({ view }) => view.startsWith("lens=")));
  for (const { id, view } of scenes) {
    await t.page.locator("#preset").selectOption(id);
    await until(t.page, `${id} is open`, (view) => location.hash.includes(view.split("=")[0]) && document.querySelector(view.startsWith("vs") ? "#compare" : "#lens").checkVisibility(), view);
    assert.equal(await t.page.evaluate(() => document.querySelector("#alerts").textContent), "", id);
  }
  await t.page.locator("#preset").selectOption("moons");
  await until(t.page, "it is closed", () => !document.querySelector("#compare").checkVisibility() && document.querySelector("#data").checkVisibility() && !/vs=|lens=/.test(location.hash));
});

browserTest("a lens that there is not is named, and what is on the screen stays", ["chromium"], async (t) => {
  await opened(t);
  await t.page.evaluate(() => (location.hash = "#v=1&seed=2&lens=upside"));
  await until(t.page, "the link is refused", () => document.querySelector("#alerts").textContent.includes('lens is "upside"; it must be one of inside'));
  assert.ok(await t.page.evaluate(() => !document.querySelector("#lens").hidden));
});

for (const [width, height, colorScheme] of [[1440, 900, "light"], [1440, 900, "dark"], [360, 780, "light"]]) {
  browserTest(`inside at ${width} px, ${colorScheme}: accessible, nothing sticks out`, ["chromium"], async (t) => {
    await opened(t);
    await press(t.page, "Step");
    await atStep(t.page, 1);
    const { down } = await sound(t.page, "#lens");
    if (width === 1440) assert.ok(down <= 0, `${down} px too tall`);
    await t.shot(`inside-${width}-${colorScheme}`);
  }, { viewport: { width, height }, colorScheme });
}
