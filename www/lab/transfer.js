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

/** Buffers that came back from the other thread, at most so many and so large (bytes). */
const KEPT = 4;
const LARGEST = 1 << 22;

/**
 * Keeps buffers for the next copies: a fresh one costs a page fault every 4 KiB, more than the copying.
 * @param {ArrayBuffer[]} pool
 * @param {ArrayBuffer[]} returned
 */
export function keep(pool, returned) {
  pool.push(...returned.filter((buffer) => buffer.byteLength <= LARGEST));
  pool.splice(0, pool.length - KEPT);
}

/**
 * A copy of arguments whose typed arrays may be given away: the caller keeps his own, and the same
 * call can be made again after a fault.
 * @template T
 * @param {T} value
 * @param {ArrayBuffer[]} pool buffers to copy into, taken out where one fits
 * @returns {T}
 */
export function spare(value, pool) {
  if (ArrayBuffer.isView(value)) return /** @type {T} */ (/** @type {unknown} */ (copy(/** @type {Float32Array} */ (/** @type {unknown} */ (value)), pool)));
  if (Array.isArray(value)) return /** @type {T} */ (/** @type {unknown} */ (value.map((part) => spare(part, pool))));
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).map(([key, part]) => [key, spare(part, pool)]);
    return /** @type {T} */ (Object.fromEntries(entries));
  }
  return value;
}

/** @param {Float32Array} array or of another type @param {ArrayBuffer[]} pool */
function copy(array, pool) {
  const at = pool.findIndex((buffer) => buffer.byteLength === array.byteLength);
  if (at < 0) return array.slice();
  const [buffer] = pool.splice(at, 1);
  const own = new /** @type {Float32ArrayConstructor} */ (array.constructor)(/** @type {ArrayBuffer} */ (buffer));
  own.set(array);
  return own;
}
