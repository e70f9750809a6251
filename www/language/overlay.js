/** What the engine says, which is English, with the words of another language laid over. What that lacks stays as it is. */

/**
 * @typedef {{ [name: string]: string | Texts }} Texts by the names of lists, of entries and of fields, as the engine has them
 * @typedef {{ knobs: Texts, units: Record<string, string>, lectures: Record<string, string>, cites: Record<string, string>,
 *   classes: Record<string, Record<string, string>>, sentences: Record<string, string> }} Shared
 *   knobs: by their id, where an entry has no other words for its own. units, lectures: by the English. cites: parts of references.
 *   classes: names of classes, by data set. sentences: with {} for what changes in the English, {0}, {1}, … in their place
 * @typedef {Shared & Texts} Offered
 */

/**
 * A list of the catalog, or all of them.
 * @template T
 * @param {T} english
 * @param {Offered} offered
 * @returns {T}
 */
export function overlaid(english, offered) {
  const { knobs, units, lectures, cites } = offered;
  const parts = wholeWords(Object.keys(cites));
  /** Fields that say the same of many. @type {Record<string, (text: string) => string>} */
  const shared = { unit: (text) => units[text] ?? text, lecture: (text) => lectures[text] ?? text, cite: (text) => text.replace(parts, (part) => cites[part]) };

  /** @param {any} value @param {any} texts @param {string} [field] @returns {any} */
  const laid = (value, texts, field = "") => {
    if (typeof value === "string") return typeof texts === "string" ? texts : shared[field]?.(value) ?? value;
    if (Array.isArray(value)) return value.map((one) => laid(one, texts?.[nameOf(one)]));
    if (typeof value !== "object" || value === null || field === "config") return value;
    const known = "scale" in value ? { .../** @type {object} */ (knobs[value.id]), ...texts } : texts;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, laid(part, known?.[key], key)]));
  };
  return laid(english, offered);
}

/** What an entry of a list is known by. @param {any} entry @returns {string} */
export const nameOf = (entry) => entry?.id ?? entry?.name ?? entry?.title;

/**
 * Sentences that the engine makes while it runs.
 * @param {Record<string, string>} sentences
 * @returns {(text: string) => string}
 */
export function speaker(sentences) {
  const known = Object.entries(sentences).map(([english, other]) => ({ pattern: new RegExp(`^${english.split("{}").map(literal).join("(.+?)")}$`), other }));
  /** @param {string} text @returns {string} */
  const said = (text) => {
    for (const { pattern, other } of known) {
      const found = pattern.exec(text);
      // What changes may be words too.
      if (found) return other.replace(/\{(\d)\}/g, (_, at) => said(found[Number(at) + 1]));
    }
    return text;
  };
  return said;
}

/** @param {string} text */
const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** @param {string[]} parts */
const wholeWords = (parts) => new RegExp(`(?<!\\p{L})(?:${parts.map(literal).join("|")})(?!\\p{L})`, "gu");
