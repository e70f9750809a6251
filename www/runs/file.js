/**
 * A whole run as one file: its settings, what was recorded, and the engine's checkpoint. It is JSON; lists of numbers are base64 of
 * their bytes, little-endian. What is read may be anybody's: each field is held to what it must be, in a sentence.
 */
import { whole } from "../format.js";
import { MOST } from "../lab/tables.js";
import { words } from "../language/language.js";
import { fromStart } from "../state.js";

/** @typedef {import("../session.js").Kept} Kept */
/** @typedef {import("../lab/types.js").OwnData} OwnData */
/**
 * Data of one's own that a run was trained on; without `data` they were too large to travel with it.
 * @typedef {{ file: string, part: string, data: OwnData | null }} Brought
 */

const { runFile: say } = words;
const { right } = say;
const FORMAT = "nearfar-run";
const VERSION = 1;
export const ENDING = "nearfar.json";
/** Bytes that are read. */
const LARGEST = 128 * 2 ** 20;
/** Bytes of data of one's own that go with a run. */
const MOST_DATA = 48 * 2 ** 20;
const LONGEST_NAME = 100;
/** Numbers that the weights or the state of a run can come to, with room: a memory of 50,000 points of 128 numbers is the most of it. */
const MOST_NUMBERS = 2 ** 24;

/** @param {Kept} kept @param {string} link of its settings @param {Brought | null} brought */
export function writeRun({ config, altered, anchor, losses, metrics, checkpoint }, link, brought) {
  const { step, params, state } = checkpoint;
  return `${JSON.stringify({
    format: FORMAT, version: VERSION, link, config, step, altered, anchor,
    losses: letters(Float32Array.from(losses)), metrics,
    checkpoint: { config: checkpoint.config, params: letters(params), state: letters(state) },
    ...(brought && { data: { file: brought.file.slice(0, LONGEST_NAME), part: brought.part, ...(brought.data && brought.data.x.byteLength <= MOST_DATA && written(brought.data)) } }),
  }, null, 1)}\n`;
}

/** @param {OwnData} data */
const written = ({ x, rows, features, classes, labels, image }) => ({ rows, x: letters(x), features, ...(labels && { classes, labels: letters(labels) }), ...(image && { image }) });

/** @param {Blob} file @returns {Promise<{ kept: Kept, brought: Brought | null }>} rejects with a sentence */
export async function readRun(file) {
  if (file.size > LARGEST) throw new Error(say.large(Math.ceil(file.size / 2 ** 20), LARGEST / 2 ** 20));
  const found = parsed(await file.text());
  if (found?.format !== FORMAT) throw new Error(say.other(FORMAT));
  if (found.version !== VERSION) throw new Error(say.version(quoted(found.version), VERSION, found.version > VERSION));
  const { config, step, altered, anchor, metrics, checkpoint, data } = found;
  need("config", config, isObject(config), right.object);
  need("checkpoint", checkpoint, isObject(checkpoint) && isObject(checkpoint.config), right.checkpoint);
  need("step", step, isWhole(step), right.whole);
  need("altered", altered, typeof altered === "boolean", right.bool);
  need("anchor", anchor, anchor === null || isWhole(anchor), right.row);
  const losses = numbers("losses", found.losses, Float32Array, step);
  if (losses.length !== step) throw new Error(say.losses(losses.length, step));
  need("metrics", metrics, Array.isArray(metrics), right.list);
  let last = -1;
  for (const [i, one] of metrics.entries()) {
    need(`metrics[${i}].step`, one?.step, isWhole(one?.step) && one.step > last && one.step <= step, right.later(step));
    last = one.step;
  }
  const [params, state] = ["params", "state"].map((key) => (config.task === "metric" ? numbers(`checkpoint.${key}`, checkpoint[key], Float64Array, MOST_NUMBERS) : numbers(`checkpoint.${key}`, checkpoint[key], Float32Array, MOST_NUMBERS)));
  return { kept: { config: fromStart(config), altered, anchor, losses, metrics, checkpoint: { config: fromStart(checkpoint.config), step, params, state } }, brought: data === undefined ? null : broughtIn(data) };
}

/** @param {any} data @returns {Brought} */
function broughtIn(data) {
  need("data", data, isObject(data), right.object);
  const { file, part, rows, features, classes, image } = data;
  need("data.file", file, typeof file === "string" && file.length <= LONGEST_NAME, right.name(LONGEST_NAME));
  need("data.part", part, typeof part === "string" && /^own(\.file)?=[^&#\s]{1,8000}$/.test(part), right.part);
  if (data.x === undefined) return { file, part, data: null };
  const labels = data.labels === undefined ? {} : { classes, labels: numbers("data.labels", data.labels, Uint32Array, MOST.rows) };
  return { file, part, data: { x: numbers("data.x", data.x, Float32Array, MOST_DATA / 4), rows, features, ...labels, ...(image && { image }) } };
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(say.broken);
  }
}

/** @param {unknown} value */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {any} value */
const isWhole = (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32;
/** @param {unknown} value */
export const quoted = (value) => {
  const text = JSON.stringify(typeof value === "string" ? value.slice(0, 41) : value) ?? say.missing;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};
/** @param {string} name @param {unknown} value @param {boolean} holds @param {string} must */
export function need(name, value, holds, must) {
  if (!holds) throw new Error(say.wrong(name, quoted(value), must));
}

/** Bytes turned to letters at once: whole threes. */
const CHUNK = 3 * 2 ** 13;

/** @param {ArrayBufferView} list */
function letters({ buffer, byteOffset, byteLength }) {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let text = "";
  for (let at = 0; at < byteLength; at += CHUNK) text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return text;
}

/** What letters stand for; null where they are no base64. @param {string} text */
function bytesOf(text) {
  try {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    // Tens of millions: an iterator takes seconds.
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes;
  } catch {
    return null;
  }
}

/**
 * @template {Float32Array | Float64Array | Uint32Array} T
 * @param {string} name @param {unknown} text
 * @param {{ new (buffer: ArrayBuffer): T, BYTES_PER_ELEMENT: number }} Numbers
 * @param {number} most more are not read
 * @returns {T}
 */
function numbers(name, text, Numbers, most) {
  const must = right.numbers(Numbers.BYTES_PER_ELEMENT * 8);
  if (typeof text !== "string") throw new Error(say.wrong(name, quoted(text), must));
  const count = Math.floor((text.length * 3) / 4 / Numbers.BYTES_PER_ELEMENT);
  // Up to three letters fill the last group.
  if (count > most + 1) throw new Error(say.long(name, whole(count), whole(most)));
  const bytes = bytesOf(text);
  const list = bytes && bytes.length % Numbers.BYTES_PER_ELEMENT === 0 ? new Numbers(bytes.buffer) : null;
  if (!list?.every(Number.isFinite)) throw new Error(say.wrong(name, quoted(text), must));
  return list;
}
