/** Names at the ends of lines, right of them and one above the other as the lines are, so that no key is needed. */

const APART = 12;

/**
 * @param {import("uplot")} plot
 * @param {{ x: number, y: number, name: string, color: string }[]} ends in the plot's units
 * @param {(ctx: CanvasRenderingContext2D, text: string, x: number, y: number) => void} write
 */
export function drawEnds(plot, ends, write) {
  const { ctx, bbox } = plot;
  const { devicePixelRatio: ratio } = window;
  const places = ends.map((end) => ({ ...end, left: plot.valToPos(end.x, "x", true), top: plot.valToPos(end.y, "y", true) })).sort((a, b) => a.top - b.top);
  // Names move down until none covers another, and together up again where that leads out of the plot.
  let free = -Infinity;
  for (const place of places) free = (place.top = Math.max(place.top, free)) + APART * ratio;
  const over = Math.max(0, (places.at(-1)?.top ?? 0) - (bbox.top + bbox.height));
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const { left, top, name, color } of places) {
    ctx.fillStyle = color;
    write(ctx, name, left + 4 * ratio, top - over);
  }
}
