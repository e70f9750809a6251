/** The loss seen from the inside: the chosen anchor's negatives as they are drawn and as they are weighed, and what became of that over training. */
import { effect, signal } from "@preact/signals-core";
import { lensHeading } from "../controls/lenses.js";
import { byId, h, put } from "../dom.js";
import { fixed, percent, whole } from "../format.js";
import { catalog } from "../nearfar.js";
import { relationsOf } from "../relations.js";
import * as state from "../state.js";
import { redraw } from "../views/frames.js";
import { insideCurves } from "./curves.js";
import { binned, histogram } from "./histogram.js";
import "./inside.css";
import { createOracle } from "./oracle.js";

/** @typedef {import("../relations.js").Partner} Partner */

/** By what the lower histogram weighs. @type {Record<string, { title: string, name: string, of: (negatives: Partner[]) => number[] }>} */
const WEIGHINGS = {
  importance: { title: "qᵦ", name: "as qᵦ weighs them", of: (negatives) => negatives.map(({ importance }) => importance) },
  push: { title: "the push", name: "as the loss pushes them", of: (negatives) => shares(negatives.map(({ pull }) => Math.max(0, pull))) },
};
const weighing = signal("importance");

/** @param {number[]} values */
function shares(values) {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (total > 0 ? value / total : 0));
}

const picture = h("div", { class: "spread" });
const words = h("p", { class: "found" });
const numbers = h("table", { class: "numbers-inside" });
const modes = h("span", { class: "modes", role: "group", "aria-label": "The lower bars show" });
const weighed = h("label", { class: "check" }, h("input", { type: "checkbox", onchange: (/** @type {any} */ event) => (state.weighed.value = event.target.checked) }), "weights in the pictures");
const key = h("ul", { class: "legend", "aria-label": "Bars" },
  h("li", null, h("i", { class: "key negative" }), "negatives"), h("li", null, h("i", { class: "key false" }), "false negatives"),
  h("li", null, h("i", { class: "key positive" }), "the positive"), h("li", null, h("i", { class: "tick-mean" }), "mean"));
const oracle = createOracle(catalog);
const curves = insideCurves(oracle);

export const lens = {
  element: h("div", { class: "inside" }, lensHeading("Inside the loss"), h("p", { class: "sub steer" }, h("span", null, "below:"), modes, weighed), picture, key, words, numbers),
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
  put(modes, ...Object.entries(WEIGHINGS).map(([name, { title }]) => h("button", { type: "button", "aria-pressed": String(name === on), onclick: () => {
    weighing.value = name;
    /** @type {HTMLElement | null} */ (modes.querySelector('[aria-pressed="true"]'))?.focus();
  } }, title)));
  weighed.querySelector("input")?.toggleAttribute("checked", state.weighed.value);
});

const view = {
  draw() {
    if (state.lens.value !== "inside") return false;
    const { value: points } = state.points;
    const relations = points && relationsOf(state.comparison.value, state.anchor.value, points.labels);
    if (!relations || !relations.negativeCount) {
      put(picture);
      put(words, relations ? "This anchor has no negatives in the next batch." : "The anchor is not in the next batch; pause, and it will be put in.");
      put(numbers);
      return false;
    }
    drawRelations(relations);
    return false;
  },
};

/** @param {import("../relations.js").Relations} relations */
function drawRelations({ all, positives, falseCount, clamped }) {
  const { of, name } = WEIGHINGS[weighing.value];
  const weights = of(all);
  const unit = state.config.value.encoder.normalize;
  const values = [...all, ...positives].map(({ similarity }) => similarity);
  /** @type {[number, number]} */
  const range = unit ? [-1, 1] : [Math.min(...values), Math.max(...values) + 1e-6];
  const q = WEIGHINGS.importance.of(all);
  const push = WEIGHINGS.push.of(all);
  const wrong = (/** @type {number[]} */ shares) => all.reduce((sum, { same }, i) => sum + (same ? shares[i] : 0), 0);
  const mean = (/** @type {number[]} */ shares) => all.reduce((sum, { similarity }, i) => sum + similarity * shares[i], 0);
  const size = 1 / q.reduce((sum, share) => sum + share * share, 0) / all.length;
  const alike = all.map(() => 1 / all.length);
  const label = `Similarities of ${whole(all.length)} negatives, ${whole(falseCount)} of them false: mean ${fixed(mean(alike), 2)}, ${name} ${fixed(mean(weights), 2)}`;
  put(picture, histogram(binned(all, weights, range), { positive: positives[0]?.similarity, means: [mean(alike), mean(weights)], names: ["as they are drawn, P", name], axis: unit ? "cosine" : "dot product", label }));
  put(words, sentence({ share: falseCount / all.length, count: all.length, weight: wrong(q), push: wrong(push), size, clamped, pushed: push.some((one) => one > 0) }));
  const batch = state.history.metrics.at(-1)?.inside;
  const row = (/** @type {string} */ title, /** @type {string} */ here, /** @type {string | null | undefined} */ there) => h("tr", null, h("th", { scope: "row" }, title), h("td", null, here), h("td", null, there ?? "–"));
  put(numbers, h("thead", null, h("tr", null, h("td", null), h("th", { scope: "col" }, "this anchor"), h("th", { scope: "col" }, "whole batch"))), h("tbody", null,
    row("false negatives", percent(falseCount / all.length, 0), batch && percent(batch.falseShare, 0)),
    row("weight under qᵦ", percent(wrong(q), 0), batch && percent(batch.falseWeight, 0)),
    row("share of the push", percent(wrong(push), 0), batch && percent(batch.falsePush, 0)),
    row("effective sample", `${whole(size * all.length)} of ${whole(all.length)}`, batch && percent(batch.effectiveSize, 0)),
    row("clamped", clamped ? "yes" : "no", batch && percent(batch.clamped, 0))));
}

/** @param {{ share: number, count: number, weight: number, push: number, size: number, clamped: boolean, pushed: boolean }} found */
function sentence({ share, count, weight, push, size, clamped, pushed }) {
  if (clamped) return "The correction for false negatives has taken everything away: the estimate is at its floor, and no negative of this anchor pushes.";
  if (!pushed) return "No negative of this anchor pushes.";
  if (share === 0) return `None of the ${whole(count)} negatives is false.`;
  const lean = weight > 1.15 * share ? `qᵦ leans on them: ${percent(weight, 0)} of the weight` : `qᵦ gives them no more than their share, ${percent(weight, 0)} of the weight`;
  const few = size < 0.5 ? `, as if only ${whole(size * count)} negatives were left` : "";
  return `${percent(share, 0)} of the ${whole(count)} negatives are of the anchor's own class. ${lean}${few}, and ${percent(push, 0)} of the push falls on them.`;
}

effect(() => {
  for (const fact of [state.comparison, state.anchor, state.measured, state.appearance, weighing, state.lens]) fact.value;
  redraw(view);
});
effect(() => {
  for (const fact of [state.measured, state.limit, state.lens, oracle.grown]) fact.value;
  redraw(curves);
});
