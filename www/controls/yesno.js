/** A question with two answers, in a dialog of its own; Escape is no. */
import { h } from "../dom.js";

/**
 * @param {string} title
 * @param {Node[]} about
 * @param {{ yes: string, no: string, likely: boolean }} answers `likely`: the one that has the focus
 * @returns {Promise<boolean>}
 */
export function askYesNo(title, about, { yes, no, likely }) {
  return new Promise((resolve) => {
    let answer = false;
    const [refuse, accept] = [false, true].map((means) => h("button", { type: "button", class: means === likely ? "primary" : "", onclick: () => {
      answer = means;
      dialog.close();
    } }, means ? yes : no));
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "yesno-title" }, h("h2", { id: "yesno-title" }, title), about, h("div", { class: "buttons" }, refuse, accept));
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
    (likely ? accept : refuse).focus();
  });
}
