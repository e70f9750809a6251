// Data of one's own. A config names them by their fingerprint (`data.hash`), so that it stays small; what they are is kept
// here, for every lab of the page, and handed to the engine beside the config.

import { floats, indices, options, whole } from "./arguments.js";
import { inputError } from "./errors.js";

/**
 * @typedef {object} Content as the engine takes it (`src/data/own_data.rs`)
 * @property {Float32Array} x [rows, features]
 * @property {number} rows
 * @property {number} width of an image; 0 of a table
 * @property {number} height
 * @property {string} features names, NUL between them
 * @property {string} classes
 * @property {Uint32Array} labels [rows], or empty
 */

/** What there may be; the engine says so too. */
export const MOST = { rows: 50_000, columns: 784, classes: 100 };
const FEWEST_ROWS = 8;
const LONGEST_NAME = 100;
/** Bytes that are kept: the oldest go, and have to be given again. */
const KEPT = 400 * 2 ** 20;
/** Words that are hashed before the page has its turn. */
const SLICE = 1 << 20;

/** The last used last. @type {Map<string, Content>} */
const kept = new Map();

/**
 * Keeps data of one's own on this page, and names them.
 * @param {import("./types.js").OwnData} request
 * @returns {Promise<{ name: string, hash: string }>} the data part of a config
 */
export async function addData(request) {
  const { x, rows, labels = new Uint32Array(), classes = [], features, image } = options("addData", request, ["x", "rows", "labels", "classes", "features", "image"]);
  const values = floats("x", x, "[rows, columns]");
  const count = whole("rows", rows, FEWEST_ROWS, MOST.rows);
  const columns = values.length / count;
  if (!Number.isInteger(columns) || columns < 1 || columns > MOST.columns) {
    throw inputError(`x has ${values.length} values for ${count} rows; it must have as many for each row, from 1 to ${MOST.columns}.`);
  }
  let [width, height] = [0, 0];
  if (image !== undefined) {
    const size = options("image", image, ["width", "height"]);
    [width, height] = [whole("image.width", size.width), whole("image.height", size.height)];
    if (width * height !== columns) throw inputError(`image is ${width} × ${height}, which is ${width * height} pixels; x has ${columns} columns.`);
  }
  // What is too long is not looked at any further.
  if (Array.isArray(features) && features.length !== columns) throw inputError(`features has ${features.length} names; x has ${columns} columns.`);
  if (Array.isArray(classes) && classes.length > MOST.classes) throw inputError(`classes has ${classes.length} names; it must have at most ${MOST.classes}.`);
  const kinds = indices("labels", labels, "[rows]");
  if (kinds.length > 0 && kinds.length !== count) throw inputError(`labels has ${kinds.length} values; x has ${count} rows.`);
  const named = names("features", features ?? Array.from({ length: columns }, (_, i) => `x${i + 1}`));
  const content = { x: values, rows: count, width, height, features: named.join("\0"), classes: names("classes", classes).join("\0"), labels: kinds };
  const hash = await fingerprint(content);
  kept.delete(hash);
  kept.set(hash, content);
  const bytes = () => [...kept.values()].reduce((sum, { x }) => sum + x.byteLength, 0);
  for (const oldest of kept.keys()) {
    if (kept.size === 1 || bytes() <= KEPT) break;
    kept.delete(oldest);
  }
  return { name: width ? "own-images" : "own-table", hash };
}

/** Whether data of that fingerprint are here. @param {string} hash */
export const hasData = (hash) => kept.has(hash);

/** @param {unknown} hash of a config, where it has one @returns {Content | undefined} */
export function contentOf(hash) {
  const content = typeof hash === "string" ? kept.get(hash) : undefined;
  if (content) {
    kept.delete(String(hash));
    kept.set(String(hash), content);
  }
  return content;
}

/** Data as they were added, or null where they are not here. @param {unknown} hash @returns {import("./types.js").OwnData | null} */
export function dataOf(hash) {
  const content = contentOf(hash);
  if (!content) return null;
  const { x, rows, width, height, features, classes, labels } = content;
  return { x, rows, features: features.split("\0"), ...(classes && { classes: classes.split("\0"), labels }), ...(width && { image: { width, height } }) };
}

/** @param {string} name @param {unknown} list @returns {string[]} */
function names(name, list) {
  if (!Array.isArray(list)) throw inputError(`${name} must be an array of names.`);
  const wrong = list.findIndex((one) => typeof one !== "string" || one === "" || one.length > LONGEST_NAME || /[\0-\x1f]/.test(one));
  if (wrong >= 0) throw inputError(`${name}[${wrong}] must be a name of 1 to ${LONGEST_NAME} characters, with no control characters.`);
  return list;
}

/** FNV-1a, 64 bits, of 32-bit words, little-endian; the engine computes the same. @param {Content} content */
async function fingerprint({ x, rows, width, height, features, classes, labels }) {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const byte = (/** @type {number} */ value) => {
    low = (low ^ value) >>> 0;
    // times 2^40 + 0x1b3
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  };
  const words = (/** @type {ArrayLike<number>} */ list, from = 0, to = list.length) => {
    for (let i = from; i < to; i++) {
      const word = list[i];
      byte(word & 255);
      byte((word >>> 8) & 255);
      byte((word >>> 16) & 255);
      byte(word >>> 24);
    }
  };
  words([rows, width, height]);
  const bits = new Uint32Array(x.buffer, x.byteOffset, x.length);
  for (let at = 0; at < bits.length; at += SLICE) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve));
    words(bits, at, Math.min(bits.length, at + SLICE));
  }
  words(labels);
  words(new TextEncoder().encode(`${features}\n${classes}`));
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}
