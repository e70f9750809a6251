/** The list of variants, with how far each is and what went wrong. */
import { h, put } from "../dom.js";
import { whole } from "../format.js";
import * as state from "../state.js";
import { stroke } from "./inks.js";
import { change, plan, resultsOf, variants } from "./model.js";

export function lineupView() {
  const element = h("ol", { class: "lineup", tabIndex: -1, "aria-label": "Variants" });
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
      i === 0 && h("span", { class: "sub" }, "the settings of this page"), rows[i].progress,
      i > 0 && h("button", { type: "button", class: "quiet", "aria-label": `Remove ${letter}, ${name}`, onclick: () => remove(i - 1) }, "×"),
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
        say(rows[i].progress, at !== undefined ? `step ${whole(at)} of ${whole(Number(config.steps))}${seeds > 1 ? `, seed ${over + 1} of ${seeds}` : ""}` : over === seeds ? "finished" : "");
        say(rows[i].problem, failed < 0 ? "" : `${seeds > 1 ? `Seed ${Number(config.seed) + failed}: ` : ""}${results[failed]?.error}`);
      });
    },
  };
}
