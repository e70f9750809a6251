/**
 * Build time: the LaTeX of losses, objectives and knobs (it stands beside their code, in Rust) becomes MathML trees in
 * JSON, so that the page needs no LaTeX renderer and no HTML parser (Trusted Types forbid it).
 *
 * Macros of our own: \anchor{…}, \positive{…}, \negative{…}, \similar{…}, \dissimilar{…}, \metric{…} colour a
 * part by its meaning, and \live{id}{…} marks a symbol whose current number the page knows. Where both are of the same part,
 * the colour is the outer one: it would not outlive the other.
 */
import temml from "temml";
import { SCENES } from "../lecture/scenes.js";

const MACROS = {
  "\\live": "\\data{live=#1}{#2}",
  "\\anchor": "\\class{anchor}{#1}",
  "\\positive": "\\class{positive}{#1}",
  "\\negative": "\\class{negative}{#1}",
  "\\similar": "\\class{positive}{#1}",
  "\\dissimilar": "\\class{negative}{#1}",
  "\\metric": "\\class{metric}{#1}",
};
/** What MathML Core needs of temml's output; inline styles would be refused by the page's policy. */
const KEPT = new Set(["class", "data-live", "display", "stretchy", "form", "fence", "separator", "lspace", "rspace", "movablelimits",
  "width", "height", "linethickness", "mathvariant", "minsize", "maxsize", "symmetric", "largeop", "accent"]);

/**
 * @param {string} tex
 * @param {boolean} [display] as a formula of its own, not within a line
 * @returns {import("../formula.js").MathNode}
 */
export function mathTree(tex, display = true) {
  const markup = temml.renderToString(tex, { displayMode: display, trust: true, throwOnError: true, macros: { ...MACROS } });
  const stack = [/** @type {any} */ ({ tag: "root", attributes: {}, children: [] })];
  for (const [, close, tag, attributes, selfClosed, text] of markup.matchAll(/<(\/?)([a-z]+)([^>]*?)(\/?)>|([^<]+)/g)) {
    const top = stack[stack.length - 1];
    if (text !== undefined) top.children.push(unescape(text));
    else if (close) stack.pop();
    else {
      /** @type {Record<string, string>} */
      const kept = {};
      for (const [, name, value] of attributes.matchAll(/([a-z-]+)="([^"]*)"/g)) if (KEPT.has(name)) kept[name] = value;
      const node = { tag, attributes: kept, children: [] };
      top.children.push(node);
      if (!selfClosed) stack.push(node);
    }
  }
  return stack[0].children[0];
}

/** @param {string} text */
const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");

/**
 * Every symbol of every knob, wherever in the catalog it stands.
 * @param {unknown} part
 * @returns {string[]}
 */
function symbols(part) {
  if (typeof part !== "object" || part === null) return [];
  const { symbol } = /** @type {{ symbol?: unknown }} */ (part);
  return [...(typeof symbol === "string" && symbol ? [symbol] : []), ...Object.values(part).flatMap(symbols)];
}

/** @typedef {{ name: string, tex: string }} Card */
/** @typedef {{ losses: Card[], pretexts: Card[], metric: { objectives: Card[] } }} Catalog */

/** Pretexts that bring a formula of their own stand among the losses. @param {Catalog} catalog */
const lossCards = ({ losses, pretexts }) => [...losses, ...pretexts.filter(({ tex }) => tex)];

/** Every formula that the page can show. @param {Catalog} catalog */
export const everyFormula = (catalog) => [...[...SCENES, ...lossCards(catalog), ...catalog.metric.objectives].map(({ tex }) => mathTree(tex)), ...symbols(catalog).map((tex) => mathTree(tex, false))];

/**
 * Vite plugin: `virtual:formulas` exports `lossTree` (those of pretexts that bring their own are among them) and
 * `objectiveTree` by the name, and `symbolTree` by a knob's LaTeX. Trees are kept as text, which is read when it is asked
 * for: objects for all of them take longer to make than the rest of the page's scripts to run. `virtual:lecture` exports
 * `formulas`, one for each scene of the lecture.
 * @param {() => Promise<Catalog>} catalog reads the built one
 */
export function formulas(catalog) {
  const id = "virtual:formulas";
  const lecture = "virtual:lecture";
  return {
    name: "nearfar-formulas",
    /** @param {string} source */
    resolveId: (source) => (source === id || source === lecture ? `\0${source}` : undefined),
    /** @param {string} loaded */
    async load(loaded) {
      if (loaded === `\0${lecture}`) return `export const formulas = ${JSON.stringify(Object.fromEntries(SCENES.map(({ id, tex }) => [id, mathTree(tex)])))};`;
      if (loaded !== `\0${id}`) return undefined;
      const all = await catalog();
      /** @param {[string, import("../formula.js").MathNode][]} trees */
      const texts = (trees) => JSON.stringify(Object.fromEntries(trees.map(([name, tree]) => [name, JSON.stringify(tree)])));
      /** @param {Card[]} cards */
      const trees = (cards) => texts(cards.map(({ name, tex }) => [name, mathTree(tex)]));
      return `const read = (texts, known = {}) => (name) => (known[name] ??= JSON.parse(texts[name]));
export const lossTree = read(${trees(lossCards(all))});
export const objectiveTree = read(${trees(all.metric.objectives)});
export const symbolTree = read(${texts(symbols(all).map((tex) => [tex, mathTree(tex, false)]))});`;
    },
  };
}
