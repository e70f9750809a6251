/** "Does it help?", measured on seeded splits one after the other, as long as the settings stay what they are. */
import { computed, effect, signal } from "@preact/signals-core";
import { report } from "../notices.js";
import * as state from "../state.js";
import { trial } from "./ask.js";

/** @typedef {import("./types.js").Trial} Trial */

/** How many splits a measurement has. */
export const SPLITS = 20;

/** What has been measured so far. */
export const trials = /** @type {import("@preact/signals-core").Signal<Trial[]>} */ (signal([]));
export const measuring = signal(false);

/** The settings that the answer depends on; pairs drawn by hand belong to the run's own points, and a split has none. */
const settings = computed(() => {
  const { task, seed, data, pairs, neighbors, objective } = state.config.value;
  return JSON.stringify([task, seed, data, { ...pairs, similar: [], dissimilar: [] }, neighbors, objective && "t" in objective ? objective.lambda : 0]);
});

/** Of several that were started, only the last goes on. */
let current = 0;

export async function measureTrials() {
  const mine = ++current;
  trials.value = [];
  measuring.value = true;
  try {
    for (let index = 0; index < SPLITS && mine === current; index++) {
      const found = await trial(index);
      if (mine !== current) return;
      if (!found) break;
      trials.value = [...trials.value, found];
    }
  } catch (error) {
    if (mine === current) report(error);
  } finally {
    if (mine === current) measuring.value = false;
  }
}

/** What has been measured stays, and says of how many splits it is. */
export function cancelTrials() {
  current++;
  measuring.value = false;
}

effect(() => {
  settings.value;
  cancelTrials();
  trials.value = [];
});
