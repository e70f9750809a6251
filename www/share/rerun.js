/** A link tried out: replayed by an engine of its own, so that the run on the page keeps its state. */
import { configOf } from "../link.js";
import { createLab } from "../nearfar.js";
import { differ } from "../proof.js";

/** @typedef {import("../proof.js").Difference} Difference */

/** Steps between two looks at how far it is. */
const SLICE = 10;
const backend = /** @type {any} */ (new URLSearchParams(location.search).get("backend") ?? "auto");

/**
 * @param {string} link
 * @param {ArrayLike<number>} losses of the run on the page, at every step up to the link's
 * @param {{ signal: AbortSignal, progress: (step: number) => void }} heard
 * @returns {Promise<Difference | null>} null where all are the same
 */
export async function rerun(link, losses, { signal, progress }) {
  const lab = await createLab({ backend }).catch(() => createLab({ backend: "auto" }));
  try {
    signal.throwIfAborted();
    const run = await lab.experiment(configOf(link));
    for (let done = 0; done < losses.length; ) {
      signal.throwIfAborted();
      for (const here of await run.step(Math.min(SLICE, losses.length - done))) {
        const there = losses[done++];
        if (differ(here, there)) return { step: done, here, there };
      }
      progress(done);
    }
    return null;
  } catch (error) {
    const { name, step } = /** @type {Error & { step: number }} */ (error);
    if (name !== "DivergedError") throw error;
    return { step, here: undefined, there: losses[step - 1] };
  } finally {
    lab.dispose();
  }
}
