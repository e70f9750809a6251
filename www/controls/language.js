/** Another language: the page begins anew in it, and replays the run to where it stands. */
import { h } from "../dom.js";
import { whole } from "../format.js";
import { LANGUAGES, language, speak, words } from "../language/language.js";
import { address } from "../link.js";
import { MOST_STEPS, replayLink } from "../share/link.js";
import { present } from "../share/words.js";
import * as state from "../state.js";
import { altered } from "../undo/track.js";
import { handOver } from "./consent.js";

const { controls: say } = words;

export function languageChooser() {
  const select = h("select", { "aria-label": say.language, onchange: async () => {
    const { value } = select;
    // Until it is there, this is the language of the page.
    select.value = language;
    const lost = losses();
    if (lost.length && !(await agreed(lost))) return;
    handOver(state.config.peek());
    speak(value, here());
  } }, Object.entries(LANGUAGES).map(([id, { name }]) => h("option", { value: id, lang: id, title: name, selected: id === language }, id.toUpperCase())));
  return select;
}

/** The link that brings back what is on the screen. */
function here() {
  const { replay = 0 } = state.config.peek();
  // What is on its way stands in the address.
  if (state.awaited.peek() || replay > state.step.peek()) return location.href;
  try {
    const standing = present();
    return replayLink(standing, state.history.loss) ?? address(standing.config);
  } catch {
    return location.href; // a setting that the engine is about to refuse
  }
}

/** What a link cannot bring back. */
function losses() {
  const step = state.step.peek();
  return [step > MOST_STEPS && say.anew.long(whole(MOST_STEPS)), step > 0 && altered() && say.anew.altered, state.versus.peek() && say.anew.comparison].filter((one) => typeof one === "string");
}

/** @param {string[]} lost @returns {Promise<boolean>} */
function agreed(lost) {
  return new Promise((resolve) => {
    const answer = (/** @type {boolean} */ yes) => () => {
      resolve(yes);
      dialog.close();
    };
    const no = h("button", { type: "button", class: "primary", onclick: answer(false) }, say.anew.no);
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "anew-title" }, h("h2", { id: "anew-title" }, say.anew.title), lost.map((sentence) => h("p", null, sentence)),
      h("div", { class: "buttons" }, h("button", { type: "button", onclick: answer(true) }, say.anew.yes), no));
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(false);
    });
    dialog.showModal();
    no.focus();
  });
}
