// Every scene of the page and of the lecture, in light and in dark: nothing that axe can find is wrong, and nothing sticks out.
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
  const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (across > 0) wrong.push(`${across} px too wide`);
  return wrong;
}

/** One page: another scene is another hash. @param {any} t @param {{ name: string, hash: string, there: string }[]} scenes  there: what is on the page then */
async function walk(t, scenes) {
  const ready = () => t.page.waitForFunction(() => /^Step \d/.test(document.querySelector(".progress")?.textContent ?? ""), null, { timeout: 60_000 });
  await t.open("index.html?backend=cpu");
  await ready();
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
