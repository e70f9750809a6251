/** Data of one's own come in: by a file, a paste, a link, or from what this device has kept. */
import { effect } from "@preact/signals-core";
import { h } from "../dom.js";
import { words } from "../language/language.js";
import { asPlace, rewrite } from "../link.js";
import { begin, pause } from "../loop.js";
import { tellPairs } from "../metric/unlabelled.js";
import { addData, hasData } from "../nearfar.js";
import { dismiss, notify, report } from "../notices.js";
import { ownData, partOf, remember, takeFile, usualFor } from "../owndata.js";
import * as state from "../state.js";
import { pictureOf } from "./picture.js";
import { preview } from "./preview.js";
import { dataError, read } from "./read.js";
import { asked, packed, recipeIn, unpacked } from "./small.js";
import { keep, kept } from "./store.js";
import { guessed, tableOf } from "./table.js";
import "./csv.css";

const { csv: say } = words;

/**
 * @typedef {import("../types.js").Config} Config
 * @typedef {import("../lab/types.js").OwnData} OwnData
 */

const ACCEPT = ".csv,.tsv,.txt,.data,text/csv,text/tab-separated-values,text/plain,.json";

let current = new AbortController();

/** What is being read or looked at gives way to what somebody has just given. */
export function instead() {
  current.abort();
  current = new AbortController();
  return current.signal;
}

/** Reads a file and shows what is in it, before anything is replaced. @param {Blob & { name?: string }} file */
export async function take(file) {
  const given = instead();
  const config = state.awaited.value?.config;
  /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.bring"))?.close();
  try {
    if (config && (await fits(file, config, given))) return;
    const sheet = await patiently(file, {}, given);
    given.throwIfAborted();
    await preview(sheet, given, (reading) => patiently(file, reading, given), async (chosen, choices) => {
      const data = await tableOf(chosen, choices);
      const named = await addData(data);
      const part = (await packed(chosen.name, data)) ?? asked({ file: chosen.name, reading: chosen.reading, choices });
      remember(named.hash, part);
      if (await (config?.data.hash === named.hash ? arrive(config) : show({ ...named, ...sizeOf(data) }))) await store(named, chosen.name, part, data);
    });
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") report(error, "own-data");
  }
}

/** Whether a file is the one that a link asks for; it is then on the screen. @param {Blob & { name?: string }} file @param {Config} config @param {AbortSignal} given */
async function fits(file, config, given) {
  const { hash } = config.data;
  const { choices, reading } = recipeIn(partOf(hash));
  const sheet = await patiently(file, reading, given).catch(() => null);
  // What is wrong with it is said when it is read for its own sake.
  if (!sheet) return false;
  const data = await tableOf(sheet, choices ?? guessed(sheet)).catch(() => null);
  const named = data && (await addData(data));
  given.throwIfAborted();
  if (data && named && named.hash === hash) {
    const part = partOf(hash) || asked({ file: sheet.name, reading: sheet.reading, choices: choices ?? guessed(sheet) });
    remember(hash, part);
    if (await arrive(config)) await store(named, sheet.name, part, data);
    return true;
  }
  notify("alert", "own-data", `${named ? say.otherFile(sheet.name, named.hash, hash) : say.notAsAsked(sheet.name)} ${choices ? say.sameVersion : say.otherChoices}`);
  return false;
}

/** @param {OwnData} data */
const sizeOf = ({ rows, labels }) => ({ rows, labelled: labels !== undefined });

/** @param {Config} config that a link named */
async function arrive(config) {
  state.awaited.value = null;
  for (const key of ["own", "own-data"]) dismiss(key);
  pause();
  return begin(config);
}

/** @param {import("../owndata.js").Own} own @returns {Promise<boolean>} whether they are on the screen */
async function show(own) {
  const { seed } = state.config.value;
  for (const key of ["own-data", "own"]) dismiss(key);
  state.awaited.value = null;
  pause();
  const settings = usualFor(own, state.task.value);
  const shown = await asPlace(() => begin({ ...settings, seed }));
  if (shown) tellPairs(settings);
  return shown;
}

/** Goes back to data that are here. @param {string} hash */
export async function showAgain(hash) {
  const found = ownData.value.find((one) => one.hash === hash);
  const content = hasData(hash) ? null : await kept(hash);
  if (content) await addData(content.data);
  if (found) await show(found);
}

/** @param {{ name: string, hash: string }} named @param {string} file @param {string} part @param {OwnData} data */
export async function store({ name, hash }, file, part, data, onDevice = false) {
  remember(hash, part);
  const others = ownData.value.filter((one) => one.hash !== hash);
  ownData.value = [...others, { name, hash, file, part, ...sizeOf(data), picture: null }];
  // What the link holds, a reload finds there.
  if (onDevice || (await keep({ hash, name: file, part, data })) || part.startsWith("own=")) return;
  notify("status", "own-kept", say.notKept(file));
}

/**
 * Data that a config names: from its link, or from this device. If they are neither here nor there, the page asks for them.
 * @param {Config} config
 * @returns {Promise<boolean>}
 */
export async function find(config) {
  const { hash } = config.data;
  const part = partOf(hash);
  const here = await kept(hash);
  if (part.startsWith("own=") && !here) {
    try {
      const { name, data } = await unpacked(part);
      const named = await addData(data);
      if (named.hash !== hash) throw dataError(say.otherData(named.hash, hash));
      await store(named, name, part, data);
      state.awaited.value = null;
      return true;
    } catch (error) {
      state.awaited.value = null;
      report(Object.assign(new Error(/** @type {Error} */ (error).message), { name: "LinkError" }));
      rewrite();
      return false;
    }
  }
  if (here) {
    const named = await addData(here.data);
    if (named.hash === hash) {
      await store(named, here.name, here.part, here.data, true);
      state.awaited.value = null;
      return true;
    }
  }
  state.awaited.value = { config, shown: null };
  ask(hash);
  return false;
}

/** @param {string} hash */
function ask(hash) {
  const { file } = recipeIn(partOf(hash));
  notify("status", "own", say.needed(file, hash),
    { label: say.chooseFile, act: () => (ask(hash), pick()) },
    { label: say.without, act: () => {
      state.awaited.value = null;
      rewrite();
    } });
}

function pick() {
  const input = h("input", { type: "file", accept: ACCEPT, onchange: () => input.files?.[0] && take(input.files[0]) });
  input.click();
}

/** A field for a file, and one for a text. */
export function choose() {
  const area = h("textarea", { rows: 6, "aria-label": say.text, placeholder: say.example, spellcheck: false });
  const file = h("input", { type: "file", accept: ACCEPT, id: "own-file", onchange: () => file.files?.[0] && given(file.files[0]) });
  /** @param {Blob} blob */
  const given = (blob) => {
    dialog.close();
    void takeFile(blob);
  };
  const dialog = h("dialog", { class: "dialog bring", "aria-labelledby": "own-title" },
    h("h2", { id: "own-title" }, say.title),
    h("p", null, say.about),
    h("label", { class: "own-file", for: "own-file" }, say.file), file,
    area,
    h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, say.cancel),
      h("button", { type: "button", class: "primary", onclick: () => (area.value.trim() ? given(new Blob([area.value])) : area.focus()) }, say.readText)));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

/** Reads, and says how far it is where that takes time. @param {Blob & { name?: string }} file @param {Partial<import("./read.js").Reading>} reading @param {AbortSignal} given */
async function patiently(file, reading, given) {
  const stop = new AbortController();
  let told = performance.now() + 300;
  try {
    return await read(file, { reading, signal: stop.signal, onProgress: (share) => {
      given.throwIfAborted();
      if (performance.now() < told) return;
      told = performance.now() + 300;
      notify("status", "own-reading", say.reading(file.name ?? say.theText, Math.round(100 * share)), { label: say.stop, act: () => stop.abort() });
    } });
  } finally {
    dismiss("own-reading");
  }
}

// The picture in the chooser is the data's own, once they are on the screen.
effect(() => {
  const { points, info } = { points: state.points.value, info: state.info.value };
  const hash = state.config.peek().data?.hash;
  const one = ownData.value.find((one) => one.hash === hash);
  if (!points || !info || !one || one.picture || info.dataset !== one.name) return;
  ownData.value = ownData.peek().map((other) => (other === one ? { ...one, picture: pictureOf(points, info) } : other));
});
