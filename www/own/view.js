/** A loss of one's own: its text, what is wrong with it and where, and whether its slopes are right. */
import { effect, signal } from "@preact/signals-core";
import { agree } from "../controls/consent.js";
import { lensHeading } from "../controls/lenses.js";
import { debounce, h, put } from "../dom.js";
import { words } from "../language/language.js";
import { begin, pause } from "../loop.js";
import { catalog, checkLoss } from "../language/offered.js";
import * as state from "../state.js";
import { turn } from "../turn.js";
import "./own.css";

const { own: say } = words;
const { loss: NAME, starts, longest } = catalog.own;
const card = /** @type {any} */ (catalog.losses.find(({ name }) => name === NAME));
/** The settings that a text can name. */
const SETTINGS = card.knobs.map((/** @type {any} */ { id }) => id);

/** What stands in the editor, before it is trained with. */
const draft = signal(starts[0].code);
/** What the loss of the run is. */
const trained = () => (state.config.value.loss?.name === NAME ? String(state.config.value.loss.code) : null);

const lines = h("pre", { class: "lines", "aria-hidden": "true" });
const text = h("textarea", { class: "code", spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off", maxLength: longest, "aria-label": say.code, "aria-describedby": "own-verdict",
  oninput: () => (draft.value = text.value), onscroll: () => (lines.scrollTop = text.scrollTop), onkeydown: (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void train();
    // The first Escape leaves the text, another closes the lens.
    else if (event.key === "Escape") {
      event.stopPropagation();
      go.focus();
    }
  } });
const verdict = h("div", { class: "own-verdict", id: "own-verdict", role: "status" });
const go = h("button", { type: "button", class: "primary", title: say.keys, onclick: () => void train() });
const from = h("select", { "aria-label": say.startFrom, onchange: () => {
  const start = starts[from.selectedIndex - 1];
  from.selectedIndex = 0;
  if (start) load(start);
} }, h("option", { value: "" }, say.startFromMore), starts.map(({ title }) => h("option", { value: title }, title)));
const about = h("p", { class: "sub" }, say.about(SETTINGS.join(", ")));

export const lens = {
  element: h("div", { class: "own" }, lensHeading(say.title), about, h("div", { class: "editor" }, lines, text), verdict, h("p", { class: "turns" }, from, go)),
  open: () => reset(trained() ?? draft.peek()),
};

/** @param {string} code */
function reset(code) {
  text.value = code;
  draft.value = code;
}

/** A text to begin with, and the numbers it is written for. @param {{ code: string, values: [string, number][] }} start */
function load({ code, values }) {
  reset(code);
  wanted = values;
}
/** @type {[string, number][]} */
let wanted = [];

const values = () => {
  const { loss } = state.config.value;
  return Object.fromEntries(card.knobs.map((/** @type {any} */ { id, default: usual }) =>
    [id, wanted.find(([name]) => name === id)?.[1] ?? (loss?.name === NAME || id === "temperature" ? loss?.[id] : undefined) ?? usual]));
};

const checked = signal(/** @type {import("../lab/types.js").LossCheck | null} */ (null));
const judge = debounce(150, () => (checked.value = checkLoss(draft.peek(), values())));
effect(() => {
  draft.value;
  state.config.value;
  judge();
});

// A link or a scene brings another text; what is being written stays.
let before = trained() ?? starts[0].code;
effect(() => {
  const now = trained();
  if (now === null || now === before) return;
  if (draft.peek() === before) reset(now);
  before = now;
});

/** Puts the text in place of the loss: at once where one's own is being trained with, else from the start. */
async function train() {
  checked.value = checkLoss(draft.peek(), values());
  const wrong = checked.peek()?.errors[0];
  if (wrong) return point(wrong);
  const code = draft.peek();
  agree(code);
  const set = values();
  wanted = [];
  if (trained() !== null && SETTINGS.every((/** @type {string} */ id) => state.config.peek().loss[id] === set[id])) return turn("loss.code", code, true);
  pause();
  await begin({ ...state.fromStart(state.config.peek()), loss: { name: NAME, ...set, code } });
}

/** The cursor goes where it is wrong. @param {{ line: number, column: number }} at */
function point({ line, column }) {
  const before = text.value.split("\n").slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(before + column - 1, before + column);
}

effect(() => {
  const count = draft.value.split("\n").length;
  const wrong = new Set(checked.value?.errors.map(({ line }) => line));
  put(lines, ...Array.from({ length: count }, (_, i) => h("span", { class: wrong.has(i + 1) ? "wrong" : "" }, `${i + 1}\n`)));
  lines.scrollTop = text.scrollTop;
});

effect(() => {
  const { value: found } = checked;
  const same = trained() === draft.value && !wanted.length;
  put(go, same ? say.trained : trained() === null ? say.train : say.trainOn);
  go.disabled = same || Boolean(found?.errors.length);
  text.setAttribute("aria-invalid", String(Boolean(found?.errors.length)));
  if (!found) return put(verdict);
  put(verdict, ...found.errors.map((error) => h("p", { class: "problem" }, h("button", { type: "button", class: "quiet", onclick: () => point(error) }, say.place(error.line, error.column)), " ", error.message)),
    found.gradient && h("p", { class: found.gradient.consistent ? "right" : "problem" }, found.gradient.consistent ? "✓ " : "", found.gradient.text));
});
