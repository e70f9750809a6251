/**
 * An experiment as a PyTorch script that stands for itself: data, weights, batches and views by the page's own random
 * numbers, so that its first losses are the page's.
 *
 * The parts of a script are in the files beside this one, by the names that configs use; this one puts them together. Only
 * what the experiment needs is written.
 */
import { inputError } from "../../lab/errors.js";
import { FILES } from "./data/file.js";
import { LATENT } from "./data/latent.js";
import { LETTERS } from "./data/letters.js";
import { OWN } from "./data/own.js";
import { PLANE } from "./data/plane.js";
import { TEXTS } from "./data/text.js";
import { encoder, optimizer } from "./encoder.js";
import { LOSSES } from "./losses.js";
import { metricParts } from "./metric.js";
import { NEGATIVES } from "./negatives.js";
import { own } from "./own.js";
import { QUESTIONS, words } from "./pretexts.js";
import { comment, compressed, constants, docstring, indented, prose, section } from "./python.js";
import { random } from "./random.js";
import { SPLIT } from "./split.js";
import { views } from "./views.js";

/** @typedef {import("./python.js").Setting} Setting */
/** @typedef {Record<string, any>} Config plain JSON, complete */
/**
 * @typedef {object} DataPart
 * @property {number} rows
 * @property {number} dim
 * @property {number} classes
 * @property {Setting[]} settings
 * @property {string[]} parts among them `data()`, which returns x [rows, dim] and labels, or a text's words and sentences
 * @property {string[]} [imports]
 * @property {number} [side] of images
 * @property {string} [scale] how far jitter moves each coordinate
 * @property {boolean} [fresh] fresh draws of a class can be had
 * @property {boolean} [measured] `table()` has the values as they were measured
 * @property {string} [file] text that travels in the script
 * @property {string} [table] one's own data, as the script has them
 * @property {string} [besides] the name of the file that has them
 */
/** @typedef {{ settings: Setting[], sections: string[], imports: string[] }} Body */

/** @type {Record<string, (data: Record<string, any>, file: string, own: import("../../lab/types.js").OwnData | null) => DataPart>} */
const DATA = { ...PLANE, ...LATENT, ...FILES, ...LETTERS, ...TEXTS, ...OWN };

/**
 * @template T
 * @param {Record<string, T>} parts
 * @param {string} what
 * @param {string} name
 */
function part(parts, what, name) {
  if (!Object.hasOwn(parts, name)) throw inputError(`There is no PyTorch script yet for the ${what} ${name}.`);
  return parts[name];
}

/** @param {Config} config @param {DataPart} data */
const trainRows = ({ data: { train } }, data) => (train < 1 ? Math.round(data.rows * train) : train);

/**
 * @param {Config} config
 * @param {{ file?: string, own?: import("../../lab/types.js").OwnData | null, catalog: import("../../lab/types.js").Catalog, link?: string }} more
 *   the text of the data set's file, where it has one; data of one's own, where the config names them; and the experiment's address
 * @returns {Promise<string>}
 */
export async function torchScript(config, { file = "", own: brought = null, catalog, link = "" }) {
  const card = catalog.datasets.find(({ name }) => name === config.data.name);
  const data = part(DATA, "data set", config.data.name)(config.data, file, brought);
  const metric = config.task === "metric";
  const { title, body } = metric ? { title: objectiveOf(config, catalog)?.title ?? "", body: metricParts(config, data, trainRows(config, data)) } : contrastive(config, data, catalog);
  const filed = data.file !== undefined ? section("The data file, compressed (zlib, base64).", await compressed("FILE", data.file)) : data.table && section("The data.", data.table);
  const rest = body.sections.join("\n");
  const generator = random(rest);
  /** @type {Setting[]} */
  const settings = [["SEED", config.seed, metric ? "of data and pairs" : "of data, weights, batches and views"], ...data.settings, ...(/\bSIDE\b/.test(rest) ? side(data) : []), ...body.settings];
  const used = /** @param {string} name */ (name) => new RegExp(`\\b${name}\\.`).test(rest);
  const imports = [...new Set([...(data.imports ?? []), ...body.imports, ...generator.imports, ...(used("math") ? ["import math"] : []), "import sys"])];
  const outside = ["import numpy as np", "import torch", ...(used("F") ? ["import torch.nn.functional as F"] : []), ...(used("nn") ? ["from torch import nn"] : [])];
  const source = [card?.source, card?.license].filter(Boolean).join("; ");
  return `#!/usr/bin/env python3
"""
${prose(`${card?.title ?? config.data.name}: ${title}. An experiment of Nearfar in PyTorch, to go on with where a page ends.`)}
${link ? `\n${link.replace(/["\\\s]/g, encodeURIComponent)}\n` : ""}
${prose(`${metric ? "Data and pairs" : "Data, first weights, batches, views and negatives"} are the page's, draw for draw, so that the first ${metric ? "values" : "losses"} are the page's too; ${metric ? "it computes in float64." : "after many steps the rounding of another machine shows."} Needs torch and numpy. Prints a line a step; the number of steps can be given as an argument, else there are ${config.steps}.`)}
${card?.file ? `\n${prose(`The data: ${source}.`)}\n` : data.besides ? `\n${prose(`The data are in ${data.besides}, which has to lie beside this script.`)}\n` : ""}"""
${[...imports].sort(byKind).join("\n")}

${outside.join("\n")}

${section("Settings.", `${constants(settings)}${generator.purposes.startsWith(" =") ? "" : `\n\n${comment("What a random draw is for: each purpose has a stream of its own.")}\n${generator.purposes}`}`)}


${[rest.includes("Random(") && section("Random numbers, the page's own.", ...generator.parts), ...body.sections, filed].filter(Boolean).join("\n\n\n")}


if __name__ == "__main__":
    train(int(sys.argv[1]) if len(sys.argv) > 1 else STEPS)
`.replace(/\n{4,}/g, "\n\n\n");
}

/** Plain imports first. @param {string} a @param {string} b */
const byKind = (a, b) => Number(a.startsWith("from")) - Number(b.startsWith("from")) || (a < b ? -1 : 1);

/** @param {Config} config @param {import("../../lab/types.js").Catalog} catalog */
const objectiveOf = (config, catalog) => catalog.metric.objectives.find(({ name }) => name === config.objective.name);

/** @param {{ about: string, cite: string }} card */
const cited = ({ about, cite }) => `${about}${cite ? ` ${cite}.` : ""}`;

/** @param {Config} config @param {DataPart} data @param {import("../../lab/types.js").Catalog} catalog @returns {{ title: string, body: Body }} */
function contrastive(config, data, catalog) {
  const pretext = catalog.pretexts.find(({ name }) => name === config.pretext.name);
  const loss = catalog.losses.find(({ name }) => name === config.loss?.name);
  if (pretext?.target === "answer") return { title: pretext.title, body: questions(config, data, cited(pretext)) };
  const about = loss ? cited(loss) : "";
  if (pretext?.target === "word") return { title: `${pretext.title}, ${loss?.title}`, body: text(config, data, about) };
  return { title: loss?.title ?? "", body: pairs(config, data, about) };
}

/** @param {Config} config @param {string} source @param {string} about */
function lossPart(config, source, about) {
  const oracle = config.negatives.oracle ?? false;
  const masked = oracle && source !== "drawn" && source !== "sampled";
  if (config.loss.name === "own") return own({ loss: config.loss, oracle, masked, source, about, steps: config.steps });
  return part(LOSSES, "loss", config.loss.name)({ loss: config.loss, oracle, masked, source, about, steps: config.steps });
}

/** What every training has in common. @param {string} optimiser @param {{ before?: string, draw: string, loss: string, after?: string, about: string }} lines */
const train = (optimiser, { before = "", draw, loss, after = "", about }) => `def train(steps=STEPS):
${docstring(about)}
${indented(before)}
    optimizer = ${optimiser}
    for step in range(steps):
${indented(`${draw}\n${loss}`, 2)}
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
${after ? `${indented(after, 2)}\n` : ""}        print(f"{step + 1:6d}  {loss.item():.7g}")
    return encoder`;

/** The points of a step. @param {boolean} places whether their places among the training points are wanted */
const chosen = (places) => `if step % EPOCH == 0:
    order = Random(ORDER, step // EPOCH).permutation(range(TRAIN))
${places ? "places = order[step % EPOCH * BATCH:][:BATCH]\nchosen = rows[places]" : "chosen = rows[order[step % EPOCH * BATCH:][:BATCH]]"}
slots = step * BATCH + np.arange(BATCH)`;

/** @param {Config} config @param {DataPart} data @returns {Setting[]} */
const running = (config, data) => {
  const rows = trainRows(config, data);
  return [["TRAIN", rows, `rows to train on, of ${data.rows}`], ["BATCH", config.batch, "points a step"], ["EPOCH", Math.max(1, Math.floor(rows / config.batch)), "steps, in which no point comes twice"], ["STEPS", config.steps]];
};

/** @param {DataPart} data @returns {Setting[]} */
const side = (data) => (data.side ? [["SIDE", data.side, "of an image, in pixels"]] : []);

/** Two views of each point. @param {Config} config @param {DataPart} data @param {string} about @returns {Body} */
function pairs(config, data, about) {
  const { negatives } = config;
  const made = views(config.augment, data);
  const loss = lossPart(config, negatives.name, about);
  const source = part(NEGATIVES, "source of negatives", negatives.name)({ negatives, loss: config.loss, part: loss, of: made.of, normalize: config.encoder.normalize, dim: config.encoder.dim });
  const step = optimizer(config.optimizer, "encoder.parameters()");
  const proxy = loss.labelled && (config.loss.coarse > 1 || config.loss.noise > 0) ? weak(config.loss, data) : null;
  const classes = loss.labelled || (negatives.oracle && negatives.name !== "drawn" && negatives.name !== "sampled");
  const both = made.random ? `random = Random(AUGMENT, slots)
views = np.concatenate([${made.of("chosen")}, ${made.of("chosen")}])` : "views = np.concatenate([x[chosen], x[chosen]])";
  const draw = [chosen(source.places ?? false), both, classes && `classes = torch.from_numpy(${proxy ? "told" : "labels"}[chosen])`].filter(Boolean).join("\n");
  const before = ["x, labels = data()", "rows = split(labels)", proxy && "told = supervisor(labels)", `encoder = Encoder()`, source.before].filter(Boolean).join("\n");
  const sections = [section("Data.", ...data.parts, SPLIT, proxy?.part), made.parts.length > 0 && section("Views.", ...made.parts),
    section("Encoder.", ...encoder(config.encoder, data.dim, { blank: data.side !== undefined || config.augment.masking > 0 })), section("Loss.", ...source.parts),
    section("Training.", train(step.code, { before, draw, loss: source.loss, after: source.after, about: "A step: draw points, view each twice, embed the views, compare them, move the weights." }))];
  return { settings: [...(proxy?.settings ?? []), ...made.settings, ...source.settings, ...loss.settings, ...step.settings, ...running(config, data)],
    sections: sections.filter((text) => text !== false), imports: [...(source.imports ?? []), ...(loss.imports ?? [])] };
}

/** Labels from a weak supervisor. @param {Record<string, any>} loss @param {DataPart} data */
function weak({ coarse, noise }, data) {
  const [many, random] = [coarse > 1, noise > 0];
  /** @type {Setting[]} */
  const settings = [];
  if (many) settings.push(["COARSE", coarse, "neighbouring classes share a label"]);
  if (random) settings.push(["WRONG", noise, "share of the points whose label is drawn at random"]);
  const known = many ? "labels // COARSE" : "labels";
  const draws = `    told = ${many ? known : "labels.copy()"}
    for row, random in enumerate(Random(PROXY, np.arange(len(labels))).each()):
        if random.uniform().item() < WRONG:
            told[row] = random.below(${Math.ceil(data.classes / coarse)})
    return told`;
  return { settings, part: `def supervisor(labels):
    """What a weak supervisor tells in place of the classes, once and for all."""
${random ? draws : `    return ${known}`}` };
}

/** Questions with a few answers about images. @param {Config} config @param {DataPart} data @param {string} about @returns {Body} */
function questions(config, data, about) {
  const asked = part(QUESTIONS, "pretext", config.pretext.name)(config.pretext, data.side ?? 0);
  const made = views(config.augment, data);
  const step = optimizer(config.optimizer, "[*encoder.parameters(), *head.parameters()]");
  const draw = `${chosen(false)}${made.random ? "\nrandom = Random(AUGMENT, slots)" : ""}
shown, answers = ask(${made.of("chosen")}, slots)`;
  const loss = `logits = head(encoder(torch.from_numpy(shown)))
loss = F.cross_entropy(logits, torch.tensor(answers))`;
  const sections = [section("Data.", ...data.parts, SPLIT), made.parts.length > 0 && section("Views.", ...made.parts),
    section("Questions.", ...asked.parts), section("Encoder, and a head on it.", ...encoder(config.encoder, asked.input, { head: asked.head, blank: true })),
    section("Training.", train(step.code, { before: "x, labels = data()\nrows = split(labels)\nencoder, head = Encoder(), Head()", draw, loss, about: `${about} A step: draw images, ask about each, answer, and move the weights.` }))];
  return { settings: [...asked.settings, ...made.settings, ...step.settings, ...running(config, data)], sections: sections.filter((text) => text !== false),
    imports: [] };
}

/** Words of a text. @param {Config} config @param {DataPart} data @param {string} about @returns {Body} */
function text(config, data, about) {
  const drawn = config.negatives.name === "drawn";
  const loss = lossPart(config, config.negatives.name, about);
  const source = part(NEGATIVES, "source of negatives", config.negatives.name)({ negatives: config.negatives, loss: config.loss, part: loss, of: () => "", normalize: config.encoder.normalize, dim: config.encoder.dim });
  const batch = words(config.pretext, drawn);
  const step = optimizer(config.optimizer, "encoder.parameters()");
  const before = `vocabulary, sentences = data()
places = [(sentence, place) for sentence in sentences for place in range(len(sentence)) if len(sentence) > 1]
${drawn ? "sums = chances(sentences, len(vocabulary))\n" : ""}encoder = Encoder(2 * len(vocabulary))`;
  const draw = `x = torch.from_numpy(draw(step, sentences, places, len(vocabulary)${drawn ? ", sums" : ""}))`;
  const lines = drawn ? source.loss.slice(source.loss.indexOf("z = ")) : source.loss;
  const given = lines.replace(/encoder\(torch\.from_numpy\((np\.concatenate\(\[views, others\]\)|views)\)\)/, "encoder(x)");
  const sections = [section("Text.", ...data.parts), section("Batches.", ...batch.parts), section("Word vectors.", ...encoder(config.encoder, "inputs", { words: true })),
    section("Loss.", ...source.parts.filter((one) => !/^def (other|drawn)\(/.test(one))),
    section("Training.", train(step.code, { before, draw, loss: given, about: "A step: draw places of the text, embed what is shown and what is asked for, compare, and move the vectors." }))];
  return { settings: [...batch.settings, ...source.settings, ...loss.settings, ...step.settings, ["BATCH", config.batch, "places a step"], ["STEPS", config.steps]], sections, imports: loss.imports ?? [] };
}
