/** The way into a comparison; its code comes with the first. */
import { effect } from "@preact/signals-core";
import { byId, h } from "../dom.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";
import * as state from "../state.js";
import { icon } from "./transport.js";

/** Two curves that part. */
const CURVES = "M1 13.2c5-.2 7-3.6 13.5-10.4l.9 1.3c-6.2 6.6-8.4 10.5-14.4 10.7zM1 12c5 .4 8-1 13.6-1.2v1.6c-5.6.1-8.6 1.6-13.6 1.4z";
const load = () => import("../compare/view.js");

export function compareButton() {
  const button = h("button", { type: "button", class: "versus", title: words.controls.compareAbout, "aria-controls": "compare", onclick: () => {
    load().then(({ toggle }) => toggle()).catch(report);
  } }, icon(CURVES), h("span", null, words.controls.compare));
  byId("transport").querySelector(".progress")?.after(button);
  effect(() => {
    button.hidden = state.task.value !== "contrastive";
    button.setAttribute("aria-expanded", String(state.versus.value !== null));
    if (state.versus.value) load().catch(report);
  });
}

export const startComparison = async () => (await load()).start();

/** What Space does while a comparison is open. */
export const toggleComparison = () => void load().then(({ startOrPause }) => startOrPause()).catch(report);
