/** Final accuracy against the values of one knob, mean and band over seeds: where it is best, and whether it matters. */
import { h, put } from "../dom.js";
import { capital, percent, short } from "../format.js";
import { words } from "../language/language.js";
import { catalog } from "../language/offered.js";
import * as state from "../state.js";
import { createChart } from "../views/chart.js";
import { accuracyRange, baselines, shares } from "./curves.js";
import { inks, shade } from "./inks.js";
import { called, change, plan, resultsOf, sweptConfig } from "./model.js";
import { readValues } from "./plan.js";
import { finals, reached } from "./tally.js";
import { settingsOf } from "./variants.js";
import { sweepVerdict } from "./words.js";

const { compare } = words;

/** @typedef {import("./plan.js").Sweep} Sweep */

/** @param {string} path */
export const knobOf = (path) => settingsOf(catalog, state.fromStart(state.config.peek())).find((one) => one.path === path);

/** @param {Sweep} sweep */
export const sweepRows = ({ path, values }) => values.map((value) => ({ value, config: sweptConfig(path, value), row: finals(sweptConfig(path, value), plan.value.by), results: resultsOf(sweptConfig(path, value)) }));

/** A sentence on a sweep; nothing while it has no answer. @param {Sweep} sweep */
export function sweepSentence(sweep) {
  const setting = knobOf(sweep.path);
  if (!setting?.knob) return "";
  const whole = sweepRows(sweep).filter(({ results }) => !results.some((result) => result?.error));
  if (whole.length < 2) return "";
  return sweepVerdict({ knob: setting.name, measure: called(plan.value.by), values: whole.map(({ value }) => value), rows: whole.map(({ row }) => row), limits: setting.knob });
}

/** What went wrong, by value. @param {Sweep} sweep */
const sweepErrors = (sweep) => sweepRows(sweep).flatMap(({ value, results }) => {
  const failed = results.find((result) => result?.error);
  return failed ? [`${short(value, 4)}: ${failed.error}`] : [];
});

/** @param {Sweep} sweep */
export function sweepPanel(sweep) {
  const { path, values } = sweep;
  const name = knobOf(path)?.name ?? path;
  const current = () => plan.value.by;
  const base = () => baselines(() => sweptConfig(path, values[0]), current())();
  // Even places: values on any scale can be read, and the axis says which they are.
  const say = (/** @type {number} */ i) => (values[i] === undefined ? "" : short(values[i], 4));
  const found = () => sweepRows(sweep).map(({ row }) => reached(row));
  /** @type {ReturnType<typeof createChart>} */
  const chart = createChart({
    title: compare.atEnd(capital(name)), inks, steps: () => [-0.25, values.length - 0.75], format: shares,
    axis: { name, synced: false, say: (i) => `${name} ${say(i)}`, tick: say, splits: values.map((_, i) => i) },
    range: (low, high) => accuracyRange(low, high, base().map(({ value }) => value)),
    lines: [{ name: compare.mean, color: () => shade(1), format: percent, baselines: base }, { name: compare.above, color: () => shade(1), format: percent, edge: true }, { name: compare.below, color: () => shade(1), format: percent, edge: true }],
    marks: () => {
      const means = found().map(({ mean }) => mean);
      const best = means.indexOf(Math.max(...means.filter(Number.isFinite)));
      return means.flatMap((mean, i) => (Number.isFinite(mean) ? [{ x: i, y: mean, name: i === best ? compare.best(say(i)) : "", color: shade(1) }] : []));
    },
  });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const field = h("input", { type: "text", class: "values", value: values.join("  "), "aria-label": compare.valuesOf(name), autocomplete: "off", onchange: enter });
  function enter() {
    try {
      const next = readValues(path, field.value.trim().split(/[\s;]+/), catalog, state.fromStart(state.config.value));
      change({ sweeps: plan.value.sweeps.map((one) => (one.path === path ? { path, values: next } : one)) });
    } catch (error) {
      problem.hidden = false;
      field.setAttribute("aria-invalid", "true");
      problem.textContent = /** @type {Error} */ (error).message;
    }
  }
  const remove = h("button", { type: "button", class: "quiet", "aria-label": compare.removeSweep(name), onclick: () => {
    const sweeps = plan.value.sweeps.filter((one) => one.path !== path);
    change({ sweeps, sweeping: sweeps.length > 0 });
  } }, "×");
  const said = h("p", { class: "about" });
  const errors = h("p", { class: "problem" });
  chart.heading.after(h("p", { class: "measure" }, `${compare.values} `, field, remove), problem);
  chart.element.append(said, errors);
  return {
    key: JSON.stringify(sweep),
    chart,
    draw() {
      const at = found();
      const [mean, edges] = [at.map((one) => (one.n ? one.mean : null)), at.some(({ n }) => n > 1)];
      const edge = (/** @type {1 | -1} */ side) => at.map(({ n, mean, deviation }) => (n && edges ? mean + side * deviation : null));
      chart.draw([values.map((_, i) => i), mean, edge(1), edge(-1)]);
      chart.host.setAttribute("aria-label", `${chart.title}. ${at.map(({ n, mean: value }, i) => `${say(i)}: ${n ? percent(value) : compare.notMeasured}`).join("; ")}`);
      put(said, sweepSentence(sweep));
      put(errors, sweepErrors(sweep).join(" "));
    },
  };
}
