// Sharing, taking back and keeping: links that prove themselves, undo, and the runs kept on the device.
import { assert, browserTest } from "./harness.mjs";
import { atStep, press, sound, until } from "./pages.mjs";

const CPU = ["chromium"];
const QUICK = "v=1&seed=1&data=moons&batch=16&steps=40";

const status = (page) => page.evaluate(() => document.getElementById("status").textContent);
const said = (page, what, where = "#status") => until(page, `it says “${what}”`, ([wanted, within]) => document.querySelector(within).textContent.includes(wanted), [what, where]);

/** The page at step `step`, replayed. */
async function trained({ open, page }, step, query = "?backend=cpu", hash = QUICK) {
  await open(`index.html${query}#${hash}&step=${step}`);
  await atStep(page, step);
  await until(page, "the replayed state is measured", (at) => document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label").includes(`Step ${at}:`), step);
}

async function sharedLink(page) {
  await press(page, "Share");
  await until(page, "the link is there", () => document.querySelector("dialog input[aria-label=Link]")?.value);
  return page.evaluate(() => document.querySelector("dialog input[aria-label=Link]").value);
}

/** Another value in the field of a knob. */
const enter = (page, path, text) => page.evaluate(([where, value]) => {
  const field = document.querySelector(`.knob[data-path="${where}"] input.value`);
  field.value = value;
  field.dispatchEvent(new Event("change"));
}, [path, text]);
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
  await undone("Undone: temperature 0.5");
  assert.deepEqual([await valueOf(t.page, "loss.temperature"), await t.page.evaluate(() => document.querySelector(".progress").textContent.slice(0, 6))], ["0.5", "Step 7"]);
  await undo("Control+Shift+Z");
  await undone("Redone: temperature 0.25");
  await undo();
  await undone("Undone: temperature 0.5");

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
  await undone("Undone: batch size 16 points");
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
  await undone("Undone: task Self-supervised learning");
  await until(t.page, "the squares are back", () => /data=xor/.test(location.hash));
  assert.equal(await t.page.evaluate(() => history.length), places + 1, "a scene that is taken back is a place, as it was");
  await undo();
  await undone("Undone: data set Two moons");
  await until(t.page, "the moons are back", () => /data=moons.*loss=debiased/.test(location.hash));
  await undo();
  await undone("Undone: loss NT-Xent");
  await until(t.page, "the loss is back", () => !location.hash.includes("loss=") && document.querySelector('.knob[data-path="loss.tau_plus"]') === null);
  await atStep(t.page, 3);
  for (const words of ["Redone: loss Debiased", "Redone: data set XOR", "Redone: scene “A metric is a map”"]) {
    await undo("Control+y");
    await undone(words);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await until(t.page, "the scene is there again", () => document.getElementById("preset").value === "metric-map");
  assert.equal(await t.page.evaluate(() => document.querySelector("button[aria-label=Redo]").getAttribute("aria-disabled")), "true");
  await sound(t.page, "header");
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
  await until(t.page, "it is the number of points that is taken back", () => document.querySelector(".told").textContent === "Undone: points 1,200");
  await until(t.page, "the address says so", () => !location.hash.includes("data.n"));
});
