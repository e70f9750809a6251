// cargo xtask bench metric: how long GMML takes in the browser, and what metric-learn takes and gets on the same rows.
//
// A fit is a call of the public API on the CPU: typed arrays to the worker, scatter matrices of the pairs, closed form,
// and back. Beside it stands the engine's part, called without a worker. Rounds of ours and of Python's take turns; of each, the median counts.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/browser/browsers.mjs";
import { DIST, serve } from "../tests/browser/server.mjs";
import { family, processorTime } from "./measure.mjs";
import { digitsCase, normalCase, wineCases } from "./metric-data.mjs";
import { OURS, markdown } from "./metric-report.mjs";

const HELP = `cargo xtask bench metric [options]
  --rounds N        rounds of every fit (5)
  --target MS       milliseconds a round of ours (500)
  --splits N        stratified 70/30 splits of Wine (10)
  --python PROGRAM  a Python that has bench/requirements.txt (python3)
`;
const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    target: { type: "string", default: "500" },
    splits: { type: "string", default: "10" },
    python: { type: "string", default: process.env.PYTHON ?? "python3" },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** Of this process: two benches at once must not read each other's splits. */
const INPUT = here(`../target/bench-inputs/metric-${process.pid}.json`);
const PAGE = `<!doctype html><title>bench</title><script type="module" src="/bench/metric.js"></script>`;

const wine = wineCases(Number(options.splits));
const standardised = wine.filter(({ form }) => form === "standardised");
/** Each with the milliseconds that it is to stay below. */
const TIMED = [
  { name: "Wine", cases: standardised, t: OURS["GMML, t = ½"], target: 1 },
  { name: "Wine", cases: standardised, t: OURS["GMML, t = 0"], target: 1 },
  { name: "digits", cases: [digitsCase()], lambda: 1, target: 10 },
  { name: "normal numbers", cases: [normalCase({ rows: 1000, dim: 256, count: 2000 })], target: 1000 },
];
const size = ({ similar, dissimilar }) => similar.length + dissimilar.length;
mkdirSync(here("../target/bench-inputs/"), { recursive: true });
writeFileSync(INPUT, JSON.stringify(wine));
process.on("exit", () => rmSync(INPUT, { force: true }));

const server = await serve({ folders: { "/site/": DIST, "/pkg/": here("../www/pkg/"), "/bench/": here("./page/") }, pages: { "/": PAGE } });
const browser = await launch("chromium");
const page = await browser.newPage();
page.setDefaultTimeout(0);
const broken = new Promise((_, reject) => page.on("pageerror", (error) => reject(new Error(`The page fails: ${error}`))));
await page.goto(server.origin);
await Promise.race([page.waitForFunction(() => globalThis.bench, null, { timeout: 60_000 }), broken]);

const timed = [];
for (const { cases, t = 0.5, lambda = 0, ...one } of TIMED) {
  const wall = await page.evaluate((given) => bench.prepare(given), { cases, t, lambda });
  const count = Math.max(1, Math.round(Number(options.target) / wall));
  timed.push({ ...one, t, lambda, dim: cases[0].x[0].length, pairs: size(cases[0]), count, page: [], engine: [], trip: [] });
}
const fits = await page.evaluate(([cases, places]) => bench.errors(cases, places), [wine, OURS]);
const euclidean = fits.filter(({ method }) => method === "Euclidean");
let versions;
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [i, one] of timed.entries()) {
    await page.evaluate((given) => bench.prepare(given), { cases: TIMED[i].cases, t: one.t, lambda: one.lambda });
    for (const way of ["page", "engine"]) one[way].push(await run(way, one.count));
    one.trip.push(await run("trip", Number(options.target)));
  }
  if (round > 0 && !versions) continue;
  // Raw features are only judged, once.
  const python = metricLearn(round === 0 ? "standardised,raw" : "standardised");
  if (!python) continue;
  versions = python.versions;
  check(python.fits.filter(({ method }) => method === "Euclidean"));
  fits.push(...python.fits.filter(({ method }) => method !== "Euclidean"));
}
const chromium = browser.version();
await browser.close();
await server.close();

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Chromium ${chromium}, ${versions ? `${versions}, ` : ""}Node ${process.version}`;
const report = { date: new Date().toISOString().slice(0, 10), machine, splits: Number(options.splits), timed, fits };
mkdirSync(here("./results"), { recursive: true });
writeFileSync(here("./results/metric.json"), `${JSON.stringify(report, null, 1)}\n`);
console.log(`\n${markdown(report)}\nWritten to bench/results/metric.json.`);
process.exit(0);

async function run(way, count) {
  const ids = family(process.pid);
  const before = processorTime(ids);
  const wall = await page.evaluate(([name, times]) => bench.run(name, times), [way, count]);
  return { wall: wall / count, cpu: (processorTime(ids) - before) / count };
}

/** What metric-learn takes and gets; undefined, with a sentence, where Python has none. */
function metricLearn(forms) {
  const { status, stdout, stderr } = spawnSync(options.python, [here("./metric_learn_bench.py"), INPUT, forms], { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status === 0) return JSON.parse(stdout);
  if (stderr && !stderr.includes("ModuleNotFoundError")) throw new Error(`${options.python} fails: ${stderr}`);
  console.log(`${options.python} has no metric-learn, so it is left out; type: ${options.python} -m pip install -r bench/requirements.txt`);
  return undefined;
}

/** Both sides judge the same rows, or the table means nothing: without a metric their errors are the same. */
function check(theirs) {
  for (const form of new Set(theirs.map((fit) => fit.form))) {
    const [us, them] = [euclidean, theirs].map((list) => list.filter((fit) => fit.form === form).map(({ error }) => error.toFixed(9)));
    if (String(us) !== String(them)) throw new Error(`${form}: 5-NN is wrong on ${us} of the points here, on ${them} in Python.`);
  }
}
