// A whole run in one file: saved, dropped on another page, and gone on with as if it had never stopped.
import { readFileSync } from "node:fs";
import { assert, browserTest } from "./harness.mjs";
import { atStep, enter, press, sound, until } from "./pages.mjs";

const CPU = ["chromium"];
const rows = (count, row) => Array.from({ length: count }, (_, i) => row(i)).join("\n");
const PAYLOAD = "<img src=x onerror=alert(1)>";
const FLOWERS = `length,${PAYLOAD},species\n${rows(30, (i) => `${1 + (i % 3) + i / 100},${2 - (i % 3) / 2},<b>kind ${i % 3}</b>`)}\n`;
const golden = (name) => readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8");

/** The losses of the golden files' runs: five steps that they have, and three that follow. */
const GOLDEN = {
  "run-v1.nearfar.json": [2.0706963539123535, 2.847295045852661, 2.2910337448120117, 1.6377153396606445, 1.3455939292907715, 1.9320729970932007, 1.392202615737915, 1.6088106632232666],
  "run-metric-v1.nearfar.json": [68.18152618408203, 58.72970962524414, 58.13855743408203, 58.08268737792969, 58.05392074584961, 58.047508239746094, 58.046329498291016, 58.04359436035156],
};

/** What a choice of the Export menu downloads. */
async function saved(page, choice) {
  await page.evaluate(() => (document.querySelector(".take").open = true));
  const [download] = await Promise.all([page.waitForEvent("download"), page.evaluate((choice) => [...document.querySelectorAll(".take button")].find((button) => button.firstChild.textContent === choice).click(), choice)]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}
const numbers = async (page) => JSON.parse((await saved(page, "Numbers, JSON")).text);
const drop = (page, name, text) => page.evaluate(([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "application/json" }));
  for (const kind of ["dragenter", "dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
}, [name, text]);
const told = (page, text, where = "#status") => until(page, `it says ${text}`, ([text, where]) => document.querySelector(where).textContent.includes(text), [text, where]);
const settled = (page, step) => until(page, `step ${step} is measured`, (step) => document.querySelector(".progress")?.textContent.startsWith(`Step ${step} `)
  && (document.querySelector("#main").dataset.task === "metric" ? /NN, held out/.test(document.querySelector("#objective .numbers")?.textContent ?? "") : document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label")?.includes(`Step ${step}:`)), step);
async function goOn(page, from, to) {
  for (let step = from + 1; step <= to; step++) {
    await press(page, "Step");
    await atStep(page, step);
  }
  await settled(page, to);
}
const hash = (page) => page.evaluate(() => location.hash);

const QUICK = "v=1&seed=1&data=moons&batch=16&steps=60";
/** Every way in which a run may have more behind it than weights. */
const RUNS = {
  "moons": `${QUICK}&step=30`,
  "a memory and its momentum encoder": `${QUICK}&loss=info-nce&negatives=queue&step=30`,
  "labels": `${QUICK}&loss=supcon&step=30`,
  "turned images": "v=1&seed=1&data=letters&pretext=rotation&batch=16&encoder.hidden=16&steps=60&step=30",
  "words": "v=1&seed=1&data=sentences&batch=16&steps=60&step=30",
  "a metric": "v=1&seed=1&task=metric&data=moons&step=30",
  "a naive metric": "v=1&seed=1&task=metric&data=moons&objective=naive&step=30",
};
for (const [name, link] of Object.entries(RUNS)) {
  browserTest(`a run goes on from its file with the same losses: ${name}`, CPU, async (t) => {
    await t.open(`index.html?backend=cpu#${link}`);
    await settled(t.page, 30);
    const file = await saved(t.page, "Run, one file");
    assert.match(file.name, /^nearfar-\w+-step-30\.nearfar\.json$/);
    await goOn(t.page, 30, 40);
    const there = await numbers(t.page);

    await t.page.goto("about:blank");
    await t.open("index.html?backend=cpu#v=1&seed=7&data=circles&batch=16");
    await settled(t.page, 0);
    await drop(t.page, file.name, file.text);
    await told(t.page, `${file.name} is open at step 30, and training goes on from there.`);
    await settled(t.page, 30);
    await goOn(t.page, 30, 40);
    const here = await numbers(t.page);
    assert.equal(here.loss.length, 40);
    assert.deepEqual(here.loss, there.loss);
    assert.deepEqual(here.config, there.config);
    assert.deepEqual(here.metrics, there.metrics);
    assert.deepEqual(here.iterates, there.iterates);
  });
}

browserTest("what was there is kept: Undo and Redo bring both runs back, without a replay", CPU, async (t) => {
  await t.open(`index.html?backend=cpu#${QUICK}&step=5`);
  await settled(t.page, 5);
  // Neither can be replayed: a setting was changed on the way.
  await enter(t.page, "loss.temperature", "0.2");
  await goOn(t.page, 5, 8);
  const first = await saved(t.page, "Run, one file");
  assert.equal(JSON.parse(first.text).altered, true);
  assert.deepEqual([JSON.parse(first.text).config.loss.temperature, JSON.parse(first.text).checkpoint.config.loss.temperature], [0.5, 0.2]);
  await goOn(t.page, 8, 10);
  const went = (await numbers(t.page)).loss;
  await press(t.page, "Reset");
  await settled(t.page, 0);
  await enter(t.page, "loss.temperature", "0.7");
  await goOn(t.page, 0, 3);
  const before = await numbers(t.page);
  const places = await t.page.evaluate(() => history.length);

  await drop(t.page, first.name, first.text);
  await told(t.page, "is open at step 8");
  await settled(t.page, 8);
  assert.equal(await t.page.evaluate(() => document.querySelector('.knob[data-path="loss.temperature"] input.value').value), "0.2");
  assert.equal(await t.page.evaluate(() => history.length), places + 1);
  await press(t.page, "Undo");
  await told(t.page, "Back to: the run before the file", ".told");
  await settled(t.page, 3);
  assert.deepEqual(await numbers(t.page), before);
  assert.ok(!(await t.page.evaluate(() => document.querySelector("#status").textContent)).includes("is open at step"));
  await press(t.page, "Redo");
  await told(t.page, "On to: the run of a file", ".told");
  await settled(t.page, 8);
  await goOn(t.page, 8, 10);
  assert.deepEqual((await numbers(t.page)).loss, went);
  // It is known that no link gives this run.
  await press(t.page, "Share");
  await until(t.page, "it is said", () => /A setting was changed while this run trained/.test(document.querySelector(".trial p")?.textContent));
});

browserTest("the same settings, another step: that too can be undone", CPU, async (t) => {
  await t.open(`index.html?backend=cpu#${QUICK}&step=4`);
  await settled(t.page, 4);
  const file = await saved(t.page, "Run, one file");
  await goOn(t.page, 4, 6);
  await drop(t.page, file.name, file.text);
  await settled(t.page, 4);
  await press(t.page, "Undo");
  await settled(t.page, 6);
});

browserTest("a run on one's own data brings them along, and names are letters", CPU, async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16");
  await settled(t.page, 0);
  await t.page.evaluate((text) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], "<img src=x onerror=alert(1)>.csv", { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
  }, FLOWERS);
  await until(t.page, "the preview is there", () => document.querySelector("dialog.preview[open]"));
  await press(t.page, "Use these data");
  await until(t.page, "the table is there", () => location.hash.includes("data=own-table"));
  await settled(t.page, 0);
  await goOn(t.page, 0, 6);
  const file = await saved(t.page, "Run, one file");
  await goOn(t.page, 6, 10);
  const there = await numbers(t.page);
  const link = await hash(t.page);

  // Another browser, which has never seen the data.
  const context = await t.browser.newContext();
  const other = await context.newPage();
  const dialogs = [];
  other.on("dialog", (one) => (dialogs.push(one.message()), one.dismiss()));
  await other.goto(`${t.url}index.html?backend=cpu#v=1&seed=1&data=moons&batch=16`);
  await settled(other, 0);
  await drop(other, `${PAYLOAD}.nearfar.json`, file.text);
  await told(other, `${PAYLOAD}.nearfar.json is open at step 6`);
  await settled(other, 6);
  await until(other, "they are in the chooser, with their picture", () => [...document.querySelectorAll(".dataset")].some((one) => !one.hidden && one.title.startsWith("Your own data: <img") && one.querySelector("input").checked));
  await goOn(other, 6, 10);
  const here = await numbers(other);
  assert.deepEqual(here.loss, there.loss);
  assert.equal(await hash(other), link);
  assert.deepEqual([await other.evaluate(() => document.querySelectorAll("img, main script, main b b, #status b").length), dialogs], [0, []]);
  await context.close();
});

browserTest("data too large to travel are asked for by name", CPU, async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16");
  await settled(t.page, 0);
  const run = JSON.parse(golden("run-v1.nearfar.json"));
  for (const key of ["rows", "x", "features", "labels", "classes"]) delete run.data[key];
  await drop(t.page, "big.nearfar.json", JSON.stringify(run));
  await told(t.page, "big.nearfar.json could not be opened, so nothing was changed. Its data were too large to travel in it: drop flowers.csv here first", "#alerts");
});

browserTest("what a stranger has changed is refused in a sentence, and the page stays as it was", CPU, async (t) => {
  await t.open(`index.html?backend=cpu#${QUICK}&step=2`);
  await settled(t.page, 2);
  const { text } = await saved(t.page, "Run, one file");
  const before = await hash(t.page);
  const changed = (change) => {
    const run = JSON.parse(text);
    change(run);
    return JSON.stringify(run);
  };
  const floats = (...values) => Buffer.from(Float32Array.from(values).buffer).toString("base64");
  const own = (run) => (run.data = JSON.parse(golden("run-v1.nearfar.json")).data);
  const REFUSED = [
    [text.slice(0, 2000), "It is not JSON from its first sign to its last"],
    ["null", 'It is no run: a run has "format": "nearfar-run"'],
    [JSON.stringify({ link: "#", config: {}, steps: [1], loss: [2] }), "Numbers alone cannot be gone on from."],
    [changed((run) => (run.version = 2)), "Its version is 2; this page reads version 1. Reload this page, or open it where it was saved."],
    [changed((run) => (run.version = 0)), "Its version is 0; this page reads version 1. Save it again with the page that it is from."],
    [changed((run) => delete run.version), "Its version is missing; this page reads version 1."],
    [changed((run) => (run.config = [])), "config is []; it must be an object."],
    [changed((run) => (run.config.loss.temperature = -1)), "loss.temperature is -1; it must be"],
    [changed((run) => (run.config.loss.name = PAYLOAD)), `loss is "${PAYLOAD}"; it must be one of`],
    [changed((run) => (run.config.more = 1)), "more"],
    [changed((run) => (run.checkpoint.config.loss.temperature = "hot")), "loss.temperature is"],
    [changed((run) => (run.checkpoint.config.seed = 2)), "The checkpoint belongs to another experiment"],
    [changed((run) => (run.config.encoder.hidden = run.checkpoint.config.encoder.hidden = [7])), "The checkpoint belongs to another experiment"],
    [changed((run) => (run.checkpoint.params = run.checkpoint.params.slice(0, -8))), "The checkpoint belongs to another experiment"],
    [changed((run) => (run.checkpoint.params = floats(1, NaN))), "checkpoint.params is \"AACAPwAAwH8=\"; it must be base64 of 32-bit numbers, none cut off and all finite."],
    [changed((run) => (run.checkpoint.state = "AAA=")), "checkpoint.state is \"AAA=\"; it must be base64"],
    [changed((run) => (run.checkpoint.state = PAYLOAD)), "checkpoint.state is \"<img"],
    [changed((run) => (run.checkpoint.state = [1])), "checkpoint.state is [1]; it must be base64"],
    [changed((run) => (run.losses = "A".repeat(4_000_000))), "losses has 750,000 numbers; at most 2 are read."],
    [changed((run) => Object.assign(own(run), { classes: Array.from({ length: 1_000_000 }, (_, i) => `c${i}`) })), "classes has 1000000 names; it must have at most 100."],
    [changed((run) => Object.assign(own(run), { labels: "A".repeat(4_000_000) })), "data.labels has 750,000 numbers; at most 50,000 are read."],
    [changed((run) => (run.losses = floats(1))), "The number of losses is 1 and step is 2; there must be one for each step."],
    [changed((run) => (run.step = 2.5)), "step is 2.5; it must be a whole number from 0."],
    [changed((run) => (run.step = 1e300)), "step is 1e+300; it must be"],
    [changed((run) => (run.altered = "no")), "altered is \"no\"; it must be true or false."],
    [changed((run) => (run.anchor = 5000)), "anchor is 5000; it must be below 1200, the number of points."],
    [changed((run) => (run.metrics = "many")), "metrics is \"many\"; it must be a list."],
    [changed((run) => run.metrics.push({ step: 1 })), "metrics["],
    [changed((run) => (run.metrics[0].knnAccuracy = PAYLOAD)), `metrics[0].knnAccuracy is "${PAYLOAD}"; it must be a number.`],
    [changed((run) => (run.metrics[0].untrained = 1)), "metrics[0].untrained is 1; it must be an object."],
    [changed((run) => (run.metrics[0].untrained.spread = {})), "metrics[0].untrained.spread is {}; it must be a number."],
    [changed((run) => (run.metrics[0].step = -1)), "metrics[0].step is -1; it must be a whole number above that of the one before, up to 2."],
    [changed((run) => (run.config.task = run.checkpoint.config.task = "metric")), ""],
    [changed((run) => own(run)), "Its data have the fingerprint"],
    [changed((run) => (own(run).rows = 7)), "rows is 7"],
    [changed((run) => (own(run).features = ["\u0001", "b"])), "features[0] must be a name"],
    [changed((run) => (own(run).file = {})), "data.file is {}; it must be a name of at most 100 characters."],
    [changed((run) => (own(run).part = "own=x&vs=y")), "data.part is"],
  ];
  for (const [changed, sentence] of REFUSED) {
    await t.page.evaluate(() => document.querySelectorAll("#alerts .close").forEach((one) => one.click()));
    await drop(t.page, "odd.nearfar.json", changed);
    await told(t.page, "odd.nearfar.json could not be opened, so nothing was changed. ", "#alerts");
    const said = await t.page.evaluate(() => document.querySelector("#alerts").textContent);
    assert.ok(said.includes(sentence), `${said} has no ${sentence}`);
    assert.deepEqual([await hash(t.page), await t.page.evaluate(() => document.querySelector(".progress").textContent.slice(0, 7)), await t.page.evaluate(() => document.querySelectorAll("img").length)], [before, "Step 2 ", 0], sentence);
  }
  assert.equal(await t.page.evaluate(() => document.querySelector("button[aria-label=Undo]").getAttribute("aria-disabled")), "true", "there is nothing to undo");
  // Numbers too many to be any run's are not decoded; as many as there may be are, without holding the page up.
  for (const [megabytes, sentence] of [[100, "checkpoint.state has 19,660,800 numbers; at most 16,777,216 are read."], [60, "The checkpoint belongs to another experiment"]]) {
    await t.page.evaluate(([text, letters]) => {
      document.querySelectorAll("#alerts .close").forEach((one) => one.click());
      const run = JSON.parse(text);
      run.checkpoint.state = "A".repeat(letters);
      globalThis.longest = 0;
      let last = performance.now();
      globalThis.watch = setInterval(() => {
        globalThis.longest = Math.max(globalThis.longest, performance.now() - last);
        last = performance.now();
      }, 10);
      const carried = new DataTransfer();
      carried.items.add(new File([JSON.stringify(run)], "heavy.nearfar.json"));
      last = performance.now();
      document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
    }, [text, megabytes * 2 ** 20]);
    await told(t.page, sentence, "#alerts");
    const held = await t.page.evaluate(() => (clearInterval(globalThis.watch), globalThis.longest));
    assert.ok(held < 3000, `${megabytes} MB held the page up for ${Math.round(held)} ms`);
  }
  // A gigabyte that claims to be a run is not read.
  await t.page.evaluate(() => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(129 * 2 ** 20)], "huge.nearfar.json"));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
  });
  await told(t.page, "It has 129 MB; at most 128 are read.", "#alerts");
  // The run goes on all the same.
  await goOn(t.page, 2, 4);
});

browserTest("a loss that a file brings is run when one has agreed to it", CPU, async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16");
  await settled(t.page, 0);
  const run = JSON.parse(golden("run-v1.nearfar.json"));
  const code = await t.page.evaluate(async (module) => (await import(module)).catalog.own.starts[0].code, `${t.url}nearfar.js`);
  run.config.loss = run.checkpoint.config.loss = { name: "own", code: `// A stranger's.\n${code}` };
  await drop(t.page, "own.nearfar.json", JSON.stringify(run));
  await until(t.page, "it asks", () => document.querySelector("#yesno-title")?.textContent === "This file brings a loss that somebody wrote");
  await press(t.page, "Do not run it");
  await told(t.page, "The loss of own.nearfar.json is not run, and nothing else of it is taken over.");
  assert.ok((await hash(t.page)).includes("data=moons"));
});

browserTest("files of this version are opened for ever", CPU, async (t) => {
  for (const [name, data] of [["run-v1.nearfar.json", "own-table"], ["run-metric-v1.nearfar.json", "moons"]]) {
    await t.page.goto("about:blank");
    await t.open("index.html?backend=cpu#v=1&seed=1&data=circles&batch=16");
    await settled(t.page, 0);
    await drop(t.page, name, golden(name));
    await told(t.page, `${name} is open at step 5`);
    await settled(t.page, 5);
    assert.ok((await hash(t.page)).includes(`data=${data}`));
    await goOn(t.page, 5, 8);
    const { loss } = await numbers(t.page);
    GOLDEN[name].forEach((wanted, i) => assert.ok(Math.abs(loss[i] - wanted) <= 1e-6 * Math.abs(wanted), `${name}, step ${i + 1}: ${loss[i]}, and was ${wanted}`));
    assert.equal(loss.length, GOLDEN[name].length);
  }
});

browserTest("one engine's file is gone on with by the other", ["chromium-webgpu"], async (t) => {
  await t.open(`index.html?backend=cpu#${QUICK}&loss=info-nce&negatives=queue&step=20`);
  await settled(t.page, 20);
  const file = await saved(t.page, "Run, one file");
  await goOn(t.page, 20, 26);
  const there = await numbers(t.page);
  await t.page.goto("about:blank");
  await t.open("index.html?backend=webgpu#v=1&seed=7&data=circles&batch=16");
  await settled(t.page, 0);
  assert.match(await t.page.evaluate(() => document.querySelector(".badge summary").textContent), /WebGPU/);
  await drop(t.page, file.name, file.text);
  await settled(t.page, 20);
  await goOn(t.page, 20, 26);
  const here = await numbers(t.page);
  here.loss.forEach((loss, i) => assert.ok(Math.abs(loss - there.loss[i]) <= 1e-4 * Math.abs(loss), `step ${i + 1}: ${loss} and ${there.loss[i]}`));
  // And back.
  const back = JSON.parse((await saved(t.page, "Run, one file")).text);
  await t.page.goto("about:blank");
  await t.open("index.html?backend=cpu#v=1&seed=7&data=circles&batch=16");
  await settled(t.page, 0);
  await drop(t.page, "back.nearfar.json", JSON.stringify(back));
  await settled(t.page, 26);
});

browserTest("it is chosen among one's runs, with the keyboard, and the dialog is sound", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=circles&batch=16");
  await settled(t.page, 0);
  await press(t.page, "History");
  await until(t.page, "the dialog is open", () => document.querySelector("dialog[open] #run-name"));
  await sound(t.page, "dialog");
  await t.shot("run-file-history");
  const [chooser] = await Promise.all([t.page.waitForEvent("filechooser"), t.page.getByRole("button", { name: "Open a run’s file …" }).press("Enter")]);
  await chooser.setFiles({ name: "kept.nearfar.json", mimeType: "application/json", buffer: Buffer.from(golden("run-metric-v1.nearfar.json")) });
  await told(t.page, "kept.nearfar.json is open at step 5");
  await settled(t.page, 5);
  await t.shot("run-file-open");
  // The dialog for data takes it too.
  await press(t.page, "Undo");
  await settled(t.page, 0);
  await press(t.page, "Your own data …");
  await t.page.locator("#own-file").setInputFiles({ name: "again.nearfar.json", mimeType: "application/json", buffer: Buffer.from(golden("run-metric-v1.nearfar.json")) });
  await told(t.page, "again.nearfar.json is open at step 5");
});

browserTest("a run that diverged has no file, and it is said why", CPU, async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16&encoder.normalize=false&optimizer=sgd&optimizer.lr=10");
  await settled(t.page, 0);
  await press(t.page, "Run");
  await told(t.page, "no longer a finite number", "#alerts");
  await t.page.evaluate(() => {
    document.querySelector(".take").open = true;
    [...document.querySelectorAll(".take button")].find((button) => button.firstChild.textContent === "Run, one file").click();
  });
  await told(t.page, "This run cannot be gone on from: its weights are no longer numbers.", ".take [role=status]");
});

browserTest("in German too", CPU, async (t) => {
  await t.open(`index.html?backend=cpu&lang=de#${QUICK}`);
  await until(t.page, "the page is ready", () => document.querySelector(".progress")?.textContent.startsWith("Schritt 0"));
  const { name, text } = await saved(t.page, "Lauf, eine Datei");
  await drop(t.page, name, "null");
  await told(t.page, `${name} ließ sich nicht öffnen, darum wurde nichts geändert. Sie ist kein Lauf`, "#alerts");
  await drop(t.page, name, text);
  await told(t.page, `${name} ist bei Schritt 0 geöffnet`);
});
