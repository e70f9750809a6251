/** One animation loop for all pictures; it sleeps when nothing moves. */

/** @typedef {{ draw: (now: number) => boolean }} Drawable  draw returns whether it wants another frame */

/** What one frame may take, in ms: what is not drawn by then is drawn in the next, so that answers are heard between. */
const FRAME_MS = 12;

const waiting = /** @type {Set<Drawable>} */ (new Set());
let scheduled = false;
let held = false;

/** Draws nothing until something is over that is shorter than drawing. @param {Promise<unknown>} end */
export function hold(end) {
  held = true;
  const release = () => {
    held = false;
    for (const view of waiting) redraw(view);
  };
  end.then(release, release);
}

/** @param {Drawable} view */
export function redraw(view) {
  waiting.add(view);
  if (scheduled || held) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    if (!held) paint(performance.now(), FRAME_MS);
  });
}

/** @param {number} now @param {number} patience in ms */
function paint(now, patience) {
  const views = [...waiting];
  waiting.clear();
  const [late, moving] = [/** @type {Drawable[]} */ ([]), /** @type {Drawable[]} */ ([])];
  for (const [i, view] of views.entries()) {
    if (i > 0 && performance.now() - now > patience) late.push(view);
    else if (view.draw(now)) moving.push(view);
  }
  // What had to wait comes first the next time.
  for (const view of [...late, ...moving]) redraw(view);
}

/** Draws what waits at once, for who cannot wait for the next frame. */
export const paintNow = () => paint(performance.now(), Infinity);
