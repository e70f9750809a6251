/**
 * Data of one's own, as much of it as the page needs before there are any: what is dropped or pasted, what a link says of
 * them, and the button. All else is loaded with the first file (`csv/`).
 */
import { signal } from "@preact/signals-core";
import { withDrawnPairs } from "./metric/unlabelled.js";
import { defaults, hasData } from "./nearfar.js";
import { report } from "./notices.js";
import * as state from "./state.js";

/** @typedef {import("./types.js").Config} Config */
/** @typedef {{ name: string, hash: string, rows: number, labelled: boolean }} Own */

/** What stands in a link for data with that fingerprint. @type {Map<string, string>} */
const parts = new Map();
/** Data that are here, the newest last; `part` is what a link has of them. @type {import("@preact/signals-core").Signal<(Own & { file: string, part: string, picture: any })[]>} */
export const ownData = signal([]);

/** @param {string} hash @param {string} part */
export const remember = (hash, part) => void parts.set(hash, part);

/** The part of a link for this config's data: empty, or with an & before it. @param {Config} config */
export function ownPart(config) {
  const part = parts.get(config.data?.hash ?? "");
  return part ? `&${part}` : "";
}

/** Settings with a batch that so few rows can fill. @param {Config} settings @param {number} rows @returns {Config} */
export const withBatch = (settings, rows) => ({ ...settings, ...(settings.batch && { batch: Math.max(2, Math.min(settings.batch, Math.floor(rows * settings.data.train) - 1)) }) });

/**
 * The usual settings for data of one's own.
 * @param {Own} own
 * @param {string} task
 * @returns {Config}
 */
export function usualFor({ name, hash, rows, labelled }, task) {
  const usual = withBatch(defaults(name, task), rows);
  const settings = { ...usual, data: { ...usual.data, hash } };
  return task === "metric" && !labelled ? withDrawnPairs(settings) : settings;
}

/** @param {string} hash */
export const partOf = (hash) => parts.get(hash) ?? "";

/**
 * Whether the data that a config names are here, or can be had: from the link, or from this device. If not, the page asks
 * for the file.
 * @param {Config} config
 */
export async function present(config) {
  const hash = config.data?.hash;
  if (!hash || (hasData(hash) && ownData.value.some((one) => one.hash === hash))) {
    state.awaited.value = null;
    return true;
  }
  try {
    return await (await intake()).find(config);
  } catch (error) {
    report(error);
    return false;
  }
}

/** The dialog with a field for a file and one for a text. */
export const chooseData = () => intake().then(({ choose }) => choose(), report);

const intake = () => import("./csv/intake.js");

/** A file that somebody gives: a run that goes on, or a table. @param {Blob & { name?: string }} file */
export const takeFile = (file) => (/\.json$/i.test(file.name ?? "") ? import("./runs/open.js") : intake()).then(({ take }) => take(file), report);

/** Whatever is dropped anywhere, or pasted where nobody types. */
export function takeData() {
  const carries = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  for (const kind of ["dragenter", "dragover"]) addEventListener(kind, (event) => {
    if (carries(/** @type {DragEvent} */ (event))) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!carries(event) || event.defaultPrevented) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) takeFile(file);
  });
  addEventListener("paste", (event) => {
    if (/** @type {HTMLElement} */ (event.target).closest?.("input, textarea, select")) return;
    const file = event.clipboardData?.files[0];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // A word or a link that is pasted by mistake is no table.
    if (!file && !/[,;\t].*\r?\n.*[,;\t]/.test(text)) return;
    event.preventDefault();
    takeFile(file ?? new Blob([text]));
  });
}
