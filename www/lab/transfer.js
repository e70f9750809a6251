// Typed arrays cross between threads by transfer, never by copy.

/**
 * The buffers of all typed arrays in a value, a few levels deep, each once.
 * @param {unknown} value
 * @returns {ArrayBuffer[]}
 */
export function buffers(value) {
  /** @type {Set<ArrayBuffer>} */
  const found = new Set();
  collect(value, found, 3);
  return [...found];
}

/**
 * @param {unknown} value
 * @param {Set<ArrayBuffer>} found
 * @param {number} depth
 */
function collect(value, found, depth) {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (depth > 0 && typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) collect(part, found, depth - 1);
  }
}

/**
 * A copy of arguments whose typed arrays may be given away: the caller keeps his own, and the same
 * call can be made again after a fault.
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function spare(value) {
  if (ArrayBuffer.isView(value)) {
    return /** @type {T} */ (/** @type {unknown} */ (/** @type {Float32Array} */ (/** @type {unknown} */ (value)).slice()));
  }
  if (Array.isArray(value)) return /** @type {T} */ (/** @type {unknown} */ (value.map(spare)));
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).map(([key, part]) => [key, spare(part)]);
    return /** @type {T} */ (Object.fromEntries(entries));
  }
  return value;
}
