/**
 * Whether a link replays to what its sender saw. `proof=1:5.231,8:4.112,40:3.98` are the sender's losses at a few
 * steps, four digits each; the page that replays the link compares its own with them.
 */
import { computed } from "@preact/signals-core";
import { percent, short } from "./format.js";
import { encodeLink } from "./nearfar.js";
import { notify } from "./notices.js";
import * as state from "./state.js";

/** @typedef {{ step: number, loss: number }} Witness */
/** @typedef {{ step: number, here: number | undefined, there: number }} Difference  `here`: undefined where no such step was reached */

const DIGITS = 4;
/** Steps that a link names: the first, the present one, and between them a ratio apart. */
const STEPS = 6;
const MOST = 12;
const LONGEST = 300;

/**
 * How far two losses of one run may be apart. The CPU and WebGPU add in different orders. What that makes of a loss stays
 * below 1e-6 on most data, and an optimiser near a kink amplifies it: see ARCHITECTURE.md for what was measured. Four
 * digits alone are worth 5e-4.
 * @param {number} step
 */
export const tolerance = (step) => (step <= 50 ? 1e-3 : 1e-2);

/** @param {number} here @param {number} there @param {number} step */
export const differ = (here, there, step) => !(Math.abs(here - there) <= tolerance(step) * Math.max(Math.abs(here), Math.abs(there)) + 1e-6);

/** @param {ArrayLike<number>} losses of all steps, from the first to the present one */
export function writeProof(losses) {
  const { length: last } = losses;
  const steps = new Set(Array.from({ length: STEPS }, (_, i) => Math.round(last ** (i / (STEPS - 1)))));
  return last ? [...steps].map((step) => `${step}:${Number(losses[step - 1].toPrecision(DIGITS))}`).join(",") : "";
}

/**
 * @param {string} text as a link has it
 * @param {number | undefined} replay the step of that link
 * @returns {Witness[]} a sentence is thrown where it cannot be read
 */
export function readProof(text, replay) {
  if (text.length > LONGEST) throw new Error(`proof has ${text.length} characters; at most ${LONGEST} are read.`);
  if (!replay) throw new Error("proof needs a step to replay to.");
  const witnesses = text.split(",").map((pair) => {
    const [, step, loss] = /^([1-9]\d{0,4}):(-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,2})?)$/.exec(pair) ?? [];
    if (!step) throw new Error(`proof has ${JSON.stringify(pair.slice(0, 30))}; it must be step:loss, with commas between.`);
    return { step: Number(step), loss: Number(loss) };
  });
  if (witnesses.length > MOST) throw new Error(`proof has ${witnesses.length} steps; at most ${MOST} are read.`);
  if (witnesses.some(({ step }, i) => step > replay || (i > 0 && step <= witnesses[i - 1].step))) throw new Error(`proof's steps must rise, up to the link's step, ${replay}.`);
  return witnesses;
}

/** @param {Witness[]} there @param {ArrayLike<number>} losses @returns {Difference | null} */
export function firstDifference(there, losses) {
  const found = there.find(({ step, loss }) => step > losses.length || differ(losses[step - 1], loss, step));
  return found ? { step: found.step, here: losses[found.step - 1], there: found.loss } : null;
}

const beyond = computed(() => state.step.value > (state.config.value.replay ?? 0));

/** The proof of what is on the screen; "" as soon as a setting is another, or training went on. */
export const standing = computed(() => {
  const { value: proof } = state.proof;
  const { value: config } = state.config;
  if (!proof || !config.replay || beyond.value) return "";
  try {
    return encodeLink(config) === proof.link ? proof.text : "";
  } catch {
    return ""; // a setting that the engine is about to refuse
  }
});

/** Says whether what has been replayed is what the link's sender had. */
export function checkReplay() {
  const { replay } = state.config.peek();
  const text = standing.peek();
  if (!text) return;
  const found = firstDifference(readProof(text, replay), state.history.loss);
  if (!found) return notify("status", "proof", `Replayed to step ${replay}: the same result as the sender's, within ${percent(tolerance(Number(replay)), 1)}.`);
  const { step, here, there } = found;
  notify("status", "proof", here === undefined ? `Not the sender's result: the replay ended before step ${step}, where the sender's loss was ${short(there, DIGITS)}.`
    : `Replayed to step ${replay}: not the sender's result. At step ${step} the loss is ${short(here, DIGITS)} here, and was ${short(there, DIGITS)} there.`);
}
