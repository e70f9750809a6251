/** What can be set, and its place in the address: lens=labels&lens.n=10,50,200&lens.seeds=20. */

import { words } from "../language/language.js";

const { labels: say } = words;

/** @typedef {{ n: number[] | null, seeds: number }} Settings  n null: six numbers that suit the data */

export const MOST_SEEDS = 50;
const SEEDS = 10;
const MOST_N = 10;

/** @returns {Settings} */
export const usual = () => ({ n: null, seeds: SEEDS });

/** @param {Settings} settings */
export const write = ({ n, seeds }) => [n && `lens.n=${n.join(",")}`, seeds !== SEEDS && `lens.seeds=${seeds}`].filter(Boolean).join("&");

/** @param {string} text @returns {number[] | null} */
export function readN(text) {
  if (!text.trim()) return null;
  const n = [...new Set(text.split(/[,;\s]+/).filter(Boolean).map(Number))].sort((a, b) => a - b);
  if (n.length <= MOST_N && n.every((one) => Number.isInteger(one) && one > 0 && one <= 100_000)) return n;
  throw new Error(say.wrongSizes(text.slice(0, 40), MOST_N));
}

/** @param {string} text @returns {number} */
export function readSeeds(text) {
  const seeds = Number(text || NaN);
  if (Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_SEEDS) return seeds;
  throw new Error(say.wrongSeeds(text.slice(0, 40), MOST_SEEDS));
}

/**
 * What can be read of an address, and a sentence for each thing that cannot.
 * @param {string} text
 */
export function read(text) {
  const settings = usual();
  /** @type {string[]} */
  const problems = [];
  for (const part of text.split("&").filter(Boolean)) {
    const [key, value = ""] = part.replace(/^lens\./, "").split("=");
    try {
      const plain = decodeURIComponent(value);
      if (key === "n") settings.n = readN(plain);
      else if (key === "seeds") settings.seeds = readSeeds(plain);
      else throw new Error(say.wrongKey(key.slice(0, 40)));
    } catch (error) {
      problems.push(error instanceof URIError ? say.wrongEncoding(key) : /** @type {Error} */ (error).message);
    }
  }
  return { settings, problems };
}
