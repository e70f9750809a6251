// The npm package, packed, installed into an empty folder and used from its node_modules, by a page and by a compiler.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assert, browserTest } from "./harness.mjs";
import { allKept } from "./kept.mjs";
import { until } from "./pages.mjs";
import { serve } from "./server.mjs";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nearfar-package-"));
const tarball = execFileSync(process.execPath, [at("npm/pack.mjs")], { encoding: "utf8" }).trim();
writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
execFileSync("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball], { cwd: folder });

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A package</title><link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "nearfar": "./node_modules/nearfar/nearfar.js", "nearfar/element": "./node_modules/nearfar/nearfar-element.js" } }</script>
<nearfar-playground preset="wine-standardised" backend="cpu" height="500" hide="controls" autorun></nearfar-playground>
<script type="module">
  import { createLab } from "nearfar";
  import "nearfar/element";
  addEventListener("nearfar-step", ({ detail }) => (window.step = detail.step));
  const lab = await createLab({ backend: "cpu" });
  const run = await lab.experiment({ data: { name: "wine" }, batch: 32 });
  window.losses = [...await run.step(3)];
</script></html>`;
const host = await serve({ folders: { "/": folder }, pages: { "/index.html": PAGE } });
after(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

browserTest("module and element work from node_modules", ["chromium", "firefox"], async (t) => {
  await t.page.goto(`${host.origin}/index.html`, { waitUntil: "load" });
  await until(t.page, "three steps are trained", () => window.losses?.length === 3 && window.losses.every(Number.isFinite));
  await until(t.page, "and the playground trains", () => window.step > 2);
  assert.deepEqual(host.missing, []);
});

test("all of the site is in the package, with its licences", () => {
  const installed = join(folder, "node_modules/nearfar");
  const [list] = /\{("[^"{}]+":"[0-9a-f]{64}",?)+\}/.exec(readFileSync(join(installed, "sw.js"), "utf8"));
  const names = [...Object.keys(JSON.parse(list)), "sw.js", "LICENSE-MIT", "LICENSE-APACHE"];
  assert.ok(names.includes("THIRD-PARTY.txt"));
  assert.deepEqual(names.filter((name) => !existsSync(join(installed, name))), []);
});

browserTest("the page in the package is kept for use without a network", ["chromium"], async (t) => {
  await t.page.goto(`${host.origin}/node_modules/nearfar/index.html?backend=cpu`, { waitUntil: "load" });
  await allKept(t.page);
  assert.deepEqual(host.missing, []);
}, { serviceWorkers: "allow" });

const USE = `
import { createLab, decodeLink, presets, type Config } from "nearfar";
import { NearfarPlayground } from "nearfar/element";

const config: Config = decodeLink("v=1&seed=1&data=moons");
const lab = await createLab({ backend: "cpu", onStatus: ({ reason }) => console.log(reason.length) });
const run = await lab.experiment(config);
const losses: Float32Array = await run.step(3);
const { knnAccuracy } = await run.metrics();
const { gradPositives } = await lab.contrastiveLoss({ loss: "clip", anchors: losses, positives: losses, rows: 1, dim: 3 });
const element: NearfarPlayground = document.createElement("nearfar-playground");
element.addEventListener("nearfar-step", ({ detail }) => console.log(detail.step + (detail.loss ?? 0)));
console.log(knnAccuracy, gradPositives.length, presets[0].title);
`;
const OPTIONS = { noEmit: true, strict: true, target: "es2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: [] };

for (const [module, moduleResolution] of [["esnext", "bundler"], ["nodenext", "nodenext"]]) {
  test(`types are right for ${moduleResolution}, and refuse what is wrong`, () => {
    const check = (text) => {
      writeFileSync(join(folder, "use.ts"), text);
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...OPTIONS, module, moduleResolution }, files: ["use.ts"] }));
      return spawnSync(process.execPath, [at("node_modules/typescript/bin/tsc"), "--project", folder], { encoding: "utf8" }).stdout;
    };
    assert.equal(check(USE), "");
    assert.match(check(USE.replace('backend: "cpu"', 'backend: "gpu"')), /"gpu"' is not assignable/);
    assert.match(check(USE.replace("run.step(3)", 'run.step("3")')), /'string' is not assignable to parameter of type 'number'/);
    assert.match(check(USE.replace("gradPositives.length", "gradNegatives.length").replace("{ gradPositives }", "{ gradNegatives }")), /possibly 'undefined'/);
  });
}
