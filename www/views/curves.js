/** How training goes: the loss, and what the embedding is good for, beside what it was untrained and raw. */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import { byId, h, put } from "../dom.js";
import { decimalsOf, fixed, percent } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { createChart } from "./chart.js";
import { redraw } from "./frames.js";
import { stepTable, tableDialog } from "./table.js";

const { curves: say, table: listed } = words.pictures;
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

  const loss = createChart({ ...known, title: say.loss, format: plain, range: (low, high) => roomy(low, high),
    lines: [{ name: say.lossLine, color: () => colors.ink, format: (value) => fixed(value, 3) }] });

  /** @param {"knnAccuracy" | "probeAccuracy"} key */
  const accuracyBaselines = (key, /** @type {string} */ untrained, /** @type {string} */ raw) => () => [
    { name: untrained, value: latest()?.untrained[key], dash: UNTRAINED },
    { name: raw, value: latest()?.raw[key], dash: RAW }];
  const accuracy = createChart({ ...known, title: say.accuracy, format: share,
    range(low, high) {
      const { untrained, raw } = latest() ?? {};
      const all = [untrained, raw].flatMap((one) => (one ? [one.knnAccuracy, one.probeAccuracy] : []).filter(Number.isFinite));
      const [bottom, top] = roomy(Math.min(low, ...all), Math.max(high, ...all), 0.15);
      return [Math.max(0, bottom), Math.min(1.005, top)];
    },
    lines: [
      { name: say.knn, color: () => colors.ink, format: percent, baselines: accuracyBaselines("knnAccuracy", say.knnUntrained, say.knnRaw) },
      { name: say.probe, color: () => colors.accent, format: percent, baselines: accuracyBaselines("probeAccuracy", say.probeUntrained, say.probeRaw) }] });

  const qualities = createChart({ ...known, title: say.qualities, format: plain,
    range(low, high) {
      const { untrained } = latest() ?? {};
      return roomy(Math.min(low, untrained?.uniformity ?? low), Math.max(high, untrained?.alignment ?? high));
    },
    lines: [
      { name: say.alignment, color: () => colors.positive, format: (value) => fixed(value, 3),
        baselines: () => [{ name: say.untrained, value: latest()?.untrained.alignment, dash: UNTRAINED }] },
      { name: say.uniformity, color: () => colors.negative, format: (value) => fixed(value, 3),
        baselines: () => [{ name: say.untrained, value: latest()?.untrained.uniformity, dash: UNTRAINED }] }] });

  /** @param {number} low @param {number} high @returns {[number, number]} */
  const pretextRange = (low, high) => {
    const chance = latest()?.pretext?.chance ?? low;
    const [bottom, top] = roomy(Math.min(low, chance), Math.max(high, chance), 0.1);
    return [Math.max(0, bottom), Math.min(1.005, top)];
  };
  const pretextLines = () => [{ name: say.right, color: () => colors.ink, format: percent, baselines: () => [{ name: say.guessing, value: latest()?.pretext?.chance, dash: RAW }] }];
  const pretext = createChart({ ...known, title: say.pretext, format: share, range: pretextRange, lines: pretextLines() });

  /** @typedef {"knnAccuracy" | "sentenceAccuracy" | "analogyAccuracy"} OfWords */
  /** @type {[OfWords, () => string][]} */
  const ofWords = [["knnAccuracy", () => colors.ink], ["sentenceAccuracy", () => colors.accent], ["analogyAccuracy", () => colors.positive]];
  const nearer = createChart({ ...known, title: say.nearer, format: share, range: pretextRange,
    lines: pretextLines() });
  const vectors = createChart({ ...known, title: say.words, format: share, range: () => [0, 1.005],
    lines: ofWords.map(([key, color]) => ({ name: say.ofWords[key][0], color, format: percent,
      baselines: () => [{ name: say.ofWords[key][1], value: latest()?.untrained[key] ?? undefined, dash: UNTRAINED }] })) });

  const charts = [loss, accuracy, qualities, pretext, nearer, vectors];
  /** Those of the present pretext. */
  const shown = () => ({ view: [loss, accuracy, qualities], answer: [loss, pretext, accuracy], word: (state.info.value?.classes ?? 0) > 1 ? [loss, nearer, vectors] : [loss, nearer] })[state.target.value] ?? [];
  const table = h("button", { type: "button", class: "quiet", "aria-label": listed.show, onclick: () => tableDialog(listed.title, [stepTable(shown())]) }, listed.name);
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
      if (state.target.value === "word") vectors.draw([when, ...ofWords.map(([key]) => metrics.map((one) => finite(one[key])))]);
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
