// The batch that one can check by hand: the page's arithmetic, the engine's answer, and the file that both are held to.
import { readFileSync } from "node:fs";
import { assert, browserTest } from "./harness.mjs";
import { EVERYWHERE, openLab } from "./lab.mjs";
import { sound, until } from "./pages.mjs";
import { byHand } from "../../www/byhand/arithmetic.js";

const { cases, tolerance } = JSON.parse(readFileSync(new URL("../../www/byhand/batch.json", import.meta.url), "utf8"));
const near = (got, want, what) => {
  assert.equal(got.length, want.length, what);
  got.forEach((value, i) => assert.ok(Math.abs(value - want[i]) <= tolerance, `${what} ${i}: ${value}, not ${want[i]}`));
};

for (const { browser, backend } of EVERYWHERE) {
  browserTest(`the API gives the batch's numbers on ${backend}`, [browser], async (t) => {
    const status = await openLab(t, { backend });
    assert.equal(status.backend, backend);
    const found = await t.page.evaluate(async (cases) => {
      const results = [];
      for (const { loss, anchors, positives, temperature, tauPlus, beta } of cases) {
        const knobs = loss === "nt-xent" ? {} : loss === "debiased" ? { tauPlus } : { tauPlus, beta };
        const one = await lab.contrastiveLoss({ loss, anchors: Float32Array.from(anchors.flat()), positives: Float32Array.from(positives.flat()), rows: 2, dim: 2, temperature, ...knobs });
        results.push([one.loss, ...one.gradAnchors, ...one.gradPositives]);
      }
      return results;
    }, cases);
    cases.forEach(({ title, mean, gradAnchors, gradPositives }, i) => near(found[i], [mean, ...gradAnchors.flat(), ...gradPositives.flat()], title));
  });
}

browserTest("the page's arithmetic gives them too, and can be wrong", ["chromium"], async () => {
  for (const { title, anchors, positives, temperature, tauPlus, beta, logits, losses, mean, gradAnchors, gradPositives } of cases) {
    const found = byHand([...anchors, ...positives], { temperature, tauPlus, beta });
    near(found.logits.flat(), logits.flat(), title);
    near([...found.anchors.map(({ loss }) => loss), found.loss], [...losses, mean], title);
    near(found.gradient.flat(), [...gradAnchors, ...gradPositives].flat(), title);
    const other = byHand([...anchors, ...positives], { temperature: temperature * 1.01, tauPlus, beta });
    assert.throws(() => near([other.loss], [mean], title));
  }
});

const opened = async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16&lens=byhand");
  await agreed(t);
};
const agreed = (t) => until(t.page, "page and engine agree", () => /^The engine: \d/.test(document.querySelector(".verdict-line")?.textContent) && !document.querySelector(".verdict-line").classList.contains("wrong"));
const ells = (page) => page.evaluate(() => [...document.querySelectorAll(".logits .ell")].map((cell) => Number(cell.textContent)));

browserTest("every number can be changed, and page and engine stay together", ["chromium"], async (t) => {
  await opened(t);
  for (const { title, losses, mean } of cases) {
    await t.page.getByRole("button", { name: title, exact: true }).click();
    await agreed(t);
    assert.deepEqual(await ells(t.page), losses.map((loss) => Number(loss.toFixed(4))));
    assert.ok((await t.page.evaluate(() => document.querySelector(".verdict-line").textContent)).includes(mean.toFixed(6).slice(0, 7)));
  }
  const before = await ells(t.page);
  await t.page.getByLabel("z₂, x").fill("0.5");
  await t.page.keyboard.press("Enter");
  await agreed(t);
  await t.page.getByLabel("τ⁺", { exact: true }).fill("0.9");
  await t.page.keyboard.press("Enter");
  await agreed(t);
  assert.notDeepEqual(await ells(t.page), before);
  assert.ok(await t.page.evaluate(() => document.querySelector(".chain").textContent.includes("less than 2e^(−1/0.5)")), "the clamp is told");
  // By keyboard and by pointer.
  await t.page.getByRole("button", { name: "Move z₁: drag, or arrow keys" }).press("ArrowUp");
  assert.equal(await t.page.getByLabel("z₁, y").inputValue(), "0.1");
  const box = await t.page.locator(".plane").boundingBox();
  const at = (x, y) => [box.x + ((x + 1.7) / 3.4) * box.width, box.y + ((1.7 - y) / 3.4) * box.height];
  await t.page.mouse.move(...at(-0.6, 0.8));
  await t.page.mouse.down();
  await t.page.mouse.move(...at(-1, -1), { steps: 4 });
  await t.page.mouse.up();
  assert.equal(await t.page.getByLabel("z₂⁺, y").inputValue(), "-1");
  await agreed(t);
  // What is out of range is refused, and nothing changes.
  const last = await ells(t.page);
  await t.page.getByLabel("β", { exact: true }).fill("99");
  await t.page.keyboard.press("Tab");
  assert.equal(await t.page.evaluate(() => document.querySelector('[data-key="beta"]').validationMessage), "From 0 to 10.");
  assert.deepEqual(await ells(t.page), last);
  await t.page.getByRole("button", { name: "Anchor z₂⁺" }).click();
  assert.ok(await t.page.evaluate(() => document.querySelector(".logits .chosen th").textContent === "z₂⁺"));
});

for (const [width, height, colorScheme] of [[1440, 900, "light"], [1440, 900, "dark"], [360, 780, "light"]]) {
  browserTest(`by hand at ${width} px, ${colorScheme}: accessible, nothing sticks out`, ["chromium"], async (t) => {
    await opened(t);
    const { down } = await sound(t.page, "#lens");
    if (width === 1440) assert.ok(down <= 0, `${down} px too tall`);
    await t.shot(`byhand-${width}-${colorScheme}`);
  }, { viewport: { width, height }, colorScheme });
}
