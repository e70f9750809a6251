/** Build time: the catalog and the presets, as the engine that was just compiled gives them. */
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { scenes } from "../language/en.js";
import { SCENES } from "../lecture/scenes.js";

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

/** What is opened by a name. */
const MODULES = ["virtual:catalog", "virtual:lecture-openings", "virtual:titles"];

/**
 * Vite plugin: `virtual:catalog`, both as they are, so that no visit waits until the engine has written them down; and,
 * for scripts that need no more, `virtual:lecture-openings`, what each scene of the lecture opens, and `virtual:titles`, the
 * titles of presets and of the lecture's scenes, by their ids.
 */
export const offers = {
  name: "nearfar-catalog",
  /** @param {string} source */
  resolveId: (source) => (MODULES.includes(source) ? `\0${source}` : undefined),
  /** @param {string} loaded */
  async load(loaded) {
    if (loaded === "\0virtual:catalog") {
      const engine = await built();
      const [presets, catalog] = [engine.presets(), engine.catalog()].map((one) => JSON.stringify(JSON.stringify(one)));
      // A text is read faster than a program of the same size.
      return `export const presets = JSON.parse(${presets});\nexport const catalog = JSON.parse(${catalog});`;
    }
    if (loaded === "\0virtual:lecture-openings") {
      return `export default ${JSON.stringify(Object.fromEntries(SCENES.map(({ id, preset, link }) => [id, { preset, link }])))};`;
    }
    if (loaded !== "\0virtual:titles") return undefined;
    const presets = /** @type {import("../lab/types.js").Preset[]} */ ((await built()).presets());
    const titles = Object.fromEntries([...presets, ...SCENES.map(({ id }) => ({ id, title: scenes[id].title }))].map(({ id, title }) => [id, title]));
    return `export default ${JSON.stringify(titles)};`;
  },
};
