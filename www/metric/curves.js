/** The objective over the steps: the geometric one falls onto its closed form, the naive one wherever λ sends it. */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import { byId, h, put } from "../dom.js";
import { scientific, short } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { createChart } from "../views/chart.js";
import { redraw } from "../views/frames.js";
import { plain, roomy } from "../views/curves.js";
import { stepTable, tableDialog } from "../views/table.js";
import { eigenvalueTable } from "./eigenvalues.js";
import { helpChart } from "./helps.js";

const { metric: say } = words;

/** Beyond this ratio of greatest to least value, heights are logarithms. */
const WIDE = 30;

export function metricCurves() {
  let colors = palette();
  const inks = () => colors;
  /** @returns {[number, number]} */
  const steps = () => [0, Math.max(1, state.limit.value, state.step.value)];
  /** @param {number} value */
  const number = (value) => short(value, 4);
  /** @param {number} low @param {number} high */
  const range = (low, high) => roomy(low, high);
  const known = { steps, inks, range, format: axisNumber };
  const iterates = (/** @type {string} */ name) => state.history.iterates[name] ?? [];

  let log = false;
  const closed = () => state.metric.value?.closedForm ?? undefined;
  const falling = createChart({ ...known, title: say.falling, log: () => log,
    range: (low, high) => {
      const least = closed();
      return roomy(Math.min(low, least === undefined ? low : log ? Math.log10(least) : least), high, 0.12);
    },
    lines: [
      { name: say.natural, color: () => colors.metric, format: number,
        baselines: () => [{ name: say.closedForm(number(closed() ?? NaN)), value: closed(), dash: [6, 4], color: () => colors.ink }] },
      { name: say.euclideanGradient, color: () => colors.muted, format: number }] });
  falling.element.classList.add("wide");
  const value = createChart({ ...known, title: "f(A)", lines: [{ name: "f(A)", color: () => colors.ink, format: number }] });
  const trace = createChart({ ...known, title: say.size, range: (low, high) => roomy(Math.min(0, low), high), lines: [{ name: "tr A", color: () => colors.metric, format: number }] });

  value.element.hidden = trace.element.hidden = true;
  const help = helpChart(inks);
  const shown = () => (state.metric.value?.inverseS ? [falling] : [value, trace]);
  const table = h("button", { type: "button", class: "quiet", "aria-label": say.showTable, onclick: () => tableDialog(say.tables,
    [stepTable(shown()), ...eigenvalueTable(), ...help.tables()]) }, say.table);
  put(byId("metric-curves"), falling.element, value.element, trace.element, help.element, table);

  const view = {
    draw() {
      const { value: metric } = state.metric;
      if (state.task.value !== "metric" || !metric) return false;
      const charts = shown();
      for (const chart of [falling, value, trace]) chart.element.hidden = !charts.includes(chart);
      if (metric.inverseS) {
        const [natural, euclidean] = [iterates("natural"), iterates("euclidean")];
        const least = Math.min(...natural, closed() ?? Infinity);
        log = least > 0 && Math.max(...natural, ...euclidean) > WIDE * least;
        falling.draw([natural.map((_, step) => step), [...natural], [...euclidean]]);
      } else {
        const [f, size] = [iterates("objective"), iterates("trace")];
        value.draw([f.map((_, step) => step), [...f]]);
        trace.draw([size.map((_, step) => step), [...size]]);
      }
      return false;
    },
  };
  effect(() => {
    for (const fact of [state.measured, state.limit, state.metric, state.task]) fact.value;
    redraw(view);
  });
  effect(() => {
    state.appearance.value;
    colors = palette();
    for (const chart of [falling, value, trace, help]) chart.recolor();
  });
}

/** Of any size, from a sum over pairs to a collapsed trace. @param {number} value @param {number} increment */
function axisNumber(value, increment) {
  const size = Math.abs(value);
  return size > 0 && (size >= 1e4 || increment < 1e-3) ? scientific(value) : plain(value, increment);
}
