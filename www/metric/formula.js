/** The objective in symbols, the same with the current numbers, and how many pairs stand behind them. */
import { effect } from "@preact/signals-core";
import { objectiveTree } from "virtual:formulas";
import { byId, h, put } from "../dom.js";
import { percent, short, whole } from "../format.js";
import { liveParts, mathml } from "../formula.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { wire } from "../views/formula.js";

const { metric: say } = words;

const transpose = () => h("sup", null, "T");
const distance = () => h("i", null, "d", h("sub", null, "A"));

/** @param {any} catalog */
export function objectiveView(catalog) {
  const symbols = h("div", { class: "symbols" });
  const figures = h("div", { class: "figures" });
  const facts = h("p", { class: "numbers" });
  // The lecture's misprints, set right where the formula stands.
  const slips = h("details", { class: "slips", hidden: true }, h("summary", null, say.misprints), h("ul", null, say.slips(transpose, distance).map((slip) => h("li", null, slip))));
  put(byId("objective"), h("div", { class: "equations" }, symbols, figures, facts, slips), h("p", { class: "caption" }));

  let shown = "";
  effect(() => {
    const { value: metric } = state.metric;
    const card = catalog.metric.objectives.find((/** @type {any} */ { name }) => name === metric?.objective);
    if (!metric || !card) return;
    const tree = objectiveTree(card.name);
    if (shown !== card.name) {
      shown = card.name;
      const math = mathml(tree);
      for (const [id, part] of liveParts(math)) if (card.knobs.some((/** @type {any} */ knob) => knob.id === id)) wire(/** @type {MathMLElement} */ (part), `objective.${id}`);
      put(symbols, math);
    }
    /** @type {Record<string, string>} */
    const numbers = { value: short(metric.value, 4), similar_part: short(metric.parts[0], 4), dissimilar_part: short(metric.parts[1], 4) };
    const knobs = state.config.value.objective ?? {};
    for (const { id } of card.knobs) if (id in knobs) numbers[id] = short(knobs[id], 4);
    put(figures, mathml(tree, (id) => numbers[id]));
    slips.hidden = !metric.inverseS;
  });
  effect(() => {
    const { value: metric } = state.metric;
    state.measured.value;
    if (!metric) return;
    const latest = state.history.metrics.at(-1);
    /** @param {string} name @param {string} value */
    const part = (name, value, kind = "") => h("span", { class: kind }, name, " ", h("b", null, value));
    put(facts, say.step(whole(state.step.value)), part("|S|", whole(metric.similarCount), "positive"), part("|D|", whole(metric.dissimilarCount), "negative"),
      metric.flippedCount > 0 && part(say.flipped, whole(metric.flippedCount)),
      metric.closedForm !== null && part(say.least, short(metric.closedForm, 4)), metric.lambdaStar !== null && part("λ*", short(metric.lambdaStar), "metric"),
      latest && part(say.heldOut(whole(state.config.value.neighbors)), percent(latest.knnAccuracy)),
      latest && part(say.euclidean, percent(latest.raw.knnAccuracy)));
  });
}
