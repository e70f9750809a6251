/** What can be turned, and its place in the address: lens=theorem&lens.alpha=0.5&lens.betas=1,2. */
import { short } from "../format.js";

/** @typedef {{ alpha: number, betas: number[], weakNoise: number, delta: number, violate: string, seeds: number }} Settings */

export const VIOLATIONS = [
  { name: "none", title: "All assumptions hold", text: "Squared error with Gaussian noise, and a strong label that is a function of the latent features: pretraining saves labels as the theorem says, and never beats 1/n." },
  { name: "heavy-noise", title: "Noise with heavy tails", text: "The central condition asks that, on average, every wrong predictor shows itself to be wrong, so that a few strange labels cannot speak for it. With noise whose variance is infinite they can: no amount of pretraining brings 1/n back." },
  { name: "missing-part", title: "The weak label misses a part", text: "The strong label must be a function of what the weak one has taught. Here a part of it, of variance 0.09, is none: the risk comes to rest there, whatever n and m are." },
];

/** @type {{ key: "alpha" | "weakNoise" | "delta" | "seeds", name: string, about: string, min: number, max: number, step: number, usual: number }[]} */
export const KNOBS = [
  { key: "alpha", name: "α", about: "the weak task is learned at rate m^−α", min: 0.25, max: 1, step: 0.05, usual: 1 },
  { key: "weakNoise", name: "σ", about: "noise of the weak labels", min: 0, max: 2, step: 0.05, usual: 0.5 },
  { key: "delta", name: "δ", about: "the bound holds with probability 1 − δ", min: 0.01, max: 0.5, step: 0.01, usual: 0.05 },
  { key: "seeds", name: "seeds", about: "runs of which bands and intervals are made", min: 5, max: 100, step: 5, usual: 40 },
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
  throw new Error(`The betas are "${text.slice(0, 40)}"; there must be 1 to ${MOST_BETAS} numbers from 0.1 to 4.`);
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
    else if (knob) problems.push(`lens.${key} is "${value}"; it must be a number from ${short(knob.min)} to ${short(knob.max)}.`);
    else if (key === "violate" && VIOLATIONS.some(({ name }) => name === value)) settings.violate = value;
    else if (key === "violate") problems.push(`lens.violate is "${value}"; it must be one of ${VIOLATIONS.map(({ name }) => name).join(", ")}.`);
    else if (key === "betas") {
      try {
        settings.betas = readBetas(decodeURIComponent(value));
      } catch (error) {
        problems.push(/** @type {Error} */ (error).message);
      }
    } else problems.push(`"lens.${key.slice(0, 40)}" is no setting of the theorem; there are ${[...KNOBS.map((one) => one.key), "betas", "violate"].join(", ")}.`);
  }
  return { settings, problems };
}
