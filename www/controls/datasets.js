/** The data sets as thumbnails, drawn from the data themselves. */
import { effect } from "@preact/signals-core";
import { palette } from "../colors.js";
import { h, whenIdle } from "../dom.js";
import { words } from "../language/language.js";
import { asPlace } from "../link.js";
import { begin, pause, play } from "../loop.js";
import { chooseData, ownData } from "../owndata.js";
import { report } from "../notices.js";
import * as state from "../state.js";
import { createAtlas, paintMarks } from "../views/marks.js";

const { controls } = words;
const SIDE = 96;
/** Images across and down in the thumbnail of a data set of images. */
const ACROSS = 3;

/**
 * Small pictures of every data set, made from the data when they were packed; nothing waits for them.
 * @type {Promise<Record<string, any>> | null}
 */
let pictures = null;
/** @returns {Promise<Record<string, any>>} */
const fetched = () => (pictures ??= /** @type {Promise<void>} */ (new Promise(whenIdle))
  .then(() => fetch(new URL("data/thumbnails.json", document.baseURI)))
  .then((answer) => (answer.ok ? answer.json() : {}))
  .catch(() => ({})));

/** @param {any} catalog @param {(name: string, task: string) => any} defaults */
export function datasetChooser(catalog, defaults) {
  const isOwn = (/** @type {any} */ { config }) => config.data.hash !== undefined;
  const options = catalog.datasets.filter((/** @type {any} */ one) => !isOwn(one)).map((/** @type {any} */ { name, title, form }) => {
    const input = h("input", { type: "radio", name: "dataset", value: name, onchange: () => choose(name) });
    const canvas = h("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" });
    return { name, form, input, canvas, element: h("label", { class: "dataset", title }, input, canvas, h("span", null, title)) };
  });
  effect(() => {
    state.appearance.value;
    fetched().then((found) => {
      for (const { name, canvas } of options) if (found[name]) paint(canvas, found[name]);
    });
  });
  const own = h("input", { type: "radio", name: "dataset", value: "own", onchange: () => {
    const latest = ownData.value.at(-1);
    if (latest) void import("../csv/intake.js").then(({ showAgain }) => showAgain(latest.hash), report);
  } });
  const picture = h("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" });
  const about = h("span");
  const brought = h("label", { class: "dataset" }, own, picture, about);
  effect(() => {
    state.appearance.value;
    const { hash } = state.config.value.data ?? {};
    const shown = ownData.value.find((one) => one.hash === hash) ?? ownData.value.at(-1);
    brought.hidden = !shown;
    if (!shown) return;
    about.textContent = brought.title = controls.ownDataOf(shown.file);
    own.checked = hash === shown.hash;
    if (shown.picture) paint(picture, shown.picture);
  });
  /** @type {string | null} */
  let ownText = null;
  effect(() => {
    ownText = state.config.value.data?.text ?? ownText;
    const chosen = state.config.value.data?.name;
    for (const { name, form, input, element } of options) {
      input.checked = name === chosen;
      // Words are no points that a metric could be learned of.
      element.hidden = form === "text" && state.task.value === "metric";
    }
  });

  /** Another data set brings its own settings; the seed stays, and of a metric its objective. @param {string} name */
  async function choose(name) {
    const playing = state.playing.value;
    const { seed, objective } = state.config.value;
    pause();
    const usual = defaults(name, state.task.value);
    // The last text of one's own is there again.
    if (usual.data.text !== undefined && ownText !== null) usual.data.text = ownText;
    if ((await asPlace(() => begin({ ...usual, seed, ...(objective && { objective }) }))) && playing) play();
  }
  return h("fieldset", { class: "datasets", "data-path": "data.name" }, h("legend", null, controls.dataset), options.map((/** @type {any} */ { element }) => element), brought,
    h("button", { type: "button", class: "own-data", onclick: chooseData }, controls.ownData));
}

/** @param {HTMLCanvasElement} canvas @param {{ width: number, height: number, pixels: number[], classes: string, xy: number[] }} picture */
function paint(canvas, { width, height, pixels, classes, xy }) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const colors = palette();
  context.clearRect(0, 0, SIDE, SIDE);
  if (pixels) {
    const dim = width * height;
    const labels = Uint32Array.from({ length: pixels.length / dim }, (_, label) => label);
    const atlas = createAtlas({ x: Float32Array.from(pixels, (ink) => ink / 16), dim, labels }, { width, height }, colors);
    const cell = SIDE / ACROSS;
    for (let i = 0; i < Math.min(ACROSS ** 2, labels.length); i++) atlas.stamp(context, i, cell * ((i % ACROSS) + 0.5), cell * (Math.floor(i / ACROSS) + 0.5), cell * 0.95);
    return;
  }
  const margin = SIDE * 0.07;
  const at = Float32Array.from(xy, (value) => margin + (value / 100) * (SIDE - 2 * margin));
  paintMarks({ context, size: SIDE, ratio: 1.1, at, depth: null, labels: Uint32Array.from(classes, (digit) => parseInt(digit, 36)), palette: { ...colors, shape: () => 0 } });
}
