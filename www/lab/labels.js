// Label efficiency over seeds: pretraining in short stretches, then n labels at a time, so that it can be broken off.
import { options, whole } from "./arguments.js";
import { inputError } from "./errors.js";

/** Steps between two looks at the signal. */
const STRETCH = 10;
const SHARES = [1, 2, 5, 10, 20, 50];
const MOST = 500;

/** Numbers of labels worth a look: from one a class on, evenly on a logarithmic scale. @param {number} classes @param {number} most */
export const usualSizes = (classes, most) => [...new Set(SHARES.map((share) => Math.min(share * classes, most, MOST)))];

/**
 * @param {(config: import("./types.js").Config) => Promise<import("./run.js").Run>} open
 * @param {import("./types.js").Config} config
 * @param {import("./types.js").LabelEfficiencyRequest} request
 * @returns {Promise<import("./types.js").LabelEfficiency>}
 */
export async function labelEfficiency(open, config, request) {
  const given = /** @type {import("./types.js").LabelEfficiencyRequest} */ (options("labelEfficiency", request, ["n", "seeds", "onProgress", "signal"]));
  const count = whole("seeds", given.seeds ?? 10, 1, 100);
  if (given.n !== undefined && !(Array.isArray(given.n) && given.n.length > 0 && given.n.every((n, i, all) => Number.isInteger(n) && n > (all[i - 1] ?? 0)))) {
    throw inputError("n must be a list of whole numbers, rising.");
  }
  /** @type {number[] | undefined} */
  let sizes = given.n;
  /** @type {import("./types.js").Labelled[][]} */
  const found = [];
  const first = Number(config?.seed ?? 1);
  const seeds = Array.from({ length: count }, (_, i) => first + i);
  for (const seed of seeds) {
    given.signal?.throwIfAborted();
    const run = await open({ ...config, seed });
    try {
      sizes ??= usualSizes(run.info.classes, run.info.trainRows);
      const parts = sizes.length + 1;
      for (let left = Number(run.config.steps); left > 0; left -= STRETCH) {
        await run.step(Math.min(STRETCH, left));
        given.signal?.throwIfAborted();
      }
      given.onProgress?.(found.length * parts + 1, count * parts);
      /** @type {import("./types.js").Labelled[]} */
      const row = [];
      for (const n of sizes) {
        row.push(await run.labelled(n));
        given.signal?.throwIfAborted();
        given.onProgress?.(found.length * parts + 1 + row.length, count * parts);
      }
      found.push(row);
    } finally {
      run.dispose();
    }
  }
  return { n: sizes ?? [], seeds, found };
}
