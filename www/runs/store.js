/**
 * Runs that are kept on this device, in IndexedDB. Where the browser refuses it (private windows, a full disk), and in a
 * frame, they are kept as long as the page is open, and `refused` says so.
 */
import { createStore, del, set, values } from "idb-keyval";
import { keeps } from "../dom.js";
import { words } from "../language/language.js";

/**
 * @typedef {object} Kept
 * @property {string} id
 * @property {string} name
 * @property {number} saved milliseconds since 1970
 * @property {string} link with its #
 * @property {string} text what is trained on what
 * @property {number} step
 * @property {Float32Array} losses of all its steps
 * @property {import("../types.js").Metrics[]} metrics all that were measured, the last one last
 * @property {string} [whole] what Export would save of it, where the link does not lead back to it
 */

export const MOST = 200;
export const LONGEST_NAME = 100;

/** @type {ReturnType<typeof createStore> | null} */
let store = null;
/** @type {Map<string, Kept>} */
const passing = new Map();
let refusal = "";

/** Why nothing outlives this page; "" where it does. */
export const refused = () => refusal;

/** What is there, the newest first. @returns {Promise<Kept[]>} */
export async function list() {
  /** @type {unknown[]} */
  let found = [];
  if (!keeps()) refusal = words.runs.framed;
  else try {
    store ??= createStore("nearfar-runs", "runs");
    found = await values(store);
    refusal = "";
  } catch (error) {
    refusal = words.runs.refused(String(/** @type {Error} */ (error).message || error));
  }
  return [...found.filter(readable), ...passing.values()].sort((a, b) => b.saved - a.saved);
}

/** What an older or newer version may have left is left alone. @param {any} one @returns {one is Kept} */
const readable = (one) => [one?.id, one?.name, one?.link, one?.text].every((text) => typeof text === "string") && Number.isFinite(one.saved) && Number.isFinite(one.step)
  && one.link.startsWith("#") && one.losses instanceof Float32Array && Array.isArray(one.metrics);

/** @param {Kept} run */
export async function keep(run) {
  if (refusal || !store) return void passing.set(run.id, run);
  await set(run.id, run, store);
}

/** @param {string} id */
export async function forget(id) {
  if (!passing.delete(id) && store) await del(id, store);
}
