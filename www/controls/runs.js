/** The way to one's own runs; the dialog's code comes when it is first opened. */
import { h } from "../dom.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";
import { icon } from "./transport.js";

/** A clock. */
const CLOCK = "M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6zm0 1.6a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4zm-.8 1.9h1.6v2.9l2.2 1.5-.9 1.3-2.9-2z";

export const runsButton = () => h("button", { type: "button", class: "pictured history", title: words.controls.historyAbout, onclick: () => void import("../runs/dialog.js").then(({ runsDialog }) => runsDialog()).catch(report) }, icon(CLOCK), h("span", null, words.controls.history));
