// docs/api.md: every block runs as it stands and prints what it says, and nothing of the API is left out.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { assert, BLANK, browserTest } from "./harness.mjs";

const root = new URL("../../", import.meta.url);
const text = readFileSync(new URL("docs/api.md", root), "utf8");
const blocks = [...text.matchAll(/```js runnable\n([\s\S]*?)```/g)].map(([, code]) => code);

/** Runs a block as a module of a page, and gives what it prints. */
async function printed(page, module, code) {
  return page.evaluate(async ([module, code]) => {
    const lines = [];
    const log = console.log;
    const worded = (value) => (typeof value === "string" ? value : JSON.stringify(value));
    console.log = (...values) => lines.push(values.map(worded).join(" "));
    const url = URL.createObjectURL(new Blob([code.replaceAll('"./nearfar.js"', JSON.stringify(module))], { type: "text/javascript" }));
    try {
      await import(url);
    } finally {
      console.log = log;
      URL.revokeObjectURL(url);
    }
    return lines;
  }, [module, code]);
}

browserTest("every example of docs/api.md runs, and prints what it says", ["chromium", "firefox"], async (t) => {
  t.expect(/a trap that was asked for|unreachable/);
  await t.open(BLANK);
  assert.ok(blocks.length >= 30, `${blocks.length} blocks`);
  for (const code of blocks) {
    const said = [...code.matchAll(/console\.log\(.*\); \/\/ → ?(.*)/g)].map(([, line]) => line.trim());
    assert.ok(said.length > 0, code);
    assert.deepEqual(await printed(t.page, `${t.url}nearfar.js`, code), said, code);
  }
});

browserTest("docs/api.md has a heading for everything that there is", ["chromium"], async (t) => {
  await t.open(BLANK);
  const names = await t.page.evaluate(async (module) => {
    const nearfar = await import(module);
    const lab = await nearfar.createLab({ backend: "cpu" });
    const run = await lab.experiment({ data: { name: "moons" } });
    const own = (one) => Object.getOwnPropertyNames(Object.getPrototypeOf(one)).filter((name) => name !== "constructor");
    return [...Object.keys(nearfar), ...own(lab), ...own(run)];
  }, `${t.url}nearfar.js`);
  const headings = new Set([...text.matchAll(/^### (\w+)$/gm)].map(([, name]) => name));
  assert.deepEqual([...new Set(names)].filter((name) => !headings.has(name)), []);
  assert.deepEqual([...headings].filter((name) => !names.includes(name)), []);
});

test("links within the documents lead somewhere", () => {
  for (const file of ["README.md", "CONTRIBUTING.md", "docs/api.md", "docs/deploy.md"]) {
    const page = readFileSync(new URL(file, root), "utf8");
    const anchors = (of) => new Set([...of.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replaceAll(" ", "-")));
    for (const [, target] of page.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [path, hash] = target.split("#");
      const there = path ? new URL(path, new URL(file, root)) : new URL(file, root);
      const found = readFileSync(there, "utf8"); // throws where it is missing
      if (hash) assert.ok(anchors(found).has(hash), `${file}: ${target} (${fileURLToPath(there)})`);
    }
  }
});
