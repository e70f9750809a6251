// What every end-to-end test stands on.
//
//   import { browserTest } from "./harness.mjs";
//   browserTest("the page trains", ["chromium", "firefox"], async ({ open, page }) => {
//     await open("index.html?backend=cpu");
//     await page.evaluate(() => document.querySelector("button").click());
//   });
//
// One browser of each kind a file, one fresh profile a test. A test fails by what it asserts, and also by any
// uncaught error, Content-Security-Policy violation, console error or missing file that it did not expect.
import { mkdirSync } from "node:fs";
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./browsers.mjs";
import { BASE, serve } from "./server.mjs";

const TIMEOUT_MS = 180_000;
const SHOTS = new URL("../../target/screenshots/", import.meta.url);

const running = new Map();
let host;

/** A page on the same origin, outside the site, with nothing on it: for tests of nearfar.js alone. */
export const BLANK = "/elsewhere/blank.html";
const BLANK_HTML = "<!doctype html><meta charset=utf-8><title>blank</title><link rel=icon href=data:,>";

after(async () => {
  for (const browser of running.values()) await (await browser).close();
  await host?.then((server) => server.close());
});

/**
 * One test for each browser named.
 * @param {string} name
 * @param {string[]} browsers  "chromium" (no WebGPU), "chromium-webgpu" (software adapter), "firefox" (lavapipe)
 * @param {(t: any) => Promise<void>} body  gets { browser, page, open, errors, expect, shot, url, isFirefox }
 * @param {{ viewport?: { width: number, height: number }, colorScheme?: "light" | "dark", timeout?: number, serviceWorkers?: "allow" | "block" }} options
 */
export function browserTest(name, browsers, body, options = {}) {
  for (const kind of browsers) {
    test(`${name} [${kind}]`, { timeout: options.timeout ?? TIMEOUT_MS }, async (context) => {
      host ??= serve({ pages: { [BLANK]: BLANK_HTML } });
      const server = await host;
      if (!running.has(kind)) running.set(kind, launch(kind));
      const browser = await running.get(kind);
      const session = kind === "firefox" ? await firefoxPage(browser, options) : await chromiumPage(browser, options);
      const { page, errors } = session;
      const expected = [];
      server.missing.length = 0;
      try {
        await body({
          browser,
          page,
          errors,
          context,
          isFirefox: kind === "firefox",
          url: server.url,
          /** Goes to a page of the site, or, with a leading slash, of the host. */
          open: (path = "") => page.goto(new URL(path, server.url).href, { waitUntil: "load" }),
          /** Errors that match are part of this test. */
          expect: (pattern) => expected.push(pattern),
          /** A picture to look at: target/screenshots/<name>.png */
          shot: (file) => screenshot(page, `${file}-${kind}`),
        });
        errors.push(...(await violations(page)), ...server.missing.map((path) => `not found: ${path}`));
        const surprises = errors.filter((error) => !expected.some((pattern) => error.match(pattern)));
        assert.deepEqual(surprises, [], "errors that the page reported");
      } finally {
        await session.close();
      }
    });
  }
}

// Without the service worker, unless it is what is tested: a test's own answers stand before the host's.
async function chromiumPage(browser, { viewport, colorScheme, serviceWorkers = "block" }) {
  const context = await browser.newContext({ viewport: viewport ?? { width: 1440, height: 900 }, colorScheme, serviceWorkers });
  const page = await context.newPage();
  await page.addInitScript(recordViolations);
  return { page, errors: collect(page), close: () => context.close() };
}

async function firefoxPage(browser, { viewport }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(viewport ?? { width: 1440, height: 900 }).catch(withoutOrientation);
  await page.evaluateOnNewDocument(recordViolations);
  return { page, errors: collect(page), close: () => context.close() };
}

/** Firefox before 144 sets the size, and knows no orientation to set with it. */
function withoutOrientation(error) {
  if (!/unknown command emulation\.setScreenOrientationOverride/.test(error.message)) throw error;
}

/** What the page complains about: both drivers name the two events alike. */
function collect(page) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(`uncaught: ${error?.stack ?? error}`));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  return errors;
}

// Runs in the page. Firefox reports violations to its own console only, so the page keeps them.
function recordViolations() {
  globalThis.__violations = [];
  addEventListener("securitypolicyviolation", (event) => {
    globalThis.__violations.push(`${event.violatedDirective} blocked ${event.blockedURI} ${event.sample}`);
  });
}

async function violations(page) {
  const found = await page.evaluate(() => globalThis.__violations ?? []).catch(() => []);
  return found.map((text) => `policy: ${text}`);
}

async function screenshot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  const path = new URL(`${name.replace(/[^\w.-]+/g, "-")}.png`, SHOTS).pathname;
  await page.screenshot({ path });
  return path;
}

export { BASE, assert };
