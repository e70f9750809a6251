/** What is seen of a metric run at one moment, and where it goes. */
import * as state from "../state.js";

/** @typedef {import("../types.js").Run} Run */

/**
 * Picture, matrices and curves of one moment.
 * @param {Run} run
 * @param {number} from
 */
export async function observe(run, from) {
  const [frame, metric, iterates] = await Promise.all([run.projection({ dims: 2 }), run.metric(), run.objectives(Math.min(from, run.stepCount))]);
  return { frame, metric, iterates };
}

/** @param {import("./types.js").Iterates | null} found */
export function keepIterates(found) {
  if (!found) return;
  const { from, ...rows } = found;
  const kept = state.history.iterates;
  for (const [name, values] of Object.entries(rows)) {
    const row = (kept[name] ??= []);
    if (row.length < from) continue;
    row.length = from;
    for (const value of Array.from(/** @type {ArrayLike<number>} */ (values))) row.push(value);
  }
  state.measured.value++;
}
