/** Run, Pause, Step, Reset: when the experiment moves on, and when it stops by itself. */
import { words } from "./language/language.js";
import { dismiss, notify, report } from "./notices.js";
import { pauseUnless, seen } from "./seen.js";
import { checkReplay } from "./proof.js";
import { advance, compare, look, measure, start } from "./session.js";
import * as state from "./state.js";
import { onRestart } from "./turn.js";

const { transport: say } = words;

/** At full speed a request holds about this much work, in ms: frames stay frequent, and pausing prompt. */
const REQUEST_MS = 40;
/** A second look at the batch while running, in ms. */
const COMPARE_MS = 500;
/** Where motion is reduced, pictures change at most this often, in ms. */
const CALM_MS = 500;

let millisecondsPerStep = 8;
/** Changes with every reset, so that a loop that is still waiting knows it is over. */
let era = 0;

/** Resolves when the frame that is on its way has been drawn. */
const drawn = () => new Promise(requestAnimationFrame);

/** How many steps lie between two measurements: some 25 in a run. */
const cadence = () => Math.max(1, Math.round(state.config.value.steps / 25));

/** The first run is on the screen: what is pressed before waits for it. @type {Promise<void>} */
const there = new Promise((resolve) => state.once(() => state.points.value !== null, resolve));

export function play() {
  if (!state.points.value) return void there.then(play);
  if (state.playing.value) return;
  if (state.step.value >= state.limit.value) state.limit.value = state.step.value + state.config.value.steps;
  dismiss("stopped");
  dismiss("diverged");
  state.playing.value = true;
  void inTurn(pump);
}

export function pause() {
  state.playing.value = false;
}

export const toggle = () => (state.playing.value ? pause() : play());

/** One step, and everything that can be seen of it. */
export async function stepOnce() {
  pause();
  await there;
  await inTurn(async () => {
    state.limit.value = Math.max(state.limit.value, state.step.value + 1);
    await advance(1);
    await settle();
  });
}

/** The same seed from the start: the same run. */
export async function reset() {
  pause();
  await begin(state.fromStart(state.config.value));
}

/**
 * Puts an experiment on the screen: untrained, replayed to the step that its link names, or going on from where it was kept.
 * @param {import("./types.js").Config} config
 * @param {Parameters<typeof start>[1]} [resume]
 * @param {boolean} [atOnce] it is about to be played, and measured when it has gone a little way
 */
export async function begin(config, resume, atOnce = false) {
  if (!(await start(config, resume))) return false;
  const mine = ++era;
  await inTurn(async () => {
    if (mine !== era) return;
    if (!atOnce) await examine();
    const target = config.replay ?? 0;
    state.limit.value = Math.max(state.limit.value, target);
    try {
      while (state.step.value < target && mine === era) await move(Math.min(target - state.step.value, 10));
      if (target) await settle();
    } finally {
      if (target && mine === era) checkReplay();
    }
  });
  return true;
}

onRestart(async (config) => {
  const playing = state.playing.value;
  pause();
  if ((await begin(config)) && playing) play();
});

/** Draws and measures where the run stands. */
async function settle() {
  await look();
  await examine();
}

/** What a picture, which is there, does not show. */
async function examine() {
  await compare();
  await measure();
}

/** Moves on by k steps and shows the result. @param {number} k */
async function move(k) {
  const before = performance.now();
  await advance(k);
  millisecondsPerStep += 0.2 * ((performance.now() - before) / k - millisecondsPerStep);
  if (state.step.value % cadence() === 0) await measure();
}

async function pump() {
  if (!state.playing.value) return;
  const mine = era;
  let owed = 1;
  let last = performance.now();
  let pictured = 0;
  let compared = state.comparison.peek() ? last : 0;
  const window = /** @type {[number, number][]} */ ([[last, state.step.value]]);
  // The first step is taken while the page draws what was there before it.
  for (let first = true; state.playing.value && mine === era; first = false) {
    if (!first) await drawn();
    const now = performance.now();
    const rate = state.SPEEDS[state.speed.value];
    const affordable = Math.max(1, Math.floor(REQUEST_MS / millisecondsPerStep));
    owed = rate === Infinity ? affordable : Math.min(owed + (rate * (now - last)) / 1000, Math.max(1, 4 * affordable));
    last = now;
    if (owed < 1) continue;
    const k = Math.min(Math.floor(owed), 4 * affordable, untilMeasured(), state.limit.value - state.step.value);
    if (k > 0) {
      owed -= k;
      await move(k);
      if (mine !== era) break;
      if (!state.calm.value || now - pictured > CALM_MS) {
        await look();
        pictured = now;
      }
      if (now - compared > COMPARE_MS) {
        await compare();
        compared = performance.now();
      }
      window.push([performance.now(), state.step.value]);
      while (window.length > 2 && window[0][0] < performance.now() - 1500) window.shift();
      const [since, from] = window[0];
      state.stepsPerSecond.value = (1000 * (state.step.value - from)) / (performance.now() - since);
    }
    if (state.step.value >= state.limit.value) stopAtLimit();
  }
  if (mine === era) await settle();
}

const untilMeasured = () => cadence() - (state.step.value % cadence());

function stopAtLimit() {
  pause();
  notify("status", "stopped", say.stopped(state.step.value), { label: say.goOn, act: play });
}

/** @type {Promise<void>} */
let turns = Promise.resolve();

/** What a person asks for is done one after the other: a step waits until the untrained state is measured. @param {() => Promise<void>} action */
const inTurn = (action) => (turns = turns.then(() => guarded(action)));

/** @param {() => Promise<void>} action */
async function guarded(action) {
  try {
    await action();
  } catch (error) {
    pause();
    const { name, message } = /** @type {Error & { step?: number }} */ (error);
    if (name !== "DivergedError") return report(error);
    notify("alert", "diverged", say.diverged(message, state.task.value === "metric"), { label: say.resetRun, act: reset });
  }
}

/** A page that nobody sees empties nobody's battery. */
export const pauseWhenHidden = () => pauseUnless(seen, { running: () => state.playing.value, pause, resume: play });
