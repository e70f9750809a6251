/**
 * The loss of four points as one does it by hand: no matrix, no trick. What it gives is held against the engine's numbers.
 *
 * Two views of two points; each of the four is an anchor, its other view the positive, the views of the other point its
 * negatives. Chuang et al. 2020, eq. 8, and Robinson et al. 2021, eq. 4: tauPlus and beta of 0 are NT-Xent.
 */

/** @typedef {[number, number]} Point */
/** @typedef {{ temperature: number, tauPlus: number, beta: number }} Knobs */
/**
 * @typedef {object} Anchor
 * @property {number} positive its place
 * @property {[number, number]} negatives their places
 * @property {[number, number]} importance q_β of the negatives
 * @property {number} estimate N_g, the negatives' part of the denominator
 * @property {boolean} clamped
 * @property {number} loss
 * @property {number[]} slopes ∂ℓ/∂s for all four
 */

/** The other view of each. */
const OTHER = [2, 3, 0, 1];

/** @param {Point[]} z @param {Knobs} knobs */
export function byHand(z, knobs) {
  const logits = z.map((a) => z.map((b) => (a[0] * b[0] + a[1] * b[1]) / knobs.temperature));
  const anchors = logits.map((s, i) => anchor(s, i, knobs));
  const loss = anchors.reduce((sum, one) => sum + one.loss, 0) / 4;
  // s_ij has z_i and z_j in it, so each gets what the other's row and its own say.
  const gradient = z.map((_, i) => [0, 1].map((k) => z.reduce((sum, other, j) => sum + (anchors[i].slopes[j] + anchors[j].slopes[i]) * other[k], 0) / (4 * knobs.temperature)));
  return { logits, anchors, loss, gradient };
}

/** @param {number[]} s its logits @param {number} i @param {Knobs} knobs @returns {Anchor} */
function anchor(s, i, { temperature, tauPlus, beta }) {
  const positive = OTHER[i];
  const negatives = /** @type {[number, number]} */ ([0, 1, 2, 3].filter((j) => j !== i && j !== positive));
  const weights = negatives.map((j) => Math.exp(beta * s[j]));
  const total = weights[0] + weights[1];
  const importance = /** @type {[number, number]} */ (weights.map((weight) => weight / total));
  const mean = negatives.reduce((sum, j, n) => sum + importance[n] * Math.exp(s[j]), 0);
  const up = Math.exp(s[positive]);
  const floor = 2 * Math.exp(-1 / temperature);
  const corrected = (2 * (mean - tauPlus * up)) / (1 - tauPlus);
  const clamped = tauPlus > 0 && corrected < floor;
  const estimate = clamped ? floor : corrected;
  const slopes = [0, 0, 0, 0];
  // ℓ = log(e^{s⁺} + N_g) − s⁺
  const share = 1 / (up + estimate);
  slopes[positive] = (up + (clamped ? 0 : (-2 * tauPlus * up) / (1 - tauPlus))) * share - 1;
  if (!clamped) {
    negatives.forEach((j, n) => {
      const own = importance[n] * (Math.exp(s[j]) * (1 + beta) - beta * mean);
      slopes[j] = ((2 * own) / (1 - tauPlus)) * share;
    });
  }
  return { positive, negatives, importance, estimate, clamped, loss: Math.log(up + estimate) - s[positive], slopes };
}
