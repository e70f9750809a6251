/** The comparison on the page: variants above, curves or sweeps in the middle, the answer below. */
import { effect, untracked } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { capital, whole } from "../format.js";
import { words } from "../language/language.js";
import { pause as pausePage } from "../loop.js";
import { catalog } from "../language/offered.js";
import * as state from "../state.js";
import { redraw } from "../views/frames.js";
import { addForm } from "./adding.js";
import "./compare.css";
import { curveCharts, keyOf } from "./curves.js";
import { renewInks } from "./inks.js";
import { lineupView } from "./lineup.js";
import { called, change, close, follow, grown, open, pause, plan, progress, running, shown, start, variants } from "./model.js";
import { MEASURES, MOST_SEEDS, MOST_SWEEPS, readSeeds } from "./plan.js";
import { outcomeView, sentences } from "./outcome.js";
import { sweepPanel } from "./sweeps.js";
import { settingsOf, sweepValues } from "./variants.js";

export { start };

const { compare } = words;

/** What one click repeats over, and a sweep at least, so that it has bands. */
const MANY = 10;
const SOME = 5;

/** What the space bar does. */
export const startOrPause = () => (running.value ? pause() : void start());

export function toggle() {
  if (state.versus.value) return close();
  open();
  byId("compare").querySelector("h2")?.focus();
}

const go = h("button", { type: "button", class: "primary", onclick: () => startOrPause() });
const field = h("input", { type: "text", inputMode: "numeric", class: "count", autocomplete: "off", "aria-label": compare.seedCount, onchange: () => enterSeeds(field.value) });
const problem = h("p", { class: "problem", role: "alert", hidden: true });
const many = h("button", { type: "button", onclick: () => {
  enterSeeds(String(MANY));
  void start();
} }, compare.repeat(MANY));
const bar = h("progress", { "aria-label": compare.runsFinished });
const status = h("span", { class: "sub" });
const by = h("select", { "aria-label": compare.judgedBy, onchange: () => change({ by: MEASURES[by.selectedIndex] }) });
const modes = h("span", { class: "modes", role: "group", "aria-label": compare.modes });
const lineup = lineupView();
const plots = h("div", { class: "plots" });
const live = h("p", { class: "hidden", role: "status" });
const outcome = outcomeView();

put(byId("compare"),
  h("div", { class: "top" }, h("h2", { id: "compare-title", tabIndex: -1 }, compare.title), modes,
    h("button", { type: "button", class: "quiet close", "aria-label": compare.close, title: compare.closeKey, onclick: leave }, "×")),
  h("div", { class: "steering" }, go, h("label", { class: "check" }, compare.seeds, field), many, h("label", { class: "check" }, compare.judgedBy, by), bar, status, problem),
  h("div", { class: "who" }, lineup.element, addForm()), plots, outcome.element, live);
byId("compare").addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape" && !(/** @type {HTMLElement} */ (target).closest("select"))) leave();
});

function leave() {
  close();
  /** @type {HTMLElement | null} */ (document.querySelector("button.versus"))?.focus();
}

/** @param {string} text */
function enterSeeds(text) {
  try {
    change({ seeds: readSeeds(text) });
    problem.hidden = true;
  } catch (error) {
    problem.hidden = false;
    problem.textContent = `${/** @type {Error} */ (error).message}`;
  }
}

/** One click: a sweep of a knob over values worth a look, with enough seeds for a band. @param {import("./variants.js").Setting} setting */
function sweep({ path, knob }) {
  const { sweeps, sweeping, seeds } = plan.value;
  if (!knob) return;
  const on = sweeps.some((one) => one.path === path);
  if (on && sweeping) {
    const left = sweeps.filter((one) => one.path !== path);
    return change({ sweeps: left, sweeping: left.length > 0 });
  }
  change({ sweeping: true, seeds: seeds > 1 ? seeds : SOME, sweeps: on ? sweeps : [...sweeps.slice(1 - MOST_SWEEPS), { path, values: sweepValues(knob) }] });
  void start();
}

follow();
effect(() => {
  const { value: on } = shown;
  byId("compare").hidden = !on;
  if (on) {
    byId("main").dataset.compare = "";
    // Nobody sees the pictures now.
    pausePage();
  } else delete byId("main").dataset.compare;
});

effect(() => {
  if (!shown.value) return;
  const settings = settingsOf(catalog, state.fromStart(state.config.value)).filter(({ knob }) => knob);
  const { sweeping, sweeps } = plan.value;
  const pressed = (/** @type {string} */ path) => sweeping && sweeps.some((one) => one.path === path);
  const ready = settings.filter(({ path }) => path.startsWith("loss.") || pressed(path));
  const rest = settings.filter((one) => !ready.includes(one));
  const other = h("select", { "aria-label": compare.sweepAnother, onchange: () => sweep(rest[other.selectedIndex - 1]) }, h("option", { value: "" }, compare.anotherSweep), rest.map(({ path, name }) => h("option", { value: path }, name)));
  const focused = modes.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : undefined;
  put(modes, h("button", { type: "button", "aria-label": compare.sideBySide, "aria-pressed": String(!sweeping), onclick: () => change({ sweeping: false }) }, compare.sideBySide), h("span", { class: "sub" }, compare.sweep),
    ...ready.map((one) => h("button", { type: "button", "aria-pressed": String(pressed(one.path)), "aria-label": compare.sweepOf(one.name), onclick: () => sweep(one) }, one.name)), other);
  if (focused !== undefined) /** @type {HTMLElement | undefined} */ ([...modes.children].find((one) => one.getAttribute("aria-label") === focused))?.focus();
});

effect(() => put(by, ...MEASURES.map((measure) => h("option", { value: measure, selected: measure === plan.value.by }, called(measure)))));

effect(() => {
  if (!shown.value) return;
  const { of, done, begun, again } = progress.value;
  const over = !running.value && of > 0 && done === of && !again;
  const { seeds } = plan.value;
  put(go, running.value ? compare.pause : over ? compare.finished : again ? compare.again : begun ? compare.goOn : compare.run);
  go.disabled = over;
  many.hidden = seeds >= MANY;
  if (document.activeElement !== field) field.value = String(seeds);
  field.title = compare.seedRange(MOST_SEEDS);
  bar.hidden = !running.value;
  bar.max = of;
  bar.value = done;
  put(status, of > 1 ? compare.progress(whole(done), whole(of)) : "");
});

/** @type {ReturnType<typeof curveCharts> | null} */
let curves = null;
/** @type {ReturnType<typeof sweepPanel>[]} */
let sweeps = [];

const view = {
  draw() {
    if (!shown.value) return false;
    const { sweeping } = plan.value;
    lineup.element.hidden = sweeping;
    byId("compare").dataset.view = sweeping ? "sweeps" : "variants";
    lineup.draw();
    if (sweeping) {
      const wanted = plan.value.sweeps.map((one) => JSON.stringify(one));
      sweeps = plan.value.sweeps.map((one, i) => sweeps.find(({ key }) => key === wanted[i]) ?? sweepPanel(one));
      show(sweeps.map(({ chart }) => chart.element));
      for (const one of sweeps) one.draw();
    } else {
      if (curves?.key !== keyOf(variants.value.length)) curves = curveCharts(variants.value.length);
      show(curves.charts.map(({ element }) => element));
      curves.draw();
    }
    outcome.draw();
    return false;
  },
};

/** @param {HTMLElement[]} elements what is there already keeps its place and the focus in it */
function show(elements) {
  if (elements.length !== plots.children.length || elements.some((one, i) => plots.children[i] !== one)) put(plots, ...elements);
}

effect(() => {
  for (const fact of [grown, plan, variants, shown]) fact.value;
  redraw(view);
});
effect(() => {
  state.appearance.value;
  renewInks();
  curves?.charts.forEach((chart) => chart.recolor());
  for (const { chart } of sweeps) chart.recolor();
  redraw(view);
});
/** Heard once, when all is done. */
effect(() => {
  const over = !running.value && shown.value;
  const text = untracked(() => (over && progress.value.done === progress.value.of && progress.value.of ? sentences().map(capital).join(" ") : ""));
  if (text) put(live, text);
});
