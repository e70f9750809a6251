/** The loss in symbols, the same with the chosen anchor's numbers in it, and the batch's in words. */
import { effect } from "@preact/signals-core";
import { lossTree, symbolTree } from "virtual:formulas";
import { byId, h, put } from "../dom.js";
import { fixed, short, whole } from "../format.js";
import { fit, fontLoaded, liveParts, mathml } from "../formula.js";
import { words } from "../language/language.js";
import * as state from "../state.js";

const { pictures: say } = words;
/** How small a formula may be set so that its box holds it. */
const SMALLEST = 0.85;

/**
 * The card whose formula is minimised, and the section of the config that has its knobs.
 * @param {{ losses: any[], pretexts: any[] }} catalog
 */
function cardOf({ losses, pretexts }) {
  const { loss, pretext } = state.config.value;
  const own = pretexts.find(({ name, tex }) => tex && name === pretext?.name);
  return own ? { card: own, section: "pretext" } : { card: losses.find(({ name }) => name === loss?.name), section: "loss" };
}

/** @param {import("../types.js").Knob[]} knobs @param {string} section of the config */
const numbers = (knobs, section) => {
  const { config, comparison, anchor } = state;
  /** @type {Record<string, string>} */
  const found = {};
  for (const { id, default: usual } of knobs) found[id] = short(config.value[section]?.[id] ?? usual);
  const batch = comparison.value;
  const row = batch ? batch.anchorPoint.indexOf(anchor.value ?? -1) : -1;
  if (batch && row >= 0) {
    const relations = batch.relation.subarray(row * batch.candidates, (row + 1) * batch.candidates);
    const positive = relations.indexOf(1);
    found.loss = fixed(batch.losses[row], 2);
    found.negatives = whole(relations.reduce((count, relation) => count + Number(relation === 2), 0));
    found.anchors = whole(batch.anchors);
    if (positive >= 0) found.positive_similarity = fixed(batch.similarity[row * batch.candidates + positive], 2);
  }
  return found;
};

/** @param {{ losses: any[], pretexts: any[] }} catalog */
export function formulaView(catalog) {
  const symbols = h("div", { class: "symbols", role: "group", "aria-label": say.symbols });
  const figures = h("div", { class: "figures", role: "group", "aria-label": say.figures });
  const line = h("p", { class: "numbers" });
  const caption = h("p", { class: "caption" });
  put(byId("formula"), h("div", { class: "equations" }, symbols, figures, line), caption);
  // The caption gets the width that it does not need, and the pictures are as large as both leave room for.
  const measure = () => requestAnimationFrame(() => {
    for (const box of [symbols, figures]) box.style.setProperty("--fit", "1");
    const wide = Math.max(symbols.scrollWidth, figures.scrollWidth);
    if (wide) byId("formula").style.setProperty("--needs", `${wide + 1}px`);
    fit([symbols, figures], SMALLEST);
    byId("main").style.setProperty("--formula", `${byId("formula").offsetHeight}px`);
  });
  new ResizeObserver(measure).observe(byId("formula"));
  void fontLoaded.then(measure);

  let shown = "";
  let written = "";
  effect(() => {
    const { card, section } = cardOf(catalog);
    if (!card) return;
    const tree = lossTree(card.name);
    if (shown !== card.name) {
      shown = card.name;
      const math = mathml(tree);
      for (const [id, part] of liveParts(math)) wire(/** @type {MathMLElement} */ (part), `${section}.${id}`);
      put(symbols, math);
      measure();
    }
    const found = numbers(card.knobs, section);
    const key = card.name + JSON.stringify(found);
    if (key !== written) {
      written = key;
      put(figures, mathml(tree, (id) => found[id]));
      if (figures.hidden !== (found.loss === undefined)) measure();
      figures.hidden = found.loss === undefined;
    }
  });
  effect(() => {
    const { card, section } = cardOf(catalog);
    if (!card) return;
    state.measured.value;
    const latest = state.history.loss.at(-1);
    const found = numbers(card.knobs, section);
    /** @type {[string | Element, string][]} */
    const parts = [[say.loss, latest === undefined ? "–" : fixed(latest, 3)]];
    for (const { id, name, symbol } of card.knobs) parts.push([symbol ? mathml(symbolTree(symbol)) : name, found[id]]);
    if (found.negatives) parts.push([say.negativesPerAnchor, found.negatives]);
    put(line, say.step(whole(state.step.value)), ...parts.map(([name, value]) => h("span", null, name, " ", h("b", null, value))));
  });
}

/**
 * A symbol under the pointer shows which control it is, and a click goes there.
 * @param {MathMLElement} part
 * @param {string} path
 */
export function wire(part, path) {
  const control = () => document.querySelector(`.knob[data-path="${CSS.escape(path)}"]`);
  part.classList.add("live");
  part.addEventListener("pointerenter", () => control()?.classList.add("lit"));
  part.addEventListener("pointerleave", () => control()?.classList.remove("lit"));
  part.addEventListener("click", () => {
    control()?.closest("details")?.setAttribute("open", "");
    /** @type {HTMLElement | null | undefined} */ (control()?.querySelector("input"))?.focus();
  });
}
