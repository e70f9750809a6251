/** The distance of two points before and under the metric, as a line that fills itself in. */
import { h, put } from "../dom.js";
import { short } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { pair } from "./ask.js";

/** @type {{ i: number, j: number, metric: unknown, element: HTMLElement } | null} */
let last = null;

/**
 * @param {number} i
 * @param {number} j
 * @param {string} intro whose distance it is
 */
export function distanceLine(i, j, intro) {
  const { value: metric } = state.metric;
  const same = last && last.i === i && last.j === j;
  if (last && same && last.metric === metric) return last.element;
  const element = last && same ? last.element : h("p", { class: "distance" }, intro);
  last = { i, j, metric, element };
  pair(i, j).then((found) => {
    if (!found || last?.element !== element) return;
    put(element, intro, h("span", null, "|x − x′|² ", h("b", null, short(found.before)), " → ", h("b", { class: "metric" }, "d", h("sub", null, "A"), ` ${short(found.after)}`)));
  }, () => {});
  return element;
}

/** For the tip of a point, while another is the anchor. @param {number} row */
export function distanceToAnchor(row) {
  const { value: anchor } = state.anchor;
  return anchor === null || anchor === row ? null : distanceLine(anchor, row, words.metric.toAnchor(anchor));
}
