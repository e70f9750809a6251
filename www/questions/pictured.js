/** Questions about an image, drawn in place. */
import { palette, rgb } from "../colors.js";
import { h } from "../dom.js";
import { percent } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { paintImage } from "../views/marks.js";
import { bars } from "./view.js";

const { questions: say } = words;

/** Device pixels of the image's longer side. */
const SIDE = 384;

/**
 * @param {import("../lab/types.js").Question} item
 * @param {import("../lab/types.js").Questions} all
 * @param {boolean} hidden the answer
 * @returns {Node[]}
 */
export function pictured(item, { answers = [], side = 1 }, hidden) {
  const { pixels = [], places = [], chances = [], answer = 0 } = item;
  if (places.length < 2) {
    const turned = square(Float32Array.from(pixels), side);
    const whatIs = hidden ? say.turnedAsked : say.turnedSaid(answers[answer], best(answers, chances));
    return [h("figure", null, label(turned, whatIs), h("figcaption", null, say.turned)),
      bars(answers.map((name, i) => ({ name, chance: chances[i], right: i === answer })), hidden)];
  }
  const patches = [0, 1].map((i) => square(Float32Array.from(pixels.slice(i * side * side, (i + 1) * side * side)), side));
  const keys = hidden ? say.patchesAsked(h("i", { class: "key anchor" })) : say.patches(h("i", { class: "key anchor" }), h("i", { class: "key positive" }));
  return [h("figure", null, inPlace(item, answers, side, hidden), h("figcaption", null, keys)),
    h("div", { class: "pair" }, h("figure", { class: "first" }, patches[0], h("figcaption", null, say.first)), h("figure", { class: "second" }, patches[1], h("figcaption", null, say.second)), compass(item, answers, hidden))];
}

/** @param {string[]} answers @param {number[]} chances */
const best = (answers, chances) => answers[chances.indexOf(Math.max(...chances))];

/** @template {HTMLElement} T @param {T} element @param {string} text @returns {T} */
function label(element, text) {
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", text);
  element.removeAttribute("aria-hidden");
  return element;
}

/** @param {Float32Array} pixels @param {number} side */
function square(pixels, side) {
  const canvas = h("canvas", { class: "tile", "aria-hidden": "true" });
  paintImage(canvas, pixels, { width: side, height: side }, palette().ink);
  return canvas;
}

/** The image, pale, with both patches as dark as they are. @param {import("../lab/types.js").Question} item @param {string[]} answers @param {number} side @param {boolean} hidden */
function inPlace({ row = 0, places: both = [], answer = 0, chances = [] }, answers, side, hidden) {
  const places = both.slice(0, hidden ? 1 : 2);
  const colors = palette();
  const image = state.info.value?.image ?? { width: 1, height: 1 };
  const { value: points } = state.points;
  const scale = SIDE / Math.max(image.width, image.height);
  const canvas = label(h("canvas", { class: "tile", width: image.width * scale, height: image.height * scale }),
    hidden ? say.patchAsked : say.patchesSaid(answers[answer], best(answers, chances)));
  const context = canvas.getContext("2d");
  if (!context || !points) return canvas;
  const whole = points.x.subarray(row * points.dim, (row + 1) * points.dim);
  const [r, g, b] = rgb(colors.ink);
  const within = (/** @type {number} */ x, /** @type {number} */ y) => places.some(([left, top]) => x >= left && x < left + side && y >= top && y < top + side);
  whole.forEach((value, pixel) => {
    const [x, y] = [pixel % image.width, Math.floor(pixel / image.width)];
    context.fillStyle = `rgba(${r}, ${g}, ${b}, ${Math.min(1, Math.max(0, value)) * (within(x, y) ? 1 : 0.25)})`;
    context.fillRect(Math.round(x * scale), Math.round(y * scale), Math.ceil(scale), Math.ceil(scale));
  });
  places.forEach(([left, top], i) => {
    context.lineWidth = 5;
    context.strokeStyle = [colors.anchor, colors.positive][i];
    context.strokeRect(left * scale + 2.5, top * scale + 2.5, side * scale - 5, side * scale - 5);
  });
  return canvas;
}

/** The eight directions around the first patch, the darker the likelier; the right one framed. @param {import("../lab/types.js").Question} item @param {string[]} answers @param {boolean} hidden */
function compass({ chances = [], answer = 0 }, answers, hidden) {
  const order = [0, 1, 2, 3, -1, 4, 5, 6, 7];
  return h("ol", { class: "compass", "aria-label": say.compass }, order.map((i) => {
    if (i < 0) return h("li", { class: "middle", "aria-hidden": "true" });
    if (hidden) return h("li", { title: answers[i], "aria-label": answers[i] }, "?");
    const cell = h("li", { class: i === answer ? "right" : "", title: `${answers[i]}: ${percent(chances[i], 0)}`, "aria-label": say.direction(answers[i], percent(chances[i], 0), i === answer) },
      percent(chances[i], 0).replace(" %", ""));
    cell.style.setProperty("--chance", String(chances[i]));
    return cell;
  }));
}
