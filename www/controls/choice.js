/** A choice of one among named components: a loss, an optimiser, an activation. */
import { freshId, h } from "../dom.js";
import { words } from "../language/language.js";

/** The sign of what begins the run anew. */
export const restartSign = () => h("span", { class: "restarts", title: words.controls.restarts, "aria-hidden": "true" }, "↻");

/**
 * @param {{ path: string, name: string, choices: { name: string, title: string }[], value: string, choose: (name: string) => void }} options
 */
export function choice({ path, name, choices, value, choose }) {
  const id = freshId("choice");
  const select = h("select", { id, onchange: () => choose(select.value) },
    choices.map((one) => h("option", { value: one.name, selected: one.name === value }, one.title)));
  return h("div", { class: "choice", "data-path": path }, h("label", { for: id }, name, restartSign()), select);
}
