/** One animation loop for all pictures; it sleeps when nothing moves. */

/** @typedef {{ draw: (now: number) => boolean }} Drawable  draw returns whether it wants another frame */

const waiting = /** @type {Set<Drawable>} */ (new Set());
let scheduled = false;

/** @param {Drawable} view */
export function redraw(view) {
  waiting.add(view);
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(paint);
}

/** @param {number} now */
function paint(now) {
  scheduled = false;
  const views = [...waiting];
  waiting.clear();
  for (const view of views) if (view.draw(now)) redraw(view);
}

/** Draws what waits at once, for who cannot wait for the next frame. */
export const paintNow = () => paint(performance.now());
