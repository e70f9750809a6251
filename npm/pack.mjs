// The npm package: what dist/ holds, with types made of the JSDoc, in target/package/, and packed beside it.
//
//   node npm/pack.mjs        after `cargo xtask build`; prints the tarball's path
//
// The repository's own package.json is private and is for building; this one has no dependency and no script.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const at = (...parts) => join(ROOT, ...parts);
const [DIST, OUT, TYPES] = [at("dist"), at("target/package"), at("target/package-types")];
/** What is imported by name, and what describes it. */
const FACES = { ".": ["nearfar.js", "nearfar.d.ts"], "./element": ["nearfar-element.js", "element.d.ts"] };
/** Those of others are in the site: THIRD-PARTY.txt. */
const LICENCES = ["LICENSE-MIT", "LICENSE-APACHE"];
const DECLARED = `
declare global {
  interface HTMLElementTagNameMap {
    "nearfar-playground": NearfarPlayground;
  }
  interface HTMLElementEventMap {
    /** The experiment stands on the screen. */
    "nearfar-ready": CustomEvent<null>;
    /** It has moved on; loss is null at step 0 and where there is none. */
    "nearfar-step": CustomEvent<{ step: number; loss: number | null }>;
  }
}
`;

if (!existsSync(join(DIST, "nearfar-element.js"))) throw new Error("dist/nearfar-element.js is missing: `cargo xtask build` makes it.");
for (const folder of [OUT, TYPES]) rmSync(folder, { recursive: true, force: true });
cpSync(DIST, OUT, { recursive: true });

execFileSync(process.execPath, [at("node_modules/typescript/bin/tsc"), "--project", at("npm/tsconfig.json")], { cwd: ROOT, stdio: "inherit" });
writeFileSync(join(TYPES, "element.d.ts"), readFileSync(join(TYPES, "element.d.ts"), "utf8") + DECLARED);
// The glue's own, which wasm-bindgen wrote, without what only the newest `lib` knows.
mkdirSync(join(TYPES, "pkg"), { recursive: true });
writeFileSync(join(TYPES, "pkg/nearfar.d.ts"), readFileSync(at("www/pkg/nearfar.d.ts"), "utf8").replace(/^.*\[Symbol\.dispose\].*\n/gm, ""));
for (const file of reached(Object.values(FACES).map(([, types]) => join(TYPES, types)))) {
  const to = join(OUT, "types", relative(TYPES, file));
  mkdirSync(dirname(to), { recursive: true });
  cpSync(file, to);
}

const { version, license, engines } = JSON.parse(readFileSync(at("package.json"), "utf8"));
writeFileSync(join(OUT, "package.json"), `${JSON.stringify({
  name: "nearfar",
  version,
  type: "module",
  description: "Metric and contrastive learning in the browser: an engine to import, and a playground to embed",
  keywords: ["contrastive-learning", "metric-learning", "webgpu", "webassembly", "custom-element"],
  license,
  engines,
  exports: {
    ...Object.fromEntries(Object.entries(FACES).map(([name, [file, types]]) => [name, { types: `./types/${types}`, default: `./${file}` }])),
    "./package.json": "./package.json",
  },
  types: "./types/nearfar.d.ts",
  sideEffects: ["./nearfar-element.js"],
  files: [...readdirSync(DIST), "types", ...LICENCES],
}, null, 2)}\n`);
for (const [from, to] of [["npm/README.md", "README.md"], ...LICENCES.map((name) => [name, name])]) cpSync(at(from), join(OUT, to));

const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", OUT, "--pack-destination", at("target"), "--json", "--ignore-scripts"], { cwd: ROOT, encoding: "utf8" }));
console.log(at("target", filename));

/** Declarations that `files` lead to: the rest of what tsc writes is the inside of the site. */
function reached(files) {
  const found = new Set();
  for (const queue = [...files]; queue.length;) {
    const file = queue.pop();
    if (found.has(file)) continue;
    found.add(file);
    for (const [, name] of readFileSync(file, "utf8").replace(/^ *(\/\*\*|\*).*$/gm, "").matchAll(/(?:\bfrom |\bimport\()["'](\.[^"']+)["']/g)) queue.push(resolve(dirname(file), name.replace(/\.js$/, ".d.ts")));
  }
  return found;
}
