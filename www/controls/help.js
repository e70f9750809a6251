/** The keys, and where to switch them off. */
import { h, memory } from "../dom.js";
import { words } from "../language/language.js";
import { catalog } from "../language/offered.js";
import * as state from "../state.js";

/** @type {import("../language/en.js").Colored} */
const colored = (kind, text) => h("b", { class: kind }, text);

/** What a picture shows, and what a click does. @param {typeof words.controls.help} say */
const contrastive = (say) => [h("p", null, say.contrastive(colored)), h("p", null, say.contrastivePoint)];

/** @param {typeof words.controls.help} say @param {string} about what the pretext asks */
const answers = (say, about) => [h("p", null, say.answers(about)), h("p", null, say.answersShown(colored))];

/** @param {typeof words.controls.help} say */
const ofWords = (say) => [h("p", null, say.words(colored)), h("p", null, say.wordsShown)];

/** What the present pretext asks, in sentences. @param {typeof words.controls.help} say */
function asked(say) {
  if (state.target.value === "word") return ofWords(say);
  const pretext = catalog.pretexts.find(({ name }) => name === state.config.value.pretext?.name);
  return state.target.value === "answer" && pretext ? answers(say, pretext.about) : contrastive(say);
}

/** @param {typeof words.controls.help} say */
const metric = (say) => [h("p", null, say.metric(colored, h("b", { class: "metric" }, "A = L", h("sup", null, "T"), "L"))), h("p", null, say.metricPoint)];

export function helpDialog() {
  const { help: say, close } = words.controls;
  const on = h("input", { type: "checkbox", checked: state.shortcuts.value, onchange: () => {
    state.shortcuts.value = on.checked;
    memory.set("shortcuts", on.checked ? "on" : "off");
  } });
  // Read from its beginning: the focus would go to the first control, which is at its end.
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title", tabIndex: -1, autofocus: true }, say.title),
    state.task.value === "metric" ? metric(say) : asked(say),
    h("h2", null, say.keysTitle),
    h("dl", { class: "keys" }, say.keys.flatMap(([key, does]) => [h("dt", null, h("kbd", null, key)), h("dd", null, does)])),
    h("label", { class: "check" }, on, say.on),
    h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, close));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
