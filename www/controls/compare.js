/** The way into a comparison; its code comes with the first. */
import { effect } from "@preact/signals-core";
import { byId, h } from "../dom.js";
import { report } from "../notices.js";
import * as state from "../state.js";

const load = () => import("../compare/view.js");

export function compareButton() {
  const button = h("button", { type: "button", class: "versus", "aria-controls": "compare", onclick: () => {
    load().then(({ toggle }) => toggle()).catch(report);
  } }, "Compare");
  byId("transport").querySelector(".progress")?.after(button);
  effect(() => {
    button.hidden = state.task.value !== "contrastive";
    button.setAttribute("aria-expanded", String(state.versus.value !== null));
    if (state.versus.value) load().catch(report);
  });
}

export const startComparison = async () => (await load()).start();
