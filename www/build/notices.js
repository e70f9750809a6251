/**
 * Build time: the notices of others go into the site, and no npm package is bundled that they do not name.
 */
import { readFileSync } from "node:fs";

/** Vite plugin. */
export function notices() {
  return {
    name: "nearfar-notices",
    /** @this {import("vite").Rolldown.PluginContext} @param {unknown} _ @param {import("vite").Rolldown.OutputBundle} bundle */
    generateBundle(_, bundle) {
      const source = readFileSync("THIRD-PARTY.md", "utf8");
      const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
      for (const id of modules) {
        const name = id.split("node_modules/").pop()?.match(/^(@[^/]+\/)?[^/]+/)?.[0];
        if (id.includes("node_modules/") && !source.includes(`| [${name}](`)) throw new Error(`${name} is bundled and THIRD-PARTY.md does not name it: \`node xtask/notices.mjs\` writes it, from the dependencies of package.json.`);
      }
      this.emitFile({ type: "asset", fileName: "THIRD-PARTY.txt", source });
    },
  };
}
