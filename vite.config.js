// One build, three faces: the pages (every *.html at the top and in www/), nearfar.js, which any other page can import
// by that name, and nearfar-element.js, which shows a page in a frame. Pages import the same nearfar.js, so there is one
// copy of everything.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { builtCatalog, offers } from "./www/build/catalog.js";
import { together } from "./www/build/chunks.js";
import { formulas } from "./www/build/formulas.js";
import { mathfont } from "./www/build/mathfont.js";
import { notices } from "./www/build/notices.js";
import { offline } from "./www/build/offline.js";

const pages = ["", "www/"].flatMap((folder) =>
  readdirSync(`./${folder}`).filter((file) => file.endsWith(".html")).map((file) => folder + file),
);

/** @param {string} name of one in www/ */
const script = (name) => fileURLToPath(new URL(`./www/${name}.js`, import.meta.url));

/** Modules of www/ that others load by name. @type {Record<string, string>} */
const NAMED = { nearfar: "nearfar.js", element: "nearfar-element.js" };

/**
 * The page asks for the engine at once, and not only when its scripts have been read; and `early.js` runs as soon as it
 * is there, before the style sheet and the rest are. @type {import("vite").Plugin}
 */
const engineFirst = {
  name: "nearfar-engine-first",
  transformIndexHtml: {
    order: "post",
    handler(html, { filename, bundle }) {
      if (!filename.endsWith("/index.html") || !bundle) return html;
      const engine = Object.keys(bundle).filter((file) => file.endsWith(".wasm"));
      const early = /^ *<script [^>]*src="\.\/(load|early)-[^>]*><\/script>\n/gm;
      const first = (html.match(early) ?? []).join("").replaceAll("<script ", "<script async ");
      return {
        html: html.replace(early, "").replace(/^ *<script /m, (script) => first + script),
        tags: engine.map((file) => ({ tag: "link", injectTo: "head", attrs: { rel: "preload", href: `./${file}`, as: "fetch", type: "application/wasm", crossorigin: true } })),
      };
    },
  },
};

export default defineConfig({
  // Relative: the site works under any path of any host.
  base: "./",
  publicDir: "www/public",
  plugins: [formulas(builtCatalog), mathfont(builtCatalog), offers, engineFirst, notices(), offline()],
  // One file: a second copy of the glue, for a round of requests less before the engine runs.
  worker: { format: "es", rolldownOptions: { output: { entryFileNames: "[name]-[hash].js" } } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // The Content-Security-Policy allows no data: URL for code, and the wasm has to be a file to be streamed.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: [...pages, ...Object.keys(NAMED).map((name) => `www/${name}.js`)],
      // nearfar.js keeps its exports although the pages use only some of them.
      preserveEntrySignatures: "strict",
      output: {
        // Shared code lies beside nearfar.js, because it finds the data files relative to itself.
        chunkFileNames: "[name]-[hash].js",
        codeSplitting: {
          groups: [
            // What has to run before nearfar.js must not be in one file with it, and nor must what pages without an engine load.
            { name: "load", test: /\/lab\/(load|spawn)\.js$|vite\/preload-helper/ },
            { name: "early", test: /\/www\/early\.js$/ },
            together("api", [script("main"), script("nearfar")]),
            together("words", [script("main"), script("lecture/notes")]),
            together("page", [script("main")]),
            together("around", [script("around")]),
          ],
        },
        entryFileNames: ({ name }) => NAMED[name] ?? "assets/[name]-[hash].js",
      },
    },
  },
});
