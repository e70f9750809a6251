/// <reference path="./svgcanvas.d.ts" />
/** A picture as SVG: every point a shape, under its title and over a key of its classes. */
import { Context } from "svgcanvas";
import { SHAPES, palette } from "../colors.js";
import * as state from "../state.js";
import { outlineOf } from "../views/picture.js";
import { SOLID, byDepth, fade, radiusFor } from "../views/marks.js";
import { place, safe } from "./curves.js";

const [MARGIN, TITLE, LINE] = [12, 28, 18];
/** Width of a letter, about, at the figure's type size. */
const LETTER = 6.3;
/** The side of the field that a class's shape is drawn on. */
const FIELD = 12;

const ANCHORS = /** @type {Record<string, string>} */ ({ right: "end", end: "end", center: "middle" });
const BASELINES = /** @type {Record<string, string>} */ ({ middle: "central", top: "text-before-edge", bottom: "text-after-edge" });

/** Its own way of writing needs a style attribute, which the page's policy forbids. */
class Shapes extends Context {
  /** @param {string} text @param {number} x @param {number} y @param {Record<string, string | number>} paint */
  #write(text, x, y, paint) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "text");
    const [, size = "11", family = "sans-serif"] = /([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const all = { x, y, "font-size": size, "font-family": family, "text-anchor": ANCHORS[this.textAlign] ?? "start", "dominant-baseline": BASELINES[this.textBaseline] ?? "alphabetic", ...paint };
    for (const [name, value] of Object.entries(all)) element.setAttribute(name, String(value));
    element.textContent = text;
    (this.getSvg().querySelector(":scope > g:last-of-type") ?? this.getSvg()).append(element);
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    this.#write(text, x, y, { fill: this.fillStyle });
  }

  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.#write(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round" });
  }
}

/** @param {number} label @param {number} x @param {number} y @param {number} radius @param {number} opacity */
function mark(label, x, y, radius, opacity) {
  const { shape, class: color } = palette();
  const scale = radius / 4;
  return `<path d="${SHAPES[shape(label)]}" transform="translate(${place(x - (scale * FIELD) / 2)} ${place(y - (scale * FIELD) / 2)}) scale(${place(scale)})" fill="${color(label)}" fill-opacity="${place(opacity)}"/>`;
}

/** Names beside their marks, as many in a line as fit. @param {number} width @param {number} top */
function key(width, top) {
  const { classes = 0, classNames = [] } = state.info.peek() ?? {};
  let [x, y] = [MARGIN, top];
  const items = (classes > 1 ? classNames : []).map((name, label) => {
    const wide = 20 + LETTER * name.length + 10;
    if (x > MARGIN && x + wide > width - MARGIN) [x, y] = [MARGIN, y + LINE];
    const item = `${mark(label, x + 6, y, 4, SOLID)}<text x="${place(x + 16)}" y="${place(y + 4)}">${safe(name)}</text>`;
    x += wide;
    return item;
  });
  return { items, bottom: items.length ? y + LINE : top };
}

/** In lines that are no wider, about. @param {string} text @param {number} width */
const wrapped = (text, width) => text.split(" ").reduce((lines, word) => {
  const longer = `${lines.at(-1)} ${word}`.trim();
  return longer.length * LETTER <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
}, [""]);

/** @param {HTMLCanvasElement} canvas of the picture @param {string} title @param {string} about @returns {string | null} null where nothing is on it */
export function pictureSVG(canvas, title, about) {
  const [behind, before] = [0, 1].map(() => new Shapes({ width: canvas.width, height: canvas.height }));
  const drawn = outlineOf(canvas, /** @type {any} */ (behind), /** @type {any} */ (before));
  if (!drawn) return null;
  const { at, depth, labels, size, ratio } = drawn;
  const { ink, muted, ground } = palette();
  const side = size / ratio;
  const radius = radiusFor(labels.length, side);
  const rows = depth ? byDepth(depth) : labels.keys();
  const marks = Array.from(rows, (row) => mark(labels[row], at[2 * row] / ratio, at[2 * row + 1] / ratio, radius, depth ? fade(depth[row]) : SOLID));
  const lines = wrapped(about, side - 2 * MARGIN);
  const top = TITLE + LINE * lines.length;
  const { items, bottom } = key(side, top + side + LINE);
  const layer = (/** @type {Context} */ context) => `<g transform="scale(${1 / ratio})">${[...context.getSvg().childNodes].map((node) => new XMLSerializer().serializeToString(node)).join("")}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${place(side)}" height="${place(bottom)}" viewBox="0 0 ${place(side)} ${place(bottom)}" font-family="system-ui, sans-serif" font-size="11" fill="${ink}">
<title>${safe(title)}</title>
<rect width="100%" height="100%" fill="${ground}"/>
<text x="${MARGIN}" y="18" font-size="14" font-weight="600">${safe(title)}</text>${lines.map((line, i) => `<text x="${MARGIN}" y="${TITLE + 6 + LINE * i}" fill="${muted}">${safe(line)}</text>`).join("")}
<svg y="${top}" width="${place(side)}" height="${place(side)}">
${layer(behind)}
${marks.join("\n")}
${layer(before)}
</svg>
${items.join("\n")}
</svg>
`;
}

/** A figure in pixels. @param {string} svg @param {number} ratio device pixels for each of its own @returns {Promise<Blob>} */
export async function rastered(svg, ratio) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(Math.round(image.width * ratio), Math.round(image.height * ratio));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/png" });
}
