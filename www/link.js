/** The experiment in location.hash, both ways. */
import { effect } from "@preact/signals-core";
import { LENSES } from "./controls/lenses.js";
import { debounce } from "./dom.js";
import { decodeLink, encodeLink } from "./nearfar.js";
import { dismiss, report } from "./notices.js";
import { ownPart, remember } from "./owndata.js";
import * as state from "./state.js";

let written = "";
/** The next address is a new place in the browser's history. */
let fresh = false;

/** @param {import("./types.js").Config} config */
function hashOf(config) {
  const versus = config.task === "metric" ? null : state.versus.value;
  const lens = config.task === "metric" ? "" : state.lens.value;
  return `#${encodeLink(config).replace(/^#/, "")}${ownPart(config)}${lens ? `&lens=${lens}${state.lensSettings.value && `&${state.lensSettings.value}`}` : ""}${versus ? `&${versus.text}` : ""}`;
}

/** A comparison's part, `vs` and `vs.…`, the `lens`, and data of one's `own` are the page's and no setting of an experiment. @param {string} hash */
function parted(hash) {
  const parts = hash.replace(/^#/, "").split("&");
  const versus = parts.filter((part) => /^vs(\.|=|$)/.test(part));
  const lenses = parts.filter((part) => /^lens(\.|=|$)/.test(part));
  const data = parts.filter((part) => /^own(\.|=|$)/.test(part));
  return { own: parts.filter((part) => ![versus, lenses, data].some((others) => others.includes(part))).join("&"), data: data[0] ?? "", versus: versus.length ? versus.join("&") : null,
    lens: lenses.find((part) => part.startsWith("lens="))?.slice("lens=".length) ?? "", more: lenses.filter((part) => part.startsWith("lens.")).join("&") };
}

/** @param {import("./types.js").Config} config */
export const address = (config) => location.href.replace(/#.*$/, "") + hashOf(config);

/**
 * What the address asks for.
 * @returns {import("./types.js").Config | null} null if it asks for nothing, or for nothing that can be read
 */
export function readLink() {
  if (location.hash.length < 2) return null;
  try {
    const { own, data, versus, lens, more } = parted(location.hash);
    const config = /** @type {import("./types.js").Config} */ (decodeLink(own));
    if (data && config.data.hash) remember(config.data.hash, data);
    if (lens && !LENSES.includes(lens)) throw Object.assign(new Error(`lens is ${JSON.stringify(lens)}; it must be one of ${LENSES.join(", ")}.`), { name: "LinkError" });
    state.lensSettings.value = more;
    state.lens.value = lens;
    written = location.hash;
    state.versus.value = versus === null ? null : { text: versus, config };
    dismiss("link");
    return config;
  } catch (error) {
    report(error);
    return null;
  }
}

function write() {
  let hash;
  try {
    hash = hashOf(state.config.value);
  } catch {
    return; // the engine is about to refuse this config, and to say why
  }
  if (hash === written) return;
  if (state.awaited.value) {
    state.awaited.value.shown ??= hash;
    if (hash === state.awaited.value.shown) return;
    // Who goes on with something else can still go back to the link.
    state.awaited.value = null;
    fresh = true;
  }
  written = hash;
  const how = fresh ? "pushState" : "replaceState";
  fresh = false;
  history[how](null, "", location.pathname + location.search + hash);
  document.getElementById("printed-link")?.replaceChildren(location.href);
}

/**
 * Opens what a scene is to be looked at with.
 * @param {string} view as in an address
 * @param {import("./types.js").Config} config
 */
export function lookWith(view, config) {
  const { versus, lens } = parted(view);
  state.versus.value = versus === null ? null : { text: versus, config };
  state.lens.value = lens;
}

/** The address says again what is on the screen: that of a link which was not followed is in the way. */
export function rewrite() {
  state.versus.value = null;
  state.lens.value = "";
  written = "";
  if (state.config.value.data) write();
}

/**
 * A scene is a place one can go back to, and so is the one before it: its address must be complete before the
 * first change of the new one is written.
 * @param {() => Promise<boolean>} show whether it is on the screen
 */
export async function asPlace(show) {
  write();
  fresh = true;
  if (await show()) write();
  fresh = false;
}

/** @param {(config: import("./types.js").Config) => void} show */
export function keepLink(show) {
  const later = debounce(300, write);
  effect(() => {
    state.versus.value;
    state.lens.value;
    state.lensSettings.value;
    if (state.config.value.data) later();
  });
  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    const config = readLink();
    if (config) show(config);
  });
}
