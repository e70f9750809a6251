// The languages: each file says everything, the page says nothing else, and another one keeps what is on the screen.
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { assert, browserTest } from "./harness.mjs";
import { atStep, press, sound, until } from "./pages.mjs";

const WWW = new URL("../../www/", import.meta.url);
const files = readdirSync(new URL("language/", WWW)).filter((file) => /^[a-z]{2}\.js$/.test(file));
/** What each language says, by its name; the titles of what the engine offers (`offered`) stand apart, English ones beside its code. */
const languages = Object.fromEntries(await Promise.all(files.map(async (file) => {
  const { offered, ...said } = await import(new URL(`language/${file}`, WWW));
  return [file.slice(0, 2), said];
})));
const { en, ...others } = languages;

/** Every entry, by its path. @returns {[string, unknown][]} */
const entries = (of, path = "") => (typeof of === "object" && of !== null ? Object.entries(of).flatMap(([key, value]) => entries(value, path && `${path}.${key}` || key)) : [[path, of]]);

for (const [name, said] of Object.entries(others)) {
  test(`${name}.js says all that en.js says`, () => {
    const shape = (of) => entries(of).map(([path, value]) => `${path}: ${typeof value}${typeof value === "function" ? ` of ${value.length}` : ""}`).sort();
    assert.deepEqual(shape(said), shape(en));
    assert.deepEqual(entries(said).filter(([, value]) => value === ""), []);
    // What is written on a button is part of its name.
    for (const { title, short } of Object.values(said.controls.lenses)) assert.ok(title.includes(short), `${title}: ${short}`);
    assert.match(readFileSync(new URL("language/language.js", WWW), "utf8"), new RegExp(`import\\("\\./${name}\\.js"\\)`));
  });
}

test("the modules of the page have no words of their own", () => {
  // The library's errors are English everywhere, and the examples are a developer's page.
  const apart = ["pkg", "lab", "build", "export", "public", "examples", "language"];
  const modules = readdirSync(WWW, { recursive: true }).filter((file) => file.endsWith(".js") && !apart.includes(file.split("/")[0]) && !["nearfar.js", "worker.js", "element.js", "dom.js"].includes(file));
  assert.ok(modules.length > 50);
  // What browsers call things, and a part of an error of the engine's.
  const known = ["Enter", "Escape", "Files", "Liberation Sans", "Liberation Serif", "Palatino Linotype", "Quotes", "Your text"];
  const found = modules.flatMap((file) => {
    const code = readFileSync(new URL(file, WWW), "utf8").replace(/\/\*[^]*?\*\/|(^|\s)\/\/.*/g, " ");
    return [...code.matchAll(/"([A-Z][a-z]+(?:[^A-Za-z"][^"\n]*)?)"|`([A-Z][a-z]+ [^`]*)`/g)].map(([, text, template]) => text ?? template).filter((text) => !known.includes(text)).map((text) => `${file}: ${text}`);
  });
  assert.deepEqual(found, []);
});

/** Whatever an entry is given: a number, a record, a way to colour a word (which says the word). */
const anything = new Proxy((...given) => given.at(-1) ?? "§", { get: (_, key) => (key === Symbol.toPrimitive ? () => "§" : key === Symbol.iterator ? undefined : anything) });

/** What an entry says, piece by piece; § stands for what depends on the run. @returns {string[]} */
const texts = (value) => [typeof value === "function" ? value(...Array.from({ length: value.length }, () => anything)) : value].flat().filter((one) => typeof one === "string");

/** What is said in English and nowhere in German, as patterns. */
const english = (() => {
  const german = entries(others.de).flatMap(([, value]) => texts(value));
  // Of a sentence that is all numbers and names too little is left: such a pattern would find German, too.
  const telling = (sentence) => !sentence.includes("§") || /^\p{L}{4}/u.test(sentence) || sentence.replace(/[^\p{L}]/gu, "").length > 12;
  return entries(en).filter(([path]) => !path.startsWith("scenes.")).flatMap(([, value]) => texts(value).map((one) => one.trim()))
    .filter((sentence) => /\p{L}{2}/u.test(sentence) && telling(sentence) && !german.some((said) => said.includes(sentence)))
    .map((sentence) => `^${sentence.split("§").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+")}$`);
})();

/** Every text and every name on the page that is one of those. */
const inEnglish = (page) => page.evaluate((patterns) => {
  const all = patterns.map((pattern) => new RegExp(pattern, "su"));
  const said = new Set([document.title]);
  for (const element of document.querySelectorAll("body, body *")) {
    // Controls are named by the engine.
    if (!element.getClientRects().length || element.closest(".knob")) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"]) said.add(element.getAttribute(name) ?? "");
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.add(node.textContent.trim());
  }
  return [...said].filter((text) => text && all.some((pattern) => pattern.test(text)));
}, english);

/** In that language, with a run that is measured. */
const language = (page, wanted) => until(page, `the page speaks ${wanted}`, (wanted) => document.documentElement.lang === wanted && [...document.querySelectorAll(".plot")].some((one) => /(Step|Schritt) \d+: .*\d/.test(one.getAttribute("aria-label"))), wanted);

/** In the header. */
const choose = (page, name, value) => page.locator("#tools").getByLabel(name, { exact: true }).selectOption(value);

browserTest("the address's language is spoken, and English nowhere", ["chromium"], async (t) => {
  assert.ok(english.length > 200, `${english.length} English sentences`);
  await t.open("index.html?backend=cpu");
  await language(t.page, "en");
  // What looks for English finds it.
  assert.ok((await inEnglish(t.page)).length > 60);
  for (const hash of ["", "#v=1&seed=1&data=letters&pretext=patch-location", "#v=1&seed=1&data=sentences&pretext=cbow", "#v=1&seed=1&task=metric&data=wine",
    "#v=1&seed=1&data=moons&vs=loss:clip", ...["inside", "slow", "byhand", "own", "labels", "theorem"].map((lens) => `#v=1&seed=1&lens=${lens}`)]) {
    // Anew: another hash alone would keep the page.
    await t.page.goto("about:blank");
    await t.open(`index.html?backend=cpu&lang=de${hash}`);
    await language(t.page, "de");
    const buttons = await t.page.locator("#transport button").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent));
    assert.deepEqual(buttons.slice(0, 4), ["Start", "Schritt", "Reset", "Neuer Seed"]);
    await press(t.page, "Schritt");
    await until(t.page, "a step is done", () => document.querySelector(".progress").textContent.startsWith("Schritt 1 von "));
    assert.deepEqual(await inEnglish(t.page), [], hash);
    assert.equal(await t.page.evaluate(() => document.getElementById("alerts").textContent), "", hash);
  }
  for (const name of ["Hilfe und Tasten", "Teilen"]) {
    await press(t.page, name);
    await t.page.locator("dialog[open]").waitFor();
    assert.deepEqual(await inEnglish(t.page), [], name);
    await t.page.keyboard.press("Escape");
  }
  await sound(t.page, "#header");
});

browserTest("another language keeps settings, lens and step", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu&autoplay=0#lens=inside");
  await language(t.page, "en");
  const field = t.page.locator('.knob[data-path="loss.temperature"] .value').first();
  await field.fill("0.3");
  await field.press("Enter");
  for (const step of [1, 2, 3]) {
    await press(t.page, "Step");
    await atStep(t.page, step);
  }
  const numbers = () => t.page.evaluate(() => [...document.querySelectorAll("#formula .numbers b")].map((one) => one.textContent));
  const before = await numbers();
  // The untrained run was given that temperature: nothing of it is lost, and nothing is asked.
  await choose(t.page, "Language", "de");
  await until(t.page, "the German page is at step 3", () => document.documentElement.lang === "de" && document.querySelector(".progress")?.textContent.startsWith("Schritt 3 von "));
  await until(t.page, "its result is the same", () => document.getElementById("status").textContent.includes("Bis Schritt 3 wiederholt: dasselbe Ergebnis wie vorher"));
  assert.deepEqual(await numbers(), before);
  assert.equal(await t.page.locator('.knob[data-path="loss.temperature"] .value').first().inputValue(), "0.3");
  assert.match(t.page.url(), /\?backend=cpu#.*loss\.temperature=0\.3.*&lens=inside/);
  // It is remembered, and the way back is the same.
  await t.page.reload();
  await until(t.page, "it is still German, and at step 3", () => document.documentElement.lang === "de" && document.querySelector(".progress")?.textContent.startsWith("Schritt 3 von "));
  await choose(t.page, "Sprache", "en");
  await language(t.page, "en");
  await atStep(t.page, 3);
});

browserTest("another language keeps what can be undone, and hidden answers", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=letters&pretext=rotation&batch=64");
  await language(t.page, "en");
  await press(t.page, "New seed");
  await until(t.page, "another seed", () => /seed=(?!1&)/.test(location.hash));
  await t.page.getByLabel("Hide answers").check();
  await choose(t.page, "Language", "de");
  await language(t.page, "de");
  assert.ok(await t.page.getByLabel("Antworten verbergen").isChecked());
  await t.page.getByRole("button", { name: "Antwort zeigen" }).waitFor();
  assert.equal(await t.page.getByRole("button", { name: "Wiederholen" }).getAttribute("aria-disabled"), "true");
  await press(t.page, "Rückgängig");
  await until(t.page, "the seed that was there in English", () => location.hash.includes("seed=1&") && document.querySelector(".told")?.textContent.startsWith("Zurück zu"));
  await press(t.page, "Wiederholen");
  await until(t.page, "and the other", () => /seed=(?!1&)/.test(location.hash));
  // It was handed over once.
  await t.page.reload();
  await language(t.page, "de");
  assert.equal(await t.page.getByRole("button", { name: "Rückgängig" }).getAttribute("aria-disabled"), "true");
  assert.ok(!(await t.page.getByLabel("Antworten verbergen").isChecked()));
});

browserTest("a loss that one has agreed to is trained on without another question", ["chromium"], async (t) => {
  const code = "fn row(statistics: Statistics) -> RowResult { return RowResult(-statistics.positive, vec4f(0.0, 0.0, 0.0, 0.0)); } fn negative(s: f32, scalars: vec4f) -> f32 { return 0.0; } fn positive(s: f32, scalars: vec4f) -> f32 { return -1.0; }";
  await t.open(`index.html?backend=cpu#v=1&seed=3&data=moons&loss=own&loss.code=${encodeURIComponent(code)}`);
  await t.page.getByRole("dialog").waitFor();
  await press(t.page, "Run it");
  await language(t.page, "en");
  await press(t.page, "Step");
  await atStep(t.page, 1);
  await choose(t.page, "Language", "de");
  await until(t.page, "the German page is at step 1", () => document.documentElement.lang === "de" && document.querySelector(".progress")?.textContent.startsWith("Schritt 1 von "));
  // Once: who opens the link again is asked.
  await t.page.reload();
  await t.page.getByRole("dialog").waitFor();
});

browserTest("what another language would lose is said before", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu");
  await language(t.page, "en");
  await press(t.page, "Step");
  await atStep(t.page, 1);
  const field = t.page.locator('.knob[data-path="loss.temperature"] .value').first();
  await field.fill("0.2");
  await field.press("Enter");
  await press(t.page, "Step");
  await atStep(t.page, 2);
  await choose(t.page, "Language", "de");
  await until(t.page, "it is said", () => document.querySelector("dialog[open]")?.textContent.includes("A setting was changed while this run trained."));
  await press(t.page, "Leave it as it is");
  await until(t.page, "nothing has changed", () => !document.querySelector("dialog") && document.documentElement.lang === "en" && document.querySelector('#tools [aria-label="Language"]').value === "en");
  await atStep(t.page, 2);
  await choose(t.page, "Language", "de");
  await press(t.page, "Change the language");
  await language(t.page, "de");
});

browserTest("where the browser keeps nothing, the address names the language", ["chromium"], async (t) => {
  await t.page.addInitScript(() => {
    for (const name of ["getItem", "setItem"]) Storage.prototype[name] = () => { throw new Error("nothing is kept"); };
  });
  await t.open("index.html?backend=cpu");
  await language(t.page, "en");
  await choose(t.page, "Language", "de");
  await language(t.page, "de");
  assert.equal(new URL(t.page.url()).searchParams.get("lang"), "de");
  await choose(t.page, "Sprache", "en");
  await language(t.page, "en");
});
