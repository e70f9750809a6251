/** What can be turned, and its place in the address: lens=theorem&lens.alpha=0.5&lens.betas=1,2. */
import { short } from "../format.js";
import { words } from "../language/language.js";

const { theorem: say } = words;

/** @typedef {{ alpha: number, betas: number[], weakNoise: number, delta: number, violate: string, seeds: number }} Settings */

export const VIOLATIONS = /** @type {const} */ (["none", "heavy-noise", "missing-part"]).map((name) => ({ name, ...say.violations[name] }));

/** @type {{ key: "alpha" | "weakNoise" | "delta" | "seeds", name: string, about: string, min: number, max: number, step: number, usual: number }[]} */
export const KNOBS = [
  { key: "alpha", ...say.knobs.alpha, min: 0.25, max: 1, step: 0.05, usual: 1 },
  { key: "weakNoise", ...say.knobs.weakNoise, min: 0, max: 2, step: 0.05, usual: 0.5 },
  { key: "delta", ...say.knobs.delta, min: 0.01, max: 0.5, step: 0.01, usual: 0.05 },
  { key: "seeds", ...say.knobs.seeds, min: 5, max: 100, step: 5, usual: 40 },
];
const MOST_BETAS = 5;
const BETAS = [0.25, 0.5, 1, 2];

/** @returns {Settings} */
export const usual = () => /** @type {any} */ ({ ...Object.fromEntries(KNOBS.map(({ key, usual }) => [key, usual])), betas: BETAS, violate: VIOLATIONS[0].name });

/** @param {Settings} settings */
export function write(settings) {
  const parts = KNOBS.filter(({ key, usual }) => settings[key] !== usual).map(({ key }) => `lens.${key}=${settings[key]}`);
  if (settings.betas.join() !== BETAS.join()) parts.push(`lens.betas=${settings.betas.join(",")}`);
  if (settings.violate !== VIOLATIONS[0].name) parts.push(`lens.violate=${settings.violate}`);
  return parts.join("&");
}

/** @param {string} text @returns {number[]} */
export function readBetas(text) {
  const betas = [...new Set(text.split(/[,;\s]+/).filter(Boolean).map(Number))].sort((a, b) => a - b);
  if (betas.length && betas.length <= MOST_BETAS && betas.every((beta) => beta >= 0.1 && beta <= 4)) return betas;
  throw new Error(say.wrongBetas(text.slice(0, 40), MOST_BETAS));
}

/**
 * What can be read of an address, and a sentence for each thing that cannot.
 * @param {string} text
 */
export function read(text) {
  const settings = usual();
  /** @type {string[]} */
  const problems = [];
  for (const part of text.split("&").filter(Boolean)) {
    const [key, value = ""] = part.replace(/^lens\./, "").split("=");
    const knob = KNOBS.find((one) => one.key === key);
    const number = Number(value || NaN);
    if (knob && number >= knob.min && number <= knob.max) settings[knob.key] = number;
    else if (knob) problems.push(say.wrongNumber(key, value, short(knob.min), short(knob.max)));
    else if (key === "violate" && VIOLATIONS.some(({ name }) => name === value)) settings.violate = value;
    else if (key === "violate") problems.push(say.wrongViolation(value, VIOLATIONS.map(({ name }) => name).join(", ")));
    else if (key === "betas") {
      try {
        settings.betas = readBetas(decodeURIComponent(value));
      } catch (error) {
        problems.push(/** @type {Error} */ (error).message);
      }
    } else problems.push(say.wrongKey(key.slice(0, 40), [...KNOBS.map((one) => one.key), "betas", "violate"].join(", ")));
  }
  return { settings, problems };
}
