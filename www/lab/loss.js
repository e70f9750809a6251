// A loss on matrices: the arguments of the call, as the engine takes them. Which loss takes which of them is the
// engine's to say.

import { bytes, flag, floats, indices, number, optional, options, text, whole } from "./arguments.js";

/** What may be left out, and the type of each. */
const OPTIONS = {
  count: whole, sharedNegatives: flag, temperature: number, normalize: flag, tauPlus: number, beta: number,
  detachWeights: flag, margin: number, squared: flag, l2: number, bias: number,
};
const KEYS = ["loss", "anchors", "positives", "negatives", "labels", "similar", "rows", "dim", ...Object.keys(OPTIONS)];

/** @param {import("./types.js").LossRequest} request @returns {import("./metric.js").Call} */
export function contrastiveLoss(request) {
  const given = options("contrastiveLoss", request, KEYS);
  const loss = text("loss", given.loss);
  const anchors = floats("anchors", given.anchors, "[rows, dim]");
  const positives = optional(given.positives, (value) => floats("positives", value, "[rows, dim]"));
  const negatives = optional(given.negatives, (value) => floats("negatives", value, "[rows, count, dim]"));
  const labels = optional(given.labels, (value) => indices("labels", value, "[rows]"));
  const similar = optional(given.similar, (value) => bytes("similar", value, "[rows]"));
  const rows = whole("rows", given.rows);
  const chosen = Object.entries(OPTIONS)
    .filter(([name]) => given[name] !== undefined)
    .map(([name, read]) => [name, read(name, given[name])]);
  return {
    method: "contrastive_loss",
    args: [loss, anchors, positives, negatives, labels, similar, rows, whole("dim", given.dim), Object.fromEntries(chosen)],
    operations: 16 * anchors.length * (2 * rows + (negatives?.length ?? 0)),
  };
}
