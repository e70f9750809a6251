// cargo xtask bench: everyone in one browser run, the same numbers in and out, rounds interleaved.
//
// A call takes typed arrays and gives typed arrays: what a page would do. Before a case is timed, each
// answer is compared with float64 loops (reference.mjs). Of the rounds, the median counts.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/browser/browsers.mjs";
import { DIST, serve } from "../tests/browser/server.mjs";
import { openPage, openTorch, pages } from "./contestants.mjs";
import { firstLosses, peaks, sameBits } from "./extras.mjs";
import { allCases } from "./page/cases.js";
import { reference } from "./reference.mjs";
import { markdown } from "./report.mjs";
import { trainingLosses } from "./training.mjs";

const HELP = `cargo xtask bench [options]
  --only a,b,…      contestants: nearfar, jax, tfjs, torch; backends: wasm, webgpu (default: all)
  --cases TEXT      only the cases whose name contains TEXT, such as clip or 1024-64
  --rounds N        rounds a case (5)
  --target MS       milliseconds a round and contestant (400)
  --python PROGRAM  a Python that has PyTorch (python3)
  --no-extras       without first loss, memory and same bits
`;

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "nearfar,jax,tfjs,torch,wasm,webgpu" },
    cases: { type: "string", default: "" },
    rounds: { type: "string", default: "5" },
    target: { type: "string", default: "400" },
    python: { type: "string", default: process.env.PYTHON ?? "python3" },
    "no-extras": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

/** Relative to the largest entry: float32 sums of up to 4096 terms, far below what a wrong formula gives. */
const AGREE = 1e-4;
/** A contestant that takes longer than this a call is measured in one round only. */
const SLOW_MS = 3_000;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const only = completed(options.only.split(","));
const cases = allCases().filter(({ id }) => id.includes(options.cases));

/** Where only libraries or only backends are named, all of the other kind are meant. */
function completed(names) {
  const groups = [["nearfar", "jax", "tfjs", "torch"], ["wasm", "webgpu"]];
  return new Set(groups.flatMap((group) => (group.some((name) => names.includes(name)) ? names : group)));
}

execFileSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--config", "bench/vite.config.js", "--logLevel", "warn"], {
  cwd: here(".."),
  stdio: "inherit",
});
const server = await serve({ folders: { "/site/": DIST, "/bench/": here("../target/bench/") } });
const browser = await launch("chromium-webgpu");
const contestants = [];
for (const peer of pages(only)) contestants.push(await openPage(browser, server.origin, peer));
const torch = only.has("torch") ? await openTorch(options.python, cases) : undefined;
if (torch) contestants.push(torch);
else if (only.has("torch")) console.log(`${options.python} has no PyTorch: it is left out.`);

const results = [];
for (const example of cases) {
  const judge = example.kind === "training" ? { losses: trainingLosses() } : reference(example);
  const running = [];
  for (const contestant of contestants.filter((one) => one.takes(example))) {
    const answer = await contestant.prepare(example);
    check(contestant.name, example, answer, judge);
    // Twice, because the first call compiles.
    const { wall } = await contestant.run(1);
    running.push({ contestant, slow: wall > SLOW_MS, count: Math.max(1, Math.round(options.target / wall)), rounds: [] });
  }
  for (let round = 0; round < Number(options.rounds); round++) {
    // Another one begins each time.
    for (let i = 0; i < running.length; i++) {
      const one = running[(i + round) % running.length];
      if (!one.slow || round === 0) one.rounds.push(await one.contestant.run(one.count));
    }
  }
  const measured = running.map(({ contestant, rounds, count }) => ({
    name: contestant.name,
    cpu: median(rounds.map(({ cpu }) => cpu)),
    wall: median(rounds.map(({ wall }) => wall)),
    rounds: rounds.length,
    calls: count,
  }));
  results.push({ ...example, measured });
  for (const { contestant } of running) await contestant.done();
  const line = measured.map(({ name, cpu, wall }) => `${name} ${short(cpu)} (${short(wall)})`);
  console.log(`${example.id}: processor (wall) ms a call: ${line.join(" · ")}`);
}
for (const contestant of contestants) await contestant.close();

const context = { browser, origin: server.origin, peers: pages(only), sent: server.sent };
const extras = options["no-extras"]
  ? {}
  : { first: await firstLosses(context), bits: await sameBits(context), peaks: await peaks(context) };
const version = browser.version();
await browser.close();
await server.close();

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Chromium ${version}, ${torch ? `PyTorch ${torch.version}, ` : ""}Node ${process.version}`;
const report = { date: new Date().toISOString().slice(0, 10), machine, results, ...extras };
mkdirSync(here("./results"), { recursive: true });
writeFileSync(here("./results/latest.json"), `${JSON.stringify(report, null, 1)}\n`);
writeFileSync(here("./results/latest.md"), markdown(report));
console.log(`\n${markdown(report)}\nWritten to bench/results/latest.md and latest.json.`);
process.exit(0);

/** Stops the bench where someone computes something else: its time would mean nothing. */
function check(name, example, answer, judge) {
  const wrong = (what) => {
    throw new Error(`${name}, ${example.id}: ${what}`);
  };
  if (example.kind === "training") {
    // Who draws weights and views itself says which, and is judged by those.
    const right = answer.drawn ? trainingLosses(answer.drawn.weights, answer.drawn.views) : judge.losses;
    answer.losses.forEach((loss, step) => {
      if (!(Math.abs(loss - right[step]) <= AGREE * Math.abs(right[step]))) {
        wrong(`the loss of step ${step + 1} is ${loss}, but ${right[step]} is right.`);
      }
    });
    return;
  }
  if (judge.loss !== undefined && !(Math.abs(answer.loss - judge.loss) <= AGREE * Math.abs(judge.loss))) {
    wrong(`the loss is ${answer.loss}, but ${judge.loss} is right.`);
  }
  if (answer.samples.length !== judge.arrays.length) wrong("arrays are missing.");
  answer.samples.forEach((sample, k) => {
    const right = judge.arrays[k];
    const stride = Math.ceil(right.length / 65_536);
    const largest = right.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const worst = sample.reduce((max, value, i) => Math.max(max, Math.abs(value - right[i * stride])), 0);
    if (!(worst <= AGREE * largest)) wrong(`array ${k} is off by ${worst} of ${largest}.`);
  });
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function short(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
