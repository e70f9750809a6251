/** All similarities of the next batch, sorted by class: blocks on the diagonal are what the encoder has found. */
import { effect } from "@preact/signals-core";
import { palette, viridis } from "../colors.js";
import { byId, h, put } from "../dom.js";
import { fixed, percent } from "../format.js";
import { words } from "../language/language.js";
import { pointOf } from "../relations.js";
import * as state from "../state.js";
import { redraw } from "./frames.js";
import { createStage } from "./stage.js";
import { summary } from "./summary.js";
import { nameOf } from "./tip.js";

const { pictures: say } = words;

/** More cells than this a side are thinned out: no screen shows them. */
const MOST_CELLS = 512;

export function heatmapView() {
  /** Anchors and candidates in the order they are shown. */
  let rows = new Uint32Array(0);
  let columns = new Uint32Array(0);
  let range = [0, 1];
  const cells = document.createElement("canvas");
  /** @type {{ row: number, column: number } | null} */
  let cell = null;
  const readout = h("p", { class: "sub readout" });
  const title = h("h2", null, say.similarities);
  const scale = h("canvas", { class: "scale", width: 256, height: 1, "aria-hidden": "true" });
  const ends = h("p", { class: "ends" });

  const stage = createStage({
    label: say.heatmap,
    resized: () => redraw(view),
    hover(x, y) {
      cell = { row: within(y / stage.size, rows.length), column: within(x / stage.size, columns.length) };
      redraw(view);
    },
    leave() {
      cell = null;
      redraw(view);
    },
    choose() {
      const { value: batch } = state.comparison;
      if (batch && cell) state.anchor.value = batch.anchorPoint[rows[cell.row]];
    },
    drag: () => false,
    walk([dx, dy]) {
      const { value: batch } = state.comparison;
      if (!batch) return;
      cell ??= { row: Math.max(0, rows.indexOf(batch.anchorPoint.indexOf(state.anchor.value ?? 0))), column: 0 };
      cell = { row: within((cell.row + dy + 0.5) / rows.length, rows.length), column: within((cell.column + dx + 0.5) / columns.length, columns.length) };
      redraw(view);
    },
  });
  put(byId("heatmap"), h("div", { class: "heading" }, title, readout), stage.element, h("div", { class: "colorbar" }, scale, ends));

  const view = {
    draw() {
      const { value: batch } = state.comparison;
      const { context, size, ratio } = stage;
      if (!size) return false;
      context.clearRect(0, 0, size, size);
      if (!batch || !cells.width) return false;
      context.imageSmoothingEnabled = false;
      context.drawImage(cells, 0, 0, size, size);
      const chosen = rows.indexOf(batch.anchorPoint.indexOf(state.anchor.value ?? -1));
      if (chosen >= 0) outlineRow(batch, chosen);
      put(readout, cell ? describe(batch, cell) : say.heatmapAbout);
      if (cell) {
        context.strokeStyle = palette().ink;
        context.lineWidth = ratio;
        context.strokeRect((cell.column / columns.length) * size - ratio, (cell.row / rows.length) * size - ratio,
          size / columns.length + 2 * ratio, size / rows.length + 2 * ratio);
      }
      return false;
    },
  };

  /** @param {import("../types.js").Batch} batch @param {number} chosen */
  function outlineRow(batch, chosen) {
    const { context, size, ratio } = stage;
    const colors = palette();
    const [top, high] = [(chosen / rows.length) * size, size / rows.length];
    context.strokeStyle = colors.ground;
    context.lineWidth = 4 * ratio;
    context.strokeRect(0, top - ratio, size, high + 2 * ratio);
    context.strokeStyle = colors.ink;
    context.lineWidth = 1.5 * ratio;
    context.strokeRect(0, top - ratio, size, high + 2 * ratio);
    const start = rows[chosen] * batch.candidates;
    const positive = columns.findIndex((candidate) => batch.relation[start + candidate] === 1);
    if (positive < 0) return;
    context.beginPath();
    context.arc(((positive + 0.5) / columns.length) * size, top + high / 2, 5 * ratio, 0, 2 * Math.PI);
    context.strokeStyle = colors.ground;
    context.lineWidth = 4 * ratio;
    context.stroke();
    context.strokeStyle = colors.positive;
    context.lineWidth = 2 * ratio;
    context.stroke();
  }

  /** @param {import("../types.js").Batch} batch @param {{ row: number, column: number }} at */
  function describe(batch, { row, column }) {
    const [anchor, candidate] = [rows[row], columns[column]];
    const index = anchor * batch.candidates + candidate;
    return say.cell({ anchor: nameOf(batch.anchorPoint[anchor]), candidate: nameOf(pointOf(batch, anchor, candidate)), similarity: fixed(batch.similarity[index], 2),
      relation: say.relations[batch.relation[index]], weight: batch.relation[index] ? percent(batch.weights[index]) : "" });
  }

  effect(() => {
    state.appearance.value;
    const { value: batch } = state.comparison;
    const labels = state.points.peek()?.labels;
    if (batch && labels) {
      rows = sorted(batch.anchorPoint, labels);
      // Where each anchor has negatives of its own there is no common order.
      columns = batch.candidatePoint.length > batch.candidates ? Uint32Array.from({ length: batch.candidates }, (_, i) => i) : sorted(batch.candidatePoint, labels);
      const { normalize } = state.config.peek().encoder;
      const { value: weighed } = state.weighed;
      put(title, weighed ? say.weights : say.similarities);
      const values = weighed ? batch.weights : batch.similarity;
      range = !weighed && normalize ? [-1, 1] : rangeOf(values, batch.relation);
      if (weighed) range[0] = 0;
      paintCells(cells, batch, values, range, rows, columns);
      const end = (/** @type {number} */ value) => (weighed ? percent(value) : fixed(value, 1));
      put(ends, h("span", null, end(range[0])), h("span", null, weighed ? say.rowWeight : normalize ? say.cosine : say.product), h("span", null, end(range[1])));
    }
    redraw(view);
  });
  effect(() => {
    state.anchor.value;
    redraw(view);
  });
  effect(() => stage.canvas.setAttribute("aria-label", say.heatmapSaid(state.weighed.value, rows.length, columns.length, summary.value)));
  paintScale(scale);
}

/** @param {number} share @param {number} count */
const within = (share, count) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));

/** By class, then by point. @param {Uint32Array} of @param {Uint32Array} labels */
const sorted = (of, labels) => Uint32Array.from(of.keys()).sort((a, b) => labels[of[a]] - labels[of[b]] || of[a] - of[b] || a - b);

/**
 * The least and the largest of what is compared.
 * @param {Float32Array} values
 * @param {Uint8Array} relation
 * @returns {[number, number]}
 */
function rangeOf(values, relation) {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (!relation[i]) continue;
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return [low, high];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("../types.js").Batch} batch
 * @param {Float32Array} values [anchors, candidates]
 * @param {number[]} range the values at viridis's ends
 * @param {Uint32Array} rows
 * @param {Uint32Array} columns
 */
function paintCells(canvas, batch, values, [low, high], rows, columns) {
  const width = (canvas.width = Math.min(columns.length, MOST_CELLS));
  const height = (canvas.height = Math.min(rows.length, MOST_CELLS));
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const steps = 255 / (high - low || 1);
  for (let y = 0; y < height; y++) {
    const start = rows[Math.floor((y * rows.length) / height)] * batch.candidates;
    for (let x = 0; x < width; x++) {
      const index = start + columns[Math.floor((x * columns.length) / width)];
      pixels[y * width + x] = batch.relation[index] ? viridis[Math.min(255, Math.max(0, Math.round((values[index] - low) * steps)))] : 0;
    }
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}

/** @param {HTMLCanvasElement} canvas */
function paintScale(canvas) {
  const image = new ImageData(256, 1);
  new Uint32Array(image.data.buffer).set(viridis);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}
