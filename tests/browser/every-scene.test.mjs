// Every scene of the page and of the lecture, in light and in dark: nothing that axe can find is wrong, and nothing sticks out
// or is cut; and what WCAG 2.2 asks for of targets and of the focus.
import { readFileSync } from "node:fs";
import { SCENES } from "../../www/lecture/scenes.js";
import { assert, browserTest } from "./harness.mjs";

const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** @param {any} page */
async function found(page) {
  const wrong = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    // What does not depend on colours is the same in both.
    wrong.push(...(await page.evaluate(async ({ colorScheme, TAGS }) => {
      const { violations } = await globalThis.axe.run(document, { runOnly: colorScheme === "light" ? TAGS : ["color-contrast"], resultTypes: ["violations"] });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${colorScheme}: ${id}: ${target.join(" ")}: ${failureSummary}`));
    }, { colorScheme, TAGS })));
  }
  return [...wrong, ...(await page.evaluate(unfit))];
}

/** In the page, at 1440 × 900: what has not the room it needs. */
function unfit() {
  const seen = (one) => one && one.getClientRects().length > 0;
  const [across, down] = ["Width", "Height"].map((side) => document.documentElement[`scroll${side}`] - globalThis[`inner${side}`]);
  const cut = [...document.querySelectorAll(".symbols, .figures")].filter((one) => seen(one) && one.scrollWidth > one.clientWidth + 3);
  const [buttons, lenses, stage] = ["#transport", "#lenses", "#embedding .stage"].map((selector) => document.querySelector(selector));
  const gap = seen(lenses) ? lenses.getBoundingClientRect().top - buttons.getBoundingClientRect().bottom : 0;
  return [across > 0 && `${across} px too wide`, down > 0 && `${down} px too high`, cut.length > 0 && `cut: ${cut.map((one) => one.className)}`, gap > 12 && `${gap} px between the buttons and the lenses`,
    seen(stage) && stage.clientWidth < 340 && `a picture of ${stage.clientWidth} px`].filter(Boolean);
}

/** One page: another scene is another hash. @param {any} t @param {{ name: string, hash: string, there: string }[]} scenes  there: what is on the page then */
async function walk(t, scenes) {
  const ready = () => t.page.waitForFunction(() => /^Step \d/.test(document.querySelector(".progress")?.textContent ?? ""), null, { timeout: 60_000 });
  await t.open("index.html?backend=cpu");
  await ready();
  // The page has written its own address; from then on it follows another.
  await t.page.waitForFunction(() => location.hash.length > 1);
  await t.page.evaluate(AXE);
  const wrong = {};
  for (const { name, hash, there } of scenes) {
    await t.page.evaluate((hash) => (location.hash = hash), hash);
    await t.page.waitForSelector(there, { timeout: 60_000 });
    await ready();
    // Its charts and numbers, too.
    await t.page.waitForTimeout(300);
    const problems = await found(t.page);
    if (problems.length) wrong[name] = problems;
  }
  assert.deepEqual(wrong, {});
}

browserTest("axe finds nothing on any preset", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu");
  const scenes = await t.page.evaluate(async () => {
    const { encodeLink, presets } = await import(new URL("nearfar.js", location.href).href);
    return presets.map(({ id, view, config }) => ({ name: id, hash: `${encodeLink(config)}${view && `&${view}`}`,
      there: view.startsWith("vs") ? "main[data-compare]" : view ? `main[data-${view.replace("=", '="')}"]` : `#preset:has(option[value="${id}"]:checked)` }));
  });
  await walk(t, scenes);
}, { timeout: 600_000 });

browserTest("axe finds nothing on any scene of the lecture", ["chromium"], (t) => walk(t, SCENES.map(({ id }) => ({ name: id, hash: `lecture=${id}`, there: `main[data-lecture="${id}"]` }))), { timeout: 600_000 });

for (const [width, height] of [[1280, 720], [1440, 900]]) {
  browserTest(`a question, its state and its first control are on the slide at ${width} × ${height}`, ["chromium"], async (t) => {
    await t.page.setViewportSize({ width, height });
    await t.open(`index.html?backend=cpu#lecture=${SCENES[0].id}`);
    const below = {};
    for (const { id, knobs } of SCENES) {
      await t.page.evaluate((id) => (location.hash = `lecture=${id}`), id);
      await t.page.waitForSelector(`main[data-lecture="${id}"] ${knobs.length ? "#lecture .knob" : ".question-said .state"}`, { timeout: 60_000 });
      // Formulas fit themselves to the column once they are in it.
      await t.page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))));
      const over = await t.page.evaluate(() => {
        const { bottom } = document.getElementById("lecture").getBoundingClientRect();
        return ["state", "knob"].flatMap((name) => [...document.querySelectorAll(`#lecture .${name}`)].slice(0, 1).map((part) => [name, Math.round(part.getBoundingClientRect().bottom - bottom)])).filter(([, by]) => by > 0);
      });
      if (over.length) below[id] = Object.fromEntries(over);
    }
    assert.deepEqual(below, {});
  });
}

/** Of each task and of some lenses: the controls, all opened. */
const STATES = ["v=1&seed=1", "v=1&seed=1&lens=inside", "v=1&seed=1&lens=theorem", "v=1&seed=1&task=metric&data=moons", "v=1&seed=1&data=sentences", "lecture=naive"];

/** @param {any} t @param {string} hash */
async function opened(t, hash) {
  await t.page.goto("about:blank");
  await t.open(`index.html?backend=cpu#${hash}`);
  // Measured, so that nothing grows any more.
  const wanted = hash.startsWith("lecture") ? "main[data-lecture]" : hash.endsWith("theorem") ? ".slopes tbody" : "main";
  await t.page.waitForFunction((wanted) => /^Step \d/.test(document.querySelector(".progress")?.textContent ?? "") && document.querySelector(wanted), wanted, { timeout: 60_000 });
  await t.page.waitForTimeout(500);
  await t.page.evaluate(() => document.querySelectorAll("#controls details").forEach((one) => (one.open = true)));
}

browserTest("no target is below 24 px (WCAG 2.5.8)", ["chromium"], async (t) => {
  for (const hash of STATES) {
    await opened(t, hash);
    // A box is as large as its label; links in sentences are exempt.
    assert.deepEqual(await t.page.evaluate(() => [...document.querySelectorAll("button, select, input, summary, textarea, [role=button]")].filter((one) => {
      const sizes = [one, one.closest("label")].filter((box) => box?.getClientRects().length).map((box) => box.getBoundingClientRect());
      return one.getClientRects().length && !one.closest("[aria-hidden=true]") && !sizes.some(({ width, height }) => width >= 24 && height >= 24);
    }).map((one) => one.outerHTML.slice(0, 100))), [], hash);
  }
}, { timeout: 300_000 });

browserTest("on a phone the buttons at the foot hide no focus (WCAG 2.4.11)", ["chromium"], async (t) => {
  for (const hash of STATES) {
    await opened(t, hash);
    for (let tab = 0; tab < 100; tab++) {
      await t.page.keyboard.press("Tab");
      const covered = await t.page.evaluate(() => {
        const { activeElement: one } = document;
        if (!one || one === document.body) return null;
        const [box, foot] = [one, document.getElementById("transport")].map((part) => part.getBoundingClientRect());
        return !one.closest("#transport") && box.top >= foot.top && box.bottom <= foot.bottom ? one.outerHTML.slice(0, 100) : "";
      });
      assert.ok(!covered, `${hash}: ${covered}`);
      if (covered === null) break;
    }
  }
}, { viewport: { width: 360, height: 780 }, timeout: 300_000 });

browserTest("a sphere is turned without a drag (WCAG 2.5.7)", ["chromium"], async (t) => {
  await opened(t, "v=1&seed=1&data=moons&encoder.dim=3");
  const drawn = () => t.page.evaluate(() => document.querySelector("#embedding canvas").toDataURL());
  for (const name of ["left", "right", "up", "down"]) {
    const last = await drawn();
    await t.page.getByRole("button", { name: `Turn ${name}` }).click();
    await t.page.waitForFunction((last) => document.querySelector("#embedding canvas").toDataURL() !== last, last);
  }
  await t.page.evaluate(() => (location.hash = "v=1&seed=1&data=moons&encoder.dim=2"));
  await t.page.waitForFunction(() => document.querySelector(".turning-keys").hidden);
});
