/** Two strips under the header: alerts for what went wrong, status for what is worth knowing. */
import { byId, h } from "./dom.js";
import { words } from "./language/language.js";

/** @typedef {{ label: string, act: () => void }} Action */

const shown = /** @type {Map<string, HTMLElement>} */ (new Map());

/**
 * Shows a sentence until it is dismissed, or until another with the same `key` takes its place.
 * @param {"alert" | "status"} kind
 * @param {string} key
 * @param {string} message
 * @param {...Action} actions
 */
export function notify(kind, key, message, ...actions) {
  dismiss(key);
  const strip = h("p", { class: `notice ${kind}` },
    h("span", null, message),
    actions.map(({ label, act }) => h("button", { type: "button", class: "quiet", onclick: () => { dismiss(key); act(); } }, label)),
    h("button", { type: "button", class: "quiet close", "aria-label": words.page.dismiss, onclick: () => dismiss(key) }, "×"));
  shown.set(key, strip);
  byId(kind === "alert" ? "alerts" : "status").append(strip);
}

/** @param {string} key */
export function dismiss(key) {
  shown.get(key)?.remove();
  shown.delete(key);
}

/**
 * Every error that reaches a person ends here, once.
 * @param {unknown} error
 * @param {string} [key]
 */
export function report(error, key = "error") {
  const { name, message } = /** @type {Error} */ (error);
  if (name === "LinkError") notify("alert", "link", words.page.unreadable(message));
  else notify("alert", key, message || String(error));
}
