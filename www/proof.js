/**
 * Whether a link replays to what its sender saw. `proof=1:5.231,8:4.112,40:3.98` are the sender's losses at a few
 * steps, four digits each; the page that replays the link compares its own with them.
 */
import { computed } from "@preact/signals-core";
import { percent, short } from "./format.js";
import { words } from "./language/language.js";
import { encodeLink } from "./nearfar.js";
import { notify } from "./notices.js";
import * as state from "./state.js";

/** @typedef {{ step: number, loss: number }} Witness */
/** @typedef {{ step: number, here: number | undefined, there: number }} Difference  `here`: undefined where no such step was reached */

const { proof: say } = words;
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
/** A difference that rounding has grown to in no experiment: a share, twice the largest that was measured. */
const BEYOND = 0.2;

/** @param {number} here @param {number} there */
export const differ = (here, there) => apart(here, there, TOLERANCE);

/** @param {number} here @param {number} there @param {number} share */
const apart = (here, there, share) => !(Math.abs(here - there) <= share * Math.max(Math.abs(here), Math.abs(there)) + 1e-6);

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
  if (text.length > LONGEST) throw new Error(say.long(text.length, LONGEST));
  if (!replay) throw new Error(say.noStep);
  const witnesses = text.split(",").map((pair) => {
    const [, step, loss] = /^([1-9]\d{0,4}):(-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,2})?)$/.exec(pair) ?? [];
    if (!step) throw new Error(say.pair(JSON.stringify(pair.slice(0, 30))));
    return { step: Number(step), loss: Number(loss) };
  });
  if (witnesses.length > MOST) throw new Error(say.many(witnesses.length, MOST));
  if (witnesses.some(({ step }, i) => step > replay || (i > 0 && step <= witnesses[i - 1].step))) throw new Error(say.order(replay));
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
  const own = state.proof.peek()?.own ?? false;
  const witnesses = readProof(text, replay);
  const found = firstDifference(witnesses, state.history.loss);
  notify("status", "proof", found ? unlike(found, witnesses, own) : same(Number(replay), witnesses.at(-1)?.step ?? 0, own));
}

/** @param {number} replay @param {number} last step that the link has a loss of @param {boolean} own */
const same = (replay, last, own) => (last === replay ? say.same(replay, percent(TOLERANCE), own) : say.sameUpTo(replay, last, percent(TOLERANCE), own));

/** @param {Difference} found @param {Witness[]} witnesses @param {boolean} own */
function unlike({ step, here: ours, there: theirs }, witnesses, own) {
  const there = short(theirs, DIGITS);
  if (ours === undefined) return say.ended(step, there, own);
  const here = short(ours, DIGITS);
  const before = witnesses.findLast((one) => one.step < step)?.step ?? 0;
  return step <= SURE || before < 1 || apart(ours, theirs, BEYOND) ? say.unlike(step, here, there, own) : say.parted({ before, step, here, there, sure: SURE, own });
}
