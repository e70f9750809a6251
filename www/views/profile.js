/** A point that is no image, with its two views: a close-up of the plane, or its coordinates side by side as lines. */
import { h } from "../dom.js";
import { words } from "../language/language.js";
import * as state from "../state.js";

const { pictures: say } = words;
const [WIDTH, HEIGHT, MARGIN] = [240, 84, 10];

/** @typedef {[ArrayLike<number>, string, number][]} Lines  values, color, width */

/**
 * @param {Float32Array} x
 * @param {[Float32Array, Float32Array] | null} pair
 * @param {import("../colors.js").Palette} colors
 */
export function profile(x, pair, colors) {
  const features = state.info.value?.features;
  const canvas = h("canvas", { class: "profile", role: "img", width: 2 * WIDTH, height: 2 * HEIGHT,
    "aria-label": say.profile(x.length, features ? `${features.slice(0, 6).join(", ")}${features.length > 6 ? ", …" : ""}` : "") });
  const context = canvas.getContext("2d");
  const lines = /** @type {Lines} */ ([[x, colors.muted, 1]]);
  if (pair) lines.push([pair[0], colors.anchor, 1.5], [pair[1], colors.positive, 1.5]);
  if (context) {
    context.scale(2, 2);
    if (x.length === 2) closeUp(context, lines, colors);
    else sideBySide(context, lines, x.length, colors);
  }
  const what = x.length === 2 ? say.closeUp : features ? `${features[0]} … ${features.at(-1)}` : `x1 … x${x.length}`;
  return h("div", { class: "profiled" }, canvas, h("p", { class: "sub" }, `${what}: `, h("b", { class: "muted" }, say.asItIs), pair && ", ",
    pair && h("b", { class: "anchor" }, say.view1), pair && ", ", pair && h("b", { class: "positive" }, say.view2)));
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius @param {string} color */
function dot(context, x, y, radius, color) {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** The point and its views among the points around them. @param {CanvasRenderingContext2D} context @param {Lines} lines @param {import("../colors.js").Palette} colors */
function closeUp(context, lines, colors) {
  const { value: points } = state.points;
  if (!points) return;
  const [cx, cy] = [lines[0][0][0], lines[0][0][1]];
  const reach = Math.max(...lines.map(([at]) => Math.max(Math.abs(at[0] - cx) / 2, Math.abs(at[1] - cy))), 1e-6) * 1.3;
  const scale = HEIGHT / 2 / reach;
  /** @param {ArrayLike<number>} at @param {number} [from] @returns {[number, number]} */
  const place = (at, from = 0) => [WIDTH / 2 + (at[from] - cx) * scale, HEIGHT / 2 - (at[from + 1] - cy) * scale];
  context.globalAlpha = 0.5;
  for (let row = 0; row < points.rows; row++) dot(context, ...place(points.x, 2 * row), 2.2, colors.class(points.labels[row]));
  context.globalAlpha = 1;
  const origin = place(lines[0][0]);
  for (const [at, color] of lines.slice(1)) {
    context.strokeStyle = color;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(...origin);
    context.lineTo(...place(at));
    context.stroke();
  }
  for (const [at, color] of lines) dot(context, ...place(at), 4.5, color);
}

/** @param {CanvasRenderingContext2D} context @param {Lines} lines @param {number} count @param {import("../colors.js").Palette} colors */
function sideBySide(context, lines, count, colors) {
  const all = lines.flatMap(([values]) => Array.from(values));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const across = (/** @type {number} */ i) => MARGIN + ((WIDTH - 2 * MARGIN) * i) / Math.max(1, count - 1);
  const up = (/** @type {number} */ value) => HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * (value - low)) / (high - low || 1);
  context.strokeStyle = colors.line;
  context.beginPath();
  for (let i = 0; i < Math.min(count, 40); i++) {
    context.moveTo(across(i), MARGIN / 2);
    context.lineTo(across(i), HEIGHT - MARGIN / 2);
  }
  context.stroke();
  for (const [values, color, width] of lines) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    Array.from(values).forEach((value, i) => context.lineTo(across(i), up(value)));
    context.stroke();
    if (count <= 24) Array.from(values).forEach((value, i) => dot(context, across(i), up(value), 2.2, color));
  }
}
