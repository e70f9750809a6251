/** How training goes: the loss, and what the embedding is good for, beside what it was untrained and raw. */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import { byId, h, put } from "../dom.js";
import { decimalsOf, fixed, percent } from "../format.js";
import * as state from "../state.js";
import { createChart } from "./chart.js";
import { redraw } from "./frames.js";
import { stepTable, tableDialog } from "./table.js";

const UNTRAINED = [6, 4];
const RAW = [1.5, 3];

/** Room above and below. @param {number} low @param {number} high @param {number} share @returns {[number, number]} */
export function roomy(low, high, share = 0.08) {
  const room = (high - low) * share || Math.abs(high) * 0.1 || 0.5;
  return [low - room, high + room];
}

/** @param {number} value @param {number} increment */
const share = (value, increment) => `${fixed(value * 100, decimalsOf(increment * 100))} %`;

/** What a text without categories or opinions leaves out is no number. @param {number | null | undefined} value */
const finite = (value) => (Number.isFinite(value) ? /** @type {number} */ (value) : null);

/** @param {number} value @param {number} increment */
export const plain = (value, increment) => fixed(value, decimalsOf(increment));

export function curvesView() {
  let colors = palette();
  const inks = () => colors;
  /** @returns {[number, number]} */
  const steps = () => [0, Math.max(1, state.limit.value, state.step.value)];
  const latest = () => state.history.metrics.at(-1);
  const known = { steps, inks };

  const loss = createChart({ ...known, title: "Loss", format: plain, range: (low, high) => roomy(low, high),
    lines: [{ name: "mean over the batch", color: () => colors.ink, format: (value) => fixed(value, 3) }] });

  /** @param {"knnAccuracy" | "probeAccuracy"} key */
  const accuracyBaselines = (key, /** @type {string} */ name) => () => [
    { name: `${name}, untrained`, value: latest()?.untrained[key], dash: UNTRAINED },
    { name: `${name}, raw features`, value: latest()?.raw[key], dash: RAW }];
  const accuracy = createChart({ ...known, title: "Accuracy on held-out points", format: share,
    range(low, high) {
      const { untrained, raw } = latest() ?? {};
      const all = [untrained, raw].flatMap((one) => (one ? [one.knnAccuracy, one.probeAccuracy] : []));
      const [bottom, top] = roomy(Math.min(low, ...all), Math.max(high, ...all), 0.15);
      return [Math.max(0, bottom), Math.min(1.005, top)];
    },
    lines: [
      { name: "5-NN", color: () => colors.ink, format: percent, baselines: accuracyBaselines("knnAccuracy", "5-NN") },
      { name: "linear probe", color: () => colors.accent, format: percent, baselines: accuracyBaselines("probeAccuracy", "probe") }] });

  const qualities = createChart({ ...known, title: "Alignment, uniformity", format: plain,
    range(low, high) {
      const { untrained } = latest() ?? {};
      return roomy(Math.min(low, untrained?.uniformity ?? low), Math.max(high, untrained?.alignment ?? high));
    },
    lines: [
      { name: "alignment", color: () => colors.positive, format: (value) => fixed(value, 3),
        baselines: () => [{ name: "untrained", value: latest()?.untrained.alignment, dash: UNTRAINED }] },
      { name: "uniformity", color: () => colors.negative, format: (value) => fixed(value, 3),
        baselines: () => [{ name: "untrained", value: latest()?.untrained.uniformity, dash: UNTRAINED }] }] });

  /** @param {number} low @param {number} high @returns {[number, number]} */
  const pretextRange = (low, high) => {
    const chance = latest()?.pretext?.chance ?? low;
    const [bottom, top] = roomy(Math.min(low, chance), Math.max(high, chance), 0.1);
    return [Math.max(0, bottom), Math.min(1.005, top)];
  };
  const pretextLines = () => [{ name: "right", color: () => colors.ink, format: percent, baselines: () => [{ name: "guessing", value: latest()?.pretext?.chance, dash: RAW }] }];
  const pretext = createChart({ ...known, title: "Pretext answered right", format: share, range: pretextRange, lines: pretextLines() });

  /** @typedef {"knnAccuracy" | "sentenceAccuracy" | "analogyAccuracy"} OfWords */
  /** @type {[OfWords, string, () => string][]} */
  const ofWords = [["knnAccuracy", "words by category, 3-NN", () => colors.ink], ["sentenceAccuracy", "opinions of sentences", () => colors.accent], ["analogyAccuracy", "analogies", () => colors.positive]];
  const nearer = createChart({ ...known, title: "Right word before its negatives", format: share, range: pretextRange,
    lines: pretextLines() });
  const words = createChart({ ...known, title: "What the word vectors know", format: share, range: () => [0, 1.005],
    lines: ofWords.map(([key, name, color]) => ({ name, color, format: percent,
      baselines: () => [{ name: `${name.split(" ")[0]}, untrained`, value: latest()?.untrained[key] ?? undefined, dash: UNTRAINED }] })) });

  const charts = [loss, accuracy, qualities, pretext, nearer, words];
  /** Those of the present pretext. */
  const shown = () => ({ view: [loss, accuracy, qualities], answer: [loss, pretext, accuracy], word: (state.info.value?.classes ?? 0) > 1 ? [loss, nearer, words] : [loss, nearer] })[state.target.value] ?? [];
  const table = h("button", { type: "button", class: "quiet", "aria-label": "Show as table", onclick: () => tableDialog("The curves as a table", [stepTable(shown())]) }, "Table");
  effect(() => put(byId("curves"), ...shown().map(({ element }) => element), table));

  const view = {
    draw() {
      if (state.task.value !== "contrastive") return false;
      const { history } = state;
      loss.draw([[...history.steps], [...history.loss]]);
      const { metrics } = history;
      const when = metrics.map(({ step }) => step);
      if (state.target.value !== "word") accuracy.draw([when, metrics.map(({ knnAccuracy }) => knnAccuracy), metrics.map(({ probeAccuracy }) => probeAccuracy)]);
      if (state.target.value === "view") qualities.draw([when, metrics.map(({ alignment }) => alignment), metrics.map(({ uniformity }) => uniformity)]);
      else (state.target.value === "word" ? nearer : pretext).draw([when, metrics.map((one) => one.pretext?.accuracy ?? null)]);
      if (state.target.value === "word") words.draw([when, ...ofWords.map(([key]) => metrics.map((one) => finite(one[key])))]);
      return false;
    },
  };
  effect(() => {
    state.measured.value;
    state.limit.value;
    redraw(view);
  });
  effect(() => {
    state.appearance.value;
    colors = palette();
    for (const chart of charts) chart.recolor();
  });
}
