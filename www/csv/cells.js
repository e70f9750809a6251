/** One cell: a number, nothing, or something else. */
import { words } from "../language/language.js";

const { advice: right, quoted: inQuotes } = words.csv;

const MISSING = new Set(["", "na", "n/a", "nan", "?", "null", "none", "-"]);

/** Whether a cell says that there is no value. @param {string} cell */
export const isMissing = (cell) => cell === "" || (cell.length <= 4 && MISSING.has(cell.toLowerCase()));

const POINT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i;

/**
 * The number that a cell is; undefined where it is none. Number() would take "0x1f", "1e999" and a space for one.
 * @param {string} cell
 * @param {"." | ","} decimal
 */
export function numberIn(cell, decimal) {
  if (!(decimal === "," ? COMMA : POINT).test(cell)) return undefined;
  const value = Number(decimal === "," ? cell.replace(",", ".") : cell);
  // As a float of 32 bits, which is what the engine computes with.
  return Number.isFinite(Math.fround(value)) ? value : undefined;
}

/**
 * What would be right in place of a cell that is no number.
 * @param {string} cell
 * @param {"." | ","} decimal
 */
export function advice(cell, decimal) {
  const other = decimal === "," ? "." : ",";
  if (numberIn(cell, other) !== undefined) return (other === "," ? right.comma : right.point)(cell.replace(other, decimal));
  const bare = cell.replace(/[^\d.,e+-]/gi, "").replaceAll(other, "");
  if (bare && numberIn(bare, decimal) !== undefined) return right.bare(bare.slice(0, 30));
  return right.any;
}

/** A cell in a sentence. @param {string} cell */
export const quoted = (cell) => inQuotes(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

/** A name without control characters, not too long, and not empty. @param {string} cell @param {string} otherwise */
export const nameOf = (cell, otherwise) => cell.replace(/[\0-\x1f\x7f]+/g, " ").trim().slice(0, 100) || otherwise;
