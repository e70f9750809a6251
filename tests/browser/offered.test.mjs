// What the engine offers and says, in the languages of the page: nothing is left out, nothing is left over, and no number changes.
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { reason } from "../../www/lab/reason.js";
import { offered } from "../../www/language/de.js";
import { nameOf, overlaid, speaker } from "../../www/language/overlay.js";
import { assert, BLANK, browserTest } from "./harness.mjs";
import { press, until } from "./pages.mjs";

const root = new URL("../../", import.meta.url);
const engine = await import(new URL("www/pkg/nearfar.js", root).href);
engine.initSync({ module: readFileSync(new URL("www/pkg/nearfar_bg.wasm", root)) });
const english = { ...engine.catalog(), presets: engine.presets() };

/** Strings that nobody reads as words. Any other field is taken for text, new ones too. */
const NO_WORDS = new Set(["id", "symbol", "scale", "tex", "form", "file", "target", "view", "code", "license", "own.loss"]);
/** What is called the same in German. */
const SAME = new Set(["XOR", "Iris", "Jitter", "NT-Xent", "InfoNCE", "Sigmoid", "Sigmoid (SigLIP)", "Triplet", "Margin", "Adam", "ReLU", "tanh", "GELU", "px", "°"]);

/** Every text of the catalog: [where, text]. */
function texts(value, where = []) {
  const field = where.at(-1);
  if (typeof value === "string") {
    const key = field === "name" && !("scale" in at(english, where.slice(0, -1)));
    return value === "" || key || NO_WORDS.has(field) || NO_WORDS.has(where.join(".")) ? [] : [[where, value]];
  }
  // Lists of plain strings are names, and so are the pairs of a start's values.
  if (Array.isArray(value)) return value.flatMap((one, i) => (typeof one === "object" && !Array.isArray(one) ? texts(one, [...where, i]) : []));
  return typeof value === "object" && value !== null && field !== "config" ? Object.entries(value).flatMap(([key, part]) => texts(part, [...where, key])) : [];
}
const at = (value, where) => where.reduce((part, key) => part[key], value);

/** [where, text] of every leaf of the overlay. */
const leaves = (value, where = []) => (typeof value === "string" ? [[where, value]] : Object.entries(value).flatMap(([key, part]) => leaves(part, [...where, key])));

const said = (where) => where.map((key, i) => (typeof key === "number" ? nameOf(at(english, where.slice(0, i + 1))) : key)).join(".");
const numbers = (text) => (text.match(/[½¼]|\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replace(/,(?=\d{3})/, "")).sort().join(" ");
/** Words of references that are not names. */
const words = (text) => (text.match(/(?<!\p{L})\p{Ll}{2,}/gu) ?? []).filter((word) => !["et", "al", "van", "den", "der"].includes(word));

test("every text of the catalog and of the presets is there in German, with its numbers", () => {
  const german = overlaid(english, offered);
  const found = texts(english);
  assert.ok(found.length > 500, `${found.length} texts`);
  for (const [where, text] of found) {
    const other = at(german, where);
    const reference = where.at(-1) === "cite" || text.includes("doi:");
    if (reference) assert.deepEqual(text.includes("doi:") ? [] : words(other).filter((word) => words(text).includes(word)), [], `${said(where)} has English words: ${other}`);
    else assert.ok(other !== text || SAME.has(text), `${said(where)} is English: ${text}`);
    assert.equal(numbers(other), numbers(text), `the numbers of ${said(where)}: ${other}`);
  }
  assert.deepEqual(german.presets.map(({ config }) => config), english.presets.map(({ config }) => config));
  assert.deepEqual(german.datasets.map(({ name }) => name), english.datasets.map(({ name }) => name));
});

test("a text that is missing stays English, and one whose number is wrong is found", () => {
  const without = structuredClone(offered);
  delete without.presets.bank.caption;
  const bank = (list) => list.find(({ id }) => id === "bank");
  assert.equal(bank(overlaid(english, without).presets).caption, bank(english.presets).caption);
  assert.notEqual(bank(overlaid(english, offered).presets).caption, bank(english.presets).caption);
  assert.notEqual(numbers("83.3 zu 88.3 %"), numbers("83.3 zu 88.2 %"));
  assert.notEqual(numbers("t = ½"), numbers("t = 0"));
});

test("the German overlay names nothing that is not there", () => {
  const { classes, sentences, ...overlay } = offered;
  const whole = JSON.stringify(overlaid(english, offered));
  for (const [where] of leaves(overlay)) {
    const without = structuredClone(offered);
    delete at(without, where.slice(0, -1))[where.at(-1)];
    assert.ok(JSON.stringify(overlaid(english, without)) !== whole, `${where.join(".")} changes nothing`);
  }
});

const AGENTS = ["Firefox/140 Windows", "Firefox/140 Linux", "Chrome/110", "Chrome/110 Edg/110", "Version/17 Safari/605", "another"];
const CAUSES = ["insecure", "no-api", "no-adapter", "adapter-late", "software", "refused", "device-late", "failed"];

/** All that the engine can say while it runs, but for errors. */
async function spoken() {
  const page = await engine.Engine.open("cpu");
  const all = [];
  const metric = async (objective) => {
    const run = await page.experiment({ task: "metric", data: { name: "moons" }, objective }, "");
    const report = run.metric();
    all.push(report.verdict.text, ...report.identities.map(({ text }) => text));
    return report;
  };
  for (const t of [0, 0.3, 0.5, 1]) await metric({ name: "geometric", t });
  const { lambdaStar: star } = await metric({ name: "naive", lambda: 0.05 });
  for (const objective of [{ lambda: star }, { lambda: 1.001 * star }, { lambda: 1 }, { lambda: 1, trace_cap: 1 }]) await metric({ name: "naive", ...objective });
  for (const name of ["patch-location", "rotation"]) all.push(...(await (await page.experiment({ data: { name: "letters" }, pretext: { name } }, "")).questions()).answers);

  const [{ code }, , { code: hard }] = english.own.starts;
  const body = (row, slope) => `fn row(statistics: Statistics) -> RowResult { return RowResult(${row}, vec4f(statistics.log_sum_0, 0.0, 0.0, 0.0)); }
    fn negative(s: f32, scalars: vec4f) -> f32 { return ${slope}; } fn positive(s: f32, scalars: vec4f) -> f32 { return 0.0; }`;
  for (const one of [code, code.replace("return exp(s - scalars.x);", "return 2.0 * exp(s - scalars.x);"), body("0.0", "0.0"), hard, body("statistics.log_sum_0", "exp(s - scalars.x)")]) {
    const { errors, gradient } = engine.check_loss(one, 0.5, 1, 1);
    assert.deepEqual(errors, []);
    all.push(gradient.text);
  }

  for (const adapter of [null, { description: "Some GPU", isFallback: false }, { description: "SwiftShader", isFallback: true }, { description: "", isFallback: true }]) {
    for (const cause of ["chosen", "found"]) all.push(reason({ backend: "webgpu", adapter, cause, detail: "" }, ""));
    for (const cause of ["chosen", ...CAUSES]) for (const agent of AGENTS) for (const detail of cause === "insecure" || cause === "no-adapter" ? ["", "10"] : ["10"]) all.push(reason({ backend: "cpu", adapter, cause, detail }, agent));
  }
  return new Set(all);
}

test("what the engine says of a run, of a loss and of itself is there in German, with its numbers", async () => {
  const all = await spoken();
  const german = speaker(offered.sentences);
  /** Formulas are the same. */
  const formula = (text) => /^[0-9]+°$|^\S* ?#|^\(X #|^X #/.test(text);
  for (const text of all) {
    const other = german(text);
    assert.ok(other !== text || formula(text), `English: ${text}`);
    assert.doesNotMatch(other, /\{|(?<!\p{L})(the|and|is|of|it|on)(?!\p{L})/u, text);
    assert.equal(numbers(other), numbers(text), other);
  }
  for (const template of Object.keys(offered.sentences)) {
    const { [template]: one, ...rest } = offered.sentences;
    const less = speaker(rest);
    assert.ok([...all].some((text) => less(text) !== german(text)), `nothing says: ${template}`);
  }
  assert.equal(german("Something else."), "Something else.");
});

test("classes with words for names have German ones", async () => {
  const page = await engine.Engine.open("cpu");
  const shipped = english.datasets.filter(({ form, config }) => config.data.hash === undefined && form !== "latent");
  const named = {};
  for (const { name, file } of shipped) {
    const run = await page.experiment({ data: { name } }, file ? readFileSync(new URL(`www/public/${file}`, root), "utf8") : "");
    const { classNames } = run.info();
    if (name !== "iris" && classNames.some((one) => /[a-z]{2}/.test(one)) && classNames.length > 1) named[name] = [...classNames].sort();
  }
  assert.deepEqual(named, Object.fromEntries(Object.entries(offered.classes).map(([name, classes]) => [name, Object.keys(classes).sort()])));
});

browserTest("?lang=de: scenes, controls and what the engine says are German; nearfar.js and links are as they were", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu&lang=de&preset=naive-collapse");
  const { presets, metric } = offered;
  await until(t.page, "the scene's words are there", (caption) => document.querySelector(".caption")?.textContent === caption, presets["naive-collapse"].caption.replaceAll("_", ""));
  await until(t.page, "the verdict is there", () => document.querySelector("#verdict .about")?.textContent.startsWith("λ = 0.05 liegt unter λ* = "));
  await until(t.page, "the link is as in English", () => location.hash.includes("objective=naive"));
  const german = await t.page.evaluate(() => ({ groups: [...document.querySelectorAll("#preset optgroup")].map(({ label }) => label), option: document.querySelector("#preset option:checked").textContent,
    knob: document.querySelector('.knob[data-path="objective.lambda"] .help').textContent }));
  assert.ok(german.groups.includes("Metriklernen") && !german.groups.includes("Metric learning"), german.groups.join(", "));
  assert.match(german.option, /Das naive Ziel fällt zusammen$/);
  assert.ok(german.knob.startsWith(metric.objectives.naive.knobs.lambda.help), german.knob);
  await t.open("index.html?backend=cpu&lang=de#v=1&seed=1&data=letters&pretext=patch-location&steps=10");
  await until(t.page, "the answers are there", () => document.querySelector(".compass li")?.title.startsWith("links oben"));
  await t.open("index.html?backend=cpu&lang=de#v=1&seed=1&data=breast-cancer&steps=10");
  await until(t.page, "the classes are there", () => /gutartig/.test(document.body.textContent) && /bösartig/.test(document.body.textContent));
  assert.match(await t.page.evaluate(() => document.querySelector(".badge .popover p").textContent), /^Rechnet auf der CPU, wie gewählt/);
  await t.open(BLANK);
  const api = await t.page.evaluate(async (module) => {
    const { catalog, presets } = await import(module);
    return [catalog.datasets[1].title, presets[0].title];
  }, `${t.url}nearfar.js?lang=de`);
  assert.deepEqual(api, [english.datasets[1].title, english.presets[0].title]);
});

browserTest("German captions are longer, and the pictures beside them as large as with English ones", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1440, height: 900 });
  for (const id of ["order-holds", "debiased-loses"]) {
    const sizes = {};
    for (const language of ["en", "de"]) {
      await t.open(`index.html?backend=cpu&lang=${language}&preset=${id}`);
      await until(t.page, "the caption is there", () => document.querySelector("#formula .caption")?.textContent.length > 100 && document.querySelector("#formula .symbols math"));
      await until(t.page, "the embedding is drawn", () => document.querySelector("#embedding canvas")?.width > 300);
      await t.page.waitForTimeout(700); // formula and caption are fitted to one another, and then the pictures to both
      sizes[language] = await t.page.evaluate(() => document.querySelector("#embedding .stage").clientWidth);
    }
    assert.ok(sizes.de >= 0.95 * sizes.en, `${id}: ${sizes.de} px, in English ${sizes.en}`);
  }
});
