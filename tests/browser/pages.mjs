// What tests of the page have in common: pressing, waiting, and what may be found wrong with any of its states.
import { readFileSync } from "node:fs";
import { assert } from "./harness.mjs";

/** Resolves when `condition`, run in the page, holds; the message says what was waited for. */
export const until = (page, what, condition, argument) =>
  page.waitForFunction(condition, ...("goto" in page && "locator" in page && !("setViewport" in page) ? [argument, { timeout: 60_000 }] : [{ timeout: 60_000 }, argument]))
    .catch((error) => assert.fail(`waited in vain until ${what}: ${error.message}`));

/** Presses the button of that name, as soon as there is one. In two steps: a press may lead to another page. */
export async function press(page, name) {
  await until(page, `there is a button ${name}`, (wanted) => [...document.querySelectorAll("button")].some((one) => (one.getAttribute("aria-label") ?? one.textContent.trim()) === wanted), name);
  await page.evaluate((wanted) => [...document.querySelectorAll("button")].find((one) => (one.getAttribute("aria-label") ?? one.textContent.trim()) === wanted).click(), name);
}

/** Types a number into the field of a setting, as soon as there is one. @param {string} path of the setting in a config */
export async function enter(page, path, value) {
  const field = `.knob[data-path="${path}"] input.value`;
  await until(page, `${path} can be set`, (wanted) => document.querySelector(wanted) !== null, field);
  await page.evaluate(([where, typed]) => {
    const input = document.querySelector(where);
    input.value = typed;
    input.dispatchEvent(new Event("change"));
  }, [field, String(value)]);
}

/** In the page, before all else: no database opens, as in a private window. */
export function refuseDatabases() {
  indexedDB.open = () => {
    throw new DOMException("A mutation operation was attempted on a database that did not allow mutations.", "InvalidStateError");
  };
}

export const atStep = (page, step) => until(page, `step ${step} is shown`, (wanted) => document.querySelector(".progress")?.textContent.startsWith(`Step ${wanted} `), step);

/** Nothing that axe can find is wrong, nothing sticks out to the side, and on a phone targets are large enough. */
export async function sound(page, within) {
  await page.evaluate(readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8"));
  const violations = await page.evaluate(async () => {
    // What the buttons at a phone's foot cover just now can be scrolled out from under them.
    const foot = document.getElementById("transport");
    if (foot) foot.style.position = "static";
    const found = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
    if (foot) foot.style.position = "";
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
  });
  assert.deepEqual(violations, []);
  const over = await page.evaluate((within) => ({
    across: document.documentElement.scrollWidth - innerWidth,
    down: document.documentElement.scrollHeight - innerHeight,
    small: innerWidth > 700 ? [] : [...document.querySelectorAll(`${within} :is(button, select, input:not([type="checkbox"]))`)]
      .filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 80)),
  }), within);
  assert.ok(over.across <= 0, `${over.across} px too wide`);
  assert.deepEqual(over.small, []);
  return over;
}
