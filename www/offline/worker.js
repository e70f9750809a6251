// The service worker: keeps one version of the site, whole, for use without a network.
//
// A page is fetched first, so that who is online sees what the host has; what has a hash in its name never changes and
// is taken from what is kept. A cache holds files of one version only, each checked against the digest that the build
// wrote down: during an upload a host may have half of each. The next version waits until no page of the last one is
// open, because the host no longer has what such a page may still ask for.

/** @typedef {Event & { waitUntil(promise: Promise<unknown>): void }} Lasting */
/** @typedef {Lasting & { request: Request, respondWith(response: Promise<Response>): void }} Fetching */

const scope = /** @type {any} */ (self);
/** The site's files and their digests. @type {Record<string, string>} */
const files = __NEARFAR_FILES__;
/** @type {string} */
const version = __NEARFAR_VERSION__;

const base = /** @type {string} */ (scope.registration.scope);
/** Other sites of the same host have caches as well. */
const family = `nearfar ${base} `;
const ours = family + version;
/** Milliseconds that a host may take before what is kept is shown. */
const PATIENCE = 3000;

const isData = (/** @type {string} */ name) => name.startsWith("data/");
const isPage = (/** @type {string} */ name) => name.endsWith(".html");
/** The name says the content. */
const isFixed = (/** @type {string} */ name) => /-[\w-]{8}\.\w+$/.test(name) && !isData(name);

/** The file that an address asks for; no page differs by its query. @param {string} address */
function nameOf(address) {
  const { origin, pathname } = new URL(address);
  if (!(origin + pathname).startsWith(base)) return null;
  const name = decodeURIComponent((origin + pathname).slice(base.length));
  return name === "" || name.endsWith("/") ? `${name}index.html` : name;
}

const addressOf = (/** @type {string} */ name) => new URL(name, base).href;

/** @param {Response} response @param {string} name @returns {Promise<Response | null>} to keep; null where it is of another version */
async function verified(response, name) {
  if (!response.ok) return null;
  const bytes = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if ([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== files[name]) return null;
  // One that was redirected may not answer a navigation.
  return response.redirected ? new Response(bytes, { headers: response.headers }) : response;
}

/** @param {string} name @param {RequestCache} how */
const fetched = async (name, how) => verified(await fetch(addressOf(name), { cache: how, credentials: "same-origin" }), name);

/** Puts a file into this version's cache, from an earlier version's where it is the same. @param {string} name */
async function keep(name) {
  const cache = await caches.open(ours);
  if (await cache.match(addressOf(name))) return;
  const old = await caches.match(addressOf(name));
  const response = (old && await verified(old, name)) ?? await fetched(name, isFixed(name) ? "default" : "no-cache") ?? await fetched(name, "reload");
  if (!response) throw new Error(`${name} is not the one of this version.`);
  await cache.put(addressOf(name), response);
}

/** @param {(name: string) => boolean} wanted one at a time, so that what the page itself asks for is not in a queue */
async function keepAll(wanted) {
  for (const name of Object.keys(files).filter(wanted)) await keep(name);
}

scope.addEventListener("install", (/** @type {Lasting & { addRoutes?: (route: object) => Promise<void> }} */ event) => {
  // A data set is the host's, where the browser can ask that beside this worker and it answers first.
  const route = { condition: { urlPattern: { pathname: `${new URL(base).pathname}data/*` } }, source: "race-network-and-fetch-handler" };
  event.waitUntil(Promise.all([event.addRoutes?.(route).catch(() => {}), keepAll((name) => !isData(name))]));
});

scope.addEventListener("activate", (/** @type {Lasting} */ event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(family) && name !== ours) await caches.delete(name);
  // The page of the first visit too: it may go offline before it is loaded again.
  await scope.clients.claim();
})()));

/** The kept file, of this version. @param {string} name */
const kept = async (name) => (await caches.open(ours)).match(addressOf(name));

/** What the host has, or, where it is out of reach or slow, what is kept. @param {Fetching} event @param {string} name */
async function freshOrKept(event, name) {
  const asked = fetch(event.request);
  asked.catch(() => {}); // it may fail when what is kept has been given already
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const response = /** @type {Response | undefined} */ (await Promise.race([asked, late.then(() => kept(name))]));
    // Nothing is kept of it: then the host has all the time it needs.
    const answer = response ?? await asked;
    if (isData(name) && answer.ok && !answer.bodyUsed) event.waitUntil(keepData(name, answer.clone()));
    return answer.status >= 500 ? await kept(name) ?? answer : answer;
  } catch (error) {
    const response = await kept(name);
    if (response) return response;
    throw error;
  }
}

/** A data set that was just fetched. @param {string} name @param {Response} response */
async function keepData(name, response) {
  const good = await verified(response, name);
  if (good) await (await caches.open(ours)).put(addressOf(name), good);
}

/** @param {Request} request @param {string} name */
async function keptOrFetched(request, name) {
  return (await kept(name)) ?? (await caches.match(addressOf(name))) ?? fetch(request);
}

/** `nearfar.js` has no hash: who imports it says whose it has to be. @param {Request} request */
function ofThisVersion({ referrer }) {
  const importer = referrer && nameOf(referrer);
  return Boolean(importer) && isFixed(/** @type {string} */ (importer)) && /** @type {string} */ (importer) in files;
}

scope.addEventListener("fetch", (/** @type {Fetching} */ event) => {
  const { request } = event;
  const name = request.method === "GET" && !request.headers.has("range") ? nameOf(request.url) : null;
  if (name === null) return;
  if (isFixed(name) || (name in files && !isPage(name) && !isData(name) && ofThisVersion(request))) event.respondWith(keptOrFetched(request, name));
  else if (name in files) event.respondWith(freshOrKept(event, name));
});

/** Takes over at once where no page of the last version is open: a page of this version asks, and it is the only one. */
async function takeOver() {
  const pages = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length <= 1) await scope.skipWaiting();
}

// What a page asks: whether a file is of this version; that it takes over; and, when there is nothing else to do, that
// the data sets are kept.
scope.addEventListener("message", (/** @type {MessageEvent & Lasting} */ event) => {
  const { has, takes, data } = event.data ?? {};
  if (typeof has === "string") event.ports[0]?.postMessage((nameOf(has) ?? "") in files);
  if (takes === true) event.waitUntil(takeOver());
  // One that cannot be had now is asked for at the next visit.
  if (data === "keep") event.waitUntil(keepAll(isData).catch(() => {}));
});
