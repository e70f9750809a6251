/** The settings of a metric run, built from the catalog like the others. */
import { h } from "../dom.js";
import { choice } from "../controls/choice.js";
import { short } from "../format.js";
import { words } from "../language/language.js";
import { notify } from "../notices.js";
import * as state from "../state.js";
import { turn } from "../turn.js";
import { drawnPairs } from "./drawing.js";
import { ENOUGH } from "./unlabelled.js";

const { metric: say } = words;

/** @typedef {import("../types.js").Knob} Knob */

/**
 * @param {{ catalog: any, defaults: (name?: string, task?: string) => any, config: any, dataset: any, chooser: HTMLElement,
 *   control: (knob: Knob, path: string, other?: any) => HTMLElement, section: (title: string, ...content: any[]) => HTMLElement }} given
 */
export function metricSections({ catalog, defaults, config, dataset, chooser, control, section }) {
  const { metric } = catalog;
  /** @param {any[]} list @param {string} name */
  const named = (list, name) => list.find((one) => one.name === name);
  const objective = named(metric.objectives, config.objective.name);
  const source = named(metric.sources, config.pairs.source);
  const training = metric.run.filter((/** @type {Knob} */ { id }) => state.at(defaults(undefined, "metric"), `data.${id}`) !== undefined);
  const running = metric.run.filter((/** @type {Knob} */ knob) => !training.includes(knob));
  const standardize = h("input", { type: "checkbox", checked: config.data.standardize, onchange: () => turn("data.standardize", standardize.checked, false) });
  // Where all pairs are taken no number of them can be asked for; those drawn by hand nobody flips.
  const pairKnobs = metric.pairs.filter((/** @type {Knob} */ { id }) => source.name !== "drawn" && (id !== "count" || source.name === "sampled"));

  return [
    section(say.data, chooser, h("p", { class: "about" }, dataset.about),
      h("label", { class: "check", title: say.standardiseHelp, "data-path": "data.standardize" }, standardize, say.standardise,
        h("span", { class: "restarts", title: say.restarts, "aria-hidden": "true" }, "↻")),
      [...dataset.knobs, ...training].map((/** @type {Knob} */ knob) => control(knob, `data.${knob.id}`)),
      h("p", { class: "source" }, say.source, dataset.source, dataset.license && `; ${dataset.license}`)),
    section(say.pairs, choice({ path: "pairs.source", name: say.pairs, choices: metric.sources, value: source.name, choose: chooseSource }),
      h("p", { class: "about" }, source.about), pairKnobs.map((/** @type {Knob} */ knob) => control(knob, `pairs.${knob.id}`)), drawnPairs()),
    section(say.objective, choice({ path: "objective.name", name: say.objective, choices: metric.objectives, value: objective.name, choose: (name) => turn("objective", { name }, false) }),
      h("p", { class: "about" }, objective.about, " ", h("cite", null, objective.cite)),
      objective.knobs.map((/** @type {Knob} */ knob) => control(knob, `objective.${knob.id}`, knob.id === "lambda" ? { mark: threshold } : {}))),
    section(say.run, running.map((/** @type {Knob} */ knob) => control(knob, knob.id))),
  ];
}

/** @param {string} name */
function chooseSource(name) {
  if (name === "drawn" && state.config.value.objective.lambda === 0) {
    void turn("objective.lambda", ENOUGH, false);
    notify("status", "lambda", say.enough(ENOUGH));
  }
  void turn("pairs.source", name, false);
}

/** Where the objective turns over, for one that has such a place. */
function threshold() {
  const value = state.metric.value?.lambdaStar;
  return value === null || value === undefined || !Number.isFinite(value) ? null : { value, label: `λ* = ${short(value)}` };
}
