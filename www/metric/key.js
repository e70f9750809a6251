/** What lines and outlines mean, as far as they are in the pictures. */
import { effect } from "@preact/signals-core";
import { h, put } from "../dom.js";
import * as state from "../state.js";
import { pointsTheWay } from "./shapes.js";
import { drawn } from "./drawing.js";

/** @param {string} kind @param {string} name */
const entry = (kind, name) => h("li", null, h("i", { class: `key ${kind}` }), name);

export function metricKey() {
  const list = h("ul", { class: "legend", "aria-label": "Lines" });
  effect(() => {
    const { value: metric } = state.metric;
    if (!metric) return;
    const flat = metric.dim === 2;
    const shown = flat || drawn("similar").length + drawn("dissimilar").length > 0;
    put(list, shown && entry("line similar", "similar"), shown && entry("line dissimilar", "dissimilar"),
      flat && metric.flippedCount > 0 && entry("line flipped", "flipped by noise"),
      flat && (metric.inverseS ? entry("ball", "unit balls of A, S⁻¹ and D, scaled to one area; L makes A's round") : entry("ball", "unit ball of A, and its image")),
      flat && !metric.inverseS && pointsTheWay(metric) && entry("ray", "top eigenvector of S⁻¹D"),
      !flat && entry("line", "axes: main directions left, eigenvectors of A right"));
  });
  return list;
}
