// Nearfar's public API: see similarity being learned, from any page, without a bundler.
//
//   import { createLab } from "./nearfar.js";
//   const lab = await createLab();
//   const run = await lab.experiment({ seed: 7 });
//   console.log(await run.step(10));
//
// Importing compiles the engine once; presets, links and pictures then work at once on the page's
// thread, and each lab's experiments run in a worker of its own.

import * as offered from "virtual:catalog";
import init, * as engine from "./pkg/nearfar.js";
import { floats, options, text, number, whole } from "./lab/arguments.js";
import { inputError } from "./lab/errors.js";
import { Lab } from "./lab/lab.js";
import { compile, dataFile } from "./lab/load.js";
import { dataOf } from "./lab/tables.js";

export { addData, hasData } from "./lab/tables.js";

/**
 * @typedef {import("./lab/types.js").Config} Config
 * @typedef {import("./lab/types.js").Catalog} Catalog
 * @typedef {import("./lab/types.js").Preset} Preset
 * @typedef {import("./lab/types.js").ScatterPlot} ScatterPlot
 */

const module = await compile();
await init({ module_or_path: module });

/** Experiments worth seeing, each with a caption. @type {Preset[]} */
export const presets = offered.presets;

/** Everything there is to choose from, with its knobs and sources. @type {Catalog} */
export const catalog = offered.catalog;

/**
 * The complete default config.
 * @param {string} [name] of a data set in `catalog.datasets`
 * @param {string} [task] of `catalog.tasks`: "contrastive" or "metric"
 * @param {string} [pretext] of `catalog.pretexts`, one that fits the data; the data's first where left out
 * @returns {Config}
 */
export function defaults(name = "digits", task = "contrastive", pretext = undefined) {
  return engine.defaults(text("name", name), text("task", task), pretext === undefined ? undefined : text("pretext", pretext));
}

/**
 * The link of an experiment, for `location.hash`: only what differs from the defaults.
 * @param {Config} config
 * @returns {string}
 */
export function encodeLink(config) {
  return engine.encode_link(config);
}

/**
 * The complete config of a link, with or without its leading #. What is wrong with the link is a
 * LinkError that names key, value and range.
 * @param {string} link
 * @returns {Config}
 */
export function decodeLink(link) {
  return engine.decode_link(text("link", link));
}

/**
 * Reads the text of a loss of one's own (`loss.code`), and compares its slopes with finite differences of its loss, in
 * float64 at random similarities.
 * @param {string} code
 * @param {{ temperature?: number, a?: number, b?: number }} [values] of the settings that it may name
 * @returns {import("./lab/types.js").LossCheck}
 */
export function checkLoss(code, values = {}) {
  const { temperature = 0.5, a = 1, b = 1 } = options("checkLoss", values, ["temperature", "a", "b"]);
  const tau = number("temperature", temperature);
  if (tau <= 0) throw inputError(`temperature is ${tau}; it must be above 0.`);
  return engine.check_loss(text("code", code), tau, number("a", a), number("b", b));
}

/**
 * An experiment as a PyTorch script that stands for itself (Python, torch and numpy): its first losses are those of a run
 * here, because data, weights, batches and views are drawn by the same random numbers. Data that `addData` was given are written
 * out in it where they are small; else it reads the file that `exportTorchData` gives.
 * @param {Config} [config]
 * @returns {Promise<string>} rejects with an InputError where there can be no script
 */
export async function exportTorch(config = {}) {
  /** @type {Config} */
  const complete = engine.complete(config);
  const file = fileOf(complete);
  const [{ torchScript }, text] = await Promise.all([import("./export/torch/script.js"), file === null ? "" : dataFile(file)]);
  return torchScript(complete, { catalog, file: text, own: dataOf(complete.data?.hash), link: `${import.meta.url.replace(/[^/]*$/, "")}#${engine.encode_link(complete)}` });
}

/**
 * The file that a config's PyTorch script reads, to be saved beside it: numpy's, float32 [rows, columns], the class first.
 * @param {Config} [config]
 * @returns {Promise<{ name: string, bytes: Uint8Array<ArrayBuffer> } | null>} null where the script has all that it needs
 */
export async function exportTorchData(config = {}) {
  /** @type {Config} */
  const complete = engine.complete(config);
  return complete.data?.hash ? (await import("./export/torch/data/own.js")).besides(complete.data, dataOf(complete.data.hash)) : null;
}

/**
 * Draws a scatter plot: RGBA bytes [height, width, 4] for `ImageData`, the same on every machine.
 * @param {ScatterPlot} plot
 * @returns {Uint8ClampedArray}
 */
export function scatter(plot) {
  const { width, height, xy, colors, shapes, radius } = options("scatter", plot, ["width", "height", "xy", "colors", "shapes", "radius"]);
  if (!(colors instanceof Uint32Array)) throw inputError("colors must be a Uint32Array [points], RGBA with R lowest.");
  if (!(shapes instanceof Uint8Array)) throw inputError("shapes must be a Uint8Array [points].");
  const points = floats("xy", xy, "[points, 2]");
  return engine.scatter(whole("width", width), whole("height", height), points, colors, shapes, number("radius", radius));
}

/**
 * Starts an engine.
 * @param {{ backend?: "auto" | "webgpu" | "cpu", patience?: number, onStatus?: (status: import("./lab/types.js").Status) => void }} [settings]
 *   `backend`: "auto" takes WebGPU on real hardware, else the CPU; "webgpu" rejects with a BackendError
 *   where there is none. `patience`: seconds without an answer after which the engine is started again.
 */
export async function createLab(settings = {}) {
  return Lab.create(module, { complete: engine.complete, fileOf }, settings);
}

/** @param {Config} config */
function fileOf(config) {
  return catalog.datasets.find(({ name }) => name === config.data?.name)?.file ?? null;
}
