/** One knob of the catalog as a control: symbol, name, value, unit, a slider, and what to expect of it. */
import { effect } from "@preact/signals-core";
import { symbolTree } from "virtual:formulas";
import { freshId, h, subscripts } from "../dom.js";
import { capital, short } from "../format.js";
import { mathml } from "../formula.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { turn } from "../turn.js";
import { restartSign } from "./choice.js";

/** @typedef {import("../types.js").Knob} Knob */

const { controls } = words;
const STEPS = 1000;

/** @param {Knob} knob @param {number} value @returns {number} 0 to STEPS */
function position({ min, max, scale }, value) {
  if (scale !== "log") return (STEPS * (value - min)) / (max - min);
  return (STEPS * Math.log(value / min)) / Math.log(max / min);
}

/** The value at a slider's place, rounded to what a person would type. @param {Knob} knob @param {number} place */
function valueAt({ min, max, scale }, place) {
  const share = place / STEPS;
  if (share <= 0) return min;
  if (share >= 1) return max;
  if (scale === "integer") return Math.round(min + (max - min) * share);
  const value = scale === "log" ? min * (max / min) ** share : min + (max - min) * share;
  const size = scale === "log" ? value : max - min;
  const digits = (scale === "log" ? 1 : 2) - Math.floor(Math.log10(size));
  return Math.min(max, Math.max(min, Number(value.toFixed(Math.max(0, digits)))));
}

/** A slider over a range this wide could not be set to a number: a field alone is better. @param {Knob} knob */
const slides = ({ min, max, scale }) => scale === "log" || max - min <= 5000;

/** What someone typed, as a number; a decimal comma is one too. @param {string} text */
const parse = (text) => Number(text.trim().replace("−", "-").replace(",", ".") || NaN);

/**
 * @param {Knob} knob
 * @param {string} path of its value in the config
 * @param {{ read?: (config: any) => number, write?: (value: number) => void, mark?: () => { value: number, label: string } | null }} [other]
 *   read and write, where it is no plain path; mark: a place on the slider worth knowing
 * @returns {{ element: HTMLElement, dispose: () => void }}
 */
export function knobControl(knob, path, other = {}) {
  const read = other.read ?? ((config) => state.at(config, path) ?? knob.default);
  const write = other.write ?? ((value) => void turn(path, value, knob.live));
  const [fieldId, helpId] = [freshId("knob"), freshId("help")];
  const limits = controls.range(short(knob.min), short(knob.max));

  const field = h("input", { id: fieldId, type: "text", inputMode: knob.scale === "integer" ? "numeric" : "decimal", autocomplete: "off", class: "value",
    "aria-describedby": helpId, onchange: () => enter(parse(field.value)), onkeydown: nudge });
  const slider = slides(knob) ? h("input", { type: "range", min: "0", max: String(STEPS), step: "1", "aria-label": knob.name, "aria-describedby": helpId,
    oninput: () => write(valueAt(knob, slider?.valueAsNumber ?? 0)), onkeydown: nudge }) : null;
  const tick = h("span", { class: "tick", hidden: true });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const help = h("p", { class: "help", id: helpId }, ...subscripts(knob.help), " ", h("span", { class: "range" }, `${limits}${knob.unit ? ` ${knob.unit}` : ""}.`,
    knob.cite ? ` ${knob.cite}.` : "", knob.live ? "" : ` ${controls.restarts}.`));
  const element = h("div", { class: "knob", "data-path": path },
    h("label", { for: fieldId }, knob.symbol && h("span", { class: "symbol" }, mathml(symbolTree(knob.symbol))), h("span", null, capital(knob.name)),
      !knob.live && restartSign()),
    h("span", { class: "entry" }, field, knob.unit && h("span", { class: "unit" }, knob.unit)), slider && other.mark ? h("div", { class: "rail" }, slider, tick) : slider, problem, help);

  /** @param {number} value */
  function enter(value) {
    const fits = value >= knob.min && value <= knob.max && (knob.scale !== "integer" || Number.isInteger(value));
    if (fits) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
    problem.hidden = fits;
    if (fits) return write(value);
    problem.textContent = (knob.scale === "integer" ? controls.wholeNumber : controls.number)(capital(knob.name), limits, short(Number(read(state.config.value)), 4));
    // On a phone it may be under the buttons at the foot.
    problem.scrollIntoView({ block: "nearest" });
  }

  /** Arrow keys move an integer by one, and other numbers by a hundredth of the way. @param {KeyboardEvent} event */
  function nudge(event) {
    const direction = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
    if (!direction || (event.target === field && !event.key.match(/Up|Down/))) return;
    event.preventDefault();
    const value = read(state.config.value);
    const next = knob.scale === "integer" ? value + direction : valueAt(knob, position(knob, value) + 10 * direction);
    if (next >= knob.min && next <= knob.max) write(next);
  }

  const marked = effect(() => {
    const mark = other.mark?.();
    tick.hidden = !mark;
    if (!mark) return;
    const share = Math.min(1, Math.max(0, position(knob, mark.value) / STEPS || 0));
    tick.textContent = mark.label;
    tick.classList.toggle("late", share > 0.6);
    tick.style.setProperty("--at", String(share));
  });
  const follows = effect(() => {
    const value = Number(read(state.config.value));
    if (document.activeElement !== field || !field.hasAttribute("aria-invalid")) {
      // No thousands are parted in what is read back.
      field.value = Number.isInteger(value) ? String(value) : short(value, 4);
      field.removeAttribute("aria-invalid");
      problem.hidden = true;
    }
    if (!slider) return;
    const place = Math.min(STEPS, Math.max(0, position(knob, value)));
    if (Math.abs(valueAt(knob, slider.valueAsNumber) - value) > 1e-12) slider.value = String(place);
    slider.setAttribute("aria-valuetext", `${short(value, 4)}${knob.unit ? ` ${knob.unit}` : ""}`);
    slider.style.setProperty("--share", `${place / (STEPS / 100)}%`);
  });
  const dispose = () => {
    marked();
    follows();
  };
  return { element, dispose };
}
