// On paper: white whatever the screen's theme, nothing to press, pictures and charts there, nothing beyond the page's edge.
import { assert, browserTest } from "./harness.mjs";
import { until } from "./pages.mjs";

const SHEETS = { page: "#v=1&seed=1&data=moons", metric: "#v=1&seed=1&task=metric&data=wine", lecture: "#lecture=geometric-mean", lens: "#v=1&seed=1&lens=inside", words: "#v=1&seed=1&data=sentences" };

browserTest("printed: white, without controls, nothing cut", ["chromium"], async (t) => {
  for (const [name, hash] of Object.entries(SHEETS)) {
    await t.page.setViewportSize({ width: 1440, height: 900 });
    await t.open("about:blank");
    await t.open(`index.html?backend=cpu${hash}`);
    await until(t.page, `${name}: the link is written`, () => location.hash.length > 5 && document.querySelector(".progress")?.textContent.startsWith("Step 0 "));
    await t.page.waitForTimeout(2500);
    await t.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await t.page.emulateMedia({ media: "print" });
    for (const width of [794, 1123]) { // A4, upright and across
      await t.page.setViewportSize({ width, height: 1123 });
      await t.page.waitForTimeout(500); // a window that is made smaller has its pictures drawn again; a printer makes none smaller
      const found = await t.page.evaluate(() => {
        const seen = (one) => one.getClientRects().length > 0;
        const canvases = [...document.querySelectorAll(".stage canvas, .uplot canvas")].filter(seen);
        const dark = (canvas) => { // share of painted pixels that are nearly white: ink of the dark theme
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let [painted, pale] = [0, 0];
          for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 40) { painted++; pale += Number(Math.min(data[i], data[i + 1], data[i + 2]) > 225); }
          return { painted, pale };
        };
        return {
          ground: getComputedStyle(document.body).backgroundColor,
          pressable: [...document.querySelectorAll("button, select, input[type=range], input[type=checkbox]")].filter((one) => seen(one) && !one.closest(".partners, .nearest, .near-words")).map((one) => one.outerHTML.slice(0, 90)),
          across: document.documentElement.scrollWidth - innerWidth,
          cut: [...document.querySelectorAll("main section, .side, .said, .curves")].filter((one) => seen(one) && getComputedStyle(one).overflowY !== "visible" ).map((one) => one.id || one.className),
          words: [...document.querySelectorAll(".near-words button")].filter(seen).length,
          link: seen(document.getElementById("printed-link")),
          pictures: canvases.map(dark),
        };
      });
      assert.equal(found.ground, "rgb(255, 255, 255)", name);
      assert.deepEqual(found.pressable, [], name);
      if (name === "words") assert.ok(found.words >= 5, `${found.words} words are printed`);
      assert.deepEqual(found.cut, [], name);
      assert.ok(found.across <= 0, `${name} is ${found.across} px too wide for ${width} px`);
      assert.ok(found.link, `${name}: the link is on it`);
      assert.ok(found.pictures.length >= 2 && found.pictures.every(({ painted }) => painted > 100), `${name}: ${JSON.stringify(found.pictures)}`);
      assert.ok(found.pictures.every(({ painted, pale }) => pale < 0.5 * painted), `${name}: drawn for a dark ground: ${JSON.stringify(found.pictures)}`);
    }
    await t.page.emulateMedia({ media: null });
    await t.page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await t.page.evaluate(() => document.documentElement.dataset.theme), "auto");
  }
}, { colorScheme: "dark" });
