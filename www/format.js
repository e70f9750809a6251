/** Numbers as people read them. The decimal point is the same in every language, as in the links; what parts thousands is not. */
import { words } from "./language/language.js";

const MINUS = "−";

/**
 * @param {number} value
 * @param {number} [digits] significant digits
 */
export function short(value, digits = 3) {
  if (value === undefined || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  if (Number.isInteger(value)) return whole(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return scientific(value, digits - 1);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return value.toFixed(Math.min(decimals, 6)).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "").replace("-", MINUS);
}

/**
 * @param {number} value
 * @param {number} [digits] significant digits
 */
export function scientific(value, digits = 2) {
  const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 1)).split("e");
  return `${mantissa.replace(/\.0+$/, "").replace("-", MINUS)}·10${superscript(Number(exponent))}`;
}

/** @param {number} value */
export const whole = (value) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, words.page.thousands).replace("-", MINUS);

/**
 * A number of fixed decimals: for values that change while one looks.
 * @param {number} value
 * @param {number} [decimals]
 */
export function fixed(value, decimals = 2) {
  return Number.isFinite(value) ? value.toFixed(decimals).replace("-", MINUS) : short(value);
}

/**
 * @param {number} share 0 to 1
 * @param {number} [decimals]
 */
export const percent = (share, decimals = 1) => (Number.isFinite(share) ? `${fixed(share * 100, decimals)} %` : "–");

/** How many decimals tell multiples of `increment` apart. @param {number} increment */
export const decimalsOf = (increment) => [0, 1, 2, 3].find((digits) => Math.abs(increment * 10 ** digits - Math.round(increment * 10 ** digits)) < 1e-6) ?? 4;

/** A name at the start of a line. @param {string} name */
export const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** @param {number} exponent */
const superscript = (exponent) => [...String(exponent)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("");
