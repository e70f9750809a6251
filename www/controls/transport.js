/** Run or Pause, Step, Reset, a new seed, and how fast. */
import { effect } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { short, whole } from "../format.js";
import { words } from "../language/language.js";
import { begin, pause, play, reset, stepOnce, toggle } from "../loop.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { keepSummary } from "../views/summary.js";

const { transport: say } = words;
const SVG = "http://www.w3.org/2000/svg";

/** @param {string} path on a field of 16 × 16 */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

const ICONS = {
  run: "M4 2.5v11l9.5-5.5z",
  pause: "M4 2.5h3v11h-3z M9 2.5h3v11h-3z",
  step: "M3 2.5v11l7-5.5z M11 2.5h2.2v11h-2.2z",
  reset: "M8 2.2a5.8 5.8 0 1 1-5.6 4.3l1.7.45a4.05 4.05 0 1 0 3.9-3v2.3l-3.7-3.1 3.7-3z",
  dice: "M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zm1.4 2.3a1.1 1.1 0 1 0 0 2.2a1.1 1.1 0 1 0 0-2.2zm3.1 3.1a1.1 1.1 0 1 0 0 2.2a1.1 1.1 0 1 0 0-2.2zm3.1 3.1a1.1 1.1 0 1 0 0 2.2a1.1 1.1 0 1 0 0-2.2z",
};

/** Another run of the same settings. */
export async function newSeed() {
  const playing = state.playing.value;
  pause();
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000;
  if ((await begin({ ...state.fromStart(state.config.value), seed })) && playing) play();
}

export function transport() {
  const runIcon = icon(ICONS.run);
  const runName = h("span", null, say.run);
  const run = h("button", { type: "button", class: "primary run", onclick: toggle }, runIcon, runName);
  /** @param {string} name @param {string} path @param {string} title @param {() => void} act */
  const button = (name, path, title, act) => h("button", { type: "button", title, onclick: act }, icon(path), h("span", null, name));
  const dice = h("button", { type: "button", class: "dice", title: say.seedAbout, "aria-label": say.seed, onclick: newSeed }, icon(ICONS.dice));
  const speed = h("input", { type: "range", min: "0", max: String(state.SPEEDS.length - 1), step: "1", "aria-label": say.speed, oninput: () => setBeside("speed", state.speed, speed.valueAsNumber) });
  const pace = h("output");
  const rate = h("span", { class: "rate" });
  const live = h("p", { class: "hidden", "aria-live": "polite" });
  put(byId("transport"), h("div", { class: "buttons" }, run, button(say.step, ICONS.step, say.stepAbout, stepOnce), button(say.reset, ICONS.reset, say.resetAbout, reset), dice),
    h("label", { class: "speed" }, h("span", null, say.speed), speed, pace), h("p", { class: "progress" }, rate), live);
  keepSummary(live);
  // On a desk the settings begin where they and the lenses end; on a phone they cover so much of the page's foot.
  const GAP = 8;
  const [buttons, lenses] = [byId("transport"), byId("lenses")];
  const watch = new ResizeObserver(() => {
    const [first, second] = [buttons, lenses].map(({ offsetHeight }) => offsetHeight && offsetHeight + GAP);
    const { style } = document.documentElement;
    style.setProperty("--transport", `${first}px`);
    style.setProperty("--buttons", `${first + second}px`);
  });
  for (const one of [buttons, lenses]) watch.observe(one);

  effect(() => {
    const { value: playing } = state.playing;
    runName.textContent = playing ? say.pause : say.run;
    runIcon.firstElementChild?.setAttribute("d", playing ? ICONS.pause : ICONS.run);
  });
  effect(() => {
    const steps = state.SPEEDS[state.speed.value];
    speed.value = String(state.speed.value);
    pace.textContent = Number.isFinite(steps) ? say.pace(steps) : say.full;
    speed.setAttribute("aria-valuetext", pace.textContent);
    speed.style.setProperty("--share", `${(100 * state.speed.value) / (state.SPEEDS.length - 1)}%`);
  });
  effect(() => {
    const { value: step } = state.step;
    const { value: perSecond } = state.stepsPerSecond;
    put(rate, state.preparing.value && !step ? say.preparing : say.progress(whole(step), whole(state.limit.value)),
      state.playing.value && perSecond ? ` · ${short(perSecond, 2)}/s` : "");
  });
}
