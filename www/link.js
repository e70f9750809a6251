/** The experiment in location.hash, both ways. */
import { effect } from "@preact/signals-core";
import { LECTURE } from "virtual:formulas";
import { LENSES } from "./controls/lenses.js";
import { debounce } from "./dom.js";
import { decodeLink, encodeLink } from "./nearfar.js";
import { dismiss, report } from "./notices.js";
import * as state from "./state.js";

let written = "";
/** The next address is a new place in the browser's history. */
let fresh = false;
/** A scene of the lecture that the address names without saying in which state. */
let wanted = "";

/** @param {import("./types.js").Config} config */
function hashOf(config) {
  const versus = config.task === "metric" ? null : state.versus.value;
  const lens = config.task === "metric" ? "" : state.lens.value;
  const lecture = state.lecture.value && `&lecture=${state.lecture.value}`;
  return `#${encodeLink(config).replace(/^#/, "")}${lecture}${lens ? `&lens=${lens}${state.lensSettings.value && `&${state.lensSettings.value}`}` : ""}${versus ? `&${versus.text}` : ""}`;
}

/** A comparison's part, `vs` and `vs.…`, the `lens` and the `lecture` are the page's and no setting of an experiment. @param {string} hash */
function parted(hash) {
  const parts = hash.replace(/^#/, "").split("&");
  const versus = parts.filter((part) => /^vs(\.|=|$)/.test(part));
  const lenses = parts.filter((part) => /^lens(\.|=|$)/.test(part));
  const lecture = parts.find((part) => part.startsWith("lecture="));
  return { own: parts.filter((part) => !versus.includes(part) && !lenses.includes(part) && part !== lecture).join("&"), lecture: lecture?.slice("lecture=".length) ?? "", versus: versus.length ? versus.join("&") : null,
    lens: lenses.find((part) => part.startsWith("lens="))?.slice("lens=".length) ?? "", more: lenses.filter((part) => part.startsWith("lens.")).join("&") };
}

/** Of the page itself, whatever it is a frame of or was opened with: the link holds all that a preset says. @param {import("./types.js").Config} config */
export function address(config) {
  const page = new URL(location.href);
  for (const name of ["embed", "hide", "preset", "autoplay", "autorun"]) page.searchParams.delete(name);
  page.hash = "";
  return page.href + hashOf(config);
}

/**
 * What the address asks for.
 * @returns {import("./types.js").Config | null} null if it asks for nothing, or for nothing that can be read
 */
export function readLink() {
  if (location.hash.length < 2) return null;
  try {
    const { own, lecture, versus, lens, more } = parted(location.hash);
    if (lecture && !LECTURE.includes(lecture)) throw Object.assign(new Error(`lecture is ${JSON.stringify(lecture)}; it must be one of ${LECTURE.join(", ")}.`), { name: "LinkError" });
    const config = decodeLink(own);
    if (lens && !LENSES.includes(lens)) throw Object.assign(new Error(`lens is ${JSON.stringify(lens)}; it must be one of ${LENSES.join(", ")}.`), { name: "LinkError" });
    state.lensSettings.value = more;
    state.lens.value = lens;
    // The scene alone stands for the state that it opens.
    state.lecture.value = own ? lecture : "";
    wanted = own ? "" : lecture;
    written = location.hash;
    state.versus.value = versus === null ? null : { text: versus, config };
    dismiss("link");
    return config;
  } catch (error) {
    report(error);
    return null;
  }
}

/** The scene that the address has asked for, once. */
export function wantedScene() {
  const scene = wanted;
  wanted = "";
  return scene;
}

function write() {
  let hash;
  try {
    hash = hashOf(state.config.value);
  } catch {
    return; // the engine is about to refuse this config, and to say why
  }
  if (hash === written) return;
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
  state.lecture.value = "";
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
  const shown = await show();
  if (shown) write();
  fresh = false;
  return shown;
}

/** @param {(config: import("./types.js").Config) => void} show */
export function keepLink(show) {
  const later = debounce(300, write);
  effect(() => {
    state.versus.value;
    state.lens.value;
    state.lensSettings.value;
    state.lecture.value;
    if (state.config.value.data) later();
  });
  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    const config = readLink();
    if (config) show(config);
  });
}
