/** What becomes of the negatives' weights over training, and the oracle's accuracy beside the run's own. */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import { byId, h, put } from "../dom.js";
import { decimalsOf, fixed, percent } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { createChart } from "../views/chart.js";
import { plain, roomy } from "../views/curves.js";
import { stepTable, tableDialog } from "../views/table.js";

const { inside: say } = words;

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

  const accuracy = createChart({ ...shares, title: say.accuracy,
    range(low, high) {
      const [bottom, top] = roomy(low, high, 0.12);
      return [Math.max(0, bottom), Math.min(1.005, top)];
    },
    lines: [
      { name: "5-NN", color: () => colors.ink, format: percent },
      { name: say.oracle, color: () => colors.ink, format: percent, dash: DASHED },
      { name: say.probe, color: () => colors.accent, format: percent },
      { name: say.oracle, color: () => colors.accent, format: percent, dash: DASHED }] });
  const falseOnes = createChart({ ...shares, title: say.falseOnes, range: (low, high) => [0, Math.max(0.1, high * 1.1)],
    lines: [
      { name: say.count, color: () => colors.muted, format: whole },
      { name: say.weight, color: () => colors.negative, format: whole },
      { name: say.push, color: () => colors.negative, format: whole, dash: DASHED }] });
  const threshold = h("p", { class: "sub threshold" });
  const size = createChart({ ...shares, title: say.size, range: () => [0, 1.02],
    lines: [
      { name: say.ofQ, color: () => colors.ink, format: whole },
      { name: say.atFloor, color: () => colors.negative, format: whole, dash: DASHED }] });
  size.element.querySelector(".readout")?.after(threshold);
  const hardness = createChart({ ...known, title: say.hardness, format: plain, range: (low, high) => roomy(low, high),
    lines: [
      { name: say.underP, color: () => colors.muted, format: (value) => fixed(value, 2) },
      { name: say.underQ, color: () => colors.negative, format: (value) => fixed(value, 2) }] });

  const charts = [accuracy, falseOnes, size, hardness];
  const table = h("button", { type: "button", class: "quiet", "aria-label": say.showTable, onclick: () => tableDialog(say.tableTitle, [stepTable(charts)]) }, say.table);
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
      const known = (/** @type {Parameters<typeof inside>[0]} */ key) => (state.labelled.value ? inside(key) : at.map(() => null));
      falseOnes.draw([at, known("falseShare"), known("falseWeight"), known("falsePush")]);
      size.draw([at, inside("effectiveSize"), inside("clamped")]);
      hardness.draw([at, inside("similarity"), inside("hardness")]);
      const { clampThreshold } = looked.at(-1)?.inside ?? {};
      const prior = state.config.value.loss.tau_plus;
      put(threshold, clampThreshold === null || clampThreshold === undefined ? say.noPrior : (prior > clampThreshold ? say.clampOn : say.clampOff)(fixed(prior, 3), fixed(clampThreshold, 3)));
      accuracy.element.title = oracle.missing() ?? say.oracleCurve;
      return false;
    },
  };
}
