/** The experiment in location.hash, both ways. */
import { effect } from "@preact/signals-core";
import { debounce } from "./dom.js";
import { decodeLink, encodeLink } from "./nearfar.js";
import { dismiss, report } from "./notices.js";
import * as state from "./state.js";

let written = "";

/** @param {import("./types.js").Config} config */
const hashOf = (config) => `#${encodeLink(config).replace(/^#/, "")}`;

/** @param {import("./types.js").Config} config */
export const address = (config) => location.href.replace(/#.*$/, "") + hashOf(config);

/**
 * What the address asks for.
 * @returns {import("./types.js").Config | null} null if it asks for nothing, or for nothing that can be read
 */
export function readLink() {
  if (location.hash.length < 2) return null;
  try {
    const config = decodeLink(location.hash);
    written = location.hash;
    dismiss("link");
    return config;
  } catch (error) {
    report(error);
    return null;
  }
}

/** @param {"pushState" | "replaceState"} how */
function write(how) {
  let hash;
  try {
    hash = hashOf(state.config.value);
  } catch {
    return; // the engine is about to refuse this config, and to say why
  }
  if (hash === written && how === "replaceState") return;
  written = hash;
  history[how](null, "", location.pathname + location.search + hash);
  document.getElementById("printed-link")?.replaceChildren(location.href);
}

/** A scene is a place one can go back to. */
export const pushLink = () => write("pushState");

/** @param {(config: import("./types.js").Config) => void} show */
export function keepLink(show) {
  const later = debounce(300, () => write("replaceState"));
  effect(() => {
    if (state.config.value.data) later();
  });
  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    const config = readLink();
    if (config) show(config);
  });
}
