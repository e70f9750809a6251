// Playgrounds on other people's pages: the element and the frame, on another origin than the site, and the parameters
// that say how the page in them is shown. docs/embedding/ has the pages that are tested; what their tools make of them
// is put together here.
import { readFileSync } from "node:fs";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { SCENES } from "../../www/lecture/scenes.js";
import { assert, browserTest } from "./harness.mjs";
import { sound, until } from "./pages.mjs";
import { BASE, DIST, serve } from "./server.mjs";

const CPU = ["chromium"];
const BOTH = ["chromium", "firefox"];
const QUICK = "v=1&seed=1&data=moons&batch=16&steps=400";
const PARTS = { formula: "#formula", data: "#data", embedding: "#embedding", curves: "#curves", anchor: "#anchor", heatmap: "#heatmap",
  controls: "#controls", transport: "#transport", lenses: "#lenses", compare: ".versus", scene: "#scene", tools: ".tools .share", footer: "#footer" };

/** Someone else's pages; `shows` writes them. */
const pages = {};
/** The site, on a host that lets others read it, and someone else's host. */
const site = await serve({ headers: { "Access-Control-Allow-Origin": "*" } });
const other = await serve({ folders: { "/reveal.js/": fileURLToPath(new URL("../../node_modules/reveal.js/", import.meta.url)) }, pages });
after(() => Promise.all([site.close(), other.close()]));

/** Someone's page with this in it, opened. @param {string} body @param {string} [head] */
async function shows(t, body, head = "") {
  const text = body.startsWith("<!doctype") ? body : `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An article</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
  pages["/article.html"] = text.replaceAll("https://example.org/nearfar/", site.url).replaceAll("https://example.org/", `${other.origin}/`);
  await t.page.goto(`${other.origin}/article.html`, { waitUntil: "load" });
}

const SCRIPT = '<script type="module" src="https://example.org/nearfar/nearfar-element.js"></script>';
/** Keeps what the playgrounds say, by their place on the page. */
const LISTEN = `<link rel="icon" href="data:,"><script>
  window.heard = { ready: [], steps: [] };
  const place = (element) => [...document.querySelectorAll("nearfar-playground")].indexOf(element);
  addEventListener("nearfar-ready", ({ target }) => heard.ready.push(place(target)));
  addEventListener("nearfar-step", ({ target, detail }) => (heard.steps[place(target)] = detail));
</script>`;

const example = (name) => readFileSync(new URL(`../../docs/embedding/${name}`, import.meta.url), "utf8");
const ready = (page, n) => until(page, `playground ${n} is ready`, (wanted) => window.heard.ready.includes(wanted), n);
const stepped = (page, n, step) => until(page, `playground ${n} has come to step ${step}`, ([n, step]) => window.heard.steps[n]?.step >= step, [n, step]);
const stepOf = (page, n) => page.evaluate((n) => window.heard.steps[n]?.step ?? 0, n);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const frames = (page) => page.evaluate(() => [...document.querySelectorAll("nearfar-playground iframe")].map(({ src, title }) => ({ src, title })));

async function opened({ open, page }, query, hash = QUICK) {
  await open(`index.html?backend=cpu&${query}#${hash}`);
  await until(page, "the untrained state is there", () => /Step 0 of [1-9]/.test(document.querySelector(".progress")?.textContent ?? "") && [...document.querySelectorAll("#data h2, #plane h2")].some((title) => title.textContent));
  await pause(300);
}

/** Where the parts of the page stand. */
const boxes = (page) => page.evaluate(() => Object.fromEntries(["formula", "data", "embedding", "curves", "anchor", "heatmap", "controls", "transport", "lenses"].flatMap((id) => {
  const element = document.getElementById(id);
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.getClientRects().length ? [[id, { x, y, width, height }]] : [];
})));

for (const [name, viewport] of Object.entries({ desk: { width: 1300, height: 800 }, column: { width: 720, height: 700 }, phone: { width: 360, height: 740 } })) {
  browserTest(`every part can be left out, and the rest has its place, on a ${name}`, CPU, async (t) => {
    await opened(t, "embed=1&hide=lenses,heatmap");
    await sound(t.page, "main > section:not(#transport)");
    for (const [part, selector] of Object.entries(PARTS)) {
      await opened(t, `hide=${part}`);
      const seen = await t.page.evaluate((selectors) => selectors.filter((one) => document.querySelector(one)?.getClientRects().length), Object.values(PARTS));
      assert.deepEqual(seen, Object.values(PARTS).filter((one) => one !== selector && !(part === "transport" && one === ".versus")), `hide=${part}`);
      await until(t.page, `nothing sticks out with hide=${part}`, () => document.documentElement.scrollWidth <= innerWidth);
      const heights = await t.page.evaluate(() => getComputedStyle(document.querySelector("main")).gridTemplateRows.split(" ").map(parseFloat));
      assert.ok(heights.every((height) => height > 0), `hide=${part} leaves no empty row: ${heights}`);
      const found = Object.entries(await boxes(t.page));
      for (const [one, a] of found) for (const [two, b] of found) {
        const over = Math.min(a.x + a.width - b.x, b.x + b.width - a.x, a.y + a.height - b.y, b.y + b.height - a.y);
        // The lens buttons stand in the foot of the transport's place, and on a phone the transport lies over what it is scrolled to.
        if (one !== two && ![one, two].includes("transport")) assert.ok(over <= 1, `hide=${part}: ${one} and ${two} overlap by ${over} px`);
      }
    }
  }, { viewport });
}

browserTest("one picture and the curves beside it, in a frame that fits them", CPU, async (t) => {
  await opened(t, "embed=1&hide=data,controls,lenses,anchor,heatmap,formula");
  const { embedding, curves, transport, ...more } = await boxes(t.page);
  assert.deepEqual(Object.keys(more), []);
  assert.ok(curves.x > embedding.x + embedding.width && curves.width > 300, JSON.stringify({ embedding, curves }));
  assert.ok(transport.y < embedding.y && embedding.width > 350, JSON.stringify({ transport, embedding }));
  assert.ok(curves.y + curves.height <= 601 && embedding.y + embedding.height <= 601, "nothing has to be scrolled to");
  await sound(t.page, "main");
}, { viewport: { width: 1100, height: 600 } });

browserTest("two pictures and the buttons have room where docs/embedding.md says so", CPU, async (t) => {
  const text = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8").replaceAll("\n", " ");
  const [, wide, hide, low, small, middle, high] = /In a column of (\d+) px, `(hide=[^`]+)` leaves both pictures and the buttons in (\d+) px of height; in one of (\d+) or (\d+) px, [^.]*, in (\d+) px\./.exec(text);
  for (const [width, height] of [[wide, low], [middle, high], [small, high]].map((size) => size.map(Number))) for (const preset of ["moons", "hard-negatives"]) {
    await t.page.setViewportSize({ width, height });
    await opened(t, `embed=1&${hide}&preset=${preset}`, "");
    const { data, embedding, transport } = await boxes(t.page);
    const size = `${preset} in ${width} × ${height}: ${JSON.stringify({ data, embedding, transport })}`;
    assert.ok(transport.y + transport.height <= Math.min(data.y, embedding.y) && data.y === embedding.y && data.width > 220, size);
    assert.ok(await t.page.evaluate(() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth), size);
  }
});

browserTest("in a narrow frame the buttons are two lines, and cover nothing where it is as high as its page", CPU, async (t) => {
  for (const [width, hide, hash] of [[600, "", "v=1&seed=1&task=metric&data=moons"], [600, "", `${QUICK}&lecture=contrastive-loss`], [360, ""], [360, "&hide=controls,lenses,anchor,heatmap,formula,curves"], [520, ""], [700, ""], [700, "&hide=controls"], [1000, ""]]) {
    await t.page.setViewportSize({ width, height: 640 });
    await opened(t, `embed=1${hide}`, hash);
    const most = width < 512 || /lecture=/.test(hash) ? 104 : 93;
    const engine = await t.page.evaluate(() => [".badge", ".dice"].map((one) => document.querySelector(one).getBoundingClientRect().y));
    assert.ok(Math.abs(engine[0] - engine[1]) < 2, `${width} px: the badge stands beside the buttons: ${engine}`);
    await t.page.setViewportSize({ width, height: await t.page.evaluate(() => document.documentElement.scrollHeight) });
    const { transport, ...others } = await boxes(t.page);
    assert.ok(transport.height <= most, `${width} px: ${transport.height} px of buttons`);
    for (const [name, { y, height }] of Object.entries(others)) assert.ok(y + height <= transport.y + 1 || y >= transport.y + transport.height, `${width} px: ${name}`);
  }
});

browserTest("hidden parts stay hidden when task, lens and comparison change", CPU, async (t) => {
  await opened(t, "hide=curves,controls,formula", "v=1&seed=1&task=metric&data=moons");
  assert.deepEqual(await t.page.evaluate(() => ["objective", "metric-curves", "plane", "image"].filter((id) => document.getElementById(id).getClientRects().length)), ["plane", "image"]);
  await t.page.evaluate((hash) => (location.hash = hash), `${QUICK}&lens=inside`);
  await until(t.page, "the lens stands in place of the data", () => document.querySelector("#lens .histogram")?.getClientRects().length);
  const { x, width } = await t.page.evaluate(() => document.getElementById("lens").getBoundingClientRect().toJSON());
  const { embedding } = await boxes(t.page);
  assert.ok(width > 250 && x + width <= embedding.x + 1, JSON.stringify({ x, width, embedding }));
  assert.equal(await t.page.evaluate(() => document.getElementById("inside-curves").getClientRects().length), 0);
  await t.page.evaluate((hash) => (location.hash = hash), `${QUICK}&vs=loss:clip`);
  await until(t.page, "the comparison has the width", () => document.getElementById("compare").getBoundingClientRect().width > 1200);
});

browserTest("single settings and buttons can be left out", CPU, async (t) => {
  const single = { seed: ".dice", speed: ".speed", badge: ".badge", undo: ".travel", theme: ".tools .theme", language: ".tools .language", history: ".history", export: ".take", share: ".tools .share" };
  const all = Object.values(single).join();
  const visible = (selector) => t.page.evaluate((selector) => [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length).length, selector);
  const said = () => t.page.evaluate(() => document.getElementById("alerts").textContent);
  for (const [name, selector] of Object.entries(single)) {
    await opened(t, `hide=${name}`);
    assert.equal(await visible(selector), 0, name);
    assert.equal(await visible(all), 10 - (name === "undo" ? 2 : 1), `the others beside ${name}`);
  }
  await opened(t, "hide=temperature,augment.jitter,loss.name,steps");
  await until(t.page, "there are settings", () => document.querySelector('.knob[data-path="batch"]'));
  await t.page.evaluate(() => document.querySelectorAll("#controls details").forEach((one) => (one.open = true)));
  const temperature = '[data-path="loss.temperature"]';
  assert.deepEqual([await visible(temperature), await visible('[data-path="augment.jitter"]'), await visible('[data-path="loss.name"]'), await visible('[data-path="steps"]'), await visible('[data-path="batch"]')], [0, 0, 0, 0, 1]);
  await t.page.evaluate(() => (location.hash = "v=1&seed=1&data=moons&loss=debiased"));
  await until(t.page, "another loss has its settings", () => document.querySelector('.knob[data-path="loss.tau_plus"]')?.getClientRects().length);
  assert.equal(await visible(temperature), 0, "what comes later, too");

  // Whatever setting there is can be named.
  for (const hash of [QUICK, "v=1&seed=1&data=text", "v=1&seed=1&task=metric&data=wine", "v=1&seed=1&data=digits&loss=debiased&negatives=queue&optimizer=sgd"]) {
    await opened(t, "", hash);
    await until(t.page, "there are settings", () => document.querySelector('.knob[data-path="steps"]'));
    const paths = await t.page.evaluate(() => [...document.querySelectorAll("[data-path]")].map((one) => one.dataset.path));
    assert.ok(paths.length > 12 && paths.some((path) => path.endsWith(".name")), paths.join());
    await opened(t, `hide=${paths.filter((path) => !/hidden\.\d/.test(path))}`, hash);
    await until(t.page, "there are settings", () => document.querySelector('.knob[data-path="steps"]'));
    await t.page.evaluate(() => document.querySelectorAll("#controls details").forEach((one) => (one.open = true)));
    assert.equal(await said(), "");
    assert.equal(await visible("[data-path]"), 0, hash);
  }

  for (const id of ["plane", "image", "objective"]) {
    await opened(t, `hide=${id}`, "v=1&seed=1&task=metric&data=moons");
    assert.deepEqual(await Promise.all(["plane", "image", "objective"].map((one) => visible(`#${one}`))), ["plane", "image", "objective"].map((one) => Number(one !== id)), id);
  }
});

browserTest("what an address has wrong is said, with what would be right", CPU, async (t) => {
  await t.open("index.html?backend=cpu&hide=formula,formulae,loss.temperatur,noise&theme=sepia&autorun=yes&preset=moon");
  await until(t.page, "five sentences", () => document.querySelectorAll("#alerts .notice").length === 5);
  const said = await t.page.evaluate(() => [...document.querySelectorAll("#alerts .notice > span")].map((one) => one.textContent));
  const about = (word) => said.find((sentence) => sentence.startsWith(word)) ?? "";
  assert.match(about('hide has "formulae"'), /^hide has "formulae", "loss.temperatur"; it takes, with commas between them, formula, data, .*footer, seed, .*share, and the path of any setting, such as loss\.temperature\.$/);
  assert.equal(about('hide has "noise"'), 'hide has "noise", which several settings end with; give the whole path: data.noise, augment.noise, loss.noise, pairs.noise.');
  assert.equal(about("theme"), 'theme is "sepia"; it must be one of auto, light, dark.');
  assert.equal(about("autorun"), 'autorun is "yes"; it must be 1, or left out.');
  assert.match(about("preset"), /^preset is "moon"; it must be one of .*\bmoons, .*\bhard-wins\b.*\bhard-negatives\b/);
  assert.equal(await t.page.evaluate(() => document.getElementById("formula").getClientRects().length), 0, "what is known is left out");
});

browserTest("a scene of the lecture is opened by its id, without the lecture", CPU, async (t) => {
  await shows(t, '<nearfar-playground preset="hard-negatives" height="480" backend="cpu"></nearfar-playground>', SCRIPT + LISTEN);
  await ready(t.page, 0);
  const [{ src, title }] = await frames(t.page);
  assert.match(src, /\?embed=1&preset=hard-negatives/);
  assert.equal(title, "Nearfar: Hard negatives");
  assert.equal(await t.page.frames()[1].evaluate(() => document.getElementById("preset").value), "hard-wins");
  const page = async (id) => {
    await t.open(`index.html?backend=cpu&preset=${id}`);
    await until(t.page, `the link of ${id}`, () => location.hash.length > 1 && /Step 0 of/.test(document.querySelector(".progress")?.textContent ?? ""));
    return t.page.evaluate(() => ({ hash: location.hash.slice(1), lecture: document.getElementById("lecture").hidden, said: document.getElementById("alerts").textContent }));
  };
  for (const { id, link } of SCENES.filter(({ link }) => link)) assert.deepEqual(await page(id), { hash: link, lecture: true, said: "" });
  const presets = await t.page.evaluate(() => [...document.querySelectorAll("#preset option")].map(({ value }) => value));
  assert.deepEqual(SCENES.filter(({ id, preset }) => presets.includes(id) && preset !== id), [], "one id has one meaning");
});

browserTest("a theme of the address is worn and not remembered", CPU, async (t) => {
  await opened(t, "theme=dark");
  const ground = () => t.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await ground(), "rgb(20, 21, 23)");
  await opened(t, "");
  assert.notEqual(await ground(), "rgb(20, 21, 23)");
});

browserTest("autorun on a page of its own starts the run", CPU, async (t) => {
  await t.open("index.html?backend=cpu&autorun=1&preset=moons");
  await until(t.page, "it trains", () => Number(/Step (\d+)/.exec(document.querySelector(".progress")?.textContent ?? "")?.[1]) > 3);
  assert.equal(await t.page.evaluate(() => document.getElementById("preset").value), "moons");
});

browserTest("an article: playgrounds are loaded when they come near, start when they are seen, and pause when they are not", BOTH, async (t) => {
  await shows(t, example("article.html").replace("</title>", `</title>${LISTEN}`).replaceAll("?embed=1", "?embed=1&backend=cpu").replaceAll("<nearfar-playground ", '<nearfar-playground backend="cpu" '));
  await ready(t.page, 0);
  await stepped(t.page, 0, 5);
  const [first, , third] = await frames(t.page);
  assert.match(first.src, /index\.html\?embed=1&preset=collapse&hide=.*&autorun=1$/);
  assert.equal(first.title, "Nearfar: Nothing pushes: collapse");
  assert.equal(third.src, "", "the last one is far away");
  assert.equal(third.title, "Two moons at a low temperature");
  await t.shot("embed-article");
  if (!t.isFirefox) await sound(t.page, "main");
  await t.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await ready(t.page, 2);
  await pause(600);
  const left = await stepOf(t.page, 0);
  await pause(600);
  assert.equal(await stepOf(t.page, 0), left, "out of sight it pauses");
  assert.equal(await stepOf(t.page, 2), 0, "and one without autorun waits");
  await t.shot("embed-article-end");
  await t.page.evaluate(() => scrollTo(0, 0));
  await stepped(t.page, 0, left + 1);
});

browserTest("attributes that change are followed, and wrong ones are said in place", BOTH, async (t) => {
  await shows(t, `<nearfar-playground backend="cpu" link="${QUICK.replaceAll("&", "&amp;")}" height="400" hide="controls" autorun></nearfar-playground>`, SCRIPT + LISTEN);
  await ready(t.page, 0);
  await stepped(t.page, 0, 3);
  const set = (name, value) => t.page.evaluate(([name, value]) => {
    const element = document.querySelector("nearfar-playground");
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }, [name, value]);
  const said = () => t.page.evaluate(() => document.querySelector("nearfar-playground").shadowRoot.querySelector("p")?.textContent ?? "");
  const before = await stepOf(t.page, 0);
  await set("height", "50vh");
  await set("theme", "dark");
  await set("title", "Moons");
  assert.equal((await frames(t.page))[0].title, "Moons");
  assert.ok(Math.abs(await t.page.evaluate(() => document.querySelector("iframe").clientHeight - innerHeight / 2)) <= 1);
  await stepped(t.page, 0, before + 1);
  if (!t.isFirefox) assert.equal(await t.page.frames()[1].evaluate(() => document.documentElement.dataset.theme), "dark", "under a run that goes on");
  const places = await t.page.evaluate(() => history.length);
  await t.page.evaluate(() => (window.heard.ready.length = 0));
  await set("link", null);
  await set("preset", "circles");
  await ready(t.page, 0);
  assert.equal((await frames(t.page)).length, 1);
  assert.match((await frames(t.page))[0].src, /preset=circles/);
  assert.equal(await t.page.evaluate(() => history.length), places, "no step in the reader's history");
  await set("preset", "circle");
  await pause(50);
  assert.match(await said(), /^There is no preset "circle"\. There are metric-map, .*circles.*, bank, near-and-far, .*hard-negatives.*, summary\.$/);
  assert.equal((await frames(t.page)).length, 0);
  for (const [name, value, sentence] of [["preset", "circles", /^$/], ["height", "tall", /^height is "tall"; it must be a number of pixels/], ["height", "300", /^$/],
    ["theme", "sepia", /^theme is "sepia"; it must be one of auto, light, dark\.$/], ["theme", null, /^$/], ["link", QUICK, /^This playground has both a preset and a link; give one of them\.$/],
    ["preset", null, /^$/], ["site", "javascript:alert(1)//", /^The playground can be loaded by http or https only/]]) {
    await set(name, value);
    await pause(50);
    assert.match(await said(), sentence, `${name}=${value}`);
  }
});

browserTest("autoplay in a plain frame, and a slide that is left and shown again", BOTH, async (t) => {
  const plain = (hash) => `<iframe title="Nearfar" src="https://example.org/nearfar/index.html?embed=1&amp;backend=cpu&amp;autoplay=1#${hash.replaceAll("&", "&amp;")}" width="900" height="600"></iframe>`;
  await shows(t, plain(`${QUICK}&steps=100000`), `${LISTEN}<script>addEventListener("message", ({ data }) => { if (data?.type === "nearfar:step") window.step = data.step; });</script>`);
  const step = () => t.page.evaluate(() => window.step);
  const tell = (message) => t.page.evaluate((message) => document.querySelector("iframe").contentWindow.postMessage(message, "*"), message);
  await until(t.page, "it trains by itself", () => window.step > 3);
  for (const [stop, start] of [["slide:stop", "slide:start"], [{ type: "slide:stop" }, { type: "slide:start" }]]) {
    await tell(stop);
    await pause(400);
    const left = await step();
    await pause(500);
    assert.equal(await step(), left, "a slide that is left stands still");
    await tell(start);
    await until(t.page, "it goes on", (left) => window.step > left, left);
  }
});

browserTest("what Share gives for a page of one's own works there", CPU, async (t) => {
  await t.page.goto(`${site.url}index.html?backend=cpu&hide=curves&preset=circles`, { waitUntil: "load" });
  await until(t.page, "it is there", () => /Step 0 of/.test(document.querySelector(".progress")?.textContent ?? ""));
  const [link, element] = await t.page.evaluate(async () => {
    document.querySelector("button.share").click();
    while (!document.querySelector("dialog input")) await new Promise(requestAnimationFrame);
    return ["Link", "Element"].map((name) => document.querySelector(`dialog input[aria-label="${name}"]`).value);
  });
  assert.equal(link, `${site.url}index.html?backend=cpu#v=1&seed=1&data=circles`);
  await shows(t, element, LISTEN);
  await ready(t.page, 0);
  assert.match((await frames(t.page))[0].src, /\?embed=1#v=1&seed=1&data=circles$/);
});

browserTest("messages of anyone but its own page move nothing", CPU, async (t) => {
  await shows(t, `<nearfar-playground backend="cpu" link="${QUICK.replaceAll("&", "&amp;")}" height="400"></nearfar-playground>`, SCRIPT + LISTEN);
  await ready(t.page, 0);
  await t.page.evaluate(() => {
    for (const origin of [location.origin, "*"]) postMessage({ type: "nearfar:step", step: 99, loss: 1 }, origin);
    const stranger = document.body.appendChild(document.createElement("iframe"));
    stranger.srcdoc = "<script>parent.postMessage({ type: 'nearfar:step', step: 98 }, '*')</script>";
  });
  await pause(500);
  assert.equal(await stepOf(t.page, 0), 0);
});

browserTest("a deck of reveal.js: a slide's playground is loaded and run while it is shown", BOTH, async (t) => {
  await shows(t, example("slides.html").replace("</title>", `</title>${LISTEN}`).replaceAll("?embed=1", "?embed=1&amp;backend=cpu").replaceAll("<nearfar-playground ", '<nearfar-playground backend="cpu" ')
    .replace("await new Reveal(", "window.deck = new Reveal(").replace("}).initialize()", "}); await window.deck.initialize()"));
  await until(t.page, "the deck is there", () => window.deck?.isReady());
  await pause(700);
  assert.deepEqual((await frames(t.page)).map(({ src }) => src), [""], "a slide that is not shown loads nothing");
  await t.page.evaluate(() => window.deck.next());
  await ready(t.page, 0);
  await stepped(t.page, 0, 5);
  await t.shot("embed-slide");
  await t.page.evaluate(() => window.deck.prev());
  await pause(800);
  const left = await stepOf(t.page, 0);
  await pause(600);
  assert.equal(await stepOf(t.page, 0), left, "a slide that is left stands still");
  await t.page.evaluate(() => window.deck.next());
  await stepped(t.page, 0, left + 1);
  await t.page.evaluate(() => window.deck.next());
  await until(t.page, "the plain frame of the third slide is loaded", () => document.querySelector("section.present iframe")?.src.includes("preset=circles"));
}, { viewport: { width: 1280, height: 800 } });

browserTest("what Quarto makes of lecture.qmd", BOTH, async (t) => {
  const source = example("lecture.qmd");
  const head = source.match(/text: \|\n((?: {8}.*\n)+)/)[1].trim();
  // Raw blocks stand in the page as they were written, between paragraphs.
  const body = source.split(/^---$/m)[2].replace(/```\{=html\}\n([^]*?)```/g, "\0$1\0").split("\0").map((part, i) => (i % 2 ? part : `<p>${part.trim().replaceAll("`", "")}</p>`)).join("\n");
  await shows(t, `<div id="quarto-content" class="page-columns page-rows-contents page-layout-article"><main class="content" id="quarto-document-content">${body.replaceAll("<nearfar-playground ", '<nearfar-playground backend="cpu" ')}</main></div>`, head + LISTEN);
  await ready(t.page, 0);
  await t.page.evaluate(() => document.querySelectorAll("nearfar-playground")[1].scrollIntoView());
  await ready(t.page, 1);
  assert.equal((await frames(t.page))[1].title, "Nearfar: Debiasing loses");
});

browserTest("what Sphinx and mystmd make of notebook.md", BOTH, async (t) => {
  const source = example("notebook.md");
  const raw = source.match(/```\{raw\} html\n([^]*?)```/)[1];
  const frame = source.match(/```\{iframe\} (\S+)/)[1].replace("?embed=1", "?embed=1&backend=cpu");
  await shows(t, `<main><div class="bd-article-container"><article class="bd-article">${raw.replace("<nearfar-playground ", '<nearfar-playground backend="cpu" ')}</article></div>
    <figure><div style="position: relative; padding-bottom: 60%; width: 100%"><iframe width="100%" height="100%" src="${frame.replaceAll("&", "&amp;")}" allowfullscreen allow="autoplay" style="width: 100%; height: 100%; position: absolute; top: 0; left: 0; border: none"></iframe></div></figure></main>`,
  `${LISTEN}<script>addEventListener("message", ({ data, source }) => { if (data?.type === "nearfar:step" && source === document.querySelector("figure iframe").contentWindow) window.plain = data.step; });</script>`);
  await stepped(t.page, 0, 3);
  await t.page.evaluate(() => document.querySelector("figure").scrollIntoView());
  await until(t.page, "the plain frame trains", () => window.plain > 3);
});

browserTest("what Observable makes of observable.md: the API, from another origin", BOTH, async (t) => {
  const cells = [...example("observable.md").matchAll(/```js\n([^]*?)```/g)].map(([, cell]) => cell);
  assert.equal(cells.length, 3);
  await shows(t, `<script type="module">window.shown = []; const display = (value) => window.shown.push(value);\n${cells.join("\n")}\nwindow.done = true;</script>`);
  await until(t.page, "all cells have run", () => window.done);
  const [losses, accuracy] = await t.page.evaluate(() => window.shown);
  const [, from, to] = /^From ([\d.]+) to ([\d.]+) in 50 steps\.$/.exec(losses);
  assert.ok(Number(to) < Number(from), losses);
  assert.match(accuracy, /^5-NN \d+\.\d %, untrained \d+\.\d %\.$/);
});

browserTest("the element is one small file, and no page of the site forbids a frame", CPU, async () => {
  const script = readFileSync(`${DIST}nearfar-element.js`, "utf8");
  assert.ok(script.length < 8000, `${script.length} bytes`);
  assert.doesNotMatch(script, /(?<![\w.])import\s*["'({]|\bfrom\s*["'`]/, "it imports nothing");
  assert.doesNotMatch(readFileSync(`${DIST}index.html`, "utf8"), /frame-ancestors|X-Frame-Options/i);
  assert.ok(BASE && site.url.endsWith(BASE));
});

browserTest("an article on a phone", CPU, async (t) => {
  await shows(t, example("article.html").replace("</title>", `</title>${LISTEN}`).replaceAll("<nearfar-playground ", '<nearfar-playground backend="cpu" '));
  await stepped(t.page, 0, 20);
  assert.ok(await t.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await t.shot("embed-phone");
}, { viewport: { width: 390, height: 780 } });
