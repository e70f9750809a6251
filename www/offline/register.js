/** Has the site kept for use without a network, and says when there is a newer one. */
import { words } from "../language/language.js";
import { notify } from "../notices.js";

const HOUR = 3_600_000;

/** This page's own script, the last: its name has a hash, so it tells versions apart. */
const own = () => [.../** @type {NodeListOf<HTMLScriptElement>} */ (document.querySelectorAll('script[type="module"][src]'))].at(-1)?.src ?? "";

/** @param {string} url @returns {any} what `register` takes under `require-trusted-types-for 'script'` */
function trusted(url) {
  const factory = /** @type {any} */ (globalThis).trustedTypes;
  return factory ? factory.createPolicy("nearfar-offline", { createScriptURL: (/** @type {string} */ candidate) => candidate }).createScriptURL(url) : url;
}

/** Whether this page is of the worker's version. @param {ServiceWorker} worker @returns {Promise<boolean>} */
const ofVersion = (worker) => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data === true);
  worker.postMessage({ has: own() }, [port2]);
});

/** Once the worker has got that far. @param {ServiceWorker} worker @returns {Promise<void>} */
const installed = (worker) => new Promise((resolve) => {
  const look = () => {
    if (worker.state === "installed" || worker.state === "activated") resolve();
  };
  worker.addEventListener("statechange", look);
  look();
});

/** @param {ServiceWorker} worker one that is to replace the worker of an earlier version */
async function announce(worker) {
  await installed(worker);
  const ours = await ofVersion(worker);
  if (ours) worker.postMessage({ takes: true });
  notify("status", "version", ours ? words.page.newer : words.page.newerNext);
}

/** Registers the worker. A browser that refuses (a private window, a full disk) loses nothing but this. */
export async function keepOffline() {
  if (!("serviceWorker" in navigator)) return;
  const before = navigator.serviceWorker.controller;
  try {
    const registration = await navigator.serviceWorker.register(trusted(new URL("sw.js", document.baseURI).href));
    if (!registration) return;
    const next = () => {
      const worker = registration.installing ?? registration.waiting;
      if (worker && registration.active) void announce(worker);
    };
    registration.addEventListener("updatefound", next);
    if (before) next();
    let looked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || Date.now() - looked < HOUR) return;
      looked = Date.now();
      registration.update().catch(() => {});
    });
    const { active } = await navigator.serviceWorker.ready;
    const thrifty = /** @type {any} */ (navigator).connection?.saveData === true;
    if (!thrifty) active?.postMessage({ data: "keep" });
  } catch {
    // The page works without.
  }
}
