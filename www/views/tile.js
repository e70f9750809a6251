/** Small signs for one point: its image, or the mark and colour of its class. */
import { SHAPES, palette } from "../colors.js";
import { h } from "../dom.js";
import * as state from "../state.js";
import { paintImage } from "./marks.js";

/**
 * A point's image.
 * @param {number | Float32Array} of row of the data, or the pixels themselves
 * @param {string} color
 */
export function tile(of, color) {
  const canvas = h("canvas", { class: "tile", "aria-hidden": "true" });
  const { value: points } = state.points;
  const image = state.info.value?.image;
  if (points && image) paintImage(canvas, typeof of === "number" ? points.x.subarray(of * points.dim, (of + 1) * points.dim) : of, image, color);
  return canvas;
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {number} label */
export function mark(label) {
  const colors = palette();
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("class", "mark");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[colors.shape(label)]);
  path.setAttribute("fill", colors.class(label));
  svg.append(path);
  return svg;
}

/** @param {number} row */
export const chip = (row) => h("span", { class: "chip" }, mark(state.points.value?.labels[row] ?? 0));
