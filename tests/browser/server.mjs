// A plain static host: dist/ under a sub-path, the right types, no special header. What a page may not do
// here (reach outside its base path, need COOP or COEP) it could not do on GitHub Pages either.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
export const BASE = "/some/base/";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".csv": "text/csv; charset=utf-8",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/**
 * Serves `folders` (base path → folder; the first is `url`), and the text of `pages` (path → HTML) beside them, each with `headers`.
 * `sent` has the path and the body of every answer since it was last emptied, `missing` the paths that were not there.
 */
export async function serve({ folders = { [BASE]: DIST }, pages = {}, headers = {} } = {}) {
  const [missing, sent] = [[], []];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const reply = (status, type, body) => {
      response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body), ...headers });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    if (path in pages) return reply(200, TYPES[".html"], pages[path]);
    const base = Object.keys(folders).find((base) => path.startsWith(base));
    const name = normalize(base ? path.slice(base.length) || "index.html" : "..");
    try {
      if (name.startsWith("..")) throw new Error("outside the base path");
      const body = await readFile(join(folders[base], name));
      sent.push({ path, body });
      reply(200, TYPES[extname(name)] ?? "application/octet-stream", body);
    } catch {
      // Browsers ask for the icon on their own.
      if (!path.endsWith("favicon.ico")) missing.push(path);
      reply(404, "text/plain", `There is no ${path}.`);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails leaves its own open, and must end all the same.
  server.unref();
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + Object.keys(folders)[0],
    sent,
    missing,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
