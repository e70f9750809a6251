/** Loss and accuracies of the variants over the steps: mean lines, bands of one standard deviation, baselines. */
import { capital, decimalsOf, fixed, percent } from "../format.js";
import { words } from "../language/language.js";
import { createChart } from "../views/chart.js";
import { plain, roomy } from "../views/curves.js";
import { DASHES, RAW, UNTRAINED, inks, shade } from "./inks.js";
import { called, variants } from "./model.js";
import { MEASURES } from "./plan.js";
import { accuracyCurve, aligned, baseline, lossCurve, untrained } from "./tally.js";

const { compare } = words;

/** @typedef {ReturnType<typeof createChart>} Chart */
/** @typedef {import("./plan.js").Measure} Measure */

/** @param {number} value @param {number} increment */
export const shares = (value, increment) => `${fixed(value * 100, decimalsOf(increment * 100))} %`;

/** Accuracies and their baselines, with room for names. @param {number} low @param {number} high @param {(number | undefined)[]} baselines @returns {[number, number]} */
export function accuracyRange(low, high, baselines) {
  const known = /** @type {number[]} */ (baselines.filter((value) => value !== undefined));
  const [bottom, top] = roomy(Math.min(low, ...known), Math.max(high, ...known), 0.15);
  return [Math.max(0, bottom), Math.min(1.005, top)];
}

/** The two baselines of a config, as lines. @param {() => import("../types.js").Config | undefined} config @param {Measure} by */
export const baselines = (config, by) => () => {
  const of = config();
  return of ? [{ name: compare.untrained, value: baseline(of, "untrained", by)?.mean, dash: UNTRAINED, color: () => inks().muted },
    { name: compare.raw, value: baseline(of, "raw", by)?.mean, dash: RAW, color: () => inks().muted }] : [];
};

/** What charts were made for. @param {number} count */
export const keyOf = (count) => `${count} ${called("knnAccuracy")}`;

/** Charts for as many variants as there are. @param {number} count */
export function curveCharts(count) {
  const now = () => variants.peek();
  /** @returns {[number, number]} */
  const steps = () => [0, Math.max(1, ...now().map(({ config }) => Number(config.steps)))];
  /** @param {(value: number) => string} format @param {any} [first] what else the first line has */
  const lines = (format, first = {}) => Array.from({ length: count }, (_, i) => {
    const of = { name: now()[i]?.letter ?? "", color: () => shade(i), dash: DASHES[i], format };
    return [{ ...of, ...(i ? {} : first) }, { ...of, edge: true }, { ...of, edge: true }];
  }).flat();
  /** The letters at the lines' ends. @param {() => Chart} chart */
  const letters = (chart) => () => {
    const [xs, ...ys] = chart().data();
    return now().flatMap(({ letter }, i) => {
      const row = ys[3 * i] ?? [];
      const last = row.findLastIndex((value) => value !== null && value !== undefined);
      return last < 0 ? [] : [{ x: /** @type {number} */ (xs[last]), y: /** @type {number} */ (row[last]), name: letter, color: shade(i) }];
    });
  };
  /** @type {Chart} */
  const loss = createChart({ title: count > 1 ? compare.losses : compare.loss, inks, steps, format: plain, range: (low, high) => roomy(low, high), lines: lines((value) => fixed(value, 3)), ends: letters(() => loss) });
  const accuracies = MEASURES.map((key) => {
    const base = () => [...untrained(now(), key).map(({ name, i, found }) => ({ name, value: found.mean, dash: UNTRAINED, color: () => (name === compare.untrained ? inks().muted : shade(i)) })),
      ...baselines(() => now()[0]?.config, key)().slice(1)];
    /** @type {Chart} */
    const chart = createChart({ title: compare.heldOut(capital(called(key))), inks, steps, format: shares, lines: lines(percent, { baselines: base }), ends: letters(() => chart),
      range: (low, high) => accuracyRange(low, high, base().map(({ value }) => value)) });
    return { key, chart };
  });
  return {
    key: keyOf(count),
    charts: [loss, ...accuracies.map(({ chart }) => chart)],
    draw() {
      loss.draw(aligned(now().map(({ config }) => lossCurve(config))));
      for (const { key, chart } of accuracies) chart.draw(aligned(now().map(({ config }) => accuracyCurve(config, key))));
    },
  };
}
