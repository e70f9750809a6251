/** Build time: the catalog, as the engine that was just compiled gives it. */
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [GLUE, WASM] = ["www/pkg/nearfar.js", "www/pkg/nearfar_bg.wasm"];

/** @returns {Promise<import("../lab/types.js").Catalog>} */
export async function builtCatalog() {
  if (!existsSync(WASM)) throw new Error(`${WASM} is missing: \`cargo xtask build\` makes it.`);
  // A fresh address each time: a server that rebuilds must not get the catalog it had before.
  const engine = await import(`${pathToFileURL(resolve(GLUE))}?${Date.now()}`);
  engine.initSync({ module: readFileSync(WASM) });
  return engine.catalog();
}
