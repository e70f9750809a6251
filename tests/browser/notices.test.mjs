// What of others is in the site is named, and the site itself says so.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { assert, browserTest } from "./harness.mjs";
import { until } from "./pages.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("THIRD-PARTY.md is up to date", () => {
  const said = execFileSync(process.execPath, ["xtask/notices.mjs", "--check"], { cwd: root, encoding: "utf8" });
  assert.match(said, /is up to date/);
});

browserTest("the footer leads to the notices", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu");
  await until(t.page, "the footer is there", () => document.querySelector("#footer a") !== null);
  const text = await t.page.evaluate(async () => (await fetch([...document.querySelectorAll("#footer a")].find((one) => one.textContent === "Licences").href)).text());
  assert.equal(text, readFileSync(`${root}THIRD-PARTY.md`, "utf8"));
});
