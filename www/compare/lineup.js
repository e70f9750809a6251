/** The list of variants, with how far each is and what went wrong. */
import { h, put } from "../dom.js";
import { whole } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { stroke } from "./inks.js";
import { change, plan, resultsOf, variants } from "./model.js";

const { compare } = words;

export function lineupView() {
  const element = h("ol", { class: "lineup", tabIndex: -1, "aria-label": compare.variants });
  /** @type {{ progress: HTMLElement, problem: HTMLElement }[]} */
  let rows = [];
  let built = "";

  /** Only when there are others: a button that is pressed must not be replaced under the hand. */
  function build() {
    const wanted = JSON.stringify([state.appearance.value, variants.value.map(({ name }) => name)]);
    if (wanted === built) return;
    built = wanted;
    rows = variants.value.map(() => ({ progress: h("span", { class: "sub" }), problem: h("span", { class: "problem", role: "alert" }) }));
    put(element, ...variants.value.map(({ letter, name }, i) => h("li", null, stroke(i), h("b", null, letter), h("span", { class: "name" }, name),
      i === 0 && h("span", { class: "sub" }, compare.thisPage), rows[i].progress,
      i > 0 && h("button", { type: "button", class: "quiet", "aria-label": compare.remove(letter, name), onclick: () => remove(i - 1) }, "×"),
      rows[i].problem)));
  }

  /** The focus stays in the list, where the button was. @param {number} which */
  function remove(which) {
    change({ variants: plan.value.variants.filter((_, n) => n !== which) });
    element.focus();
  }

  /** @param {Element} where @param {string} text */
  const say = (where, text) => {
    if (where.textContent !== text) put(where, text);
  };

  return {
    element,
    draw() {
      build();
      const { seeds } = plan.value;
      variants.value.forEach(({ config }, i) => {
        const results = resultsOf(config);
        const failed = results.findIndex((result) => result?.error);
        const over = results.filter((result) => result?.over).length;
        const at = results.findLast((result) => result && !result.over)?.loss.length;
        const steps = whole(Number(config.steps));
        say(rows[i].progress, at === undefined ? (over === seeds ? compare.over : "") : seeds > 1 ? compare.seedStep(whole(at), steps, over + 1, seeds) : compare.step(whole(at), steps));
        const error = results[failed]?.error ?? "";
        say(rows[i].problem, error && seeds > 1 ? compare.failedSeed(Number(config.seed) + failed, error) : error);
      });
    },
  };
}
