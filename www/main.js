/** Puts the page together: pictures and formula first, the engine as soon as it is there, then what stands around them. */
import "./early.js";
import * as opening from "./opening.js";
import { effect } from "@preact/signals-core";
import { startComparison } from "./controls/compare.js";
import { consent } from "./controls/consent.js";
import { followScene, lectureButton } from "./controls/lecture.js";
import { scenes } from "./controls/scene.js";
import { badge, tools } from "./controls/tools.js";
import { transport } from "./controls/transport.js";
import { byId, keeps, whenIdle } from "./dom.js";
import { embed } from "./embed.js";
import { words } from "./language/language.js";
import { catalog } from "./language/offered.js";
import { NAMES, opens } from "./lecture/opens.js";
import { keepLink, lookWith, readLink, rewrite } from "./link.js";
import { begin, pause, pauseWhenHidden, play } from "./loop.js";
import { createLab, defaults } from "./nearfar.js";
import { notify, report } from "./notices.js";
import { present, takeData } from "./owndata.js";
import { whenSeen } from "./seen.js";
import { useLab } from "./session.js";
import * as state from "./state.js";
import { follow } from "./undo/track.js";
import { dataView } from "./views/data.js";
import { embeddingView } from "./views/embedding.js";
import { formulaView } from "./views/formula.js";
import { hold } from "./views/frames.js";

/** How long at most: the page waits until the worker has something to do, pictures for a step, and what stands around them for the first. */
const [ASKED_MS, STEP_MS, FIRST_MS] = [100, 100, 1000];
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
/** @param {number} ms */
const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const others = () => after(0);
void build();

/** Not awaited: what comes later imports this file, and would wait for it as long as it is being run. */
async function build() {
  tools();
  transport();
  takeData();
  effect(() => {
    byId("main").dataset.task = state.task.value;
    byId("main").dataset.target = state.target.value;
  });
  const begun = choose().then(first);
  // The worker has something to do meanwhile.
  await Promise.race([opening.asked, after(ASKED_MS)]);
  await others();
  scenes(catalog);
  lectureButton();
  dataView(catalog);
  embeddingView();
  formulaView(catalog);
  pauseWhenHidden();
  document.documentElement.classList.remove("building");
  await others();
  if (atOnce) await Promise.race([begun, after(FIRST_MS)]);
  await import("./around.js").then(({ around }) => around(others)).catch(report);
  await begun;
  // After all else.
  if (keeps()) whenIdle(() => import("./offline/register.js").then(({ keepOffline }) => keepOffline(), () => {}));
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
    // A scene of the lecture opens what it needs, and whoever was quicker has asked for something else.
    const asked = state.config.value === config;
    if (!followScene() && asked && !(await begin(config, undefined, atOnce))) return;
    shown.ready();
    const go = () => (trains ? play() : startComparison());
    if (shown.autorun) whenSeen(() => void go());
    else if (shown.autoplay) await go();
    if (!atOnce) return;
    const stepped = /** @type {Promise<void>} */ (new Promise((resolve) => state.once(() => state.step.value > 0 || !state.playing.value, resolve)));
    // Drawing what was there before it takes as long as the step does, where it does not take long.
    hold(Promise.race([stepped, after(STEP_MS)]));
    await stepped;
  } catch (error) {
    state.preparing.value = false;
    report(error);
  }
}

/** What `?preset=…` asks for; an address that says more, after its #, is followed instead. */
function scene() {
  const id = query.get("preset");
  if (id === null || location.hash.length > 1) return null;
  const opened = opens(id);
  if (opened) {
    lookWith(opened.view, opened.config);
    return opened.config;
  }
  notify("alert", "preset", page.oneOf("preset", JSON.stringify(id), NAMES.join(", ")));
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
