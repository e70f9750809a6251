// Starting the engine's worker, on any base path, any origin, and under a strict Content-Security-Policy.

import workerUrl from "../worker.js?worker&url";

/** One that was started before anybody asked for it. @type {Worker | null} */
let early = null;

/** Starts a worker that loads its scripts while the engine is being compiled, and is sent the engine ahead. @param {Promise<WebAssembly.Module>} engine */
export function spawnEarly(engine) {
  const worker = (early = fresh());
  // What is wrong with the engine is said to who asks for it.
  engine.then((ahead) => worker.postMessage({ ahead }), () => {});
}

/** @returns {Worker} an engine worker that nobody has asked anything yet */
export function spawn() {
  const worker = early ?? fresh();
  early = null;
  return worker;
}

function fresh() {
  script ??= ownScript(new URL(workerUrl, import.meta.url));
  return new Worker(/** @type {string} */ (trusted(script)), { type: "module", name: "nearfar" });
}

/** @type {string | undefined} */
let script;

/**
 * A worker's script has to be of the page's own origin. On a page of another one it is a line that imports ours, which
 * a module may.
 * @param {URL} url
 */
function ownScript({ origin, href }) {
  if (origin === location.origin) return href;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(href)};`], { type: "text/javascript" }));
}

/**
 * Under `require-trusted-types-for 'script'` a worker's URL must come from a policy; ours lets
 * through the one URL it was made for.
 * @param {string} url
 * @returns {unknown}
 */
function trusted(url) {
  const factory = /** @type {any} */ (globalThis).trustedTypes;
  if (!factory) return url;
  policy ??= factory.createPolicy("nearfar", {
    createScriptURL(/** @type {string} */ candidate) {
      if (candidate === url) return candidate;
      throw new TypeError(`${candidate} is not the engine's worker.`);
    },
  });
  return policy.createScriptURL(url);
}

/** @type {any} */
let policy;
