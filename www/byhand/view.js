/** Four points in the plane, every number of the loss on the screen and open to change, and the engine's answer beside it. */
import { effect, signal } from "@preact/signals-core";
import { lensHeading } from "../controls/lenses.js";
import { h, put } from "../dom.js";
import { fixed, scientific, short } from "../format.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";
import { contrastiveLoss } from "../session.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { byHand } from "./arithmetic.js";
import file from "./batch.json";
import "./byhand.css";
import { plane } from "./plane.js";

const { byhand: say } = words;

/** @typedef {import("./arithmetic.js").Point} Point */
/** @typedef {import("./arithmetic.js").Knobs} Knobs */
/** @typedef {{ loss: string, z: Point[], knobs: Knobs }} Batch */

const NAMES = ["z₁", "z₂", "z₁⁺", "z₂⁺"];
/** What can be turned, with its range. */
const KNOBS = /** @type {const} */ ([
  { key: "temperature", name: "τ", min: 0.05, max: 10, step: 0.05 },
  { key: "tauPlus", name: "τ⁺", min: 0, max: 0.9, step: 0.01 },
  { key: "beta", name: "β", min: 0, max: 10, step: 0.1 },
]);
/** Coordinates may be as large as this. */
const FAR = 3;

/** @param {typeof file.cases[number]} from @returns {Batch} */
const read = ({ loss, temperature, tauPlus, beta, anchors, positives }) =>
  ({ loss, z: /** @type {Point[]} */ ([...anchors, ...positives].map(([x, y]) => [x, y])), knobs: { temperature, tauPlus, beta } });

const batch = signal(read(file.cases[0]));
const chosen = signal(0);
const opened = signal(false);
/** The engine's answer to what is on the screen; null while it is asked. @type {import("@preact/signals-core").Signal<{ of: Batch, loss: number, gradient: number[] } | null>} */
const answer = signal(null);

const cases = h("span", { class: "modes", role: "group", "aria-label": say.startFrom }, file.cases.map((one) => h("button", { type: "button", onclick: () => setBeside("byhand", batch, read(one)) }, say.cases[one.loss])));
const knobs = h("span", { class: "turnable" }, KNOBS.map(({ key, name, min, max, step }) => h("label", null, name, " ", h("input", { type: "number", min: String(min), max: String(max), step: String(step), "data-key": key,
  onchange: (/** @type {any} */ event) => turn(key, event.target, min, max) }))));
const picture = plane(NAMES, move);
const points = h("table", { class: "points" });
const matrix = h("table", { class: "logits" });
const chain = h("div", { class: "chain" });
const verdict = h("p", { class: "verdict-line", role: "status" });

export const lens = {
  element: h("div", { class: "byhand" }, lensHeading(say.title), h("p", { class: "sub steer" }, cases, knobs),
    h("div", { class: "plate" }, picture.element, h("div", { class: "sums" }, points, matrix)), chain, verdict),
  open: () => (opened.value = true),
  close: () => (opened.value = false),
};

/** @param {keyof Knobs} key @param {HTMLInputElement} input @param {number} min @param {number} max */
function turn(key, input, min, max) {
  const value = input.valueAsNumber;
  if (!(value >= min && value <= max)) return refuse(input, say.range(min, max));
  input.setCustomValidity("");
  setBeside("byhand", batch, { ...batch.peek(), knobs: { ...batch.peek().knobs, [key]: value } });
}

/** @param {number} i @param {Point} to */
function move(i, to) {
  const near = /** @type {Point} */ (to.map((value) => Math.min(FAR, Math.max(-FAR, value))));
  setBeside("byhand", batch, { ...batch.peek(), z: batch.peek().z.map((point, j) => (j === i ? near : point)) });
}

/** @param {number} i @param {0 | 1} axis @param {HTMLInputElement} input */
function enter(i, axis, input) {
  const value = input.valueAsNumber;
  if (!(Math.abs(value) <= FAR)) return refuse(input, say.range(`−${FAR}`, FAR));
  input.setCustomValidity("");
  const point = /** @type {Point} */ ([...batch.peek().z[i]]);
  point[axis] = value;
  move(i, point);
}

/** @param {HTMLInputElement} input @param {string} why */
function refuse(input, why) {
  input.setCustomValidity(why);
  input.reportValidity();
}

// Fields are made once, so that the one that is typed in keeps the focus.
const fields = NAMES.map((name, i) => /** @type {const} */ ([0, 1]).map((axis) => h("input", { type: "number", step: "0.1", min: String(-FAR), max: String(FAR), "aria-label": `${name}, ${"xy"[axis]}`,
  onchange: (/** @type {any} */ event) => enter(i, axis, event.target) })));
const lengths = NAMES.map(() => h("td"));
const slopes = NAMES.map(() => h("td"));
put(points, h("thead", null, h("tr", null, ["", "x", "y", "|z|", "∂ℓ/∂z"].map((title) => (title ? h("th", { scope: "col" }, title) : h("td", null))))),
  h("tbody", null, NAMES.map((name, i) => h("tr", null, h("th", { scope: "row" }, name), h("td", null, fields[i][0]), h("td", null, fields[i][1]), lengths[i], slopes[i]))));

effect(() => {
  if (!opened.value) return;
  const { value: now } = batch;
  const { value: i } = chosen;
  const found = byHand(now.z, now.knobs);
  file.cases.forEach((one, n) => cases.children[n].setAttribute("aria-pressed", String(JSON.stringify(read(one)) === JSON.stringify(now))));
  for (const input of knobs.querySelectorAll("input")) input.value = short(now.knobs[/** @type {keyof Knobs} */ (input.dataset.key)]).replace("−", "-");
  now.z.forEach((point, n) => {
    fields[n].forEach((field, axis) => (field.value = String(Math.round(point[axis] * 1000) / 1000)));
    put(lengths[n], fixed(Math.hypot(...point), 3));
    put(slopes[n], `${fixed(found.gradient[n][0], 3)}, ${fixed(found.gradient[n][1], 3)}`);
  });
  picture.draw(now.z, found.gradient, i);
  const focused = document.activeElement instanceof HTMLElement && matrix.contains(document.activeElement);
  put(matrix, h("caption", null, say.caption),
    h("thead", null, h("tr", null, h("td", null), NAMES.map((name) => h("th", { scope: "col" }, name)), h("th", { scope: "col" }, "ℓ"))),
    h("tbody", null, found.logits.map((row, n) => h("tr", { class: n === i ? "chosen" : "" },
      h("th", { scope: "row" }, h("button", { type: "button", "aria-pressed": String(n === i), "aria-label": say.anchor(NAMES[n]), onclick: () => (chosen.value = n) }, NAMES[n])),
      row.map((s, j) => (j === n ? h("td", { class: "self" }, "·") : h("td", { class: j === found.anchors[n].positive ? "positive" : "negative" }, fixed(s, 2), h("small", null, fixed(Math.exp(s), 3))))),
      h("td", { class: "ell" }, fixed(found.anchors[n].loss, 4))))));
  if (focused) /** @type {HTMLElement} */ (matrix.querySelector('[aria-pressed="true"]'))?.focus();
  put(chain, ...steps(found, i, now.knobs));
});

/** The chosen anchor's loss, line by line. @param {ReturnType<typeof byHand>} found @param {number} i @param {Knobs} knobs */
function steps({ logits, anchors, loss }, i, { tauPlus, beta, temperature }) {
  const { positive, negatives, importance, estimate, clamped, loss: ell } = anchors[i];
  const e = (/** @type {number} */ j) => fixed(Math.exp(logits[i][j]), 3);
  const [up, a, b] = [e(positive), e(negatives[0]), e(negatives[1])];
  const lines = [];
  if (beta > 0) lines.push(say.importance(short(beta), fixed(importance[0], 3), NAMES[negatives[0]], fixed(importance[1], 3), NAMES[negatives[1]]));
  const mean = beta > 0 ? `${fixed(importance[0], 3)}·${a} + ${fixed(importance[1], 3)}·${b}` : `(${a} + ${b})/2`;
  if (tauPlus > 0) lines.push(`N_g = 2·(${mean} − ${short(tauPlus)}·${up})/(1 − ${short(tauPlus)}) = ${clamped ? say.floor(short(temperature)) : ""}${fixed(estimate, 3)}`);
  else lines.push(beta > 0 ? `N_g = 2·(${mean}) = ${fixed(estimate, 3)}` : `N_g = ${a} + ${b} = ${fixed(estimate, 3)}`);
  lines.push(`ℓ = −log ${up}/(${up} + ${fixed(estimate, 3)}) = ${fixed(ell, 4)}`);
  lines.push(say.mean(fixed(loss, 6)));
  return lines.map((line) => h("p", null, line));
}

/** The engine is asked whenever the batch changes and it is idle. */
let asking = false;
effect(() => {
  const { value: now } = batch;
  if (opened.value && state.info.value) void inquire(now);
});

/** @param {Batch} now */
async function inquire(now) {
  if (asking) return;
  asking = true;
  try {
    const { z, knobs: { temperature, tauPlus, beta } } = now;
    // The most general of the file's losses, which at 0 is each of the others.
    const { loss } = file.cases[file.cases.length - 1];
    const flat = (/** @type {Point[]} */ rows) => Float32Array.from(rows.flat());
    const found = await contrastiveLoss({ loss, anchors: flat(z.slice(0, 2)), positives: flat(z.slice(2)), rows: 2, dim: 2, temperature, tauPlus, beta });
    answer.value = { of: now, loss: found.loss, gradient: [...found.gradAnchors, ...(found.gradPositives ?? [])] };
  } catch (error) {
    report(error);
  } finally {
    asking = false;
    if (opened.peek() && batch.peek() !== now) void inquire(batch.peek());
  }
}

effect(() => {
  const { value: found } = answer;
  const { value: now } = batch;
  if (!found || found.of !== now) return put(verdict, say.asking);
  const { loss, gradient } = byHand(now.z, now.knobs);
  const apart = Math.max(Math.abs(found.loss - loss), ...gradient.flat().map((value, n) => Math.abs(value - found.gradient[n])));
  put(verdict, ...(apart < file.tolerance ? say.same : say.apart)(h("b", null, fixed(found.loss, 6)), apart === 0 ? "0" : scientific(apart)));
  verdict.classList.toggle("wrong", apart >= file.tolerance);
});
