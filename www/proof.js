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
const STEPS = 7;
const MOST = 12;
const LONGEST = 300;

/** How far apart two losses of one run may be, as a share; four digits alone are worth half of it. */
const TOLERANCE = 1e-3;
/**
 * The CPU and WebGPU add in different orders. In some experiments that stays below 1e-6 for good, in others Adam amplifies it:
 * past 1e-3 after some hundred steps, and with a low temperature to percents (measured: ARCHITECTURE.md). Up to this step
 * they have to agree within 1e-4, which `tests/browser/parity.test.mjs` holds them to.
 */
const SURE = 20;

/** @param {number} here @param {number} there */
export const differ = (here, there) => !(Math.abs(here - there) <= TOLERANCE * Math.max(Math.abs(here), Math.abs(there)) + 1e-6);

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
  const found = there.find(({ step, loss }) => step > losses.length || differ(losses[step - 1], loss));
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
  const witnesses = readProof(text, replay);
  const found = firstDifference(witnesses, state.history.loss);
  notify("status", "proof", found ? unlike(found, witnesses) : `Replayed to step ${replay}: the same result as the sender's, within ${percent(TOLERANCE)}.`);
}

/** @param {Difference} found @param {Witness[]} witnesses */
function unlike({ step, here, there }, witnesses) {
  if (here === undefined) return `Not the sender's result: the replay ended before step ${step}, where the sender's loss was ${short(there, DIGITS)}.`;
  const numbers = `At step ${step} the loss is ${short(here, DIGITS)} here, and was ${short(there, DIGITS)} there.`;
  const before = witnesses.findLast((one) => one.step < step)?.step ?? 0;
  if (step <= SURE || before < 1) return `Replayed: not the sender's result. ${numbers}`;
  return `Replayed: the sender's losses up to step ${before}, and not after. ${numbers} Another engine's rounding can grow to that in more than some ${SURE} steps, and a setting changed on the way would show like this.`;
}
