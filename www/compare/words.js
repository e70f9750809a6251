/** What the numbers allow one to say, in sentences. */
import { capital, fixed, percent, short } from "../format.js";
import { paired } from "./paired.js";

/** @param {number} difference of two accuracies */
export function points(difference) {
  const rounded = Math.round(1000 * difference) / 10;
  return `${rounded > 0 ? "+" : ""}${fixed(rounded || 0, 1)}`;
}
/** @param {{ n: number, mean: number, deviation: number }} difference */
const spoken = ({ n, mean, deviation }) => `${points(mean)}${n > 1 ? ` ± ${fixed(100 * deviation, 1)}` : ""} points`;

/**
 * One variant against the first, over the seeds that both have finished.
 * @param {{ name: string, base: string, measure: string, seeds: number, failed?: number, before: number[], after: number[] }} given
 *   seeds: how many were asked for; failed: of these, in how many one of the two came to no end
 */
export function verdict({ name, base, measure, seeds, failed = 0, before, after }) {
  const found = paired(before, after);
  const { n, mean, half, better, worse, p, kind } = found;
  const of = n === seeds ? "" : n + failed < seeds ? ` (${n} of ${seeds} seeds so far)` : ` (${n} of ${seeds} seeds; in the others one of the two failed)`;
  if (kind === "none") return `${capital(name)} against ${base}: no seed has been finished by both.`;
  if (kind === "same") return `${capital(name)} against ${base}: no difference; the ${measure} is the same in ${n === 1 ? "the one seed" : `all ${n} seeds`}${of}.`;
  const start = `${capital(name)} against ${base}: ${measure} ${spoken(found)}`;
  if (n === 1) return `${start} on one seed${of}. One seed says nothing about the difference: another may turn it round.`;
  const count = `${start}, ${mean < 0 ? `worse in ${worse}` : `better in ${better}`} of ${n} seeds${of}`;
  if (kind === "few") return `${count}. Two seeds are too few to tell it from the noise.`;
  const interval = `95 % interval of the mean ${points(mean - half)} to ${points(mean + half)}, sign test p = ${short(p, 2)}`;
  return `${count}: ${kind === "larger" ? "larger than the noise" : "not larger than the noise"} (${interval}).`;
}

/**
 * Where a sweep is best, and whether that is more than noise: the best of several is always a little too good, so
 * each of the m − 1 differences gets an (m − 1)-th part of the 5 % (Bonferroni).
 * @param {{ knob: string, measure: string, values: number[], rows: (number | undefined)[][], limits: { min: number, max: number } }} given
 *   rows: one a value, by seed; undefined where a seed is not finished
 */
export function sweepVerdict({ knob, measure, values, rows, limits }) {
  const reached = rows.map((row) => row.filter((value) => value !== undefined));
  if (reached.some(({ length }) => length === 0)) return "";
  const means = reached.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
  const best = means.indexOf(Math.max(...means));
  const last = values.length - 1;
  const at = (/** @type {number} */ i) => `${knob} ${short(values[i], 4)}`;
  if (means.every((mean) => mean === means[0])) return `${capital(knob)} makes no difference: ${measure} ${percent(means[0])} at every value.`;

  const place = best > 0 && best < last ? "inside the range"
    : values[best] === (best ? limits.max : limits.min) ? "at the end of what is possible"
      : `at the ${best ? "upper" : "lower"} end of the range, so a still ${best ? "greater" : "smaller"} one may be better`;
  const against = (/** @type {number} */ i) => {
    const both = rows[best].flatMap((value, seed) => (value === undefined || rows[i][seed] === undefined ? [] : [[/** @type {number} */ (rows[i][seed]), value]]));
    return paired(both.map(([before]) => before), both.map(([, after]) => after), 1 - 0.05 / last);
  };
  const ends = [0, last].filter((i) => i !== best).map((i) => ({ i, found: against(i) }));
  const clauses = ends.map(({ i, found }) => `${spoken(found)} over ${at(i)}${{ larger: ", larger than the noise", noise: ", not larger than the noise", same: ", no difference" }[/** @type {string} */ (found.kind)] ?? ""}`);
  const few = ends.some(({ found }) => found.kind === "few" || found.kind === "none");
  const hump = ends.length === 2 && ends.every(({ found }) => found.kind === "larger") ? " An inverted U." : "";
  return `${capital(measure)} is best at ${at(best)} (${percent(means[best])}), ${place}: ${clauses.join("; ")}.${hump}${few ? " So few seeds cannot tell it from the noise." : ""}`;
}
