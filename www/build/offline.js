/**
 * Build time: `sw.js`, the worker that keeps the site for use without a network. Its list of files is what the build has
 * written, with a digest of each, so that nothing is kept by hand and a version is what its files are.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const WORKER = "sw.js";
/** The names in the worker's source that are filled in. */
const FILES = "__NEARFAR_FILES__";
const VERSION = "__NEARFAR_VERSION__";

/** @param {Buffer | string} bytes */
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Every file of the site but the worker itself, with its digest, in one order everywhere. @param {string} folder @returns {Record<string, string>} */
export function siteFiles(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/"))
    .filter((name) => name !== WORKER)
    .sort();
  return Object.fromEntries(names.map((name) => [name, digest(readFileSync(join(folder, name)))]));
}

/** Vite plugin. */
export function offline() {
  return {
    name: "nearfar-offline",
    /** @this {import("vite").Rolldown.PluginContext} */
    buildStart() {
      // A chunk of its own: minified like the rest, and without imports, as a classic worker has to be.
      this.emitFile({ type: "chunk", id: "www/offline/worker.js", fileName: WORKER });
    },
    /** @param {{ dir?: string }} options */
    writeBundle({ dir = "dist" }) {
      const files = siteFiles(dir);
      const path = join(dir, WORKER);
      const code = readFileSync(path, "utf8");
      if (/^\s*(import|export)\b/m.test(code)) throw new Error(`${WORKER} imports or exports something; it has to stand alone.`);
      for (const name of [FILES, VERSION]) if (!code.includes(name)) throw new Error(`${WORKER} has lost ${name}.`);
      const version = digest(code + JSON.stringify(files)).slice(0, 16);
      writeFileSync(path, code.replace(FILES, () => JSON.stringify(files)).replace(VERSION, () => JSON.stringify(version)));
    },
  };
}
