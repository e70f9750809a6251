/** Pairs drawn by hand: choose a side, then two points; the metric moves at once. */
import { effect, signal } from "@preact/signals-core";
import { h, put } from "../dom.js";
import { whole } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { turn } from "../turn.js";

const { metric: say } = words;

/** @typedef {"similar" | "dissimilar"} Side */
/** @type {Side[]} */
export const SIDES = ["similar", "dissimilar"];

/** The side that the next two points go to. */
export const side = /** @type {import("@preact/signals-core").Signal<Side | null>} */ (signal(null));
/** The first of them. */
export const first = /** @type {import("@preact/signals-core").Signal<number | null>} */ (signal(null));

/** Drawn pairs of a side, rows two by two. @param {Side} of @returns {number[]} */
export const drawn = (of) => Array.from(state.config.value.pairs?.[of] ?? []);
const count = () => SIDES.reduce((sum, of) => sum + drawn(of).length / 2, 0);

/** @param {number[]} flat @param {number} i @param {number} j */
const without = (flat, i, j) => flat.filter((_, n) => {
  const [a, b] = [flat[n - (n % 2)], flat[n - (n % 2) + 1]];
  return !((a === i && b === j) || (a === j && b === i));
});

/** A point is chosen in a picture. @param {number} row */
export function choosePoint(row) {
  const { value: to } = side;
  const { value: from } = first;
  if (to === null) state.anchor.value = row;
  else if (from === null) first.value = row;
  else {
    first.value = null;
    if (from !== row) connect(to, from, row);
  }
}

/** @param {Side} to @param {number} i @param {number} j */
function connect(to, i, j) {
  for (const of of SIDES) {
    const before = drawn(of);
    const after = without(before, i, j);
    // The same pair once more takes it away; on the other side it changes sides.
    if (of === to && after.length === before.length) after.push(i, j);
    if (after.length !== before.length) void turn(`pairs.${of}`, after, true);
  }
}

/** Takes back the first point, then the tool. @returns {boolean} whether there was anything to take back */
export function cancelDrawing() {
  const any = side.value !== null;
  if (first.value !== null) first.value = null;
  else side.value = null;
  return any;
}

function removeDrawn() {
  for (const of of SIDES) if (drawn(of).length) void turn(`pairs.${of}`, [], true);
}

/** The two tools, as buttons that stay pressed. */
export function drawingTools() {
  const buttons = SIDES.map((of) => h("button", { type: "button", class: `tool ${of}`, "aria-label": say.connectAs(say.sides[of]), "aria-pressed": "false",
    title: say.connectHelp(say.sides[of]), onclick: () => {
      first.value = null;
      side.value = side.value === of ? null : of;
    } }, h("i", { class: `key line ${of}` }), say.sides[of]));
  const remove = h("button", { type: "button", class: "quiet", "aria-label": say.undraw, title: say.undrawHelp, onclick: removeDrawn }, "×");
  effect(() => {
    SIDES.forEach((of, i) => buttons[i].setAttribute("aria-pressed", String(side.value === of)));
    remove.hidden = count() === 0;
  });
  // Rows of other data mean other points.
  effect(() => {
    state.points.value;
    first.value = side.value = null;
  });
  return h("div", { class: "tools drawing", role: "group", "aria-label": say.draw }, h("span", { "aria-hidden": "true" }, say.connect), buttons, remove);
}

/** What to do next, said as it changes. */
export function drawingHint() {
  const hint = h("p", { class: "sub hint", role: "status" });
  effect(() => {
    const { value: to } = side;
    const { value: from } = first;
    put(hint, to && (from === null ? say.firstPoint(say.sides[to]) : say.secondPoint(say.sides[to], from)));
    hint.hidden = !to;
  });
  return hint;
}

/** @type {HTMLElement | null} */
let summary = null;

/** For the settings: how many there are. One element, however often the settings are built anew. */
export function drawnPairs() {
  if (summary) return summary;
  const line = (summary = h("p", { class: "sub" }));
  effect(() => {
    const [similar, dissimilar] = SIDES.map((of) => drawn(of).length / 2);
    put(line, similar + dissimilar ? say.drawn(whole(similar), whole(dissimilar)) : say.canDraw);
  });
  return line;
}
