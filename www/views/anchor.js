/** The chosen anchor: the point and its two views, and whom the loss compares it with. */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import { byId, h, put } from "../dom.js";
import { fixed, percent, whole } from "../format.js";
import { words } from "../language/language.js";
import { relationsOf } from "../relations.js";
import { compare, neighbors } from "../session.js";
import * as state from "../state.js";
import { profile } from "./profile.js";
import { chip, tile } from "./tile.js";
import { className, nameOf } from "./tip.js";

const { pictures: say } = words;
const NEAREST = 8;

export function anchorView() {
  const number = h("input", { type: "number", min: "0", step: "1", class: "row", "aria-label": say.row,
    onchange: (/** @type {any} */ event) => choose(event.target.valueAsNumber) });
  const kind = h("span", { class: "kind" });
  const views = h("div", { class: "views" });
  const list = h("ol", { class: "partners" });
  const note = h("p", { class: "sub" });
  const nearest = h("div", { class: "nearest" });
  const measure = h("span");
  put(byId("anchor"), h("div", { class: "heading" }, h("h2", null, say.anchor), h("p", { class: "sub" }, `${say.rowBefore} `, number, " ", kind)), views,
    h("h3", null, measure, h("span", null, say.weight)), list, note, nearest);

  /** @param {number} row */
  function choose(row) {
    const rows = state.info.value?.rows ?? 0;
    if (Number.isInteger(row) && row >= 0 && row < rows) state.anchor.value = row;
    else number.value = String(state.anchor.value ?? 0);
  }

  effect(() => {
    state.appearance.value;
    const { value: points } = state.points;
    const { value: batch } = state.comparison;
    const { value: row } = state.anchor;
    if (state.task.value !== "contrastive" || !points || row === null || row >= points.rows) return;
    number.max = String(points.rows - 1);
    number.value = String(row);
    put(kind, className(points.labels[row]));
    put(measure, similarityName());
    const relations = relationsOf(batch, row, points.labels);
    const pair = batch && relations ? viewsOf(batch, batch.indices.indexOf(row)) : null;
    showViews(views, points.x.subarray(row * points.dim, (row + 1) * points.dim), pair);
    put(list, ...(relations ? [...relations.positives, ...relations.negatives].map((partner) => entry(partner, relations)) : []));
    put(note, relations && !state.labelled.value ? say.unlabelled : relations
      ? say.falseNegatives(whole(relations.falseCount), whole(relations.negativeCount), percent(relations.falseWeight, 0))
      : say.notInBatch);
  });

  // Its neighbours in the embedding, as the encoder sees them now.
  effect(() => {
    state.appearance.value;
    const { value: frame } = state.frame;
    const { value: row } = state.anchor;
    if (state.task.value !== "contrastive" || !frame || row === null || state.playing.value) return;
    neighbors(row, NEAREST).then((found) => {
      if (found && row === state.anchor.value) put(nearest, h("h3", null, h("span", null, say.nearestInEmbedding)), h("div", null, [...found.indices].map(portrait)));
    }, () => {});
  });

  // Another anchor is looked at in the next batch, with it put in.
  effect(() => {
    const { value: row } = state.anchor;
    const batch = state.comparison.peek();
    if (row !== null && batch && !state.playing.peek() && !batch.anchorPoint.includes(row)) compare().catch(() => {});
  });
}

/** What the similarities are. */
const similarityName = () => (state.config.value.encoder?.normalize ? say.cosine : say.product);

/** A point to go to. @param {number} row */
const portrait = (row) => h("button", { type: "button", "aria-label": nameOf(row), title: nameOf(row), onclick: () => (state.anchor.value = row) },
  state.info.value?.image ? tile(row, palette().class(state.points.value?.labels[row] ?? 0)) : chip(row));

/** @param {import("../types.js").Batch} batch @param {number} slot @returns {[Float32Array, Float32Array] | null} */
function viewsOf({ view1, view2, dim }, slot) {
  if (slot < 0) return null;
  return [view1.subarray(slot * dim, (slot + 1) * dim), view2.subarray(slot * dim, (slot + 1) * dim)];
}

/** @param {HTMLElement} host @param {Float32Array} x @param {[Float32Array, Float32Array] | null} pair */
function showViews(host, x, pair) {
  const colors = palette();
  if (!state.info.value?.image) {
    put(host, profile(x, pair, colors));
    return;
  }
  /** @param {string} name @param {Float32Array} pixels @param {string} color @param {string} kind */
  const figure = (name, pixels, color, kind) => h("figure", { class: kind }, tile(pixels, color), h("figcaption", null, name));
  put(host, figure(say.asItIs, x, colors.muted, "plain"),
    pair && figure(say.view1, pair[0], colors.anchor, "first"),
    pair && figure(say.view2, pair[1], colors.positive, "second"));
}

/** @param {import("../relations.js").Partner} partner @param {import("../relations.js").Relations} relations */
function entry({ point, similarity, weight, positive, same }, relations) {
  const most = Math.max(...[...relations.positives, ...relations.negatives].map((partner) => partner.weight));
  const bar = h("i", { class: "bar" });
  bar.style.width = `${(100 * weight) / most}%`;
  const kind = positive ? "positive" : same ? "negative false" : "negative";
  const image = state.info.value?.image;
  return h("li", { class: kind }, h("button", { type: "button", title: positive ? say.otherView : say.makeAnchor(point),
    "aria-label": say.partner({ relation: positive ? say.positive : same ? say.falseNegative : say.negative, point, kind: className(state.points.value?.labels[point] ?? 0), measure: similarityName(), similarity: fixed(similarity, 2), weight: percent(weight) }),
    onclick: () => (state.anchor.value = point), onpointerenter: () => (state.hovered.value = point), onpointerleave: () => (state.hovered.value = null) },
  image ? tile(point, palette().ink) : chip(point),
  h("span", { class: "similarity" }, fixed(similarity, 2)), h("span", { class: "track" }, bar), h("span", { class: "weight" }, percent(weight))));
}
