/** A change of the settings in words: what stands there now. */
import { short, whole } from "../format.js";
import { words } from "../language/language.js";
import { sceneOf } from "../controls/scene.js";
import { catalog } from "../language/offered.js";
import { at } from "../state.js";

/** @typedef {import("../types.js").Config} Config */

const { undo: say } = words;
const { metric, ...rest } = /** @type {any} */ (catalog);

/** Choices, the weightiest first: the others follow from them. @type {[string, any[]][]} */
const CHOICES = [["task", rest.tasks], ["data.name", rest.datasets], ["pretext.name", rest.pretexts], ["loss.name", rest.losses], ["objective.name", metric.objectives],
  ["negatives.name", rest.negatives], ["optimizer.name", rest.optimizers], ["pairs.source", metric.sources], ["encoder.activation", rest.activations]];

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
  const name = say.settings[path] ?? knob?.name ?? path;
  if (typeof value === "number") return `${name} ${short(value, 4)}${knob?.unit && knob.unit !== name ? ` ${knob.unit}` : ""}`;
  if (typeof value === "boolean") return `${name} ${value ? say.on : say.off}`;
  if (path.startsWith("pairs.")) return `${name}, ${value.length / 2}`;
  if (Array.isArray(value)) return `${name} ${value.join(", ") || say.none}`;
  return name;
}

/**
 * @param {{ config: Config, step: number }} entry what is there again
 * @param {string[]} paths that have changed
 */
export function described({ config: to, step }, paths) {
  if (!paths.length) return say.step(whole(step));
  if (paths.length > 1) {
    const scene = sceneOf(to);
    if (scene) return say.scene(scene.title);
  }
  const chosen = CHOICES.find(([path]) => paths.includes(path));
  if (chosen) {
    const [path, list] = chosen;
    const name = at(to, path) ?? (path === "task" ? "contrastive" : undefined);
    return `${say.choices[path]} ${list.find((one) => one.name === name)?.title ?? name}`;
  }
  const first = setting(to, paths[0]);
  return paths.length > 1 ? say.more(first, paths.length - 1) : first;
}
