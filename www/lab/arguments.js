// Types of arguments, checked before anything is sent to the engine. Sizes, ranges and values are
// the engine's to judge (Rust, one place); here is only what JavaScript alone can see.

import { inputError } from "./errors.js";

/**
 * @param {unknown} value
 * @returns {string} what a person would call it
 */
function kind(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "object") {
    const name = value.constructor?.name ?? "Object";
    return `${/^[AEIO]/.test(name) ? "an" : "a"} ${name}`;
  }
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `a ${typeof value}`;
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {string} [shape]
 * @returns {Float32Array}
 */
export function floats(name, value, shape = "") {
  if (value instanceof Float32Array) return value;
  throw inputError(`${name} is ${kind(value)}; it must be a Float32Array${shape && ` ${shape}`}.`);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {string} [shape]
 * @returns {Float64Array}
 */
export function doubles(name, value, shape = "") {
  if (value instanceof Float64Array) return value;
  throw inputError(`${name} is ${kind(value)}; it must be a Float64Array${shape && ` ${shape}`}.`);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {string} [shape]
 * @returns {Uint32Array}
 */
export function indices(name, value, shape = "") {
  if (value instanceof Uint32Array) return value;
  throw inputError(`${name} is ${kind(value)}; it must be a Uint32Array${shape && ` ${shape}`}.`);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {string} [shape]
 * @returns {Uint8Array}
 */
export function bytes(name, value, shape = "") {
  if (value instanceof Uint8Array) return value;
  throw inputError(`${name} is ${kind(value)}; it must be a Uint8Array${shape && ` ${shape}`}.`);
}

/**
 * What `read` makes of a value that may be left out.
 * @template T
 * @param {unknown} value
 * @param {(value: unknown) => T} read
 * @returns {T | undefined}
 */
export const optional = (value, read) => (value === undefined ? undefined : read(value));

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {number}
 */
export function number(name, value) {
  if (typeof value === "number") return value;
  throw inputError(`${name} is ${kind(value)}; it must be a number.`);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {number}
 */
export function whole(name, value, min = 1, max = 2 ** 32 - 1) {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  throw inputError(`${name} is ${kind(value)}; it must be a whole number from ${min} to ${max}.`);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean}
 */
export function flag(name, value) {
  if (typeof value === "boolean") return value;
  throw inputError(`${name} is ${kind(value)}; it must be true or false.`);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {string}
 */
export function text(name, value) {
  if (typeof value === "string") return value;
  throw inputError(`${name} is ${kind(value)}; it must be a string.`);
}

/**
 * An object of options, with no key that is unknown: a misspelt option would be silently ignored.
 * @param {string} name
 * @param {unknown} value
 * @param {readonly string[]} keys
 * @returns {Record<string, unknown>}
 */
export function options(name, value, keys) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw inputError(`${name} takes an object { ${keys.join(", ")} }, not ${kind(value)}.`);
  }
  const unknown = Object.keys(value).filter((key) => !keys.includes(key));
  if (unknown.length > 0) {
    const list = unknown.slice(0, 5).map((key) => key.slice(0, 40)).join(", ");
    throw inputError(`${name} does not know ${list}; it knows ${keys.join(", ")}.`);
  }
  return /** @type {Record<string, unknown>} */ (value);
}
