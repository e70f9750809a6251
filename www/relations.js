/** Whom the chosen anchor is compared with in the next batch, and with which weights. */
import * as state from "./state.js";

/** How many negatives are drawn and listed. */
export const STRONGEST = 5;

/**
 * @typedef {{ view: number, point: number, similarity: number, weight: number, importance: number, pull: number, positive: boolean, same: boolean }} Partner
 *   `all` negatives, the heaviest first, of which `negatives` are the first few
 *   `same`: a negative of the anchor's own class, which the loss cannot know: a false negative
 * @typedef {{ row: number, point: number, loss: number, clamped: boolean, positives: Partner[], negatives: Partner[], all: Partner[],
 *   negativeCount: number, falseCount: number, falseWeight: number }} Relations
 */

/**
 * Where a candidate stands in `candidatePoint` and `candidateView`.
 * @param {import("./types.js").Batch} batch
 * @param {number} anchor
 * @param {number} candidate
 */
const cellOf = ({ candidatePoint, candidates }, anchor, candidate) =>
  candidatePoint.length > candidates ? anchor * candidates + candidate : candidate;

/**
 * The row of the data that a candidate is a view of.
 * @param {import("./types.js").Batch} batch
 * @param {number} anchor
 * @param {number} candidate
 */
export const pointOf = (batch, anchor, candidate) => batch.candidatePoint[cellOf(batch, anchor, candidate)];

/**
 * @param {import("./types.js").Batch | null} batch
 * @param {number | null} point the anchor's row in the data
 * @param {Uint32Array} labels
 * @returns {Relations | null} null if the anchor is not in this batch
 */
export function relationsOf(batch, point, labels) {
  const row = batch && point !== null ? batch.anchorPoint.indexOf(point) : -1;
  if (!batch || point === null || row < 0) return null;
  const start = row * batch.candidates;
  /** @type {Partner[]} */
  const partners = [];
  for (let candidate = 0; candidate < batch.candidates; candidate++) {
    const relation = batch.relation[start + candidate];
    if (relation === 0) continue;
    const other = pointOf(batch, row, candidate);
    partners.push({ view: batch.candidateView[cellOf(batch, row, candidate)], point: other, similarity: batch.similarity[start + candidate], weight: batch.weights[start + candidate],
      importance: batch.importance[start + candidate], pull: batch.pulls[start + candidate],
      positive: relation === 1, same: relation === 2 && state.labelled.peek() && labels[other] === labels[point] });
  }
  const all = partners.filter(({ positive }) => !positive).sort((a, b) => b.weight - a.weight);
  const wrong = all.filter(({ same }) => same);
  return { row, point, loss: batch.losses[row], clamped: batch.clamped[row] === 1, all, positives: partners.filter(({ positive }) => positive).slice(0, 3),
    negatives: all.slice(0, STRONGEST), negativeCount: all.length, falseCount: wrong.length,
    falseWeight: wrong.reduce((sum, { weight }) => sum + weight, 0) };
}
