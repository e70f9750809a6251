/** The lecture's scenes: settings worth seeing, with what they show. */
import { effect } from "@preact/signals-core";
import { byId, h, put, subscripts } from "../dom.js";
import { words } from "../language/language.js";
import { presets } from "../language/offered.js";
import { begin, pause } from "../loop.js";
import { encodeLink } from "../nearfar.js";
import * as state from "../state.js";
import { asPlace, lookWith } from "../link.js";
import { withView } from "../undo/track.js";

/** @typedef {{ id: string, title: string, lecture: string, caption: string, view: string, config: any }} Preset */

const { controls } = words;

/** Whether the last scene opened something. */
let opened = false;

/** @param {Preset} preset */
export async function choosePreset(preset) {
  pause();
  await withView(async () => {
    let looked = false;
    await asPlace(async () => {
      const shown = await begin(preset.config);
      // What the scene before had opened is closed; what a person has opened stays.
      looked = shown && (preset.view !== "" || opened);
      if (looked) lookWith(preset.view, preset.config);
      if (shown) opened = preset.view !== "";
      return shown;
    });
    return looked;
  });
}

/** @type {Map<Preset, string>} */
const links = new Map();
/** @param {any} config */
const linkOf = (config) => encodeLink({ ...state.fromStart(config), seed: 1 });

/** The scene that has these settings: the seed aside, any change makes it one's own. @param {any} config @returns {Preset | undefined} */
export function sceneOf(config) {
  let link = "";
  try {
    link = linkOf(config);
  } catch { /* a setting that the engine is about to refuse is no scene's */ }
  return presets.find((one) => {
    if (kin(one.config) !== kin(config)) return false;
    const known = links.get(one) ?? linkOf(one.config);
    links.set(one, known);
    return known === link;
  });
}

/** @param {any} catalog */
export function scenes(catalog) {
  const lectures = [...new Set(presets.map(({ lecture }) => lecture))];
  const own = h("option", { value: "", hidden: true }, controls.ownSettings);
  const select = h("select", { id: "preset", onchange: () => {
    const preset = presets.find(({ id }) => id === select.value);
    if (preset) void choosePreset(preset);
  } }, own, lectures.map((lecture) => h("optgroup", { label: lecture }, presets.filter((preset) => preset.lecture === lecture)
    .map(({ id, title }) => h("option", { value: id }, `${presets.findIndex((one) => one.id === id) + 1}  ${title}`)))));
  put(byId("scene"), h("label", { for: "preset" }, controls.scene), select);

  /** The scene that one came from, as long as its data and its objective or loss are there. @type {Preset | undefined} */
  let origin;
  effect(() => {
    const { value: config } = state.config;
    if (!config.data) return;
    const preset = sceneOf(config);
    select.value = preset?.id ?? "";
    const title = words.scenes[state.lecture.value]?.title ?? preset?.title;
    document.title = title ? words.page.titled(title) : words.page.title;
    origin = preset ?? (origin && kin(origin.config) === kin(config) ? origin : undefined);
    const about = origin?.caption ?? catalog.datasets.find((/** @type {any} */ one) => one.name === config.data.name)?.about ?? "";
    // Once its settings are changed, a scene's numbers are those of the scene.
    const from = origin && !preset ? h("span", { class: "sub" }, controls.ofScene(presets.indexOf(origin) + 1)) : null;
    for (const caption of document.querySelectorAll(".caption")) put(caption, from?.cloneNode(true), ...subscripts(about));
  });
}

/** What a scene's words are about: turning its knobs does not make them wrong to read. @param {any} config */
const kin = ({ task, data, pretext, loss, objective }) => JSON.stringify([task, data.name, data.text, pretext?.name, loss?.name, objective?.name]);
