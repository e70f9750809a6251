/** What the page's Export menu saves: each choice makes a file. */
import { byId } from "../dom.js";
import { words } from "../language/language.js";
import { address, described, withoutData } from "../link.js";
import { exportTorch, exportTorchData } from "../nearfar.js";
import * as state from "../state.js";
import { dataOf } from "../lab/tables.js";
import { ownData } from "../owndata.js";
import { ENDING, writeRun } from "../runs/file.js";
import { keepRun } from "../runs/keep.js";
import { altered } from "../undo/track.js";
import { resized } from "../views/stage.js";
import { curvesSVG } from "./curves.js";
import { csv, json } from "./numbers.js";

/** @typedef {import("../save.js").File} File */

/** @param {string} what @param {string} ending */
const named = (what, ending) => `nearfar-${[state.config.value.data.name, what].filter(Boolean).join("-")}.${ending}`;
const link = () => address(state.fromStart(state.config.value));

/** @type {Record<"run" | "script" | "csv" | "json" | "curves" | "curvesPNG" | "data" | "dataPNG" | "embedding" | "embeddingPNG", () => Promise<File | File[]> | File>} */
export const TAKE = {
  run: async () => {
    const kept = await keptRun();
    return { name: named(`step-${kept.checkpoint.step}`, ENDING), type: "application/json", content: written(kept) };
  },
  script: async () => {
    const config = state.fromStart(state.config.value);
    const [content, data] = await Promise.all([exportTorch(config), exportTorchData(config)]);
    const script = { name: named("", "py").replaceAll("-", "_"), type: "text/x-python", content };
    return data ? [script, { name: data.name, type: "application/octet-stream", content: data.bytes }] : script;
  },
  csv: () => ({ name: named("run", "csv"), type: "text/csv", content: csv(measured()) }),
  json: () => ({ name: named("run", "json"), type: "application/json", content: json(withoutData(link()), state.fromStart(state.config.value), measured()) }),
  curves: () => ({ name: named("curves", "svg"), type: "image/svg+xml", content: curves() }),
  curvesPNG: async () => ({ name: named("curves", "png"), type: "image/png", content: await (await import("./pictures.js")).rastered(curves(), RATIO) }),
  data: () => outlined(before(), "data"),
  dataPNG: () => picture(before(), "data"),
  embedding: () => outlined(after(), "embedding"),
  embeddingPNG: () => picture(after(), "embedding"),
};

const curves = () => curvesSVG(measured(), state.target.value, described(link(), state.config.value));
/** The sections with the pictures of points, before and after. */
const [before, after] = [["plane", "data"], ["image", "embedding"]].map(([metric, encoder]) => () => (state.task.value === "metric" ? metric : encoder));

/** The run as it stands; where it cannot go on, a sentence. */
async function keptRun() {
  const kept = await keepRun(altered());
  if (!kept) throw new Error(words.runFile.over);
  return kept;
}

/** @param {import("../session.js").Kept} kept */
const written = (kept) => writeRun(kept, link(), ownOf(kept.config));

/** All of the run, as its file has it. */
export const wholeRun = async () => written(await keptRun());

/** Data of one's own that a run is trained on. @param {import("../types.js").Config} config */
function ownOf(config) {
  const own = ownData.value.find(({ hash }) => hash === config.data.hash);
  return own ? { file: own.file, part: own.part, data: dataOf(own.hash) } : null;
}

/** The run's numbers; where there are none yet, a sentence. */
function measured() {
  const { steps, metrics, iterates } = state.history;
  if (!steps.length && !metrics.length && !Object.keys(iterates).length) throw new Error(words.files.noNumbers);
  return state.history;
}

/** Device pixels for each of the page's in a saved picture. */
const RATIO = 2;

/** @param {string} section */
function canvasOf(section) {
  const canvas = byId(section).querySelector("canvas");
  if (!canvas?.checkVisibility()) throw new Error(words.files.noPicture);
  return canvas;
}

/** A picture as shapes. @param {string} section @param {string} what @returns {Promise<File>} */
async function outlined(section, what) {
  const { pictureSVG } = await import("./pictures.js");
  const [title, about] = ["h2", ".sub"].map((of) => byId(section).querySelector(of)?.textContent ?? "");
  const content = pictureSVG(canvasOf(section), title, about);
  if (content === null) throw new Error(words.files.noPicture);
  return { name: named(what, "svg"), type: "image/svg+xml", content };
}

/** A picture, drawn anew at twice the page's pixels. @param {string} section @param {string} what @returns {Promise<File>} */
async function picture(section, what) {
  const canvas = canvasOf(section);
  const blob = await resized(canvas, RATIO, () => onGround(canvas));
  return { name: named(what, "png"), type: "image/png", content: blob };
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
async function onGround(canvas) {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = copy.getContext("2d");
  if (!context) throw new Error(words.files.noCanvas);
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--ground");
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  return copy.convertToBlob({ type: "image/png" });
}
