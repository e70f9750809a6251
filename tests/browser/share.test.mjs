// Sharing, taking back and keeping: links that prove themselves, undo, and the runs kept on the device.
import { assert, browserTest } from "./harness.mjs";
import { atStep, enter, press, refuseDatabases, sound, until } from "./pages.mjs";

const CPU = ["chromium"];
const QUICK = "v=1&seed=1&data=moons&batch=16&steps=40";

const status = (page) => page.evaluate(() => document.getElementById("status").textContent);
const said = (page, what, where = "#status") => until(page, `it says “${what}”`, ([wanted, within]) => document.querySelector(within).textContent.includes(wanted), [what, where]);

/** The page at step `step`, replayed. */
async function trained({ open, page }, step, query = "?backend=cpu", hash = QUICK) {
  await open(`index.html${query}#${hash}&step=${step}`);
  await atStep(page, step);
  await until(page, "the replayed state is measured", (at) => document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label")?.includes(`Step ${at}:`), step);
}

async function sharedLink(page) {
  await press(page, "Share");
  await until(page, "the link is there", () => document.querySelector("dialog input[aria-label=Link]")?.value);
  return page.evaluate(() => document.querySelector("dialog input[aria-label=Link]").value);
}

/** Another value in the field of a knob. */
const valueOf = (page, path) => page.evaluate((where) => document.querySelector(`.knob[data-path="${where}"] input.value`).value, path);

browserTest("a shared link is tried out, and its receiver is told that the result is the same", CPU, async (t) => {
  await trained(t, 24);
  const link = await sharedLink(t.page);
  assert.match(link, /&step=24&proof=1:[\d.]+,2:[\d.]+,3:[\d.]+,5:[\d.]+,8:[\d.]+,14:[\d.]+,24:[\d.]+$/);
  await until(t.page, "the code is drawn", () => document.querySelector("dialog svg.qr path")?.getAttribute("d").length > 1000);
  assert.match(await t.page.evaluate(() => document.querySelector("dialog textarea[aria-label=Text]").value),
    /^Nearfar: NT-Xent on Two moons, seed 1\. After 24 steps: loss \d\.\d+, 5-NN [\d.]+ %, linear probe [\d.]+ %\.$/);
  await press(t.page, "Test this link");
  await until(t.page, "the test is over", () => document.querySelector(".trial p").textContent === "The link gives the same result: all 24 losses agree.");
  await sound(t.page, "dialog");
  await t.shot("share-light");

  await t.page.goto("about:blank");
  await t.page.goto(link);
  await said(t.page, "Replayed to step 24: the same result as the sender's");
  assert.equal(await t.page.evaluate(() => location.href), link);
  // Training beyond the link's step, or another setting: the proof is none any more.
  await press(t.page, "Step");
  await until(t.page, "the proof is gone", () => !location.hash.includes("proof") && !document.getElementById("status").textContent.includes("sender"));

  await t.page.goto("about:blank");
  await t.page.goto(link);
  await said(t.page, "the same result");
  await enter(t.page, "loss.temperature", "0.25");
  await until(t.page, "the proof is gone", () => !location.hash.includes("proof") && !document.getElementById("status").textContent.includes("sender"));

  // One number changed on the way, as another engine or another version would.
  await t.page.goto("about:blank");
  await t.page.goto(link.replace(/,5:[\d.]+/, ",5:2.5"));
  await until(t.page, "the difference is told", () => /not the sender's result\. At step 5 the loss is \d\.\d+ here, and was 2\.5 there\./.test(document.getElementById("status").textContent));
});

browserTest("a difference that comes late may be another engine's rounding, and is told as that", CPU, async (t) => {
  await trained(t, 40);
  const link = await sharedLink(t.page);
  const losses = /proof=(.*)/.exec(link)[1].split(",");
  const [, last] = losses.at(-1).split(":");
  await t.page.goto("about:blank");
  await t.page.goto(link.replace(`40:${last}`, `40:${(Number(last) * 1.01).toPrecision(4)}`));
  await said(t.page, `the sender's losses up to step ${losses.at(-2).split(":")[0]}, and not after. At step 40 the loss is ${last} here`);
  // No rounding comes to that.
  await t.page.goto("about:blank");
  await t.page.goto(link.replace(`40:${last}`, `40:${(Number(last) * 1.3).toPrecision(4)}`));
  await said(t.page, `Replayed: not the sender's result. At step 40 the loss is ${last} here`);
  // What is not compared is not claimed.
  await t.page.goto("about:blank");
  await t.page.goto(link.replace(/(proof=1:[^,]*).*/, "$1"));
  await said(t.page, "the same as the sender's, within 0.1 %, up to step 1; this link has no loss of a later one.");
  // Within the four digits and the tolerance it is the same.
  await t.page.goto("about:blank");
  await t.page.goto(link.replace(`40:${last}`, `40:${Number(last) * 1.0005}`));
  await said(t.page, "Replayed to step 40: the same result as the sender's");
});

browserTest("what one engine shares, the other finds the same", ["chromium-webgpu", "firefox"], async (t) => {
  await trained(t, 30);
  const link = await sharedLink(t.page);
  await t.page.goto("about:blank");
  await t.page.goto(link.replace("backend=cpu", "backend=webgpu"));
  await said(t.page, "Replayed to step 30: the same result as the sender's");
  assert.match(await t.page.evaluate(() => document.querySelector(".badge summary").textContent), /WebGPU/);
});

browserTest("a metric's link proves its objective", CPU, async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&task=metric&data=moons&objective=naive&step=12");
  await atStep(t.page, 12);
  const link = await sharedLink(t.page);
  assert.match(link, /&proof=1:-?[\d.e-]+,.*,12:-?[\d.e-]+$/);
  await t.page.goto("about:blank");
  await t.page.goto(link);
  await said(t.page, "Replayed to step 12: the same result");
});

browserTest("a link of a run whose settings were changed on the way is found out before it is sent", CPU, async (t) => {
  await trained(t, 5);
  await enter(t.page, "loss.temperature", "0.1");
  for (let step = 6; step <= 9; step++) {
    await press(t.page, "Step");
    await atStep(t.page, step);
  }
  await sharedLink(t.page);
  assert.match(await t.page.evaluate(() => document.querySelector(".trial p").textContent), /^A setting was changed while this run trained/);
  await press(t.page, "Test this link");
  await until(t.page, "the test says where", () => /does not give this run: at step 1 its loss is .* changed while it trained/.test(document.querySelector(".trial p").textContent));
});

for (const [proof, why] of [["1:5.2,zzz", "it must be step:loss"], ["9:1,3:1", "steps must rise"], ["1:2,30:2", "up to the link's step, 2"], ["1:NaN", "it must be step:loss"], ["%zz", "not percent-encoded"], ["", "it must be step:loss"],
  ["1:2,".repeat(60_000), "at most 300 are read"], ["1:2&proof=".repeat(20_000), "at most 300 are read"], [Array.from({ length: 13 }, (_, i) => `${i + 1}:1`).join(","), "at most 12 are read"]]) {
  browserTest(`a proof that cannot be read is told and ignored: ${proof.slice(0, 12)}`, CPU, async (t) => {
    const step = proof.startsWith("1:1,2:1") ? 20 : 2;
    await t.open(`index.html?backend=cpu#${QUICK}&step=${step}&proof=${proof}`);
    await said(t.page, "The result in this link is not compared: proof");
    assert.ok((await status(t.page)).includes(why), await status(t.page));
    await atStep(t.page, step);
    assert.equal(await t.page.evaluate(() => document.getElementById("alerts").textContent), "");
  });
}

browserTest("a link too long for a QR code gets none, and a sentence", CPU, async (t) => {
  const text = Array.from({ length: 600 }, (_, i) => `word${i % 40} the`).join(" ");
  await t.open(`index.html?backend=cpu#v=1&seed=1&data=text&data.text=${encodeURIComponent(text)}`);
  await until(t.page, "it is there", () => document.querySelector(".own-text"));
  await press(t.page, "Share");
  await until(t.page, "the sentence is there", () => /A QR code holds 2,900, so there is none/.test(document.querySelector("dialog")?.textContent ?? ""));
});

browserTest("every change of the settings is taken back, and made again", CPU, async (t) => {
  await trained(t, 6);
  const { keyboard } = t.page;
  const undone = (words) => said(t.page, words, ".told");
  const undo = (key = "Control+z") => keyboard.press(key);
  assert.equal(await t.page.evaluate(() => document.querySelector("button[aria-label=Undo]").getAttribute("aria-disabled")), "true");

  // A live knob: the run goes on.
  await enter(t.page, "loss.temperature", "0.25");
  await press(t.page, "Step");
  await atStep(t.page, 7);
  await undo();
  await undone("Back to: temperature 0.5");
  assert.deepEqual([await valueOf(t.page, "loss.temperature"), await t.page.evaluate(() => document.querySelector(".progress").textContent.slice(0, 6))], ["0.5", "Step 7"]);
  await undo("Control+Shift+Z");
  await undone("On to: temperature 0.25");
  await undo();
  await undone("Back to: temperature 0.5");

  // A knob that restarts the run, on a run that can be replayed: its steps come back with it.
  await press(t.page, "Reset");
  await atStep(t.page, 0);
  for (let step = 1; step <= 3; step++) {
    await press(t.page, "Step");
    await atStep(t.page, step);
  }
  await enter(t.page, "batch", "32");
  await atStep(t.page, 0);
  await until(t.page, "the address has the batch", () => location.hash.includes("batch=32"));
  // While someone types, the key is the field's.
  await t.page.evaluate(() => document.querySelector('.knob[data-path="loss.temperature"] input.value').focus());
  await undo();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await valueOf(t.page, "batch"), "32");
  await press(t.page, "Undo");
  await undone("Back to: batch size 16 points");
  await atStep(t.page, 3);

  // Choices, several in a row.
  const choose = (name, value) => t.page.getByRole("combobox", { name: new RegExp(`^${name}`) }).selectOption(value);
  await choose("Loss", "debiased");
  await until(t.page, "the loss is there", () => document.querySelector('.knob[data-path="loss.tau_plus"]') && location.hash.includes("loss=debiased"));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await t.page.locator("input[name=dataset][value=xor]").check({ force: true });
  await until(t.page, "the squares are there", () => location.hash.includes("data=xor"));
  await choose("Scene", "metric-map");
  await until(t.page, "the metric is there", () => location.hash.includes("task=metric"));
  const places = await t.page.evaluate(() => history.length);
  await t.page.evaluate(() => document.activeElement.blur());
  await undo();
  await undone("Back to: task Self-supervised learning");
  await until(t.page, "the squares are back", () => /data=xor/.test(location.hash));
  assert.equal(await t.page.evaluate(() => history.length), places + 1, "a scene that is taken back is a place, as it was");
  await undo();
  await undone("Back to: data set Two moons");
  await until(t.page, "the moons are back", () => /data=moons.*loss=debiased/.test(location.hash));
  await undo();
  await undone("Back to: loss NT-Xent");
  await until(t.page, "the loss is back", () => !location.hash.includes("loss=") && document.querySelector('.knob[data-path="loss.tau_plus"]') === null);
  await atStep(t.page, 3);
  for (const words of ["On to: loss Debiased", "On to: data set XOR", "On to: scene “A metric is a map”"]) {
    await undo("Control+y");
    await undone(words);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await until(t.page, "the scene is there again", () => document.getElementById("preset").value === "metric-map");
  assert.equal(await t.page.evaluate(() => document.querySelector("button[aria-label=Redo]").getAttribute("aria-disabled")), "true");
  await sound(t.page, ".tools >");
});

browserTest("a drag is one change, a new seed is one too, and a run comes back as it was, though no link could repeat it", CPU, async (t) => {
  await trained(t, 3);
  const able = (name) => t.page.evaluate((which) => document.querySelector(`button[aria-label=${which}]`).getAttribute("aria-disabled") === "false", name);
  await t.page.evaluate(() => {
    const slider = document.querySelector('.knob[data-path="loss.temperature"] input[type=range]');
    for (const place of [300, 340, 380, 420]) {
      slider.value = String(place);
      slider.dispatchEvent(new Event("input"));
    }
  });
  await press(t.page, "Step");
  await atStep(t.page, 4);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const losses = () => t.page.evaluate(() => document.querySelector("#curves .plot").getAttribute("aria-label"));
  const before = await losses();
  assert.match(before, /Step 4: .*\d/);
  await press(t.page, "New seed");
  await atStep(t.page, 0);
  await until(t.page, "another seed is in the address", () => !location.hash.includes("seed=1&"));
  await press(t.page, "Undo");
  await said(t.page, "Back to: seed 1", ".told");
  await atStep(t.page, 4);
  assert.deepEqual(await losses(), before);
  await press(t.page, "Undo");
  await said(t.page, "Back to: temperature 0.5", ".told");
  assert.deepEqual([await valueOf(t.page, "loss.temperature"), await able("Undo"), await able("Redo")], ["0.5", false, true]);
  // A change in the place of what was taken back: there is nothing to redo.
  await enter(t.page, "loss.temperature", "0.7");
  assert.deepEqual([await able("Undo"), await able("Redo")], [true, false]);
});

browserTest("Reset can be taken back, and so can what was set while nothing was trained with it", CPU, async (t) => {
  await trained(t, 8);
  await press(t.page, "Reset");
  await atStep(t.page, 0);
  await press(t.page, "Undo");
  await said(t.page, "Back to: step 8", ".told");
  await atStep(t.page, 8);
  await press(t.page, "Redo");
  await said(t.page, "On to: step 0", ".told");
  await atStep(t.page, 0);
  await press(t.page, "Undo");
  await atStep(t.page, 8);
  // A live knob, and then one that restarts.
  await enter(t.page, "loss.temperature", "0.25");
  await enter(t.page, "batch", "32");
  await atStep(t.page, 0);
  await press(t.page, "Undo");
  await atStep(t.page, 8);
  assert.deepEqual([await valueOf(t.page, "loss.temperature"), await valueOf(t.page, "batch")], ["0.25", "16"]);
  await press(t.page, "Undo");
  await said(t.page, "Back to: temperature 0.5", ".told");
  await atStep(t.page, 8);
});

browserTest("a page of the lecture that was turned is taken back with its words and its run", CPU, async (t) => {
  await t.open("index.html?backend=cpu#lecture=near-and-far");
  const scene = (title) => until(t.page, `${title} is on`, (wanted) => document.querySelector("#lecture h2")?.textContent === wanted, title);
  await until(t.page, "it is there", () => document.querySelector(".progress")?.textContent.startsWith("Step 0 ") && document.querySelector("#lecture h2"));
  const first = await t.page.evaluate(() => document.querySelector("#lecture h2").textContent);
  for (const step of [1, 2, 3]) {
    await press(t.page, "Step");
    await atStep(t.page, step);
  }
  await t.page.keyboard.press("PageDown");
  await until(t.page, "the next scene is on", (before) => document.querySelector("#lecture h2").textContent !== before, first);
  const second = await t.page.evaluate(() => document.querySelector("#lecture h2").textContent);
  await until(t.page, "with its experiment", () => /task=metric/.test(location.hash) && /lecture=weak-supervision/.test(location.hash));
  await press(t.page, "Undo");
  await scene(first);
  await atStep(t.page, 3);
  await press(t.page, "Redo");
  await scene(second);
  await until(t.page, "with its experiment", () => /task=metric/.test(location.hash) && /lecture=weak-supervision/.test(location.hash));
});

browserTest("what is set beside the experiment can be taken back: the speed, the looks, a lens, a comparison", CPU, async (t) => {
  await t.open("index.html?backend=cpu");
  await atStep(t.page, 0);
  const told = (words) => said(t.page, words, ".told");
  const checked = (name) => t.page.getByLabel(name, { exact: true }).isChecked();
  await t.page.getByLabel("Speed", { exact: true }).fill("5");
  await t.page.getByLabel("as images").uncheck();
  await t.page.getByLabel("in 3-D").check();
  await press(t.page, "Undo");
  await told("As before: in 3-D or not");
  assert.deepEqual([await checked("in 3-D"), await checked("as images")], [false, false]);
  await press(t.page, "Undo");
  await told("As before: marks or images");
  assert.equal(await checked("as images"), true);
  await press(t.page, "Undo");
  await told("As before: the speed");
  assert.notEqual(await t.page.getByLabel("Speed", { exact: true }).inputValue(), "5");
  await press(t.page, "Redo");
  await told("Again: the speed");
  assert.equal(await t.page.getByLabel("Speed", { exact: true }).inputValue(), "5");

  await press(t.page, "By hand");
  const first = t.page.locator("#lens table input").first();
  await first.waitFor();
  const before = await first.inputValue();
  await first.fill("0.37");
  await first.press("Tab");
  await press(t.page, "Undo");
  await told("As before: the numbers by hand");
  assert.equal(await first.inputValue(), before);

  await press(t.page, "The theorem");
  const alpha = t.page.locator("#lens input[type=range]").first();
  await alpha.waitFor();
  const usual = await alpha.inputValue();
  await alpha.fill("0.5");
  await until(t.page, "the address has it", () => location.hash.includes("lens.alpha=0.5"));
  await press(t.page, "Undo");
  await told("As before: the theorem’s task");
  assert.equal(await alpha.inputValue(), usual);
  await until(t.page, "and has it no more", () => !location.hash.includes("lens.alpha"));

  await press(t.page, "Compare");
  await t.page.getByLabel("Judged by").waitFor();
  const judged = await t.page.getByLabel("Judged by").inputValue();
  await t.page.getByLabel("Judged by").selectOption({ index: 1 });
  await press(t.page, "Undo");
  await told("As before: what is compared");
  assert.equal(await t.page.getByLabel("Judged by").inputValue(), judged);
});

browserTest("undo goes along with the browser's own Back, and forgets what was refused", CPU, async (t) => {
  await trained(t, 2);
  const redoable = () => t.page.evaluate(() => document.querySelector("button[aria-label=Redo]").getAttribute("aria-disabled") === "false");
  await t.page.getByLabel("Scene").selectOption("circles");
  await until(t.page, "the circles are there", () => location.hash.includes("data=circles"));
  await t.page.evaluate(() => history.back());
  await until(t.page, "the moons are back", () => location.hash.includes("data=moons") && /moons/i.test(document.querySelector("#data h2").textContent));
  await until(t.page, "what Back took away can be made again", () => document.querySelector("button[aria-label=Redo]").getAttribute("aria-disabled") === "false");
  await press(t.page, "Redo");
  await until(t.page, "the circles are there", () => /circles/i.test(document.querySelector("#data h2").textContent));
  await press(t.page, "Undo");
  await until(t.page, "the moons are back", () => /moons/i.test(document.querySelector("#data h2").textContent));
  await atStep(t.page, 2);
  assert.ok(await redoable());

  // More points for training than there are: the engine refuses, and there is nothing to take back.
  await enter(t.page, "data.n", "100");
  await until(t.page, "100 points", () => /data\.n=100/.test(location.hash));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await enter(t.page, "batch", "512");
  await until(t.page, "it is refused", () => document.getElementById("alerts").textContent.includes("batch is 512"));
  await press(t.page, "Undo");
  await until(t.page, "it is the number of points that is taken back", () => document.querySelector(".told").textContent === "Back to: points 1,200");
  await until(t.page, "the address says so", () => !location.hash.includes("data.n"));
});

const HOSTILE = `<img src=x onerror="document.title='taken'"><b>Two</b> "moons" & more`;

/** What the dialog of saved runs shows. */
const kept = (page) => page.evaluate(() => [...document.querySelectorAll(".runs li")].map((row) => ({ name: row.querySelector("input").value, text: row.textContent, elements: row.querySelectorAll("img, b").length })));
async function openRuns(page) {
  await press(page, "History");
  await until(page, "the dialog is open", () => document.querySelector("dialog[open] #run-name"));
}
const counted = (page, count) => until(page, `${count} runs are listed`, (wanted) => document.querySelectorAll(".runs li").length === wanted, count);

browserTest("runs are kept on the device, by keyboard: saved, named, restored and deleted", ["chromium", "firefox"], async (t) => {
  await trained(t, 12);
  const { keyboard } = t.page;
  await openRuns(t.page);
  assert.equal(await t.page.evaluate(() => document.activeElement.value), "NT-Xent on Two moons, step 12");
  await keyboard.press("Enter");
  await counted(t.page, 1);
  // A name is text, whatever is in it.
  for (let i = 0; i < 2; i++) await keyboard.press("Tab");
  assert.match(await t.page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^Name of the run saved on /);
  await t.page.evaluate(() => document.activeElement.select());
  await (t.isFirefox ? keyboard.type(HOSTILE) : keyboard.insertText(HOSTILE));
  await keyboard.press("Enter");
  await said(t.page, "Renamed: <img", ".runs-said");
  await keyboard.press("Escape");
  await until(t.page, "the dialog is closed", () => document.querySelector("dialog") === null);

  // Another page of the same browser, days later.
  await t.page.goto("about:blank");
  await t.open("index.html?backend=cpu#v=1&seed=1&data=circles&batch=16");
  await until(t.page, "circles", () => /circles/i.test(document.querySelector("#data h2")?.textContent ?? ""));
  await openRuns(t.page);
  await counted(t.page, 1);
  const [run] = await kept(t.page);
  assert.deepEqual([run.name, run.elements], [HOSTILE, 0]);
  assert.match(run.text, /NT-Xent on Two moons, seed 1step 12 · loss [\d.]+ · 5-NN [\d.]+ % · linear probe [\d.]+ %/);
  await press(t.page, `Delete: ${HOSTILE}`);
  await counted(t.page, 0);
  assert.equal(await t.page.evaluate(() => document.activeElement.textContent), "Undo", "the way back is at hand");
  await keyboard.press("Enter");
  await counted(t.page, 1);
  await press(t.page, `Restore: ${HOSTILE}`);
  await said(t.page, "Replayed to step 12: the same result as before");
  assert.match(await t.page.evaluate(() => location.hash), /data=moons.*&step=12&proof=/);
  await openRuns(t.page);
  await press(t.page, `Delete: ${HOSTILE}`);
  await counted(t.page, 0);
  await keyboard.press("Escape");
  await t.page.goto("about:blank");
  await t.open(`index.html?backend=cpu#${QUICK}`);
  await atStep(t.page, 0);
  await openRuns(t.page);
  await counted(t.page, 0);
  assert.notEqual(await t.page.title(), "taken");
});

browserTest("a run that no link repeats is kept whole", CPU, async (t) => {
  await trained(t, 4);
  await enter(t.page, "loss.temperature", "0.25");
  for (const step of [5, 6]) {
    await press(t.page, "Step");
    await atStep(t.page, step);
  }
  const losses = () => t.page.evaluate(() => document.querySelector("#curves .plot").getAttribute("aria-label"));
  await until(t.page, "it is measured", () => document.querySelector("#curves .plot").getAttribute("aria-label").includes("Step 6: "));
  const before = await losses();
  await openRuns(t.page);
  await t.page.evaluate(() => (document.getElementById("run-name").value = "Cooled"));
  await press(t.page, "Save this run");
  await counted(t.page, 1);
  await t.page.goto("about:blank");
  await t.open("index.html?backend=cpu#v=1&seed=1&data=circles&batch=16");
  await atStep(t.page, 0);
  await openRuns(t.page);
  await press(t.page, "Restore: Cooled");
  await said(t.page, "Cooled.nearfar.json is open at step 6");
  await atStep(t.page, 6);
  assert.equal(await valueOf(t.page, "loss.temperature"), "0.25");
  assert.equal(await losses(), before);
});

browserTest("data of one's own and runs are kept beside each other, whichever came first", CPU, async (t) => {
  const databases = () => t.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());
  await trained(t, 2);
  await t.page.evaluate(() => {
    const carried = new DataTransfer();
    carried.items.add(new File([`x,y\n${Array.from({ length: 30 }, (_, i) => `${i},${(i * 7) % 11}`).join("\n")}`], "own.csv", { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
  });
  await press(t.page, "Use these data");
  await until(t.page, "they are on the screen", () => location.hash.includes("data=own-table") && document.querySelector(".progress").textContent.startsWith("Step 0"));
  await openRuns(t.page);
  assert.match(await t.page.evaluate(() => document.querySelector("dialog p").textContent), /They are kept in this browser/);
  await press(t.page, "Save this run");
  await counted(t.page, 1);
  assert.deepEqual(await databases(), ["nearfar-data", "nearfar-runs"]);
  await t.page.reload();
  await until(t.page, "the data are there again", () => location.hash.includes("data=own-table") && document.querySelector(".progress")?.textContent.startsWith("Step 0") && !document.getElementById("alerts").textContent);
  await openRuns(t.page);
  await counted(t.page, 1);
});

browserTest("where IndexedDB is refused, runs are kept for the page, and it says so", CPU, async (t) => {
  await t.page.addInitScript(refuseDatabases);
  await trained(t, 2);
  await openRuns(t.page);
  assert.match(await t.page.evaluate(() => document.querySelector("dialog p").textContent), /This browser keeps nothing for this page, as in a private window .* gone when the page is closed\./);
  await press(t.page, "Save this run");
  await counted(t.page, 1);
  await press(t.page, "Close");
  await openRuns(t.page);
  await counted(t.page, 1);
});

browserTest("two hundred runs are the most, and what cannot be read is left alone", CPU, async (t) => {
  await trained(t, 2);
  await openRuns(t.page);
  await press(t.page, "Save this run");
  await counted(t.page, 1);
  await press(t.page, "Close");
  await t.page.evaluate(() => new Promise((resolve, reject) => {
    const asked = indexedDB.open("nearfar-runs");
    asked.onsuccess = () => {
      const done = asked.result.transaction("runs", "readwrite");
      const runs = done.objectStore("runs");
      runs.put({ id: "odd", name: 7 }, "odd");
      runs.put("nothing", "text");
      for (let i = 0; i < 199; i++) runs.put({ id: `r${i}`, name: `Run ${i}`, saved: i, link: "#v=1&seed=1", text: "Text.", step: 0, losses: new Float32Array(0), metrics: [] }, `r${i}`);
      done.oncomplete = () => (asked.result.close(), resolve());
      done.onerror = reject;
    };
  }));
  await openRuns(t.page);
  await counted(t.page, 200);
  await said(t.page, "200 runs are kept, and that is the most. Delete one to save another.", ".runs-said");
  await press(t.page, "Save this run");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await counted(t.page, 200);
  await press(t.page, "Delete: Run 198");
  await counted(t.page, 199);
  await press(t.page, "Save this run");
  await until(t.page, "the newest is first", () => document.querySelectorAll(".runs li").length === 200 && document.querySelector(".runs li input").value.includes("step 2"));
});

for (const [look, options] of [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark" }], ["phone", { viewport: { width: 390, height: 844 } }], ["narrow", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }]]) {
  browserTest(`the dialogs can be read and reached, ${look}`, CPU, async (t) => {
    await trained(t, 12);
    await openRuns(t.page);
    await press(t.page, "Save this run");
    await counted(t.page, 1);
    await t.page.evaluate(() => (document.getElementById("run-name").value = "A name that is rather long, for a run that was rather short, and then some more of it"));
    await press(t.page, "Save this run");
    await counted(t.page, 2);
    await sound(t.page, "dialog");
    await t.shot(`runs-${look}`);
    await press(t.page, "Close");
    await sharedLink(t.page);
    await until(t.page, "the code is drawn", () => document.querySelector("dialog svg.qr"));
    await sound(t.page, "dialog");
    await t.shot(`share-${look}`);
    await press(t.page, "Close");
    await enter(t.page, "loss.temperature", "0.3");
    await press(t.page, "Undo");
    await said(t.page, "Back to: temperature 0.5", ".told");
    await sound(t.page, ".tools >");
    await t.shot(`undo-${look}`);
  }, options);
}
