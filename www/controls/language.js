/** Another language: the page begins anew in it, and replays the run to where it stands. */
import { h } from "../dom.js";
import { whole } from "../format.js";
import { handOver } from "../handover.js";
import { LANGUAGES, language, speak, words } from "../language/language.js";
import { address } from "../link.js";
import { MOST_STEPS, replayLink } from "../share/link.js";
import { present } from "../share/words.js";
import * as state from "../state.js";
import { altered, changes } from "../undo/track.js";
import { askYesNo } from "./yesno.js";

const { language: name, anew } = words.controls;

export function languageChooser() {
  const select = h("select", { class: "language", "aria-label": name, onchange: async () => {
    const { value } = select;
    // Until it is there, this is the language of the page.
    select.value = language;
    const lost = losses();
    if (lost.length && !(await askYesNo(anew.title, lost.map((sentence) => h("p", null, sentence)), { ...anew, likely: false }))) return;
    const link = here();
    const { code } = state.config.peek().loss ?? {};
    handOver({ link: new URL(link).hash, code, asking: state.asking.peek(), changes: changes() });
    speak(value, link);
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
  return [step > MOST_STEPS && anew.long(whole(MOST_STEPS)), step > 0 && altered() && anew.altered, state.versus.peek() && anew.comparison].filter((one) => typeof one === "string");
}
