// A loss of one's own in the page: written, judged, trained with, sent, and not run for a stranger without asking.
import { assert, browserTest } from "./harness.mjs";
import { EVERYWHERE, openLab } from "./lab.mjs";
import { atStep, press, sound, until } from "./pages.mjs";

const HASH = "#v=1&seed=1&data=moons&batch=16&steps=30&encoder.dim=3&lens=own";
const says = (page, text) => until(page, `the verdict says ${text}`, (text) => document.querySelector(".own-verdict")?.textContent.includes(text), text);
const opened = async (t, hash = HASH) => {
  await t.open(`index.html?backend=cpu${hash}`);
  await says(t.page, "are the slopes of row");
};
const editor = (page) => page.getByRole("textbox", { name: "The loss, in WGSL" });
/** Replaces a part of the text, as a person who types would. */
const edit = async (page, from, to) => {
  const text = await editor(page).inputValue();
  assert.ok(text.includes(from));
  await editor(page).fill(text.replace(from, to));
};
/** What the chart reads, once it has something to read. */
const lossOf = async (page) => {
  const read = () => Number(document.querySelector("#curves .chart .readout b")?.textContent);
  await until(page, "there is a loss", () => Number(document.querySelector("#curves .chart .readout b")?.textContent) > 0);
  return page.evaluate(read);
};

for (const { browser, backend } of EVERYWHERE) {
  browserTest(`a text trains as the loss that it says, on ${backend}`, [browser], async (t) => {
    await openLab(t, { backend });
    const found = await t.page.evaluate(async () => {
      const { own } = nearfar.catalog;
      const train = async (loss) => {
        const run = await lab.experiment({ data: { name: "moons" }, batch: 16, encoder: { dim: 3 }, loss });
        const losses = [...(await run.step(20))];
        run.dispose();
        return losses;
      };
      const text = await train({ name: own.loss, code: own.starts[0].code.replace("log_total -", "1.0 * log_total -") });
      return { text, plain: await train({ name: "nt-xent" }), checks: own.starts.map(({ code, values }) => nearfar.checkLoss(code, Object.fromEntries(values))) };
    });
    found.text.forEach((loss, step) => assert.ok(Math.abs(loss - found.plain[step]) <= 1e-4 * Math.abs(loss), `step ${step + 1}: ${loss}, ${found.plain[step]}`));
    for (const check of found.checks) assert.ok(check.ok && check.errors.length === 0 && check.gradient.slopes > 100, JSON.stringify(check));
  });
}

browserTest("checkLoss says what is wrong, and where", ["chromium"], async (t) => {
  await openLab(t, { backend: "cpu" });
  const found = await t.page.evaluate(() => {
    const { code } = nearfar.catalog.own.starts[0];
    const refusal = (call) => {
      try {
        call();
        return null;
      } catch ({ name, message }) {
        return `${name}: ${message}`;
      }
    };
    return { broken: nearfar.checkLoss(code.replace("let top", "var top")), wrong: nearfar.checkLoss(code.replace("exp(s - scalars.x);", "2.0 * exp(s - scalars.x);")),
      refusals: [refusal(() => nearfar.checkLoss(7)), refusal(() => nearfar.checkLoss(code, { tau: 1 })), refusal(() => nearfar.checkLoss(code, { temperature: 0 }))] };
  });
  assert.deepEqual(found.broken, { ok: false, errors: [{ line: 5, column: 3, message: "var is not part of this language: nothing changes here; write let." }], gradient: null });
  assert.equal(found.wrong.ok, false);
  assert.equal(found.wrong.gradient.place, "negative");
  assert.ok(Math.abs(found.wrong.gradient.given / found.wrong.gradient.expected - 2) < 1e-4);
  assert.match(found.refusals[0], /^InputError: code is 7/);
  assert.match(found.refusals[1], /^InputError: .*"?tau"?/);
  assert.match(found.refusals[2], /^InputError: temperature is 0; it must be above 0\./);
});

browserTest("written, judged, trained with, and sent", ["chromium"], async (t) => {
  await opened(t);
  await edit(t.page, "let top", "var top");
  await says(t.page, "Line 5, column 3 var is not part of this language");
  assert.ok(await t.page.evaluate(() => document.querySelector(".lines .wrong").textContent.trim() === "5" && document.querySelector(".turns .primary").disabled));
  await t.page.getByRole("button", { name: "Line 5, column 3" }).click();
  assert.equal(await editor(t.page).evaluate((area) => area.value.slice(area.selectionStart, area.selectionStart + 3)), "var");
  await edit(t.page, "var top", "let top");
  await edit(t.page, "return exp(s - scalars.x);", "return 0.5 * exp(s - scalars.x);");
  await says(t.page, "negative is not the slope of row");
  // A loss whose slopes are wrong can be tried all the same.
  await editor(t.page).press("Control+Enter");
  await until(t.page, "it is trained with", () => document.querySelector(".turns .primary").textContent === "This is what is trained" && document.querySelector("#controls select[id] option:checked") && location.hash.includes("loss.code="));
  await press(t.page, "Step");
  await atStep(t.page, 1);
  const wrong = await lossOf(t.page);
  assert.ok(wrong > 0);
  // Live: the run goes on.
  await edit(t.page, "return 0.5 * exp(s - scalars.x);", "return exp(s - scalars.x);");
  await says(t.page, "are the slopes of row");
  await t.page.getByRole("button", { name: "Train on with it" }).click();
  await press(t.page, "Step");
  await atStep(t.page, 2);
  // By link: whoever gets it is asked, and gets the same text.
  await edit(t.page, "// loss =", "// <img src=x onerror=alert(1)> loss =");
  await t.page.getByRole("button", { name: "Train on with it" }).click();
  await until(t.page, "the link has it", () => location.hash.includes("onerror"));
  const [hash, code] = [await t.page.evaluate(() => location.hash), await editor(t.page).inputValue()];
  await t.open("index.html?backend=cpu");
  await t.page.evaluate((hash) => (location.hash = hash), hash);
  await t.page.getByRole("dialog").waitFor();
  assert.equal(await t.page.evaluate(() => document.querySelector(".stranger").textContent), code);
  assert.equal(await t.page.evaluate(() => document.querySelectorAll(".stranger *").length), 0, "text, not markup");
  await press(t.page, "Run it");
  await until(t.page, "it is in the editor, and what is trained", (code) => document.querySelector(".own textarea")?.value === code && document.querySelector(".turns .primary").textContent === "This is what is trained", code);
});

browserTest("a stranger's loss is not run without an answer, nor after a no", ["chromium"], async (t) => {
  const code = "fn row(statistics: Statistics) -> RowResult { return RowResult(-statistics.positive, vec4f(0.0, 0.0, 0.0, 0.0)); } fn negative(s: f32, scalars: vec4f) -> f32 { return 0.0; } fn positive(s: f32, scalars: vec4f) -> f32 { return -1.0; }";
  await t.open(`index.html?backend=cpu#v=1&seed=3&data=moons&loss=own&loss.code=${encodeURIComponent(code)}`);
  await t.page.getByRole("dialog").waitFor();
  assert.ok(await t.page.evaluate(() => document.activeElement.textContent === "Run it" && !document.querySelector("#controls select")), "nothing runs yet");
  await t.page.keyboard.press("Escape");
  await until(t.page, "the default stands there", () => document.querySelector(".progress")?.textContent.startsWith("Step 0") && document.querySelector("#status").textContent.includes("is not run"));
  await until(t.page, "and in the address", () => !location.hash.includes("code"));
  await until(t.page, "the digits are there", () => document.querySelector("#data h2").textContent === "Handwritten digits");
  // What cannot be read is no question.
  await t.page.evaluate(() => (location.hash = "#v=1&seed=3&loss=own&loss.code=fn%20row"));
  await until(t.page, "the link is refused", () => document.querySelector("#alerts").textContent.includes("loss.code cannot be read. Line 1"));
});

browserTest("from each text to begin with", ["chromium"], async (t) => {
  await opened(t);
  const starts = await t.page.evaluate(async () => (await import("./nearfar.js")).catalog.own.starts.map(({ title }) => title));
  for (const title of starts.slice(1)) {
    await t.page.getByLabel("Start from").selectOption(title);
    await says(t.page, "are the slopes of row");
    await t.page.locator(".turns .primary").click();
    await until(t.page, `${title} is trained with`, () => document.querySelector(".turns .primary").textContent === "This is what is trained" && document.querySelector(".progress")?.textContent.startsWith("Step 0"));
    await press(t.page, "Step");
    await atStep(t.page, 1);
    assert.ok((await lossOf(t.page)) > 0);
  }
});

for (const [width, height, colorScheme] of [[1440, 900, "light"], [1440, 900, "dark"], [360, 780, "light"]]) {
  browserTest(`your own loss at ${width} px, ${colorScheme}: accessible, nothing sticks out`, ["chromium"], async (t) => {
    await opened(t);
    await edit(t.page, "let top", "var top");
    await says(t.page, "Line 5");
    const { down } = await sound(t.page, "#lens");
    if (width === 1440) assert.ok(down <= 0, `${down} px too tall`);
    await t.shot(`own-${width}-${colorScheme}`);
  }, { viewport: { width, height }, colorScheme });
}
