/** The way to share what is on the screen; the dialog's code comes when it is first opened. */
import { h } from "../dom.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";

export function shareButton() {
  return h("button", { type: "button", class: "share", onclick: () => void import("../share/dialog.js").then(({ share }) => share()).catch(report) }, words.share.name);
}
