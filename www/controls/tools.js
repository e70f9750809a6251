/** The header's right side: which engine runs and why, the theme, the language, help, Export, Share. */
import { effect } from "@preact/signals-core";
import { forgetPalette } from "../colors.js";
import { byId, h, memory, put } from "../dom.js";
import { words } from "../language/language.js";
import { notify } from "../notices.js";
import * as state from "../state.js";
import { exportMenu } from "./export.js";
import { helpDialog } from "./help.js";
import { languageChooser } from "./language.js";
import { runsButton } from "./runs.js";
import { shareButton } from "./share.js";
import { undoButtons } from "./undo.js";
import { paintNow } from "../views/frames.js";
import { said } from "../language/offered.js";

const { controls } = words;
const NAMES = /** @type {Record<string, string>} */ (controls.backends);

/** @param {import("../types.js").Lab} lab @param {string} asked "auto", "webgpu" or "cpu" @param {(backend: string) => void} use */
export function badge(lab, asked, use) {
  const name = h("span", null);
  const reason = h("p", null);
  const more = h("pre", { tabIndex: 0 });
  const menu = h("details", { class: "badge" }, h("summary", { title: controls.engineAbout }, h("span", { class: "hidden" }, controls.engine), name),
    h("div", { class: "popover" }, reason,
      h("fieldset", null, h("legend", null, controls.computeOn), Object.entries(NAMES).map(([value, title]) =>
        h("label", { class: "check" }, h("input", { type: "radio", name: "backend", value, checked: value === asked, onchange: () => use(value) }), title))),
      h("details", null, h("summary", null, controls.diagnostics), more)));
  let restarts = lab.status.restarts;
  const tell = () => {
    const { status } = lab;
    name.textContent = NAMES[status.backend] ?? status.backend;
    menu.dataset.backend = status.backend;
    put(reason, said(status.reason));
    more.textContent = lab.diagnostics;
    if (status.message) notify("status", "engine", status.message);
    else if (status.restarts > restarts) notify("status", "engine", controls.restarted);
    restarts = status.restarts;
  };
  lab.addEventListener("status", tell);
  tell();
  document.addEventListener("click", (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menu.open = false;
  });
  // In a frame there is no header, and the badge stands with the buttons.
  (document.documentElement.classList.contains("embed") ? byId("transport") : byId("engine")).append(menu);
}

export function tools() {
  const theme = h("select", { class: "theme", "aria-label": controls.theme, onchange: () => {
    state.theme.value = theme.value;
    memory.set("theme", theme.value);
  } },
    state.THEMES.map((name) => h("option", { value: name, selected: name === state.theme.value }, controls.themes[name])));
  const help = h("button", { type: "button", class: "quiet", "aria-label": controls.help.name, title: `${controls.help.name} (?)`, onclick: helpDialog }, "?");
  put(byId("tools"), ...undoButtons(), h("div", { id: "engine" }), theme, languageChooser(), help, runsButton(), exportMenu(), shareButton());

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const recolor = () => {
    forgetPalette();
    state.appearance.value++;
  };
  dark.addEventListener("change", recolor);
  effect(() => {
    document.documentElement.dataset.theme = state.theme.value;
    theme.value = state.theme.value;
    queueMicrotask(recolor);
  });
  // Paper is white: before the browser takes them, dark pictures are drawn in its colours, and afterwards in the screen's.
  const onPaper = (/** @type {boolean} */ paper) => {
    const { documentElement: root } = document;
    if (paper && getComputedStyle(root).getPropertyValue("--scheme").trim() !== "dark") return;
    if (!paper && root.dataset.theme === state.theme.peek()) return;
    root.dataset.theme = paper ? "light" : state.theme.peek();
    recolor();
    if (!paper) return;
    paintNow();
    for (const canvas of document.querySelectorAll(".stage canvas")) if (canvas instanceof HTMLCanvasElement && canvas.width && canvas.height) asPicture(canvas);
  };
  addEventListener("beforeprint", () => onPaper(true));
  addEventListener("afterprint", () => onPaper(false));
}

/**
 * Draws a canvas onto itself. Chromium prints what was drawn before printing stroke by stroke, and loses pixels that were
 * put in; what is drawn as one picture is printed as one.
 * @param {HTMLCanvasElement} canvas
 */
function asPicture(canvas) {
  const copy = h("canvas", { width: canvas.width, height: canvas.height });
  copy.getContext("2d")?.drawImage(canvas, 0, 0);
  const context = canvas.getContext("2d");
  context?.clearRect(0, 0, canvas.width, canvas.height);
  context?.drawImage(copy, 0, 0);
}
