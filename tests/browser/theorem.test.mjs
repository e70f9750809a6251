// The theorem: the API's table, what is wrong by name, and the page that shows it.
import { assert, browserTest } from "./harness.mjs";
import { openLab } from "./lab.mjs";
import { sound, until } from "./pages.mjs";

browserTest("the API's slopes are the predicted ones, with progress, and can be broken off", ["chromium", "firefox"], async (t) => {
  await openLab(t, { backend: "cpu" });
  const found = await t.page.evaluate(async () => {
    const heard = [];
    const table = await lab.excessRisk({ betas: [0.5, 1, 2], onProgress: (done, of) => heard.push([done, of]) });
    const abort = new AbortController();
    const broken = await lab.excessRisk({ signal: abort.signal, onProgress: () => abort.abort(new Error("enough")) }).catch((error) => error.message);
    const refusal = (request) => lab.excessRisk(request).then(() => null, ({ name, message }) => `${name}: ${message}`);
    return { ...table, n: [...table.n], heard, broken, refusals: [await refusal({ alpha: 7 }), await refusal({ betas: [] }), await refusal({ violate: "all" }), await refusal({ beta: 1 })] };
  });
  assert.deepEqual(found.heard, [[1, 4], [2, 4], [3, 4], [4, 4]]);
  assert.equal(found.broken, "enough");
  assert.deepEqual(found.curves.map(({ beta, predicted }) => [beta, predicted]), [[0.5, -0.5], [1, -1], [2, -1]]);
  for (const { slope, predicted, risk } of [...found.curves, found.scratch]) {
    assert.ok(Math.abs(slope - predicted) < 0.1, `${slope}, not ${predicted}`);
    assert.equal(risk.length, found.n.length);
  }
  assert.equal(found.scratch.beta, null);
  assert.match(found.refusals[0], /^InputError: alpha is 7; it must be from 0\.25 to 1\./);
  assert.match(found.refusals[1], /^InputError: betas must be a list/);
  assert.match(found.refusals[2], /^InputError: violate is "all"; it must be one of none, heavy-noise, missing-part\./);
  assert.match(found.refusals[3], /^InputError: .*"?beta"?/);
});

const opened = async (t, more = "") => {
  await t.open(`index.html?backend=cpu#v=1&seed=1&data=moons&batch=16&lens=theorem${more}`);
  await until(t.page, "the slopes are there", () => document.querySelector(".slopes tbody tr") && !document.querySelector(".theorem [role=status]").textContent.includes("Curve"));
};
const rows = (page) => page.evaluate(() => [...document.querySelectorAll(".slopes tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)));

browserTest("sliders, assumptions and link", ["chromium"], async (t) => {
  await opened(t);
  assert.deepEqual((await rows(t.page)).map(([name]) => name), ["β 0.25", "β 0.5", "β 1", "β 2", "from scratch"]);
  assert.equal(await t.page.evaluate(() => document.querySelector(".theorem [role=status]").textContent), "Every slope is within 0.1 of the prediction.");
  await t.page.getByLabel("β: m = 5 n^β weak labels, up to five values").fill("1; 2");
  await t.page.keyboard.press("Enter");
  await t.page.getByLabel("α: the weak task is learned at rate m^−α").fill("0.5");
  await until(t.page, "the slopes are others", () => [...document.querySelectorAll(".slopes tbody tr")].map((row) => row.lastChild.textContent).join() === "−0.50,−1.00,−0.50");
  await t.page.getByLabel("Assumptions").selectOption("The weak label misses a part");
  await until(t.page, "it is seen to fail", () => document.querySelector(".theorem [role=status]").textContent.startsWith("Not within"));
  await until(t.page, "the link has it", () => location.hash.includes("lens=theorem&lens.alpha=0.5&lens.betas=1,2&lens.violate=missing-part"));
  const [shown, hash] = [await rows(t.page), await t.page.evaluate(() => location.hash)];
  await t.open("index.html?backend=cpu");
  await t.page.evaluate((hash) => (location.hash = hash), hash);
  await until(t.page, "the same slopes", (shown) => JSON.stringify([...document.querySelectorAll(".slopes tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent))) === shown, JSON.stringify(shown));
  // What is wrong in a link is said, and the rest is kept.
  await t.page.evaluate(() => (location.hash = "#v=1&seed=1&data=moons&lens=theorem&lens.alpha=9&lens.betas=1,2&lens.colour=red"));
  await until(t.page, "it is said", () => /lens\.alpha is "9"; it must be a number from 0\.25 to 1\..*"lens\.colour" is no setting/s.test(document.querySelector("#alerts").textContent));
  await until(t.page, "the rest is kept", () => document.querySelectorAll(".slopes tbody tr").length === 3);
});

browserTest("the table can be taken home", ["chromium"], async (t) => {
  await opened(t, "&lens.betas=1&lens.seeds=10");
  for (const [kind, check] of [["CSV", (text) => assert.match(text, /^beta,n,m,risk,low,high,bound\n1,20,100,[\d.e-]+/)], ["JSON", (text) => assert.equal(JSON.parse(text).curves[0].beta, 1)]]) {
    const [download] = await Promise.all([t.page.waitForEvent("download"), t.page.getByRole("button", { name: kind, exact: true }).click()]);
    const { readFileSync } = await import("node:fs");
    check(readFileSync(await download.path(), "utf8"));
  }
});

for (const [width, height, colorScheme] of [[1440, 900, "light"], [1440, 900, "dark"], [360, 780, "light"]]) {
  browserTest(`the theorem at ${width} px, ${colorScheme}: accessible, nothing sticks out`, ["chromium"], async (t) => {
    await opened(t);
    const { down } = await sound(t.page, "#lens");
    if (width === 1440) assert.ok(down <= 0, `${down} px too tall`);
    await t.shot(`theorem-${width}-${colorScheme}`);
  }, { viewport: { width, height }, colorScheme });
}
