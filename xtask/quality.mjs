// What a visit is like, measured in Chromium on the built site: time to the first training step, shifts, long tasks, errors,
// accessibility, and what a page should say of itself. Prints a table; with --check, what is beyond its budget is a failure.
// Times are medians of RUNS; on a busy machine they say nothing, so there they are printed and not judged.
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { launch } from "../tests/browser/browsers.mjs";
import { allKept } from "../tests/browser/kept.mjs";
import { serve } from "../tests/browser/server.mjs";

const RUNS = 3;
/** Chromium loads the pages of its own address bar whenever a window opens; a visit that is timed begins when it has, in ms. */
const WINDOW = 1000;
/** Load a core up to which times are judged. */
const QUIET = 1.5;
const BUDGETS = { first: 1500, warm: 500, shift: 0.1, blocked: 600 };
const check = process.argv.includes("--check");
/** What is looked at by axe. */
const STATES = { page: "", lens: "#v=1&seed=1&lens=inside", lecture: "#lecture=geometric-mean", metric: "#v=1&seed=1&task=metric&data=wine", examples: "www/examples.html" };

if (!existsSync("dist/index.html")) {
  console.error("dist/index.html is missing: `cargo xtask build` makes it.");
  process.exit(1);
}
const rows = [];
const add = (name, value, budget, holds) => rows.push({ name, value: String(value), budget: String(budget), holds });
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const load = loadavg()[0] / availableParallelism();
const host = await serve();
const browser = await launch("chromium");
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** In the page, from its first moment: shifts, long tasks, violations, and when the first step was shown. */
function watch() {
  const seen = (globalThis.seen = { shift: 0, blocked: 0, longest: 0, violations: [], first: 0 });
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) seen.shift += one.value; })).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => {
    // Up to the first step, as total blocking time is counted up to a page's being usable.
    if (!seen.first) seen.blocked += duration - 50;
    seen.longest = Math.max(seen.longest, duration);
  })).observe({ type: "longtask", buffered: true });
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => seen.violations.push(`${violatedDirective}: ${blockedURI}`));
  const look = () => {
    if (/^Step [1-9]/.test(document.querySelector(".progress")?.textContent ?? "")) seen.first = performance.now();
    else setTimeout(look, 5);
  };
  look();
}

const complaints = [];
/** One of the examples makes the engine fail. */
const meant = /a trap that was asked for|unreachable/;
const origins = new Set();
async function visit(context, path, settled = 0) {
  const page = await context.newPage();
  await page.waitForTimeout(settled);
  await page.addInitScript(watch);
  page.on("pageerror", (error) => !meant.test(error.message) && complaints.push(`${path}: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && !meant.test(message.text()) && complaints.push(`${path}: ${message.text()}`));
  page.on("requestfailed", (request) => complaints.push(`${path}: ${request.url()} failed`));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "blob:") origins.add(origin);
  });
  await page.goto(new URL(path, host.url).href, { waitUntil: "load" });
  return page;
}
const firstStep = async (page) => {
  await page.waitForFunction(() => globalThis.seen.first > 0, null, { timeout: 120_000 });
  return page.evaluate(() => globalThis.seen);
};

const visits = { first: [], warm: [], shift: [], blocked: [], longest: [] };
for (let run = 0; run < RUNS; run++) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "allow" });
  const cold = await visit(context, "index.html?backend=cpu&autoplay=1", WINDOW);
  const seen = await firstStep(cold);
  for (const key of ["first", "shift", "blocked", "longest"]) visits[key].push(seen[key]);
  // A visit while the service worker still fetches what it keeps is no later one.
  await allKept(cold);
  await cold.close();
  const warm = await visit(context, "index.html?backend=cpu&autoplay=1", WINDOW);
  visits.warm.push((await firstStep(warm)).first);
  await context.close();
}
const timed = (key) => Math.round(median(visits[key]));
const quiet = load <= QUIET;
for (const [key, name] of [["first", "first visit, to the first training step"], ["warm", "later visit, to the first training step"], ["blocked", "main thread blocked before it"]]) {
  add(`${name} (ms)`, timed(key), `< ${BUDGETS[key]}`, quiet ? timed(key) < BUDGETS[key] : null);
}
add("longest task (ms)", timed("longest"), "none", null);
add("layout shift", median(visits.shift).toFixed(3), `< ${BUDGETS.shift}`, median(visits.shift) < BUDGETS.shift);

for (const scheme of ["light", "dark"]) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: scheme, serviceWorkers: "block" });
  for (const [name, path] of Object.entries(STATES)) {
    const page = await visit(context, path.startsWith("www/") ? `${path}?backend=cpu` : `index.html?backend=cpu${path}`);
    await page.waitForTimeout(2500);
    await page.evaluate(axe);
    const { found, bare, facts } = await page.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
      const named = (element) => element.getAttribute("aria-label") || element.getAttribute("aria-labelledby") || element.labels?.length || element.title || element.textContent.trim();
      return {
        found: violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].target.join(" ")}`),
        bare: [...document.querySelectorAll("img:not([alt]), input, select, textarea, button, canvas[role=img]")].filter((one) => one.getClientRects().length && one.matches("img:not([alt])") | !named(one) && one.tagName !== "IMG").map((one) => one.outerHTML.slice(0, 80)),
        facts: {
          lang: document.documentElement.lang, viewport: document.querySelector('meta[name="viewport"]')?.content ?? "", description: document.querySelector('meta[name="description"]')?.content ?? "", title: document.title,
          policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]') !== null, plain: [...document.querySelectorAll("[src], link[href]")].map((one) => one.src ?? one.href).filter((url) => url.startsWith("http:") && new URL(url).origin !== location.origin),
          violations: globalThis.seen.violations,
        },
      };
    });
    add(`${name}, ${scheme}: axe, labels`, [...found, ...bare].join("; ") || "nothing", "nothing", found.length + bare.length === 0);
    complaints.push(...facts.violations.map((text) => `${path}: policy: ${text}`));
    if (scheme === "light") {
      const lacks = [!facts.lang && "lang", !/width=device-width/.test(facts.viewport) && "viewport", facts.description.length < 50 && "description", !facts.title && "title", !facts.policy && "policy", ...facts.plain].filter(Boolean);
      add(`${name}: what it says of itself`, lacks.length ? `lacks ${lacks.join(", ")}` : "complete", "complete", lacks.length === 0);
    }
    await page.close();
  }
  await context.close();
}
add("errors, failed requests, policy violations", complaints.join("; ") || "none", "none", complaints.length === 0);
const others = [...origins].filter((origin) => origin !== host.origin);
add("other origins", others.join(", ") || "none", "none", others.length === 0);
await browser.close();
await host.close();

const wide = Math.max(...rows.map(({ name }) => name.length));
for (const { name, value, budget, holds } of rows) console.log(`${holds === null ? "  –   " : holds ? "  ok  " : "BEYOND"} ${name.padEnd(wide)}  ${value.padEnd(8)} (${budget})`);
console.log(`load ${load.toFixed(1)} a core${quiet ? "" : `: above ${QUIET}, so times are not judged`}`);
if (check && rows.some(({ holds }) => holds === false)) process.exit(1);
