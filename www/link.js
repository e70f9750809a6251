/** The experiment in location.hash, both ways. */
import { effect } from "@preact/signals-core";
import { parted } from "./address.js";
import { LENSES } from "./controls/lenses.js";
import { debounce } from "./dom.js";
import { handed } from "./handover.js";
import { words } from "./language/language.js";
import { LECTURE } from "./lecture/opens.js";
import { decodeLink, encodeLink } from "./nearfar.js";
import { dismiss, notify, report } from "./notices.js";
import { readProof, standing } from "./proof.js";
import { ownData, ownPart, remember } from "./owndata.js";
import * as state from "./state.js";

let written = "";
/** The next address is a new place in the browser's history. */
let fresh = false;
/** A scene of the lecture that the address names without saying in which state. */
let wanted = "";
/** The link that was made here, on this device: its result is not a sender's. */
let mine = handed.link;
/** Places that are on their way. */
let places = 0;

/** @param {import("./types.js").Config} config @param {string} proof */
function hashOf(config, proof) {
  const versus = config.task === "metric" ? null : state.versus.value;
  const lens = config.task === "metric" ? "" : state.lens.value;
  const lecture = state.lecture.value && `&lecture=${state.lecture.value}`;
  return `#${encodeLink(config).replace(/^#/, "")}${ownPart(config)}${lecture}${lens ? `&lens=${lens}${state.lensSettings.value && `&${state.lensSettings.value}`}` : ""}${versus ? `&${versus.text}` : ""}${proof && `&proof=${proof}`}`;
}

/** The config of a whole address. @param {string} link */
export const configOf = (link) => decodeLink(parted(link.replace(/^[^#]*/, "")).own);

/** Of the page itself, whatever it is a frame of or was opened with: the link holds all that a preset says. @param {import("./types.js").Config} config @param {string} [proof] */
export function address(config, proof = "") {
  const page = new URL(location.href);
  for (const name of ["embed", "hide", "preset", "autoplay", "autorun"]) page.searchParams.delete(name);
  page.hash = "";
  return page.href + hashOf(config, proof);
}

/** A link without the data of one's own that it may hold. @param {string} link */
export const withoutData = (link) => link.replace(/&own=[^&]*/, "");

/** A link as it stands on paper and in pictures: one's own data are named, and not in it. @param {string} link @param {import("./types.js").Config} config */
export function described(link, config) {
  const own = ownData.value.find(({ hash }) => hash === config.data?.hash);
  const bare = withoutData(link);
  return bare === link ? link : `${bare} ${words.page.dataApart(own?.file ?? words.csv.theFile)}`;
}

/** Losses that the link brings; a sentence where they cannot be read. @param {string | null} text @param {import("./types.js").Config} config */
function keepProof(text, config) {
  state.proof.value = null;
  dismiss("proof");
  if (text === null) return;
  try {
    // Some programs encode what they pass on.
    const plain = text.length < 1000 ? decodeURIComponent(text) : text;
    readProof(plain, config.replay);
    state.proof.value = { text: plain, link: encodeLink(config), own: location.hash === mine };
  } catch (error) {
    const why = error instanceof URIError ? words.proof.encoding : /** @type {Error} */ (error).message;
    notify("status", "proof", words.proof.unread(why));
  }
}

/** @param {string} why */
const linkError = (why) => Object.assign(new Error(why), { name: "LinkError" });

/** @param {string} name @param {string} given @param {string[]} known */
function oneOf(name, given, known) {
  if (!known.includes(given)) throw linkError(words.page.oneOf(name, JSON.stringify(given), known.join(", ")));
}

/**
 * What the address asks for.
 * @returns {import("./types.js").Config | null} null if it asks for nothing, or for nothing that can be read
 */
export function readLink() {
  if (location.hash.length < 2) return null;
  try {
    const { own, data, lecture, versus, lens, more, proof } = parted(location.hash);
    if (lecture) oneOf("lecture", lecture, LECTURE);
    const config = /** @type {import("./types.js").Config} */ (decodeLink(own));
    if (config.data.hash === "") throw linkError(words.page.noHash);
    if (data && config.data.hash) remember(config.data.hash, data);
    if (lens) oneOf("lens", lens, LENSES);
    state.lensSettings.value = more;
    state.lens.value = lens;
    // The scene alone stands for the state that it opens.
    state.lecture.value = own ? lecture : "";
    wanted = own ? "" : lecture;
    written = location.hash;
    state.versus.value = versus === null ? null : { text: versus, config };
    dismiss("link");
    keepProof(proof, config);
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
    hash = hashOf(state.config.value, standing.value);
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
  document.getElementById("printed-link")?.replaceChildren(described(location.href, state.config.peek()));
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
  places++;
  const shown = await show();
  if (shown) write();
  fresh = false;
  places--;
  return shown;
}

/** @type {(config: import("./types.js").Config) => void} */
let follow = () => {};

/** Follows a link that was made here. @param {string} hash with its # */
export function goTo(hash) {
  mine = new URL(hash, location.href).hash;
  const before = location.href;
  location.hash = hash;
  if (location.href !== before) return; // the browser tells of it
  const config = readLink();
  if (config) follow(config);
}

/** Whether what comes onto the screen is such a place. */
export const placing = () => fresh || places > 0;

/** @param {(config: import("./types.js").Config) => void} show */
export function keepLink(show) {
  follow = show;
  const later = debounce(300, write);
  let proven = false;
  effect(() => {
    state.versus.value;
    state.lens.value;
    state.lensSettings.value;
    state.lecture.value;
    if (!standing.value && proven) dismiss("proof");
    proven = standing.value !== "";
    if (state.config.value.data) later();
  });
  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    const config = readLink();
    if (config) show(config);
  });
}
