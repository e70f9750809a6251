/** What is said about the point under the pointer: its name, its class, and its nearest neighbours. */
import { palette } from "../colors.js";
import { h, put } from "../dom.js";
import { fixed, short } from "../format.js";
import { words } from "../language/language.js";
import { neighbors } from "../session.js";
import * as state from "../state.js";
import { chip, tile } from "./tile.js";

const { pictures: say } = words;
const NEIGHBORS = 5;

/** @param {number} row */
export function nameOf(row) {
  const { value: points } = state.points;
  const { value: info } = state.info;
  if (!points || !info) return "";
  if (info.words) return say.word(info.words[row], info.classes > 1 ? className(points.labels[row]) : undefined);
  return say.point(row, className(points.labels[row]), points.split[row] !== 0);
}

/** @param {number} label */
export const className = (label) => {
  const name = state.info.value?.classNames[label] ?? String(label);
  return /^\d+$/.test(name) ? say.kind(name) : name;
};

/** Asked for lately, so that a pointer that rests asks once. */
let asked = { row: -1, step: -1, metric: /** @type {unknown} */ (null) };
/** @type {import("../types.js").Neighbors | undefined} */
let known;

/**
 * Fills the box, and places it beside a point.
 * @param {HTMLElement} tip
 * @param {number} row
 * @param {number} x CSS pixels
 * @param {number} y
 * @param {number} width of the stage
 * @param {Node | null} [more] a line between name and neighbours
 */
export function showTip(tip, row, x, y, width, more) {
  const { value: step } = state.step;
  const { value: metric } = state.metric;
  const fresh = asked.row === row && known;
  fill(tip, row, fresh ? known : undefined, more);
  tip.hidden = false;
  place(tip, x, y, width);
  if (asked.row === row && asked.step === step && asked.metric === metric) return;
  asked = { row, step, metric };
  if (!fresh) known = undefined;
  neighbors(row, NEIGHBORS).then((found) => {
    if (!found || asked.row !== row) return;
    known = found;
    if (state.hovered.value !== row || tip.hidden) return;
    fill(tip, row, found, more);
    place(tip, x, y, width);
  }, () => {});
}

/** Above a place in the lower half, below one in the upper. @param {HTMLElement} tip @param {number} x @param {number} y @param {number} width */
function place(tip, x, y, width) {
  const side = tip.offsetWidth;
  tip.style.left = `${Math.max(0, Math.min(width - side, x - side / 2))}px`;
  tip.style.top = y > width / 2 ? `${y - tip.offsetHeight - 14}px` : `${y + 16}px`;
}

/** A tip about no point. @param {HTMLElement} tip @param {number} x @param {number} y @param {number} width @param {Node} content */
export function placeTip(tip, x, y, width, content) {
  if (tip.firstChild !== content || tip.childNodes.length > 1) put(tip, content);
  tip.hidden = false;
  place(tip, x, y, width);
}

/** @param {HTMLElement} tip @param {number} row @param {import("../types.js").Neighbors} [near] @param {Node | null} [more] */
function fill(tip, row, near, more) {
  const colors = palette();
  const image = state.info.value?.image;
  put(tip, h("p", null, image ? tile(row, colors.ink) : chip(row), h("span", null, nameOf(row))), more,
    near && h("p", { class: "near" }, state.metric.value ? h("span", null, say.nearestBy, h("br"), "d", h("sub", null, "A")) : h("span", null, say.nearest), ...[...near.indices].map((index, i) =>
      h("span", { class: "neighbor", title: nameOf(index) }, image ? tile(index, colors.ink) : chip(index), h("small", null, state.metric.value ? short(-near.similarities[i], 2) : fixed(near.similarities[i], 2))))));
}
