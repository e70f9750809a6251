/** The way to share what is on the screen; the dialog's code comes when it is first opened. */
import { h } from "../dom.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";
import { icon } from "./transport.js";

/** An arrow out of a box. */
const OUT = "M8 .9 12.1 5 11 6.1 8.8 3.9v7H7.2v-7L5 6.1 3.9 5zM2 8.6h1.6v4.8h8.8V8.6H14V15H2z";

export function shareButton() {
  return h("button", { type: "button", class: "pictured share", onclick: () => void import("../share/dialog.js").then(({ share }) => share()).catch(report) }, icon(OUT), h("span", null, words.share.name));
}
