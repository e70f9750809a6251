/**
 * Build time: the font that formulas are set in. Where a system has no font with a MATH table, bars of fractions cut
 * through letters and parentheses do not grow; so the site brings one, cut down to the signs that formulas use.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import subset from "subset-font";
import { everyFormula } from "./formulas.js";

const FONT = createRequire(import.meta.url).resolve("@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2");
/** What is put in later: numbers, and the words of other languages; and a root's sign, which MathML does not write down. */
const WRITTEN = [...range(0x20, 0x7e), ...range(0xc0, 0xff), ..."−–·×∞√\u2009\u202f"].join("");

/** @param {number} from @param {number} to */
function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
}

const ITALICS = [{ letters: range(0x41, 0x5a), first: 0x1d434 }, { letters: range(0x61, 0x7a), first: 0x1d44e },
  { letters: range(0x391, 0x3a9), first: 0x1d6e2 }, { letters: range(0x3b1, 0x3c9), first: 0x1d6fc }];

/** As MathML sets a name of one letter: from the block of mathematical italics. @param {string} letter */
function italic(letter) {
  if (letter === "h") return "ℎ";
  const block = ITALICS.find(({ letters }) => letters.includes(letter));
  return block ? String.fromCodePoint(block.first + block.letters.indexOf(letter)) : "";
}

/** @param {import("../formula.js").MathNode} node @returns {string} */
const signs = ({ tag, children }) => children.map((child) => (typeof child !== "string" ? signs(child) : tag === "mi" ? child + italic(child) : child)).join("");

/**
 * The font's bytes; the MATH table stays, with the larger and the pieced-together forms of each sign.
 * @param {Parameters<typeof everyFormula>[0]} catalog
 */
export async function mathFont(catalog) {
  return subset(await readFile(FONT), WRITTEN + everyFormula(catalog).map(signs).join(""), { targetFormat: "woff2", noHinting: true });
}

/**
 * Vite plugin: `virtual:math-font` is the address of that font's file.
 * @param {() => Promise<Parameters<typeof everyFormula>[0]>} catalog reads the built one
 */
export function mathfont(catalog) {
  const id = "\0virtual:math-font";
  return {
    name: "nearfar-math-font",
    /** @param {string} source */
    resolveId: (source) => (source === "virtual:math-font" ? id : undefined),
    /** @this {import("vite").Rolldown.PluginContext} @param {string} loaded */
    async load(loaded) {
      if (loaded !== id) return undefined;
      const file = this.emitFile({ type: "asset", name: "formulas.woff2", source: await mathFont(await catalog()) });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}
