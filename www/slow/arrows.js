/** Pushes and pulls as arrows from the anchor, straight away from a negative and straight to the positive, as long as |∂ℓ/∂s|. */

import { words } from "../language/language.js";

/** @typedef {import("../views/segments.js").Drawing} Drawing */

/** The longest arrow of a single negative, and of the positive and the sum, as shares of the picture. */
const [SINGLE, SUM] = [0.16, 0.28];
/** More than this would be a brush stroke. */
const MOST = 60;

/** @typedef {{ x: number, y: number }} Vector */

/**
 * @param {Drawing} drawing
 * @param {import("../relations.js").Relations} relations
 */
export function paintPulls({ context, size, ratio, palette, placeOf }, relations) {
  const from = placeOf(relations.row, relations.point);
  const forces = [...relations.positives, ...relations.all.filter(({ pull }) => pull > 0)].map(({ view, point, pull, positive, same }) => {
    const [x, y] = placeOf(view, point);
    // The chord counts too, as in the gradient: Σ ∂ℓ/∂s (z_i − z_j).
    return { positive, same, x: pull * (from[0] - x), y: pull * (from[1] - y) };
  });
  const sum = forces.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  const pulls = forces.filter(({ positive }) => positive);
  const pushes = forces.filter(({ positive }) => !positive);
  const large = fitting([sum, ...pulls], from, SUM * size, size);
  const small = fitting(pushes, from, SINGLE * size, size);
  /** @param {Vector} force @param {number} scale @returns {[number, number]} */
  const end = ({ x, y }, scale) => [from[0] + scale * x, from[1] + scale * y];
  const on = { context, ratio, ground: palette.ground };
  for (const one of pushes.sort((a, b) => Math.hypot(b.x, b.y) - Math.hypot(a.x, a.y)).slice(0, MOST).reverse()) arrow(on, from, end(one, small), palette.negative, 1.25, one.same ? [4, 3] : []);
  for (const one of pulls) arrow(on, from, end(one, large), palette.positive, 3, []);
  arrow(on, from, end(sum, large), palette.ink, 3, []);
  if (pushes.length) note({ context, size, ratio, palette }, words.slow.pushScale((small / large).toPrecision(2)));
}

/** The scale at which the longest is `most` pixels, or less where an arrow would leave the picture. @param {Vector[]} forces @param {[number, number]} from @param {number} most @param {number} size */
function fitting(forces, from, most, size) {
  const room = (/** @type {number} */ place, /** @type {number} */ way) => Math.max(0.1 * size, way > 0 ? size - place : place) / Math.max(Math.abs(way), 1e-12);
  return forces.reduce((scale, { x, y }) => Math.min(scale, most / Math.max(Math.hypot(x, y), 1e-12), room(from[0], x), room(from[1], y)), Infinity);
}

/** From where a view was to where it is, enlarged where that is hardly to be seen. @param {Drawing} drawing @param {[number, number]} from @param {[number, number]} to */
export function paintMove({ context, size, ratio, palette }, from, to) {
  const way = { x: to[0] - from[0], y: to[1] - from[1] };
  const scale = Math.max(1, fitting([way], from, 0.5 * SINGLE * size, size));
  arrow({ context, ratio, ground: palette.ground }, from, [from[0] + scale * way.x, from[1] + scale * way.y], palette.ink, 2.5, []);
  if (scale > 1) note({ context, size, ratio, palette }, words.slow.moveScale(scale.toPrecision(2)));
}

/** @param {Pick<Drawing, "context" | "size" | "ratio" | "palette">} on @param {string} text */
function note({ context, size, ratio, palette }, text) {
  context.font = `${11 * ratio}px "Liberation Sans", system-ui, sans-serif`;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.fillStyle = palette.muted;
  context.fillText(text, 8 * ratio, size - 8 * ratio);
}

/**
 * @param {{ context: CanvasRenderingContext2D, ratio: number, ground: string }} on
 * @param {[number, number]} from @param {[number, number]} to @param {string} color @param {number} width CSS pixels @param {number[]} dash
 */
function arrow({ context, ratio, ground }, from, to, color, width, dash) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < ratio) return;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(length, (4 + 2 * width) * ratio);
  const line = () => {
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(to[0] - 0.6 * head * ux, to[1] - 0.6 * head * uy);
    context.stroke();
  };
  context.lineCap = "butt";
  context.strokeStyle = ground;
  context.lineWidth = (width + 2) * ratio;
  line();
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = width * ratio;
  context.setLineDash(dash.map((part) => part * ratio));
  line();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(...to);
  context.lineTo(to[0] - head * ux + 0.45 * head * uy, to[1] - head * uy - 0.45 * head * ux);
  context.lineTo(to[0] - head * ux - 0.45 * head * uy, to[1] - head * uy + 0.45 * head * ux);
  context.fill();
}
