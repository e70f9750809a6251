// The bench's page, bundled beside what cargo builds; nothing of it reaches dist/.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("./page"),
  base: "./",
  build: {
    outDir: here("../target/bench"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    modulePreload: false,
    reportCompressedSize: false,
  },
});
