/** The settings of a metric run, built from the catalog like the others. */
import { h } from "../dom.js";
import { choice } from "../controls/choice.js";
import { short } from "../format.js";
import { notify } from "../notices.js";
import * as state from "../state.js";
import { turn } from "../turn.js";
import { drawnPairs } from "./drawing.js";

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
    section("Data", chooser, h("p", { class: "about" }, dataset.about),
      h("label", { class: "check", title: "Every feature to mean 0 and standard deviation 1 on the training points" }, standardize, "Standardise the features",
        h("span", { class: "restarts", title: "Restarts the run", "aria-hidden": "true" }, "↻")),
      [...dataset.knobs, ...training].map((/** @type {Knob} */ knob) => control(knob, `data.${knob.id}`)),
      h("p", { class: "source" }, "Source: ", dataset.source, dataset.license && `; ${dataset.license}`)),
    section("Pairs", choice({ name: "Pairs", choices: metric.sources, value: source.name, choose: chooseSource }),
      h("p", { class: "about" }, source.about), pairKnobs.map((/** @type {Knob} */ knob) => control(knob, `pairs.${knob.id}`)), drawnPairs()),
    section("Objective", choice({ name: "Objective", choices: metric.objectives, value: objective.name, choose: (name) => turn("objective", { name }, false) }),
      h("p", { class: "about" }, objective.about, " ", h("cite", null, objective.cite)),
      objective.knobs.map((/** @type {Knob} */ knob) => control(knob, `objective.${knob.id}`, knob.id === "lambda" ? { mark: threshold } : {}))),
    section("Run", running.map((/** @type {Knob} */ knob) => control(knob, knob.id))),
  ];
}

/** λ at which a pair or two are enough for S and D to be of full rank. */
const ENOUGH = 1;

/** @param {string} name */
function chooseSource(name) {
  if (name === "drawn" && state.config.value.objective.lambda === 0) {
    void turn("objective.lambda", ENOUGH, false);
    notify("status", "lambda", `λ is now ${ENOUGH}, so that the few pairs you draw suffice.`);
  }
  void turn("pairs.source", name, false);
}

/** Where the objective turns over, for one that has such a place. */
function threshold() {
  const value = state.metric.value?.lambdaStar;
  return value === null || value === undefined || !Number.isFinite(value) ? null : { value, label: `λ* = ${short(value)}` };
}
