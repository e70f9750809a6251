/** Single settings that an address leaves out, by their paths in a config; loaded with the first of them. */
import { catalog } from "../nearfar.js";

/** @typedef {{ strangers: string[], unclear: [string, string[]][] }} Unknown  unclear: with the paths that it ends */

/** What is chosen or switched, beside the catalog's knobs. */
const CHOICES = ["task", "data.name", "data.text", "data.standardize", "pretext.name", "loss.name", "negatives.name", "negatives.oracle", "encoder.activation",
  "encoder.normalize", "optimizer.name", "pairs.source", "objective.name"];

/** @param {string} section @param {{ knobs: { id: string }[] }[]} cards */
const ofCards = (section, cards) => cards.flatMap(({ knobs }) => knobs.map(({ id }) => `${section}.${id}`));

/** Every setting's path. */
function paths() {
  const { datasets, pretexts, losses, negatives, optimizers, augmentations, encoder, run, metric } = catalog;
  return new Set([...CHOICES, ...ofCards("data", datasets), "data.train", ...ofCards("pretext", pretexts), ...augmentations.map(({ name }) => `augment.${name}`),
    ...ofCards("encoder", [{ knobs: encoder }]), ...ofCards("loss", losses), ...ofCards("negatives", negatives), ...ofCards("optimizer", optimizers),
    ...ofCards("pairs", [{ knobs: metric.pairs }]), ...ofCards("objective", metric.objectives), ...[...run, ...metric.run].map(({ id }) => id).filter((id) => id !== "train")]);
}

/**
 * Leaves out the settings of these paths, wherever they stand, also those that come later.
 * @param {string[]} names paths, or the last part of one if it is no other's
 * @returns {Unknown} those that are none
 */
export function hideSettings(names) {
  const known = [...paths()];
  const found = names.map((name) => ({ name, ends: known.includes(name) ? [name] : known.filter((path) => path.endsWith(`.${name}`)) }));
  const sheet = new CSSStyleSheet();
  for (const { ends: [path, ...more] } of found) {
    if (path && !more.length) sheet.insertRule(`[data-path="${path}"], [data-path^="${path}."] { display: none !important; }`);
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return { strangers: found.filter(({ ends }) => !ends.length).map(({ name }) => name), unclear: found.flatMap(({ name, ends }) => (ends.length > 1 ? [[name, ends]] : [])) };
}
