/** The five stages of a step in words, from the numbers of the anchor's row. */
import { h } from "../dom.js";
import { fixed, percent, short, whole } from "../format.js";

/**
 * @typedef {import("../types.js").Batch} Batch
 * @typedef {import("../types.js").Config} Config
 * @typedef {import("../relations.js").Relations} Relations
 * @typedef {import("../relations.js").Partner} Partner
 * @typedef {{ batch: Batch, config: Config, relations: Relations, card: any, width: number, name: string }} Row  what is taken apart
 * @typedef {{ batch: Batch, relations: Relations }} After  the same batch after its step
 */

/** Shares that are 1 together, give or take rounding. */
const WHOLE = 1e-3;

/** @param {Row} row */
export const temperature = ({ card, config }) => (card.knobs.some((/** @type {any} */ { id }) => id === "temperature") ? Number(config.loss.temperature) : null);

/** What the similarities are. @param {Row} row */
export const measure = ({ config }) => (config.encoder.normalize ? "cosine" : "dot product");

/** How the weights of a row come about. @param {Row} row */
export function kindOf(row) {
  const { all, positives } = row.relations;
  if (temperature(row) === null) return "distances";
  const positive = positives.reduce((sum, { weight }) => sum + weight, 0);
  const total = positive + all.reduce((sum, { weight }) => sum + weight, 0);
  if (Math.abs(total - 1) > WHOLE) return "pairs";
  return positive > 0 ? "softmax" : "negatives";
}

/** Whether q_β prefers some negatives to others. @param {Relations} relations */
export const reweighted = ({ all }) => all.some(({ importance }) => Math.abs(importance * all.length - 1) > WHOLE);

/** @type {{ title: string, text: (row: Row) => string }[]} */
export const STAGES = [
  { title: "Encode", text: ({ width, config, name }) =>
    `${name} is drawn with two random views, x and x⁺. The encoder f makes ${whole(width)} numbers of each${config.encoder.normalize ? ", and divides them by their length: every z lies on the unit sphere" : ""}. The same weights for all views of the batch.` },
  { title: "Compare", text: (row) => {
    const { negativeCount, positives } = row.relations;
    const tau = temperature(row);
    const near = positives[0] ? ` With its positive: ${fixed(positives[0].similarity, 2)}.` : "";
    return `One ${measure(row)} with the positive and with each of ${whole(negativeCount)} negatives.${near}${tau === null ? " This loss goes by distances, which follow from them." : ` Divided by τ = ${short(tau)}, they are the logits s: the smaller τ, the farther apart.`}`;
  } },
  { title: "Weigh", text: (row) => {
    const { loss, positives, clamped } = row.relations;
    const ell = fixed(loss, 2);
    const more = reweighted(row.relations) ? " Before that, q_β has weighed the near negatives up." : "";
    switch (kindOf(row)) {
      case "softmax": {
        const share = positives[0]?.weight ?? NaN;
        const exact = Math.abs(-Math.log(share) - loss) < 0.01;
        return `e to the s, over the sum: shares that are 1 together. The positive has ${percent(share)}${exact ? `, so ℓ = −log ${fixed(share, 3)} = ${ell}` : `; this anchor's loss is ${ell}`}.${more}${clamped ? " The negatives' estimate is at its floor." : ""}`;
      }
      case "negatives": return `e to the s, over the sum of the negatives alone: the positive has no part in it. This anchor's loss is ${ell}.${more}`;
      case "pairs": return `No softmax: each pair is judged by itself, as far as it looks like one that belongs together. This anchor's loss is ${ell}.`;
      default: return `No softmax: a negative counts as much as it still pushes. This anchor's loss is ${ell}.`;
    }
  } },
  { title: "Push and pull", text: ({ relations: { all, positives, clamped } }) => {
    if (clamped) return "∂ℓ/∂s. The correction has used up the negatives' sum: at the floor no negative pushes, and only the positive pulls.";
    const pushing = all.filter(({ pull }) => pull > 0);
    const total = pushing.reduce((sum, { pull }) => sum + pull, 0);
    const wrong = pushing.filter(({ same }) => same).reduce((sum, { pull }) => sum + pull, 0);
    const pull = positives.reduce((sum, one) => sum + one.pull, 0);
    if (!pushing.length) return `∂ℓ/∂s: the positive pulls with ${short(-pull)}, and no negative pushes.`;
    return `∂ℓ/∂s, an arrow each: ${whole(pushing.length)} negatives push with ${short(total)} together${wrong > 0 ? `, ${percent(wrong / total, 0)} of it from false ones` : ""}; the positive pulls with ${short(-pull)}. The black arrow is their sum.`;
  } },
  { title: "Step", text: ({ config, batch }) =>
    `The gradients of all ${whole(batch.anchors)} anchors meet in the encoder's weights, and ${config.optimizer.name === "adam" ? "Adam" : "gradient descent"} moves them once, with learning rate ${short(Number(config.optimizer.lr))}.` },
];

/** What the step has done. @param {Row} row @param {After | null} after */
export function outcome({ batch, relations, width }, after) {
  if (!after) return "The step is taken. Its negatives are those of the present state, so the batch cannot be seen again.";
  const mean = (/** @type {Float32Array} */ losses) => losses.reduce((sum, value) => sum + value, 0) / losses.length;
  const at = (/** @type {Batch} */ { z }, /** @type {number} */ row) => z.subarray(row * width, (row + 1) * width);
  const [old, now] = [at(batch, relations.row), at(after.batch, relations.row)];
  const moved = Math.hypot(...old.map((value, i) => now[i] - value));
  const [before, then] = [relations.positives[0], after.relations.positives[0]];
  return `On the same views: this anchor's loss ${fixed(relations.loss, 3)} → ${fixed(after.relations.loss, 3)}, the batch's ${fixed(mean(batch.losses), 3)} → ${fixed(mean(after.batch.losses), 3)}. z moved by ${short(moved, 2)}${before && then ? `, and the positive is at ${fixed(before.similarity, 3)} → ${fixed(then.similarity, 3)}` : ""}.`;
}

/** z of both views, as far as a line has room. @param {Row} row */
export function vectors({ batch, relations, width }) {
  const shown = Math.min(width, 4);
  const line = (/** @type {number} */ view) => [...batch.z.subarray(view * width, view * width + shown)].map((value) => h("td", null, fixed(value, 2)));
  const length = (/** @type {number} */ view) => Math.hypot(...batch.z.subarray(view * width, (view + 1) * width));
  const rest = width > shown;
  const row = (/** @type {string} */ name, /** @type {string} */ kind, /** @type {number} */ view) =>
    h("tr", { class: kind }, h("th", { scope: "row" }, name), line(view), rest && h("td", null, "…"), h("td", null, fixed(length(view), 2)));
  const partner = relations.positives[0];
  return h("table", null, h("thead", null, h("tr", null, h("td", null), Array.from({ length: shown }, (_, i) => h("th", { scope: "col" }, String(i + 1))), rest && h("th", { scope: "col" }, `of ${width}`), h("th", { scope: "col" }, "length"))),
    h("tbody", null, row("z", "anchor", relations.row), partner && row("z⁺", "positive", partner.view)));
}

/**
 * The anchor's row as far as it is known at a stage: the positive, the strongest negatives, and the rest together.
 * @param {Row} row
 * @param {number} stage
 */
export function ledger(row, stage) {
  const { all, negatives, positives } = row.relations;
  const tau = temperature(row);
  const many = reweighted(row.relations);
  /** @type {{ title: string, of: (partner: Partner) => string, rest: (partners: Partner[]) => string }[]} */
  const columns = [{ title: measure(row), of: ({ similarity }) => fixed(similarity, 2), rest: (rest) => `⌀ ${fixed(rest.reduce((sum, { similarity }) => sum + similarity, 0) / rest.length, 2)}` }];
  // Narrow panels have room for five columns; the logits have been seen by then.
  if (tau !== null && stage < 3) columns.push({ title: "s", of: ({ similarity }) => fixed(similarity / tau, 2), rest: () => "" });
  const total = (/** @type {Partner[]} */ rest, /** @type {"weight" | "importance" | "pull"} */ key) => rest.reduce((sum, one) => sum + one[key], 0);
  if (stage >= 2 && many) columns.push({ title: "qᵦ", of: ({ importance, positive }) => (positive ? "" : percent(importance)), rest: (rest) => percent(total(rest, "importance")) });
  if (stage >= 2) columns.push({ title: "weight", of: ({ weight }) => percent(weight), rest: (rest) => percent(total(rest, "weight")) });
  if (stage >= 3) columns.push({ title: "∂ℓ/∂s", of: ({ pull }) => fixed(pull, 3), rest: (rest) => fixed(total(rest, "pull"), 3) });
  const rest = all.slice(negatives.length);
  const line = (/** @type {Partner} */ partner) => h("tr", { class: partner.positive ? "positive" : partner.same ? "false" : "negative" },
    h("th", { scope: "row" }, h("i", { class: `key ${partner.positive ? "positive" : partner.same ? "false" : "negative"}` }), `point ${partner.point}`, partner.same && h("span", { class: "sub" }, " false")), columns.map(({ of }) => h("td", null, of(partner))));
  return h("table", null, h("thead", null, h("tr", null, h("td", null), columns.map(({ title }) => h("th", { scope: "col" }, title)))),
    h("tbody", null, positives.slice(0, 1).map(line), negatives.map(line),
      rest.length > 0 && h("tr", null, h("th", { scope: "row" }, `${whole(rest.length)} others`), columns.map(({ rest: of }) => h("td", null, of(rest))))));
}
