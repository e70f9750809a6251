// The page of examples: shows each function's text, runs it, shows what it returned.

import * as nearfar from "../nearfar.js";
import { examples } from "./examples.js";
import source from "./examples.js?raw";

const status = /** @type {HTMLElement} */ (document.getElementById("status"));
const list = /** @type {HTMLElement} */ (document.getElementById("examples"));

/** The body of the n-th example's function as it is written in the file, without its types. @param {number} n */
function body(n) {
  const text = source.split(/\n    async run\([^)]*\) \{\n/)[n + 1];
  const lines = text.slice(0, text.indexOf("\n    },\n")).replace(/^ {6}/gm, "");
  return lines.replace(/^\/\*\* @type .*\*\/\n/gm, "").replace(/\/\*\* @type .*?\*\/ /g, "");
}

/** @param {string} name @param {Record<string, string>} properties @param {...(Node | string)} children */
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** @param {unknown} value @returns {string} */
function written(value) {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toPrecision(5);
  if (typeof value === "string") return value;
  if (ArrayBuffer.isView(value)) return `[${Array.from(/** @type {any} */ (value), written).join(", ")}]`;
  return Object.entries(/** @type {object} */ (value)).map(([key, part]) => `${key}: ${written(part)}`).join("\n");
}

const query = new URLSearchParams(location.search);
const backend = /** @type {"auto" | "webgpu" | "cpu"} */ (query.get("backend") ?? "auto");

try {
  const lab = await nearfar.createLab({ backend });
  for (const [n, { title, about, run }] of examples.entries()) {
    const result = element("pre", { className: "result" });
    const side = element("div", {}, result);
    const pair = element("div", { className: "pair" }, element("pre", {}, body(n)), side);
    list.append(element("section", {}, element("h2", {}, title), element("p", {}, about), pair));
    status.textContent = `Running example ${n + 1} of ${examples.length}.`;
    try {
      const value = await run(nearfar, lab, (pixels, width) => side.append(picture(pixels, width)));
      result.textContent = written(value);
    } catch (error) {
      result.classList.add("wrong");
      result.textContent = String(error);
      throw error;
    }
  }
  status.textContent = `All ${examples.length} examples have run. ${lab.status.reason}`;
} catch (error) {
  status.textContent = String(error);
  throw error;
}

/** @param {Uint8ClampedArray} pixels @param {number} width */
function picture(pixels, width) {
  const height = pixels.length / 4 / width;
  const canvas = Object.assign(document.createElement("canvas"), { width, height, role: "img" });
  canvas.ariaLabel = "The points of the embedding, one colour and one shape a class";
  const image = new ImageData(width, height);
  image.data.set(pixels);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}
