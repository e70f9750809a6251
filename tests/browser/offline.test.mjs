// Without a network: after one visit everything is there, a newer version is taken up whole, and frames keep nothing.
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, BLANK, browserTest } from "./harness.mjs";
import { allKept, eventually } from "./kept.mjs";
import { atStep, press, until } from "./pages.mjs";
import { DIST, serve } from "./server.mjs";

const allowed = { serviceWorkers: "allow" };

/** What is kept: cache name → number of files. */
const kept = (page) => page.evaluate(async () => {
  const names = await globalThis.caches.keys();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await (await globalThis.caches.open(name)).keys()).length])));
});

browserTest("after the first visit all of it works without a network", ["chromium", "firefox"], async (t) => {
  t.expect(/sw\.js|Failed to load resource|NetworkError/); // the browser looks for a newer worker, in vain
  const host = await serve({ folders: { "/deep/below/": DIST } });
  await t.page.goto(`${host.url}?backend=cpu`);
  await atStep(t.page, 0);
  await allKept(t.page);
  await host.close();
  if (!t.isFirefox) await t.page.context().setOffline(true);

  await t.page.goto(`${host.url}?backend=cpu&from=offline`);
  await trains(t.page);
  await press(t.page, "Inside");
  await until(t.page, "a lens opens", () => !document.getElementById("lens").hidden && document.getElementById("lens").textContent.includes("weigh"));
  await until(t.page, "the link has it", () => location.hash.includes("lens=inside"));
  await t.page.evaluate(() => (location.hash = "v=1&seed=1&data=wine"));
  await until(t.page, "another data set is there", () => location.hash.includes("data=wine") && /wine/i.test(document.getElementById("data").textContent));
  await trains(t.page);
  await t.page.evaluate(() => (location.hash = "lecture=words"));
  await until(t.page, "a scene of the lecture opens", () => document.querySelector("#lecture h2")?.textContent === "Pretext: words by their company");
  await trains(t.page);
  await t.page.goto(`${host.url}www/examples.html?backend=cpu`);
  await until(t.page, "the other pages too", () => document.querySelector("h1") !== null && document.querySelectorAll(".result").length > 0);
}, allowed);

/** The experiment that is new on the screen takes a step. */
async function trains(page) {
  await until(page, "its untrained state is measured", () => /Step 0: \S+ [\d.]+/.test(document.querySelector("#curves .chart:nth-of-type(2) .plot")?.getAttribute("aria-label") ?? ""));
  await press(page, "Step");
  await atStep(page, 1);
}

/** A copy of the site on a host of its own, and a way to put the next release there: its script has another name. */
async function hostedCopy() {
  const folder = mkdtempSync(join(tmpdir(), "nearfar-site-"));
  cpSync(DIST, folder, { recursive: true });
  const host = await serve({ folders: { "/deep/below/": folder } });
  const change = (name, by) => writeFileSync(join(folder, name), by(readFileSync(join(folder, name), "utf8")));
  const digest = (name) => createHash("sha256").update(readFileSync(join(folder, name))).digest("hex");
  return {
    url: `${host.url}?backend=cpu`,
    release() {
      const files = readdirSync(folder);
      const script = files.find((name) => /^page-.*\.js$/.test(name));
      const next = `page-${"N".repeat(8)}.js`;
      renameSync(join(folder, script), join(folder, next));
      let worker = readFileSync(join(folder, "sw.js"), "utf8").replaceAll(script, next).replace(/(["'`])[0-9a-f]{16}\1/, '"0123456789abcdef"');
      for (const name of files.filter((name) => /\.(js|html)$/.test(name) && ![script, "sw.js"].includes(name))) {
        const before = digest(name);
        change(name, (text) => text.replaceAll(script, next));
        worker = worker.replaceAll(before, digest(name));
      }
      writeFileSync(join(folder, "sw.js"), worker);
    },
    close: async () => (await host.close(), rmSync(folder, { recursive: true })),
  };
}

const script = (page) => page.evaluate(() => document.querySelector('script[src*="/page-"]').src.split("/").pop());
const said = (page, words) => until(page, `the status line says "${words}"`, (wanted) => document.getElementById("status").textContent.includes(wanted), words);

browserTest("a newer version waits while a page is open, and is there at the next visit", ["chromium"], async (t) => {
  const host = await hostedCopy();
  await t.page.goto(host.url);
  await allKept(t.page);
  const [first] = Object.keys(await kept(t.page));
  host.release();
  await t.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await said(t.page, "it is taken up at your next visit");
  assert.ok(first in await kept(t.page), "what the open page may still ask for is there");
  await press(t.page, "Slow motion"); // its script still comes
  await until(t.page, "a lens opens", () => !document.getElementById("lens").hidden && document.querySelector("#lens button") !== null);
  const again = await t.page.context().newPage();
  await t.page.goto("about:blank");
  await again.goto(host.url);
  await eventually(again, "the old version's files are gone", async (old) => { const names = await globalThis.caches.keys(); return names.length === 1 && names[0] !== old; }, first);
  assert.equal(await script(again), "page-NNNNNNNN.js");
  await allKept(again);
  await again.close();
  await t.open("index.html?embed=1");
  await host.close();
}, allowed);

browserTest("a visit after a release has the new version at once, and says so once", ["chromium"], async (t) => {
  const host = await hostedCopy();
  await t.page.goto(host.url);
  await allKept(t.page);
  const [first] = Object.keys(await kept(t.page));
  const neighbour = first.replace("/deep/below/", "/elsewhere/");
  await t.page.evaluate((name) => globalThis.caches.open(name), neighbour);
  host.release();
  await t.page.reload();
  await said(t.page, "Nearfar is newer than at your last visit.");
  assert.equal(await script(t.page), "page-NNNNNNNN.js");
  await eventually(t.page, "the old version's files are gone, the neighbour's are not", async ([old, other]) => {
    const names = await globalThis.caches.keys();
    return !names.includes(old) && names.includes(other) && names.length === 2;
  }, [first, neighbour]);
  await t.page.reload();
  await atStep(t.page, 0);
  await t.page.waitForTimeout(1500);
  assert.equal(await t.page.evaluate(() => document.getElementById("status").textContent.includes("newer")), false);
  await host.close();
}, allowed);

browserTest("a frame keeps nothing", ["chromium"], async (t) => {
  for (const query of ["embed=1&backend=cpu", "backend=cpu"]) {
    await t.open(BLANK);
    await t.page.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src, title: "frame" })), `${t.url}index.html?${query}`);
    await until(t.page, "the frame's page has started", () => document.querySelector("iframe").contentDocument?.querySelector(".progress")?.textContent.startsWith("Step 0 "));
    await t.page.waitForTimeout(2000);
    assert.equal(await t.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0, query);
  }
}, allowed);
