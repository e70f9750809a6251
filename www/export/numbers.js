/** A run's numbers as text, for other programs: full precision, and nothing that was not measured. */

/**
 * @typedef {object} History
 * @property {number[]} steps
 * @property {number[]} loss at each of `steps`
 * @property {import("../lab/types.js").Metrics[]} metrics
 * @property {Record<string, number[]>} iterates from step 0 on
 */

/**
 * The numbers in an object, by their paths.
 * @param {Record<string, unknown>} from
 * @param {string} [before]
 * @returns {[string, number][]}
 */
function numbersOf(from, before = "") {
  return Object.entries(from).flatMap(([key, value]) => {
    if (typeof value === "number") return Number.isFinite(value) ? [/** @type {[string, number]} */ ([before + key, value])] : [];
    return value && typeof value === "object" && !Array.isArray(value) ? numbersOf(/** @type {Record<string, unknown>} */ (value), `${before}${key}.`) : [];
  });
}

/** A row for each step: the loss of the step, what the iterates reached, and what was measured after it. @param {History} history */
export function csv({ steps, loss, metrics, iterates }) {
  /** @type {Map<number, Map<string, number>>} */
  const rows = new Map();
  const names = new Set(/** @type {string[]} */ ([]));
  const put = (/** @type {number} */ step, /** @type {string} */ name, /** @type {number} */ value) => {
    names.add(name);
    if (!rows.has(step)) rows.set(step, new Map());
    rows.get(step)?.set(name, value);
  };
  // A metric run's losses are its objective, which the iterates have from step 0 on.
  const objectives = Object.entries(iterates);
  if (!objectives.length) steps.forEach((step, i) => put(step, "loss", loss[i]));
  for (const [name, values] of objectives) values.forEach((value, step) => put(step, name, value));
  for (const { step, loss: _, ...rest } of metrics) {
    for (const [name, value] of numbersOf(rest)) put(step, name, value);
  }
  const head = [...names];
  const lines = [...rows].sort(([a], [b]) => a - b).map(([step, row]) => [step, ...head.map((name) => row.get(name) ?? "")].join(","));
  return `${["step", ...head].join(",")}\n${lines.join("\n")}\n`;
}

/** @param {string} link @param {Record<string, unknown>} config @param {History} history */
export function json(link, config, { steps, loss, metrics, iterates }) {
  return `${JSON.stringify({ link, config, steps, loss, metrics, iterates }, null, 1)}\n`;
}
