/** Data without labels: nothing says which points are alike, so pairs are drawn by hand. */
import { words } from "../language/language.js";
import { dismiss, notify } from "../notices.js";

/** @typedef {import("../types.js").Config} Config */

/** λ at which a pair or two are enough for S and D to be of full rank. */
export const ENOUGH = 1;

/** The same settings for pairs that are drawn by hand. @param {Config} config @returns {Config} */
export const withDrawnPairs = (config) => ({ ...config, pairs: { ...config.pairs, source: "drawn" }, objective: { ...config.objective, lambda: ENOUGH } });

/** Says how pairs come, where they are to be drawn. @param {Config} config on the screen now */
export function tellPairs(config) {
  dismiss("lambda");
  if (config.pairs?.source === "drawn") notify("status", "lambda", words.metric.unlabelled(ENOUGH));
}
