/** Eigenvalues of A as bars: along which directions the metric looks closely, and along which it does not look. */
import { effect, signal } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { short } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";

const { metric: say } = words;

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, BOTTOM] = [240, 104, 4];
/** Beyond this ratio of greatest to least, heights are logarithms. */
const WIDE = 100;
/** How many features stand for a direction. */
const LOADINGS = 2;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Element} children */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

const subscript = (/** @type {number} */ n) => [...String(n)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("");

/** @param {number} count of bars */
const widthOf = (count) => Math.min(WIDTH / count, WIDTH / 6);

/** The features that a direction weighs most. @param {import("./types.js").MetricState} metric @param {number} at */
function loadings({ dim, eigenvectors }, at) {
  const features = state.info.value?.features;
  const vector = Array.from(eigenvectors.subarray(at * dim, (at + 1) * dim));
  return vector.map((_, i) => i).sort((a, b) => Math.abs(vector[b]) - Math.abs(vector[a])).slice(0, LOADINGS)
    .map((i) => `${features?.[i] ?? `x${subscript(i + 1)}`} ${short(vector[i], 2)}`).join(", ");
}

/** Rows for the dialog of tables. @returns {import("../views/table.js").Table[]} */
export function eigenvalueTable() {
  const { value: metric } = state.metric;
  if (!metric) return [];
  return [{ caption: say.eigenvalues, head: [say.number, say.eigenvalue, say.mostly],
    rows: Array.from(metric.eigenvalues, (value, i) => [String(i + 1), short(value, 4), loadings(metric, i)]) }];
}

export function eigenvaluesView() {
  const chosen = signal(0);
  const readout = h("p", { class: "sub readout" });
  const plot = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "bars", role: "img", preserveAspectRatio: "none" });
  const ends = h("p", { class: "ends" }, h("span", null, say.largestFirst));
  const full = h("span");
  ends.append(full);
  put(byId("eigenvalues"), h("div", { class: "heading" }, h("h2", null, say.eigenvalues), readout), plot, ends);
  plot.addEventListener("pointermove", (event) => {
    const box = plot.getBoundingClientRect();
    const { clientX } = /** @type {PointerEvent} */ (event);
    const dim = state.metric.value?.dim ?? 1;
    chosen.value = Math.min(dim - 1, Math.max(0, Math.floor(((clientX - box.left) / box.width) * (WIDTH / widthOf(dim)))));
  });
  plot.addEventListener("pointerleave", () => (chosen.value = 0));

  effect(() => {
    const { value: metric } = state.metric;
    if (!metric || state.task.value !== "metric") return;
    const values = Array.from(metric.eigenvalues);
    const [most, least] = [values[0], values[values.length - 1]];
    // An eigenvalue that may be 0 has no logarithm.
    const log = metric.inverseS !== null && least > 0 && most > WIDE * least;
    // Where A starts as the identity, 1 stays in sight, so that one sees it shrink.
    const top = metric.inverseS ? most : Math.max(1, most);
    const floor = log ? Math.log10(least) - 0.1 * Math.log10(most / least) : 0;
    /** @param {number} value */
    const share = (value) => Math.max(0, log ? (Math.log10(value) - floor) / (Math.log10(most) - floor) : value / top);
    const width = widthOf(values.length);
    const at = Math.min(chosen.value, values.length - 1);
    plot.replaceChildren(...values.map((value, i) => {
      const height = Math.max(1, share(value) * (HEIGHT - BOTTOM));
      return svg("rect", { x: i * width + 0.1 * width, y: HEIGHT - height, width: 0.8 * width, height, class: i === at ? "bar-value chosen" : "bar-value" });
    }));
    put(readout, `λ${subscript(at + 1)} = ${short(values[at])}: ${loadings(metric, at)}`);
    readout.title = readout.textContent ?? "";
    put(full, log ? say.logarithmic(short(least, 2), short(most, 2)) : say.fullHeight(short(top)));
    plot.setAttribute("aria-label", say.bars(values.length, short(most), short(least), log));
  });
}
