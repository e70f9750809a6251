/** The way to one's own runs; the dialog's code comes when it is first opened. */
import { h } from "../dom.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";

export const runsButton = () => h("button", { type: "button", title: words.controls.historyAbout, onclick: () => void import("../runs/dialog.js").then(({ runsDialog }) => runsDialog()).catch(report) }, words.controls.history);
