/** The five stages of a step in words, from the numbers of the anchor's row. */
import { h } from "../dom.js";
import { fixed, percent, short, whole } from "../format.js";
import { words } from "../language/language.js";

const { slow: say } = words;

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
export const measure = ({ config }) => (config.encoder.normalize ? say.cosine : say.dot);

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
  { title: say.titles.encode, text: ({ width, config, name }) => say.encode(name, whole(width), config.encoder.normalize) },
  { title: say.titles.compare, text: (row) => {
    const { negativeCount, positives } = row.relations;
    const tau = temperature(row);
    const near = positives[0] ? say.near(fixed(positives[0].similarity, 2)) : "";
    return say.compare(measure(row), whole(negativeCount)) + near + (tau === null ? say.distances : say.logits(short(tau)));
  } },
  { title: say.titles.weigh, text: (row) => {
    const { loss, positives, clamped } = row.relations;
    const ell = fixed(loss, 2);
    const more = reweighted(row.relations) ? say.reweighted : "";
    switch (kindOf(row)) {
      case "softmax": {
        const share = positives[0]?.weight ?? NaN;
        const exact = Math.abs(-Math.log(share) - loss) < 0.01;
        return (exact ? say.softmaxAlone(percent(share), fixed(share, 3), ell) : say.softmax(percent(share), ell)) + more + (clamped ? say.atFloor : "");
      }
      case "negatives": return say.negativesAlone(ell) + more;
      case "pairs": return say.pairs(ell);
      default: return say.pushing(ell);
    }
  } },
  { title: say.titles.push, text: ({ relations: { all, positives, clamped } }) => {
    if (clamped) return say.clamped;
    const pushing = all.filter(({ pull }) => pull > 0);
    const total = pushing.reduce((sum, { pull }) => sum + pull, 0);
    const wrong = pushing.filter(({ same }) => same).reduce((sum, { pull }) => sum + pull, 0);
    const pull = positives.reduce((sum, one) => sum + one.pull, 0);
    if (!pushing.length) return say.noPush(short(-pull));
    return say.push(whole(pushing.length), short(total), wrong > 0 ? percent(wrong / total, 0) : "", short(-pull));
  } },
  { title: say.titles.step, text: ({ config, batch }) => say.step(whole(batch.anchors), config.optimizer.name === "adam" ? say.adam : say.descent, short(Number(config.optimizer.lr))) },
];

/** What the step has done. @param {Row} row @param {After | null} after */
export function outcome({ batch, relations, width }, after) {
  if (!after) return say.gone;
  const mean = (/** @type {Float32Array} */ losses) => losses.reduce((sum, value) => sum + value, 0) / losses.length;
  const at = (/** @type {Batch} */ { z }, /** @type {number} */ row) => z.subarray(row * width, (row + 1) * width);
  const [old, now] = [at(batch, relations.row), at(after.batch, relations.row)];
  const moved = Math.hypot(...old.map((value, i) => now[i] - value));
  const [before, then] = [relations.positives[0], after.relations.positives[0]];
  const losses = { own: fixed(relations.loss, 3), ownNow: fixed(after.relations.loss, 3), all: fixed(mean(batch.losses), 3), allNow: fixed(mean(after.batch.losses), 3) };
  return `${say.outcome({ ...losses, moved: short(moved, 2) })}${before && then ? say.positiveNow(fixed(before.similarity, 3), fixed(then.similarity, 3)) : ""}.`;
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
  return h("table", null, h("thead", null, h("tr", null, h("td", null), Array.from({ length: shown }, (_, i) => h("th", { scope: "col" }, String(i + 1))), rest && h("th", { scope: "col" }, say.of(width)), h("th", { scope: "col" }, say.length))),
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
  if (stage >= 2) columns.push({ title: say.weight, of: ({ weight }) => percent(weight), rest: (rest) => percent(total(rest, "weight")) });
  if (stage >= 3) columns.push({ title: "∂ℓ/∂s", of: ({ pull }) => fixed(pull, 3), rest: (rest) => fixed(total(rest, "pull"), 3) });
  const rest = all.slice(negatives.length);
  const line = (/** @type {Partner} */ partner) => h("tr", { class: partner.positive ? "positive" : partner.same ? "false" : "negative" },
    h("th", { scope: "row" }, h("i", { class: `key ${partner.positive ? "positive" : partner.same ? "false" : "negative"}` }), say.point(partner.point), partner.same && h("span", { class: "sub" }, ` ${say.wrong}`)), columns.map(({ of }) => h("td", null, of(partner))));
  return h("table", null, h("thead", null, h("tr", null, h("td", null), columns.map(({ title }) => h("th", { scope: "col" }, title)))),
    h("tbody", null, positives.slice(0, 1).map(line), negatives.map(line),
      rest.length > 0 && h("tr", null, h("th", { scope: "row" }, say.others(whole(rest.length))), columns.map(({ rest: of }) => h("td", null, of(rest))))));
}
