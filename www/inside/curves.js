/** What becomes of the negatives' weights over training, and the oracle's accuracy beside the run's own. */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import { byId, h, put } from "../dom.js";
import { decimalsOf, fixed, percent } from "../format.js";
import * as state from "../state.js";
import { createChart } from "../views/chart.js";
import { plain, roomy } from "../views/curves.js";
import { stepTable, tableDialog } from "../views/table.js";

const DASHED = [5, 3];
const whole = (/** @type {number} */ share) => percent(share, 0);

/** @param {ReturnType<typeof import("./oracle.js").createOracle>} oracle */
export function insideCurves(oracle) {
  let colors = palette();
  const inks = () => colors;
  /** @returns {[number, number]} */
  const steps = () => [0, Math.max(1, state.limit.value, state.step.value)];
  const known = { steps, inks };
  const shares = { ...known, format: (/** @type {number} */ value, /** @type {number} */ increment) => `${fixed(value * 100, decimalsOf(increment * 100))} %` };

  const accuracy = createChart({ ...shares, title: "Accuracy, held out",
    range(low, high) {
      const [bottom, top] = roomy(low, high, 0.12);
      return [Math.max(0, bottom), Math.min(1.005, top)];
    },
    lines: [
      { name: "5-NN", color: () => colors.ink, format: percent },
      { name: "oracle", color: () => colors.ink, format: percent, dash: DASHED },
      { name: "probe", color: () => colors.accent, format: percent },
      { name: "oracle", color: () => colors.accent, format: percent, dash: DASHED }] });
  const falseOnes = createChart({ ...shares, title: "False negatives", range: (low, high) => [0, Math.max(0.1, high * 1.1)],
    lines: [
      { name: "number", color: () => colors.muted, format: whole },
      { name: "weight", color: () => colors.negative, format: whole },
      { name: "push", color: () => colors.negative, format: whole, dash: DASHED }] });
  const threshold = h("p", { class: "sub threshold" });
  const size = createChart({ ...shares, title: "Effective sample", range: () => [0, 1.02],
    lines: [
      { name: "of qᵦ", color: () => colors.ink, format: whole },
      { name: "clamped", color: () => colors.negative, format: whole, dash: DASHED }] });
  size.element.querySelector(".readout")?.after(threshold);
  const hardness = createChart({ ...known, title: "Mean similarity", format: plain, range: (low, high) => roomy(low, high),
    lines: [
      { name: "under P", color: () => colors.muted, format: (value) => fixed(value, 2) },
      { name: "under qᵦ", color: () => colors.negative, format: (value) => fixed(value, 2) }] });

  const charts = [accuracy, falseOnes, size, hardness];
  const table = h("button", { type: "button", class: "quiet", "aria-label": "Show the negatives' curves as a table", onclick: () => tableDialog("The negatives' curves as a table", [stepTable(charts)]) }, "Table");
  put(byId("inside-curves"), ...charts.map(({ element }) => element), table);
  effect(() => {
    state.appearance.value;
    colors = palette();
    for (const chart of charts) chart.recolor();
  });

  return {
    draw() {
      if (state.lens.value !== "inside" || state.task.value !== "contrastive") return false;
      const { metrics } = state.history;
      const theirs = oracle.metrics();
      const when = [...new Set([...metrics, ...theirs].map(({ step }) => step))].sort((a, b) => a - b);
      const own = new Map(metrics.map((one) => [one.step, one]));
      const others = new Map(theirs.map((one) => [one.step, one]));
      const along = (/** @type {Map<number, import("../types.js").Metrics>} */ of, /** @type {"knnAccuracy" | "probeAccuracy"} */ key) => /** @type {any[]} */ (when.map((step) => of.get(step)?.[key])); // where one was not measured its line goes on
      accuracy.draw([when, along(own, "knnAccuracy"), along(others, "knnAccuracy"), along(own, "probeAccuracy"), along(others, "probeAccuracy")]);
      const looked = metrics.filter(({ inside }) => inside);
      const inside = (/** @type {keyof import("../types.js").Inside} */ key) => looked.map((one) => one.inside?.[key] ?? null);
      const at = looked.map(({ step }) => step);
      falseOnes.draw([at, inside("falseShare"), inside("falseWeight"), inside("falsePush")]);
      size.draw([at, inside("effectiveSize"), inside("clamped")]);
      hardness.draw([at, inside("similarity"), inside("hardness")]);
      const { clampThreshold } = looked.at(-1)?.inside ?? {};
      const prior = state.config.value.loss.tau_plus;
      put(threshold, clampThreshold === null || clampThreshold === undefined ? "no τ⁺ in this loss, nothing to clamp"
        : `τ⁺ ${fixed(prior, 3)} ${prior > clampThreshold ? ">" : "≤"} τ* ${fixed(clampThreshold, 3)}: the clamp ${prior > clampThreshold ? "takes over" : "stays off"}`);
      const missing = oracle.missing();
      accuracy.element.title = missing ? `No oracle's curve: ${missing}.` : "Dashed: the oracle, the same run without false negatives, which needs labels.";
      return false;
    },
  };
}
