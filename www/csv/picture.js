/** The small picture of one's own data, as those that are shipped have one: points in a square of 100, or grey levels to 16. */

const MOST_POINTS = 150;
const MOST_IMAGES = 9;

/** @param {import("../types.js").Points} points @param {import("../types.js").Info} info */
export function pictureOf({ xy, x, rows, dim, labels }, { image }) {
  const spread = (/** @type {number} */ count) => Array.from({ length: Math.min(count, rows) }, (_, i) => Math.floor((i * rows) / Math.min(count, rows)));
  if (image) {
    const chosen = spread(MOST_IMAGES);
    return { width: image.width, height: image.height, pixels: chosen.flatMap((row) => Array.from(x.subarray(row * dim, (row + 1) * dim), (ink) => Math.round(16 * ink))) };
  }
  const chosen = spread(MOST_POINTS);
  const [low, high] = [[Infinity, Infinity], [-Infinity, -Infinity]];
  for (const row of chosen) {
    for (const axis of [0, 1]) {
      low[axis] = Math.min(low[axis], xy[2 * row + axis]);
      high[axis] = Math.max(high[axis], xy[2 * row + axis]);
    }
  }
  const size = Math.max(high[0] - low[0], high[1] - low[1]) || 1;
  const at = (/** @type {number} */ row, /** @type {number} */ axis) => (axis ? -1 : 1) * (xy[2 * row + axis] - (low[axis] + high[axis]) / 2) / size;
  return { xy: chosen.flatMap((row) => [50 + 96 * at(row, 0), 50 + 96 * at(row, 1)]), classes: chosen.map((row) => Math.min(35, labels[row]).toString(36)).join("") };
}
