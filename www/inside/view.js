/** The loss seen from the inside: the chosen anchor's negatives as they are drawn and as they are weighed, and what became of that over training. */
import { effect, signal } from "@preact/signals-core";
import { lensHeading } from "../controls/lenses.js";
import { byId, h, put } from "../dom.js";
import { fixed, percent, whole } from "../format.js";
import { words } from "../language/language.js";
import { catalog } from "../nearfar.js";
import { relationsOf } from "../relations.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { redraw } from "../views/frames.js";
import { insideCurves } from "./curves.js";
import { binned, histogram } from "./histogram.js";
import "./inside.css";
import { createOracle } from "./oracle.js";

const { inside: say } = words;

/** @typedef {import("../relations.js").Partner} Partner */

/** @typedef {"importance" | "push"} Weighing */
/** By what the lower histogram weighs. @type {Record<Weighing, (negatives: Partner[]) => number[]>} */
const WEIGHINGS = {
  importance: (negatives) => negatives.map(({ importance }) => importance),
  push: (negatives) => shares(negatives.map(({ pull }) => Math.max(0, pull))),
};
const weighing = signal(/** @type {Weighing} */ ("importance"));

/** @param {number[]} values */
function shares(values) {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (total > 0 ? value / total : 0));
}

const picture = h("div", { class: "spread" });
const found = h("p", { class: "found" });
const numbers = h("table", { class: "numbers-inside" });
const modes = h("span", { class: "modes", role: "group", "aria-label": say.lowerBars });
const weighed = h("label", { class: "check" }, h("input", { type: "checkbox", onchange: (/** @type {any} */ event) => setBeside("weights", state.weighed, event.target.checked) }), say.weights);
const key = h("ul", { class: "legend", "aria-label": say.bars },
  h("li", null, h("i", { class: "key negative" }), say.negatives), h("li", null, h("i", { class: "key false" }), say.falseNegatives),
  h("li", null, h("i", { class: "key positive" }), say.positive), h("li", null, h("i", { class: "tick-mean" }), say.mean));
const oracle = createOracle(catalog);
const curves = insideCurves(oracle);

export const lens = {
  element: h("div", { class: "inside" }, lensHeading(say.title), h("p", { class: "sub steer" }, h("span", null, say.below), modes, weighed), picture, key, found, numbers),
  open() {
    byId("inside-curves").hidden = false;
    oracle.open();
    redraw(view);
  },
  close() {
    byId("inside-curves").hidden = true;
    state.weighed.value = false;
    oracle.close();
  },
};

effect(() => {
  const { value: on } = weighing;
  put(modes, .../** @type {Weighing[]} */ (Object.keys(WEIGHINGS)).map((name) => h("button", { type: "button", "aria-pressed": String(name === on), onclick: () => {
    setBeside("bars", weighing, name);
    /** @type {HTMLElement | null} */ (modes.querySelector('[aria-pressed="true"]'))?.focus();
  } }, say.weighings[name])));
  /** @type {HTMLInputElement} */ (weighed.querySelector("input")).checked = state.weighed.value;
});

const view = {
  draw() {
    if (state.lens.value !== "inside") return false;
    const { value: points } = state.points;
    const relations = points && relationsOf(state.comparison.value, state.anchor.value, points.labels);
    if (!relations || !relations.negativeCount) {
      put(picture);
      put(found, relations ? say.noNegatives : say.notDrawn);
      put(numbers);
      return false;
    }
    drawRelations(relations);
    return false;
  },
};

/** @param {import("../relations.js").Relations} relations */
function drawRelations({ all, positives, falseCount, clamped }) {
  const name = say.names[weighing.value];
  const weights = WEIGHINGS[weighing.value](all);
  const unit = state.config.value.encoder.normalize;
  const values = [...all, ...positives].map(({ similarity }) => similarity);
  /** @type {[number, number]} */
  const range = unit ? [-1, 1] : [Math.min(...values), Math.max(...values) + 1e-6];
  const q = WEIGHINGS.importance(all);
  const push = WEIGHINGS.push(all);
  const wrong = (/** @type {number[]} */ shares) => all.reduce((sum, { same }, i) => sum + (same ? shares[i] : 0), 0);
  const mean = (/** @type {number[]} */ shares) => all.reduce((sum, { similarity }, i) => sum + similarity * shares[i], 0);
  const size = 1 / q.reduce((sum, share) => sum + share * share, 0) / all.length;
  const alike = all.map(() => 1 / all.length);
  const label = say.histogram(whole(all.length), whole(falseCount), fixed(mean(alike), 2), name, fixed(mean(weights), 2));
  put(picture, histogram(binned(all, weights, range), { positive: positives[0]?.similarity, means: [mean(alike), mean(weights)], names: [say.names.drawn, name], axis: unit ? say.cosine : say.dot, label }));
  put(found, sentence({ share: falseCount / all.length, count: all.length, weight: wrong(q), push: wrong(push), size, clamped, pushed: push.some((one) => one > 0) }));
  const batch = state.history.metrics.at(-1)?.inside;
  const known = (/** @type {number | undefined} */ share) => (state.labelled.value && share !== undefined ? percent(share, 0) : "–");
  const row = (/** @type {string} */ title, /** @type {string} */ here, /** @type {string | null | undefined} */ there) => h("tr", null, h("th", { scope: "row" }, title), h("td", null, here), h("td", null, there ?? "–"));
  put(numbers, h("thead", null, h("tr", null, h("td", null), say.columns.map((title) => h("th", { scope: "col" }, title)))), h("tbody", null,
    row(say.rows.falseShare, known(falseCount / all.length), known(batch?.falseShare)),
    row(say.rows.falseWeight, known(wrong(q)), known(batch?.falseWeight)),
    row(say.rows.falsePush, known(wrong(push)), known(batch?.falsePush)),
    row(say.rows.effectiveSize, say.sample(whole(size * all.length), whole(all.length)), batch && percent(batch.effectiveSize, 0)),
    row(say.rows.clamped, clamped ? say.yes : say.no, batch && percent(batch.clamped, 0))));
}

/** @param {{ share: number, count: number, weight: number, push: number, size: number, clamped: boolean, pushed: boolean }} found */
function sentence({ share, count, weight, push, size, clamped, pushed }) {
  if (clamped) return say.clamped;
  if (!pushed) return say.noPush;
  if (!state.labelled.value) return say.unlabelled;
  if (share === 0) return say.noneFalse(whole(count));
  const lean = (weight > 1.15 * share ? say.leans : say.noLean)(percent(weight, 0));
  const few = size < 0.5 ? say.few(whole(size * count)) : "";
  return say.found(percent(share, 0), whole(count), lean, few, percent(push, 0));
}

effect(() => {
  for (const fact of [state.comparison, state.anchor, state.measured, state.appearance, weighing, state.lens]) fact.value;
  redraw(view);
});
effect(() => {
  for (const fact of [state.measured, state.limit, state.lens, oracle.grown]) fact.value;
  redraw(curves);
});
