/** Knobs turned by hand: live ones reach the run at once, others start it again. */
import { debounce } from "./dom.js";
import { dismiss, report } from "./notices.js";
import { lookAgain, measure, set, settings, start } from "./session.js";
import * as state from "./state.js";

/** @typedef {import("./types.js").Config} Config */

/** @param {Config} next */
let restart = (next) => start(next).then(() => {});
const restartSoon = debounce(180, () => restart(state.config.value));

/** How a change restarts the run is the loop's business. @param {(next: Config) => Promise<void>} how */
export function onRestart(how) {
  restart = how;
}

/** Live changes on their way: of several turns of one knob only the last counts. @type {Map<string, unknown>} */
const waiting = new Map();
/** The run they are meant for, by its data. @type {unknown} */
let meant = null;
/** @type {Promise<void> | null} */
let sending = null;

/**
 * One knob turned.
 * @param {string} path
 * @param {unknown} value
 * @param {boolean} live
 */
export async function turn(path, value, live) {
  const next = state.changed(state.fromStart(state.config.value), path, value);
  // A link that the engine refused has left no run: what mends it must start one.
  const restarts = !live || !settings();
  if (!restarts) state.live.add(next);
  state.config.value = next;
  if (restarts) return restartSoon();
  if (path === "steps") state.limit.value = Math.max(Number(value), state.step.value);
  if (meant !== state.points.value) waiting.clear();
  meant = state.points.value;
  waiting.set(path, value);
  await (sending ??= send());
}

async function send() {
  while (waiting.size && meant === state.points.value) {
    const changes = [...waiting];
    waiting.clear();
    try {
      for (const [path, value] of changes) await set(path, value);
      dismiss("error");
      // A metric has an answer at once; an encoder has to be trained on.
      if (state.task.value === "metric") {
        await lookAgain();
        if (!waiting.size && !state.playing.value) await measure();
      }
    } catch (error) {
      // What the run has kept, and what is still to be tried.
      const kept = settings();
      if (kept) state.putBack([...waiting].reduce((config, [path, value]) => state.changed(config, path, value), /** @type {Config} */ (kept)));
      report(error);
    }
  }
  waiting.clear();
  sending = null;
}
