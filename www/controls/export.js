/** What can be taken home: the run as a script, its numbers and its pictures. The code for each comes when it is asked for. */
import { h, put } from "../dom.js";
import { words } from "../language/language.js";
import { save } from "../save.js";
import * as state from "../state.js";
import { icon } from "./transport.js";

/** An arrow onto a line. */
const DOWN = "M7.2 1h1.6v7.4l2.9-2.9 1.1 1.1L8 11.4 3.2 6.6l1.1-1.1 2.9 2.9zM2 13.2h12v1.6H2z";

const load = () => import("../export/take.js");
/** @typedef {keyof typeof import("../export/take.js").TAKE} Taken */

const { exports: say } = words;

export function exportMenu() {
  const said = h("p", { role: "status" });
  const menu = h("details", { class: "take" }, h("summary", { title: say.about }, icon(DOWN), h("span", null, say.name)),
    h("div", { class: "popover" }, Object.entries(say.choices).map(([what, [name, about]]) => h("button", { type: "button", onclick: () => take(/** @type {Taken} */ (what)) }, name, h("small", null, about))), said));

  /** @param {Taken} what */
  async function take(what) {
    put(said, say.making);
    try {
      const { TAKE } = await load();
      const names = [await TAKE[what]()].flat().map(save);
      put(said, names.length > 1 ? say.savedBoth(names[0], names[1]) : say.saved(names[0]));
    } catch (error) {
      put(said, /** @type {Error} */ (error).message);
    }
  }
  menu.addEventListener("toggle", () => put(said, state.task.value === "metric" ? say.metricPictures : ""));
  document.addEventListener("click", (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  return menu;
}
