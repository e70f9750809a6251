/** What the marks and the lines mean. */
import { effect } from "@preact/signals-core";
import { h, put } from "../dom.js";
import * as state from "../state.js";
import { mark } from "./tile.js";

export function legendView() {
  const list = h("ul", { class: "legend", "aria-label": "Classes" });
  effect(() => {
    state.appearance.value;
    state.points.value;
    const info = state.info.peek();
    // One class is none.
    put(list, ...(info && info.classes > 1 ? info.classNames : []).map((name, label) => h("li", null, mark(label), name)));
  });
  return list;
}

export const relationKey = () => h("ul", { class: "legend relations", "aria-label": "Lines" },
  h("li", null, h("i", { class: "key anchor" }), "anchor"),
  h("li", null, h("i", { class: "key positive" }), "its positive"),
  h("li", null, h("i", { class: "key negative" }), "strongest negatives"),
  h("li", { title: "A negative of the anchor's own class; the loss cannot know." }, h("i", { class: "key false" }), "false negative"));
