/** What the numbers allow one to say, in sentences. */
import { capital, fixed, percent, short } from "../format.js";
import { words } from "../language/language.js";
import { paired } from "./paired.js";

const { verdict: say, sweepVerdict: told } = words.compare;

/** @param {number} difference of two accuracies */
export function points(difference) {
  const rounded = Math.round(1000 * difference) / 10;
  return `${rounded > 0 ? "+" : ""}${fixed(rounded || 0, 1)}`;
}
/** @param {{ n: number, mean: number, deviation: number }} difference */
const spoken = ({ n, mean, deviation }) => say.gain(points(mean), n > 1 ? fixed(100 * deviation, 1) : undefined);

/**
 * One variant against the first, over the seeds that both have finished.
 * @param {{ name: string, base: string, measure: string, seeds: number, failed?: number, before: number[], after: number[] }} given
 *   seeds: how many were asked for; failed: of these, in how many one of the two came to no end
 */
export function verdict({ name, base, measure, seeds, failed = 0, before, after }) {
  const found = paired(before, after);
  const { n, mean, half, better, worse, p, kind } = found;
  const of = n === seeds ? "" : n + failed < seeds ? say.soFar(n, seeds) : say.failed(n, seeds);
  if (kind === "none") return say.none(capital(name), base);
  if (kind === "same") return say.same(capital(name), base, measure, n, of);
  const start = say.start(capital(name), base, measure, spoken(found));
  if (n === 1) return say.one(start, of);
  const count = mean < 0 ? say.worse(start, worse, n, of) : say.better(start, better, n, of);
  if (kind === "few") return say.few(count);
  return say[kind](count, say.interval(points(mean - half), points(mean + half), short(p, 2)));
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
  if (means.every((mean) => mean === means[0])) return told.same(capital(knob), measure, percent(means[0]));

  const place = best > 0 && best < last ? told.inside : values[best] === (best ? limits.max : limits.min) ? told.limit : best ? told.upper : told.lower;
  const against = (/** @type {number} */ i) => {
    const both = rows[best].flatMap((value, seed) => (value === undefined || rows[i][seed] === undefined ? [] : [[/** @type {number} */ (rows[i][seed]), value]]));
    return paired(both.map(([before]) => before), both.map(([, after]) => after), 1 - 0.05 / last);
  };
  const ends = [0, last].filter((i) => i !== best).map((i) => ({ i, found: against(i) }));
  const clauses = ends.map(({ i, found }) => told.over(spoken(found), at(i)) + ({ larger: told.larger, noise: told.noise, same: told.none }[/** @type {string} */ (found.kind)] ?? ""));
  const few = ends.some(({ found }) => found.kind === "few" || found.kind === "none");
  const hump = ends.length === 2 && ends.every(({ found }) => found.kind === "larger") ? told.hump : "";
  return told.best(capital(measure), at(best), percent(means[best]), place, clauses.join("; ")) + hump + (few ? told.few : "");
}
