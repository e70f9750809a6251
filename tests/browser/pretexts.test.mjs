// Pretexts on both backends by the API, and on the page: patches in place, sentences with their gap, one's own text.
import { assert, browserTest } from "./harness.mjs";
import { EVERYWHERE, openLab } from "./lab.mjs";
import { atStep, press, sound, until } from "./pages.mjs";

const CONFIGS = [
  { seed: 1, pretext: { name: "rotation" }, batch: 64 },
  { seed: 2, data: { name: "letters", n: 400 }, pretext: { name: "patch-location", jitter: 0 }, batch: 32 },
  { seed: 3, data: "sentences", batch: 32 },
  { seed: 4, data: "sentences", pretext: "cbow", loss: "info-nce", negatives: "batch", batch: 32 },
];

const seen = [];
for (const { browser, backend } of EVERYWHERE) {
  browserTest(`losses, metrics and questions, on ${backend}`, [browser], async (t) => {
    await openLab(t, { backend });
    const found = await t.page.evaluate(async (configs) => {
      const all = [];
      for (const config of configs) {
        const run = await lab.experiment(config);
        const losses = [...(await run.step(20))];
        const { pretext, neighbors, knnAccuracy, sentenceAccuracy, analogyAccuracy } = await run.metrics();
        const asked = await run.questions();
        const { dim } = await run.embeddings();
        all.push({ losses, pretext, neighbors, knnAccuracy, sentenceAccuracy, analogyAccuracy, asked, dim, digests: await run.digests(), target: run.info.target });
        run.dispose();
      }
      return all;
    }, CONFIGS);
    assert.deepEqual(found.map(({ target }) => target), ["answer", "answer", "word", "word"]);
    assert.deepEqual(found.map(({ dim }) => dim), [64, 9 * 32, 16, 16]);
    assert.deepEqual(found.map(({ neighbors }) => neighbors), [5, 5, 3, 3], "words are judged by fewer");
    [1 / 4, 1 / 8, 1 / 6, 1 / 32].forEach((chance, i) => assert.ok(Math.abs(found[i].pretext.chance - chance) < 1e-12));
    const [rotation, patches, words] = found.map(({ asked }) => asked);
    assert.deepEqual([rotation.answers.length, rotation.side, patches.side], [4, 8, 6]);
    for (const { places, pixels, chances } of patches.items) {
      assert.deepEqual([places.length, pixels.length, chances.length], [2, 72, 8]);
      assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-5);
    }
    for (const { sentence, asked, shown, guesses } of words.items) assert.ok(asked < sentence.length && shown.length === 1 && guesses.length === 6);
    assert.ok(found[2].sentenceAccuracy > 0 && found[2].analogyAccuracy >= 0 && found[0].sentenceAccuracy === null);
    seen.push(found);
    found.forEach(({ losses, digests }, i) => {
      assert.deepEqual(digests, seen[0][i].digests);
      losses.forEach((loss, step) => assert.ok(Math.abs(loss - seen[0][i].losses[step]) < 1e-4 * loss, `${i} at ${step}: ${loss} and ${seen[0][i].losses[step]}`));
    });
  });
}

browserTest("what a pretext has not is refused with a sentence", ["chromium"], async (t) => {
  await openLab(t, { backend: "cpu" });
  const found = await t.page.evaluate(async () => {
    const refusal = (promise) => promise.then(() => null, ({ name, message }) => `${name}: ${message}`);
    const [rotation, words, views] = [await lab.experiment({ pretext: "rotation" }), await lab.experiment({ data: "sentences" }), await lab.experiment({})];
    return [await refusal(rotation.batch()), await refusal(rotation.views(0)), await refusal(views.questions()), await refusal(views.analogy({ a: 0, b: 1, c: 2 })),
      await refusal(words.analogy({ a: 0, b: 1, c: 90 })), await refusal(words.analogy({ a: 0, b: 1 })), await refusal(lab.experiment({ data: { name: "letters" }, pretext: { name: "patch-location", size: 8 } }))];
  });
  const expected = [/^InputError: The pretext rotation compares no rows/, /^InputError: The pretext rotation makes no views/, /^InputError: The pretext contrastive asks which views/, /^InputError: Analogies are of words/,
    /^InputError: c is 90; it must be a whole number from 0 to 89/, /^InputError: c /, /^InputError: Two patches with pretext\.size 8, .* at most 16, the side of these images\.$/];
  expected.forEach((pattern, i) => assert.match(String(found[i]), pattern));
});

/** What the help says. */
async function helped(page) {
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog");
  const said = await dialog.textContent();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  return said;
}

browserTest("patches in place: every question can be looked at, and pretexts exchanged", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1440, height: 900 });
  await t.open("index.html?backend=cpu#v=1&seed=1&data=letters&pretext=patch-location&step=40");
  await atStep(t.page, "40");
  await until(t.page, "questions are shown", () => document.querySelectorAll(".strip li").length === 24 && document.querySelectorAll(".compass li").length === 9);
  const before = await t.page.getByText("1 of 24").count();
  assert.equal(before, 1);
  await press(t.page, "The next question");
  await until(t.page, "the second question", () => document.querySelector(".questions .turns")?.textContent.includes("2 of 24"));
  await press(t.page, "The question before");
  await press(t.page, "The question before");
  await until(t.page, "the last question", () => document.querySelector(".questions .turns")?.textContent.includes("24 of 24"));
  assert.deepEqual(await t.page.evaluate(() => [...document.querySelectorAll(".lenses button:not([hidden])")].map((one) => one.dataset.lens)), ["labels", "theorem"]);
  await sound(t.page, "#questions");
  await t.shot("pretext-patches");
  // A class is asked first: nothing says where the second patch lies, until it is shown; the next question is hidden again.
  const said = () => t.page.evaluate(() => [...document.querySelectorAll("#questions canvas[role=img], #questions .compass li")].map((one) => one.getAttribute("aria-label") + one.textContent).join("; "));
  assert.match(await said(), /of it another; the encoder says .*, right/);
  await t.page.getByRole("checkbox", { name: "Hide answers" }).press("Space");
  assert.doesNotMatch(await said(), /, right|\d|encoder says/);
  await sound(t.page, "#questions");
  await t.page.getByRole("button", { name: "Show the answer" }).press("Enter");
  assert.match(await said(), /the encoder says .*, right/);
  assert.equal(await t.page.evaluate(() => document.activeElement?.matches("#questions input[type=checkbox]")), true);
  await press(t.page, "The next question");
  assert.doesNotMatch(await said(), /, right|\d|encoder says/);
  await t.page.getByRole("checkbox", { name: "Hide answers" }).uncheck();
  assert.match(await said(), /the encoder says .*, right/);
  assert.match(await helped(t.page), /^How to read this pageTwo patches of one image: .*Page Up, Page Down.*Ctrl \+ Enter/s);
  // Another pretext on the same data, and back to the first.
  await t.page.getByRole("combobox", { name: /^Pretext/ }).selectOption("rotation");
  await until(t.page, "rotation is asked", () => document.querySelectorAll(".questions .answers li").length === 4);
  await until(t.page, "the link has it", () => location.hash.includes("data=letters&pretext=rotation"));
  await t.page.getByRole("combobox", { name: /^Pretext/ }).selectOption("contrastive");
  await until(t.page, "views are compared", () => document.getElementById("questions").hidden && document.querySelectorAll(".partners li").length > 3);
  await until(t.page, "the link has it no more", () => !location.hash.includes("pretext"));
});

browserTest("words stand beside their marks and cover none, and a lecture's picture has the categories", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1280, height: 720 });
  await t.page.addInitScript(() => {
    const { fillText, putImageData } = CanvasRenderingContext2D.prototype;
    const drawn = (globalThis.drawn = { marks: null, words: [] });
    const ours = ({ canvas }) => canvas.closest("#embedding") !== null;
    CanvasRenderingContext2D.prototype.putImageData = function (image, ...place) {
      if (ours(this)) Object.assign(drawn, { marks: image, words: [] });
      return putImageData.call(this, image, ...place);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...most) {
      if (ours(this)) drawn.words.push({ text, x, y, width: this.measureText(text).width });
      return fillText.call(this, text, x, y, ...most);
    };
  });
  await t.open("index.html?backend=cpu#lecture=words");
  await until(t.page, "the scene's words are drawn", () => document.querySelector('main[data-lecture="words"] #lecture .knob') !== null && globalThis.drawn.words.length > 20);
  const { written, touching } = await t.page.evaluate(() => {
    const { marks, words } = globalThis.drawn;
    const painted = (left, right, y) => {
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(marks.width, right); x++) for (let row = Math.floor(y) - 2; row <= y + 2; row++) if (marks.data[4 * (row * marks.width + x) + 3]) return true;
      return false;
    };
    return { written: words.length, touching: words.filter(({ x, y, width }) => painted(x, x + width, y)).length };
  });
  assert.ok(written > 25, `${written} words are written`);
  assert.equal(touching, 0, "words are on a mark");
  const categories = await t.page.evaluate(() => [...document.querySelectorAll("#embedding .legend li")].filter((one) => one.checkVisibility()).map((one) => one.textContent));
  assert.equal(categories.length, 15);
  assert.ok(categories.includes("cities"), `${categories}`);
});

browserTest("words: the gap, neighbours, analogies, and a text of one's own", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1440, height: 900 });
  await t.open("index.html?backend=cpu#v=1&seed=1&data=sentences&pretext=cbow&step=700");
  await atStep(t.page, "700");
  await until(t.page, "a sentence with its gap", () => document.querySelector(".sentence .gap") && document.querySelectorAll(".questions .answers li").length === 6);
  const [gap, guesses] = [t.page.locator(".sentence .gap b"), t.page.locator(".questions .answers")];
  const word = await gap.textContent();
  await t.page.getByRole("checkbox", { name: "Hide answers" }).check();
  assert.equal(await gap.textContent(), "?");
  assert.equal(await guesses.isVisible(), false);
  await t.page.getByRole("button", { name: "Show the answer" }).click();
  assert.deepEqual([await gap.textContent(), await guesses.isVisible()], [word, true]);
  await press(t.page, "The next question");
  assert.equal(await gap.textContent(), "?");
  await t.page.getByRole("checkbox", { name: "Hide answers" }).uncheck();
  assert.match(await helped(t.page), /a word and its company come nearer/);
  for (const [name, word] of [["a of", "paris"], ["b of", "france"], ["c of", "rome"]]) {
    const field = t.page.getByLabel(name);
    await field.fill(word);
    await field.press("Tab");
  }
  await until(t.page, "the analogy is found", () => document.querySelector("ol[aria-label=d] button")?.textContent === "italy");
  await t.page.getByLabel("Word whose neighbours are shown").fill("nobody");
  await t.page.getByLabel("Word whose neighbours are shown").press("Tab");
  await until(t.page, "an unknown word is named", () => document.querySelector(".word-play [role=status]")?.textContent === "“nobody” is no word of this text.");
  await sound(t.page, "#questions");
  await t.shot("pretext-words");

  await t.page.locator("input[name=dataset][value=text]").check({ force: true });
  const area = t.page.getByLabel("Your text");
  await area.waitFor();
  await area.fill("one two");
  await t.page.getByRole("button", { name: "Use this text" }).click();
  await until(t.page, "a text that is too short is refused", () => document.querySelector(".pasted .problem").textContent.startsWith("Your text has 2 different words; it must have at least 12"));
  await area.fill("The <b>cat</b> & the dog ate all of the bread. A man saw them, and they ran to the hills together.");
  await t.page.getByRole("button", { name: "Use this text" }).click();
  await until(t.page, "the text is in the link", () => location.hash.includes("data.text=The%20%3Cb%3Ecat"));
  await until(t.page, "its words are known", () => [...document.querySelectorAll("datalist option")].some((one) => one.value === "hills"));
  assert.equal(await t.page.evaluate(() => document.querySelectorAll("#main b b, .sentence i").length), 0);
});

browserTest("on a phone", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 360, height: 760 });
  for (const hash of ["data=letters&pretext=patch-location&step=5", "data=sentences&step=5"]) {
    await t.open(`index.html?backend=cpu#v=1&seed=1&${hash}`);
    await atStep(t.page, "5");
    await until(t.page, "questions are shown", () => document.querySelectorAll(".strip li").length === 24);
    await sound(t.page, "#questions");
  }
  await t.shot("pretext-phone");
});
