/** Undo and Redo: two buttons, their keys, and a word on what was done. */
import { effect } from "@preact/signals-core";
import { debounce, h } from "../dom.js";
import { words } from "../language/language.js";
import { redo, redoable, told, undo, undoable, watchChanges } from "../undo/track.js";
import { icon } from "./transport.js";

const { undo: say } = words;

/** How long it stands there. */
const TOLD_MS = 6000;
const BACK = "M6.2 2.3 7.4 3.5 5 5.9h4.6a4.1 4.1 0 0 1 0 8.2H5.5v-1.7h4.1a2.4 2.4 0 0 0 0-4.8H5l2.4 2.4-1.2 1.2L1.7 6.75z";
const FORTH = "M9.8 2.3 8.6 3.5 11 5.9H6.4a4.1 4.1 0 0 0 0 8.2h4.1v-1.7H6.4a2.4 2.4 0 0 1 0-4.8H11L8.6 10l1.2 1.2 4.5-4.45z";
const apple = /mac|iphone|ipad/i.test(navigator.userAgent);

export function undoButtons() {
  watchChanges();
  const said = h("span", { class: "told sub", role: "status" });
  /** @param {string} name @param {string} path @param {string} title @param {() => Promise<void>} act @param {import("@preact/signals-core").ReadonlySignal<boolean>} able */
  const button = (name, path, title, act, able) => {
    // Not `disabled`: the focus would be lost with the last step back.
    const made = h("button", { type: "button", class: "quiet travel", "aria-label": name, title, onclick: () => able.peek() && void act() }, icon(path));
    effect(() => made.setAttribute("aria-disabled", String(!able.value)));
    return made;
  };
  const forget = debounce(TOLD_MS, () => (told.value = ""));
  effect(() => {
    said.textContent = told.value;
    if (told.value) forget();
  });
  document.addEventListener("keydown", (event) => {
    if (!(apple ? event.metaKey : event.ctrlKey) || event.altKey || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    const act = key === "z" ? (event.shiftKey ? redo : undo) : key === "y" && !apple && !event.shiftKey ? redo : null;
    const target = /** @type {HTMLElement} */ (event.target);
    if (!act || target.closest("dialog, textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])")) return;
    event.preventDefault();
    void act();
  });
  return [said, button(say.undo, BACK, say.undoAbout(apple), undo, undoable), button(say.redo, FORTH, say.redoAbout(apple), redo, redoable)];
}
