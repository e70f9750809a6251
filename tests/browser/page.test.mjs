// The page, end to end: what a person can do with it, by pointer, by keyboard, by link, and without seeing it.
import { readFileSync } from "node:fs";
import { assert, browserTest } from "./harness.mjs";
import { atStep, enter, press, until } from "./pages.mjs";

const CPU = ["chromium"];
const BOTH = ["chromium", "firefox"];
/** Small and quick, so that a test's time is the page's and not the training's. */
const QUICK = "#v=1&seed=1&data=moons&batch=16&steps=40";

const progress = (page) => page.evaluate(() => document.querySelector(".progress").textContent);
const stepOf = async (page) => Number(/Step ([\d,]+)/.exec(await progress(page))[1].replace(",", ""));

async function opened({ open, page }, query = "", hash = QUICK) {
  await open(`index.html${query || "?backend=cpu"}${hash}`);
  await until(page, "the untrained state is measured", () => /Step 0: 5-NN [\d.]+/.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label") ?? ""));
}

/** Share of a canvas's pixels that are painted. */
const painted = (page, selector) => page.evaluate((wanted) => {
  const canvas = document.querySelector(wanted);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
  return count / (data.length / 4);
}, selector);

/** All numbers of the curves, as the table gives them. */
async function table(page) {
  await press(page, "Show as table");
  const rows = await page.evaluate(() => [...document.querySelectorAll("dialog tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)));
  await press(page, "Close");
  return rows;
}

browserTest("the untrained digits are drawn before anything is pressed", BOTH, async (t) => {
  await t.open("index.html?backend=cpu");
  await until(t.page, "the untrained state is measured", () => /Step 0: 5-NN/.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label") ?? ""));
  for (const picture of ["#data .stage canvas", "#embedding .stage canvas", "#heatmap .stage canvas"]) {
    assert.ok((await painted(t.page, picture)) > 0.03, `${picture} is drawn`);
  }
  const seen = await t.page.evaluate(() => ({
    title: document.querySelector("#data h2").textContent,
    math: document.querySelectorAll("#formula math").length,
    live: [...document.querySelectorAll("#formula .figures [data-live]")].map((part) => part.textContent),
    partners: document.querySelectorAll(".partners li").length,
    legend: document.querySelectorAll("#data .legend li").length,
    badge: document.querySelector(".badge summary").textContent,
  }));
  assert.match(seen.title, /digits/i);
  assert.ok(seen.math >= 2, "the formula in symbols and in numbers");
  assert.ok(seen.live.some((text) => /^\d/.test(text)), `numbers in the formula: ${seen.live}`);
  assert.ok(seen.partners >= 3, "a positive and negatives are listed");
  assert.equal(seen.legend, 10);
  assert.match(seen.badge, /CPU/);
  assert.equal(await stepOf(t.page), 0);
  await t.shot("page-untrained");
});

browserTest("Run trains, Pause stops, and the run stops by itself", CPU, async (t) => {
  await opened(t);
  await press(t.page, "Run");
  await until(t.page, "some steps are done", () => Number(/Step (\d+)/.exec(document.querySelector(".progress").textContent)[1]) > 5);
  await press(t.page, "Pause");
  await until(t.page, "it has paused", () => document.querySelector(".run").textContent === "Run");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const step = await stepOf(t.page);
  const rows = await table(t.page);
  assert.equal(rows.filter(([, loss]) => loss !== "").length, step, "a loss for every step");
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await stepOf(t.page), step, "a paused run stays where it is");
  await press(t.page, "Run");
  await until(t.page, "the last step", () => /Stopped after 40 steps/.test(document.querySelector("#status").textContent));
  assert.equal(await stepOf(t.page), 40);
  await press(t.page, "Go on");
  await until(t.page, "it has gone on", () => Number(/Step (\d+)/.exec(document.querySelector(".progress").textContent)[1]) > 40);
  await press(t.page, "Pause");
});

browserTest("Reset gives the same run, a new seed another", CPU, async (t) => {
  await opened(t);
  const run = async () => {
    for (let step = 1; step <= 4; step++) {
      await press(t.page, "Step");
      await atStep(t.page, step);
    }
    await until(t.page, "step 4 is measured", () => /Step 4:/.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label")));
    return table(t.page);
  };
  const first = await run();
  await press(t.page, "Reset");
  await atStep(t.page, 0);
  assert.deepEqual(await run(), first);
  await press(t.page, "New seed");
  await atStep(t.page, 0);
  assert.notDeepEqual(await run(), first, "another seed is another run");
});

browserTest("Share gives a link to the same experiment, and to its step", CPU, async (t) => {
  await opened(t, "", "#v=1&seed=7&data=moons&loss.temperature=0.2&batch=16&steps=40");
  await press(t.page, "Step");
  await atStep(t.page, 1);
  await press(t.page, "Share");
  await until(t.page, "the link is there", () => document.querySelector("dialog input[aria-label=Link]")?.value);
  const links = await t.page.evaluate(async () => {
    const field = document.querySelector("dialog input[aria-label=Link]");
    const replay = field.value;
    document.querySelector("dialog input[type=checkbox]").click();
    return { plain: field.value, replay };
  });
  assert.match(links.plain, /#v=1&seed=7&data=moons&loss\.temperature=0\.2&batch=16&steps=40$/);
  assert.match(links.replay, /step=1/);
  await t.page.goto("about:blank");
  await t.page.goto(links.replay);
  await atStep(t.page, 1);
  await until(t.page, "the settings are there", () => document.querySelector(".knob") !== null);
  const values = await t.page.evaluate(() => Object.fromEntries([...document.querySelectorAll(".knob")].map((knob) => [knob.dataset.path, knob.querySelector("input").value])));
  assert.equal(values["loss.temperature"], "0.2");
  assert.equal(values.seed, "7");
  assert.equal(values.batch, "16");
});

browserTest("a bad link says what is wrong and keeps the experiment", CPU, async (t) => {
  await opened(t);
  await press(t.page, "Step");
  await atStep(t.page, 1);
  const alert = () => t.page.evaluate(() => document.querySelector("[role=alert]").textContent);
  const follow = (hash) => t.page.evaluate((to) => (location.hash = to), hash);
  await follow("#v=1&seed=1&loss.temperature=99");
  await until(t.page, "the alert is shown", () => document.querySelector("[role=alert]").textContent !== "");
  assert.match(await alert(), /loss\.temperature.*99/);
  assert.equal(await stepOf(t.page), 1, "the experiment is still there");
  await follow(`#v=1&seed=1&nonsense=1&${"x".repeat(100_000)}`);
  await until(t.page, "the alert names the limit", () => /at most 32768/.test(document.querySelector("[role=alert]").textContent));
  await press(t.page, "Step");
  await atStep(t.page, 2);
  await follow("#v=1&seed=3&data=circles&batch=16");
  await until(t.page, "the good link is followed", () => /circles/i.test(document.querySelector("#data h2").textContent));
});

browserTest("a link that is bad from the start leaves the default experiment", CPU, async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=minus");
  await until(t.page, "the digits are there", () => /digits/i.test(document.querySelector("#data h2")?.textContent ?? ""));
  assert.match(await t.page.evaluate(() => document.querySelector("[role=alert]").textContent), /seed/);
});

browserTest("controls: live at once, others restart, and what is out of range is refused", CPU, async (t) => {
  await opened(t);
  await press(t.page, "Step");
  await atStep(t.page, 1);
  await enter(t.page, "loss.temperature", "0.25");
  await until(t.page, "the link has the temperature", () => location.hash.includes("loss.temperature=0.25"));
  assert.equal(await stepOf(t.page), 1, "a live knob does not restart the run");
  await enter(t.page, "batch", "32");
  await atStep(t.page, 0);
  await until(t.page, "the link has the batch", () => location.hash.includes("batch=32"));
  await enter(t.page, "loss.temperature", "-1");
  const problem = await t.page.evaluate(() => document.querySelector('.knob[data-path="loss.temperature"] .problem').textContent);
  assert.match(problem, /must be a number from/);
  assert.ok(await t.page.evaluate(() => location.hash.includes("loss.temperature=0.25")), "and the value stays");
});

browserTest("all of it by keyboard", CPU, async (t) => {
  await opened(t);
  const { keyboard } = t.page;
  await keyboard.press(".");
  await atStep(t.page, 1);
  await keyboard.press("r");
  await atStep(t.page, 0);
  await keyboard.press(" ");
  await until(t.page, "it runs", () => document.querySelector(".run").textContent === "Pause");
  await keyboard.press(" ");
  await until(t.page, "it has paused", () => document.querySelector(".run").textContent === "Run");
  await keyboard.press("?");
  await until(t.page, "help is open", () => document.querySelector("dialog[open] kbd") !== null);
  await keyboard.press(".");
  await keyboard.press("Escape");
  await until(t.page, "help is closed", () => document.querySelector("dialog") === null);

  const before = await stepOf(t.page);
  await t.page.evaluate(() => document.querySelector('.knob[data-path="loss.temperature"] input.value').focus());
  await keyboard.press(".");
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await stepOf(t.page), before, "keys are silent while typing");

  await t.page.evaluate(() => document.querySelector("#embedding .stage").focus());
  const anchor = () => t.page.evaluate(() => document.querySelector(".anchor input.row").value);
  const first = await anchor();
  await keyboard.press("ArrowRight");
  await until(t.page, "the point is named", () => /Point \d+/.test(document.querySelector("#embedding .tip:not([hidden])")?.textContent ?? ""));
  await keyboard.press("Enter");
  await until(t.page, "another anchor is chosen", (old) => document.querySelector(".anchor input.row").value !== old, first);
});

browserTest("a click on a point makes it the anchor", CPU, async (t) => {
  await opened(t);
  const before = await t.page.evaluate(() => document.querySelector(".anchor input.row").value);
  const box = await t.page.evaluate(() => {
    const { left, top, width } = document.querySelector("#data .stage").getBoundingClientRect();
    return { left, top, width };
  });
  // Along a line across the moons: somewhere on it is a point that is not the anchor.
  for (let share = 0.15; share < 0.9; share += 0.05) {
    await t.page.mouse.click(box.left + box.width * share, box.top + box.width * (0.35 + 0.3 * share));
    if ((await t.page.evaluate(() => document.querySelector(".anchor input.row").value)) !== before) break;
  }
  assert.notEqual(await t.page.evaluate(() => document.querySelector(".anchor input.row").value), before);
  await until(t.page, "its relations are listed", () => document.querySelectorAll(".partners li").length >= 3);
});

browserTest("embedded, header and footer are left out, and the buttons and the badge are there", CPU, async (t) => {
  await opened(t, "?embed=1&backend=cpu");
  const seen = await t.page.evaluate(() => {
    const visible = (selector) => document.querySelector(selector)?.getClientRects().length > 0;
    return { header: visible("header"), footer: visible("footer"), run: visible(".run"), badge: visible(".badge") };
  });
  assert.deepEqual(seen, { header: false, footer: false, run: true, badge: true });
});

for (const colorScheme of ["light", "dark"]) {
  browserTest(`no accessibility problem that axe can find, ${colorScheme}`, CPU, async (t) => {
    await opened(t);
    await t.page.evaluate(() => document.querySelectorAll("#controls details").forEach((details) => (details.open = true)));
    await t.page.evaluate(readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8"));
    const violations = await t.page.evaluate(async () => {
      const found = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
      return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
    });
    assert.deepEqual(violations, []);
    await t.shot(`page-${colorScheme}`);
  }, { colorScheme });
}

for (const width of [320, 360]) {
  browserTest(`nothing sticks out on a phone of ${width} px, and targets are large enough`, CPU, async (t) => {
    await opened(t);
    const seen = await t.page.evaluate(() => {
      document.querySelectorAll("#controls details").forEach((details) => (details.open = true));
      const small = [...document.querySelectorAll("button, select, summary")].filter((one) => {
        const { width: across, height } = one.getBoundingClientRect();
        return one.getClientRects().length && !one.closest(".nearest") && (across < 44 || height < 44);
      });
      const order = ["data", "embedding", "controls"].map((id) => document.getElementById(id).getBoundingClientRect().top);
      return { overflow: document.documentElement.scrollWidth - innerWidth, small: small.map((one) => one.outerHTML.slice(0, 80)), order };
    });
    assert.ok(seen.overflow <= 0, `${seen.overflow} px too wide`);
    assert.deepEqual(seen.small, []);
    assert.deepEqual(seen.order, [...seen.order].sort((a, b) => a - b), "pictures come before controls");
    await t.shot(`page-phone-${width}`);
    // What goes wrong is said where one is, and not at the top of a long page.
    const above = await t.page.evaluate(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      location.hash = "v=1&seed=1&data=nowhere";
      return scrollY;
    });
    await until(t.page, "the alert is in view", () => {
      const { top, bottom } = document.querySelector("#alerts .notice")?.getBoundingClientRect() ?? { top: -1, bottom: 0 };
      return top >= 0 && bottom > 0 && bottom < innerHeight / 2;
    });
    assert.ok(above > 780, `scrolled by ${above} px`);
  }, { viewport: { width, height: 780 } });
}

browserTest("the theme can be chosen, and pictures follow", CPU, async (t) => {
  await opened(t);
  const ground = () => t.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await t.page.evaluate(() => {
    const select = document.querySelector("select[aria-label=Theme]");
    select.value = "dark";
    select.dispatchEvent(new Event("change"));
  });
  assert.notEqual(await ground(), light);
});

browserTest("a loss that cannot have the negatives that are there brings its own", ["chromium"], async (t) => {
  await opened(t, "", "#v=1&seed=3&data=moons&batch=16");
  await press(t.page, "Step");
  await atStep(t.page, 1);
  const choose = (name) => t.page.getByRole("combobox", { name: /^Loss/ }).selectOption(name);
  for (const [name, negatives] of [["triplet", "drawn"], ["nt-xent", "batch"], ["margin", "drawn"], ["supcon", "batch"]]) {
    await choose(name);
    await until(t.page, `${name} is what the link has`, (name) => document.querySelector(".progress").textContent.startsWith("Step 0 ") && (name === "nt-xent" ? !location.hash.includes("loss=") : location.hash.includes(`loss=${name}`)), name);
    await press(t.page, "Step");
    await atStep(t.page, 1);
    assert.equal(await t.page.evaluate(() => document.getElementById("alerts").textContent), "", `${name}, ${negatives}`);
  }
});

browserTest("what is pressed before the first run is there waits for it", ["chromium"], async (t) => {
  const late = async () => {
    await t.page.unrouteAll();
    await t.page.route("**/digits.csv", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await route.continue();
    });
    await t.open("about:blank");
    await t.page.goto(`${t.url}index.html?backend=cpu`, { waitUntil: "commit" });
    await until(t.page, "the settings are there", () => document.querySelector('#controls input[value="moons"]') !== null);
    assert.equal(await t.page.evaluate(() => document.querySelector("#data h2")?.textContent), "", "no run is there yet");
  };
  await late();
  await press(t.page, "Step");
  await atStep(t.page, 1);
  await late();
  await press(t.page, "Run");
  await until(t.page, "it runs", () => /^Step [1-9]/.test(document.querySelector(".progress").textContent));
  await late();
  await t.page.evaluate(() => document.querySelector('#controls input[value="moons"]').click());
  await until(t.page, "the moons are there", () => document.querySelector("#data h2")?.textContent === "Two moons");
  await t.page.waitForTimeout(3000);
  assert.match(await t.page.evaluate(() => document.querySelector("#data h2").textContent), /moons/, "and stay");
});

browserTest("a tab says which scene it shows", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons");
  await atStep(t.page, 0);
  await until(t.page, "the preset's title", () => /moons.* · Nearfar$/i.test(document.title));
  await t.page.evaluate(() => (location.hash = "lecture=geometric-mean"));
  await until(t.page, "the lecture's", () => document.title === "The geometric mean · Nearfar");
  await t.page.evaluate(() => (location.hash = "v=1&seed=1&data=moons&loss.temperature=0.123"));
  await until(t.page, "its own name where the settings are one's own", () => document.title === "Nearfar: see similarity being learned");
});

browserTest("formulas are set in the site's own font, in which signs grow", BOTH, async (t) => {
  await opened(t);
  await until(t.page, "the font is there", () => [...document.fonts].some(({ family, status }) => family.includes("STIX Two Math") && status === "loaded"));
  const { fonts, heights } = await t.page.evaluate(() => {
    const element = (tag, attributes, ...children) => {
      const made = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      made.append(...children);
      return made;
    };
    // The larger forms of a sign come from the font's MATH table.
    const heightOf = (sign, content, display) => {
      const mo = element("mo", { form: "prefix", stretchy: display ? "false" : "true" }, sign);
      const math = element("math", display ? { display } : {}, element("mrow", {}, mo, content));
      document.getElementById("formula").append(math);
      const { height } = mo.getBoundingClientRect();
      math.remove();
      return height;
    };
    const letter = () => element("mi", {}, "x");
    const tall = () => element("mspace", { height: "3em", depth: "3em" });
    return {
      fonts: [...document.fonts].length,
      heights: Object.fromEntries([..."({|\u2016"].map((sign) => [sign, heightOf(sign, tall()) / heightOf(sign, letter())]).concat([["sum", heightOf("∑", letter(), "block") / heightOf("∑", letter())]])),
    };
  });
  assert.equal(fonts, 1);
  for (const sign of ["(", "{", "|", "\u2016"]) assert.ok(heights[sign] > 3, `${sign} grows: ${heights[sign]}`);
  assert.ok(heights.sum > 1.2, `a sum of its own is larger than one in a line: ${heights.sum}`);
});

browserTest("on a phone what is said is not under anything", CPU, async (t) => {
  await opened(t);
  const foot = () => t.page.evaluate(() => document.getElementById("transport").getBoundingClientRect().top);
  const box = (selector) => t.page.evaluate((selector) => document.querySelector(selector).getBoundingClientRect().toJSON(), selector);
  await t.page.click(".take > summary");
  assert.ok((await box(".take .popover")).top >= (await box(".take > summary")).bottom, "the menu is below its button");
  await t.page.click(".take > summary");
  await press(t.page, "Help and keys");
  await until(t.page, "help is open", () => document.querySelector("dialog[open] kbd") !== null);
  assert.equal(await t.page.evaluate(() => document.querySelector("dialog[open]").scrollTop), 0, "and begins at its beginning");
  await t.page.keyboard.press("Escape");

  await until(t.page, "there are settings", () => document.querySelector('.knob[data-path="loss.temperature"]') !== null);
  await t.page.evaluate(() => document.querySelectorAll("#controls details").forEach((one) => (one.open = true)));
  const field = t.page.locator('.knob[data-path="loss.temperature"] input.value');
  const problem = '.knob[data-path="loss.temperature"] .problem';
  // Its end where the buttons begin: the sentence comes under them.
  const low = () => t.page.evaluate(() => scrollBy(0, document.querySelector('.knob[data-path="loss.temperature"] input.value').getBoundingClientRect().bottom - document.getElementById("transport").getBoundingClientRect().top));
  await low();
  await field.focus();
  assert.ok((await box('.knob[data-path="loss.temperature"] input.value')).bottom + 60 < await foot(), "the focus has room below");
  await field.fill("9000");
  await low();
  await t.page.keyboard.press("Enter");
  await until(t.page, "it is refused", (problem) => document.querySelector(problem).checkVisibility(), problem);
  assert.ok((await box(problem)).bottom <= await foot(), "what is wrong is seen");
  await enter(t.page, "loss.temperature", 0.25);
  await press(t.page, "Undo");
  await until(t.page, "what was undone is said", () => document.querySelector(".told").textContent.startsWith("Back to: temperature"));
  const told = await box(".told");
  assert.ok(told.height > 15 && told.width > 300 && told.top > 0 && Math.abs(told.bottom - await foot()) <= 2, JSON.stringify(told));
  await until(t.page, "for its few seconds", () => document.querySelector(".told").getBoundingClientRect().height === 0);
}, { viewport: { width: 360, height: 740 } });
