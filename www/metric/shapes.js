/** Grid, unit balls and direction of a plane's metric, as curves that glide with the points. */
import * as state from "../state.js";
import { apply, ball, elongation, grid, radiusOfArea, ray } from "./geometry.js";

/**
 * @typedef {import("../views/segments.js").Paint} Paint
 * @typedef {import("../views/projector.js").Window} Window
 * @typedef {{ kind: "grid" | "ball" | "ray", color: "line" | "metric" | "positive" | "negative", name: string, dash: number[], xy: Float32Array }} Shape
 */

/** Unit balls are drawn this large, as a share of the window, where their size says nothing. */
const BALL = { most: 0.5, least: 0.2 };

/**
 * Left: a square grid, and the unit ball of d_A about the middle of the data. Where S⁻¹ is there to compare
 * with, S⁻¹, A and D stand side by side, all of one area; else A's is as large as it is.
 * @param {import("./types.js").MetricState} metric
 * @param {Window} window
 * @returns {{ shapes: Shape[], radius: number }} radius of A's ball under d_A
 */
export function before(metric, window) {
  const { A, D, inverseS, direction } = metric;
  /** @type {Shape[]} */
  const shapes = [{ kind: "grid", color: "line", name: "", dash: [], xy: grid(window) }];
  /** @param {Shape["color"]} color @param {string} name @param {number[]} dash @param {ArrayLike<number>} matrix @param {number} radius */
  const add = (color, name, dash, matrix, radius) => shapes.push({ kind: "ball", color, name, dash, xy: ball(matrix, radius, window) });
  let radius = 1;
  if (inverseS) {
    const longest = Math.max(...[inverseS, A, D].map(elongation));
    const circle = window.half * Math.max(BALL.least, Math.min(BALL.most, 0.95 / longest));
    add("positive", "S⁻¹", [2, 3], inverseS, radiusOfArea(inverseS, circle));
    add("negative", "D", [7, 4], D, radiusOfArea(D, circle));
    radius = radiusOfArea(A, circle);
  } else if (pointsTheWay(metric)) shapes.push({ kind: "ray", color: "metric", name: "", dash: [2, 4], xy: ray(/** @type {Float64Array} */ (direction), window) });
  add("metric", "A", [], A, radius);
  return { shapes, radius };
}

/**
 * Whether A follows the top generalised eigenvector: it is where A begins to grow at λ*. Under a cap all of it goes
 * where most is earned, which is another direction.
 * @param {import("./types.js").MetricState} metric
 */
export const pointsTheWay = ({ direction, verdict }) => Boolean(direction?.length) && verdict.kind !== "rank-one";

/**
 * Right: the same grid bent by L, and the image of A's ball, which is round.
 * @param {import("./types.js").MetricState} metric
 * @param {Window} window of the data
 * @param {number} radius
 * @returns {Shape[]}
 */
export function after({ L }, window, radius) {
  const [cx, cy] = apply(L, [window.cx, window.cy]);
  // Under L = 0 the image of everything is a point.
  const size = L.every((entry) => Math.abs(entry) < 1e-9) ? 1e-3 * window.half : radius;
  return [{ kind: "grid", color: "metric", name: "", dash: [], xy: apply(L, grid(window)) },
    { kind: "ball", color: "metric", name: "", dash: [], xy: ball([1, 0, 0, 1], size, { cx, cy, half: size || window.half }) }];
}

/** @param {Shape[]} shapes */
export function joined(shapes) {
  const out = new Float32Array(shapes.reduce((sum, { xy }) => sum + xy.length, 0));
  let from = 0;
  for (const { xy } of shapes) {
    out.set(xy, from);
    from += xy.length;
  }
  return out;
}

/**
 * @param {Paint} paint whose target's curves are these shapes, joined
 * @param {Shape[]} shapes
 * @param {boolean} behind grids and what balls are filled with, or outlines
 */
export function paintShapes({ context, size, ratio, palette, place, target }, shapes, behind) {
  if (!target.curves) return;
  const { at } = place(target.curves, 2);
  /** @type {[number, number][]} */
  const written = [];
  let from = 0;
  for (const { kind, color, name, dash, xy } of shapes) {
    const own = at.subarray(from, (from += xy.length));
    const hue = palette[color];
    const twos = kind === "grid";
    context.beginPath();
    for (let i = 0; i < own.length; i += 2) (i === 0 || (twos && i % 4 === 0) ? context.moveTo : context.lineTo).call(context, own[i], own[i + 1]);
    context.setLineDash(dash.map((part) => part * ratio));
    context.strokeStyle = context.fillStyle = hue;
    if (behind && kind === "ball" && color === "metric") {
      context.globalAlpha = 0.1;
      context.fill();
    } else if (behind === (kind === "grid")) {
      context.globalAlpha = kind === "grid" && color === "metric" ? 0.3 : 1;
      context.lineWidth = (kind === "grid" ? 1 : color !== "metric" ? 1.75 : state.lit.value === "metric" ? 5 : 2.25) * ratio;
      context.stroke();
      if (name) writeName(context, name, own, written, size, ratio, hue, palette.ground);
    }
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** A name at the corner of an outline that is in the picture, and farthest from the names already there. @param {CanvasRenderingContext2D} context @param {string} name @param {Float32Array} at @param {[number, number][]} written @param {number} size @param {number} ratio @param {string} color @param {string} ground */
function writeName(context, name, at, written, size, ratio, color, ground) {
  const margin = 12 * ratio;
  let [best, x, y] = [-1, 0, 0];
  for (let i = 0; i < at.length; i += 2) {
    const [u, v] = [at[i], at[i + 1]];
    if (u < margin || v < margin || u > size - margin || v > size - margin) continue;
    const apart = Math.min(size, ...written.map(([a, b]) => Math.hypot(a - u, b - v))) - 0.01 * v;
    if (apart > best) [best, x, y] = [apart, u, v];
  }
  if (best < 0) return;
  written.push([x, y]);
  context.font = `italic 600 ${13 * ratio}px "Palatino Linotype", Palatino, Georgia, "Liberation Serif", serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.setLineDash([]);
  context.lineJoin = "round";
  context.lineWidth = 4 * ratio;
  context.strokeStyle = ground;
  context.strokeText(name, x, y);
  context.fillStyle = color;
  context.fillText(name, x, y);
}
