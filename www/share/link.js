/** The link of a run at its step, with the losses that prove it. */
import { address } from "../link.js";
import { writeProof } from "../proof.js";

/** As far as a link can be replayed. */
export const MOST_STEPS = 20_000;

/**
 * @param {import("./words.js").Standing} standing
 * @param {number[]} losses of all its steps
 * @returns {string | null} null where there is nothing to replay, or too much
 */
export const replayLink = ({ config, step }, losses) => (step > 0 && step <= MOST_STEPS ? address({ ...config, replay: step, steps: Math.max(step, config.steps) }, writeProof(losses)) : null);
