/** The theorem on a task whose rate is known: excess risk against n for several β, fitted slopes beside the predicted ones. */
import { effect, signal } from "@preact/signals-core";
import { DASHES, inks, renewInks, shade } from "../compare/inks.js";
import { lensHeading, linkedSettings } from "../controls/lenses.js";
import { debounce, h, put } from "../dom.js";
import { fixed, short, whole } from "../format.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";
import { excessRisk } from "../session.js";
import { save } from "../save.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { createChart } from "../views/chart.js";
import { KNOBS, VIOLATIONS, read, readBetas, usual, write } from "./settings.js";
import "./theorem.css";

const { theorem: say } = words;

/** @typedef {import("../lab/types.js").ExcessRisk} ExcessRisk */
/** @typedef {import("../lab/types.js").RiskCurve} RiskCurve */

const settings = signal(usual());
const found = signal(/** @type {ExcessRisk | null} */ (null));
const progress = signal(/** @type {[number, number] | null} */ (null));
const opened = signal(false);
const bounded = signal(false);
/** Slopes within this of the prediction are as predicted. */
const NEAR = 0.1;

/** @param {Partial<import("./settings.js").Settings>} part */
const change = (part) => setBeside("theorem", settings, { ...settings.peek(), ...part });
const knobs = KNOBS.map(({ key, name, about, min, max, step }) => {
  const input = h("input", { type: "range", min: String(min), max: String(max), step: String(step), "aria-label": `${name}: ${about}`,
    oninput: () => change({ [key]: input.valueAsNumber }) });
  const output = h("output");
  return { key, input, output, element: h("label", { title: about }, h("span", null, name), input, output) };
});
const betas = h("input", { type: "text", autocomplete: "off", "aria-label": say.betas, onchange: () => {
  try {
    change({ betas: readBetas(betas.value) });
    problem.hidden = true;
  } catch (error) {
    problem.hidden = false;
    problem.textContent = /** @type {Error} */ (error).message;
  }
} });
const problem = h("p", { class: "problem", role: "alert", hidden: true });
const violated = h("select", { "aria-label": say.assumptions, onchange: () => change({ violate: VIOLATIONS[violated.selectedIndex].name }) }, VIOLATIONS.map(({ title }) => h("option", null, title)));
const bound = h("input", { type: "checkbox", onchange: () => setBeside("bound", bounded, bound.checked) });
const assumption = h("p", { class: "assumption" });
const slopes = h("table", { class: "slopes" });
const status = h("p", { class: "sub", role: "status" });
const plot = h("div", { class: "risks" });
const saving = (/** @type {string} */ kind) => h("button", { type: "button", onclick: () => download(kind) }, kind);

const linked = linkedSettings({ name: "theorem", settings, opened, read, write });

effect(() => void (bound.checked = bounded.value));

export const lens = {
  element: h("div", { class: "theorem" }, lensHeading(say.title),
    h("p", { class: "claim" }, say.claim((text) => h("sup", null, text))),
    h("div", { class: "turning" }, knobs.map(({ element }) => element), h("label", null, h("span", null, "β"), betas), violated, h("label", { class: "check" }, bound, say.bound)), problem,
    h("div", { class: "plate" }, plot, h("div", null, slopes, status, h("p", { class: "turns" }, saving("CSV"), saving("JSON")))), assumption),
  open: () => linked.open(),
  close: () => linked.close(),
};

effect(() => {
  if (!opened.value) return;
  const { value: now } = settings;
  for (const { key, input, output } of knobs) {
    input.value = String(now[key]);
    input.style.setProperty("--share", `${(100 * (now[key] - Number(input.min))) / (Number(input.max) - Number(input.min))}%`);
    put(output, short(now[key]));
  }
  if (document.activeElement !== betas) betas.value = now.betas.join(", ");
  violated.selectedIndex = VIOLATIONS.findIndex(({ name }) => name === now.violate);
  put(assumption, VIOLATIONS[violated.selectedIndex].text);
});

/** @type {AbortController | null} */
let running = null;
const compute = debounce(120, async () => {
  running?.abort();
  const mine = (running = new AbortController());
  const { alpha, betas: list, weakNoise, delta, violate, seeds } = settings.peek();
  try {
    const result = await excessRisk({ alpha, betas: list, weakNoise, delta, violate: /** @type {any} */ (violate), seeds, signal: mine.signal,
      onProgress: (done, of) => mine === running && (progress.value = [done, of]) });
    if (mine !== running) return;
    found.value = result;
    progress.value = null;
  } catch (error) {
    if (mine.signal.aborted || mine !== running) return;
    progress.value = null;
    found.value = null;
    report(error, "theorem");
  }
});
effect(() => {
  settings.value;
  if (opened.value && state.info.value) compute();
  else running?.abort();
});

/** @param {RiskCurve} curve */
const nameOf = ({ beta }) => (beta === null ? say.scratch : `β ${short(beta)}`);
/** @type {{ count: number, chart: ReturnType<typeof createChart> } | null} */
let chart = null;

/** Measured with its band, and dashed the predicted slope through the middle of what it was fitted on. @param {ExcessRisk} result */
function chartOf({ n, curves, scratch }) {
  const all = [...curves, scratch];
  if (chart?.count === all.length) return chart.chart;
  const ends = [Math.log10(n[0]), Math.log10(n[n.length - 1])];
  // Dotted, and black like the first β: a grey would be taken for that of the third.
  const color = (/** @type {number} */ i) => (i < all.length - 1 ? shade(i) : inks().ink);
  const one = createChart({ title: say.risk, inks, log: () => true, steps: () => /** @type {[number, number]} */ (ends), format: (value) => short(value, 2), range: (low, high) => [low - 0.1, high + 0.1],
    axis: { name: say.axis, synced: false, splits: [...n].map((size) => Math.log10(size)), tick: (value) => whole(10 ** value), say: (value) => `n = ${whole(10 ** value)}` },
    lines: [...all.flatMap((_, i) => [
      { name: found.peek() ? nameOf([.../** @type {ExcessRisk} */ (found.peek()).curves, /** @type {ExcessRisk} */ (found.peek()).scratch][i]) : "", color: () => color(i), format: (/** @type {number} */ value) => short(value, 2), dash: i < all.length - 1 ? DASHES[i % 4] : [2, 3] },
      { name: "", color: () => color(i), format: (/** @type {number} */ value) => short(value, 2), edge: true }, { name: "", color: () => color(i), format: (/** @type {number} */ value) => short(value, 2), edge: true }]),
    // The prediction and the bound of each, thin.
    ...[[1, 3], [7, 5]].flatMap((dash) => all.map((_, i) => ({ name: "", color: () => color(i), format: (/** @type {number} */ value) => short(value, 2), dash, quiet: true })))] });
  chart = { count: all.length, chart: one };
  put(plot, one.element);
  return one;
}

/** The predicted slope through the middle of what was fitted. @param {RiskCurve} curve @param {Uint32Array} n */
function predictedLine({ risk, predicted }, n) {
  const half = Math.floor(n.length / 2);
  const logs = [...n].map((size) => Math.log(size));
  const middle = (/** @type {number[]} */ values) => values.slice(half).reduce((sum, value) => sum + value, 0) / (n.length - half);
  const [x, y] = [middle(logs), middle(risk.map((value) => Math.log(value)))];
  return logs.map((log, i) => (i < half ? null : Math.exp(y + predicted * (log - x))));
}

effect(() => {
  state.appearance.value;
  renewInks();
  chart?.chart.recolor();
});
effect(() => {
  const { value: result } = found;
  if (!opened.value || !result) return;
  const all = [...result.curves, result.scratch];
  // Names are the chart's own: another choice of β is another chart.
  if (chart && all.some((curve, i) => chart?.chart.lines[3 * i].name !== nameOf(curve))) chart = null;
  chartOf(result).draw([[...result.n].map((size) => Math.log10(size)), ...all.flatMap(({ risk, low, high }) => [risk, high, low]),
    ...all.map((curve) => predictedLine(curve, result.n)), ...all.map((curve) => (bounded.value && curve.beta !== null ? curve.bound : result.n.length ? [...result.n].map(() => null) : []))]);
  put(slopes, h("caption", null, say.caption),
    h("thead", null, h("tr", null, h("td", null), say.columns.map((title) => h("th", { scope: "col" }, title)))),
    h("tbody", null, all.map((curve) => h("tr", { class: Math.abs(curve.slope - curve.predicted) <= NEAR ? "" : "apart" }, h("th", { scope: "row" }, nameOf(curve)),
      h("td", null, curve.beta === null ? say.noWeak : short(curve.m[curve.m.length - 1])),
      h("td", null, fixed(curve.slope, 2), h("small", null, ` ${fixed(curve.interval[0], 2)} … ${fixed(curve.interval[1], 2)}`)), h("td", null, fixed(curve.predicted, 2))))));
});
effect(() => {
  const { value: now } = progress;
  const { value: result } = found;
  if (now) return put(status, say.progress(now[0], now[1]));
  if (!result) return put(status, "");
  const apart = result.curves.filter(({ slope, predicted }) => Math.abs(slope - predicted) > NEAR).map(nameOf);
  put(status, apart.length ? say.apart(NEAR, apart.join(", ")) : say.asPredicted(NEAR));
});

/** @param {string} kind */
function download(kind) {
  const { value: result } = found;
  if (!result) return;
  const all = [...result.curves, result.scratch];
  const text = kind === "JSON" ? JSON.stringify({ settings: settings.peek(), n: [...result.n], curves: result.curves, scratch: result.scratch }, null, 1)
    : ["beta,n,m,risk,low,high,bound", ...all.flatMap((curve) => [...result.n].map((n, i) => [curve.beta ?? "scratch", n, curve.m[i], curve.risk[i], curve.low[i], curve.high[i], curve.bound[i]].join(",")))].join("\n");
  save({ name: `nearfar-excess-risk.${kind.toLowerCase()}`, type: kind === "JSON" ? "application/json" : "text/csv", content: text });
}
