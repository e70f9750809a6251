/**
 * The similarities of an anchor's negatives as two histograms back to back: above as they are drawn (P), below as they are
 * weighed. Negatives are filled, false ones hollow, as everywhere.
 */
import { fixed } from "../format.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, EDGE, AXIS] = [400, 180, 8, 20];
const BINS = 24;

/** @typedef {import("../relations.js").Partner} Partner */
/** @typedef {{ low: number, high: number, width: number, above: [number, number][], below: [number, number][] }} Bins  shares of [true, false] negatives */

/**
 * @param {Partner[]} negatives
 * @param {number[]} weights of each, which sum to 1
 * @param {[number, number]} range
 * @returns {Bins}
 */
export function binned(negatives, weights, [low, high]) {
  const width = (high - low) / BINS;
  const empty = () => Array.from({ length: BINS }, () => /** @type {[number, number]} */ ([0, 0]));
  const [above, below] = [empty(), empty()];
  negatives.forEach(({ similarity, same }, i) => {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((similarity - low) / width)));
    above[bin][Number(same)] += 1 / negatives.length;
    below[bin][Number(same)] += weights[i];
  });
  return { low, high, width, above, below };
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * @param {Bins} bins
 * @param {{ positive: number | undefined, means: [number, number], names: [string, string], axis: string, label: string }} marks
 */
export function histogram({ low, high, above, below }, { positive, means, names, axis, label }) {
  const middle = HEIGHT / 2;
  const room = middle - AXIS / 2 - 14;
  const most = Math.max(...above.map(([a, b]) => a + b), ...below.map(([a, b]) => a + b), 1e-9);
  /** @param {number} value */
  const x = (value) => EDGE + ((value - low) / (high - low)) * (WIDTH - 2 * EDGE);
  const wide = (WIDTH - 2 * EDGE) / BINS;
  /** @param {[number, number][]} side @param {1 | -1} sign up or down */
  const bars = (side, sign) => side.flatMap(([right, wrong], bin) => {
    const base = middle - sign * (AXIS / 2);
    let from = base;
    return [["wrong", wrong], ["right", right]].flatMap(([kind, share]) => {
      const tall = (Number(share) / most) * room;
      if (tall <= 0) return [];
      const top = sign > 0 ? from - tall : from;
      from -= sign * tall;
      const inset = kind === "wrong" ? 0.75 : 0.5;
      return [svg("rect", { class: String(kind), x: EDGE + bin * wide + inset, y: top + (kind === "wrong" ? 0.75 : 0), width: Math.max(0.5, wide - 2 * inset), height: Math.max(0.5, tall - (kind === "wrong" ? 1.5 : 0)) })];
    });
  });
  /** @param {number} value @param {1 | -1} sign */
  const mean = (value, sign) => svg("path", { class: "mean", d: `M${x(value)} ${middle - sign * (AXIS / 2)}v${-sign * room}` });
  const ticks = [low, (low + high) / 2, high];
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, class: "histogram" },
    ...bars(above, 1), ...bars(below, -1), mean(means[0], 1), mean(means[1], -1),
    ...(positive === undefined ? [] : [svg("path", { class: "own", d: `M${x(positive)} 12V${HEIGHT - 12}` })]),
    ...ticks.map((value, i) => svg("text", { x: x(value), y: middle + 4, "text-anchor": ["start", "middle", "end"][i] }, i === 1 ? axis : fixed(value, 1))),
    svg("text", { x: EDGE, y: 10 }, names[0]), svg("text", { x: EDGE, y: HEIGHT - 3 }, names[1]));
}
