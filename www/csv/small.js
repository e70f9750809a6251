/** Data of one's own as a part of a link: small ones whole, larger ones by the file that they are from. */
import { words } from "../language/language.js";
import { dataError, isSeparator } from "./read.js";
import { shortest } from "./shortest.js";

/** Bytes that data may take in a link, and letters that they may unpack to. */
export const MOST_IN_LINK = 6 * 1024;
const MOST_UNPACKED = 1 << 20;

/**
 * @typedef {import("../lab/types.js").OwnData} OwnData
 * @typedef {import("./table.js").Choices} Choices
 * @typedef {{ file: string, reading: import("./read.js").Reading, choices: Choices }} Recipe how data are made of a file
 */

/** The part of a link that is the data; null where they are too large for one. @param {string} name @param {OwnData} data @returns {Promise<string | null>} */
export async function packed(name, { x, rows, labels, classes, features, image }) {
  if (x.length > 20_000 || typeof CompressionStream === "undefined") return null;
  const dim = x.length / rows;
  // Column by column: what is alike stands together.
  const columns = Array.from({ length: dim }, (_, j) => Array.from({ length: rows }, (_, i) => shortest(x[i * dim + j])));
  const text = JSON.stringify([name, features, columns, classes ?? [], labels ? [...labels] : [], image ? [image.width, image.height] : []]);
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const part = `own=${base64url(bytes)}`;
  return part.length <= MOST_IN_LINK ? part : null;
}

/** @param {string} part `own=…` @returns {Promise<{ name: string, data: OwnData }>} */
export async function unpacked(part) {
  const broken = () => dataError(words.csv.broken);
  const text = part.slice("own=".length);
  if (text.length > MOST_IN_LINK || !/^[\w-]+$/.test(text)) throw broken();
  let found;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    found = JSON.parse(await capped(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))));
  } catch {
    throw broken();
  }
  if (!Array.isArray(found) || found.length !== 6 || !found.every((one, i) => (i === 0 ? typeof one === "string" : Array.isArray(one)))) throw broken();
  const [name, features, columns, classes, labels, size] = found;
  const rows = columns[0]?.length;
  const whole = (/** @type {any[]} */ list) => list.every((one) => Number.isInteger(one) && one >= 0 && one < 2 ** 32);
  if (!columns.every((/** @type {any} */ column) => Array.isArray(column) && column.length === rows && column.every(Number.isFinite)) || !whole(labels) || !whole(size)) throw broken();
  const x = Float32Array.from({ length: rows * columns.length }, (_, i) => columns[i % columns.length][Math.floor(i / columns.length)]);
  return { name: name.slice(0, 100), data: { x, rows, features, ...(classes.length && { classes, labels: Uint32Array.from(labels) }), ...(size.length && { image: { width: size[0], height: size[1] } }) } };
}

/** A stream as text, as long as it stays small. @param {ReadableStream<Uint8Array>} stream */
async function capped(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [text, size] = ["", 0];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MOST_UNPACKED) {
      void reader.cancel();
      throw dataError("too large");
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The part of a link that says which file is needed, and how to read it; without the columns where they are too many. @param {Recipe} recipe */
export function asked({ file, reading, choices }) {
  const text = (/** @type {Choices} */ chosen) => `own.file=${encodeURIComponent(JSON.stringify([file, reading, chosen]))}`;
  const whole = text(choices);
  return whole.length <= MOST_IN_LINK ? whole : `own.file=${encodeURIComponent(JSON.stringify([file, reading, null]))}`;
}

/** @param {string} part `own.file=…` @returns {{ file: string, reading: Partial<import("./read.js").Reading>, choices: Choices | null }} */
export function recipeIn(part) {
  const none = { file: words.csv.theFile, reading: {}, choices: null };
  try {
    if (part.length > MOST_IN_LINK) return none;
    const [file, reading, choices] = JSON.parse(decodeURIComponent(part.slice("own.file=".length)));
    if (typeof file !== "string" || typeof reading !== "object" || !reading) return none;
    const fits = choices && (choices.label === null || typeof choices.label === "string") && Array.isArray(choices.without) && choices.without.every((/** @type {any} */ one) => typeof one === "string");
    return { file: file.slice(0, 100),
      reading: { ...(isSeparator(reading.separator) && { separator: reading.separator }), ...([".", ","].includes(reading.decimal) && { decimal: reading.decimal }), ...(typeof reading.header === "boolean" && { header: reading.header }) },
      choices: fits ? { label: choices.label, without: choices.without, missing: choices.missing === "mean" ? "mean" : "rows", images: choices.images === true } : null };
  } catch {
    return none;
  }
}
