/** Seeds shared out over two engines of the view's own, so that the run on the page keeps its state and its pace. */
import { createLab } from "../nearfar.js";

/** @typedef {import("../lab/types.js").Labelled} Labelled */
/** @typedef {import("../types.js").Config} Config */

const ENGINES = Math.max(1, Math.min(2, navigator.hardwareConcurrency || 1));
const backend = /** @type {any} */ (new URLSearchParams(location.search).get("backend") ?? "auto");

/**
 * Trains seed after seed; `grown` hears of every seed that is done.
 * @param {Config} config @param {number[] | undefined} n @param {number} seeds
 * @param {{ signal: AbortSignal, progress: (done: number, of: number) => void, grown: (seed: number, n: number[], found: Labelled[]) => void }} heard
 */
export async function labelRuns(config, n, seeds, { signal, progress, grown }) {
  const waiting = Array.from({ length: seeds }, (_, i) => Number(config.seed) + i);
  /** @type {Map<number, number>} */
  const parts = new Map();
  const work = async () => {
    const lab = await createLab({ backend }).catch(() => createLab({ backend: "auto" }));
    try {
      for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
        const mine = seed;
        const result = await lab.labelEfficiency({ ...config, seed }, { seeds: 1, n, signal, onProgress: (done, of) => {
          parts.set(mine, done / of);
          progress([...parts.values()].reduce((sum, part) => sum + part, 0), seeds);
        } });
        grown(mine, result.n, result.found[0]);
      }
    } finally {
      lab.dispose();
    }
  };
  await Promise.all(Array.from({ length: ENGINES }, work));
}
