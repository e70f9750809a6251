/** One cell: a number, nothing, or something else. */
import { words } from "../language/language.js";

const { advice: right, why, quoted: inQuotes } = words.csv;

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

const INFINITE = /^[+-]?(inf|infinity|∞)$/i;
const DATE = /^(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?!\d)|\d{1,2}:\d{2})/;
const THOUSANDS = { ".": /^[+-]?\d{1,3}([,'’\s]\d{3})+(\.\d*)?$/, ",": /^[+-]?\d{1,3}([.'’\s]\d{3})+(,\d*)?$/ };

/** The largest number of 32 bits, rounded down. */
export const LARGEST = "3.4e38";

/** Whether a cell would be a number if it were smaller. @param {string} cell @param {"." | ","} decimal */
export const isTooLarge = (cell, decimal) => INFINITE.test(cell) || ((decimal === "," ? COMMA : POINT).test(cell) && numberIn(cell, decimal) === undefined);

/** A number without what stands between its thousands; "" where nothing does. @param {string} cell @param {"." | ","} decimal */
const joined = (cell, decimal) => (THOUSANDS[decimal].test(cell) ? cell.replace(decimal === "," ? /[.'’\s]/g : /[,'’\s]/g, "") : "");

/** Why a cell is no number, in a few words. @param {string} cell @param {"." | ","} decimal */
export function reason(cell, decimal) {
  if (isTooLarge(cell, decimal)) return why.large(quoted(cell), LARGEST);
  if (DATE.test(cell)) return why.date;
  const bare = joined(cell, decimal);
  return bare ? why.thousands(quoted(cell), bare) : why.text;
}

/**
 * What would be right in place of a cell that is no number.
 * @param {string} cell
 * @param {"." | ","} decimal
 */
export function advice(cell, decimal) {
  const other = decimal === "," ? "." : ",";
  const whole = joined(cell, decimal);
  if (whole) return right.thousands(whole);
  if (numberIn(cell, other) !== undefined) return (other === "," ? right.comma : right.point)(cell.replace(other, decimal));
  const bare = cell.replace(/[^\d.,e+-]/gi, "").replaceAll(other, "");
  if (bare && numberIn(bare, decimal) !== undefined) return right.bare(bare.slice(0, 30));
  return right.any;
}

/** A cell in a sentence. @param {string} cell */
export const quoted = (cell) => inQuotes(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

/** A name without control characters, not too long, and not empty. @param {string} cell @param {string} otherwise */
export const nameOf = (cell, otherwise) => cell.replace(/[\0-\x1f\x7f]+/g, " ").trim().slice(0, 100) || otherwise;
