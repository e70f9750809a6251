// cargo xtask bench losses: what each loss costs beside NT-Xent, on the same rows and at the same size.
//
// A call takes typed arrays and gives the loss and both gradients. Rounds of all losses take turns; of each round the
// ratio to NT-Xent's is taken, because a shared machine is not equally fast all the time; the median counts.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/browser/browsers.mjs";
import { DIST, serve } from "../tests/browser/server.mjs";
import { family, processorTime } from "./measure.mjs";

const HELP = `cargo xtask bench losses [options]
  --rounds N     rounds of every loss (9)
  --target MS    milliseconds a round and loss (300)
  --anchors A,B  anchors of the batch, two views of half as many rows (256,1024,4096)
`;
const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    target: { type: "string", default: "300" },
    anchors: { type: "string", default: "256,1024,4096" },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

const BASE = "nt-xent";
/** The same 2·rows anchors with all others as candidates; a figure where there is one to stay below. */
const LOSSES = [
  { loss: BASE },
  { loss: "debiased", given: { tauPlus: 0.1 }, most: 1.15 },
  { loss: "hard", given: { tauPlus: 0.1, beta: 1 }, most: 1.15 },
  { loss: "decoupled" },
];
const DIM = 128;
const BACKENDS = ["cpu", "webgpu"];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const server = await serve({ folders: { "/site/": DIST }, pages: { "/": "<!doctype html><title>bench</title>" } });
const browser = await launch("chromium-webgpu");
const page = await browser.newPage();
page.setDefaultTimeout(0);
await page.goto(server.origin);
await page.evaluate(openLabs, { module: `${server.origin}/site/nearfar.js`, backends: BACKENDS });

const results = [];
for (const backend of BACKENDS) {
  for (const anchors of options.anchors.split(",").map(Number)) {
    const call = (one, count) => page.evaluate(timed, { backend, count, dim: DIM, rows: anchors / 2, loss: one.loss, given: one.given ?? {} });
    const running = [];
    for (const one of LOSSES) {
      await call(one, 1); // compiles
      running.push({ ...one, count: Math.max(1, Math.round(Number(options.target) / (await call(one, 1)))), rounds: [] });
    }
    for (let round = 0; round < Number(options.rounds); round++) {
      for (let i = 0; i < running.length; i++) {
        const one = running[(i + round) % running.length];
        const ids = family(process.pid);
        const before = processorTime(ids);
        const wall = await call(one, one.count);
        one.rounds.push({ wall, cpu: (processorTime(ids) - before) / one.count });
      }
    }
    const base = running[0];
    const ratio = (one, field) => median(one.rounds.map((round, i) => round[field] / base.rounds[i][field]));
    for (const one of running) {
      const row = { backend, anchors, loss: one.loss, ...(one.most && { most: one.most }),
        wall: median(one.rounds.map(({ wall }) => wall)), ratio: ratio(one, "wall"), cpu: ratio(one, "cpu") };
      results.push(row);
      console.log(`${backend}, ${anchors} anchors, ${one.loss}: ${row.wall.toFixed(2)} ms, ${row.ratio.toFixed(3)} of ${BASE} (processor ${row.cpu.toFixed(3)})`);
    }
  }
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Chromium ${browser.version()}`;
await browser.close();
await server.close();

const text = [
  `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}, d = ${DIM}: median milliseconds a call, and its ratio to ${BASE}'s (of wall time; of processor time in brackets).`,
  "",
  "| backend | anchors | loss | ms | ratio | at most |",
  "|---|---|---|---|---|---|",
  ...results.map(({ backend, anchors, loss, wall, ratio, cpu, most }) =>
    `| ${backend} | ${anchors} | ${loss} | ${wall.toFixed(2)} | ${ratio.toFixed(2)} (${cpu.toFixed(2)}) | ${most ?? ""} |`),
].join("\n");
mkdirSync(here("./results"), { recursive: true });
writeFileSync(here("./results/losses.md"), `${text}\n`);
console.log(`\n${text}\n\nWritten to bench/results/losses.md.`);
process.exit(0);

/** In the page. */
async function openLabs({ module, backends }) {
  const { createLab } = await import(module);
  globalThis.labs = {};
  for (const backend of backends) {
    labs[backend] = await createLab({ backend });
    if (labs[backend].backend !== backend) throw new Error(`Nearfar runs on ${labs[backend].backend}, not on ${backend}`);
  }
}

/** In the page: milliseconds a call. */
async function timed({ backend, count, rows, dim, loss, given }) {
  // Numbers like normal ones, and the second view near the first, so that the correction has something to do.
  let state = 1;
  const uniform = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648 - 0.5;
  const normal = () => uniform() + uniform() + uniform();
  const anchors = Float32Array.from({ length: rows * dim }, normal);
  const positives = anchors.map((value) => value + 0.3 * normal());
  const request = { loss, anchors, positives, rows, dim, temperature: 0.5, normalize: true, ...given };
  const start = performance.now();
  for (let i = 0; i < count; i++) await labs[backend].contrastiveLoss(request);
  return (performance.now() - start) / count;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
