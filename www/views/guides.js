/** What lies behind the points: axes of a plane, a unit circle, or the net of a sphere. */

/** @param {import("./segments.js").Paint} paint */
export function paintGuides({ context, size, ratio, palette, place, target }) {
  const ground = { context, size, ratio, color: palette.line, place };
  if (target.dims === 3) paintSphere(ground);
  else if (target.unit) paintCircle(ground);
  else paintCross(ground);
}

/**
 * @typedef {{ context: CanvasRenderingContext2D, size: number, ratio: number, color: string,
 *   place: (points: Float32Array, dims: number) => { at: Float32Array, depth: Float32Array | null } }} Ground
 */

/** @param {Ground} ground */
function paintCross({ context, size, ratio, color, place }) {
  const { at } = place(new Float32Array([0, 0]), 2);
  stroke(context, color, ratio, (path) => {
    const [x, y] = [Math.round(at[0]) + 0.5, Math.round(at[1]) + 0.5];
    path.moveTo(0, y);
    path.lineTo(size, y);
    path.moveTo(x, 0);
    path.lineTo(x, size);
  });
}

/** @param {Ground} ground */
function paintCircle({ context, ratio, color, place }) {
  const { at } = place(new Float32Array([0, 0, 1, 0]), 2);
  stroke(context, color, ratio, (path) => path.arc(at[0], at[1], at[2] - at[0], 0, 2 * Math.PI));
}

/** Meridians and parallels; the far half fainter. @param {Ground} ground */
function paintSphere({ context, ratio, color, place }) {
  const sides = 72;
  const angle = (/** @type {number} */ i) => (2 * Math.PI * i) / sides;
  const lines = [];
  for (let meridian = 0; meridian < 6; meridian++) {
    const turn = (Math.PI * meridian) / 6;
    lines.push(Float32Array.from({ length: 3 * (sides + 1) }, (_, n) => {
      const t = angle(Math.floor(n / 3));
      return [Math.cos(t) * Math.cos(turn), Math.sin(t), Math.cos(t) * Math.sin(turn)][n % 3];
    }));
  }
  for (const latitude of [-Math.PI / 4, 0, Math.PI / 4]) {
    lines.push(Float32Array.from({ length: 3 * (sides + 1) }, (_, n) => {
      const t = angle(Math.floor(n / 3));
      return [Math.cos(latitude) * Math.cos(t), Math.sin(latitude), Math.cos(latitude) * Math.sin(t)][n % 3];
    }));
  }
  for (const line of lines) {
    const { at, depth } = place(line, 3);
    for (const near of [false, true]) {
      context.globalAlpha = near ? 0.9 : 0.35;
      stroke(context, color, ratio, (path) => {
        for (let i = 0; i < sides; i++) {
          if (depth && depth[i] + depth[i + 1] > 0 !== near) continue;
          path.moveTo(at[2 * i], at[2 * i + 1]);
          path.lineTo(at[2 * i + 2], at[2 * i + 3]);
        }
      });
    }
  }
  context.globalAlpha = 1;
  const { at } = place(new Float32Array([0, 0, 0]), 3);
  const far = place(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]), 3).at;
  // The outline's radius is the length of any column of the rotation, seen along the eye's axis.
  const radius = Math.sqrt([1, 2, 3].reduce((sum, k) => sum + (far[2 * k] - at[0]) ** 2 + (far[2 * k + 1] - at[1]) ** 2, 0) / 2);
  stroke(context, color, 1.5 * ratio, (path) => path.arc(at[0], at[1], radius, 0, 2 * Math.PI));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 * @param {number} width
 * @param {(path: CanvasRenderingContext2D) => void} draw
 */
function stroke(context, color, width, draw) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.beginPath();
  draw(context);
  context.stroke();
}
