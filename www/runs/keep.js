/** A run kept whole, and gone on with: as the engine and the page have it, not replayed. */
import { words } from "../language/language.js";
import { ask, opened } from "../session.js";
import * as state from "../state.js";
import { isObject, need, quoted } from "./file.js";

/** @typedef {import("../session.js").Kept} Kept */

const { right } = words.runFile;

/** The run on the screen; null where none is there, or none that could go on. @param {boolean} altered @returns {Promise<Kept | null>} */
export async function keepRun(altered) {
  const checkpoint = await ask((run) => run.checkpoint());
  const { loss, metrics } = state.history;
  // A run that diverged has weights that are no numbers, or steps without a loss.
  if (!checkpoint || checkpoint.step !== loss.length || ![checkpoint.params, checkpoint.state].every((list) => list.every(Number.isFinite))) return null;
  return { config: state.fromStart(opened()), altered, anchor: state.anchor.peek(), losses: loss.slice(), metrics: metrics.slice(), checkpoint: { ...checkpoint, config: state.fromStart(checkpoint.config) } };
}

/**
 * Makes a fresh run go on from one that was kept.
 * @param {import("../types.js").Run} run
 * @param {Kept} kept what of it fits no such run is thrown
 * @returns {Promise<import("../session.js").Past>}
 */
export async function resume(run, { checkpoint, losses, metrics, anchor }) {
  const { rows } = run.info;
  need("anchor", anchor, anchor === null || anchor < rows, right.point(rows));
  await run.restore(checkpoint);
  const measured = await run.metrics();
  // The last step's loss is in no checkpoint.
  const now = run.config.task === "metric" || !losses.length ? measured : { ...measured, loss: losses[losses.length - 1] };
  const before = metrics.filter(({ step }) => step < now.step).map((one, i) => like(one, now, `metrics[${i}]`));
  return { anchor, losses: Array.from(losses), metrics: [...before, now] };
}

/**
 * What was measured, by the names that are measured here, with numbers where they are here. A version of another day may have had fewer
 * or more; and JSON knows no NaN, and has null for it.
 * @param {any} found @param {any} pattern @param {string} path
 * @returns {any}
 */
function like(found, pattern, path) {
  if (found === null || found === undefined) return typeof pattern === "number" ? NaN : null;
  if (typeof pattern === "string") need(path, found, found === pattern, quoted(pattern));
  else if (Array.isArray(pattern)) {
    need(path, found, Array.isArray(found) && found.length === pattern.length, right.long(pattern.length));
    return pattern.map((one, i) => like(found[i], one, `${path}[${i}]`));
  } else if (isObject(pattern)) {
    need(path, found, isObject(found), right.object);
    return Object.fromEntries(Object.keys(pattern).map((name) => [name, like(Object.hasOwn(found, name) ? found[name] : null, pattern[name], `${path}.${name}`)]));
  } else if (pattern === null && isObject(found)) {
    // Where nothing could be measured now, there may have been something before.
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, like(value, 0, `${path}.${name}`)]));
  } else need(path, found, Number.isFinite(found), right.number);
  return found;
}
