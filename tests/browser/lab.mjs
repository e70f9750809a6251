// A lab in a page: what the tests of the public API start from.
import { BLANK } from "./harness.mjs";

/** Which browser runs which backend: the CPU where there is no WebGPU, and WebGPU on both stacks. */
export const EVERYWHERE = [
  { browser: "chromium", backend: "cpu" },
  { browser: "chromium-webgpu", backend: "webgpu" },
  { browser: "firefox", backend: "cpu" },
  { browser: "firefox", backend: "webgpu" },
];

/**
 * Opens an empty page, imports nearfar.js as any page would, and leaves `nearfar` and `lab` as globals.
 * @returns {Promise<{ backend: string, reason: string }>} the lab's status
 */
export async function openLab({ open, page, url }, settings = {}) {
  await open(BLANK);
  return page.evaluate(
    async ([module, settings]) => {
      globalThis.nearfar = await import(module);
      globalThis.lab = await nearfar.createLab(settings);
      globalThis.statuses = [];
      lab.addEventListener("status", () => statuses.push(lab.status));
      return lab.status;
    },
    [`${url}nearfar.js`, settings],
  );
}

/** In the page: what a call rejects with, as { name, message }, or null where it does not. */
export function defineRefusal(page) {
  return page.evaluate(() => {
    globalThis.refusal = async (call) => {
      try {
        await call();
        return null;
      } catch (error) {
        return { name: error.name, message: error.message, step: error.step };
      }
    };
  });
}
