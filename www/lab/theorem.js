// Excess risk against n: the arguments of each curve, as the engine takes them.
import { indices, number, options, text, whole } from "./arguments.js";
import { inputError } from "./errors.js";

/** @typedef {import("./metric.js").Call} Call */

export const DEFAULTS = { alpha: 1, betas: [0.25, 0.5, 1, 2], n: Uint32Array.of(20, 40, 80, 160, 320, 640, 1280), weakNoise: 0.5, noise: 0.25, features: 3,
  unlabelled: 5, violate: "none", seed: 1, seeds: 40, delta: 0.05 };

/**
 * A call for each β, and the last for the curve from scratch.
 * @param {import("./types.js").ExcessRiskRequest} request
 * @returns {{ n: Uint32Array, betas: number[], calls: Call[] }}
 */
export function excessRisk(request) {
  const given = { ...DEFAULTS, ...options("excessRisk", request, [...Object.keys(DEFAULTS), "onProgress", "signal"]) };
  const betas = Array.isArray(given.betas) ? given.betas.map((beta, i) => number(`betas[${i}]`, beta)) : null;
  if (!betas?.length || betas.length > 8) throw inputError("betas must be a list of 1 to 8 numbers.");
  const n = indices("n", given.n, "[sizes]");
  const alpha = number("alpha", given.alpha);
  const rest = [n, alpha, number("weakNoise", given.weakNoise), number("noise", given.noise), whole("features", given.features, 1, 8), number("unlabelled", given.unlabelled),
    text("violate", given.violate), whole("seed", given.seed, 0), whole("seeds", given.seeds, 2, 100), number("delta", given.delta)];
  // Coordinates, each with its features squared; generously.
  const operations = (/** @type {number} */ beta) => [...n].reduce((sum, size) => sum + size + (given.unlabelled * size ** beta) ** (1 - Math.min(1, alpha)) * 12, 0) * 200 * given.seeds;
  return { n, betas, calls: [...betas, undefined].map((beta) => ({ method: "excess_risk", args: [beta, ...rest], operations: operations(beta ?? 1) })) };
}
