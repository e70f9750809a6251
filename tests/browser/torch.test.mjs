// The PyTorch scripts against the engine: every preset's, and one for each part that no preset has. Each is run by the Python
// that has torch; without one, the reason is printed and nothing is compared.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { besides } from "../../www/export/torch/data/own.js";
import { torchScript } from "../../www/export/torch/script.js";
import { addData, contentOf, dataOf } from "../../www/lab/tables.js";
import * as engine from "../../www/pkg/nearfar.js";

const STEPS = 20;
/** Relative: float32 in another order. */
const TOLERANCE = 1e-4;

engine.initSync({ module: readFileSync(new URL("../../www/pkg/nearfar_bg.wasm", import.meta.url)) });
const catalog = engine.catalog();

const python = ["python3", "/usr/bin/python3"].find((command) => spawnSync(command, ["-c", "import numpy, torch"]).status === 0);
const skip = python ? false : "No python3 has torch and numpy, so no script is run. On Debian: apt-get install python3-torch.";
if (skip && process.env.CI) throw new Error(skip);
if (skip) console.log(skip);

/** Runs all of them in one process, since importing torch takes seconds; numpy's warnings are errors. */
const RUN = `
import contextlib, io, json, sys, warnings
warnings.simplefilter("error", RuntimeWarning)
for name in json.load(open(sys.argv[1] + "/names.json")):
    script = {"__name__": "script", "__file__": f"{sys.argv[1]}/{name}.py"}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(open(f"{sys.argv[1]}/{name}.py").read(), name, "exec"), script)
        script["train"](${STEPS})
    print(json.dumps([name, out.getvalue()]), flush=True)
`;

const fileOf = (config) => {
  if (config.data.hash) return contentOf(config.data.hash);
  const { file } = catalog.datasets.find(({ name }) => name === config.data.name);
  return file ? readFileSync(new URL(`../../www/public/${file}`, import.meta.url), "utf8") : "";
};
const script = (config) => torchScript(config, { file: fileOf(config), own: dataOf(config.data.hash), catalog, link: `https://nearfar.example/#${engine.encode_link(config)}` });

/** The page's numbers: a list for each column that a script prints. */
async function expected(cpu, config) {
  const run = await cpu.experiment(config, fileOf(config));
  const losses = Array.from(await run.step(STEPS));
  const objectives = config.task === "metric" ? Object.values(run.objectives(0)).filter((value) => ArrayBuffer.isView(value)).map((values) => Array.from(values)) : [];
  run.free();
  return config.task === "metric" ? objectives : [losses];
}

/** The columns of lines that begin with a step. */
function printed(text) {
  const rows = text.split("\n").map((line) => line.trim().split(/\s+/)).filter(([first]) => /^\d+$/.test(first));
  return rows[0].slice(1).map((_, column) => rows.map((row) => Number(row[column + 1])));
}

function worst(found, wanted) {
  assert.deepEqual(found.map((column) => column.length), wanted.map((column) => column.length));
  return Math.max(...wanted.flatMap((column, i) => column.map((value, j) => (value === found[i][j] ? 0 : Math.abs(found[i][j] - value) / Math.max(Math.abs(value), 1e-9)))));
}

const ODD = `/* a comment */ const data: f32 = 2.0; // and another
fn lambda(in: f32, x: f32) -> f32 { let not = min(in, x) + max(in, -x) * 0.1; return select(not, abs(in) + sign(x), in < x && !(x >= 3.0 || in == 2.0)); }
fn four(x: f32) -> vec4f { return vec4f(tanh(x), pow(abs(x) + .5, data), sqrt(x * x + 1e-3f), clamp(x, -1.0, 1.0)); }
fn row(statistics: Statistics) -> RowResult {
  let s = statistics.log_sum_0 - statistics.positive;
  let parts = four(s);
  let made = RowResult(lambda(s, a) + parts.y * 0.01 + log(1.0 + exp(s)) / statistics.negatives * b, parts);
  return RowResult(made.loss, vec4f(made.scalars.x, parts.y, parts.z / temperature, parts.w));
}
fn negative(s: f32, scalars: vec4f) -> f32 { return 0.01 * scalars.z * tanh(s) + lambda(scalars.w, s) * 0.001; }
fn positive(s: f32, scalars: vec4f) -> f32 { return -0.5 - (scalars.x - (s - scalars.w)) * 0.1; }`;

/** Every loss with every source of its negatives, every data set with all that its views can be, and what else has a part. */
function others() {
  const cases = [];
  for (const { name, negatives, oracle } of catalog.losses.filter((loss) => loss.name !== catalog.own.loss)) {
    for (const source of negatives) {
      for (const only of oracle ? [false, true] : [false]) {
        const count = ["drawn", "sampled"].includes(source) ? { count: 4 } : source === "queue" ? { size: 48 } : {};
        cases.push([`${name}, ${source}${only ? ", oracle" : ""}`, { seed: 7, data: { name: "nuisance", nuisance: 3, train: 100 }, batch: 16, loss: { name }, negatives: { name: source, oracle: only, ...count } }]);
      }
    }
  }
  for (const { name, form } of catalog.datasets.filter((card) => card.form !== "text" && !card.name.startsWith("own-"))) {
    const strength = { fresh: 1, rotation: 30, shift: 1.5 };
    const augment = Object.fromEntries(catalog.augmentations.filter(({ applies }) => applies.includes(form)).map((card) => [card.name, strength[card.name] ?? 0.3]));
    cases.push([`${name}, all views`, { seed: 4294967295, data: { name }, batch: 16, augment, encoder: { activation: "tanh", hidden: [7] }, optimizer: { name: "adam", weight_decay: 0.01, beta1: 0.8 } }]);
    cases.push([`${name}, sgd`, { seed: 3, data: { name }, batch: 16, encoder: { activation: "gelu" }, optimizer: { name: "sgd" } }]);
    if (name !== "letters") cases.push([`${name}, metric`, { seed: 5, task: "metric", data: { name, standardize: true }, pairs: { source: "all", noise: 0.1, similar: [0, 3, 2, 5], dissimilar: [1, 2] } }]);
  }
  const letters = (more) => ({ data: { name: "letters" }, batch: 16, ...more });
  for (const [name, strength] of [["shift", 1], ["rotation", 20], ["scaling", 0.2], ["erasing", 0.4]]) cases.push([`letters, ${name}`, letters({ augment: { shift: 0, noise: 0, [name]: strength } })]);
  const words = (more) => ({ data: { name: "sentences", sentences: 200 }, batch: 16, ...more });
  cases.push(["no view", { data: { name: "moons" }, augment: { jitter: 0 } }], ["annealed", { data: { name: "moons" }, loss: { name: "hard", anneal: 0.7, beta: 2 }, steps: 30, batch: 16 }],
    ["beta 0", { data: { name: "moons" }, loss: { name: "hard", beta: 0, tau_plus: 0 }, batch: 16 }], ["plain distances", { data: { name: "moons" }, loss: { name: "triplet", power: 1 }, negatives: { name: "drawn", count: 3 }, batch: 16 }],
    ["patches", letters({ pretext: { name: "patch-location", size: 4, gap: 0, jitter: 0 }, augment: { noise: 0.1, shift: 1 } })], ["turned", letters({ pretext: { name: "rotation" }, augment: { erasing: 0.4 } })],
    ["capped", { task: "metric", data: { name: "nuisance" }, objective: { name: "naive", lambda: 0.5, trace_cap: 3 }, pairs: { noise: 0.3, similar: [1, 2] } }],
    ["cbow, hard", words({ pretext: { name: "cbow", window: 5 }, loss: { name: "hard" }, negatives: { name: "drawn" } })], ["hidden words", words({ loss: { name: "clip" }, encoder: { hidden: [12] }, negatives: { name: "batch" } })],
    ["odd text", { data: { name: "text", text: "Ünder ÀÉ the cat's hat’s \"quoted\" \\ back. Well-known -- ΛΟΓΟΣ… ЁЖ ДОМ!\n\nthe x × y ÷ z one two three four? five six\nseven Ā ā eight\r\n\r\nten eleven" }, batch: 8 }]);
  for (const { title, code, values } of catalog.own.starts) {
    for (const negatives of [{ name: "batch" }, { name: "queue", size: 48, oracle: true }]) {
      cases.push([`own, ${title}, ${negatives.name}`, { data: { name: "moons" }, batch: 16, loss: { name: catalog.own.loss, code, ...Object.fromEntries(values) }, negatives }]);
    }
  }
  // All of the language, names that mean something in Python, and slopes that are not the loss's.
  cases.push(["own, all words", { data: { name: "moons" }, batch: 16, loss: { name: catalog.own.loss, a: 0.3, b: 2, code: ODD }, negatives: { name: "batch" } }]);
  return cases.map(([name, config]) => [name.replace(/\W+/g, "-"), engine.complete(config)]);
}

const wave = (rows, columns, of = Math.sin) => Float32Array.from({ length: rows * columns }, (_, i) => of(i * i + 0.1));
const pixels = (rows, columns) => wave(rows, columns, (i) => Math.abs(Math.sin(i)));
const kinds = (rows, classes) => ({ labels: Uint32Array.from({ length: rows }, (_, i) => (classes + 2 - (i % classes)) % classes), classes: Array.from({ length: classes }, (_, i) => `kind ${i}`) });
/** Names of somebody who wishes the script's reader ill. */
const ILL = ['"""', "\\", "import os # \u2028import os", "TABLE", "math.F.nn.", "'''"];

/** Data of one's own: in the script, and in a file beside it. */
async function brought() {
  const image = (side) => ({ width: side, height: side });
  const [table, bare, large, images, odd, many, ill] = await Promise.all([
    addData({ x: wave(30, 4), rows: 30, ...kinds(30, 3) }), addData({ x: wave(30, 3), rows: 30 }), addData({ x: wave(400, 12), rows: 400, ...kinds(400, 4) }),
    addData({ x: pixels(16, 16), rows: 16, ...kinds(16, 2), image: image(4) }), addData({ x: pixels(60, 49), rows: 60, image: image(7) }), addData({ x: pixels(90, 144), rows: 90, ...kinds(90, 3), image: image(12) }),
    addData({ x: wave(20, ILL.length), rows: 20, ...kinds(20, ILL.length), classes: ILL, features: ILL })]);
  const cases = [
    ["table", { data: table, batch: 8 }], ["table, labels", { data: table, batch: 8, seed: 5, loss: { name: "supcon" } }], ["table, metric", { task: "metric", data: table }],
    ["table, metric, standardised", { task: "metric", data: { ...table, standardize: true }, pairs: { noise: 0.1 } }], ["no labels", { data: bare, batch: 8, augment: { masking: 0.3 } }],
    ["large table", { data: large, batch: 16, loss: { name: "debiased" } }], ["large table, metric", { task: "metric", data: large, objective: { name: "naive", lambda: 0.1 } }],
    ["images", { data: images, batch: 4 }], ["odd images", { data: odd, batch: 8, augment: { erasing: 0.4, shift: 1 } }], ["large images", { data: many, batch: 8, augment: { noise: 0.1, rotation: 20 } }],
    ["images turned", { data: many, batch: 8, pretext: { name: "rotation" } }], ["images, metric", { task: "metric", data: images }], ["names that bite", { data: ill, batch: 8 }]];
  return cases.map(([name, config]) => [`own-${name.replace(/\W+/g, "-")}`, engine.complete(config)]);
}

/** The file beside a script, if it has one. */
const dataBesides = ({ data }) => (data.hash ? besides(data, dataOf(data.hash)) : null);

/**
 * A draw from q_β that falls on the edge between two points may fall to the other side; what follows is then another run.
 * The first losses must agree all the same.
 */
const firstOf = (config) => (config.negatives?.name === "sampled" ? 5 : Infinity);

async function compare(cases, context) {
  const folder = mkdtempSync(join(tmpdir(), "nearfar-torch-"));
  try {
    for (const [name, config] of cases) {
      writeFileSync(join(folder, `${name}.py`), await script(config));
      const data = dataBesides(config);
      if (data) writeFileSync(join(folder, data.name), data.bytes);
    }
    writeFileSync(join(folder, "names.json"), JSON.stringify(cases.map(([name]) => name)));
    const { stdout, stderr, status } = spawnSync(python, ["-c", RUN, folder], { encoding: "utf8", maxBuffer: 1 << 26 });
    assert.equal(status, 0, stderr.slice(-2000));
    const found = new Map(stdout.trim().split("\n").map((line) => JSON.parse(line)));
    const cpu = await engine.Engine.open("cpu");
    const wrong = [];
    for (const [name, config] of cases) {
      const first = firstOf(config);
      const cut = (columns) => columns.map((column) => column.slice(0, first));
      const difference = worst(cut(printed(found.get(name))), cut(await expected(cpu, config)));
      context.diagnostic(`${name}: ${difference.toExponential(1)}`);
      if (!(difference < TOLERANCE)) wrong.push(`${name}: ${difference}`);
    }
    assert.deepEqual(wrong, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("every preset's script has the page's first losses", { skip }, (context) => compare(engine.presets().map(({ id, config }) => [id, config]), context));

test("so have the parts that no preset has", { skip }, (context) => compare(others(), context));

test("so have data of one's own, in the script or beside it", { skip }, async (context) => compare(await brought(), context));

test("a script whose data are missing, or others, says so", { skip }, async () => {
  const [, config] = (await brought()).find(([name]) => name === "own-large-table");
  const folder = mkdtempSync(join(tmpdir(), "nearfar-torch-"));
  const file = join(folder, "own.py");
  const { name, bytes } = dataBesides(config);
  writeFileSync(file, await script(config));
  const said = () => {
    const { stdout, stderr, status } = spawnSync(python, [file, "2"], { encoding: "utf8", cwd: "/" });
    return { steps: stdout.split("\n").filter(Boolean).length, status, stderr };
  };
  assert.deepEqual(said(), { steps: 0, status: 1, stderr: `${join(folder, name)} is missing: the data are in it. Save it again with the script (Export, PyTorch script).\n` });
  const other = bytes.slice();
  other[other.length - 1] ^= 1;
  writeFileSync(join(folder, name), other);
  assert.deepEqual(said(), { steps: 0, status: 1, stderr: `${join(folder, name)} has other data than this script's. Save both again, and keep them together.\n` });
  writeFileSync(join(folder, name), bytes);
  assert.deepEqual(said(), { steps: 2, status: 0, stderr: "" });
  rmSync(folder, { recursive: true });
});

test("a script runs as it is, for as many steps as it is told", { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "nearfar-torch-"));
  const file = join(folder, "digits.py");
  writeFileSync(file, await script(engine.complete({})));
  const { stdout, status, stderr } = spawnSync(python, [file, "3"], { encoding: "utf8", cwd: folder });
  rmSync(folder, { recursive: true });
  assert.equal(status, 0, stderr);
  assert.equal(printed(stdout)[0].length, 3);
});

test("another seed is another run, and the comparison says so", { skip }, async () => {
  const config = engine.complete({ data: { name: "moons" } });
  const folder = mkdtempSync(join(tmpdir(), "nearfar-torch-"));
  const file = join(folder, "moons.py");
  writeFileSync(file, (await script(config)).replace("SEED = 1 ", "SEED = 2 "));
  const { stdout } = spawnSync(python, [file, String(STEPS)], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  assert.ok(worst(printed(stdout), await expected(await engine.Engine.open("cpu"), config)) > TOLERANCE);
});

test("scripts are short, their lines fit, and nothing in them is unused", async () => {
  for (const [name, config] of [...engine.presets().map(({ id, config }) => [id, config]), ...others(), ...(await brought())]) {
    const [text] = (await script(config)).split(/(?:FILE|TABLE) = """\n/);
    const lines = text.split("\n");
    assert.ok(lines.length >= 120 && lines.length <= 320, `${name}: ${lines.length} lines`);
    // What somebody wrote is as long as they made it.
    const long = config.loss?.code ? undefined : lines.find((line) => line.length > 116 && !/^https:|^TEXT = /.test(line) && !config.data.text?.includes(line.replace(/"""$/, "")));
    assert.equal(long, undefined, name);
    for (const [, defined] of text.matchAll(/^(?:def |class )?([A-Za-z_]+)(?: = |\()/gm)) {
      assert.ok(text.match(new RegExp(`\\b${defined}\\b`, "g")).length > 1, `${name}: ${defined} is never used`);
    }
    assert.doesNotMatch(text, /undefined|NaN|\[object/, name);
  }
});

test("a script's few-labels means are the engine's, PyTorch or not", async () => {
  const rows = (text) => text.slice(text.indexOf("MEANS")).match(/(?<=^    )\[(-?[\d.]+(, )?){8}\]/gm);
  const source = rows(readFileSync("src/data/few_labels.rs", "utf8"));
  assert.equal(source.length, 8);
  assert.deepEqual(rows(await script(engine.complete({ data: { name: "few-labels" } }))), source);
});

test("what cannot be a script is said in a sentence", async () => {
  const config = engine.complete({ data: { name: "own-table", hash: "0123456789abcdef" } });
  await assert.rejects(script(config), { name: "InputError", message: /^The data with fingerprint 0123456789abcdef are not here; .* addData first\.$/ });
  const oblong = await addData({ x: pixels(10, 6), rows: 10, image: { width: 2, height: 3 } });
  await assert.rejects(script(engine.complete({ data: oblong, batch: 4 })), { name: "InputError", message: "The images are 2 × 3 pixels; a PyTorch script can be written for square ones." });
});
