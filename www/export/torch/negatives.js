/** Where negatives come from: `src/contrastive/negatives.rs`, `src/experiment/memory.rs`. */
import { compared, explicit, over } from "./losses.js";

/** @typedef {import("./python.js").Setting} Setting */
/**
 * @typedef {object} Asked
 * @property {Record<string, any>} negatives the config's
 * @property {Record<string, any>} loss the config's
 * @property {import("./losses.js").LossPart} part
 * @property {(rows: string) => string} of a view of rows
 * @property {boolean} normalize
 * @property {number} dim
 */
/**
 * @typedef {object} SourcePart lines of the loop, in which there are \`views\` [2B, dim], \`chosen\`, \`places\`, \`slots\` and
 *   where the loss or the oracle needs them \`classes\`
 * @property {Setting[]} settings
 * @property {string[]} parts
 * @property {string} before the loop
 * @property {string} loss from the views to \`loss\`
 * @property {string} after the optimiser
 * @property {boolean} [places] the loop needs \`places\`
 * @property {string[]} [imports]
 */

/** @param {import("./losses.js").LossPart} part @param {string} given */
const call = (part, given) => `loss = ${part.name}(${[given, part.more].filter(Boolean).join(", ")})`;

/** @param {Asked} asked @returns {SourcePart} */
function batch({ part, loss, negatives }) {
  const classes = part.labelled || negatives.oracle ? ", classes" : "";
  const z = "z = encoder(torch.from_numpy(views))\n";
  if (part.takes === "batch") return { settings: [], parts: part.parts, before: "", after: "", loss: z + call(part, `z${classes}`) };
  return { settings: [], parts: [compared(loss, part.twoViews ?? false, negatives.oracle), ...part.parts], before: "", after: "", loss: `${z}${call(part, `*compared(z${classes})`)}` };
}

/** @param {Asked} asked @returns {SourcePart} */
function ofItsOwn({ part, loss }) {
  const split = `z = encoder(torch.from_numpy(np.concatenate([views, others])))
anchors, positives, negatives = z[:BATCH], z[BATCH:2 * BATCH], z[2 * BATCH:].view(BATCH, COUNT, -1)
`;
  if (part.takes === "tuples") return { settings: [], parts: part.parts, before: "", after: "", loss: split + call(part, "anchors, positives, negatives") };
  return { settings: [], parts: [explicit(loss), ...part.parts], before: "", after: "", loss: split + call(part, "*compared(anchors, positives, negatives)") };
}

/** @param {string} given of the loss @param {boolean} oracle */
const masked = (given, oracle) => (oracle ? `negatives = negatives.masked_fill(${given}, float("-inf"))    # true negatives only\n` : "");

/** @type {Record<string, (asked: Asked) => SourcePart>} */
export const NEGATIVES = {
  batch,

  drawn(asked) {
    const { negatives, of } = asked;
    const part = ofItsOwn(asked);
    const other = negatives.oracle ? `def other(place, labels, rows, random):
    """A training point of another class than that in \`place\`."""
    own = labels[rows[place]]
    for _ in range(10_000):
        at = random.below(TRAIN - 1)
        row = rows[at + (at >= place)]
        if labels[row] != own:
            return row
    return next((row for row in rows if labels[row] != own), rows[place])` : `def other(place, rows, random):
    """A training point other than that in \`place\`."""
    at = random.below(TRAIN - 1)
    return rows[at + (at >= place)]`;
    const drawn = `def drawn(x, labels, rows, places, slots):
    """COUNT ${of("x").startsWith("view") ? "views of other points" : "other points"} for each of the batch [B * COUNT, dim]."""
    found = []
    for place, random in zip(places, Random(NEGATIVES, slots).each()):
        for _ in range(COUNT):
            row = other(place, ${negatives.oracle ? "labels, " : ""}rows, random)
            found.append(${of("[row]")})
    return np.concatenate(found)`;
    return { ...part, places: true, settings: [["COUNT", negatives.count, "negatives drawn for each anchor"]], parts: [other, drawn, ...part.parts], loss: `others = drawn(x, labels, rows, places, slots)\n${part.loss}` };
  },

  sampled(asked) {
    const { negatives, loss } = asked;
    const part = ofItsOwn(asked);
    const hardness = loss.temperature === undefined || loss.temperature === 1 ? "HARDNESS" : "HARDNESS / TEMPERATURE";
    const sampled = `def sampled(encoder, x, labels, rows, chosen, views, slots):
    """COUNT training points for each of the batch [B * COUNT, dim], drawn in proportion to e^(HARDNESS s).
    A draw at the very edge between two points may fall to the other one than in the page: then runs part."""
    with torch.no_grad():
        dots = encoder(torch.from_numpy(views[:BATCH])) @ encoder(torch.from_numpy(x[rows])).T
    s = ${hardness} * dots.numpy().astype(np.float64)
    s[${negatives.oracle ? "labels[chosen][:, None] == labels[rows]" : "chosen[:, None] == rows"}] = -np.inf
    sums = np.exp(s - s.max(axis=1, keepdims=True)).cumsum(axis=1)
    at = Random(NEGATIVES, slots).uniform(COUNT).astype(np.float64) * sums[:, -1:]
    places = [np.searchsorted(known, wanted, side="right") for known, wanted in zip(sums, at)]
    return x[rows[np.minimum(places, TRAIN - 1).reshape(-1)]]`;
    return { ...part, settings: [["COUNT", negatives.count, "negatives drawn for each anchor"], ["HARDNESS", negatives.hardness, "of the draw; 0 draws all alike"]], parts: [sampled, ...part.parts],
      loss: `others = sampled(encoder, x, labels, rows, chosen, views, slots)\n${part.loss}` };
  },

  queue({ negatives, loss, part, dim }) {
    const { oracle } = negatives;
    return {
      settings: [["QUEUE", negatives.size, "keys that are remembered"], ["MOMENTUM", negatives.momentum, "how slowly the key encoder follows"]],
      parts: part.parts, imports: ["from copy import deepcopy"],
      before: `key_encoder = deepcopy(encoder)\nqueue = torch.empty(0, ${dim})    # the oldest key first${oracle ? "\nqueue_classes = torch.empty(0, dtype=torch.long)" : ""}`,
      loss: `queries = encoder(torch.from_numpy(views[:BATCH]))
with torch.no_grad():
    keys = key_encoder(torch.from_numpy(views[BATCH:]))
positive, negatives = (queries * keys).sum(1)${over(loss)}, queries @ queue.T${over(loss)}
${masked("classes[:, None] == queue_classes", oracle)}${call(part, "positive, negatives")}`,
      after: `queue = torch.cat([queue, keys])[-QUEUE:]
${oracle ? "queue_classes = torch.cat([queue_classes, classes])[-QUEUE:]\n" : ""}with torch.no_grad():
    for slow, fast in zip(key_encoder.parameters(), encoder.parameters()):
        slow.mul_(MOMENTUM).add_(fast, alpha=1 - MOMENTUM)`,
    };
  },

  bank({ negatives, loss, part, normalize }) {
    const moved = "MOMENTUM * bank[places] + (1 - MOMENTUM) * z[:BATCH].detach()";
    return {
      settings: [["MOMENTUM", negatives.momentum, "how much of a point's old entry is kept"]], parts: part.parts, places: true,
      before: "with torch.no_grad():\n    bank = encoder(torch.from_numpy(x[rows]))    # an entry for each training point",
      loss: `z = encoder(torch.from_numpy(views))
own = torch.from_numpy(np.concatenate([places, places]))
positive, s = (z * bank[own]).sum(1)${over(loss)}, z @ bank.T${over(loss)}
${negatives.oracle ? `negatives = s.masked_fill(classes.repeat(2)[:, None] == torch.from_numpy(labels[rows]), float("-inf"))` : "negatives = s[~F.one_hot(own, TRAIN).bool()].view(2 * BATCH, -1)"}
${call(part, "positive, negatives")}`,
      after: `bank[places] = ${normalize ? `F.normalize(${moved}, dim=1)` : moved}`,
    };
  },
};
