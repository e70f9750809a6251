/** Puts the page together: the views and controls at once, the engine as soon as it is there. */
import "./early.js";
import { effect } from "@preact/signals-core";
import { consent } from "./controls/consent.js";
import { compareButton, startComparison } from "./controls/compare.js";
import { followScene, lectureButton } from "./controls/lecture.js";
import { lensButtons } from "./controls/lenses.js";
import { badge, tools } from "./controls/tools.js";
import { panel } from "./controls/panel.js";
import { scenes } from "./controls/scene.js";
import { transport } from "./controls/transport.js";
import { byId, h, put, whenIdle } from "./dom.js";
import { embed } from "./embed.js";
import { keys } from "./keys.js";
import { words } from "./language/language.js";
import { keepLink, lookWith, readLink, rewrite } from "./link.js";
import { begin, pause, pauseWhenHidden, play } from "./loop.js";
import { metricCurves } from "./metric/curves.js";
import { eigenvaluesView } from "./metric/eigenvalues.js";
import { objectiveView } from "./metric/formula.js";
import { methodsView } from "./metric/helps.js";
import { metricPictures } from "./metric/pictures.js";
import { verdictView } from "./metric/verdict.js";
import { catalog, presets } from "./language/offered.js";
import { createLab, defaults } from "./nearfar.js";
import { notify, report } from "./notices.js";
import { whenSeen } from "./seen.js";
import { present, takeData } from "./owndata.js";
import { useLab } from "./session.js";
import { follow } from "./undo/track.js";
import * as state from "./state.js";
import { anchorView } from "./views/anchor.js";
import { collapseNotice } from "./views/collapse.js";
import { curvesView } from "./views/curves.js";
import { dataView } from "./views/data.js";
import { embeddingView } from "./views/embedding.js";
import { formulaView } from "./views/formula.js";
import { heatmapView } from "./views/heatmap.js";

const { page } = words;
document.title = page.title;
for (const [id, name] of Object.entries(page.parts)) byId(id).setAttribute("aria-label", name);
const query = new URLSearchParams(location.search);
const shown = embed(query);
const wanted = query.get("backend") ?? "auto";
// Engine and experiment start while the page is put together; their answers are heard between its parts.
const opening = engine();
opening.catch(() => {});
const others = () => new Promise((resolve) => setTimeout(resolve));
tools();
transport();
takeData();
const chosen = choose();
const begun = chosen.then(first);
effect(() => {
  byId("main").dataset.task = state.task.value;
  byId("main").dataset.target = state.target.value;
});
compareButton();
lensButtons();
await others();
dataView(catalog);
embeddingView();
await others();
formulaView(catalog);
anchorView();
curvesView();
heatmapView();
collapseNotice();
await others();
objectiveView(catalog);
metricPictures(catalog);
metricCurves();
verdictView();
eigenvaluesView();
methodsView();
await others();
// What other pretexts ask is drawn by code that comes when the first of them is there.
const asked = effect(() => {
  if (state.target.value === "view") return;
  queueMicrotask(() => asked());
  import("./questions/view.js").then(({ questionsView }) => questionsView(), report);
});
scenes(catalog);
lectureButton();
keys(presets);
footer();
await chosen;
panel(catalog, defaults);
pauseWhenHidden();

await begun;
// After all else: the first step waits for nothing of this, and a frame on someone else's page keeps nothing.
if (query.get("embed") !== "1") whenIdle(() => import("./offline/register.js").then(({ keepOffline }) => keepOffline(), () => {}));

/** What the address names, if one agrees to it; else the page's own. */
async function choose() {
  const linked = readLink() ?? scene();
  const config = linked && (await allowed(linked)) ? linked : defaults();
  state.config.value = config;
  preload(config);
  keepLink(async (next) => {
    pause();
    if (followScene() || !(await allowed(next))) return;
    await opening;
    void follow(() => begin(next));
  });
  return config;
}

/** The first experiment, as soon as there is an engine. @param {import("./types.js").Config} config */
async function first(config) {
  try {
    const lab = await opening;
    useLab(lab);
    badge(lab, wanted, (backend) => {
      query.set("backend", backend);
      location.search = query.toString();
    });
    const trains = !state.versus.value;
    // What starts by itself takes its first step before anything is measured.
    const atOnce = shown.autoplay && !shown.autorun && trains && config.task === "contrastive" && !config.replay;
    // A scene of the lecture opens what it needs.
    if (!followScene() && !(await begin(config, undefined, atOnce))) return;
    shown.ready();
    const go = () => (trains ? play() : startComparison());
    if (shown.autorun) whenSeen(() => void go());
    else if (shown.autoplay) await go();
  } catch (error) {
    report(error);
  }
}

/** The file that the first experiment needs comes while the engine starts. @param {import("./types.js").Config} config */
function preload(config) {
  const file = catalog.datasets.find(({ name }) => name === config.data?.name)?.file;
  if (file) document.head.append(h("link", { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: file }));
}

/** What `?preset=…` asks for; an address that says more, after its #, is followed instead. */
function scene() {
  const id = query.get("preset");
  if (id === null || location.hash.length > 1) return null;
  const preset = presets.find((one) => one.id === id);
  if (preset) {
    lookWith(preset.view, preset.config);
    return preset.config;
  }
  notify("alert", "preset", page.oneOf("preset", JSON.stringify(id), presets.map((one) => one.id).join(", ")));
  return null;
}

/** The engine that was asked for; where it cannot be had, one that can, and why. */
async function engine() {
  if (wanted !== "auto") {
    try {
      return await createLab({ backend: /** @type {any} */ (wanted) });
    } catch (error) {
      report(error, "engine");
    }
  }
  return createLab({ backend: "auto" });
}

/** A stranger's loss is run when one has agreed to it, and data of one's own have to be here. @param {import("./types.js").Config} next */
async function allowed(next) {
  if (await consent(next)) return present(next);
  notify("status", "link", page.notRun);
  rewrite();
  return false;
}

function footer() {
  const settings = h("p", { class: "printed" }, h("span", { id: "printed-link" }, location.href));
  put(byId("footer"), h("p", null, page.footer),
    h("p", null, h("a", { href: "./www/examples.html" }, page.api), " · ", h("a", { href: "./THIRD-PARTY.txt" }, page.licences)), settings);
}
