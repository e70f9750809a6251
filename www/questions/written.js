/** Questions about a sentence, with its gap; and two games with the words' vectors: neighbours and analogies. */
import { effect, signal } from "@preact/signals-core";
import { freshId, h, put } from "../dom.js";
import { fixed, whole } from "../format.js";
import { words } from "../language/language.js";
import { ask } from "../session.js";
import * as state from "../state.js";
import { bars } from "./view.js";

const { questions: say } = words;
const NEAREST = 6;
/** Words of a long sentence to each side of what it is about. */
const AROUND = 9;

/** @param {number} row */
const word = (row) => state.info.value?.words?.[row] ?? "";

/** @param {import("../lab/types.js").Question} item @param {boolean} hidden the answer @returns {Node[]} */
export function written({ sentence = [], asked = 0, shown = [], guesses = [] }, hidden) {
  const here = [asked, ...shown];
  const [from, to] = [Math.max(0, Math.min(...here) - AROUND), Math.min(sentence.length, Math.max(...here) + AROUND + 1)];
  const spoken = sentence.slice(from, to).map((row, i) => {
    const at = from + i;
    if (at === asked && hidden) return h("span", { class: "gap", title: say.gap }, h("span", { class: "hidden" }, say.gapAsked), h("b", { "aria-hidden": "true" }, "?"));
    if (at === asked) return h("span", { class: "gap", title: say.gap }, say.gapSaid(h("b", null, word(row))).map((part) => (typeof part === "string" ? h("span", { class: "hidden" }, part) : part)));
    return h("span", { class: shown.includes(at) ? "shown" : "" }, word(row));
  });
  const said = say.sentence(shown.length > 1, whole(state.info.value?.words?.length ?? 0));
  return [h("p", { class: "sentence" }, from > 0 && "… ", ...spoken.flatMap((one) => [one, " "]), to < sentence.length && "…"), h("p", { class: "sub" }, said),
    bars(guesses.map(([row, chance]) => ({ name: word(row), chance, right: row === sentence[asked] })), hidden)];
}

export function wordPlay() {
  const list = h("datalist", { id: freshId("words") });
  const message = h("p", { class: "sub", role: "status" });
  /** @param {string} name @param {(row: number | null) => void} chosen nothing, where the word is none */
  const field = (name, chosen) => {
    const input = h("input", { type: "text", list: list.id, "aria-label": name, autocomplete: "off", spellcheck: false,
      onchange: () => {
        const typed = input.value.trim().toLowerCase();
        const row = state.info.value?.words?.indexOf(typed) ?? -1;
        const unknown = row < 0 && typed !== "";
        put(message, unknown ? say.unknown(input.value.trim()) : "");
        if (unknown) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
        chosen(row < 0 ? null : row);
      } });
    return input;
  };

  const own = field(say.nearestField, (row) => {
    if (row === null) put(near);
    else state.anchor.value = row;
  });
  const near = h("ol", { class: "near-words" });
  const terms = ["a", "b", "c"].map((name) => ({ name, row: signal(/** @type {number | null} */ (null)) }));
  const fields = terms.map(({ name, row }, i) => field(say.term(name), (found) => {
    row.value = found;
    if (found !== null) fields[i + 1]?.focus();
  }));
  const result = h("ol", { class: "near-words", "aria-label": "d" });

  effect(() => put(list, ...(state.info.value?.words ?? []).map((value) => h("option", { value }))));
  // Another text has other words.
  effect(() => {
    state.points.value;
    for (const { row } of terms) row.value = null;
    for (const input of fields) input.value = "";
    put(message);
  });
  effect(() => {
    const { value: row } = state.anchor;
    state.frame.value;
    if (state.target.value !== "word" || row === null || state.playing.value) return;
    own.value = word(row);
    ask((run) => run.neighbors(row, Math.min(NEAREST, run.info.rows - 1))).then((found) => found && put(near, ...listed(found)), () => {});
  });
  effect(() => {
    const [a, b, c] = terms.map(({ row }) => row.value);
    state.frame.value;
    if (state.target.value !== "word" || state.playing.value) return;
    if (a === null || b === null || c === null) return put(result);
    ask((run) => run.analogy({ a, b, c, k: 3 })).then((found) => found && put(result, ...listed(found)), () => {});
  });
  return h("div", { class: "word-play" }, list, h("h3", null, say.nearest, own), near,
    h("h3", null, say.analogies), h("p", { class: "analogy" }, say.analogy(fields[0], fields[1], fields[2])), message, result);
}

/** @param {import("../types.js").Neighbors} found */
const listed = ({ indices, similarities }) => [...indices].map((row, i) => h("li", null,
  h("button", { type: "button", class: "quiet", onclick: () => (state.anchor.value = row) }, word(row)), h("span", null, fixed(similarities[i], 2))));
