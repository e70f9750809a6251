// What the page says of augmentations and of collapse is what the API measures.
import { assert, browserTest } from "./harness.mjs";
import { atStep, press, sound, until } from "./pages.mjs";

browserTest("how far z moves under each augmentation, before and after", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=gaussian&batch=32&steps=60");
  await until(t.page, "it is measured", () => document.querySelector(".moves:not([hidden]) span")?.textContent.includes("untrained"));
  await press(t.page, "Run");
  await atStep(t.page, 60);
  const expected = await t.page.evaluate(async () => {
    const { createLab } = await import("./nearfar.js");
    const lab = await createLab({ backend: "cpu" });
    const run = await lab.experiment({ seed: 1, data: { name: "gaussian" }, batch: 32, steps: 60 });
    await run.step(60);
    const { invariance, spread, effectiveRank } = await run.metrics();
    lab.dispose();
    return { invariance, spread, effectiveRank };
  });
  assert.ok(expected.invariance.length > 0 && expected.spread > 0.1 && expected.effectiveRank > 1);
  const percent = (share) => `${Math.round(100 * share)} %`;
  await until(t.page, "the last is shown", (text) => [...document.querySelectorAll(".moves:not([hidden]) span:first-child")].map((one) => one.textContent).join() === text,
    expected.invariance.map(({ now, untrained }) => `z moves ${percent(now)} of the way to another point, untrained ${percent(untrained)}`).join());
  assert.ok(expected.invariance[0].now < expected.invariance[0].untrained);
  await sound(t.page, "#controls .moves");
});

browserTest("collapse is named, and taken back when points part again", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&loss=align-uniform&loss.lambda=0");
  await until(t.page, "it is measured", () => /Step 0: 5-NN [\d.]+/.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label") ?? ""));
  assert.ok(!(await t.page.evaluate(() => document.querySelector("#status").textContent)).includes("Collapsed"));
  await press(t.page, "Run");
  await until(t.page, "it is named", () => document.querySelector("#status").textContent.includes("Collapsed: all embeddings are nearly one point"));
  const knob = t.page.locator('.knob[data-path="loss.lambda"] input.value');
  await knob.fill("1");
  await knob.press("Enter");
  await press(t.page, "Run").catch(() => {});
  await until(t.page, "it is taken back", () => !document.querySelector("#status").textContent.includes("Collapsed"));
});
