/** Puts the page together: the views and controls at once, the engine as soon as it is there. */
import "./early.js";
import * as opening from "./opening.js";
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

/** So long the rest of the page waits for a first step, in ms. */
const PATIENCE = 1000;
const { page } = words;
document.title = page.title;
for (const [id, name] of Object.entries(page.parts)) byId(id).setAttribute("aria-label", name);
const query = new URLSearchParams(location.search);
const shown = embed(query);
// Engine and experiment are being made (`opening.js`); their answers are heard between the parts of the page.
const started = engine();
started.catch(() => {});
/** What starts by itself takes its first step before it is measured, and before the rest of the page is there. */
let atOnce = false;
const others = () => new Promise((resolve) => setTimeout(resolve));
tools();
transport();
takeData();
effect(() => {
  byId("main").dataset.task = state.task.value;
  byId("main").dataset.target = state.target.value;
});
const chosen = choose();
const begun = chosen.then(first);
scenes(catalog);
lectureButton();
await others();
dataView(catalog);
embeddingView();
formulaView(catalog);
await others();
if (atOnce) await Promise.race([begun, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
compareButton();
lensButtons();
anchorView();
curvesView();
heatmapView();
collapseNotice();
await others();
// What only some experiments need comes with the first of them.
once(() => state.task.value === "metric", () => import("./metric/views.js").then(({ metricViews }) => metricViews(), report));
once(() => state.target.value !== "view", () => import("./questions/view.js").then(({ questionsView }) => questionsView(), report));
keys(presets);
footer();
await chosen;
panel(catalog, defaults);
pauseWhenHidden();

await begun;
// After all else: a frame on someone else's page keeps nothing.
if (query.get("embed") !== "1") whenIdle(() => import("./offline/register.js").then(({ keepOffline }) => keepOffline(), () => {}));

/** @param {() => boolean} holds of what the page knows @param {() => void} act */
function once(holds, act) {
  const end = effect(() => {
    if (!holds()) return;
    queueMicrotask(() => end());
    act();
  });
}

/** What the address names, if one agrees to it; else the page's own. */
async function choose() {
  const linked = readLink() ?? scene();
  const config = linked && (await allowed(linked)) ? linked : defaults();
  state.config.value = config;
  keepLink(async (next) => {
    pause();
    if (followScene() || !(await allowed(next))) return;
    await started;
    void follow(() => begin(next));
  });
  return config;
}

/** The first experiment, as soon as there is an engine; where it is to start at once, its first step. @param {import("./types.js").Config} config */
async function first(config) {
  const trains = !state.versus.value;
  atOnce = shown.autoplay && !shown.autorun && trains && config.task === "contrastive" && !config.replay;
  try {
    const lab = await started;
    useLab(lab);
    badge(lab, opening.wanted, (backend) => {
      query.set("backend", backend);
      location.search = query.toString();
    });
    // A scene of the lecture opens what it needs.
    if (!followScene() && !(await begin(config, undefined, atOnce))) return;
    shown.ready();
    const go = () => (trains ? play() : startComparison());
    if (shown.autorun) whenSeen(() => void go());
    else if (shown.autoplay) await go();
    if (atOnce) await new Promise((resolve) => once(() => state.step.value > 0 || !state.playing.value, () => resolve(null)));
  } catch (error) {
    report(error);
  }
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
  try {
    return await opening.engine;
  } catch (error) {
    if (opening.wanted === "auto") throw error;
    report(error, "engine");
    return createLab({ backend: "auto" });
  }
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
