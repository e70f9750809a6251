/**
 * The public types of a metric run, by the names the page has for them.
 *
 * @typedef {import("../lab/types.js").MetricReport} MetricState
 * @typedef {import("../lab/types.js").Objectives} Iterates
 * @typedef {import("../lab/types.js").Trial} Trial
 */
export {};
