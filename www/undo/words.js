/** A change of the settings in words: what stands there now. */
import { short } from "../format.js";
import { catalog, presets } from "../language/offered.js";
import { encodeLink } from "../nearfar.js";
import { at, fromStart } from "../state.js";

/** @typedef {import("../types.js").Config} Config */

const { metric, ...rest } = /** @type {any} */ (catalog);

/** Choices, the weightiest first: the others follow from them. @type {[string, string, any[]][]} */
const CHOICES = [["task", "task", rest.tasks], ["data.name", "data set", rest.datasets], ["pretext.name", "pretext", rest.pretexts], ["loss.name", "loss", rest.losses], ["objective.name", "objective", metric.objectives],
  ["negatives.name", "negatives", rest.negatives], ["optimizer.name", "optimiser", rest.optimizers], ["pairs.source", "pairs", metric.sources], ["encoder.activation", "activation", rest.activations]];

/** Settings that are no knobs of the catalog. @type {Record<string, string>} */
const NAMES = { "encoder.hidden": "hidden layers", "encoder.normalize": "embeddings of length 1", "data.standardize": "standardised features", "negatives.oracle": "true negatives only",
  "loss.code": "your own loss", "data.text": "your text", "pairs.similar": "drawn similar pairs", "pairs.dissimilar": "drawn dissimilar pairs" };

/** @param {Config} config @param {string} path */
function knobOf(config, path) {
  const id = path.split(".").at(-1);
  const lists = { data: rest.datasets, pretext: rest.pretexts, loss: rest.losses, negatives: rest.negatives, optimizer: rest.optimizers, objective: metric.objectives };
  const section = path.split(".")[0];
  const own = lists[/** @type {keyof typeof lists} */ (section)]?.find((/** @type {any} */ one) => one.name === config[section]?.name)?.knobs ?? [];
  const more = section === "encoder" ? rest.encoder : section === "pairs" ? metric.pairs : section === "augment" ? rest.augmentations.map((/** @type {any} */ { knob }) => knob) : [];
  return [...own, ...more, ...(config.task === "metric" ? metric.run : rest.run)].find((knob) => knob.id === id);
}

/** @param {Config} config @param {string} path */
function setting(config, path) {
  const value = at(config, path);
  const knob = knobOf(config, path);
  const name = NAMES[path] ?? knob?.name ?? path;
  if (typeof value === "number") return `${name} ${short(value, 4)}${knob?.unit && knob.unit !== name ? ` ${knob.unit}` : ""}`;
  if (typeof value === "boolean") return `${name} ${value ? "on" : "off"}`;
  if (path.startsWith("pairs.")) return `${name}, ${value.length / 2}`;
  if (Array.isArray(value)) return `${name} ${value.join(", ") || "none"}`;
  return name;
}

/**
 * @param {Config} to
 * @param {string[]} paths that have changed
 */
export function described(to, paths) {
  if (paths.length > 1) {
    const link = encodeLink({ ...fromStart(to), seed: 1 });
    const scene = presets.find(({ config }) => encodeLink({ ...fromStart(config), seed: 1 }) === link);
    if (scene) return `scene “${scene.title}”`;
  }
  const chosen = CHOICES.find(([path]) => paths.includes(path));
  if (chosen) {
    const [path, word, list] = chosen;
    const name = at(to, path) ?? (path === "task" ? "contrastive" : undefined);
    return `${word} ${list.find((one) => one.name === name)?.title ?? name}`;
  }
  return setting(to, paths[0]) + (paths.length > 1 ? ` and ${paths.length - 1} more` : "");
}
