/** What is happening to A, and why; and the identities that the geometric mean must satisfy, checked as one looks. */
import { effect } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { capital, short } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";

const { metric: say } = words;

/** @type {Record<string, string>} */
const HEADINGS = say.verdicts;
/** Farther than this from the least value, relatively, A is no minimum. */
const CLOSE = 1e-9;

export function verdictView() {
  const heading = h("h2");
  const text = h("p", { class: "about" });
  const checks = h("ul", { class: "checks", "aria-label": say.identities });
  const checked = h("div", { hidden: true }, h("h2", null, say.identitiesChecked), checks);
  put(byId("verdict"), heading, text, checked);

  effect(() => {
    const { value: metric } = state.metric;
    if (!metric) return;
    const { verdict, closedForm, value, identities } = metric;
    const away = closedForm !== null && value > closedForm * (1 + CLOSE);
    put(heading, away ? HEADINGS.away : HEADINGS[verdict.kind] ?? capital(verdict.kind));
    put(text, verdict.text);
    checked.hidden = identities.length === 0;
    put(checks, ...identities.map(({ text: formula, residual, holds }) => h("li", { class: holds ? "holds" : "fails" },
      h("span", null, formula), h("small", null, (holds ? say.holds : say.fails)(residual === 0 ? "0" : short(residual, 2))))));
  });
}
