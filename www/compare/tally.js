/** From runs to what is drawn and said: means over seeds, and values seed by seed. */
import { words } from "../language/language.js";
import { spread } from "../statistics.js";
import { resultsOf } from "./model.js";

/** @typedef {import("../types.js").Config} Config */
/** @typedef {import("./runner.js").Result} Result */
/** @typedef {import("./plan.js").Measure} Measure */

/** @param {Result | undefined} result */
const finished = (result) => Boolean(result?.over && !result.error);

/** What a config reached at its end, by seed; undefined where it is not there yet. @param {Config} config @param {Measure} by */
export const finals = (config, by) => resultsOf(config).map((result) => (finished(result) ? result?.metrics.at(-1)?.[by] : undefined));

/** Two configs' values in the seeds that both have finished, and in how many one of them failed. @param {Config} one @param {Config} other @param {Measure} by */
export function pairs(one, other, by) {
  const [before, after] = [finals(one, by), finals(other, by)];
  const both = before.map((_, i) => i).filter((i) => before[i] !== undefined && after[i] !== undefined);
  const [results, others] = [resultsOf(one), resultsOf(other)];
  const failed = results.filter((result, i) => result?.error || others[i]?.error).length;
  return { failed, before: both.map((i) => /** @type {number} */ (before[i])), after: both.map((i) => /** @type {number} */ (after[i])) };
}

/** Mean over seeds of a baseline of the finished or begun runs. @param {Config} config @param {"untrained" | "raw"} which @param {Measure} by */
export function baseline(config, which, by) {
  const values = resultsOf(config).flatMap((result) => result?.metrics.at(-1)?.[which][by] ?? []);
  return values.length ? { ...spread(values), n: values.length } : undefined;
}

/**
 * The untrained baselines of variants: one where all have the same, else each by its letter.
 * @param {{ letter: string, config: Config }[]} variants @param {Measure} by
 */
export function untrained(variants, by) {
  const all = variants.flatMap(({ letter, config }, i) => {
    const found = baseline(config, "untrained", by);
    return found ? [{ name: words.compare.untrainedOf(letter), i, found }] : [];
  });
  const same = all.every(({ found }) => Math.abs(found.mean - all[0].found.mean) < 1e-9);
  return same ? all.slice(0, 1).map((one) => ({ ...one, name: words.compare.untrained })) : all;
}

/** The runs that a curve is of: those that are finished, or as long as none is, the one under way. @param {Config} config */
function drawn(config) {
  const all = resultsOf(config);
  const over = all.filter(finished);
  return /** @type {Result[]} */ (over.length ? over : all.filter((result) => result?.loss.length || result?.metrics.length).slice(0, 1));
}

/** Mean, upper and lower edge. @param {number[][]} rows one a place, with a value of each seed @returns {(number | null)[][]} */
function banded(rows) {
  const at = rows.map(spread);
  const band = rows.some(({ length }) => length > 1);
  return [at.map(({ mean }) => mean), at.map(({ mean, deviation }) => (band ? mean + deviation : null)), at.map(({ mean, deviation }) => (band ? mean - deviation : null))];
}

/** @param {Config} config */
export function lossCurve(config) {
  const runs = drawn(config);
  const steps = Math.min(Infinity, ...runs.map(({ loss }) => loss.length));
  const xs = runs.length ? Array.from({ length: steps }, (_, i) => i + 1) : [];
  return { xs, ys: banded(xs.map((step) => runs.map(({ loss }) => loss[step - 1]))), seeds: runs.length };
}

/** @param {Config} config @param {Measure} by */
export function accuracyCurve(config, by) {
  const runs = drawn(config);
  const points = Math.min(Infinity, ...runs.map(({ metrics }) => metrics.length));
  const xs = runs.length ? runs[0].metrics.slice(0, points).map(({ step }) => step) : [];
  return { xs, ys: banded(xs.map((_, i) => runs.map(({ metrics }) => metrics[i][by]))), seeds: runs.length };
}

/** Curves over one axis; undefined where one has no value, which uPlot draws over. @param {ReturnType<typeof lossCurve>[]} curves */
export function aligned(curves) {
  const xs = [...new Set(curves.flatMap((curve) => curve.xs))].sort((a, b) => a - b);
  return /** @type {(number | null)[][]} */ ([xs, ...curves.flatMap((curve) => {
    const place = new Map(curve.xs.map((x, i) => [x, i]));
    return curve.ys.map((row) => xs.map((x) => row[/** @type {number} */ (place.get(x))]));
  })]);
}

/** A value with its spread. @param {(number | undefined)[]} values */
export function reached(values) {
  const known = /** @type {number[]} */ (values.filter((value) => value !== undefined));
  return { ...spread(known), n: known.length };
}
