/**
 * Variants: the settings on the screen, and copies of them that differ in what is named. Which settings there are
 * comes from the catalog; this file knows the sections of a config, and no loss or knob by name.
 */
import { short } from "../format.js";
import { words } from "../language/language.js";

const { settings: NAMES, wrong } = words.compare;

/**
 * @typedef {import("../types.js").Config} Config
 * @typedef {import("../types.js").Catalog} Catalog
 * @typedef {import("../types.js").Knob} Knob
 * @typedef {{ path: string, value: number | string }} Difference
 * @typedef {{ path: string, name: string, knob?: Knob, choices?: { name: string, title: string, knobs: Knob[] }[] }} Setting  a number (`knob`) or one of `choices`
 */

/** Components that are chosen by name and have knobs of their own. @param {Catalog} catalog @param {Config} config @returns {Setting[]} */
function components(catalog, config) {
  const form = catalog.datasets.find(({ name }) => name === config.data.name)?.form ?? "";
  const all = [
    { path: "pretext", name: NAMES.pretext, choices: catalog.pretexts.filter(({ applies }) => applies.includes(form)) },
    { path: "loss", name: NAMES.loss, choices: catalog.losses },
    { path: "negatives", name: NAMES.negatives, choices: catalog.negatives },
    { path: "optimizer", name: NAMES.optimizer, choices: catalog.optimizers }];
  // Where the target is an answer, no loss is chosen.
  return all.filter(({ path }) => config[path]);
}

/** Settings that are on or off. @param {Catalog} catalog @param {Config} config @returns {Setting[]} */
const switches = (catalog, config) => (catalog.losses.find(({ name }) => name === config.loss?.name)?.oracle
  ? [{ path: "negatives.oracle", name: NAMES.oracle, choices: [{ name: "true", title: NAMES.onlyTrue, knobs: [] }, { name: "false", title: NAMES.all, knobs: [] }] }] : []);

/** @param {Config} from @param {string} path */
const at = (from, path) => path.split(".").reduce((value, key) => value?.[key], /** @type {any} */ (from));

/** The same with one value changed; a list stays a list. @param {any} from @param {string[]} keys @param {unknown} value @returns {any} */
function set(from, [key, ...rest], value) {
  const copy = Array.isArray(from) ? [...from] : { ...from };
  copy[/** @type {any} */ (key)] = rest.length ? set(from?.[key], rest, value) : value;
  return copy;
}

/** Every setting of a config in which a variant can differ. @param {Catalog} catalog @param {Config} config @returns {Setting[]} */
export function settingsOf(catalog, config) {
  const dataset = catalog.datasets.find(({ name }) => name === config.data.name);
  const chosen = components(catalog, config).map(({ path, choices = [] }) => ({ path, knobs: choices.find(({ name }) => name === config[path]?.name)?.knobs ?? [] }));
  /** @type {Setting[]} */
  const numbers = [
    ...chosen.flatMap(({ path, knobs }) => knobs.map((knob) => ({ path: `${path}.${knob.id}`, name: knob.name, knob }))),
    ...catalog.run.flatMap((knob) => [knob.id, `data.${knob.id}`].map((path) => ({ path, name: knob.name, knob }))),
    ...catalog.encoder.flatMap((knob) => (Array.isArray(at(config, `encoder.${knob.id}`))
      ? at(config, `encoder.${knob.id}`).map((/** @type {number} */ _, /** @type {number} */ i) => ({ path: `encoder.${knob.id}.${i}`, name: NAMES.width(i + 1), knob }))
      : [{ path: `encoder.${knob.id}`, name: knob.name, knob }])),
    ...catalog.augmentations.filter(({ applies }) => dataset && applies.includes(dataset.form)).map(({ name, knob }) => ({ path: `augment.${name}`, name: knob.name, knob })),
    ...(dataset?.knobs ?? []).map((knob) => ({ path: `data.${knob.id}`, name: knob.name, knob })),
  ];
  // The seed is what a comparison repeats over, and no difference.
  return [...components(catalog, config).filter(({ choices = [] }) => choices.length > 1), ...switches(catalog, config), ...numbers.filter(({ path }) => path !== "seed" && typeof at(config, path) === "number")];
}

/**
 * A copy that differs. With another pretext the rest but data, seed and steps is left to the engine, which knows what suits it. Another loss keeps the settings that it shares with the one before, so that nothing differs
 * that is not named.
 * @param {Catalog} catalog @param {Config} config @param {Difference[]} differences @returns {Config}
 */
export function applied(catalog, config, differences) {
  return differences.reduce((now, { path, value }) => {
    const component = components(catalog, now).find((one) => one.path === path);
    if (path === "pretext" && component && now.pretext.name !== value) return { seed: now.seed, task: now.task, data: now.data, pretext: { name: value }, steps: now.steps };
    if (!component || now[path].name === value) return component ? now : set(now, path.split("."), typeof at(now, path) === "boolean" ? value === "true" : value);
    const knobs = component.choices?.find(({ name }) => name === value)?.knobs ?? [];
    return { ...now, [path]: { name: value, ...Object.fromEntries(knobs.map(({ id, default: usual }) => [id, now[path][id] ?? usual])) } };
  }, config);
}

/** One setting in words: "Hard", "temperature 0.2". @param {Catalog} catalog @param {Config} config @param {Difference} difference */
function named(catalog, config, { path, value }) {
  const setting = settingsOf(catalog, config).find((one) => one.path === path);
  // A switch says little by being true.
  if (setting?.choices) return setting.choices.find(({ name }) => name === String(value))?.title ?? (typeof value === "boolean" ? "" : String(value));
  return `${setting?.name ?? path} ${typeof value === "number" ? short(value, 4) : value}`;
}

/**
 * The variants with their configs, named by what differs; the first is the config itself, named by what it has there.
 * @param {Catalog} catalog @param {Config} config @param {Difference[][]} others
 */
export function lineup(catalog, config, others) {
  const paths = [...new Set(others.flatMap((differences) => differences.map(({ path }) => path)))].filter((path) => at(config, path) !== undefined);
  const own = paths.map((path) => ({ path, value: at(config, path)?.name ?? at(config, path) }));
  const first = (own.length ? own : [config.loss ? { path: "loss", value: config.loss.name } : { path: "pretext", value: config.pretext.name }]).map((one) => named(catalog, config, one)).join(", ");
  return [{ differences: /** @type {Difference[]} */ ([]), config, name: first }, ...others.map((differences) => {
    const changed = applied(catalog, config, differences);
    return { differences, config: changed, name: differences.map((one) => named(catalog, changed, one)).join(", ") };
  })].map((one, i) => ({ ...one, letter: "ABCD"[i] }));
}

/** How many values a sweep may have. */
export const FEWEST_VALUES = 2;
export const MOST_VALUES = 8;
/** Shares of a range that begins at zero: what is small there matters most. */
const FROM_ZERO = [0, 0.05, 0.1, 0.2, 0.4, 1];

/** Values of a knob worth a sweep, spread on its scale around its default. @param {Knob} knob @returns {number[]} */
export function sweepValues({ min, max, default: usual, scale }) {
  const centre = usual > 0 ? usual : max / 5;
  const top = Math.min(max, scale === "log" ? 4 * centre : 5 * centre);
  const bottom = Math.max(min, centre / 10);
  const values = min === 0 ? FROM_ZERO.map((share) => share * top) : [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => bottom * (top / bottom) ** share);
  const round = (/** @type {number} */ value) => (scale === "integer" ? Math.round(value) : Number(value.toPrecision(2)));
  return [...new Set(values.map((value) => Math.min(max, Math.max(min, round(value)))))];
}

/** What is wrong with a number for a knob, as a sentence; null if nothing is. @param {string} path @param {Knob} knob @param {unknown} value */
export function refusal(path, { min, max, scale }, value) {
  const fits = typeof value === "number" && value >= min && value <= max && (scale !== "integer" || Number.isInteger(value));
  return fits ? null : wrong[scale === "integer" ? "whole" : "number"](path, String(value), short(min), short(max));
}
