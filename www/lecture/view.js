/** The lecture: a scene's words, its formula with live symbols, its controls and its question, beside the pictures. */
import { effect, signal } from "@preact/signals-core";
import { formulas } from "virtual:lecture";
import { knobControl } from "../controls/knob.js";
import { byId, h, memory, put, subscripts } from "../dom.js";
import { fixed, short } from "../format.js";
import { fit, liveParts, mathml, translated } from "../formula.js";
import { asPlace, lookWith } from "../link.js";
import { begin, pause } from "../loop.js";
import { catalog } from "../language/offered.js";
import { ask } from "../session.js";
import * as state from "../state.js";
import { withView } from "../undo/track.js";
import "./lecture.css";
import { language, words as all } from "../language/language.js";
import { opens } from "./opens.js";
import { LIGHTS, SCENES, sceneNamed } from "./scenes.js";

const { lecture: words, scenes } = all;

/** @typedef {import("./scenes.js").Scene} Scene */

/** What a scene has been through, for its question. */
const seen = signal(/** @type {Set<string>} */ (new Set()));
const labelled = signal(/** @type {import("../lab/types.js").Labelled | null} */ (null));
/** Larger than elsewhere, as on a slide, unless one chose otherwise: a phone shows fewer words then, and no slide. */
const large = signal((memory.get("large-type") ?? (matchMedia("(min-width: 44rem)").matches ? "on" : "off")) === "on");
/** Tells the window with the presenter's notes which scene is on, and hears from it. */
const channel = "BroadcastChannel" in window ? new BroadcastChannel("nearfar-lecture") : null;
/** @type {(() => void)[]} */
let disposals = [];
let built = false;

/** Opens a scene in the state it is about. @param {string} id */
export async function openScene(id) {
  const opened = opens(id);
  if (!opened) return;
  const { config, view } = opened;
  pause();
  await withView(() => asPlace(async () => {
    const shown = await begin(config);
    if (shown) {
      lookWith(view, config);
      state.lecture.value = id;
    }
    return shown;
  }));
}

/** @param {number} by */
export function move(by) {
  const at = SCENES.findIndex(({ id }) => id === state.lecture.peek());
  const next = SCENES[at + by];
  if (next) void openScene(next.id);
}

/** Builds the panel the first time, and shows or hides it as the address says. */
export function lectureView() {
  if (built) return;
  built = true;
  const host = byId("lecture");
  const select = h("select", { "aria-label": words.scene, onchange: () => void openScene(select.value) },
    SCENES.map(({ id }, i) => h("option", { value: id }, `${i + 1}  ${scenes[id].title}`)));
  const button = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {string} */ keys, /** @type {() => void} */ act) =>
    h("button", { type: "button", "aria-label": name, title: `${name}${keys && ` (${keys})`}`, onclick: act }, sign);
  const [back, forth] = [button("←", words.previous, words.previousKey, () => move(-1)), button("→", words.next, words.nextKey, () => move(1))];
  const type = button("A", words.larger, "", () => {
    large.value = !large.value;
    memory.set("large-type", large.value ? "on" : "off");
  });
  const notes = button("✎", words.notes, "", () => window.open(new URL(`www/notes.html?lang=${language}`, document.baseURI), "nearfar-notes", "popup,width=640,height=720"));
  const close = button("×", words.close, "", () => {
    state.lecture.value = "";
    /** @type {HTMLElement | null} */ (document.querySelector('[aria-controls="lecture"]'))?.focus();
  });
  const content = h("div", { class: "said" });
  put(host, h("div", { class: "lecture-bar" }, back, select, forth, h("span", { class: "spread" }), type, notes, close), content);

  effect(() => {
    const scene = sceneNamed(state.lecture.value);
    for (const dispose of disposals.splice(0)) dispose();
    host.hidden = !scene;
    document.documentElement.classList.toggle("large-type", Boolean(scene) && large.value);
    type.setAttribute("aria-pressed", String(large.value));
    if (!scene) return void delete byId("main").dataset.lecture;
    byId("main").dataset.lecture = scene.id;
    const at = SCENES.indexOf(scene);
    select.value = scene.id;
    [back.disabled, forth.disabled] = [at === 0, at === SCENES.length - 1];
    seen.value = new Set();
    labelled.value = null;
    put(content, ...body(scene));
    host.scrollTop = 0;
    tell();
  });
  channel?.addEventListener("message", ({ data }) => {
    if (data?.ask === "scene") tell();
    else if (data?.move === 1 || data?.move === -1) move(data.move);
  });
}

function tell() {
  const at = SCENES.findIndex(({ id }) => id === state.lecture.peek());
  const scene = SCENES[at];
  if (scene) channel?.postMessage({ title: scenes[scene.id].title, notes: scenes[scene.id].notes, question: scenes[scene.id].question, at: at + 1, of: SCENES.length, next: SCENES[at + 1] ? scenes[SCENES[at + 1].id].title : "" });
}

/** @param {Scene} scene @returns {Node[]} */
function body(scene) {
  const { title, text, footnote } = scenes[scene.id];
  return [h("h2", { tabIndex: -1 }, title), ...text.map((paragraph) => h("p", { class: "caption-like" }, ...subscripts(paragraph))), formula(scene), question(scene), controls(scene),
    ...(footnote ? [h("details", { class: "slips" }, h("summary", null, words.footnote), h("p", null, footnote))] : [])];
}

/** How small a formula may be set so that its column holds it. */
const SMALLEST = 0.78;

/** @param {Scene} scene */
function formula(scene) {
  const tree = translated(formulas[scene.id], words.inFormulas);
  const math = mathml(tree);
  const symbols = h("div", { class: "symbols", role: "group", "aria-label": words.formula }, math);
  const figures = h("div", { class: "figures", role: "group", "aria-label": words.numbers });
  const said = h("p", { class: "sub symbol-said", role: "status" });
  /** The symbols under the pointer and with the focus: what is said is of the first, else of the other, else nothing. */
  const on = { pointer: "", focus: "" };
  const control = (/** @type {string} */ id) => document.querySelector(`#lecture .knob[data-path="${CSS.escape(id)}"]`);
  const light = (/** @type {Partial<typeof on>} */ change) => {
    control(on.pointer || on.focus)?.classList.remove("lit");
    Object.assign(on, change);
    const id = on.pointer || on.focus;
    state.lit.value = scene.lights?.[id] ?? /** @type {Record<string, string>} */ (LIGHTS)[id] ?? "";
    control(id)?.classList.add("lit");
    put(said, scenes[scene.id].symbols?.[id]);
  };
  for (const [id, part] of liveParts(math)) {
    part.classList.add("live");
    // A symbol that stands more than once is one stop for the keyboard.
    if (part === math.querySelector(`[data-live="${CSS.escape(id)}"]`)) part.setAttribute("tabindex", "0");
    const meaning = scenes[scene.id].symbols?.[id];
    if (meaning) part.setAttribute("aria-label", meaning);
    part.addEventListener("pointerenter", () => light({ pointer: id }));
    part.addEventListener("pointerleave", () => light({ pointer: "" }));
    part.addEventListener("focus", () => light({ focus: id }));
    part.addEventListener("blur", () => light({ focus: "" }));
    part.addEventListener("click", () => /** @type {HTMLElement | null} */ (control(id)?.querySelector("input"))?.focus());
  }
  let before = "";
  disposals.push(effect(() => {
    state.measured.value;
    const numbers = Object.fromEntries(liveParts(math).map(([id]) => [id, numberOf(id)]));
    const key = JSON.stringify(numbers);
    if (key === before) return;
    before = key;
    figures.hidden = Object.values(numbers).every((value) => value === undefined);
    put(figures, mathml(tree, (id) => numbers[id]));
  }), () => (state.lit.value = ""));
  const watch = new ResizeObserver(() => requestAnimationFrame(() => fit([symbols, figures], SMALLEST)));
  [symbols, figures, math].forEach((one) => watch.observe(one));
  disposals.push(() => watch.disconnect());
  return h("div", { class: "formula-said" }, symbols, figures, said);
}

/** The present number of a symbol. @param {string} id @returns {string | undefined} */
function numberOf(id) {
  const { value: metric } = state.metric;
  const found = state.at(state.config.value, id);
  if (typeof found === "number") return short(found);
  if (id === "loss") return state.history.loss.length ? fixed(state.history.loss[state.history.loss.length - 1], 2) : undefined;
  if (id === "count") return negatives() === undefined ? undefined : short(Number(negatives()));
  if (id === "similar_part") return metric ? short(metric.parts[0], 4) : undefined;
  if (id === "dissimilar_part") return metric ? short(metric.parts[1], 4) : undefined;
  return undefined;
}

/** How many negatives an anchor has. */
function negatives() {
  const { value: batch } = state.comparison;
  return batch ? batch.relation.subarray(0, batch.candidates).reduce((count, relation) => count + Number(relation === 2), 0) : undefined;
}

/** @param {Scene} scene */
function controls({ knobs }) {
  const box = h("div", { class: "knobs" });
  // Which there are is known when the experiment is on the screen.
  disposals.push(effect(() => {
    const { value: info } = state.info;
    if (!info) return;
    const found = knobs.flatMap((path) => {
      const knob = knobAt(path);
      if (!knob || typeof state.at(state.config.peek(), path) !== "number") return [];
      const { element, dispose } = knobControl(knob, path);
      disposals.push(dispose);
      return [element];
    });
    put(box, ...found);
  }));
  return box;
}

/** The catalog's knob of a path of the present config. @param {string} path @returns {import("../types.js").Knob | undefined} */
function knobAt(path) {
  const config = /** @type {any} */ (state.config.peek());
  const [section, id] = path.includes(".") ? path.split(".") : ["", path];
  /** @param {any[]} cards */
  const of = (cards) => cards.find(({ name }) => name === config[section]?.name)?.knobs ?? [];
  /** @type {Record<string, any[]>} */
  const groups = { "": [...catalog.run, ...catalog.metric.run], loss: of(catalog.losses), negatives: of(catalog.negatives), optimizer: of(catalog.optimizers), data: [...of(catalog.datasets), ...catalog.run],
    pretext: of(catalog.pretexts), objective: of(catalog.metric.objectives), pairs: catalog.metric.pairs, encoder: catalog.encoder, augment: catalog.augmentations.map(({ name, knob }) => ({ ...knob, id: name })) };
  return groups[section]?.find((knob) => knob.id === id);
}

/** @param {Scene} scene */
function question(scene) {
  const { question: asked, state: said } = scenes[scene.id];
  const line = h("p", { class: "state", role: "status" });
  const box = h("div", { class: "question-said" }, h("p", null, h("b", null, words.question), " ", ...subscripts(asked)), line);
  const config = state.config.peek();
  const first = JSON.stringify(config.objective ?? null);
  // What is to be seen of an objective, the steps under it show.
  let under = { objective: first, since: 0 };
  disposals.push(effect(() => {
    state.measured.value;
    const { value: metric } = state.metric;
    const kinds = new Set(seen.peek());
    const objective = JSON.stringify(state.config.value.objective ?? null);
    if (objective !== under.objective) under = { objective, since: state.step.value };
    if (state.step.value < under.since) under.since = 0;
    if (metric?.verdict && state.step.value > under.since) kinds.add(metric.verdict.kind);
    if (state.config.value.objective && objective !== first) kinds.add("moved");
    if (kinds.size !== seen.peek().size) seen.value = kinds;
    const facts = { config: state.config.value, step: state.step.value, loss: state.history.loss.at(-1), metrics: state.history.metrics.at(-1), metric, negatives: negatives(), seen: seen.value, lensSettings: state.lensSettings.value, labelled: labelled.value };
    const right = scene.answered(facts);
    const numbers = scene.now(facts);
    box.classList.toggle("answered", right);
    const filled = said.replace(/\{(\d)\}/g, (_, i) => (typeof numbers[i] === "number" ? short(/** @type {number} */ (numbers[i])) : String(numbers[i] ?? "–")));
    put(line, h("b", null, right ? `✓ ${words.answered}` : words.open), " ", filled);
  }));
  if (scene.labels) disposals.push(measureLabels(scene.labels));
  return box;
}

/** Learns from a few labels whenever the run rests. @param {number} n */
function measureLabels(n) {
  return effect(() => {
    state.measured.value;
    const { value: info } = state.info;
    if (state.playing.value || state.preparing.value || !info || state.step.value !== state.history.metrics.at(-1)?.step) return;
    ask((run) => (n >= run.info.classes && n <= run.info.trainRows ? run.labelled(n) : Promise.resolve(null))).then((found) => {
      if (found !== undefined && found?.probe !== labelled.peek()?.probe) labelled.value = found;
    }, () => {});
  });
}
