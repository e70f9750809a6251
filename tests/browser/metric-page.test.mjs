// The page of metric learning, end to end: the closed form, the naive objective, pairs by hand, and what it helps.
import { readFileSync } from "node:fs";
import { assert, browserTest } from "./harness.mjs";
import { enter } from "./pages.mjs";

const CPU = ["chromium"];
const BOTH = ["chromium", "firefox"];
const GEOMETRIC = "#v=1&seed=1&task=metric&data=blobs";
const NAIVE = "#v=1&seed=1&task=metric&data=blobs&objective=naive";

/** Resolves when `condition`, run in the page, holds; the message says what was waited for. */
const until = (page, what, condition, argument) =>
  page.waitForFunction(condition, ...("setViewport" in page ? [{ timeout: 30_000 }, argument] : [argument, { timeout: 30_000 }]))
    .catch((error) => assert.fail(`waited in vain until ${what}: ${error.message}`));

/** Presses the button of that name that is on the screen. */
const press = (page, name) => page.evaluate((wanted) => {
  const button = [...document.querySelectorAll("button")].find((one) => one.getClientRects().length && (one.getAttribute("aria-label") ?? one.textContent.trim()) === wanted);
  if (!button) throw new Error(`There is no button ${wanted} on the screen.`);
  button.click();
}, name);

const text = (page, selector) => page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? "", selector);
const atStep = (page, step) => until(page, `step ${step} is shown`, (wanted) => document.querySelector(".progress").textContent.startsWith(`Step ${wanted} `), step);

/** The formula's numbers by name, and the least h. */
const sums = (page) => page.evaluate(() => {
  const number = (text) => Number((text ?? "").replace("−", "-").replaceAll(",", ""));
  const live = [...document.querySelectorAll("#objective .figures [data-live]")].map((part) => [part.dataset.live ?? part.getAttribute("data-live"), number(part.textContent)]);
  return { ...Object.fromEntries(live), least: number(/least h ([\d.,]+)/.exec(document.querySelector("#objective .numbers").textContent)?.[1]) };
});

/** What a canvas shows, as one number. */
const picture = (page, selector) => page.evaluate((wanted) => {
  const canvas = document.querySelector(wanted);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let [painted, hash] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    painted += data[i + 3] > 0;
    hash = (hash * 31 + data[i] + data[i + 1] + data[i + 2] + data[i + 3]) | 0;
  }
  return { painted: painted / (data.length / 4), hash };
}, selector);

async function opened({ open, page }, hash = GEOMETRIC, query = "?backend=cpu") {
  await open(`index.html${query}${hash}`);
  await until(page, "the metric is there and measured", () => /NN, held out/.test(document.querySelector("#objective .numbers")?.textContent ?? ""));
}

/** All numbers of the curves, as the first table of the dialog gives them. */
async function table(page) {
  await press(page, "Show as table");
  const rows = await page.evaluate(() => [...document.querySelector("dialog table tbody").rows].map((row) => [...row.children].map((cell) => cell.textContent)));
  await press(page, "Close");
  return rows;
}

browserTest("the closed form is there at once, with its pictures, eigenvalues and identities", BOTH, async (t) => {
  await opened(t);
  await until(t.page, "both pictures are drawn", () => [..."#plane #image".split(" ")].every((id) => {
    const canvas = document.querySelector(`${id} .stage canvas`);
    return canvas.width > 100 && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
  }));
  for (const stage of ["#plane", "#image"]) assert.ok((await picture(t.page, `${stage} .stage canvas`)).painted > 0.05, `${stage} is drawn`);
  const seen = await t.page.evaluate(() => ({
    step: document.querySelector(".progress").textContent,
    bars: document.querySelectorAll("#eigenvalues rect").length,
    checks: [...document.querySelectorAll("#verdict .checks li")].map((one) => one.className),
    math: document.querySelectorAll("#objective .symbols math").length,
    words: document.querySelector("#objective .numbers").textContent,
    slips: document.querySelector("#objective .slips").getClientRects().length,
    contrastive: [...document.querySelectorAll(".of-contrastive")].filter((one) => one.getClientRects().length).length,
  }));
  assert.match(seen.step, /^Step 0 /);
  assert.equal(seen.bars, 2);
  assert.ok(seen.checks.length >= 2 && seen.checks.every((one) => one === "holds"), `the identities hold: ${seen.checks}`);
  assert.equal(seen.math, 1);
  assert.match(seen.words, /\|S\| [\d,]+\|D\| [\d,]+/);
  assert.ok(seen.slips > 0, "the misprints are set right");
  assert.equal(seen.contrastive, 0, "the other task's views sleep");
  const { similar_part: similar, dissimilar_part: dissimilar, value: h, least } = await sums(t.page);
  assert.ok(Math.abs(similar + dissimilar - h) < 2e-3 * h, `${similar} + ${dissimilar} = ${h}`);
  assert.ok(Math.abs(h - least) < 1e-3 * h, "at t = ½ it is the least value");
  await t.shot("metric-geometric");
});

browserTest("t moves A along the geodesic while the hand is on it, and starts nothing again", CPU, async (t) => {
  await opened(t);
  await press(t.page, "Step");
  await atStep(t.page, 1);
  const before = await picture(t.page, "#image .stage canvas");
  await t.page.evaluate(() => document.querySelector('.knob[data-path="objective.t"] input[type=range]').focus());
  for (let i = 0; i < 5; i++) await t.page.keyboard.press("ArrowLeft");
  await until(t.page, "A is no longer the minimum", () => document.querySelector("#verdict h2").textContent === "On the geodesic");
  const { value, least, t: place } = await sums(t.page);
  assert.ok(value > least && place === 0.45, `h ${value} at t = ${place}, least ${least}`);
  await until(t.page, "the link has t", () => /objective\.t=0\.45/.test(location.hash));
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.notEqual((await picture(t.page, "#image .stage canvas")).hash, before.hash, "the picture has moved");
  assert.match(await text(t.page, ".progress"), /^Step 1 /);
});

browserTest("both gradients fall onto the closed form, the natural one first", CPU, async (t) => {
  await opened(t, `${GEOMETRIC}&steps=40`);
  await press(t.page, "Run");
  await until(t.page, "the last step", () => /Stopped after 40 steps/.test(document.querySelector("#status").textContent));
  await until(t.page, "the curve has it", () => /Step 40:/.test(document.querySelector("#metric-curves .plot")?.getAttribute("aria-label")));
  const rows = (await table(t.page)).map((row) => row.map((cell) => Number(cell.replaceAll(",", ""))));
  const { least } = await sums(t.page);
  assert.equal(rows.length, 41);
  assert.ok(rows[0][1] > least && rows[40][1] < rows[0][1], "the natural iterate falls");
  assert.ok(rows[40][1] - least < 0.01 * (rows[0][1] - least), `and arrives: ${rows[40][1]} for ${least}`);
  assert.ok(rows[40][2] < rows[0][2], "the Euclidean one falls too");
});

browserTest("the naive objective: collapse left of λ*, no end right of it, rank one under a cap", CPU, async (t) => {
  await opened(t, `${NAIVE}&steps=400`);
  const verdict = async (wanted) => {
    await until(t.page, `the verdict is ${wanted}`, (heading) => document.querySelector("#verdict h2").textContent === heading, wanted);
    return text(t.page, "#verdict .about");
  };
  const star = Number((await text(t.page, '.knob[data-path="objective.lambda"] .tick')).replace("λ* = ", ""));
  assert.ok(star > 0, "λ* is marked on the slider");
  await enter(t.page, "objective.lambda", (star / 2).toPrecision(3));
  assert.match(await verdict("A collapses to 0"), /λ/);
  await press(t.page, "Run");
  await until(t.page, "twenty steps are done", () => Number(/Step (\d+)/.exec(document.querySelector(".progress").textContent)[1]) >= 20);
  await press(t.page, "Pause");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const trace = (await table(t.page)).map((row) => Number(row[2]));
  assert.ok(trace.at(-1) < trace[0], `A shrinks: ${trace[0]} to ${trace.at(-1)}`);
  assert.match(await text(t.page, "#image .sub"), /% as wide as the data/);
  await t.shot("metric-collapse");

  await enter(t.page, "objective.lambda", (star * 3).toPrecision(3));
  await verdict("No minimum");
  await press(t.page, "Reset");
  await atStep(t.page, 0);
  await press(t.page, "Run");
  await until(t.page, "twenty steps are done", () => Number(/Step (\d+)/.exec(document.querySelector(".progress").textContent)[1]) >= 20);
  await press(t.page, "Pause");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const falling = (await table(t.page)).map((row) => Number(row[1].replace("−", "-").replaceAll(",", "")));
  assert.ok(falling.at(-1) < falling[0], "f falls");
  await t.shot("metric-unbounded");

  await enter(t.page, "objective.trace_cap", "2");
  await verdict("Rank one");
});

browserTest("scenes and the choice of a task switch the views, without a reload, and back", CPU, async (t) => {
  await opened(t);
  await t.page.evaluate(() => (window.stillHere = true));
  const task = () => t.page.evaluate(() => document.querySelector("#main").dataset.task);
  const choose = (selector, value) => t.page.evaluate(([where, to]) => {
    const select = document.querySelector(where);
    select.value = to;
    select.dispatchEvent(new Event("change"));
  }, [selector, value]);
  await choose("#controls select", "contrastive");
  await until(t.page, "the encoder is on", () => document.querySelector("#main").dataset.task === "contrastive");
  await until(t.page, "it is drawn and measured", () => /Step 0: 5-NN/.test(document.querySelector("#curves .chart:nth-of-type(2) .plot")?.getAttribute("aria-label")));
  assert.ok((await picture(t.page, "#embedding .stage canvas")).painted > 0.03);
  await press(t.page, "Step");
  await atStep(t.page, 1);
  await t.page.goBack();
  await until(t.page, "the metric is back", () => document.querySelector("#main").dataset.task === "metric" && /NN, held out/.test(document.querySelector("#objective .numbers")?.textContent));
  const scenes = await t.page.evaluate(async () => {
    const { presets } = await import("./nearfar.js");
    return presets.map(({ id, caption, config }) => ({ id, caption, metric: config.task === "metric", standardize: config.data.standardize }));
  });
  assert.ok(scenes.filter(({ metric }) => metric).length >= 5, "at least five scenes of metric learning");
  for (const scene of [scenes.find(({ metric }) => !metric), ...scenes.filter(({ metric }) => metric)]) {
    await choose("#preset", scene.id);
    await until(t.page, `scene ${scene.id} is shown`, ([caption, wanted]) => document.querySelector("#main").dataset.task === wanted && document.querySelector(`${wanted === "metric" ? "#objective" : "#formula"} .caption`).textContent.replaceAll("\u00a0", " ") === caption,
      [scene.caption.replaceAll(/_(?=\w)/g, ""), scene.metric ? "metric" : "contrastive"]);
    assert.equal(await task(), scene.metric ? "metric" : "contrastive");
    assert.equal(await text(t.page, "#alerts"), "", `scene ${scene.id} starts without an error`);
    const switched = await t.page.evaluate(() => [...document.querySelectorAll("#controls .check")].find((one) => /Standardise/.test(one.textContent))?.querySelector("input").checked);
    if (scene.metric) assert.equal(switched, scene.standardize, `scene ${scene.id}: the switch says what the data are`);
  }
  const geodesic = scenes.find(({ id }) => id === "geodesic");
  await choose("#preset", geodesic.id);
  const says = () => text(t.page, "#objective .caption");
  const told = geodesic.caption.replaceAll(/_(?=\w)/g, "");
  await until(t.page, "the scene is shown", (caption) => document.querySelector("#objective .caption")?.textContent.replaceAll("\u00a0", " ") === caption, told);
  await enter(t.page, "objective.t", "0.2");
  await until(t.page, "the settings are one's own", () => document.querySelector("#preset").value === "");
  assert.equal(await says(), `Of scene ${scenes.findIndex(({ id }) => id === geodesic.id) + 1}: ${told}`, "a scene's words stay while its knobs are turned, and say whose they are");
  assert.ok(await t.page.evaluate(() => window.stillHere), "the page was not loaded again");
});

browserTest("pairs drawn by mouse and by keyboard move the metric at once", CPU, async (t) => {
  await opened(t, `${GEOMETRIC}&data.n=100`);
  const start = await text(t.page, "#objective .figures");
  await press(t.page, "Connect as similar");
  await until(t.page, "the page says what to do", () => /choose the first point/.test(document.querySelector("#plane .hint").textContent));
  const box = await t.page.evaluate(() => {
    document.querySelector("#plane .stage").scrollIntoView({ block: "center" });
    const { left, top, width } = document.querySelector("#plane .stage").getBoundingClientRect();
    return { left, top, width };
  });
  /** Clicks along a line until the condition holds. */
  const clickAlong = async (row, done) => {
    for (let share = 0.1; share < 0.95; share += 0.03) {
      await t.page.mouse.click(box.left + box.width * share, box.top + box.width * row);
      if (await t.page.evaluate(done)) return;
    }
    assert.fail("no point was met");
  };
  await clickAlong(0.25, () => /which other/.test(document.querySelector("#plane .hint").textContent));
  await clickAlong(0.75, () => !/which other/.test(document.querySelector("#plane .hint").textContent));
  await until(t.page, "the link has the pair", () => /pairs\.similar=\d+-\d+/.test(location.hash));
  await until(t.page, "the numbers have moved", (old) => document.querySelector("#objective .figures").textContent !== old, start);
  const counted = () => t.page.evaluate(() => Number(/\|D\| ([\d,]+)/.exec(document.querySelector("#objective .numbers").textContent)[1].replace(",", "")));
  const dissimilar = await counted();

  await press(t.page, "Connect as dissimilar");
  await t.page.evaluate(() => document.querySelector("#plane .stage").focus());
  await t.page.keyboard.press("ArrowRight");
  await t.page.keyboard.press("Enter");
  await until(t.page, "the first point is chosen", () => /which other/.test(document.querySelector("#plane .hint").textContent));
  await t.page.keyboard.press("Escape");
  await until(t.page, "Escape takes it back", () => /choose the first point/.test(document.querySelector("#plane .hint").textContent));
  await t.page.keyboard.press("ArrowRight");
  await t.page.keyboard.press("Enter");
  await t.page.keyboard.press("ArrowDown");
  await t.page.keyboard.press("ArrowDown");
  await t.page.keyboard.press("Enter");
  await until(t.page, "the link has this pair too", () => /pairs\.dissimilar=\d+-\d+/.test(location.hash));
  await until(t.page, "D has one more", (old) => document.querySelector("#objective .numbers")?.textContent.includes(`|D| ${(old + 1).toLocaleString("en")}`), dissimilar);
  await t.shot("metric-drawn");
  await t.page.keyboard.press("Escape");
  await until(t.page, "Escape puts the tool away", () => document.querySelectorAll('[aria-pressed="true"]').length === 0);
  await press(t.page, "Remove drawn pairs");
  await until(t.page, "the pairs are gone", () => !/pairs\./.test(location.hash));
  await until(t.page, "and the metric is what it was", (old) => document.querySelector("#objective .figures").textContent === old, start);
});

browserTest("only drawn pairs: one may start from none, and what the engine refuses is mended by the knob it names", CPU, async (t) => {
  await opened(t, "#v=1&seed=1&task=metric&data=moons");
  await t.page.evaluate(() => {
    const select = [...document.querySelectorAll("#controls select")].find((one) => [...one.options].some(({ value }) => value === "drawn"));
    select.value = "drawn";
    select.dispatchEvent(new Event("change"));
  });
  await until(t.page, "there are none", () => /\|S\| 0\|D\| 0/.test(document.querySelector("#objective .numbers")?.textContent));
  assert.equal(await text(t.page, "#alerts"), "");
  await t.page.goto("about:blank");
  await t.open("index.html?backend=cpu#v=1&seed=1&task=metric&data=moons&pairs.source=drawn&pairs.similar=3-17&pairs.dissimilar=3-600");
  await until(t.page, "the error names the matrix", () => /S is singular.*rank is 1 of 2/.test(document.querySelector("#alerts").textContent));
  await enter(t.page, "objective.lambda", 1);
  await until(t.page, "a larger λ mends it", () => /\|S\| 1\|D\| 1/.test(document.querySelector("#objective .numbers")?.textContent));
  assert.equal(await text(t.page, "#alerts"), "");
});

browserTest("with an anchor, another point says how far it is before and after", CPU, async (t) => {
  await opened(t);
  await t.page.evaluate(() => document.querySelector("#plane .stage").focus());
  await t.page.keyboard.press("ArrowRight");
  await t.page.keyboard.press("Enter");
  await t.page.keyboard.press("ArrowDown");
  await until(t.page, "both distances are given", () => /to the anchor, point \d+.*\|x − x′\|² [\d.]+.* → dA [\d.]+/.test(document.querySelector("#plane .tip:not([hidden])")?.textContent ?? ""));
});

browserTest("does it help? is measured while one looks, can be cancelled, and is cleared when it no longer holds", CPU, async (t) => {
  await opened(t, "#v=1&seed=1&task=metric&data=wine&data.standardize=false");
  await press(t.page, "Measure");
  await until(t.page, "a split is measured", () => /^[1-9]\d* of 20 splits/.test(document.querySelector("#metric-curves .measure [role=status]").textContent));
  await press(t.page, "Cancel");
  await until(t.page, "it says of how many", () => /over \d+ seeded splits/.test(document.querySelector("#metric-curves .measure").textContent));
  await press(t.page, "Measure");
  await until(t.page, "all are measured", () => /over 20 seeded splits/.test(document.querySelector("#metric-curves .measure").textContent));
  const found = await t.page.evaluate(() => ({
    rows: [...document.querySelectorAll("#methods tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)),
    lesson: document.querySelector("#methods .about").textContent,
    label: document.querySelector("#metric-curves .measure").closest(".chart").querySelector(".plot").getAttribute("aria-label"),
  }));
  assert.equal(found.rows.length, 5);
  const mean = Object.fromEntries(found.rows.map(([name, error]) => [name.split(/[ ,]/)[0], Number(/[\d.]+/.exec(error)[0])]));
  assert.ok(mean.Euclidean > 20 && mean.GMML > 20, `raw wine, Euclidean and t = ½: ${JSON.stringify(mean)}`);
  assert.ok(mean.standardised < 8 && mean.whitening < 8, `standardised and whitening: ${JSON.stringify(mean)}`);
  assert.match(found.lesson, /Feature scale matters/);
  assert.match(found.label, /Euclidean: [\d.]+ ± [\d.]+ %/);
  await t.shot("metric-wine");
  await enter(t.page, "neighbors", "3");
  await until(t.page, "it is cleared", () => document.querySelector("#methods").hidden && /20 seeded splits into/.test(document.querySelector("#metric-curves .measure").textContent));
});

browserTest("a link brings back every setting, drawn pairs included", CPU, async (t) => {
  const hash = "#v=1&seed=7&task=metric&data=blobs&data.standardize=false&pairs.noise=0.1&pairs.similar=3-17&objective.t=0.25";
  await opened(t, hash);
  await press(t.page, "Share");
  await until(t.page, "the link is there", () => document.querySelector("dialog input[aria-label=Link]")?.value);
  const link = await t.page.evaluate(() => document.querySelector("dialog input[aria-label=Link]").value);
  await press(t.page, "Close");
  const first = await text(t.page, "#objective .figures");
  await t.page.goto("about:blank");
  await t.page.goto(link);
  await until(t.page, "the same numbers are there", (wanted) => document.querySelector("#objective .figures")?.textContent === wanted, first);
  const seen = await t.page.evaluate(() => ({
    values: Object.fromEntries([...document.querySelectorAll(".knob")].map((knob) => [knob.dataset.path, knob.querySelector("input").value])),
    standardised: document.querySelector("#controls input[type=checkbox]").checked,
  }));
  assert.equal(seen.values["objective.t"], "0.25");
  assert.equal(seen.values["pairs.noise"], "0.1");
  assert.equal(seen.values.seed, "7");
  assert.equal(seen.standardised, false);
  assert.match(link, /pairs\.similar=3-17/);
});

for (const colorScheme of ["light", "dark"]) {
  browserTest(`no accessibility problem that axe can find in metric learning, ${colorScheme}`, CPU, async (t) => {
    await opened(t, "#v=1&seed=1&task=metric&data=iris");
    await press(t.page, "Measure");
    await until(t.page, "all is measured", () => /over 20 seeded splits/.test(document.querySelector("#metric-curves .measure").textContent));
    await t.page.evaluate(() => document.querySelectorAll("#controls details, .slips").forEach((details) => (details.open = true)));
    await t.page.evaluate(readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8"));
    const violations = await t.page.evaluate(async () => {
      const found = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
      return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
    });
    assert.deepEqual(violations, []);
    await t.shot(`metric-${colorScheme}`);
  }, { colorScheme });
}

for (const width of [320, 360]) {
  browserTest(`metric learning on a phone of ${width} px: nothing sticks out, and targets are large enough`, CPU, async (t) => {
    for (const hash of [GEOMETRIC, NAIVE]) {
      await opened(t, hash);
      await press(t.page, "Connect as similar");
      const seen = await t.page.evaluate(() => {
        document.querySelectorAll("#controls details, .slips").forEach((details) => (details.open = true));
        const small = [...document.querySelectorAll("button, select, summary")].filter((one) => {
          const { width: across, height } = one.getBoundingClientRect();
          return one.getClientRects().length && (across < 44 || height < 44);
        });
        const order = ["plane", "image", "controls"].map((id) => document.getElementById(id).getBoundingClientRect().top);
        return { overflow: document.documentElement.scrollWidth - innerWidth, small: small.map((one) => one.outerHTML.slice(0, 80)), order };
      });
      assert.ok(seen.overflow <= 0, `${seen.overflow} px too wide`);
      assert.deepEqual(seen.small, []);
      assert.deepEqual(seen.order, [...seen.order].sort((a, b) => a - b), "pictures come before controls");
      await t.page.goto("about:blank");
    }
  }, { viewport: { width, height: 780 } });
}
