// The lecture: every scene by key and by link, symbols that are live, questions that are answered, notes in a window of their own.
import { assert, browserTest } from "./harness.mjs";
import { press, sound, until } from "./pages.mjs";

const title = (page, words) => until(page, `the scene "${words}" is on`, (wanted) => document.querySelector("#lecture h2")?.textContent === wanted, words);
const state = (page) => page.evaluate(() => document.querySelector(".question-said .state").textContent);

browserTest("through all scenes by Page Down, and each has what it needs", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1440, height: 900 });
  await t.open("index.html?backend=cpu#lecture=near-and-far");
  await title(t.page, "Near and far");
  const scenes = await t.page.evaluate(() => [...document.querySelectorAll(".lecture-bar option")].map(({ value, textContent }) => [value, textContent.replace(/^\d+ +/, "")]));
  assert.equal(scenes.length, 14);
  for (const [id, name] of scenes) {
    await title(t.page, name);
    await until(t.page, `the link of ${id}`, (wanted) => location.hash.includes(`lecture=${wanted}`), id);
    const found = await t.page.evaluate(() => ({ math: document.querySelectorAll("#lecture .symbols math").length, knobs: document.querySelectorAll("#lecture .knob").length,
      said: document.querySelector(".question-said").textContent, over: document.documentElement.scrollHeight - innerHeight, alert: document.getElementById("alerts").textContent }));
    assert.equal(found.math, 1, id);
    assert.ok(found.knobs > 0 || id === "theorem", `${id} has ${found.knobs} knobs`);
    assert.doesNotMatch(found.said, /NaN|undefined|\{\d\}/, id);
    assert.equal(found.alert, "", id);
    assert.ok(found.over <= 0, `${id} is ${found.over} px too high for one screen`);
    await t.page.keyboard.press("PageDown");
  }
  await press(t.page, "Leave the lecture");
  await until(t.page, "the page is as it was", () => document.getElementById("lecture").hidden && !location.hash.includes("lecture"));
});

browserTest("a symbol lights up what it means, and its number follows the knob", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1440, height: 900 });
  await t.open("index.html?backend=cpu#lecture=geometric-mean");
  await title(t.page, "The geometric mean");
  assert.match(await state(t.page), /^Not yet h = /);
  await t.page.locator('#lecture [data-live="similar_part"]').first().focus();
  await until(t.page, "similar pairs are lit", () => document.getElementById("main").dataset.lit === "similar" && document.querySelector(".symbol-said").textContent.startsWith("What similar pairs cost"));
  await t.shot("lecture-lit");
  // What is said of a symbol is laid over the question, and goes with the pointer and the focus.
  const question = () => t.page.evaluate(() => document.querySelector(".question-said").getBoundingClientRect().top);
  const place = await question();
  await t.page.locator('#lecture .symbols [data-live="dissimilar_part"]').first().hover();
  await until(t.page, "the pointer's symbol comes first", () => document.querySelector(".symbol-said").textContent.startsWith("What dissimilar pairs cost"));
  await t.page.mouse.move(0, 0);
  await until(t.page, "then that with the focus", () => document.querySelector(".symbol-said").textContent.startsWith("What similar pairs cost"));
  await t.page.evaluate(() => document.activeElement.blur());
  await until(t.page, "then none", () => document.querySelector(".symbol-said").textContent === "" && document.getElementById("main").dataset.lit === "");
  assert.equal(await question(), place);
  const field = t.page.locator('#lecture .knob[data-path="objective.t"] .value');
  await field.fill("0.5");
  await field.press("Enter");
  await until(t.page, "the question is answered", () => document.querySelector(".question-said.answered .state")?.textContent.startsWith("✓ Answered"));
  await until(t.page, "the number in the formula follows", () => [...document.querySelectorAll('#lecture .figures [data-live="objective.t"]')].some((one) => one.textContent === "0.5"));
  // The link holds scene and state, and brings both back.
  await until(t.page, "the link has both", () => !location.hash.includes("objective.t=") && location.hash.includes("objective.rate") && location.hash.includes("lecture=geometric-mean"));
  await t.page.reload();
  await title(t.page, "The geometric mean");
  await until(t.page, "t is as it was", () => document.querySelector('#lecture .knob[data-path="objective.t"] .value')?.value === "0.5");
});

browserTest("the naive objective's question asks for both ends", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#lecture=naive");
  await title(t.page, "The naive objective fails");
  await press(t.page, "Step");
  await until(t.page, "one end is seen", () => document.querySelector(".question-said .state").textContent.includes("1 of 2"));
  const field = t.page.locator('#lecture .knob[data-path="objective.lambda"] .value');
  await field.fill("1");
  await field.press("Enter");
  // What has not been run has not been seen.
  await t.page.waitForTimeout(800);
  assert.match(await state(t.page), /1 of 2/);
  // A digit is a scene of the page's, and here no key at all.
  await t.page.locator("#lecture h2").focus();
  await t.page.keyboard.press("3");
  await press(t.page, "Step");
  await until(t.page, "both are", () => document.querySelector(".question-said.answered") !== null);
});

browserTest("a formula in numbers has all of them, in the colours of its symbols", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#lecture=contrastive-loss");
  for (const [scene, symbol, times, value] of [["contrastive-loss", "loss.temperature", 3, "0.5"], ["contrastive-loss", "count", 1, "127"], ["false-negatives", "loss.tau_plus", 2, "0.1"], ["false-negatives", "count", 2, "126"],
    ["hard-negatives", "loss.beta", 2, "0.5"], ["memory", "negatives.momentum", 2, "0.98"]]) {
    await t.page.evaluate((scene) => (location.hash = `lecture=${scene}`), scene);
    await until(t.page, `${symbol} is a number in ${scene}`, ([scene, symbol]) => document.querySelector(`main[data-lecture="${scene}"] #lecture .figures mn[data-live="${symbol}"]`) !== null, [scene, symbol]);
    assert.deepEqual(await t.page.evaluate((symbol) => [...document.querySelectorAll(`#lecture .figures [data-live="${symbol}"]`)].map((one) => one.textContent), symbol), Array(times).fill(value), `${scene}: ${symbol}`);
  }
  // What stands more than once is known to the build as live wherever it stands, and keeps its colour.
  const { mathTree } = await import("../../www/build/formulas.js");
  const { SCENES } = await import("../../www/lecture/scenes.js");
  const COLORS = { anchor: "anchor", positive: "positive", negatives: "negative", count: "negative", similar: "positive", similar_part: "positive", dissimilar: "negative", dissimilar_part: "negative", metric: "metric" };
  const parts = ({ attributes, children }) => [attributes, ...children.filter((child) => typeof child !== "string").flatMap(parts)];
  for (const { id, tex } of SCENES) for (const one of parts(mathTree(tex))) if (one["data-live"] in COLORS) assert.equal(one.class, COLORS[one["data-live"]], `${id}: ${one["data-live"]}`);
});

browserTest("what is worth knowing lies over the slide's foot, and moves nothing", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1280, height: 720 });
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16&steps=3&lecture=contrastive-loss");
  await title(t.page, "The contrastive loss");
  await until(t.page, "it can be run", () => document.querySelector(".progress")?.textContent.startsWith("Step 0 ") && document.querySelector("#lecture .knob") !== null);
  const place = () => t.page.evaluate(() => ["lecture-bar", "transport .primary", "embedding .stage", "curves"].map((one) => Math.round(document.querySelector(one === "lecture-bar" ? ".lecture-bar" : `#${one}`).getBoundingClientRect().top)));
  const before = await place();
  await press(t.page, "Run");
  await until(t.page, "it has stopped", () => /Stopped after 3 steps/.test(document.getElementById("status").textContent));
  assert.deepEqual(await place(), before);
  const free = await t.page.evaluate(() => {
    const over = document.querySelector("#status .notice").getBoundingClientRect();
    const under = [...document.querySelectorAll("#transport *, #curves *")].filter((one) => one.getBoundingClientRect().bottom > over.top + 1);
    return { bottom: innerHeight - over.bottom, under: under.map((one) => one.outerHTML.slice(0, 60)) };
  });
  assert.deepEqual(free, { bottom: 0, under: [] });
  await sound(t.page, "#lecture");
});

browserTest("opened by its button, the lecture has the focus; a symbol's ring is whole", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1280, height: 720 });
  await t.open("index.html?backend=cpu");
  await t.page.getByRole("button", { name: "Lecture", exact: true }).click();
  await title(t.page, "Near and far");
  await until(t.page, "it has the focus", () => document.activeElement?.id === "lecture");
  await t.page.keyboard.press("PageDown");
  await title(t.page, "Weak supervision");
  assert.equal(await t.page.evaluate(() => document.querySelector("button:focus-visible")), null);
  // The ring is 2 px wide and 1 px away.
  for (const scene of ["naive", "false-negatives", "contrastive-loss"]) {
    await t.page.evaluate((scene) => (location.hash = `lecture=${scene}`), scene);
    await until(t.page, `${scene} is on`, (scene) => document.querySelector(`main[data-lecture="${scene}"] #lecture .knob`) !== null, scene);
    const cut = await t.page.evaluate(() => [...document.querySelectorAll("#lecture .symbols .live")].filter((one) => {
      const [box, part] = [one.closest(".symbols"), one].map((element) => element.getBoundingClientRect());
      return part.top - 3 < box.top || part.bottom + 3 > box.bottom;
    }).map((one) => one.getAttribute("data-live")));
    assert.deepEqual(cut, [], scene);
  }
});

browserTest("the presenter's notes follow, and turn the page", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#lecture=words");
  await title(t.page, "Pretext: words by their company");
  const notes = await t.page.context().newPage();
  await notes.goto(new URL("www/notes.html", t.page.url()).href);
  await until(notes, "the notes are there", () => document.getElementById("title").textContent === "Pretext: words by their company");
  await notes.getByRole("button", { name: "Next →" }).click();
  await title(t.page, "How much does it save?");
  await until(notes, "they follow", () => document.getElementById("title").textContent === "How much does it save?" && document.getElementById("place").textContent === "Scene 9 of 14");
  await notes.close();
});

browserTest("a scene that is none is named", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&lecture=nowhere");
  await until(t.page, "the alert names them", () => /lecture is "nowhere"; it must be one of near-and-far, weak-supervision/.test(document.getElementById("alerts").textContent));
});

browserTest("nothing is run out of sight in the theorem's scene", ["chromium"], async (t) => {
  const running = () => t.page.evaluate(() => document.getElementById("transport").checkVisibility());
  await t.open("index.html?backend=cpu#lecture=theorem");
  await title(t.page, "How much does it save?");
  await until(t.page, "slopes are fitted", () => /−0\.\d\d/.test(document.querySelector(".slopes")?.textContent ?? ""));
  assert.equal(await running(), false);
  // The plot is whole on a small projector's slide, and its legend has the dashes of its lines.
  await t.page.setViewportSize({ width: 1280, height: 720 });
  await until(t.page, "the axis is on the slide", () => document.querySelector(".risks .u-wrap").getBoundingClientRect().bottom <= document.getElementById("lens").getBoundingClientRect().bottom);
  const keys = await t.page.evaluate(() => [...document.querySelectorAll(".risks .stroke path")].map((one) => [one.getAttribute("stroke"), one.getAttribute("stroke-dasharray")].join(": ")));
  assert.equal(new Set(keys).size, 5, `${keys}`);
  assert.ok(keys.filter((key) => /\d \d/.test(key)).length >= 4, `${keys}`);
  for (const key of ["Space", "."]) await t.page.keyboard.press(key);
  await t.page.keyboard.press("PageDown");
  await until(t.page, "the next scene, untrained, can be run", () => document.querySelector(".progress")?.textContent.startsWith("Step 0 ") && document.getElementById("transport").checkVisibility());
  await t.page.keyboard.press(".");
  await until(t.page, "by its key", () => document.querySelector(".progress").textContent.startsWith("Step 1 "));
});

browserTest("a metric's two pictures begin at one height, its curves at the left one's edge, and what can be measured is read to the end", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1280, height: 720 });
  for (const scene of ["weak-supervision", "metric-learning", "naive", "geometric-mean"]) {
    await t.open(`index.html?backend=cpu#lecture=${scene}`);
    await until(t.page, "the charts are there", (wanted) => document.querySelector(`main[data-lecture="${wanted}"] #metric-curves .about`)?.checkVisibility() && document.querySelector("#lecture .knob") !== null, scene);
    const found = await t.page.evaluate(() => {
      const box = (selector) => document.querySelector(selector).getBoundingClientRect();
      const about = document.querySelector("#metric-curves .about");
      about.scrollTop = about.scrollHeight;
      const range = document.createRange();
      range.selectNodeContents(about);
      const end = [...range.getClientRects()].at(-1).bottom;
      return { tops: [box("#plane .stage").top, box("#image .stage").top], lefts: [box("#metric-curves").left, box("#plane .stage").left], end: Math.round(end - box("#metric-curves").bottom), beside: box("#metric-curves").left - box("#lecture").right };
    });
    assert.equal(found.tops[0], found.tops[1], scene);
    assert.equal(found.lefts[0], found.lefts[1], scene);
    assert.ok(found.end <= 0, `${scene}: the last line is ${found.end} px below what is seen`);
    assert.ok(found.beside < 40, `${scene}: ${found.beside} px are empty beside the text`);
    await sound(t.page, "#lecture");
  }
});

browserTest("on a phone what Run does is seen under a scene's words, and the buttons stay at the foot", ["chromium"], async (t) => {
  for (const [scene, name, [result, data]] of [["hard-negatives", "Hard negatives", ["embedding", "data"]], ["naive", "The naive objective fails", ["image", "plane"]]]) {
    await t.open(`index.html?backend=cpu#lecture=${scene}`);
    await title(t.page, name);
    await until(t.page, "its pictures are there", (id) => document.querySelector(`#${id} canvas`)?.getClientRects().length, result);
    const seen = (id) => t.page.evaluate((id) => document.getElementById(id).getBoundingClientRect().toJSON(), id);
    const [words, first, second] = await Promise.all(["lecture", result, data].map(seen));
    assert.ok(words.bottom <= first.top && first.top - words.bottom < 40 && first.bottom <= second.top, JSON.stringify({ words, first, second }));
    for (const id of ["lecture", result, data]) {
      await t.page.evaluate((id) => document.getElementById(id).scrollIntoView(), id);
      assert.ok(Math.abs((await seen("transport")).bottom - 740) <= 1, `${scene}: the buttons stand at the foot under ${id}`);
    }
    await t.page.evaluate((id) => document.getElementById(id).scrollIntoView({ block: "start" }), result);
    assert.ok(await t.page.evaluate((id) => document.querySelector(`#${id} canvas`).getBoundingClientRect().bottom <= document.getElementById("transport").getBoundingClientRect().top, result), "the picture is clear of them");
    await press(t.page, "Step");
    const bar = await t.page.evaluate(() => ({ height: document.getElementById("header").offsetHeight, undo: document.querySelectorAll(".header .travel")[1].checkVisibility() }));
    assert.ok(bar.height < 64 && bar.undo, JSON.stringify(bar));
  }
  const large = () => t.page.evaluate(() => document.documentElement.classList.contains("large-type"));
  assert.equal(await large(), false);
  await press(t.page, "Large type");
  assert.equal(await large(), true);
  await t.page.reload();
  await title(t.page, "The naive objective fails");
  assert.equal(await large(), true, "it was chosen");
}, { viewport: { width: 360, height: 740 } });

for (const [width, height, scheme] of [[1440, 900, "light"], [1024, 768, "dark"], [360, 760, "light"]]) {
  browserTest(`the lecture at ${width} px, ${scheme}: accessible, nothing sticks out`, ["chromium"], async (t) => {
    await t.page.emulateMedia({ colorScheme: scheme });
    await t.page.setViewportSize({ width, height });
    for (const scene of ["weak-supervision", "patches", "theorem", "contrastive-loss"]) {
      await t.open(`index.html?backend=cpu#lecture=${scene}`);
      await until(t.page, "the scene is on", () => document.querySelector(".question-said .state")?.textContent.length > 8);
      await sound(t.page, "#lecture");
    }
    await t.shot(`lecture-${width}`);
  });
}

browserTest("in German, by the address and by choice, on the same link", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu&lang=de#lecture=naive");
  await title(t.page, "Das naive Ziel scheitert");
  assert.equal(await t.page.evaluate(() => document.documentElement.lang), "de");
  await t.page.getByLabel("Sprache", { exact: true }).selectOption("en");
  await title(t.page, "The naive objective fails");
  // The words within formulas are translated, all of them.
  const { SCENES } = await import("../../www/lecture/scenes.js");
  const within = new Set(SCENES.flatMap(({ tex }) => [...tex.matchAll(/\\text\{([^}]*)\}/g)].map(([, word]) => word.trim())));
  // Both files have the same scenes, each with the same symbols and numbers.
  const [en, de] = await Promise.all(["en", "de"].map((one) => import(`../../www/language/${one}.js`)));
  assert.deepEqual(Object.keys(de.lecture).sort(), Object.keys(en.lecture).sort());
  assert.deepEqual(Object.keys(de.lecture.inFormulas).sort(), [...within].sort());
  for (const [id, scene] of Object.entries(en.scenes)) {
    const other = de.scenes[id];
    assert.deepEqual(Object.keys(other).sort(), Object.keys(scene).sort(), id);
    assert.deepEqual(Object.keys(other.symbols ?? {}).sort(), Object.keys(scene.symbols ?? {}).sort(), id);
    assert.deepEqual(other.state.match(/\{\d\}/g).sort(), scene.state.match(/\{\d\}/g).sort(), id);
    assert.equal(other.text.length, scene.text.length, id);
  }
});
