// Which backend this worker can run on, found by trying: the presence of navigator.gpu is not yet an
// adapter, and an adapter is not yet a device.

/**
 * @typedef {import("./types.js").Adapter} Adapter
 * @typedef {"chosen" | "hardware" | "insecure" | "no-api" | "no-adapter" | "adapter-late" | "software" | "refused" | "device-late" | "faults"} Cause
 */

/** Seconds; Chromium's first adapter takes up to one on a cold start. */
const ADAPTER_PATIENCE = 8;

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render|\bwarp\b/i;

/**
 * The adapter that a device would come from, or why there is none.
 * @param {number} tries after a crash of the GPU's process the first answers may be null
 * @returns {Promise<{ adapter: Adapter } | { cause: Cause, detail: string }>}
 */
export async function probe(tries) {
  if (!globalThis.isSecureContext) return { cause: "insecure", detail: globalThis.location?.origin ?? "" };
  const gpu = /** @type {any} */ (navigator).gpu;
  if (!gpu) return { cause: "no-api", detail: "" };
  let detail = "";
  for (let i = 0; i < tries; i++) {
    if (i > 0) await sleep(0.3 * i);
    try {
      const found = await within(ADAPTER_PATIENCE, gpu.requestAdapter({ powerPreference: "high-performance" }));
      if (found) return { adapter: describe(found) };
    } catch (error) {
      if (error instanceof Late) return { cause: "adapter-late", detail: String(ADAPTER_PATIENCE) };
      detail = error instanceof Error ? error.message : String(error);
    }
  }
  return { cause: "no-adapter", detail };
}

/** @param {any} found a GPUAdapter @returns {Adapter} */
function describe(found) {
  const info = found.info ?? {};
  const { vendor = "", architecture = "", device = "", description = "" } = info;
  const named = [vendor, architecture, device, description].join(" ");
  // The attribute has moved from the adapter to its info; browsers have one or the other.
  const isFallback = Boolean(info.isFallbackAdapter ?? found.isFallbackAdapter) || SOFTWARE.test(named);
  return { vendor, architecture, description: description || device, isFallback };
}

/** What is thrown when an answer takes too long. */
export class Late extends Error {}

/**
 * @template T
 * @param {number} seconds
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export function within(seconds, promise) {
  const late = sleep(seconds).then(() => {
    throw new Late(`no answer within ${seconds} seconds`);
  });
  return Promise.race([promise, late]);
}

/** @param {number} seconds */
function sleep(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
