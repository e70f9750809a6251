/** What the pretext asks in the next batch, one question at a time, and what the encoder answers. */
import { effect, signal } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { percent, whole } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { pictured } from "./pictured.js";
import "./questions.css";
import { wordPlay, written } from "./written.js";

const { questions: say } = words;

/** Which of the batch's questions is on the screen. */
const place = signal(0);
/** The hidden answer of this question has been shown. */
const told = signal(false);

export function questionsView() {
  const about = h("p", { class: "sub" });
  const question = h("div", { class: "question" });
  const count = h("span", { class: "sub", role: "status" });
  const more = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ name) =>
    h("button", { type: "button", class: "quiet", "aria-label": name, title: name, onclick: () => move(by) }, sign);
  const hide = h("input", { type: "checkbox", onchange: () => {
    setBeside("answers", state.asking, hide.checked);
    told.value = false;
  } });
  const show = h("button", { type: "button", onclick: () => {
    told.value = true;
    // The button goes with it.
    hide.focus();
  } }, say.show);
  effect(() => void (hide.checked = state.asking.value));
  const row = h("div", { class: "turns" }, more(-1, "←", say.before), count, more(1, "→", say.next), h("label", { class: "check" }, hide, say.hide), show);
  const strip = h("ol", { class: "strip", "aria-hidden": "true" });
  const play = wordPlay();
  put(byId("questions"), h("div", { class: "heading" }, h("h2", null, say.title), about), question, row, strip, play);

  /** @param {number} by */
  function move(by) {
    const items = state.questions.value?.items.length ?? 1;
    told.value = false;
    place.value = (place.value + by + items) % items;
  }
  // Another batch has other questions.
  effect(() => {
    state.questions.value;
    told.value = false;
  });

  effect(() => {
    const { value: asked } = state.questions;
    const { value: target } = state.target;
    state.appearance.value;
    byId("questions").hidden = target === "view" || state.task.value !== "contrastive";
    play.hidden = target !== "word";
    if (!asked || target === "view") return;
    const at = Math.min(place.value, asked.items.length - 1);
    const right = asked.items.filter((item) => isRight(item)).length;
    put(about, say.about(whole(right), whole(asked.items.length)));
    put(count, say.count(at + 1, asked.items.length), h("span", { class: "hidden" }, isRight(asked.items[at]) ? say.answeredRight : say.answeredWrong));
    const item = asked.items[at];
    const hidden = state.asking.value && !told.value;
    show.hidden = !hidden;
    put(question, ...(item.sentence ? written(item, hidden) : pictured(item, asked, hidden)));
    put(strip, ...asked.items.map((other, i) => h("li", { class: isRight(other) ? "right" : "", "aria-current": i === at && "true" }, isRight(other) ? "✓" : "·")));
  });
}

/** Whether what is likeliest is what is right. @param {import("../lab/types.js").Question} item */
export function isRight({ answer, chances, sentence, asked, guesses }) {
  if (sentence) return guesses?.[0]?.[0] === sentence[asked ?? 0];
  return chances !== undefined && chances.indexOf(Math.max(...chances)) === answer;
}

/** A bar for each of a few chances; where they are hidden, their room. @param {{ name: string, chance: number, right: boolean }[]} answers @param {boolean} hidden */
export const bars = (answers, hidden) => h("ol", { class: hidden ? "answers kept" : "answers" }, answers.map(({ name, chance, right }) => {
  const bar = h("i", { class: "bar" });
  bar.style.width = `${100 * chance}%`;
  return h("li", { class: right ? "right" : "" }, h("span", null, name, right && h("span", { class: "hidden" }, say.right)), h("span", { class: "track", "aria-hidden": "true" }, bar), h("span", null, percent(chance, 0)));
}));
