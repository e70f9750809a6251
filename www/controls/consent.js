/** A link, or a run's file, can bring a loss that somebody wrote. It is run when the person at the page says so, and not before. */
import { h } from "../dom.js";
import { words } from "../language/language.js";
import { catalog } from "../nearfar.js";
import * as state from "../state.js";

/** Texts that were agreed to on this page, and those that come with it. @type {Set<string>} */
const agreed = new Set(catalog.own.starts.map(({ code }) => code));

/** What somebody writes here is known here. @param {string} code */
export const agree = (code) => void agreed.add(code);

/** From this page to the one that comes in its place. */
const HANDED = "nearfar:agreed";
try {
  agreed.add(sessionStorage.getItem(HANDED) ?? "");
  sessionStorage.removeItem(HANDED);
} catch { /* asked again */ }

/** The page begins anew; what is trained with has been agreed to. @param {import("../types.js").Config} config */
export function handOver({ loss }) {
  try {
    if (typeof loss?.code === "string") sessionStorage.setItem(HANDED, loss.code);
  } catch { /* asked again */ }
}

/**
 * Whether this config may be run; asks where it brings a text that is not known here.
 * @param {import("../types.js").Config} config
 * @param {"link" | "file"} [from]
 * @returns {Promise<boolean>}
 */
export async function consent(config, from = "link") {
  const code = config.loss?.code;
  if (typeof code !== "string" || agreed.has(code) || code === state.config.peek().loss?.code) return true;
  const answer = await ask(code, from);
  if (answer) agreed.add(code);
  return answer;
}

/** @param {string} code @param {"link" | "file"} from @returns {Promise<boolean>} */
function ask(code, from) {
  const { consent: say } = words.controls;
  return new Promise((resolve) => {
    let yes = false;
    const run = h("button", { type: "button", class: "primary", onclick: () => {
      yes = true;
      dialog.close();
    } }, say.yes);
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "consent-title" },
      h("h2", { id: "consent-title" }, say.title[from]),
      h("p", null, say.text),
      h("pre", { class: "stranger", tabIndex: 0, role: "group", "aria-label": say.code }, code),
      h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, say.no), run));
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(yes);
    });
    dialog.showModal();
    run.focus();
  });
}
