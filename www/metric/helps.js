/** Does it help? The error of kNN against t, with its band over the splits, beside metrics that need no learning. */
import { effect } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { decimalsOf, fixed, percent, whole } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { spread } from "../statistics.js";
import { createChart } from "../views/chart.js";
import { redraw } from "../views/frames.js";
import { SPLITS, cancelTrials, measureTrials, measuring, trials } from "./trials.js";

const { help } = words.metric;

/** The table's metrics; `t`: its place on the curve. @type {{ id: keyof import("../lab/types.js").TrialErrors, t?: number }[]} */
const METHODS = [{ id: "euclidean" }, { id: "standardised" }, { id: "whitening", t: 0 }, { id: "gmml", t: 0.5 }, { id: "best" }];

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
    title: help.curve, inks, steps: () => [0, 1],
    axis: { name: "t", synced: false, say: (t) => `t = ${fixed(t, 1)}`, tick: (t) => (t === 0 ? "0: S⁻¹" : t === 0.5 ? "t = ½" : t === 1 ? "1: D" : ""), splits: [0, 0.5, 1] },
    format: (value, increment) => `${fixed(value * 100, decimalsOf(increment * 100))} %`,
    range(low, high) {
      const all = known() ? METHODS.map(({ id }) => errorOf(id).mean) : [];
      const [least, most] = [Math.min(low, ...all), Math.max(high, ...all)];
      const room = 0.14 * (most - least) || 0.02;
      return [Math.max(0, least - room), Math.max(most + room, least + LEAST_RANGE)];
    },
    lines: [
      { name: help.mean, color: () => inks().metric, format: error,
        baselines: () => [baseline("euclidean", help.methods.euclidean, [6, 4]), baseline("standardised", help.methods.standardised, [1.5, 3])] },
      { name: help.above, color: () => inks().metric, format: error, edge: true },
      { name: help.below, color: () => inks().metric, format: error, edge: true }],
    marks: () => (known() ? [
      ...METHODS.flatMap(({ id, t }) => (t === undefined ? [] : [{ x: t, y: errorOf(id).mean, name: t === 0 ? help.whitening : "GMML", color: inks().metric }])),
      { x: bestT().mean, y: errorOf("best").mean, name: help.best, color: inks().ink }] : []),
  });

  const before = h("p", { class: "about" }, help.about);
  const button = h("button", { type: "button", onclick: () => (measuring.value ? cancelTrials() : void measureTrials()) });
  const bar = h("progress", { max: SPLITS, "aria-label": help.measured });
  const said = h("span", { role: "status" });
  chart.element.classList.add("wide");
  chart.heading.after(h("p", { class: "measure" }, button, bar, said));
  chart.element.append(before);
  effect(() => {
    const { value: { length } } = trials;
    put(button, measuring.value ? help.cancel : help.measure);
    bar.hidden = !measuring.value;
    bar.value = length;
    put(said, measuring.value ? help.progress(length, SPLITS) : length ? help.done(length, whole(trials.value[0].k)) : help.before(SPLITS));
    before.hidden = length > 0;
    chart.host.hidden = chart.readout.hidden = length === 0;
  });

  const view = {
    draw() {
      if (state.task.value !== "metric") return false;
      const ts = Array.from(trials.value[0]?.ts ?? []);
      const at = ts.map((_, i) => spread(trials.value.map(({ curve }) => curve[i])));
      chart.draw([ts, at.map(({ mean }) => mean), at.map(({ mean, deviation }) => mean + deviation), at.map(({ mean, deviation }) => Math.max(0, mean - deviation))]);
      if (known()) chart.host.setAttribute("aria-label", `${chart.title}. ${METHODS.map(({ id }) => `${help.methods[id]}: ${spoken(errorOf(id))}`).join("; ")}`);
      return false;
    },
  };
  effect(() => {
    trials.value;
    redraw(view);
  });
  /** @returns {import("../views/table.js").Table[]} */
  const tables = () => (known() ? [methodTable(), { caption: help.against, head: ["t", ...chart.lines.map(({ name }) => name)],
    rows: chart.data()[0].map((t, i) => [fixed(t ?? NaN, 1), ...chart.lines.map((_, n) => percent(chart.data()[n + 1][i] ?? NaN))]) }] : []);
  return { ...chart, tables };
}

/** @returns {import("../views/table.js").Table} */
const methodTable = () => ({ caption: help.caption(trials.value.length), head: [help.metric, help.deviation],
  rows: METHODS.map(({ id }) => [id === "best" ? `${help.methods[id]}, ${fixed(bestT().mean, 2)}` : help.methods[id], spoken(errorOf(id))]) });

/** The same in a table, with what it does and does not say. */
export function methodsView() {
  const host = byId("methods");
  effect(() => {
    host.hidden = trials.value.length === 0;
    if (host.hidden) return;
    const { caption, head, rows } = methodTable();
    const least = Math.min(...METHODS.map(({ id }) => errorOf(id).mean));
    put(host, h("h2", null, help.title), h("table", null, h("caption", null, caption),
      h("thead", null, h("tr", null, head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", null, rows.map(([name, error], i) => h("tr", { class: trials.value.length > 1 && errorOf(METHODS[i].id).mean === least ? "least" : "" }, h("th", { scope: "row" }, name), h("td", null, error))))),
    h("p", { class: "about" }, lesson()));
  });
}

/** What the numbers allow one to say. */
function lesson() {
  const [euclidean, standardised, learned] = [errorOf("euclidean"), errorOf("standardised"), errorOf("best")];
  if (euclidean.mean < FEW) return help.nothing(percent(euclidean.mean));
  if (!state.config.value.data.standardize) {
    const [from, to, best] = [euclidean, standardised, learned].map(({ mean }) => percent(mean));
    const won = euclidean.mean - standardised.mean;
    if (won > euclidean.deviation) return help.scaleAlone(from, to);
    return -won > euclidean.deviation ? help.scaleCarries(from, to, best) : help.scaleLittle(from, to, best);
  }
  const gain = euclidean.mean - learned.mean;
  const within = Math.abs(gain) < Math.max(euclidean.deviation, learned.deviation);
  return help.gain(fixed(-100 * gain, 1), within);
}
