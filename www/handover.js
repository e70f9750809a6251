/** What a page hands to the one that comes in its place, where another language begins it anew. */

/**
 * @typedef {object} Handed
 * @property {string} link its hash: who comes by it comes back
 * @property {string} [code] a loss of one's own that was agreed to
 * @property {boolean} asking answers are hidden
 * @property {import("./undo/track.js").Line} changes
 */

const KEY = "nearfar:handed";

/** Once. @type {Partial<Handed>} */
export const handed = taken();

function taken() {
  try {
    const text = sessionStorage.getItem(KEY) ?? "{}";
    sessionStorage.removeItem(KEY);
    return JSON.parse(text);
  } catch {
    return {}; // asked again, and begun anew
  }
}

/** @param {Handed} what */
export function handOver(what) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(what));
  } catch { /* too much, or nothing may be kept */ }
}
