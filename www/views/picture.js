/**
 * One square picture: points that glide, with what a task draws behind and above them.
 *
 * Curves (a grid, an ellipse) are points too and glide with them, and so does the window they are seen in.
 */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import * as state from "../state.js";
import { redraw } from "./frames.js";
import { between } from "./glide.js";
import { atlasOf, paintMarks, paintThumbnails, paintWords } from "./marks.js";
import { UNIT, createTurn, nearest, neighborTowards, project, windowOf } from "./projector.js";
import { ring } from "./segments.js";
import { createStage } from "./stage.js";
import { placeTip, showTip } from "./tip.js";

/** A glide takes as long as the last frame took to come, within these bounds, in ms. */
const GLIDE_MS = { least: 60, most: 320 };
const REACH = 14;
/** What is drawn over the points when a symbol lights it up. */
const LIT_ABOVE = new Set(["anchor", "positive", "negatives", "similar", "dissimilar", "metric"]);

/**
 * @typedef {import("./projector.js").Window} Window
 * @typedef {{ xy: Float32Array, dims: number, unit: boolean, window?: Window, curves?: Float32Array }} Target
 *   unit: vectors of length 1, shown as they are; window: in place of the one that just holds the points;
 *   curves [n, dims]: further places, for `under` and `over`
 * @typedef {import("./segments.js").Paint} Paint
 * @typedef {object} Options
 * @property {string} label
 * @property {string} task the picture sleeps while another is on
 * @property {import("@preact/signals-core").ReadonlySignal<unknown>[]} facts a change of one redraws
 * @property {(paint: Paint) => void} under drawn behind what is there: the nearest first
 * @property {(paint: Paint) => void} over
 * @property {(row: number) => void} [choose] what a click or Enter does, in place of choosing the anchor
 * @property {() => boolean} [cancel] what Escape does first; whether there was anything to cancel
 * @property {(row: number) => Node | null} [more] a line of the tip
 * @property {(x: number, y: number, at: Float32Array) => Node | null} [beside] what the tip says where the pointer is at no point;
 *   device pixels, those of the points too. NaN: the pointer has gone
 */

/**
 * A picture drawn as shapes: what is behind its points on one context, what is over them on another, and where they are.
 * @typedef {(behind: CanvasRenderingContext2D, before: CanvasRenderingContext2D) =>
 *   { at: Float32Array, depth: Float32Array | null, labels: Uint32Array, size: number, ratio: number } | null} Outline
 */

/** @type {WeakMap<HTMLCanvasElement, Outline>} */
const outlines = new WeakMap();

/** @param {HTMLCanvasElement} canvas of a picture @param {Parameters<Outline>} contexts */
export const outlineOf = (canvas, ...contexts) => outlines.get(canvas)?.(...contexts) ?? null;

/** @param {Options} options */
export function createPicture({ label, task, facts, under, over, choose, cancel, more, beside }) {
  const turn = createTurn();
  let colors = palette();
  /** @type {import("./marks.js").Atlas | null} */
  let atlas = null;
  /** @type {Target | null} */
  let target = null;
  /** What is on the screen, and what it glides from. @type {Target | null} */
  let shown = null;
  /** @type {Target | null} */
  let from = null;
  let view = UNIT;
  let began = 0;
  let lasts = 0;
  let arrived = 0;
  /** @type {{ at: Float32Array, depth: Float32Array | null }} */
  let placed = { at: new Float32Array(0), depth: null };
  let pointed = false;
  /** @type {{ x: number, y: number, content: Node } | null} */
  let aside = null;

  /** @param {number} x @param {number} y */
  function lookBeside(x, y) {
    const content = beside?.(x, y, placed.at) ?? null;
    if (!content && !aside) return;
    aside = content && { x, y, content };
    redraw(picture);
  }

  /** By so many pixels' worth; whether it can be turned. @param {number} dx @param {number} dy */
  function turned(dx, dy) {
    if (target?.dims !== 3) return false;
    turn.by(dx / 150, dy / 150);
    redraw(picture);
    return true;
  }

  const stage = createStage({
    label,
    resized: () => redraw(picture),
    hover(x, y) {
      const found = nearest(placed.at, x, y, REACH * stage.ratio, placed.depth);
      pointed = found >= 0;
      state.hovered.value = found < 0 ? null : found;
      stage.element.classList.toggle("pointing", pointed);
      if (pointed) lookBeside(NaN, NaN);
      else lookBeside(x, y);
    },
    leave() {
      pointed = false;
      state.hovered.value = null;
      lookBeside(NaN, NaN);
    },
    choose() {
      const { value: row } = state.hovered;
      if (row === null) return;
      if (choose) choose(row);
      else state.anchor.value = row;
    },
    cancel,
    drag: turned,
    walk(direction) {
      const start = state.hovered.value ?? state.anchor.value ?? 0;
      pointed = true;
      lookBeside(NaN, NaN);
      state.hovered.value = neighborTowards(placed.at, start, direction);
    },
  });

  /** @param {Float32Array} xy @param {number} dims */
  const place = (xy, dims) => project(xy, dims, stage.size, view, turn.matrix);

  const picture = {
    element: stage.element,
    canvas: stage.canvas,
    turned,

    /** @param {Target} next @param {boolean} glide */
    show(next, glide) {
      const now = performance.now();
      const continues = glide && !state.calm.value && shown?.dims === next.dims && shown.xy.length === next.xy.length;
      from = continues ? shown : null;
      lasts = Math.min(GLIDE_MS.most, Math.max(GLIDE_MS.least, now - arrived));
      arrived = began = now;
      target = next;
      redraw(picture);
    },

    /** @param {number} now */
    draw(now) {
      const { value: points } = state.points;
      if (state.task.value !== task || !target || !points || !stage.size || target.xy.length !== points.rows * target.dims) return false;
      const share = from ? Math.min(1, Math.max(0, (now - began) / lasts)) : 1;
      shown = from && share < 1 ? between(from, target, share * (2 - share)) : target;
      view = shown.unit ? UNIT : shown.window ?? windowOf(shown.xy, shown.dims);
      placed = place(shown.xy, shown.dims);
      const { context, size, ratio } = stage;
      const painting = { context, size, ratio, ...placed, labels: points.labels, palette: colors };
      const image = state.thumbnails.value && state.info.value?.image;
      atlas = image ? atlasOf(points, image, colors) : null;
      if (atlas) paintThumbnails(painting, atlas);
      else paintMarks(painting);
      if (state.info.value?.words) paintWords(painting, state.info.value.words);
      const paint = { ...painting, place, target: shown };
      if (LIT_ABOVE.has(state.lit.value)) {
        // What is lit stands out from what is not.
        context.fillStyle = colors.ground;
        context.globalAlpha = 0.7;
        context.fillRect(0, 0, size, size);
        context.globalAlpha = 1;
      }
      context.globalCompositeOperation = "destination-over";
      under(paint);
      context.globalCompositeOperation = "source-over";
      over(paint);
      paintHovered(points);
      return share < 1;
    },
  };

  outlines.set(stage.canvas, (behind, before) => {
    const { value: points } = state.points;
    if (!shown || !points || shown.xy.length !== points.rows * shown.dims) return null;
    const { size, ratio } = stage;
    const { labels } = points;
    const paint = { size, ratio, ...placed, labels, palette: colors, place, target: shown };
    under({ ...paint, context: behind });
    if (state.info.value?.words) paintWords({ ...paint, context: before }, state.info.value.words);
    over({ ...paint, context: before });
    return { ...placed, labels, size, ratio };
  });

  /** @param {import("../types.js").Points} points */
  function paintHovered(points) {
    const { context, ratio } = stage;
    const row = state.hovered.value;
    stage.tip.hidden = !aside && (row === null || !pointed);
    if (aside) placeTip(stage.tip, aside.x / ratio, aside.y / ratio, stage.size / ratio, aside.content);
    if (row === null || row >= points.rows) return;
    const [x, y] = [placed.at[2 * row], placed.at[2 * row + 1]];
    const side = 44 * ratio;
    if (atlas) {
      context.fillStyle = colors.ground;
      context.beginPath();
      context.arc(x, y, side * 0.6, 0, 2 * Math.PI);
      context.fill();
      atlas.stamp(context, row, x, y, side);
      ring(context, [x, y], side * 0.6, colors.ink, 1.5 * ratio);
    } else ring(context, [x, y], 8 * ratio, colors.ink, 2 * ratio);
    if (pointed) showTip(stage.tip, row, x / ratio, y / ratio, stage.size / ratio, more?.(row));
  }

  effect(() => {
    state.appearance.value;
    colors = palette();
  });
  effect(() => {
    for (const fact of [state.appearance, state.points, state.hovered, state.anchor, state.thumbnails, state.task, state.lit, ...facts]) fact.value;
    redraw(picture);
  });
  return picture;
}
