// Finding and compiling the engine's parts, on any base path and under a strict Content-Security-Policy.

import wasmUrl from "../pkg/nearfar_bg.wasm?url";
import { named } from "./errors.js";

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

/** The engine, compiled once. */
export const compile = () => (compiled ??= compiling());

/** Streams where the server names the right MIME type, and works where it does not. @returns {Promise<WebAssembly.Module>} */
async function compiling() {
  const url = new URL(wasmUrl, import.meta.url);
  const response = await get(url, "The engine");
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** @type {Map<string, Promise<string>>} */
const files = new Map();

/**
 * The text of a shipped data file, fetched once.
 * @param {string} file its path, relative to nearfar.js
 */
export function dataFile(file) {
  const known = files.get(file);
  if (known) return known;
  const text = get(new URL(file, import.meta.url), `The data file ${file}`).then((response) => response.text());
  files.set(file, text);
  text.catch(() => files.delete(file));
  return text;
}

/**
 * @param {URL} url
 * @param {string} what
 */
async function get(url, what) {
  const failed = (/** @type {string} */ why) =>
    named("LoadError", `${what} could not be loaded from ${url.href}: ${why}. Is the whole dist folder there?`);
  let response;
  try {
    response = await fetch(url, { credentials: "same-origin" });
  } catch (error) {
    throw failed(error instanceof Error ? error.message : String(error));
  }
  if (!response.ok) throw failed(`the server answered ${response.status}`);
  return response;
}
