/** Build time: the catalog and the presets, as the engine that was just compiled gives them. */
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [GLUE, WASM] = ["www/pkg/nearfar.js", "www/pkg/nearfar_bg.wasm"];

async function built() {
  if (!existsSync(WASM)) throw new Error(`${WASM} is missing: \`cargo xtask build\` makes it.`);
  // A fresh address each time: a server that rebuilds must not get the catalog it had before.
  const engine = await import(`${pathToFileURL(resolve(GLUE))}?${Date.now()}`);
  engine.initSync({ module: readFileSync(WASM) });
  return engine;
}

/** @returns {Promise<import("../lab/types.js").Catalog>} */
export const builtCatalog = async () => (await built()).catalog();

/** Vite plugin: `virtual:presets`, each preset's title by its id, for a script that cannot wait for the engine. */
export const presetTitles = {
  name: "nearfar-presets",
  /** @param {string} source */
  resolveId: (source) => (source === "virtual:presets" ? "\0virtual:presets" : undefined),
  /** @param {string} loaded */
  async load(loaded) {
    if (loaded !== "\0virtual:presets") return undefined;
    const presets = /** @type {import("../lab/types.js").Preset[]} */ ((await built()).presets());
    return `export default ${JSON.stringify(Object.fromEntries(presets.map(({ id, title }) => [id, title])))};`;
  },
};
