/**
 * Is a difference larger than the noise? Two variants ran with the same seeds, so what counts is how the
 * differences within the seeds scatter, not how the seeds do: Student's t interval of the mean difference
 * (W. S. Gosset 1908), and beside it the sign test, which knows no normal distribution.
 */
import { spread } from "../statistics.js";

/** Below this, no claim: two equal differences of a coarse measure are no rarity. */
export const FEWEST = 3;

/** P(|T| < t) for a whole number of degrees of freedom (Abramowitz & Stegun 26.7.3, 26.7.4). @param {number} t @param {number} df */
export function central(t, df) {
  const angle = Math.atan(t / Math.sqrt(df));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = df % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = df === 1 ? 0 : term;
  for (let n = odd ? 3 : 2; n < df; n += 2) {
    term *= ((n - 1) / n) * cosine ** 2;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

/** The t that |T| stays below with the given probability. @param {number} probability @param {number} df */
export function quantile(probability, df) {
  let [low, high] = [0, 1];
  while (central(high, df) < probability) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (central(middle, df) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The probability of a split at least as uneven by chance, both ways; ties do not count. @param {number} better @param {number} worse */
export function signTest(better, worse) {
  const n = better + worse;
  let [ways, tail] = [1, 0];
  for (let i = 0; i <= Math.min(better, worse); i++) {
    tail += ways;
    ways *= (n - i) / (i + 1);
  }
  return Math.min(1, (2 * tail) / 2 ** n);
}

/**
 * @typedef {object} Paired
 * @property {number} n seeds
 * @property {number} mean of the differences, `after` less `before`
 * @property {number} deviation of the differences
 * @property {number} half of the interval's width; infinite for one seed
 * @property {number} better seeds in which `after` is greater
 * @property {number} worse
 * @property {number} p of the sign test
 * @property {"none" | "same" | "few" | "noise" | "larger"} kind  few: no claim either way; larger: than the noise
 */

/**
 * Values of two variants, seed by seed in the same order.
 * @param {number[]} before
 * @param {number[]} after
 * @param {number} [confidence] of the interval
 * @returns {Paired}
 */
export function paired(before, after, confidence = 0.95) {
  const differences = after.map((value, i) => value - before[i]);
  const n = differences.length;
  const { mean, deviation } = n ? spread(differences) : { mean: NaN, deviation: NaN };
  const better = differences.filter((one) => one > 0).length;
  const worse = differences.filter((one) => one < 0).length;
  const half = n > 1 ? (quantile(confidence, n - 1) * deviation) / Math.sqrt(n) : Infinity;
  const kind = n === 0 ? "none" : better + worse === 0 ? "same" : n < FEWEST ? "few" : Math.abs(mean) > half ? "larger" : "noise";
  return { n, mean, deviation, half, better, worse, p: signTest(better, worse), kind };
}
