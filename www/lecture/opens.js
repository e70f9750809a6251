/** What an id opens: a preset, or a scene of the lecture without its words, which come with the lecture's own file. */
import openings from "virtual:lecture-openings";
import { decodeLink, presets } from "../nearfar.js";

/** The lecture's scenes, in its order. */
export const LECTURE = Object.keys(openings);

/** All that `opens` knows. A scene that has a preset's name opens that preset. */
export const NAMES = [...new Set([...presets.map(({ id }) => id), ...LECTURE])];

/** @param {string} id @returns {{ config: import("../types.js").Config, view: string } | null} null where there is neither */
export function opens(id) {
  const { preset = id, link } = openings[id] ?? {};
  return link ? { config: decodeLink(link), view: "" } : presets.find((one) => one.id === preset) ?? null;
}
