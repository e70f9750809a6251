/** Questions that only a metric run answers. */
import { ask } from "../session.js";

/** Squared distance of two points before and under the metric. @param {number} i @param {number} j */
export const pair = (i, j) => ask((run) => run.pair(i, j));

/** One seeded split of "does it help?". @param {number} index */
export const trial = (index) => ask((run) => run.trial(index));
