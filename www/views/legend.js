/** What the marks and the lines mean. */
import { effect } from "@preact/signals-core";
import { h, put } from "../dom.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { mark } from "./tile.js";

const { pictures: say } = words;

export function legendView() {
  const list = h("ul", { class: "legend kinds", "aria-label": say.classes });
  /** Where not all of them are in sight, the keyboard can scroll to the others. */
  const reach = () => {
    if (list.scrollHeight > list.clientHeight + 1) list.tabIndex = 0;
    else list.removeAttribute("tabindex");
  };
  new ResizeObserver(reach).observe(list);
  effect(() => {
    state.appearance.value;
    state.points.value;
    const info = state.info.peek();
    // One class is none.
    put(list, ...(info && info.classes > 1 ? info.classNames : []).map((name, label) => h("li", null, mark(label), name)));
    reach();
  });
  return list;
}

export const relationKey = () => h("ul", { class: "legend relations", "aria-label": say.lines },
  h("li", null, h("i", { class: "key anchor" }), say.key.anchor),
  h("li", null, h("i", { class: "key positive" }), say.key.positive),
  h("li", null, h("i", { class: "key negative" }), say.key.negatives),
  h("li", { title: say.key.falseAbout }, h("i", { class: "key false" }), say.key.false));
