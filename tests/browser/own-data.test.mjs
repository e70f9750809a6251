// Data of one's own: dropped, pasted or chosen; looked at before they replace anything; in a link where they are small, and
// asked for by their fingerprint where they are not.
import { readFileSync } from "node:fs";
import { assert, BLANK, browserTest } from "./harness.mjs";
import { defineRefusal, openLab } from "./lab.mjs";
import { atStep, press, refuseDatabases, sound, until } from "./pages.mjs";

const PAGE = "index.html?backend=cpu#v=1&seed=1&data=moons&batch=16";
const rows = (count, row) => Array.from({ length: count }, (_, i) => row(i)).join("\n");
const FLOWERS = `length,width,species\n${rows(30, (i) => `${1 + (i % 3) + i / 100},${2 - (i % 3) / 2},kind ${i % 3}`)}\n`;

const ready = (page) => until(page, "the page is ready", () => document.querySelector(".progress")?.textContent.startsWith("Step 0") && document.querySelector(document.querySelector("#main").dataset.task === "metric" ? "#plane h2" : "#data h2")?.textContent);
/** A file let go of over the page, as a person would. */
const drop = (page, name, text) => page.evaluate(([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/csv" }));
  const at = document.querySelector("#data");
  for (const kind of ["dragenter", "dragover", "drop"]) at.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
}, [name, text]);
const paste = (page, text) => page.evaluate((text) => {
  const carried = new DataTransfer();
  carried.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: carried }));
}, text);
const previewed = (page) => until(page, "the preview is there", () => document.querySelector("dialog.preview[open]"));
const said = (page) => page.evaluate(() => document.querySelector(".preview .said").textContent);
const alerts = (page, text) => until(page, `an alert says ${text}`, (text) => document.querySelector("#alerts").textContent.includes(text), text);
const arrived = (page, name) => until(page, `${name} is on the screen`, (name) => location.hash.includes(`data=${name}`) && document.querySelector(".progress")?.textContent.startsWith("Step 0") && document.querySelector(document.querySelector("#main").dataset.task === "metric" ? "#plane h2" : "#data h2")?.textContent && !document.querySelector("dialog[open]"), name);
const choose = (page, label, value) => page.evaluate(([label, value]) => {
  const found = [...document.querySelectorAll(".preview .choice")].find((one) => one.querySelector("label").textContent === label).querySelector("select");
  found.value = value;
  found.dispatchEvent(new Event("change"));
}, [label, value]);
const use = async (page, name) => {
  await press(page, "Use these data");
  await arrived(page, name);
};

/** The page with that table on it. */
async function withFlowers(t) {
  await t.open(PAGE);
  await ready(t.page);
  await drop(t.page, "flowers.csv", FLOWERS);
  await previewed(t.page);
  await use(t.page, "own-table");
}

for (const [how, give] of [["dropped", (t) => drop(t.page, "flowers.csv", FLOWERS)], ["pasted", (t) => paste(t.page, FLOWERS)]]) {
  browserTest(`a table that is ${how} is looked at, used, and trained on`, ["chromium"], async (t) => {
    await t.open(PAGE);
    await ready(t.page);
    await give(t);
    await previewed(t.page);
    assert.match(await said(t.page), /30 rows, 2 features, standardised.*3 classes: kind 0 \(10\), kind 1 \(10\), kind 2 \(10\)/s);
    assert.ok(await t.page.evaluate(() => location.hash.includes("data=moons")), "nothing is replaced yet");
    await use(t.page, "own-table");
    await press(t.page, "Step");
    await atStep(t.page, 1);
    await until(t.page, "it is in the chooser", () => [...document.querySelectorAll(".dataset")].some((one) => !one.hidden && one.title.startsWith("Your own data") && one.querySelector("input").checked));
  });
}

browserTest("a table in a file, or typed in, and thought better of", ["chromium"], async (t) => {
  await t.open(PAGE);
  await ready(t.page);
  await press(t.page, "Your own data …");
  await t.page.locator("#own-file").setInputFiles({ name: "flowers.csv", mimeType: "text/csv", buffer: Buffer.from(FLOWERS) });
  await previewed(t.page);
  await press(t.page, "Cancel");
  await until(t.page, "it is closed", () => !document.querySelector("dialog"));
  assert.ok(await t.page.evaluate(() => location.hash.includes("data=moons")));
  await press(t.page, "Your own data …");
  await t.page.getByLabel("Your data, as text").fill(FLOWERS);
  await press(t.page, "Read the text");
  await previewed(t.page);
  await use(t.page, "own-table");
});

browserTest("a file that is given while another is looked at takes its place", ["chromium"], async (t) => {
  await t.open(PAGE);
  await ready(t.page);
  const looked = (name) => until(t.page, `only ${name} is looked at`, (name) => [...document.querySelectorAll("dialog")].map((one) => one.querySelector("h2").textContent).join() === name, name);
  await drop(t.page, "first.csv", FLOWERS);
  await looked("first.csv");
  await drop(t.page, "second.csv", FLOWERS.replace("1", "2"));
  await looked("second.csv");
  // One that takes long to read, and another before it is read.
  await drop(t.page, "long.csv", `a,b\n${"1,2\n".repeat(40_000)}`);
  await drop(t.page, "third.csv", FLOWERS);
  await looked("third.csv");
  await use(t.page, "own-table");
  assert.equal(await t.page.evaluate(() => document.querySelector("#alerts").textContent), "");
  assert.ok(await t.page.evaluate(() => [...document.querySelectorAll(".dataset")].some(({ title }) => title.endsWith("third.csv"))));
});

browserTest("separators, decimal commas, missing values, no labels", ["chromium"], async (t) => {
  await t.open(PAGE);
  await ready(t.page);
  // As a German spreadsheet writes it, with a mark of its encoding.
  await drop(t.page, "german.csv", `\ufeffgröße;breite;klasse\r\n${rows(20, (i) => `${i};${i},5;"k;${i % 2}"`).replaceAll("\n", "\r\n")}\r\n`);
  await previewed(t.page);
  assert.match(await said(t.page), /20 rows, 2 features.*2 classes: k;0 \(10\), k;1 \(10\)/s);
  assert.deepEqual(await t.page.evaluate(() => [...document.querySelectorAll(".preview .choice select")].map(({ value }) => value)), ["true", ";", ",", "=klasse"]);
  await choose(t.page, "Label column", "");
  assert.match(await said(t.page), /No labels: what needs them is not measured/);
  await use(t.page, "own-table");
  await until(t.page, "accuracy is no number", () => document.querySelector("#curves").textContent.length > 0 && !/accuracy[^%]*\d+ ?%/.test(document.querySelector("#curves").textContent));
  await press(t.page, "Step");
  await atStep(t.page, 1);
  // Missing values, and a column that is none.
  await drop(t.page, "gaps.tsv", `a\tb\tlabel\n${rows(20, (i) => `${i === 3 ? "NA" : i}\t${i === 5 ? "?" : i * i}\t${i === 7 ? "" : `c${i % 2}`}`)}\n`);
  await previewed(t.page);
  assert.match(await said(t.page), /17 rows, 2 features.*3 rows left out.*1 row has no label/s);
  await choose(t.page, "Missing values", "mean");
  assert.match(await said(t.page), /19 rows, 2 features.*1 row left out.*2 missing values replaced by the column’s mean/s);
  await use(t.page, "own-table");
  // A table of numbers without names.
  await drop(t.page, "bare.csv", rows(20, (i) => `${i},${(i * 7) % 5},${i % 2}`));
  await previewed(t.page);
  assert.match(await t.page.evaluate(() => document.querySelector(".preview thead").textContent), /x1x2x3/);
  await choose(t.page, "Label column", "=x3");
  assert.match(await said(t.page), /2 classes: 0 \(10\), 1 \(10\)/);
});

browserTest("without labels no negative is called false", ["chromium"], async (t) => {
  await t.open(PAGE);
  await ready(t.page);
  const said = () => t.page.evaluate(() => document.querySelector("#anchor").textContent);
  await until(t.page, "the anchor has its negatives", () => /negatives are false/.test(document.querySelector("#anchor").textContent));
  await drop(t.page, "bare.csv", `x,y\n${rows(40, (i) => `${i / 7},${Math.sin(i)}`)}\n`);
  await previewed(t.page);
  await use(t.page, "own-table");
  await until(t.page, "it is said", () => document.querySelector("#anchor").textContent.includes("Without labels nobody knows which negatives are false."));
  assert.doesNotMatch(await said(), /of its own class/);
  assert.equal(await t.page.evaluate(() => document.querySelectorAll("#anchor .negative.false").length), 0);
  await press(t.page, "Inside");
  await until(t.page, "the lens says so", () => document.querySelector("#lens .found")?.textContent.includes("Without labels nobody knows which of them are false."));
  assert.deepEqual(await t.page.evaluate(() => [...document.querySelectorAll(".numbers-inside tbody tr")].slice(0, 3).flatMap((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent))), Array(6).fill("–"));
});

browserTest("what is wrong is said with its line and column, and what would be right", ["chromium"], async (t) => {
  await t.open(PAGE);
  await ready(t.page);
  const wrong = [
    ["short.csv", "a,b\n1,2\n", "short.csv has 1 row of data; it must have at least 8"],
    ["ragged.csv", FLOWERS.replace("\n1", "\n9,9,9,9\n1"), "Line 2 of ragged.csv has 4 cells; it must have 3"],
    ["open.csv", `${FLOWERS}1,2,"open\n3,4,x\n`, "Line 32, column 3 of open.csv has a quotation mark that is not closed"],
    ["wide.csv", `${rows(1, () => "1,".repeat(1200))}\n`, "wide.csv has 1201 columns; it must have at most 1000"],
    ["long.csv", `a,b\n${"1,2\n".repeat(50_001)}`, "long.csv has more than 50,000 rows"],
    ["note.csv", `# taken in May\n${FLOWERS}`, "Line 1 of note.csv begins with #; take such lines out"],
    ["late.csv", `${FLOWERS}# the end\n`, "Line 32 of late.csv has 1 cell; it must have 3, as the first line. Lines that begin with # are no rows"],
    ["colon.csv", `sep=:\n${FLOWERS.replaceAll(",", ":")}`, 'colon.csv names ":" as its separator; it must be comma, semicolon, tab or vertical bar |'],
    ["endless.csv", `${FLOWERS}1,"${"2,".repeat(800_000)}`, "Line 32, column 2 of endless.csv does not end"],
    ["sheet.xlsx", "PK\u0003\u0004", "sheet.xlsx is a spreadsheet"],
    ["empty.csv", "", "empty.csv is empty"],
  ];
  for (const [name, text, message] of wrong) {
    await drop(t.page, name, text);
    await alerts(t.page, message);
  }
  await drop(t.page, "word.csv", FLOWERS.replace("1.03", "tall").replace("1.06", '"1,06"'));
  await previewed(t.page);
  assert.match(await said(t.page), /Line 5, column "length": "tall" is no number, nor are 1 more; write a number, leave it empty/);
  assert.ok(await t.page.evaluate(() => document.querySelector(".preview .primary").disabled));
  await t.page.locator('[data-key="=length"]').uncheck();
  assert.ok(await t.page.evaluate(() => !document.querySelector(".preview .primary").disabled && document.activeElement.dataset.key === "=length"));
  await use(t.page, "own-table");
});

browserTest("what else tables are like: separators, names twice, and columns that are no features", ["chromium"], async (t) => {
  await t.open(PAGE);
  await ready(t.page);
  const reads = async (name, text, ...sentences) => {
    await drop(t.page, name, text);
    await until(t.page, `${name} is looked at`, (name) => document.querySelector("dialog.preview[open] h2")?.textContent === name, name);
    const told = await t.page.evaluate(() => document.querySelector(".preview .sub").textContent + document.querySelector(".preview .said").textContent);
    for (const sentence of sentences) assert.ok(told.includes(sentence), `${told} has no ${sentence}`);
    const names = await t.page.evaluate(() => [...document.querySelectorAll(".preview th")].map(({ textContent }) => textContent));
    await press(t.page, "Cancel");
    await until(t.page, "it is closed", () => !document.querySelector("dialog"));
    return names;
  };
  await reads("bars.txt", FLOWERS.replaceAll(",", "|"), "30 rows, 2 features", "3 classes");
  await reads("excel.csv", `sep=;\r\n${FLOWERS.replaceAll(",", ";").replaceAll("\n", "\r\n")}`, "30 rows, 2 features", "3 classes");
  await reads("blanks.csv", FLOWERS.replaceAll(",", " "), "All of it is one column of text. Between cells there must be a comma, semicolon, tab or vertical bar |");
  assert.deepEqual(await reads("twice.csv", `a,a (2),a,a\n${rows(9, (i) => `${i},${i % 2},${i % 3},${i % 4}`)}\n`), ["a", "a (2)", "a (3)", "a (4)"]);
  await reads("one.csv", `a\n${rows(9, (i) => i)}\n`, "9 rows of 1 column.");
  await reads("kinds.csv", `id,day,price,mass,note,value\n${rows(20, (i) => `${i},2024-05-${10 + i},"1,${200 + i}",1e${300 + i},word ${i},${i * i}`)}\n`,
    'Not features: id (it only numbers the rows), day (dates), price ("1,200" has a sign between thousands; write 1200), mass ("1e300" is too large; at most 3.4e38), note (text).');
  await reads("large.csv", `a,b\n${rows(20, (i) => `${i === 3 ? "1e300" : i},${i === 4 ? "-inf" : i}`)}\n`, 'Line 5, column "a": "1e300" is too large; a number must be finite, from −3.4e38 to 3.4e38.', 'Line 6, column "b": "-inf" is too large');
  await reads("names.csv", `a,b,label\n${rows(120, (i) => `${i},${i % 7},kind ${i}`)}\n`, "No labels", 'Column "label" has more than 100 different values; a label column has at most 100.');
  const years = (label) => `name,2019,2020,label\n${rows(20, (i) => `${label(i)},${i},${i * i},k${i % 2}`)}\n`;
  await reads("years.csv", years((i) => `n${i}`), "The first line is read as data. If it has the names of the columns, choose that under First line.");
  await reads("years2.csv", years((i) => i), 'Line 1, column "x1": "name" is no number', "choose that under First line.");
});

browserTest("names are letters, never markup", ["chromium"], async (t) => {
  await t.open(PAGE);
  await ready(t.page);
  const payload = "<img src=x onerror=alert(1)>";
  await drop(t.page, `${payload}.csv`, `${payload},b,"<script>alert(2)</script>"\n${rows(20, (i) => `${i},${i % 5},"</td><svg onload=alert(${i % 2})>"`)}\n`);
  await previewed(t.page);
  const planted = () => document.querySelectorAll("img, svg[onload], main script, dialog script, dialog svg").length;
  assert.equal(await t.page.evaluate(planted), 0);
  assert.ok((await t.page.evaluate(() => document.querySelector(".preview h2").textContent)).startsWith(payload));
  await use(t.page, "own-table");
  await press(t.page, "Step");
  await atStep(t.page, 1);
  assert.equal(await t.page.evaluate(planted), 0);
});

browserTest("small data travel in the link; what is changed on the way is refused", ["chromium"], async (t) => {
  await withFlowers(t);
  const hash = await t.page.evaluate(() => location.hash);
  assert.match(hash, /&own=[\w-]+$/);
  await press(t.page, "Share");
  await until(t.page, "its size is said", () => /Your data are in the link: 0\.\d kB/.test(document.querySelector('dialog[aria-label="Share this experiment"]')?.textContent));
  await press(t.page, "Close");
  // Only Share hands them on.
  const apart = "(with your own data, flowers.csv; they are not in this link)";
  await until(t.page, "the printed link is without them", (apart) => document.getElementById("printed-link").textContent.endsWith(apart), apart);
  assert.ok(!(await t.page.evaluate(() => document.getElementById("printed-link").textContent)).includes("own="));
  for (const name of ["Curves, SVG", "Numbers, JSON"]) {
    const [file] = await Promise.all([t.page.waitForEvent("download"), t.page.evaluate((name) => {
      document.querySelector(".take").open = true;
      [...document.querySelectorAll(".take button")].find((button) => button.firstChild.textContent === name).click();
    }, name)]);
    const text = readFileSync(await file.path(), "utf8");
    assert.ok(text.includes("data.hash=") && !text.includes("own="), name);
    if (name === "Curves, SVG") assert.ok(text.includes(apart), name);
  }
  // Another browser, which has never seen the file.
  const context = await t.browser.newContext();
  const other = await context.newPage();
  await other.goto(t.url + `index.html?backend=cpu${hash}`);
  await arrived(other, "own-table");
  await until(other, "they are in the chooser", () => [...document.querySelectorAll(".dataset")].some(({ title, hidden }) => !hidden && title === "Your own data: flowers.csv"));
  assert.equal(await other.evaluate(() => document.querySelector("#alerts").textContent), "");
  assert.equal(await other.evaluate(() => location.hash), hash);
  // A letter changed, data for other settings, and a bomb.
  for (const bad of [hash.replace(/own=..../, "own=AAAA"), hash.replace(/data\.hash=.{16}/, "data.hash=0123456789abcdef"), hash.replace(/own=.*/, `own=${"A".repeat(7000)}`)]) {
    await other.evaluate((bad) => (location.hash = bad), bad.replace(/data\.hash=.{15}/, bad.includes("0123456789abcdef") ? "$&" : "data.hash=012345678900000"));
    await alerts(other, "This link could not be read, so nothing was changed.");
    await until(other, "the address is as it was", (hash) => location.hash === hash, hash);
    await press(other, "Dismiss");
  }
  await context.close();
});

browserTest("a page in a frame keeps nothing on the device", ["chromium"], async (t) => {
  await withFlowers(t);
  const hash = await t.page.evaluate(() => location.hash);
  const kept = (page) => page.evaluate(async () => [...(await indexedDB.databases()).map(({ name }) => name), ...Object.keys(localStorage), ...(await globalThis.caches.keys())]);
  assert.deepEqual(await kept(t.page), ["nearfar-data"], "a page of its own does");
  for (const embed of ["&embed=1", ""]) {
    const context = await t.browser.newContext();
    const other = await context.newPage();
    await other.goto(new URL(BLANK, t.url).href);
    await other.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src, title: "frame", width: 1200, height: 800 })), `${t.url}index.html?backend=cpu${embed}${hash}`);
    const frame = await other.waitForSelector("iframe").then((element) => element.contentFrame());
    await arrived(frame, "own-table");
    await until(frame, "they are in the chooser", () => [...document.querySelectorAll(".dataset")].some(({ title, hidden }) => !hidden && title === "Your own data: flowers.csv"));
    assert.equal(await frame.evaluate(() => document.getElementById("notices").textContent.trim()), "", "nor is anything lost");
    await frame.evaluate(() => {
      const theme = document.querySelector(".tools .theme");
      theme.value = "dark";
      theme.dispatchEvent(new Event("change"));
      document.querySelector(".history").click();
    });
    await until(frame, "it says so", () => document.querySelector("dialog[open] p")?.textContent.startsWith("A page within another one keeps nothing on your device."));
    await frame.evaluate(() => {
      document.querySelector("dialog[open]").close();
      location.hash = "lecture=near-and-far";
    });
    await until(frame, "a scene of the lecture is on", () => document.querySelector("#lecture h2")?.textContent === "Near and far");
    await until(frame, "it is dark", () => document.documentElement.dataset.theme === "dark");
    assert.deepEqual(await kept(other), []);
    await frame.evaluate(() => {
      const language = document.querySelector(".tools .language");
      language.value = "de";
      language.dispatchEvent(new Event("change"));
    });
    await other.waitForFunction(() => document.querySelector("iframe").contentDocument?.documentElement?.lang === "de" && document.querySelector("iframe").contentDocument.querySelector("#lecture h2"));
    assert.deepEqual(await kept(other), []);
    await context.close();
  }
});

browserTest("a link for data of one's own that does not name them is a bad link", ["chromium"], async (t) => {
  for (const [name, more] of [["own-table", ""], ["own-images", "&task=metric"], ["own-table", "&data.hash="]]) {
    await t.page.goto("about:blank");
    await t.open(`index.html?backend=cpu#v=1&seed=1&data=${name}${more}`);
    await alerts(t.page, "This link could not be read, so nothing was changed. It is for data of somebody's own and does not say which");
    await ready(t.page);
    assert.ok(!(await t.page.evaluate(() => document.querySelector("#alerts").textContent)).includes("addData"));
    assert.match(await t.page.evaluate(() => document.querySelector(".progress").textContent), /Step 0 of [1-9]/, "the page's own experiment is there");
  }
  await press(t.page, "Step");
  await atStep(t.page, 1);
  await t.page.evaluate(() => (location.hash = "#v=1&seed=1&data=own-table"));
  await alerts(t.page, "does not say which");
  assert.ok(await t.page.evaluate(() => document.querySelector(".progress").textContent.startsWith("Step 1 ")), "what was there stays");
  await press(t.page, "Share");
  await until(t.page, "Share has a link", () => document.querySelector('dialog input[aria-label="Link"]')?.value);
  const link = await t.page.evaluate(() => document.querySelector('dialog input[aria-label="Link"]').value);
  assert.ok(link.includes("v=1") && !link.includes("own-"), link);
});

browserTest("data that the browser does not keep and no link holds: it is said", ["chromium"], async (t) => {
  await t.page.addInitScript(refuseDatabases);
  await t.open(PAGE);
  await ready(t.page);
  const said = () => t.page.evaluate(() => document.querySelector("#status").textContent);
  await drop(t.page, "small.csv", FLOWERS);
  await previewed(t.page);
  await use(t.page, "own-table");
  await until(t.page, "they are in the chooser", () => [...document.querySelectorAll(".dataset")].some(({ title, hidden }) => !hidden && title === "Your own data: small.csv"));
  assert.ok(!(await said()).includes("could not be kept"), "the link holds them");
  await drop(t.page, "large.csv", `${Array.from({ length: 20 }, (_, j) => `x${j}`).join()}\n${rows(2000, (i) => Array.from({ length: 20 }, (_, j) => Math.sin(i * 31 + j * 7).toFixed(6)).join())}\n`);
  await previewed(t.page);
  await press(t.page, "Use these data");
  await until(t.page, "it is said", () => document.querySelector("#status").textContent.includes("large.csv could not be kept in this browser: after a reload you give it again."));
});

browserTest("larger data are asked for, checked, and found again after a reload", ["chromium"], async (t) => {
  const text = readFileSync(new URL("../../www/public/data/breast_cancer.csv", import.meta.url), "utf8");
  await t.open(PAGE);
  await ready(t.page);
  await drop(t.page, "cancer (1).csv", text);
  await previewed(t.page);
  await use(t.page, "own-table");
  const hash = await t.page.evaluate(() => location.hash);
  assert.match(hash, /&own\.file=/);
  // What ends a link in Markdown ends none here.
  await press(t.page, "Share");
  await until(t.page, "the snippet is there", () => document.querySelector('input[aria-label="Markdown"]')?.value);
  const [snippet, link] = await t.page.evaluate(() => ["Markdown", "Link"].map((name) => document.querySelector(`input[aria-label="${name}"]`).value));
  assert.match(snippet, /^\[Nearfar\]\([^()]*%281%29[^()]*\)$/);
  assert.ok(link.includes("(1)"));
  await press(t.page, "Close");
  const print = hash.match(/data\.hash=(\w{16})/)[1];
  await t.page.reload();
  await arrived(t.page, "own-table");
  assert.equal(await t.page.evaluate(() => location.hash), hash);
  await t.page.goBack();
  await arrived(t.page, "moons");
  await t.page.goForward();
  await arrived(t.page, "own-table");

  const context = await t.browser.newContext();
  const other = await context.newPage();
  await other.goto(t.url + "index.html?backend=cpu#v=1&seed=1&data=moons&batch=16");
  await ready(other);
  await press(other, "Step");
  await atStep(other, 1);
  await other.evaluate((hash) => (location.hash = hash), hash);
  await until(other, "the file is asked for", (print) => document.querySelector("#status").textContent.includes(`This link needs cancer (1).csv with fingerprint ${print}; drop it here`), print);
  assert.ok(await other.evaluate(() => document.querySelector(".progress").textContent.startsWith("Step 1 ")), "what was there stays");
  await drop(other, "cancer (1).csv", text.replace("17.99", "18.99"));
  await alerts(other, "is not the file that the link needs: its fingerprint is");
  await previewed(other);
  await press(other, "Cancel");
  await drop(other, "cancer (1).csv", text);
  await arrived(other, "own-table");
  assert.equal(await other.evaluate(() => location.hash), hash);
  await context.close();
});

browserTest("metric learning on a table of one's own", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&task=metric&data=iris");
  await ready(t.page);
  await drop(t.page, "flowers.csv", readFileSync(new URL("../../www/public/data/iris.csv", import.meta.url), "utf8"));
  await previewed(t.page);
  await use(t.page, "own-table");
  assert.ok(await t.page.evaluate(() => location.hash.includes("task=metric") && document.querySelector("#alerts").textContent === ""));
});

const UNLABELLED = `a,b,c\n${rows(24, (i) => `${i},${(i * i) % 11},${(i * 5) % 7}`)}\n`;
/** It is said that pairs come by hand, and one can be drawn. */
async function drawsPairs(page) {
  await until(page, "it is said how pairs come", () => document.querySelector("#status").textContent.includes("These data have no labels, so pairs are drawn by hand"));
  await until(page, "the link says so", () => /task=metric.*pairs\.source=drawn/.test(location.hash) && /objective\.lambda=1/.test(location.hash));
  assert.equal(await page.evaluate(() => document.querySelector("#alerts").textContent), "");
  await until(page, "there are none yet", () => /\|S\| 0\|D\| 0/.test(document.querySelector("#objective .numbers")?.textContent));
  await press(page, "Connect as similar");
  await page.evaluate(() => document.querySelector("#plane .stage").focus());
  for (const key of ["ArrowRight", "Enter", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await until(page, "there is one", () => /pairs\.similar=\d+-\d+/.test(location.hash) && /\|S\| 1\|D\| 0/.test(document.querySelector("#objective .numbers")?.textContent));
}

browserTest("metric learning without labels: said before anything is replaced, and pairs are drawn by hand", ["chromium"], async (t) => {
  await t.open("index.html?backend=cpu#v=1&seed=1&task=metric&data=iris");
  await ready(t.page);
  await drop(t.page, "bare.csv", UNLABELLED);
  await previewed(t.page);
  assert.match(await said(t.page), /No labels, so there are no pairs yet: you will draw them yourself, with λ = 1/);
  await use(t.page, "own-table");
  await drawsPairs(t.page);
  // The other task, and back.
  const task = (name) => t.page.evaluate((name) => {
    const select = document.querySelector("#controls select");
    select.value = name;
    select.dispatchEvent(new Event("change"));
  }, name);
  await task("contrastive");
  await until(t.page, "an encoder is trained on them", () => document.querySelector("#main").dataset.task === "contrastive" && /data=own-table/.test(location.hash) && !/task=metric/.test(location.hash));
  await until(t.page, "nothing is said of pairs", () => !document.querySelector("#status").textContent.includes("drawn by hand"));
  await task("metric");
  await drawsPairs(t.page);
  // What the engine refuses leaves no data set behind that could not be chosen.
  await drop(t.page, "wide.csv", `${Array.from({ length: 300 }, (_, i) => `f${i}`)}\n${rows(20, (i) => Array.from({ length: 300 }, (_, j) => (i * j) % 13))}\n`);
  await previewed(t.page);
  await press(t.page, "Use these data");
  await alerts(t.page, "for metric learning there may be");
  assert.equal(await t.page.evaluate(() => [...document.querySelectorAll(".dataset")].find(({ title }) => title.startsWith("Your own data")).title), "Your own data: bare.csv");
});

browserTest("a hundred classes: the legend is short, and all of it can be reached with the keyboard", ["chromium"], async (t) => {
  await t.page.setViewportSize({ width: 1440, height: 900 });
  await t.open(PAGE);
  await ready(t.page);
  assert.equal(await t.page.evaluate(() => document.querySelector("#data .legend.kinds").hasAttribute("tabindex")), false, "a short one is no stop");
  await drop(t.page, "many.csv", `a,b,label\n${rows(400, (i) => `${i % 37},${(i * 7) % 13},class number ${i % 100}`)}\n`);
  await previewed(t.page);
  await use(t.page, "own-table");
  await until(t.page, "all classes are there", () => document.querySelectorAll("#data .legend.kinds li").length === 100);
  assert.ok(await t.page.evaluate(() => document.querySelector("#curves").getBoundingClientRect().bottom <= innerHeight), "the curves are on the screen");
  await t.page.locator("#data .legend.kinds").focus();
  await t.page.keyboard.press("End");
  await until(t.page, "the last one is in sight", () => {
    const list = document.querySelector("#data .legend.kinds");
    return list.lastElementChild.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1;
  });
  await sound(t.page, "#data");
});

browserTest("columns of pixels are images", ["chromium"], async (t) => {
  await t.open(PAGE);
  await ready(t.page);
  const header = [...Array.from({ length: 64 }, (_, i) => `pixel${i}`), "label"].join();
  await drop(t.page, "ink.csv", `${header}\n${rows(40, (i) => [...Array.from({ length: 64 }, (_, j) => ((i % 2 ? j % 8 : j >> 3) * 32) % 256), i % 2].join())}\n`);
  await previewed(t.page);
  assert.match(await said(t.page), /40 rows, 64 features: images of 8 × 8, scaled to 0 to 1.*2 classes/s);
  await use(t.page, "own-images");
  await press(t.page, "Step");
  await atStep(t.page, 1);
});

browserTest("addData: checked, named by its content, and refused where it is not there", ["chromium", "firefox"], async (t) => {
  await openLab(t, { backend: "cpu" });
  await defineRefusal(t.page);
  const found = await t.page.evaluate(async () => {
    const x = Float32Array.from({ length: 80 }, (_, i) => ((i * 37) % 19) + (i % 4 < 2 ? 9 : 0));
    const labels = Uint32Array.from({ length: 40 }, (_, i) => i % 2);
    const request = { x, rows: 40, labels, classes: ["a", "b"] };
    const data = await nearfar.addData(request);
    const run = await lab.experiment({ data, batch: 8 });
    const losses = [...(await run.step(3))];
    const link = nearfar.encodeLink(run.config);
    return { data, again: await nearfar.addData(request), losses, link, back: nearfar.decodeLink(link).data, info: run.info,
      refusals: await Promise.all([
        refusal(() => lab.experiment({ data: { name: "own-table", hash: "0123456789abcdef" } })),
        refusal(() => nearfar.addData({ ...request, rows: 50_001 })),
        refusal(() => nearfar.addData({ ...request, rows: 7 })),
        refusal(() => nearfar.addData({ ...request, features: ["a"] })),
        nearfar.addData({ ...request, x: x.map((value, i) => (i === 5 ? NaN : value)) }).then((data) => refusal(() => lab.experiment({ data, batch: 8 }))),
        nearfar.addData({ ...request, classes: ["a"] }).then((data) => refusal(() => lab.experiment({ data, batch: 8 }))),
      ]) };
  });
  assert.match(found.data.hash, /^[0-9a-f]{16}$/);
  assert.deepEqual(found.again, found.data);
  assert.ok(found.losses.every(Number.isFinite) && found.losses.length === 3);
  assert.equal(found.back.hash, found.data.hash);
  assert.deepEqual(found.info.features, ["x1", "x2"]);
  const patterns = [/InputError.*0123456789abcdef are not here/, /InputError.*rows is 50001/, /InputError.*rows is 7/, /InputError.*features has 1 names/, /InputError.*Row 3 of your data, column x2, is no finite number/, /InputError.*1 classes/];
  patterns.forEach((pattern, i) => assert.match(`${found.refusals[i]?.name}: ${found.refusals[i]?.message}`, pattern));
});

browserTest("the dialogs are sound, in light, dark and on a phone", ["chromium"], async (t) => {
  for (const [name, width, height, colorScheme] of [["light", 1440, 900, "light"], ["dark", 1440, 900, "dark"], ["phone", 390, 844, "light"]]) {
    await t.page.setViewportSize({ width, height });
    await t.page.emulateMedia({ colorScheme });
    await t.open(PAGE);
    await ready(t.page);
    await drop(t.page, "flowers.csv", FLOWERS.replace("1.03", "").replace("1.06", "tall"));
    await previewed(t.page);
    await sound(t.page, ".preview");
    await t.shot(`own-data-${name}`);
    await press(t.page, "Cancel");
  }
});
