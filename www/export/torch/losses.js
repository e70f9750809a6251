/**
 * The losses in torch, each as its paper has it: `src/contrastive/`. Most are about an anchor's similarity to its positive
 * [anchors] and to its negatives [anchors, N]; those of the batch itself take its embeddings.
 */
import { docstring } from "./python.js";

/** @typedef {import("./python.js").Setting} Setting */
/**
 * @typedef {object} Situation
 * @property {Record<string, any>} loss the config's
 * @property {boolean} oracle only true negatives
 * @property {boolean} masked false ones are among them, as -inf
 * @property {string} source of the negatives
 * @property {string} about what the docstring says
 * @property {number} steps
 */
/**
 * @typedef {object} LossPart
 * @property {Setting[]} settings
 * @property {string[]} parts
 * @property {string} name of the function
 * @property {"batch" | "negatives" | "tuples"} takes the batch's embeddings; similarities; or rows [B, d], [B, d] and [B, N, d]
 * @property {boolean} [twoViews] of a batch, all views are anchors
 * @property {boolean} [labelled] the loss is told labels
 * @property {string} [more] arguments of a step
 * @property {string[]} [imports]
 */

const INF = 'float("-inf")';
/** @param {Record<string, any>} loss */
const over = ({ temperature }) => (temperature === undefined || temperature === 1 ? "" : " / TEMPERATURE");
/** @param {Record<string, any>} loss @returns {Setting[]} */
const temperature = (loss) => (over(loss) ? [["TEMPERATURE", loss.temperature]] : []);
/** @param {string} name @param {string} takes @param {string} about @param {string} body */
const define = (name, takes, about, body) => `def ${name}(${takes}):\n${docstring(about)}\n${body}`;

/** The softmax over a batch's own similarities. @param {Situation} situation @param {string} name */
function inBatch({ loss, oracle, about }, name) {
  const mask = `    s = s.masked_fill((classes[:, None] == classes) & ~torch.eye(BATCH, dtype=torch.bool), ${INF})\n`;
  const penalty = name === "n_pair" ? "    penalty = L2 * (anchors.pow(2).sum(1) + positives.pow(2).sum(1)).mean()\n" : "";
  return define(name, oracle ? "z, classes" : "z", about, `    anchors, positives = z.chunk(2)
    s = anchors @ positives.T${over(loss)}
${oracle ? mask : ""}${penalty}    return F.cross_entropy(s, torch.arange(BATCH))${penalty ? " + penalty" : ""}`);
}

/** A loss of anchors that may have no negatives: then it is 0. @param {Situation} situation @param {string} body @param {string} value of each anchor */
function guarded({ source, masked }, body, value) {
  const empty = source === "queue" ? "    if negatives.shape[1] == 0:    # the queue is still empty\n        return 0 * positive.sum()\n" : "";
  const some = masked ? "    there = negatives.isfinite().any(1)    # an anchor without true negatives has no loss\n    positive, negatives = positive[there], negatives[there]\n" : "";
  return `${empty}${some}${body}    return (${value}).${masked ? "sum() / len(there)" : "mean()"}`;
}

/** Debiased and hard: N_g from the mean of e^s under q, corrected. @param {Situation} situation @param {number} beta @param {number} tauPlus @param {boolean} anneal */
function estimated(situation, beta, tauPlus, anneal) {
  const { about, masked } = situation;
  const expected = beta > 0 ? `    q = (${anneal ? "beta" : "BETA"} * negatives).softmax(1)\n    expected = (q * negatives.exp()).sum(1)\n` : "    expected = negatives.exp().sum(1) / count\n";
  const estimate = tauPlus > 0 ? `    estimate = count * (expected - TAU_PLUS * positive.exp()) / (1 - TAU_PLUS)
    estimate = torch.maximum(estimate, count * torch.exp(-1 / TEMPERATURE - top))
` : "    estimate = count * expected\n";
  return define(beta > 0 ? "hard" : "debiased", anneal ? "positive, negatives, beta" : "positive, negatives", about, guarded(situation, `    top = torch.maximum(positive, negatives.amax(1)).detach()    # taken off, so that no exponential overflows
    positive, negatives = positive - top, negatives - top[:, None]
    count = ${masked ? "negatives.isfinite().sum(1)" : "negatives.shape[1]"}
${expected}${estimate}`, "torch.log(positive.exp() + estimate) - positive"));
}

/** The distance of rows, or its square. @param {string} one @param {string} other @param {boolean} squared */
const distance = (one, other, squared) => (squared ? `(${one} - ${other}).pow(2).sum(-1)` : `(${one} - ${other}).pow(2).sum(-1).clamp(min=1e-38).sqrt()`);

/** @type {Record<string, (situation: Situation) => LossPart>} */
export const LOSSES = {
  "nt-xent": (situation) => ({
    settings: temperature(situation.loss), name: "nt_xent", takes: "batch", twoViews: true,
    parts: [define("nt_xent", situation.oracle ? "z, classes" : "z", situation.about, `    s = z @ z.T${over(situation.loss)}
    other_view = torch.arange(2 * BATCH).roll(BATCH)
    s = s.masked_fill(torch.eye(2 * BATCH, dtype=torch.bool), ${INF})
${situation.oracle ? `    same, positive = classes.repeat(2)[:, None] == classes.repeat(2), F.one_hot(other_view).bool()\n    s = s.masked_fill(same & ~positive, ${INF})    # true negatives only\n` : ""}    return F.cross_entropy(s, other_view)`)],
  }),

  "info-nce": (situation) => (situation.source === "batch"
    ? { settings: temperature(situation.loss), name: "info_nce", takes: "batch", parts: [inBatch(situation, "info_nce")] }
    : { settings: temperature(situation.loss), name: "info_nce", takes: "negatives", parts: [define("info_nce", "positive, negatives", situation.about,
      "    everything = torch.cat([positive[:, None], negatives], dim=1)\n    return (everything.logsumexp(1) - positive).mean()")] }),

  debiased: (situation) => {
    const tauPlus = situation.oracle ? 0 : situation.loss.tau_plus;
    return {
      settings: [["TEMPERATURE", situation.loss.temperature], ...(tauPlus > 0 ? /** @type {Setting[]} */ ([["TAU_PLUS", tauPlus, "assumed share of false negatives"]]) : [])],
      name: "debiased", takes: "negatives", twoViews: true, parts: [estimated(situation, 0, tauPlus, false)],
    };
  },

  hard: (situation) => {
    const { temperature: tau, tau_plus: prior, beta, anneal } = situation.loss;
    const tauPlus = situation.oracle ? 0 : prior;
    const annealed = beta > 0 && anneal > 0;
    /** @type {Setting[]} */
    const settings = [["TEMPERATURE", tau]];
    if (tauPlus > 0) settings.push(["TAU_PLUS", tauPlus, "assumed share of false negatives"]);
    if (beta > 0) settings.push(["BETA", beta, "hardness: negatives weigh e^(BETA s)"]);
    if (annealed) settings.push(["ANNEAL", anneal, "share of BETA that is gone at the last step"]);
    return {
      settings, name: beta > 0 ? "hard" : "debiased", takes: "negatives", twoViews: true, parts: [estimated(situation, beta, tauPlus, annealed)],
      more: annealed ? "BETA * (1 - ANNEAL * min(step * 20 // STEPS, 19) / 19)" : undefined,
    };
  },

  clip: ({ loss, about }) => ({
    settings: temperature(loss), name: "clip", takes: "batch", parts: [define("clip", "z", about, `    s = z[:BATCH] @ z[BATCH:].T${over(loss)}
    partner = torch.arange(BATCH)
    return (F.cross_entropy(s, partner) + F.cross_entropy(s.T, partner)) / 2`)],
  }),

  decoupled: (situation) => ({
    settings: temperature(situation.loss), name: "decoupled", takes: "negatives", twoViews: true,
    parts: [define("decoupled", "positive, negatives", situation.about, guarded(situation, "", "negatives.logsumexp(1) - positive"))],
  }),

  sigmoid: ({ loss, about }) => {
    const bias = loss.bias ? " + BIAS" : "";
    return {
      settings: [...temperature(loss), ...(bias ? /** @type {Setting[]} */ ([["BIAS", loss.bias, "added to every similarity"]]) : [])], name: "sigmoid", takes: "negatives",
      parts: [define("sigmoid", "positive, negatives", about, `    near, far = F.logsigmoid(positive${bias}), F.logsigmoid(-${bias ? `(negatives${bias})` : "negatives"}).sum(1)\n    return -(near + far).mean()`)],
    };
  },

  "n-pair": (situation) => ({ settings: [["L2", situation.loss.l2, "weight of the squared lengths"]], name: "n_pair", takes: "batch", parts: [inBatch(situation, "n_pair")] }),

  triplet: ({ loss, about }) => ({
    settings: [["MARGIN", loss.margin]], name: "triplet", takes: "tuples",
    parts: [define("triplet", "anchors, positives, negatives", about, `    near = ${distance("anchors", "positives", loss.power > 1.5)}
    far = ${distance("anchors[:, None]", "negatives", loss.power > 1.5)}
    return F.relu(near[:, None] - far + MARGIN).mean()`)],
  }),

  margin: ({ loss, about }) => ({
    settings: [["MARGIN", loss.margin]], name: "margin", takes: "tuples",
    parts: [define("margin", "anchors, positives, negatives", about, `    near = ${distance("anchors", "positives", true)}
    far = ${distance("anchors[:, None]", "negatives", false)}
    return (near / 2 + F.relu(MARGIN - far).pow(2).mean(1) / 2).mean()`)],
  }),

  "align-uniform": ({ loss, about }) => ({
    settings: [["WEIGHT", loss.lambda, "of uniformity"]], name: "align_uniform", takes: "batch", twoViews: true,
    parts: [define("align_uniform", "z", about, `    first, second = z.chunk(2)
    alignment = (first - second).pow(2).sum(1).mean()
    squared = torch.pdist(z).pow(2)
    uniformity = (-2 * squared).logsumexp(0) - math.log(len(squared))    # log of the mean over all pairs
    return alignment + WEIGHT * uniformity`)],
  }),

  supcon: ({ loss, about }) => ({
    settings: temperature(loss), name: "supcon", takes: "batch", twoViews: true, labelled: true,
    parts: [define("supcon", "z, classes", about, `    s = (z @ z.T${over(loss)}).fill_diagonal_(${INF})
    positive = (classes.repeat(2)[:, None] == classes.repeat(2)).fill_diagonal_(False)
    log_share = s.log_softmax(1).masked_fill(~positive, 0)
    return -(log_share.sum(1) / positive.sum(1)).mean()`)],
  }),
};

/** Who is compared with whom, for losses of similarities. @param {Record<string, any>} loss @param {boolean} twoViews @param {boolean} oracle */
export function compared(loss, twoViews, oracle) {
  const takes = oracle ? "z, classes" : "z";
  if (!twoViews) {
    return `def compared(${takes}):
    """View 1 is the anchor, view 2 its positive, the other view 2s are its negatives: s of [B] and [B, N]."""
    anchors, positives = z.chunk(2)
    s = anchors @ positives.T${over(loss)}
    ${oracle ? `negatives = s.masked_fill(classes[:, None] == classes, ${INF})    # true negatives only` : "negatives = s[~torch.eye(BATCH, dtype=torch.bool)].view(BATCH, -1)"}
    return s.diagonal(), negatives`;
  }
  return `def compared(${takes}):
    """All views are anchors, the other view is the positive, the rest are negatives: s of [2B] and [2B, N]."""
    s = z @ z.T${over(loss)}
    view = torch.arange(2 * BATCH)
    other_view = view.roll(BATCH)
${oracle ? `    negatives = s.masked_fill(classes.repeat(2)[:, None] == classes.repeat(2), ${INF})
    return s[view, other_view], negatives` : `    negative = torch.ones_like(s, dtype=torch.bool)
    negative[view, view] = negative[view, other_view] = False
    return s[view, other_view], s[negative].view(2 * BATCH, -1)`}`;
}

/** The same for negatives of each anchor's own [B, N, d]. @param {Record<string, any>} loss */
export const explicit = (loss) => `def compared(anchors, positives, negatives):
    """Similarities of each anchor to its positive [B] and to its own negatives [B, N]."""
    positive = (anchors * positives).sum(1)${over(loss)}
    return positive, (anchors[:, None] * negatives).sum(-1)${over(loss)}`;

export { over };
