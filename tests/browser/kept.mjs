// When the service worker has all of the site: what tests of it and the measurement of a visit wait for.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { DIST } from "./server.mjs";

/** Polled from here: a driver's own waiting takes a promise for an answer. */
export async function eventually(page, what, condition, argument) {
  const deadline = Date.now() + 60_000;
  while (!(await page.evaluate(condition, argument))) {
    assert.ok(Date.now() < deadline, `waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const allKept = (page) => eventually(page, "all files are kept", async (wanted) => {
  const names = (await globalThis.caches.keys()).filter((name) => name.startsWith("nearfar "));
  const counts = await Promise.all(names.map(async (name) => (await (await globalThis.caches.open(name)).keys()).length));
  return navigator.serviceWorker.controller && names.length === 1 && counts[0] === wanted;
}, readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "sw.js").length);
