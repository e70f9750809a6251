/** S and D in a picture: similar pairs green, dissimilar ones vermillion, those on the wrong side dashed. */
import { signal } from "@preact/signals-core";
import * as state from "../state.js";
import { ring } from "../views/segments.js";
import { SIDES, drawn, first, side } from "./drawing.js";

/**
 * @typedef {import("../views/segments.js").Paint} Paint
 * @typedef {import("./drawing.js").Side} Side
 * @typedef {{ i: number, j: number, side: Side, flipped: boolean }} Pair
 */

/** The pair under the pointer. */
export const pointedPair = /** @type {import("@preact/signals-core").Signal<Pair | null>} */ (signal(null));

const REACH = 6;
/** More pairs of a side than this hide the points. */
export const SHOWN = 150;

/** Pairs that the picture shows of a side; in more than two dimensions only drawn ones, since a projection of all is a tangle. @param {Side} of @returns {Pair[]} */
function pairsOf(of) {
  const { value: metric } = state.metric;
  const own = drawn(of);
  const pairs = Array.from({ length: own.length / 2 }, (_, n) => ({ i: own[2 * n], j: own[2 * n + 1], side: of, flipped: false }));
  if (!metric || metric.dim > 2) return pairs;
  const rows = metric[of];
  const flipped = of === "similar" ? metric.similarFlipped : metric.dissimilarFlipped;
  for (let n = pairs.length; n < Math.min(SHOWN, flipped.length); n++) pairs.push({ i: rows[2 * n], j: rows[2 * n + 1], side: of, flipped: Boolean(flipped[n]) });
  return pairs;
}

/** @param {Paint} paint @param {Pair[]} pairs */
function trace({ context, at }, pairs) {
  context.beginPath();
  for (const { i, j } of pairs) {
    context.moveTo(at[2 * i], at[2 * i + 1]);
    context.lineTo(at[2 * j], at[2 * j + 1]);
  }
  context.stroke();
}

/** @param {Paint["palette"]} palette @param {Side} of */
export const colorOf = (palette, of) => (of === "similar" ? palette.positive : palette.negative);

/** Behind the points: thin, and the fainter the more there are. @param {Paint} paint */
export function paintPairs(paint) {
  const { context, ratio, palette } = paint;
  for (const of of SIDES) {
    const pairs = pairsOf(of).slice(drawn(of).length / 2);
    if (!pairs.length) continue;
    context.globalAlpha = Math.min(0.75, 2.8 / Math.sqrt(pairs.length));
    context.strokeStyle = colorOf(palette, of);
    context.lineWidth = ratio;
    trace(paint, pairs.filter(({ flipped }) => !flipped));
    context.globalAlpha = Math.min(0.9, 2.5 * context.globalAlpha);
    context.setLineDash([4 * ratio, 3 * ratio]);
    trace(paint, pairs.filter(({ flipped }) => flipped));
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

/** Above the points: what was drawn by hand, what is being drawn, and the pair under the pointer. @param {Paint} paint */
export function paintDrawn(paint) {
  const { context, ratio, palette, at, size } = paint;
  const { value: pointed } = pointedPair;
  for (const of of SIDES) {
    const own = pairsOf(of).slice(0, drawn(of).length / 2);
    if (pointed?.side === of) own.push(pointed);
    if (state.lit.value === of) own.push(...pairsOf(of));
    outlined(paint, of, () => trace(paint, own));
  }
  const { value: from } = first;
  const { value: to } = side;
  if (from === null || to === null || 2 * from >= at.length) return;
  const place = /** @type {[number, number]} */ ([at[2 * from], at[2 * from + 1]]);
  const { value: over } = state.hovered;
  if (over !== null && over !== from) {
    context.setLineDash([5 * ratio, 4 * ratio]);
    outlined(paint, to, () => trace(paint, [{ i: from, j: over, side: to, flipped: false }]));
    context.setLineDash([]);
  }
  ring(context, place, Math.max(7 * ratio, size * 0.012), colorOf(palette, to), 3 * ratio);
}

/** @param {Paint} paint @param {Side} of @param {() => void} stroke */
function outlined({ context, ratio, palette }, of, stroke) {
  context.lineCap = "round";
  for (const [color, width] of /** @type {[string, number][]} */ ([[palette.ground, 5], [colorOf(palette, of), 2.5]])) {
    context.strokeStyle = color;
    context.lineWidth = width * ratio;
    stroke();
  }
  context.lineCap = "butt";
}

/**
 * The pair whose segment passes near a place.
 * @param {number} x
 * @param {number} y
 * @param {Float32Array} at
 * @param {number} ratio
 */
export function pairNear(x, y, at, ratio) {
  /** @type {Pair | null} */
  let found = null;
  let best = REACH * ratio;
  for (const pair of SIDES.flatMap(pairsOf)) {
    const [ax, ay, bx, by] = [at[2 * pair.i], at[2 * pair.i + 1], at[2 * pair.j], at[2 * pair.j + 1]];
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(ax + share * dx - x, ay + share * dy - y);
    if (distance < best) [found, best] = [pair, distance];
  }
  return found;
}
