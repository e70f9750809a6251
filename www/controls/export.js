/** What can be taken home: the run as a script, its numbers and its pictures. The code for each comes when it is asked for. */
import { h, put } from "../dom.js";
import { save } from "../save.js";
import * as state from "../state.js";
import { icon } from "./transport.js";

/** An arrow onto a line. */
const DOWN = "M7.2 1h1.6v7.4l2.9-2.9 1.1 1.1L8 11.4 3.2 6.6l1.1-1.1 2.9 2.9zM2 13.2h12v1.6H2z";

const load = () => import("../export/take.js");
/** @typedef {keyof typeof import("../export/take.js").TAKE} Taken */

/** @type {[Taken, string, string][]} */
const CHOICES = [
  ["script", "PyTorch script", "runs as it is, with the same first losses"],
  ["csv", "Numbers, CSV", "losses and metrics, a row for each step"],
  ["json", "Numbers, JSON", "the same, with all settings"],
  ["curves", "Curves, SVG", "drawn from the numbers"],
  ["data", "Data, PNG", "the left picture"],
  ["embedding", "Embedding, PNG", "the right picture"],
];

export function exportMenu() {
  const said = h("p", { role: "status" });
  const menu = h("details", { class: "take" }, h("summary", { title: "Take the run home: script, numbers, pictures" }, icon(DOWN), h("span", null, "Export")),
    h("div", { class: "popover" }, CHOICES.map(([what, name, about]) => h("button", { type: "button", onclick: () => take(what) }, name, h("small", null, about))), said));

  /** @param {Taken} what */
  async function take(what) {
    put(said, "Being made …");
    try {
      const { TAKE } = await load();
      put(said, `Saved: ${save(await TAKE[what]())}.`);
    } catch (error) {
      put(said, /** @type {Error} */ (error).message);
    }
  }
  menu.addEventListener("toggle", () => put(said, state.task.value === "metric" ? "Pictures: the points before and after x ↦ Lx." : ""));
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
