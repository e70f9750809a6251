/** From coordinates to pixels: a plane as it is, or a sphere that can be turned. */

/** Share of the stage that the points fill. */
const FILL = 0.92;

/** @typedef {{ cx: number, cy: number, half: number }} Window */

/**
 * The square window that holds all points of a plane.
 * @param {Float32Array} xy
 * @param {number} dims
 * @returns {Window}
 */
export function windowOf(xy, dims) {
  if (dims === 3) {
    let far = 0;
    for (let i = 0; i < xy.length; i += 3) far = Math.max(far, Math.hypot(xy[i], xy[i + 1], xy[i + 2]));
    return { cx: 0, cy: 0, half: far || 1 };
  }
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    left = Math.min(left, xy[i]);
    right = Math.max(right, xy[i]);
    low = Math.min(low, xy[i + 1]);
    high = Math.max(high, xy[i + 1]);
  }
  const half = Math.max(right - left, high - low) / 2;
  return { cx: (left + right) / 2, cy: (low + high) / 2, half: half > 0 && Number.isFinite(half) ? half : 1 };
}

/** The window of unit vectors. @type {Window} */
export const UNIT = { cx: 0, cy: 0, half: 1 };

/** A rotation, row-major 3 × 3; it starts a little from above. */
export function createTurn() {
  let matrix = multiply(about(0, 0.35), about(1, -0.5));
  return {
    get matrix() {
      return matrix;
    },
    /** @param {number} dx radians to the right @param {number} dy radians down */
    by(dx, dy) {
      matrix = multiply(multiply(about(0, dy), about(1, dx)), matrix);
    },
  };
}

/** @param {number} axis 0 = x, 1 = y @param {number} angle */
function about(axis, angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return axis === 0 ? [1, 0, 0, 0, c, -s, 0, s, c] : [c, 0, s, 0, 1, 0, -s, 0, c];
}

/** @param {number[]} a @param {number[]} b */
const multiply = (a, b) => a.map((_, i) => [0, 1, 2].reduce((sum, k) => sum + a[3 * Math.floor(i / 3) + k] * b[3 * k + (i % 3)], 0));

/**
 * @param {Float32Array} xy [rows, dims]
 * @param {number} dims
 * @param {number} size of the square stage, in device pixels
 * @param {Window} view
 * @param {number[]} matrix for three dimensions
 * @returns {{ at: Float32Array, depth: Float32Array | null }} at [rows, 2] in device pixels; depth −1 (far) to 1
 */
export function project(xy, dims, size, view, matrix) {
  const rows = xy.length / dims;
  const at = new Float32Array(rows * 2);
  const scale = (size / 2 / view.half) * FILL;
  const middle = size / 2;
  if (dims === 2) {
    for (let i = 0; i < at.length; i += 2) {
      at[i] = middle + (xy[i] - view.cx) * scale;
      at[i + 1] = middle - (xy[i + 1] - view.cy) * scale;
    }
    return { at, depth: null };
  }
  const depth = new Float32Array(rows);
  const [a, b, c, d, e, f, g, h, k] = matrix;
  for (let i = 0; i < rows; i++) {
    const [x, y, z] = [xy[3 * i], xy[3 * i + 1], xy[3 * i + 2]];
    at[2 * i] = middle + (a * x + b * y + c * z) * scale;
    at[2 * i + 1] = middle - (d * x + e * y + f * z) * scale;
    depth[i] = (g * x + h * y + k * z) / view.half;
  }
  return { at, depth };
}

/**
 * Index of the point nearest to a place, if any is within `reach` device pixels.
 * @param {Float32Array} at
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 * @param {Float32Array | null} depth points on the far side count only where none is near
 */
export function nearest(at, x, y, reach, depth) {
  let found = -1;
  let best = reach * reach;
  for (let i = 0; i < at.length / 2; i++) {
    const distance = ((at[2 * i] - x) ** 2 + (at[2 * i + 1] - y) ** 2) * (depth && depth[i] < 0 ? 9 : 1);
    if (distance < best) [found, best] = [i, distance];
  }
  return found;
}

/**
 * The next point in a direction on the screen, for the arrow keys: near, and rather straight ahead.
 * @param {Float32Array} at
 * @param {number} from
 * @param {[number, number]} direction
 */
export function neighborTowards(at, from, [dx, dy]) {
  let found = from;
  let best = Infinity;
  for (let i = 0; i < at.length / 2; i++) {
    const [x, y] = [at[2 * i] - at[2 * from], at[2 * i + 1] - at[2 * from + 1]];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (i === from || ahead <= 0.5) continue;
    const cost = ahead + 2 * aside;
    if (cost < best) [found, best] = [i, cost];
  }
  return found;
}
