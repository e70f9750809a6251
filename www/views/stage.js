/** A square canvas that knows its device pixels, and turns pointer and keys into what a picture understands. */
import { h } from "../dom.js";

/** Beyond two device pixels a CSS pixel nobody sees the difference. */
const MAX_RATIO = 2;
const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });

/** How each canvas is given so many device pixels a CSS pixel. @type {WeakMap<HTMLCanvasElement, (ratio: number) => void>} */
const fits = new WeakMap();
const usual = () => Math.min(MAX_RATIO, devicePixelRatio || 1);
const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/**
 * What `use` makes of a canvas while it has `ratio` device pixels a CSS pixel.
 * @template T
 * @param {HTMLCanvasElement} canvas
 * @param {number} ratio
 * @param {() => Promise<T>} use
 */
export async function resized(canvas, ratio, use) {
  fits.get(canvas)?.(ratio);
  await painted();
  try {
    return await use();
  } finally {
    fits.get(canvas)?.(usual());
  }
}

/**
 * @param {{ label: string, resized: () => void, hover: (x: number, y: number) => void, leave: () => void,
 *   choose: () => void, cancel?: () => boolean, drag: (dx: number, dy: number) => boolean, walk: (direction: [number, number]) => void }} on
 *   places in device pixels; drag, in CSS pixels, returns whether the picture can be turned; cancel, whether there was
 *   anything to take back
 */
export function createStage(on) {
  const canvas = h("canvas", { role: "img", "aria-label": on.label });
  const tip = h("div", { class: "tip", hidden: true });
  const element = h("div", { class: "stage", tabIndex: 0, role: "group", "aria-label": on.label,
    "aria-keyshortcuts": "ArrowLeft ArrowRight ArrowUp ArrowDown Enter Escape" }, canvas, tip);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const stage = { element, canvas, context, tip, size: 0, ratio: 1 };

  /** @param {number} ratio */
  const fit = (ratio) => {
    const size = Math.round(element.clientWidth * ratio);
    if (!size || (size === stage.size && ratio === stage.ratio)) return;
    Object.assign(stage, { size, ratio });
    canvas.width = canvas.height = size;
    on.resized();
  };
  fits.set(canvas, fit);
  new ResizeObserver(() => fit(usual())).observe(element);

  /** @type {{ x: number, y: number, moved: boolean } | null} */
  let held = null;
  element.addEventListener("pointerdown", (event) => (held = { x: event.clientX, y: event.clientY, moved: false }));
  element.addEventListener("pointermove", (event) => {
    if (held && event.buttons) {
      const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
      if (!held.moved && Math.hypot(dx, dy) < 4) return;
      if (on.drag(dx, dy)) {
        held = { x: event.clientX, y: event.clientY, moved: true };
        element.setPointerCapture(event.pointerId);
        return;
      }
    }
    const box = canvas.getBoundingClientRect();
    on.hover((event.clientX - box.left) * stage.ratio, (event.clientY - box.top) * stage.ratio);
  });
  element.addEventListener("pointerleave", on.leave);
  element.addEventListener("click", (event) => {
    if (held?.moved) return;
    const box = canvas.getBoundingClientRect();
    on.hover((event.clientX - box.left) * stage.ratio, (event.clientY - box.top) * stage.ratio);
    on.choose();
  });
  element.addEventListener("blur", on.leave);
  element.addEventListener("keydown", (event) => {
    const direction = ARROWS[event.key];
    if (direction) {
      event.preventDefault();
      if (!(event.shiftKey && on.drag(25 * direction[0], 25 * direction[1]))) on.walk(direction);
    } else if (event.key === "Enter") on.choose();
    else if (event.key === "Escape" && !on.cancel?.()) on.leave();
  });
  return stage;
}
