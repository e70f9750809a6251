/** A link, or a run's file, can bring a loss that somebody wrote. It is run when the person at the page says so, and not before. */
import { h } from "../dom.js";
import { handed } from "../handover.js";
import { words } from "../language/language.js";
import { catalog } from "../nearfar.js";
import * as state from "../state.js";
import { askYesNo } from "./yesno.js";

/** Texts that were agreed to on this page, and those that come with it. @type {Set<string>} */
const agreed = new Set([...catalog.own.starts.map(({ code }) => code), handed.code ?? ""]);

/** What somebody writes here is known here. @param {string} code */
export const agree = (code) => void agreed.add(code);

/**
 * Whether this config may be run; asks where it brings a text that is not known here.
 * @param {import("../types.js").Config} config
 * @param {"link" | "file"} [from]
 * @returns {Promise<boolean>}
 */
export async function consent(config, from = "link") {
  const code = config.loss?.code;
  if (typeof code !== "string" || agreed.has(code) || code === state.config.peek().loss?.code) return true;
  const { consent: say } = words.controls;
  const yes = await askYesNo(say.title[from], [h("p", null, say.text), h("pre", { class: "stranger", tabIndex: 0, role: "group", "aria-label": say.code }, code)], { yes: say.yes, no: say.no, likely: true });
  if (yes) agreed.add(code);
  return yes;
}
