/**
 * What is compared, and its place in the address:
 *   #v=1&seed=1&…&vs=loss:hard,loss.beta:1;loss:debiased&vs.seeds=10&vs.by=knnAccuracy
 *   #v=1&seed=1&…&vs=&vs.sweep=loss.beta:0:0.5:1:2;loss.temperature:0.1:0.5:1
 * `vs` holds the variants beside the settings of the link, `;` between variants and `,` between what differs.
 */
import { words } from "../language/language.js";
import { applied, FEWEST_VALUES, MOST_VALUES, refusal, settingsOf } from "./variants.js";

const { measures: { knn, probe }, wrong } = words.compare;

/**
 * @typedef {import("./variants.js").Difference} Difference
 * @typedef {{ path: string, values: number[] }} Sweep
 * @typedef {"probeAccuracy" | "knnAccuracy"} Measure
 * @typedef {{ variants: Difference[][], seeds: number, by: Measure, sweeps: Sweep[], sweeping: boolean }} Plan
 *   variants: those beside the settings on the screen; sweeping: sweeps are shown, and not variants
 */

export const MOST_VARIANTS = 4;
export const MOST_SEEDS = 20;
export const MOST_SWEEPS = 3;
const LONGEST = 2048;

/** @type {Measure[]} */
export const MEASURES = ["probeAccuracy", "knnAccuracy"];

/** What a measure is called on these data. @param {Measure} measure @param {import("../types.js").Catalog} catalog @param {import("../types.js").Config} config */
export const measureName = (measure, catalog, config) => (measure === "probeAccuracy" ? probe : knn(catalog.datasets.find(({ name }) => name === config.data?.name)?.neighbors ?? "k"));

/** @type {() => Plan} */
export const emptyPlan = () => ({ variants: [], seeds: 1, by: MEASURES[0], sweeps: [], sweeping: false });

/** @param {Plan} plan */
export function writePlan({ variants, seeds, by, sweeps, sweeping }) {
  const parts = [`vs=${variants.map((differences) => differences.map(({ path, value }) => `${path}:${value}`).join(",")).join(";")}`];
  if (seeds > 1) parts.push(`vs.seeds=${seeds}`);
  if (by !== MEASURES[0]) parts.push(`vs.by=${by}`);
  if (sweeping && sweeps.length) parts.push(`vs.sweep=${sweeps.map(({ path, values }) => [path, ...values].join(":")).join(";")}`);
  return parts.join("&");
}

/**
 * What can be read of it, and a sentence for each thing that cannot.
 * @param {string} text @param {import("../types.js").Catalog} catalog @param {import("../types.js").Config} config
 * @returns {{ plan: Plan, problems: string[] }}
 */
export function readPlan(text, catalog, config) {
  const plan = emptyPlan();
  /** @type {string[]} */
  const problems = [];
  /** @param {() => void} read */
  const attempt = (read) => {
    try {
      read();
    } catch (error) {
      problems.push(/** @type {Error} */ (error).message);
    }
  };
  if (text.length > LONGEST) return { plan, problems: [wrong.long(text.length, LONGEST)] };
  for (const part of text.split("&")) {
    const [key, ...rest] = part.split("=");
    attempt(() => {
      const value = decoded(key, rest.join("="));
      if (key === "vs") {
        for (const one of value.split(";").filter(Boolean)) attempt(() => addVariant(plan, readVariant(one, catalog, config)));
      } else if (key === "vs.seeds") plan.seeds = readSeeds(value);
      else if (key === "vs.by") plan.by = readMeasure(value);
      else if (key === "vs.sweep") {
        for (const one of value.split(";").filter(Boolean)) attempt(() => addSweep(plan, readSweep(one, catalog, config)));
      } else throw new Error(wrong.part(key));
    });
  }
  plan.sweeping = plan.sweeps.length > 0;
  return { plan, problems };
}

/** @param {string} key @param {string} text */
function decoded(key, text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error(wrong.encoding(key));
  }
}

/** @param {Plan} plan @param {Difference[]} variant */
function addVariant(plan, variant) {
  if (plan.variants.length + 1 >= MOST_VARIANTS) throw new Error(wrong.variants(MOST_VARIANTS - 1));
  plan.variants.push(variant);
}

/** @param {Plan} plan @param {Sweep} sweep */
function addSweep(plan, sweep) {
  if (plan.sweeps.length >= MOST_SWEEPS) throw new Error(wrong.sweeps(MOST_SWEEPS));
  plan.sweeps.push(sweep);
}

/** @param {string} text @param {import("../types.js").Catalog} catalog @param {import("../types.js").Config} config */
function readVariant(text, catalog, config) {
  /** @type {Difference[]} */
  const differences = [];
  for (const pair of text.split(",")) {
    const [path, ...rest] = pair.split(":");
    differences.push(readDifference(path, rest.join(":"), catalog, applied(catalog, config, differences)));
  }
  return differences;
}

/**
 * @param {string} path @param {string} text what it is to be
 * @param {import("../types.js").Catalog} catalog @param {import("../types.js").Config} config in which it differs
 * @returns {Difference}
 */
export function readDifference(path, text, catalog, config) {
  const { knob, choices } = settingOf(path, "vs", catalog, config);
  if (choices) {
    if (!choices.some(({ name }) => name === text)) throw new Error(wrong.choice(path, text, choices.map(({ name }) => name).join(", ")));
    return { path, value: text };
  }
  const value = numberOf(text);
  const refused = knob && refusal(path, knob, Number.isNaN(value) ? `"${text}"` : value);
  if (refused) throw new Error(refused);
  return { path, value };
}

/** What someone wrote, as a number; a decimal comma is one too. @param {string} text */
export const numberOf = (text) => Number(text.trim().replace("−", "-").replace(",", ".") || NaN);

/** @param {string} path @param {string} key @param {import("../types.js").Catalog} catalog @param {import("../types.js").Config} config */
function settingOf(path, key, catalog, config) {
  const settings = settingsOf(catalog, config);
  const found = settings.find((one) => one.path === path);
  if (!found) throw new Error(wrong.setting(key, path, settings.map((one) => one.path).join(", ")));
  return found;
}

/** @param {string} text @param {import("../types.js").Catalog} catalog @param {import("../types.js").Config} config @returns {Sweep} */
function readSweep(text, catalog, config) {
  const [path, ...values] = text.split(":");
  return { path, values: readValues(path, values, catalog, config) };
}

/** @param {string} path @param {string[]} texts @param {import("../types.js").Catalog} catalog @param {import("../types.js").Config} config */
export function readValues(path, texts, catalog, config) {
  const { knob } = settingOf(path, "vs.sweep", catalog, config);
  if (!knob) throw new Error(wrong.noNumber(path));
  const values = texts.map((text) => {
    const value = numberOf(text);
    const refused = refusal(path, knob, Number.isNaN(value) ? `"${text}"` : value);
    if (refused) throw new Error(refused);
    return value;
  });
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  if (sorted.length < FEWEST_VALUES || sorted.length > MOST_VALUES) throw new Error(wrong.values(path, sorted.length, FEWEST_VALUES, MOST_VALUES));
  return sorted;
}

/** @param {string} text */
export function readSeeds(text) {
  const seeds = numberOf(text);
  if (Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_SEEDS) return seeds;
  throw new Error(wrong.seeds(text, MOST_SEEDS));
}

/** @param {string} text */
function readMeasure(text) {
  const found = MEASURES.find((one) => one === text);
  if (!found) throw new Error(wrong.by(text, MEASURES.join(", ")));
  return found;
}
