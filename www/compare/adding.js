/** Adding a variant: which setting differs, and what it is there. */
import { effect } from "@preact/signals-core";
import { h, put } from "../dom.js";
import { capital, short } from "../format.js";
import { words } from "../language/language.js";
import { catalog } from "../language/offered.js";
import * as state from "../state.js";
import { change, plan, variants } from "./model.js";
import { MOST_VARIANTS, readDifference } from "./plan.js";
import { settingsOf } from "./variants.js";

const { adding, groups: GROUPS } = words.compare;

/** Groups of settings by the first part of their path; those without one are of the run. @param {string} path */
const group = (path) => GROUPS[path.includes(".") ? /** @type {keyof typeof GROUPS} */ (path.split(".")[0]) : "run"];

export function addForm() {
  const target = h("select", { "aria-label": adding.target, onchange: refresh });
  const what = h("select", { "aria-label": adding.what, onchange: refresh });
  const value = h("span", { class: "what" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const element = h("form", { class: "adding", "aria-label": adding.form, onsubmit: add },
    h("span", null, adding.start), target, h("span", null, adding.middle), what, value, h("button", { type: "submit" }, adding.button), problem);

  /** What the difference is a difference from. */
  const base = () => variants.peek()[Number(target.value) || 0]?.config ?? state.fromStart(state.config.peek());

  function refresh() {
    const settings = settingsOf(catalog, base());
    const chosen = settings.some(({ path }) => path === what.value) ? what.value : "loss";
    const groups = new Map([[adding.another, /** @type {typeof settings} */ ([])]]);
    for (const one of settings) {
      const name = one.choices ? adding.another : group(one.path);
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
    put(what, ...[...groups].map(([label, list]) => h("optgroup", { label }, list.map(({ path, name }) => h("option", { value: path, selected: path === chosen }, name)))));
    const setting = settings.find(({ path }) => path === chosen);
    const now = state.at(base(), chosen);
    const known = /** @type {HTMLInputElement | undefined} */ (value.querySelector("input") ?? undefined);
    if (setting?.choices) {
      const others = setting.choices.filter(({ name }) => name !== (now.name ?? String(now)));
      put(value, h("select", { "aria-label": adding.which(setting.name) }, others.map(({ name, title }) => h("option", { value: name }, title))));
    } else if (!known || known.dataset.path !== chosen) {
      const field = h("input", { type: "text", inputMode: "decimal", autocomplete: "off", "aria-label": setting?.name, placeholder: adding.not(short(now, 4)) });
      field.dataset.path = chosen;
      put(value, field);
    }
    problem.hidden = true;
  }

  /** @param {Event} event */
  function add(event) {
    event.preventDefault();
    const entry = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (value.firstElementChild);
    if (!entry) return;
    try {
      const found = readDifference(what.value, entry.value, catalog, base());
      const at = Number(target.value);
      const others = plan.value.variants;
      change({ sweeping: false, variants: at ? others.map((one, i) => (i + 1 === at ? [...one.filter(({ path }) => path !== found.path), found] : one)) : [...others, [found]] });
      if (entry instanceof HTMLInputElement) entry.value = "";
    } catch (error) {
      problem.hidden = false;
      problem.textContent = capital(/** @type {Error} */ (error).message);
    }
  }

  effect(() => {
    const all = variants.value;
    const chosen = target.value;
    const full = all.length >= MOST_VARIANTS;
    put(target, !full && h("option", { value: "0" }, adding.variant), ...all.slice(1).map(({ letter }, i) => h("option", { value: String(i + 1), selected: String(i + 1) === chosen }, adding.to(letter))));
    element.hidden = plan.value.sweeping;
    if (all.length) refresh();
  });
  return element;
}
