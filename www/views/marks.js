/** Points as marks or as thumbnails: what is painted where `projector.js` says. */
import { pack, rgb } from "../colors.js";
import { scatter } from "../nearfar.js";

/**
 * @typedef {{ context: CanvasRenderingContext2D, size: number, ratio: number, at: Float32Array, depth: Float32Array | null,
 *   labels: Uint32Array, palette: import("../colors.js").Palette }} Painting
 * @typedef {ReturnType<typeof createAtlas>} Atlas
 */

/** Back to front, so that near points cover far ones. @param {Float32Array} depth */
export const byDepth = (depth) => Uint32Array.from(depth.keys()).sort((a, b) => depth[a] - depth[b]);

/** How much of a point's colour is left on the far side. @param {number} depth */
export const fade = (depth) => 0.3 + 0.6 * Math.min(1, Math.max(0, depth * 0.9 + 0.5));

/** How much of its colour a mark on a plane has. */
export const SOLID = 0.88;

/** Radius of a mark in CSS pixels: many points, small marks. @param {number} rows @param {number} size CSS pixels */
export const radiusFor = (rows, size) => Math.min(5.5, Math.max(1.8, (size / 420) * (rows > 1200 ? 2.9 : rows > 400 ? 3.4 : 4.4)));

/** @param {Painting} painting */
export function paintMarks({ context, size, ratio, at, depth, labels, palette }) {
  const rows = labels.length;
  const order = depth ? byDepth(depth) : null;
  const xy = order ? new Float32Array(2 * rows) : at;
  const colors = new Uint32Array(rows);
  const shapes = new Uint8Array(rows);
  const flat = Array.from({ length: 32 }, (_, label) => pack(palette.class(label), SOLID));
  for (let i = 0; i < rows; i++) {
    const from = order ? order[i] : i;
    const label = labels[from];
    shapes[i] = palette.shape(label);
    colors[i] = depth ? pack(palette.class(label), fade(depth[from])) : flat[label % 32];
    if (order) {
      xy[2 * i] = at[2 * from];
      xy[2 * i + 1] = at[2 * from + 1];
    }
  }
  const radius = radiusFor(rows, size / ratio) * ratio;
  const pixels = scatter({ width: size, height: size, xy, colors, shapes, radius });
  context.putImageData(new ImageData(/** @type {Uint8ClampedArray<ArrayBuffer>} */ (pixels), size, size), 0, 0);
}

/**
 * Words beside their marks, where they cover neither a mark nor an earlier word; the others are left out.
 * @param {Painting} painting
 * @param {string[]} words
 */
export function paintWords({ context, size, ratio, at, palette }, words) {
  // In a large picture, on a wall, larger.
  const height = Math.max(11.5 * ratio, size / 56);
  const mark = 1.2 * radiusFor(words.length, size / ratio) * ratio;
  const [across, down, aslant] = [mark + 2 * ratio, mark + height / 2 + 0.5 * ratio, mark / 2];
  context.font = `${height}px "Liberation Sans", system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.fillStyle = palette.ink;
  /** Boxes that are taken: left, right, middle, half their height. @type {[number, number, number, number][]} */
  const taken = words.map((_, row) => [at[2 * row] - mark, at[2 * row] + mark, at[2 * row + 1], mark]);
  words.forEach((word, row) => {
    const [x, y] = [at[2 * row], at[2 * row + 1]];
    const width = context.measureText(word).width;
    const places = [[x + across, y], [x - across - width, y], [x - width / 2, y - down], [x - width / 2, y + down],
      ...[y - down, y + down].flatMap((middle) => [[x + aslant, middle], [x - aslant - width, middle]])];
    const place = places.find(([left, middle]) => left >= 0 && left + width <= size && middle >= height / 2 && middle <= size - height / 2
      && !taken.some(([from, to, other, half]) => from < left + width && left < to && Math.abs(other - middle) < half + height / 2));
    if (!place) return;
    taken.push([place[0], place[0] + width, place[1], height / 2]);
    context.fillText(word, place[0], place[1]);
  });
  context.textBaseline = "alphabetic";
}

/** Faint ink can be seen in a small picture too. */
const OPACITY = Uint8Array.from({ length: 256 }, (_, ink) => Math.round(255 * (ink / 255) ** 0.7));

/**
 * All images of a data set on one canvas, in the colours of their classes; ink is opaque, paper is not there.
 * @param {{ x: Float32Array, dim: number, labels: Uint32Array }} data
 * @param {{ width: number, height: number }} image
 * @param {import("../colors.js").Palette} palette
 */
export function createAtlas({ x, dim, labels }, { width, height }, palette) {
  const rows = labels.length;
  const across = Math.ceil(Math.sqrt(rows));
  const [cellWidth, cellHeight] = [width + 2, height + 2];
  const canvas = document.createElement("canvas");
  canvas.width = across * cellWidth;
  canvas.height = Math.ceil(rows / across) * cellHeight;
  const image = new ImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0; row < rows; row++) {
    let from = row * dim;
    const color = pack(palette.class(labels[row]), 0);
    for (let y = 1; y <= height; y++) {
      let to = (Math.floor(row / across) * cellHeight + y) * canvas.width + (row % across) * cellWidth + 1;
      for (const end = to + width; to < end; to++) {
        const ink = x[from++];
        if (ink > 0) pixels[to] = color | (OPACITY[Math.round(255 * Math.min(1, ink))] << 24);
      }
    }
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  /** @param {CanvasRenderingContext2D} context @param {number} row @param {number} cx @param {number} cy @param {number} side */
  const stamp = (context, row, cx, cy, side) =>
    context.drawImage(canvas, (row % across) * cellWidth, Math.floor(row / across) * cellHeight, cellWidth, cellHeight,
      cx - side / 2, cy - side / 2, side, side);
  return { stamp };
}

/** The newest, which both pictures of a run are drawn with. @type {{ x: Float32Array, palette: import("../colors.js").Palette, atlas: Atlas } | null} */
let newest = null;

/** As `createAtlas`, once for the same data in the same colours. @type {typeof createAtlas} */
export function atlasOf(data, image, palette) {
  if (newest?.x !== data.x || newest.palette !== palette) newest = { x: data.x, palette, atlas: createAtlas(data, image, palette) };
  return newest.atlas;
}

/**
 * @param {Painting} painting
 * @param {Atlas} atlas
 */
export function paintThumbnails({ context, size, at, depth, labels }, atlas) {
  const rows = labels.length;
  const side = Math.round(size * (rows > 1200 ? 0.036 : rows > 400 ? 0.045 : 0.06));
  const order = depth ? byDepth(depth) : null;
  context.clearRect(0, 0, size, size);
  for (let i = 0; i < rows; i++) {
    const row = order ? order[i] : i;
    if (depth) context.globalAlpha = fade(depth[row]);
    atlas.stamp(context, row, at[2 * row], at[2 * row + 1], side);
  }
  context.globalAlpha = 1;
}

/**
 * One image in ink on nothing.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} x
 * @param {{ width: number, height: number }} image
 * @param {string} color
 */
export function paintImage(canvas, x, { width, height }, color) {
  canvas.width = width;
  canvas.height = height;
  const [r, g, b] = rgb(color);
  const pixels = new ImageData(width, height);
  x.forEach((value, pixel) => pixels.data.set([r, g, b, 255 * Math.min(1, Math.max(0, value))], 4 * pixel));
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
}
