/** What lines and outlines mean, as far as they are in the pictures. */
import { effect } from "@preact/signals-core";
import { h, put } from "../dom.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { pointsTheWay } from "./shapes.js";
import { drawn } from "./drawing.js";

const { key, sides } = words.metric;

/** @param {string} kind @param {string} name */
const entry = (kind, name) => h("li", null, h("i", { class: `key ${kind}` }), name);

export function metricKey() {
  const list = h("ul", { class: "legend", "aria-label": key.lines });
  effect(() => {
    const { value: metric } = state.metric;
    if (!metric) return;
    const flat = metric.dim === 2;
    const shown = flat || drawn("similar").length + drawn("dissimilar").length > 0;
    put(list, shown && entry("line similar", sides.similar), shown && entry("line dissimilar", sides.dissimilar),
      flat && metric.flippedCount > 0 && entry("line flipped", key.flipped),
      flat && (metric.inverseS ? entry("ball", key.balls) : entry("ball", key.ball)),
      flat && !metric.inverseS && pointsTheWay(metric) && entry("ray", key.ray),
      !flat && entry("line", key.axes));
  });
  return list;
}
