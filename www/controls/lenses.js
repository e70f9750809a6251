/** What can be looked at closely in place of the data; the code of each comes when it is first opened. */
import { effect } from "@preact/signals-core";
import { byId, h } from "../dom.js";
import { words } from "../language/language.js";
import { notify, report } from "../notices.js";
import * as state from "../state.js";

/** @typedef {{ element: HTMLElement, open?: () => void, close?: () => void }} Lens  the heading in it has id `lens-title` */

const { controls } = words;

/** targets: the pretexts' for which it has something to show. @type {Record<string, { targets: string[], load: () => Promise<{ lens: Lens }> }>} */
const ALL = {
  inside: { targets: ["view"], load: () => import("../inside/view.js") },
  slow: { targets: ["view"], load: () => import("../slow/view.js") },
  byhand: { targets: ["view"], load: () => import("../byhand/view.js") },
  own: { targets: ["view"], load: () => import("../own/view.js") },
  labels: { targets: ["view", "answer"], load: () => import("../labels/view.js") },
  theorem: { targets: ["view", "answer", "word"], load: () => import("../theorem/view.js") },
};

/** Their names in a link: `lens=inside`. */
export const LENSES = Object.keys(ALL);

export function lensButtons() {
  const buttons = LENSES.map((name) => {
    const { title, short, about } = controls.lenses[name];
    return h("button", { type: "button", title: about, "aria-label": title, "data-lens": name, "aria-controls": "lens",
      onclick: () => (state.lens.value = state.lens.peek() === name ? "" : name) }, short);
  });
  const row = byId("lenses");
  row.append(...buttons);
  /** @type {Lens | null} */
  let open = null;
  effect(() => {
    const on = state.task.value === "contrastive" && !state.versus.value;
    const fits = ALL[state.lens.value]?.targets.includes(state.target.value);
    const name = on && fits ? state.lens.value : "";
    row.hidden = Boolean(state.versus.value);
    for (const button of buttons) {
      button.hidden = !ALL[String(button.dataset.lens)].targets.includes(state.target.value);
      button.setAttribute("aria-pressed", String(button.dataset.lens === name));
    }
    if (!name) return show(null, "");
    ALL[name].load().then(({ lens }) => {
      if (state.lens.peek() === name) show(lens, name);
    }, (error) => {
      state.lens.value = "";
      report(error);
    });
  });

  /** @param {Lens | null} lens @param {string} name */
  function show(lens, name) {
    const host = byId("lens");
    if (open !== lens) {
      open?.close?.();
      host.replaceChildren(...(lens ? [lens.element] : []));
      open = lens;
      lens?.open?.();
    }
    host.hidden = !lens;
    if (lens) byId("main").dataset.lens = name;
    else delete byId("main").dataset.lens;
  }
  // In a picture Escape is the picture's, in a comparison that one's, and a scene of the lecture keeps its lens.
  document.addEventListener("keydown", ({ key, target, defaultPrevented }) => {
    if (key !== "Escape" || defaultPrevented || !state.lens.peek() || state.versus.peek() || state.lecture.peek()) return;
    if (!(/** @type {HTMLElement} */ (target).closest("select, dialog, .stage, details[open]"))) closeLens();
  });
}

/** Back to the data, and the focus to where it came from. */
export function closeLens() {
  const button = /** @type {HTMLElement | null} */ (document.querySelector(`.lenses [data-lens="${CSS.escape(state.lens.peek())}"]`));
  state.lens.value = "";
  button?.focus();
}

/** What every lens begins with. @param {string} title @param {...Node} more */
export const lensHeading = (title, ...more) => h("div", { class: "heading" }, h("h2", { id: "lens-title" }, title), ...more,
  h("button", { type: "button", class: "quiet close", "aria-label": controls.closeLens(title), title: controls.backToData, onclick: closeLens }, "×"));

/**
 * A lens's own settings and their part of the address (`lens.…`), kept the same while it is open.
 * @template S
 * @param {{ name: string, settings: import("@preact/signals-core").Signal<S>, opened: import("@preact/signals-core").Signal<boolean>,
 *   read: (text: string) => { settings: S, problems: string[] }, write: (settings: S) => string }} of
 */
export function linkedSettings({ name, settings, opened, read, write }) {
  /** @param {string} text of an address */
  function follow(text) {
    const { settings: given, problems } = read(text);
    for (const [i, sentence] of problems.entries()) notify("alert", `${name}-${i}`, sentence);
    settings.value = given;
  }
  // Another link, while this is open.
  effect(() => {
    const { value: text } = state.lensSettings;
    if (opened.peek() && text !== write(settings.peek())) follow(text);
  });
  effect(() => {
    if (opened.value) state.lensSettings.value = write(settings.value);
  });
  return {
    open() {
      follow(state.lensSettings.peek());
      opened.value = true;
    },
    close() {
      opened.value = false;
      state.lensSettings.value = "";
    },
  };
}
