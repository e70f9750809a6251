// Every lens opens by its link and by its button, in both browsers and on both backends, and closes.
import { assert, browserTest } from "./harness.mjs";
import { press, until } from "./pages.mjs";

/** Its button, and what is there once it works. */
const LENSES = {
  inside: ["Inside", ".histogram rect"], slow: ["Slow motion", ".ledger td"], byhand: ["By hand", ".verdict-line b"], own: ["Your own", ".own-verdict .right"], theorem: ["The theorem", ".slopes tbody tr"], labels: ["Labels: from m unlabelled to n labelled", ".steer .primary"],
};

for (const [browsers, backend] of [[["chromium", "firefox"], "cpu"], [["chromium-webgpu"], "webgpu"]]) {
  browserTest(`every lens, by link and by button, on ${backend}`, browsers, async (t) => {
    for (const [name, [title, sign]] of Object.entries(LENSES)) {
      await t.open(`index.html?backend=${backend}#v=1&seed=1&data=moons&batch=16&encoder.dim=3&lens=${name}`);
      await until(t.page, `${name} is open`, (sign) => document.querySelector(`#lens ${sign}`) && !document.querySelector("#lens").hidden, sign);
      assert.equal(await t.page.evaluate(() => document.querySelector("#alerts").textContent), "");
      assert.equal(await t.page.evaluate((title) => document.querySelector(`.lenses [aria-label="${title}"]`).getAttribute("aria-pressed"), title), "true");
      await press(t.page, title);
      await until(t.page, `${name} is closed`, () => document.querySelector("#lens").hidden && document.querySelector("#data").getClientRects().length > 0);
      await press(t.page, title);
      await until(t.page, `${name} is open again`, (sign) => document.querySelector(`#lens ${sign}`) && !document.querySelector("#lens").hidden, sign);
    }
    // From one to the next without closing.
    for (const [title, sign] of Object.values(LENSES)) {
      await press(t.page, title);
      await until(t.page, `${title} follows`, (sign) => document.querySelector(`#lens ${sign}`), sign);
      await press(t.page, title);
    }
  });
}

browserTest("Escape goes back to the data, wherever the focus is", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16");
  await press(t.page, "Inside");
  await until(t.page, "it is open", () => !document.getElementById("lens").hidden);
  await t.page.keyboard.press("Escape");
  await until(t.page, "it is closed", () => document.getElementById("lens").hidden && !location.hash.includes("lens="));
});
