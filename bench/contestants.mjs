// Everyone who is measured, behind one face: `prepare(case)` gives the first answer, `run(count)` the
// processor and wall milliseconds of that many calls.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { initialWeights, inputs, trainingViews } from "./page/cases.js";
import { family, processorTime } from "./measure.mjs";

const PEERS = [
  { name: "nearfar wasm", lib: "nearfar", backend: "wasm" },
  { name: "jax-js wasm", lib: "jax", backend: "wasm" },
  { name: "tfjs wasm", lib: "tfjs", backend: "wasm" },
  { name: "nearfar webgpu", lib: "nearfar", backend: "webgpu" },
  { name: "jax-js webgpu", lib: "jax", backend: "webgpu" },
  // 7.7 s a loss at N = 1024 on a software adapter, and 16 times that at 4096.
  { name: "tfjs webgpu", lib: "tfjs", backend: "webgpu", most: 1024 },
];

/** Those that run in the browser, each in a page of its own. */
export function pages(only) {
  return PEERS.filter(({ lib, backend }) => only.has(lib) && only.has(backend));
}

/** Opens the page of one of them. */
export async function openPage(browser, origin, { lib, backend, name, most = Infinity }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  const broken = new Promise((_, reject) => {
    page.on("pageerror", (error) => reject(new Error(`${name} fails: ${error}`)));
  });
  await page.goto(`${origin}/bench/index.html?lib=${lib}&backend=${backend}`);
  await Promise.race([page.waitForFunction(() => globalThis.ready, null, { timeout: 120_000 }), broken]);
  return {
    name,
    lib,
    backend,
    page,
    takes: (example) => example.anchors <= most,
    prepare: (example) => page.evaluate((id) => bench.prepare(id), example.id),
    run: async (count) => {
      const ids = family(process.pid);
      const before = processorTime(ids);
      const { wall } = await page.evaluate((n) => bench.run(n), count);
      return { wall: wall / count, cpu: (processorTime(ids) - before) / count };
    },
    done: () => page.evaluate(() => bench.dispose()),
    close: () => context.close(),
  };
}

/** PyTorch in a process of its own; undefined where Python has none. */
export async function openTorch(python, cases) {
  const folder = fileURLToPath(new URL("../target/bench-inputs/", import.meta.url));
  writeInputs(folder, cases);
  const script = fileURLToPath(new URL("./torch_bench.py", import.meta.url));
  const child = spawn(python, [script, folder], { stdio: ["pipe", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    return done ? undefined : JSON.parse(value);
  };
  child.on("error", () => {});
  const hello = await next();
  if (!hello) return undefined;
  const ask = (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return next();
  };
  return {
    name: "PyTorch eager 1t",
    version: hello.version,
    takes: () => true,
    prepare: (example) => ask({ prepare: example }),
    run: (count) => ask({ run: count }),
    done: async () => {},
    close: async () => child.kill(),
  };
}

function writeInputs(folder, cases) {
  mkdirSync(folder, { recursive: true });
  const write = (name, array) => writeFileSync(`${folder}/${name}.f32`, new Uint8Array(array.buffer));
  for (const { kind, rows, dim } of cases) {
    if (kind === "training") {
      write("views", Float32Array.from(trainingViews().flat().flatMap((view) => [...view])));
      write("weights", Float32Array.from(initialWeights().flatMap(({ w, b }) => [...w, ...b])));
    } else {
      const { u, v } = inputs({ rows, dim });
      write(`u-${rows}-${dim}`, u);
      write(`v-${rows}-${dim}`, v);
    }
  }
}
