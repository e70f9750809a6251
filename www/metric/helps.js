/** Does it help? The error of kNN against t, with its band over the splits, beside metrics that need no learning. */
import { effect } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { decimalsOf, fixed, percent, whole } from "../format.js";
import * as state from "../state.js";
import { spread } from "../statistics.js";
import { createChart } from "../views/chart.js";
import { redraw } from "../views/frames.js";
import { SPLITS, cancelTrials, measureTrials, measuring, trials } from "./trials.js";

/** The table's metrics; `t`: its place on the curve. @type {{ id: keyof import("../lab/types.js").TrialErrors, name: string, t?: number }[]} */
const METHODS = [
  { id: "euclidean", name: "Euclidean" }, { id: "standardised", name: "standardised" },
  { id: "whitening", name: "whitening, t = 0", t: 0 }, { id: "gmml", name: "GMML, t = ½", t: 0.5 }, { id: "best", name: "best t by CV" },
];

/** Differences of errors smaller than a few points should not fill the chart. */
const LEAST_RANGE = 0.04;
/** So few errors leave nothing to win. */
const FEW = 0.005;

/** @param {typeof METHODS[number]["id"]} id */
const errorOf = (id) => spread(trials.value.map(({ errors }) => errors[id]));
const bestT = () => spread(trials.value.map((one) => one.bestT));

/** One split says nothing of how much splits differ. @param {{ mean: number, deviation: number }} of */
const spoken = ({ mean, deviation }) => `${fixed(100 * mean, 1)}${trials.value.length > 1 ? ` ± ${fixed(100 * deviation, 1)}` : ""} %`;

/** @param {() => import("../colors.js").Palette} inks */
export function helpChart(inks) {
  const known = () => trials.value.length > 0;
  /** @param {typeof METHODS[number]["id"]} id @param {string} name @param {number[]} dash */
  const baseline = (id, name, dash) => ({ name, value: known() ? errorOf(id).mean : undefined, dash, color: () => inks().muted });
  const error = (/** @type {number} */ value) => percent(value);
  const chart = createChart({
    title: "Does it help? Error against t", inks, steps: () => [0, 1],
    axis: { name: "t", synced: false, say: (t) => `t = ${fixed(t, 1)}`, tick: (t) => (t === 0 ? "0: S⁻¹" : t === 0.5 ? "t = ½" : t === 1 ? "1: D" : ""), splits: [0, 0.5, 1] },
    format: (value, increment) => `${fixed(value * 100, decimalsOf(increment * 100))} %`,
    range(low, high) {
      const all = known() ? METHODS.map(({ id }) => errorOf(id).mean) : [];
      const [least, most] = [Math.min(low, ...all), Math.max(high, ...all)];
      const room = 0.14 * (most - least) || 0.02;
      return [Math.max(0, least - room), Math.max(most + room, least + LEAST_RANGE)];
    },
    lines: [
      { name: "mean error", color: () => inks().metric, format: error,
        baselines: () => [baseline("euclidean", "Euclidean", [6, 4]), baseline("standardised", "standardised", [1.5, 3])] },
      { name: "mean + s.d.", color: () => inks().metric, format: error, edge: true },
      { name: "mean − s.d.", color: () => inks().metric, format: error, edge: true }],
    marks: () => (known() ? [
      ...METHODS.flatMap(({ id, t }) => (t === undefined ? [] : [{ x: t, y: errorOf(id).mean, name: t === 0 ? "whitening" : "GMML", color: inks().metric }])),
      { x: bestT().mean, y: errorOf("best").mean, name: "best t", color: inks().ink }] : []),
  });

  const before = h("p", { class: "about" }, "Measure the error of k nearest neighbours under five metrics: Euclidean, the same on standardised features, whitening by S⁻¹, GMML at t = ½, and t chosen by cross-validation on the training points; and the curve of error against t between S⁻¹ and D.");
  const button = h("button", { type: "button", onclick: () => (measuring.value ? cancelTrials() : void measureTrials()) });
  const bar = h("progress", { max: SPLITS, "aria-label": "Splits measured" });
  const said = h("span", { role: "status" });
  chart.element.classList.add("wide");
  chart.heading.after(h("p", { class: "measure" }, button, bar, said));
  chart.element.append(before);
  effect(() => {
    const { value: { length } } = trials;
    put(button, measuring.value ? "Cancel" : "Measure");
    bar.hidden = !measuring.value;
    bar.value = length;
    put(said, measuring.value ? `${length} of ${SPLITS} splits`
      : length ? `mean ± s.d. over ${length} seeded splits, k = ${whole(trials.value[0].k)}` : `${SPLITS} seeded splits into training and held-out points`);
    before.hidden = length > 0;
    chart.host.hidden = chart.readout.hidden = length === 0;
  });

  const view = {
    draw() {
      if (state.task.value !== "metric") return false;
      const ts = Array.from(trials.value[0]?.ts ?? []);
      const at = ts.map((_, i) => spread(trials.value.map(({ curve }) => curve[i])));
      chart.draw([ts, at.map(({ mean }) => mean), at.map(({ mean, deviation }) => mean + deviation), at.map(({ mean, deviation }) => Math.max(0, mean - deviation))]);
      if (known()) chart.host.setAttribute("aria-label", `${chart.title}. ${METHODS.map(({ id, name }) => `${name}: ${spoken(errorOf(id))}`).join("; ")}`);
      return false;
    },
  };
  effect(() => {
    trials.value;
    redraw(view);
  });
  /** @returns {import("../views/table.js").Table[]} */
  const tables = () => (known() ? [methodTable(), { caption: "Error against t", head: ["t", ...chart.lines.map(({ name }) => name)],
    rows: chart.data()[0].map((t, i) => [fixed(t ?? NaN, 1), ...chart.lines.map((_, n) => percent(chart.data()[n + 1][i] ?? NaN))]) }] : []);
  return { ...chart, tables };
}

/** @returns {import("../views/table.js").Table} */
const methodTable = () => ({ caption: `Error of kNN on held-out points, ${trials.value.length} splits`, head: ["Metric", "mean ± s.d."],
  rows: METHODS.map(({ id, name }) => [id === "best" ? `${name}, ${fixed(bestT().mean, 2)}` : name, spoken(errorOf(id))]) });

/** The same in a table, with what it does and does not say. */
export function methodsView() {
  const host = byId("methods");
  effect(() => {
    host.hidden = trials.value.length === 0;
    if (host.hidden) return;
    const { caption, head, rows } = methodTable();
    const least = Math.min(...METHODS.map(({ id }) => errorOf(id).mean));
    put(host, h("h2", null, "Does it help?"), h("table", null, h("caption", null, caption),
      h("thead", null, h("tr", null, head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", null, rows.map(([name, error], i) => h("tr", { class: trials.value.length > 1 && errorOf(METHODS[i].id).mean === least ? "least" : "" }, h("th", { scope: "row" }, name), h("td", null, error))))),
    h("p", { class: "about" }, lesson()));
  });
}

/** What the numbers allow one to say. */
function lesson() {
  const [euclidean, standardised, learned] = [errorOf("euclidean"), errorOf("standardised"), errorOf("best")];
  if (euclidean.mean < FEW) return `There is nothing to win here: the Euclidean metric is wrong on ${percent(euclidean.mean)} of the points.`;
  if (!state.config.value.data.standardize) {
    const change = `takes the Euclidean error from ${percent(euclidean.mean)} to ${percent(standardised.mean)}`;
    const won = euclidean.mean - standardised.mean;
    if (won > euclidean.deviation) return `Feature scale matters here: standardising alone ${change}, with nothing learned from pairs.`;
    if (-won > euclidean.deviation) return `Feature scale carries something here: standardising ${change}. The best t gets ${percent(learned.mean)}.`;
    return `Feature scale matters little here: standardising ${change}. The best t gets ${percent(learned.mean)}.`;
  }
  const gain = euclidean.mean - learned.mean;
  const within = Math.abs(gain) < Math.max(euclidean.deviation, learned.deviation);
  return `The features are standardised, so their scale is not what is won. The best t changes the error by ${fixed(-100 * gain, 1)} points${within ? ", less than one standard deviation of a split." : "."}`;
}
