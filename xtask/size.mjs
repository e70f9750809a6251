// What the site weighs, gzipped: follows what a page loads through scripts, styles, static imports, workers
// and wasm, and prints it. With --check, a page or nearfar.js above its budget is a failure.
// Data sets and dynamic imports come on demand and are not counted.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { gzipSync } from "node:zlib";

const DIST = "dist";
// What is reached, and 4 % of room. Of the engine 80 kB were the aim. The libraries alone (wgpu, nalgebra's eigenvectors,
// serde-wasm-bindgen, the panic hook, compiled for size) are 46 kB of wasm and 8 kB of glue; what stands in the way
// is the rest of the wasm: both backends, data sets, experiments, evaluation and metric learning, all in one file. The
// kernels of the contrastive family are compiled once for every loss. A loss of one's own brought 23 kB: a parser with a
// sentence for every mistake, and the kernels once more; the theorem 10 kB, labels and invariance 9 kB,
// pretexts with letters, sentences and texts 35 kB. The catalog as a text beside the wasm that could write it down, and the
// worker's own copy of the glue, take 30 kB together: both are waited for less than what they replace.
// The front end is what the page brings besides, up to the first training step; it is to stay below 250 kB. A fifth of
// it are the page's words: a language is one file. The font of the formulas is a sixth.
/** @type {{ entry: string, only?: (file: string) => boolean, limit: number, about: string }[]} */
const BUDGETS = [
  { entry: "nearfar.js", limit: 489_000, about: "engine: nearfar.js, its wasm and worker" },
  { entry: "index.html", only: (file) => !file.endsWith(".wasm"), limit: 146_000, about: "front end, up to the first training step" },
  // Nothing else before a playground comes near the window; the presets' names are half of it.
  { entry: "nearfar-element.js", limit: 3_000, about: "the element" },
];

/** The files that `text` names and that the browser loads without being asked again. */
function references(file, text) {
  const found = [];
  const add = (pattern) => found.push(...[...text.matchAll(pattern)].map((match) => match[1]));
  if (file.endsWith(".html")) {
    add(/<script[^>]*\ssrc="([^"]+)"/g);
    add(/<link[^>]*\shref="([^"]+)"/g);
  } else if (file.endsWith(".js")) {
    add(/\bfrom\s*["'`]([^"'`]+)["'`]/g);
    add(/\bimport\s*["'`]([^"'`]+)["'`]/g);
    // Vite writes a worker's and an asset's address as new URL(name, import.meta.url).
    add(/new URL\(\s*["'`]([^"'`]+)["'`]/g);
  } else if (file.endsWith(".css")) {
    add(/url\(["']?([^"')]+)["']?\)/g);
  }
  return found.filter((name) => !/^(data|blob|https?):/.test(name));
}

/** Every file that `entry` leads to, with its size. */
function closure(entry) {
  const queue = [join(DIST, entry)];
  const sizes = new Map();
  while (queue.length > 0) {
    const file = queue.pop();
    if (sizes.has(file) || !existsSync(file) || relative(DIST, file).startsWith("data/")) continue;
    const bytes = readFileSync(file);
    sizes.set(file, gzipSync(bytes, { level: 9 }).length);
    for (const name of references(file, bytes.toString("latin1"))) {
      const path = name.split(/[?#]/)[0];
      if (path && !/\.html$/.test(path)) queue.push(normalize(join(dirname(file), path)));
    }
  }
  return sizes;
}

const check = process.argv.includes("--check");
let failed = false;
for (const { entry, only = () => true, limit, about } of BUDGETS) {
  if (!existsSync(join(DIST, entry))) {
    console.error(`${DIST}/${entry} is missing: build the site first.`);
    failed = true;
    continue;
  }
  const sizes = new Map([...closure(entry)].filter(([file]) => only(file)));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const within = total < limit;
  failed ||= !within;
  console.log(`${entry} (${about}): ${total} bytes gzip of ${limit}${within ? "" : ": ABOVE ITS BUDGET"}`);
  for (const [file, size] of [...sizes].sort((a, b) => b[1] - a[1])) {
    console.log(`${String(size).padStart(8)}  ${relative(DIST, file)}`);
  }
}
const files = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => statSync(join(entry.parentPath, entry.name)).size);
console.log(`The whole site: ${files.length} files, ${(files.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1)} MB.`);
if (check && failed) process.exit(1);
