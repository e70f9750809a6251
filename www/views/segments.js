/** What is drawn over the points of a picture: the anchor's positive and strongest negatives, as thick as their softmax weight. */
import { signal } from "@preact/signals-core";
import { percent } from "../format.js";
import { relationsOf } from "../relations.js";
import * as state from "../state.js";

/**
 * @typedef {import("./marks.js").Painting & { target: import("./picture.js").Target,
 *   place: (xy: Float32Array, dims: number) => { at: Float32Array, depth: Float32Array | null } }} Paint
 *   what a picture hands to those who draw in it
 * @typedef {Pick<Paint, "context" | "size" | "ratio" | "palette"> & { placeOf: (view: number, point: number) => [number, number],
 *   placed: (xy: Float32Array, views: number[]) => [number, number][] }} Drawing
 *   placeOf: pixels of a view of the batch; placed: of views whose places in the embedding's picture are `xy`
 * @typedef {Pick<Paint, "context" | "ratio" | "palette" | "at"> & { views: Float32Array | null }} Overlay  views: pixels of all views of the batch, if known
 */

/** What a closer look draws in the embedding in place of the anchor's lines. @type {import("@preact/signals-core").Signal<((drawing: Drawing) => void) | null>} */
export const overlay = signal(null);

/**
 * The chosen anchor with its relations in the next batch; alone, if it is not in there.
 * @param {Paint} paint
 * @param {(batch: import("../types.js").Batch) => Float32Array} views where the batch's views lie in this picture
 * @param {typeof overlay["value"]} [over] drawn instead
 */
export function paintAnchor({ context, size, ratio, palette, at, labels, place, target }, views, over = /** @type {typeof overlay["value"]} */ (null)) {
  const { value: batch } = state.comparison;
  const { value: anchor } = state.anchor;
  const relations = relationsOf(batch, anchor, labels);
  const drawn = batch && views(batch);
  const fits = batch && drawn && drawn.length === batch.rows * target.dims;
  const seen = fits ? place(drawn, target.dims).at : null;
  if (over) {
    over({ context, size, ratio, palette,
      placeOf: (view, point) => (seen ? [seen[2 * view], seen[2 * view + 1]] : [at[2 * point], at[2 * point + 1]]),
      placed: (xy, wanted) => {
        const there = place(xy, target.dims).at;
        return wanted.filter((view) => 2 * view + 1 < there.length).map((view) => [there[2 * view], there[2 * view + 1]]);
      } });
  } else if (relations) paintRelations({ context, ratio, palette, at, views: seen }, relations);
  else if (anchor !== null) ring(context, [at[2 * anchor], at[2 * anchor + 1]], 7 * ratio, palette.anchor, 2 * ratio);
}

/**
 * @param {Overlay} overlay
 * @param {import("../relations.js").Relations} relations
 */
function paintRelations({ context, ratio, palette, at, views }, relations) {
  /** @param {number} view @param {number} point @returns {[number, number]} */
  const placeOf = (view, point) => (views ? [views[2 * view], views[2 * view + 1]] : [at[2 * point], at[2 * point + 1]]);
  const from = placeOf(relations.row, relations.point);
  const strongest = Math.max(...relations.negatives.map(({ weight }) => weight), 1e-9);
  context.lineCap = "round";
  const { value: lit } = state.lit;
  if (state.weighed.value || lit === "negatives") paintWeights({ context, ratio, palette }, relations.all, placeOf);
  const shown = lit === "anchor" ? [] : lit === "positive" ? relations.positives : lit === "negatives" ? [...relations.negatives].reverse() : [...relations.negatives].reverse().concat(relations.positives);
  for (const partner of shown) {
    const to = placeOf(partner.view, partner.point);
    const color = partner.positive ? palette.positive : palette.negative;
    const width = (partner.positive ? (lit === "positive" ? 5 : 2.5) : 0.8 + 2.2 * (partner.weight / strongest)) * ratio;
    halo(context, palette.ground, width + 2 * ratio, color, width, partner.same ? [4 * ratio, 4 * ratio] : [], () => {
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
    });
    dot(context, to, 4 * ratio, partner.same ? palette.ground : color, color, 1.5 * ratio);
  }
  dot(context, from, (lit === "anchor" ? 8 : 4.5) * ratio, palette.anchor, palette.ground, 1.5 * ratio);
  const self = /** @type {[number, number]} */ ([at[2 * relations.point], at[2 * relations.point + 1]]);
  if (views) ring(context, self, 7 * ratio, palette.anchor, 1.5 * ratio);
  context.font = `600 ${11 * ratio}px "Liberation Sans", system-ui, sans-serif`;
  if (lit) return;
  for (const partner of [...relations.positives.slice(0, 1), ...relations.negatives.slice(0, 2)]) {
    const to = placeOf(partner.view, partner.point);
    label(context, percent(partner.weight), to, from, partner.positive ? palette.positive : palette.negative, palette.ground, ratio);
  }
}

/**
 * All negatives, each a disc of the area of its weight; false ones hollow.
 * @param {Pick<Paint, "context" | "ratio" | "palette">} paint
 * @param {import("../relations.js").Partner[]} negatives
 * @param {(view: number, point: number) => [number, number]} placeOf
 */
function paintWeights({ context, ratio, palette }, negatives, placeOf) {
  const total = negatives.reduce((sum, { weight }) => sum + weight, 0) || 1;
  for (const { view, point, weight, same } of negatives) {
    const radius = Math.min(24, 4.5 * Math.sqrt((weight / total) * negatives.length)) * ratio;
    dot(context, placeOf(view, point), radius, same ? "transparent" : `${palette.negative}66`, palette.negative, (same ? 1.5 : 0.75) * ratio);
  }
}

/** @param {CanvasRenderingContext2D} context @param {string} ground @param {number} outer @param {string} color @param {number} inner @param {number[]} dash @param {() => void} path */
function halo(context, ground, outer, color, inner, dash, path) {
  path();
  context.setLineDash([]);
  context.strokeStyle = ground;
  context.lineWidth = outer;
  context.stroke();
  context.setLineDash(dash);
  context.strokeStyle = color;
  context.lineWidth = inner;
  context.stroke();
  context.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} at @param {number} radius @param {string} fill @param {string} stroke @param {number} width */
function dot(context, [x, y], radius, fill, stroke, width) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} at @param {number} radius @param {string} color @param {number} width */
export function ring(context, [x, y], radius, color, width) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}

/**
 * Text beyond the far end of a segment, legible over anything.
 * @param {CanvasRenderingContext2D} context @param {string} text @param {[number, number]} to @param {[number, number]} from
 * @param {string} color @param {string} ground @param {number} ratio
 */
function label(context, text, to, from, color, ground, ratio) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const far = Math.hypot(dx, dy) || 1;
  const { width, height } = context.canvas;
  const reach = 12 * ratio;
  const half = context.measureText(text).width / 2;
  const x = Math.min(width - half - 2, Math.max(half + 2, to[0] + (dx / far) * (reach + half * 0.8)));
  const y = Math.min(height - reach, Math.max(reach, to[1] + (dy / far || 1) * reach));
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = ground;
  context.lineWidth = 4 * ratio;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}
