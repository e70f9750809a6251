/** One square picture: points that glide, what lies behind them, and the chosen anchor's relations above. */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import { relationsOf } from "../relations.js";
import * as state from "../state.js";
import { redraw } from "./frames.js";
import { paintCircle, paintCross, paintSphere } from "./guides.js";
import { createAtlas, paintMarks, paintThumbnails } from "./marks.js";
import { UNIT, createTurn, nearest, neighborTowards, project, windowOf } from "./projector.js";
import { paintRelations, ring } from "./segments.js";
import { createStage } from "./stage.js";
import { showTip } from "./tip.js";

/** A glide takes as long as the last frame took to come, within these bounds, in ms. */
const GLIDE_MS = { least: 60, most: 320 };
const REACH = 14;

/**
 * @typedef {{ xy: Float32Array, dims: number, unit: boolean }} Target  unit: vectors of length 1, shown as they are
 * @param {{ label: string, views: (batch: import("../types.js").Batch) => Float32Array | null | undefined }} options
 *   views: where the batch's views lie in this picture's coordinates
 */
export function createPicture({ label, views }) {
  const turn = createTurn();
  let colors = palette();
  /** @type {ReturnType<typeof createAtlas> | null} */
  let atlas = null;
  /** @type {Target | null} */
  let target = null;
  /** @type {Float32Array} */
  let from = new Float32Array(0);
  /** @type {Float32Array} */
  let shown = from;
  let view = UNIT;
  let began = 0;
  let lasts = 0;
  let arrived = 0;
  /** @type {{ at: Float32Array, depth: Float32Array | null }} */
  let placed = { at: new Float32Array(0), depth: null };
  let pointed = false;

  const stage = createStage({
    label,
    resized: () => redraw(picture),
    hover(x, y) {
      const found = nearest(placed.at, x, y, REACH * stage.ratio, placed.depth);
      pointed = found >= 0;
      state.hovered.value = found < 0 ? null : found;
      stage.element.classList.toggle("pointing", pointed);
    },
    leave() {
      pointed = false;
      state.hovered.value = null;
    },
    choose() {
      if (state.hovered.value !== null) state.anchor.value = state.hovered.value;
    },
    drag(dx, dy) {
      if (target?.dims !== 3) return false;
      turn.by(dx / 150, dy / 150);
      redraw(picture);
      return true;
    },
    walk(direction) {
      const start = state.hovered.value ?? state.anchor.value ?? 0;
      pointed = true;
      state.hovered.value = neighborTowards(placed.at, start, direction);
    },
  });

  /** @param {Float32Array} xy @param {number} dims */
  const place = (xy, dims) => project(xy, dims, stage.size, view, turn.matrix);

  const picture = {
    element: stage.element,
    canvas: stage.canvas,

    /** @param {Target} next @param {boolean} glide */
    show(next, glide) {
      const now = performance.now();
      const continues = glide && !state.calm.value && target?.dims === next.dims && shown.length === next.xy.length;
      from = continues ? shown.slice() : next.xy;
      lasts = Math.min(GLIDE_MS.most, Math.max(GLIDE_MS.least, now - arrived));
      arrived = began = now;
      target = next;
      redraw(picture);
    },

    /** @param {number} now */
    draw(now) {
      const { value: points } = state.points;
      if (!target || !points || !stage.size || target.xy.length !== points.rows * target.dims) return false;
      const share = from === target.xy ? 1 : Math.min(1, Math.max(0, (now - began) / lasts));
      shown = share >= 1 ? target.xy : mix(from, target.xy, share);
      view = target.unit ? UNIT : windowOf(shown, target.dims);
      placed = place(shown, target.dims);
      const { context, size, ratio } = stage;
      const painting = { context, size, ratio, ...placed, labels: points.labels, palette: colors };
      if (state.thumbnails.value && state.info.value?.image) {
        atlas ??= createAtlas(points, state.info.value.image, colors);
        paintThumbnails(painting, atlas);
      } else paintMarks(painting);
      context.globalCompositeOperation = "destination-over";
      const ground = { context, size, ratio, color: colors.line, place };
      if (target.dims === 3) paintSphere(ground);
      else if (target.unit) paintCircle(ground);
      else paintCross(ground);
      context.globalCompositeOperation = "source-over";
      paintOverlay(points);
      return share < 1;
    },
  };

  /** @param {import("../types.js").Points} points */
  function paintOverlay(points) {
    const { context, ratio } = stage;
    const { value: batch } = state.comparison;
    const relations = relationsOf(batch, state.anchor.value, points.labels);
    const drawn = batch && views(batch);
    const fits = batch && drawn && target && drawn.length === batch.rows * target.dims;
    if (relations) {
      paintRelations({ context, ratio, palette: colors, at: placed.at, views: fits ? place(drawn, target?.dims ?? 2).at : null }, relations);
    } else if (state.anchor.value !== null) {
      ring(context, [placed.at[2 * state.anchor.value], placed.at[2 * state.anchor.value + 1]], 7 * ratio, colors.anchor, 2 * ratio);
    }
    const row = state.hovered.value;
    stage.tip.hidden = row === null || !pointed;
    if (row === null || row >= points.rows) return;
    const [x, y] = [placed.at[2 * row], placed.at[2 * row + 1]];
    const side = 44 * ratio;
    if (atlas && state.thumbnails.value && state.info.value?.image) {
      context.fillStyle = colors.ground;
      context.beginPath();
      context.arc(x, y, side * 0.6, 0, 2 * Math.PI);
      context.fill();
      atlas.stamp(context, row, x, y, side);
      ring(context, [x, y], side * 0.6, colors.ink, 1.5 * ratio);
    } else ring(context, [x, y], 8 * ratio, colors.ink, 2 * ratio);
    if (pointed) showTip(stage.tip, row, x / ratio, y / ratio, stage.size / ratio);
  }

  effect(() => {
    state.appearance.value;
    state.points.value;
    colors = palette();
    atlas = null;
  });
  effect(() => {
    for (const fact of [state.appearance, state.points, state.hovered, state.anchor, state.comparison, state.thumbnails]) fact.value;
    redraw(picture);
  });
  return picture;
}

/** @param {Float32Array} a @param {Float32Array} b @param {number} share 0 is a, 1 is b */
function mix(a, b, share) {
  const eased = share * (2 - share);
  const out = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = a[i] + (b[i] - a[i]) * eased;
  return out;
}
