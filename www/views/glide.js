/** Half-way pictures: points, curves and window on their way from one state to the next. */

/** @typedef {import("./picture.js").Target} Target */

/** @param {Target} a @param {Target} b @param {number} share 0 is a, 1 is b @returns {Target} */
export function between(a, b, share) {
  const curves = a.curves && b.curves && a.curves.length === b.curves.length ? mix(a.curves, b.curves, share) : b.curves;
  /** @param {"cx" | "cy" | "half"} key @param {import("./projector.js").Window} now */
  const middle = (key, now) => (a.window ? a.window[key] + (now[key] - a.window[key]) * share : now[key]);
  const window = b.window && { cx: middle("cx", b.window), cy: middle("cy", b.window), half: middle("half", b.window) };
  return { ...b, xy: mix(a.xy, b.xy, share), curves, window };
}

/** @param {Float32Array} a @param {Float32Array} b @param {number} share */
function mix(a, b, share) {
  const out = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = a[i] + (b[i] - a[i]) * share;
  return out;
}
