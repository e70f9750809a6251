// The Export menu: what it saves, read back.
import { readFileSync } from "node:fs";
import { assert, browserTest } from "./harness.mjs";
import { openLab } from "./lab.mjs";
import { atStep, press, sound, until } from "./pages.mjs";

/** What a choice of the menu downloads: its name and bytes. */
async function saved(page, name) {
  await page.evaluate(() => (document.querySelector(".take").open = true));
  const [download] = await Promise.all([page.waitForEvent("download"), page.evaluate((name) => [...document.querySelectorAll(".take button")].find((button) => button.firstChild.textContent === name).click(), name)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const ready = (page) => until(page, "the run is ready", () => document.querySelector(".progress")?.textContent.startsWith("Step 0") && [...document.querySelectorAll(".stage")].some((stage) => stage.checkVisibility() && stage.clientWidth)
  && (/NN, held out/.test(document.querySelector("#objective .numbers")?.textContent ?? "") || /Step 0: 5-NN/.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label") ?? "")));
const said = (page) => page.evaluate(() => document.querySelector(".take [role=status]").textContent);

browserTest("a run that starts by itself is measured from step 0 on, as any other", ["chromium"], async ({ open, page }) => {
  const numbers = async () => JSON.parse((await saved(page, "Numbers, JSON")).bytes);
  const link = "#v=1&seed=4&data=moons&batch=32&steps=10";
  await open(`index.html?backend=cpu&autoplay=1${link}`);
  await until(page, "it has stopped and is measured", () => document.getElementById("status").textContent.includes("Stopped after 10 steps") && /Step 10: 5-NN/.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label") ?? ""));
  const by = await numbers();
  await page.goto("about:blank");
  await open(`index.html?backend=cpu${link}`);
  await ready(page);
  await press(page, "Run");
  await until(page, "it has stopped and is measured", () => document.getElementById("status").textContent.includes("Stopped after 10 steps") && /Step 10: 5-NN/.test(document.querySelector(".chart:nth-of-type(2) .plot")?.getAttribute("aria-label") ?? ""));
  const pressed = await numbers();
  assert.deepEqual(by.loss, pressed.loss);
  // What only a look at the state itself can tell is not there.
  const [first, other] = [by, pressed].map(({ metrics }) => ({ ...metrics[0], inside: null, pretext: null }));
  assert.equal(first.step, 0);
  assert.deepEqual(first, other);
  assert.deepEqual(by.metrics.at(-1), pressed.metrics.at(-1));
});

browserTest("the menu saves the script, the numbers and the pictures", ["chromium"], async ({ open, page, shot }) => {
  await open("index.html?backend=cpu#v=1&seed=3&data=moons&batch=32");
  await ready(page);
  for (let step = 1; step <= 2; step++) {
    await press(page, "Step");
    await atStep(page, step);
  }
  const script = await saved(page, "PyTorch script");
  assert.equal(script.name, "nearfar_moons.py");
  assert.match(script.bytes.toString(), /^#!\/usr\/bin\/env python3\n"""\nTwo moons: NT-Xent\./);
  assert.match(script.bytes.toString(), /http:\/\/127\.0\.0\.1:\d+\/some\/base\/#v=1&seed=3&data=moons&batch=32\n/);
  assert.match(script.bytes.toString(), /^SEED = 3 .*\n(?:.*\n)*BATCH = 32 /m);

  const csv = (await saved(page, "Numbers, CSV")).bytes.toString().trim().split("\n").map((line) => line.split(","));
  assert.equal(csv[0][0], "step");
  const loss = csv[0].indexOf("loss");
  assert.ok(csv.every((row) => row.length === csv[0].length));
  const json = JSON.parse((await saved(page, "Numbers, JSON")).bytes);
  assert.deepEqual(json.steps, [1, 2]);
  assert.equal(json.config.seed, 3);
  const byStep = new Map(csv.slice(1).map((row) => [Number(row[0]), row]));
  assert.deepEqual([1, 2].map((step) => Number(byStep.get(step)[loss])), json.loss);
  const measured = json.metrics[0];
  assert.equal(Number(byStep.get(measured.step)[csv[0].indexOf("untrained.knnAccuracy")]), measured.untrained.knnAccuracy);

  const svg = await saved(page, "Curves, SVG");
  const text = svg.bytes.toString();
  // What is no image, or not well-formed, does not decode.
  const width = await page.evaluate(async (text) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    await image.decode();
    return image.naturalWidth;
  }, text);
  assert.equal(width, 480);
  assert.ok(text.match(/<g /g).length >= 2);
  const [, line] = /<path d="([^"]+)" fill="none"/.exec(text);
  // Of two losses, the larger is higher up.
  const heights = [...line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  assert.equal(heights.length, 2);
  assert.equal(heights[0] < heights[1], json.loss[0] > json.loss[1]);

  for (const [name, section] of [["Data, SVG", "#data"], ["Embedding, SVG", "#embedding"]]) {
    const figure = (await saved(page, name)).bytes.toString();
    const { title, about, wide } = await page.evaluate(async ([text, section]) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
      await image.decode();
      const [title, about] = ["h2", ".sub"].map((of) => document.querySelector(`${section} ${of}`).textContent);
      return { title, about, wide: image.naturalWidth - document.querySelector(`${section} .stage`).clientWidth };
    }, [figure, section]);
    assert.ok(Math.abs(wide) < 1);
    const written = [...figure.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    assert.deepEqual([figure.includes(`<title>${title}</title>`), written[0], written.join(" ").includes(about)], [true, title, true]);
    // 1,200 points of two classes, and the classes in the key.
    const fills = [...figure.matchAll(/<path d="[^"]*" transform="[^"]*" fill="([^"]*)"/g)].map(([, fill]) => fill);
    const [one] = fills;
    assert.deepEqual([fills.length, fills.filter((fill) => fill === one).length], [1202, 601]);
    assert.doesNotMatch(figure, / style=/);
  }
  const pixels = (await saved(page, "Curves, PNG")).bytes;
  assert.deepEqual([pixels.subarray(1, 4).toString(), pixels.readUInt32BE(16)], ["PNG", 960]);

  for (const [name, section] of [["Data, PNG", "#data"], ["Embedding, PNG", "#embedding"]]) {
    const { bytes } = await saved(page, name);
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    const width = await page.evaluate((section) => document.querySelector(`${section} .stage`).clientWidth, section);
    assert.equal(bytes.readUInt32BE(16), 2 * width, "two pixels for each of the page's");
  }
  await until(page, "the picture is as it was", () => {
    const stage = document.querySelector("#data .stage");
    return stage.querySelector("canvas").width === Math.round(stage.clientWidth * Math.min(2, devicePixelRatio));
  });
  assert.match(await said(page), /^Saved: nearfar-moons-embedding\.png\.$/);
  await shot("export-menu");
  await sound(page, ".take");
  await page.keyboard.press("Escape");
});

browserTest("a script of one's own data brings their file along", ["chromium"], async ({ open, page }) => {
  await open("index.html?backend=cpu#v=1&seed=1&data=moons&batch=16");
  await ready(page);
  await page.evaluate((text) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], "large.csv", { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
  }, `${Array.from({ length: 20 }, (_, j) => `x${j}`).join()},kind\n${Array.from({ length: 300 }, (_, i) => `${Array.from({ length: 20 }, (_, j) => Math.sin(i * j).toFixed(4)).join()},k${i % 3}`).join("\n")}`);
  await until(page, "the preview is there", () => document.querySelector("dialog.preview[open]"));
  await press(page, "Use these data");
  await until(page, "the table is there", () => location.hash.includes("data=own-table"));
  await ready(page);
  const downloads = [];
  page.on("download", (one) => downloads.push(one));
  const script = await saved(page, "PyTorch script");
  await until(page, "both are named", () => /^Saved: nearfar_own_table\.py and nearfar_own_table_[0-9a-f]{16}\.npy\. Keep them in one folder\.$/.test(document.querySelector(".take [role=status]").textContent));
  while (downloads.length < 2) await page.waitForEvent("download");
  const data = readFileSync(await downloads[1].path());
  assert.equal(data.subarray(1, 6).toString(), "NUMPY");
  assert.match(data.toString("latin1"), /'shape': \(300, 21\)/);
  assert.ok(script.bytes.toString().includes(downloads[1].suggestedFilename()));
});

browserTest("what cannot be saved is said", ["chromium"], async ({ open, page }) => {
  await open("index.html?backend=cpu#v=1&seed=1&data=moons&lens=byhand");
  await ready(page);
  await page.evaluate(() => (document.querySelector(".take").open = true));
  const refused = async (name, expected) => {
    await page.evaluate((name) => [...document.querySelectorAll(".take button")].find((button) => button.firstChild.textContent === name).click(), name);
    await until(page, `the menu says ${expected}`, (expected) => document.querySelector(".take [role=status]").textContent.includes(expected), expected);
  };
  await refused("Data, PNG", "not on the screen");
});

browserTest("a metric run's values and pictures too", ["chromium"], async ({ open, page }) => {
  await open("index.html?backend=cpu#v=1&seed=1&task=metric&data=moons");
  await ready(page);
  await press(page, "Step");
  await atStep(page, 1);
  const [head, ...rows] = (await saved(page, "Numbers, CSV")).bytes.toString().trim().split("\n").map((line) => line.split(","));
  assert.deepEqual(head.slice(0, 3), ["step", "natural", "euclidean"]);
  assert.deepEqual(rows.map(([step]) => step), ["0", "1"]);
  assert.match((await saved(page, "Curves, SVG")).bytes.toString(), /h, natural descent/);
  assert.equal((await saved(page, "Data, PNG")).name, "nearfar-moons-data.png");
  assert.match((await saved(page, "PyTorch script")).bytes.toString(), /def closed_form/);
});

for (const viewport of [{ width: 360, height: 740 }, { width: 1440, height: 900 }]) {
  browserTest(`the menu fits ${viewport.width} px, in the dark`, ["chromium"], async ({ open, page, shot }) => {
    await open("index.html?backend=cpu#v=1&seed=1&data=moons");
    await ready(page);
    await page.evaluate(() => document.querySelector(".take summary").click());
    await until(page, "the menu is open", () => document.querySelector(".take .popover").checkVisibility());
    await shot(`export-${viewport.width}`);
    await sound(page, ".take");
    const box = await page.evaluate(() => {
      const { left, right } = document.querySelector(".take .popover").getBoundingClientRect();
      return { left, over: right - innerWidth };
    });
    assert.ok(box.left >= 0 && box.over <= 0, JSON.stringify(box));
  }, { viewport, colorScheme: "dark" });
}

browserTest("the API writes the script of any config, and refuses in a sentence", ["chromium", "firefox"], async (t) => {
  await openLab(t, { backend: "cpu" });
  const { digits, partial, refused } = await t.page.evaluate(async () => {
    const refused = await nearfar.exportTorch({ data: { name: "sentences" }, loss: { name: "supcon" } }).catch(({ name, message }) => ({ name, message }));
    return { digits: await nearfar.exportTorch(), partial: await nearfar.exportTorch({ data: { name: "iris" }, seed: 9 }), refused };
  });
  assert.match(digits, /FILE = """\n[A-Za-z0-9+/=\n]+\n"""/);
  assert.match(partial, /^SEED = 9 /m);
  assert.equal(refused.name, "InputError");
  assert.match(refused.message, /^loss is supcon, which is told labels/);
});
