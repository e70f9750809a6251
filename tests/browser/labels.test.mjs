// Label efficiency: the API's table, broken off at once, and the page that shows it and stays quick meanwhile.
import { assert, browserTest } from "./harness.mjs";
import { EVERYWHERE, openLab } from "./lab.mjs";
import { sound, until } from "./pages.mjs";

const CONFIG = { seed: 1, data: { name: "few-labels" }, batch: 64, steps: 150 };

const tables = [];
for (const { browser, backend } of EVERYWHERE) {
  browserTest(`the table over seeds, on ${backend}`, [browser], async (t) => {
    await openLab(t, { backend });
    const found = await t.page.evaluate(async (config) => {
      const heard = [];
      return { ...(await lab.labelEfficiency(config, { n: [8, 16], seeds: 2, onProgress: (done, of) => heard.push([done, of]) })), heard };
    }, CONFIG);
    assert.deepEqual([found.n, found.seeds, found.heard], [[8, 16], [1, 2], [[1, 6], [2, 6], [3, 6], [4, 6], [5, 6], [6, 6]]]);
    for (const row of found.found) for (const { probe, scratch, raw } of row) assert.ok(probe > scratch && probe > raw, JSON.stringify(row));
    // Both backends train the same: an accuracy can differ by a point or two of the held-out ones.
    tables.push(found.found.flat().map(({ probe, fineTuned, scratch, raw, untrained }) => [probe, fineTuned, scratch, raw, untrained]).flat());
    tables.at(-1).forEach((value, i) => assert.ok(Math.abs(value - tables[0][i]) < 0.03, `${i}: ${value} and ${tables[0][i]}`));
  });
}

browserTest("what is wrong is named, and a stop is prompt", ["chromium"], async (t) => {
  await openLab(t, { backend: "cpu" });
  const found = await t.page.evaluate(async (config) => {
    const refusal = (config, request) => lab.labelEfficiency(config, request).then(() => null, ({ name, message }) => `${name}: ${message}`);
    const abort = new AbortController();
    const began = performance.now();
    setTimeout(() => abort.abort(new Error("enough")), 100);
    const broken = await lab.labelEfficiency({ steps: 5000 }, { signal: abort.signal }).catch((error) => error.message);
    return { broken, waited: performance.now() - began, refusals: [await refusal(config, { n: [3] }), await refusal(config, { n: [16, 8] }), await refusal(config, { seeds: 0 }), await refusal({ data: { name: "x" } })] };
  }, CONFIG);
  assert.equal(found.broken, "enough");
  assert.ok(found.waited < 2500, `${found.waited} ms`);
  assert.match(found.refusals[0], /^InputError: n is 3; it must be from 8, one label for each class, to/);
  assert.match(found.refusals[1], /^InputError: n must be a list of whole numbers, rising\./);
  assert.match(found.refusals[2], /^InputError: seeds is 0/);
  assert.match(found.refusals[3], /^InputError: data is "x"/);
});

const HASH = "#v=1&seed=1&data=few-labels&batch=64&steps=150&lens=labels";
browserTest("the plot grows while one watches, and the page stays quick", ["chromium"], async (t) => {
  await t.open(`index.html?backend=cpu${HASH}`);
  await t.page.getByRole("button", { name: "Run over 10 seeds" }).click();
  const longest = await t.page.evaluate(() => new Promise((resolve) => {
    let [last, longest] = [performance.now(), 0];
    const tick = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (/^[3-9] of 10 seeds/.test(document.querySelector(".labels [role=status]").textContent)) resolve(longest);
      else requestAnimationFrame(tick);
    };
    tick();
  }));
  assert.ok(longest < 1000, `a frame took ${longest} ms`);
  assert.equal(await t.page.evaluate(() => document.querySelectorAll(".labels tbody tr").length), 5);
  await t.page.getByRole("button", { name: "Stop", exact: true }).click();
  await until(t.page, "it is stopped", () => document.querySelector(".labels .primary").textContent === "Again over 10 seeds");
  assert.ok((await t.page.evaluate(() => document.querySelector(".labels .said").textContent)).startsWith("With 8 labels the better of the two pretrained ways is +"));
  const [download] = await Promise.all([t.page.waitForEvent("download"), t.page.getByRole("button", { name: "CSV", exact: true }).click()]);
  const { readFileSync } = await import("node:fs");
  assert.match(readFileSync(await download.path(), "utf8"), /^run,n,probe,fineTuned,scratch,raw,untrained\n1,8,0\.\d/);
});

for (const [width, height, colorScheme] of [[1440, 900, "light"], [1440, 900, "dark"], [360, 780, "light"]]) {
  browserTest(`labels at ${width} px, ${colorScheme}: accessible, nothing sticks out`, ["chromium"], async (t) => {
    await t.open(`index.html?backend=cpu${HASH}`);
    await t.page.getByRole("button", { name: "Run over 10 seeds" }).click();
    await until(t.page, "three seeds are there", () => /^[3-9] of 10 seeds/.test(document.querySelector(".labels [role=status]").textContent));
    await t.page.getByRole("button", { name: "Stop", exact: true }).click();
    const { down } = await sound(t.page, "#lens");
    if (width === 1440) assert.ok(down <= 0, `${down} px too tall`);
    await t.shot(`labels-${width}-${colorScheme}`);
  }, { viewport: { width, height }, colorScheme });
}

browserTest("its own settings travel in the link, and wrong ones are named", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=few-labels&batch=64&steps=20&lens=labels&lens.n=8,24&lens.seeds=2&lens.m=3");
  await until(t.page, "the unknown one is named", () => document.getElementById("alerts").textContent.includes('"lens.m" is no setting of the labels; there are n and seeds.'));
  await t.page.getByRole("button", { name: "Run over 2 seeds" }).click();
  await until(t.page, "two columns of two seeds", () => document.querySelector(".labels [role=status]").textContent.startsWith("2 seeds") && document.querySelectorAll(".labels thead th").length === 2);
  const sizes = t.page.getByLabel("Numbers of labels n, rising");
  await sizes.fill("8, x");
  await sizes.press("Tab");
  await until(t.page, "what is wrong is said", () => document.querySelector(".labels .problem")?.textContent.startsWith('The numbers of labels are "8, x"'));
  await sizes.fill("16 8");
  await sizes.press("Tab");
  await until(t.page, "the link has them", () => location.hash.includes("lens.n=8,16&lens.seeds=2"));
});
