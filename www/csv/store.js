/** Data of one's own on this device, so that Reload and Back find them again. Nothing of it leaves the browser. */
import { keeps } from "../dom.js";

/** A database of its own: whoever opens one first says which stores it has. */
const NAME = "nearfar-data";
const STORE = "own-data";
/** Data sets that are kept; the oldest go. */
const KEPT = 4;

/** @typedef {{ hash: string, name: string, part: string, data: import("../lab/types.js").OwnData, time: number }} Kept */

/** @returns {Promise<IDBDatabase>} */
const database = () => new Promise((resolve, reject) => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "hash" }).createIndex("time", "time");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  request.onblocked = reject;
});

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} job
 * @returns {Promise<T>}
 */
async function inStore(mode, job) {
  const opened = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(STORE, mode);
      const request = job(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    opened.close();
  }
}

/** @param {Omit<Kept, "time">} data @returns {Promise<boolean>} whether it is kept: frames do not, private windows and full disks refuse */
export async function keep(data) {
  if (!keeps()) return false;
  try {
    await inStore("readwrite", (store) => store.put({ ...data, time: Date.now() }));
    const keys = await inStore("readonly", (store) => store.index("time").getAllKeys());
    for (const old of keys.slice(0, -KEPT)) await inStore("readwrite", (store) => store.delete(old));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} hash @returns {Promise<Kept | undefined>} */
export async function kept(hash) {
  // To open a database is to make it.
  if (!keeps()) return undefined;
  try {
    return await inStore("readonly", (store) => store.get(hash));
  } catch {
    return undefined;
  }
}
