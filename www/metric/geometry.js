/** The plane under a metric: unit balls as ellipses, a grid, and both after x ↦ Lx. Row-major 2 × 2 matrices. */

/** @typedef {import("../views/projector.js").Window} Window */

/** Corners of a ball's outline. */
export const SIDES = 128;
/** An axis longer than this many windows is as good as endless. */
const ENDLESS = 40;

/**
 * Eigenvalues, falling, and the angle of the first eigenvector of a symmetric matrix.
 * @param {ArrayLike<number>} matrix
 */
function axes({ 0: a, 1: b, 3: d }) {
  const middle = (a + d) / 2;
  const reach = Math.hypot((a - d) / 2, b);
  return { values: [middle + reach, middle - reach], angle: Math.atan2(2 * b, a - d) / 2 };
}

/** @param {ArrayLike<number>} matrix */
const determinant = ({ 0: a, 1: b, 2: c, 3: d }) => a * d - b * c;

/**
 * The outline of { v : vᵀ M v ≤ r² } about a place, closed.
 * @param {ArrayLike<number>} matrix M ⪰ 0; where it has no eigenvalue, the ball is endless and is cut far outside the window
 * @param {number} radius r
 * @param {Window} window
 */
export function ball(matrix, radius, { cx, cy, half }) {
  const { values, angle } = axes(matrix);
  const [near, far] = values.map((value) => Math.min(radius / Math.sqrt(Math.max(value, 0)), ENDLESS * half));
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const out = new Float32Array(2 * (SIDES + 1));
  for (let i = 0; i <= SIDES; i++) {
    const t = (2 * Math.PI * i) / SIDES;
    const [u, v] = [near * Math.cos(t), far * Math.sin(t)];
    out[2 * i] = cx + c * u - s * v;
    out[2 * i + 1] = cy + s * u + c * v;
  }
  return out;
}

/** The radius r at which the ball of M has the area of a circle of radius `circle`. @param {ArrayLike<number>} matrix @param {number} circle */
export const radiusOfArea = (matrix, circle) => circle * Math.max(determinant(matrix), 0) ** 0.25;

/** How much longer than the circle of its area a ball of M is. @param {ArrayLike<number>} matrix */
export function elongation(matrix) {
  const { values: [most, least] } = axes(matrix);
  return least > 0 ? (most / least) ** 0.25 : Infinity;
}

/** A patch of grid over the window, lines as pairs of ends. @param {Window} window */
export function grid({ cx, cy, half }) {
  const reach = half * 1.05;
  const rough = reach / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((part) => part * power >= rough) ?? 10);
  const out = /** @type {number[]} */ ([]);
  for (const [across, middle, other] of [[true, cx, cy], [false, cy, cx]]) {
    for (let at = Math.ceil((Number(middle) - reach) / step) * step; at <= Number(middle) + reach; at += step) {
      const ends = [Number(other) - reach, Number(other) + reach];
      for (const end of ends) out.push(...(across ? [at, end] : [end, at]));
    }
  }
  return Float32Array.from(out);
}

/** Places after x ↦ Lx. @param {ArrayLike<number>} map @param {ArrayLike<number>} xy */
export function apply(map, xy) {
  const out = new Float32Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    out[i] = map[0] * xy[i] + map[1] * xy[i + 1];
    out[i + 1] = map[2] * xy[i] + map[3] * xy[i + 1];
  }
  return out;
}

/** A line through a window's middle, from edge to edge and beyond. @param {ArrayLike<number>} direction @param {Window} window */
export const ray = ({ 0: x, 1: y }, { cx, cy, half }) => Float32Array.from([cx - 1.5 * half * x, cy - 1.5 * half * y, cx + 1.5 * half * x, cy + 1.5 * half * y]);
