/**
 * The experiment on the screen, and the only module that talks to it.
 *
 * The page pulls: the next steps are asked for when the last frame has been drawn, so a slow device gives
 * fewer frames, never a queue. Requests go one after another; answers for an experiment that has been
 * replaced are dropped.
 */
import { batch } from "@preact/signals-core";
import { infoInWords, metricInWords, questionsInWords } from "./language/offered.js";
import { keepIterates, observe } from "./metric/observe.js";
import { dismiss, report } from "./notices.js";
import { openedAhead } from "./opening.js";
import * as state from "./state.js";

/** @typedef {import("./types.js").Run} Run */

/** @type {(lab: import("./types.js").Lab) => void} */
export let useLab;
/** What is asked before there is an engine waits for it. @type {Promise<import("./types.js").Lab>} */
const ready = new Promise((resolve) => (useLab = resolve));
/**
 * A run as it stands, whole.
 * @typedef {object} Kept
 * @property {import("./types.js").Config} config that it was opened with: what is measured hangs on it, and not on what was changed live
 * @property {boolean} altered a setting was changed while it trained, so that its link gives another
 * @property {number | null} anchor
 * @property {ArrayLike<number>} losses of all its steps
 * @property {import("./types.js").Metrics[]} metrics
 * @property {import("./lab/types.js").Checkpoint} checkpoint
 *
 * @typedef {{ anchor: number | null, losses: number[], metrics: import("./types.js").Metrics[] }} Past what a run that goes on has behind it
 */

/** @type {Run | null} */
let run = null;
/** @type {import("./types.js").Config} */
let began = {};
let tickets = 0;
/** @type {Promise<unknown>} */
let tail = Promise.resolve();

/** A loss of one's own numbers, by the engine that also trains. @param {import("./lab/types.js").LossRequest} request */
export const contrastiveLoss = async (request) => (await ready).contrastiveLoss(request);

/** @param {import("./lab/types.js").ExcessRiskRequest} request */
export const excessRisk = async (request) => (await ready).excessRisk(request);

/**
 * Asks the experiment for something, after whatever it is doing.
 * @template T
 * @param {(run: Run) => Promise<T>} question
 * @returns {Promise<T | undefined>} undefined when the experiment has been replaced meanwhile
 */
export function ask(question) {
  const asked = run;
  const answer = tail.then(async () => {
    if (!asked || asked !== run) return undefined;
    try {
      const value = await question(asked);
      return asked === run ? value : undefined;
    } catch (error) {
      if (asked === run) throw error;
      return undefined;
    }
  });
  tail = answer.catch(() => {});
  return answer;
}

/** @type {() => Promise<void>} */
let leaving = async () => {};

/** What is done with the run on the screen before another takes its place. @param {() => Promise<void>} what */
export function onLeave(what) {
  leaving = what;
}

/**
 * Makes an experiment and, only when that succeeds, puts it on the screen in place of the one there.
 * @param {import("./types.js").Config} next
 * @param {(run: Run) => Promise<Past>} [resume] makes it go on from where another stood; what is wrong then is thrown
 * @returns {Promise<boolean>} whether it is on the screen
 */
export async function start(next, resume) {
  const ticket = ++tickets;
  state.preparing.value = true;
  /** @type {Run | undefined} */
  let fresh;
  try {
    const lab = await ready;
    fresh = await (openedAhead(lab, next) ?? lab.experiment(next));
    const config = fresh.config;
    let [points, seen] = await Promise.all([fresh.points(), seenOf(fresh, 0)]);
    const past = await resume?.(fresh);
    // The picture lies as the untrained one does.
    if (past) seen = await seenOf(fresh, 0);
    await leaving().catch(() => {});
    if (ticket !== tickets) {
      fresh.dispose();
      return false;
    }
    const sameData = run && JSON.stringify(run.config.data) === JSON.stringify(fresh.config.data) && run.config.seed === fresh.config.seed;
    run?.dispose();
    const shown = (run = fresh);
    began = config;
    for (const key of ["error", "diverged", "stopped", "undone", "run-file"]) dismiss(key);
    batch(() => {
      const complete = { ...shown.config };
      if (next.replay) complete.replay = next.replay;
      state.origins.set(complete, next);
      state.config.value = complete;
      state.info.value = infoInWords(shown.info);
      state.points.value = points;
      state.comparison.value = null;
      state.questions.value = null;
      const loss = past?.losses ?? [];
      state.step.value = loss.length;
      state.limit.value = Math.max(state.config.value.steps, loss.length);
      state.stepsPerSecond.value = 0;
      state.hovered.value = null;
      if (past || !sameData) state.anchor.value = past?.anchor ?? null;
      Object.assign(state.history, { steps: loss.map((_, i) => i + 1), loss, metrics: past?.metrics ?? [], iterates: {} });
      show(seen);
      state.measured.value++;
    });
    return true;
  } catch (error) {
    if (fresh !== run) fresh?.dispose();
    if (ticket === tickets) {
      if (resume) throw error;
      // What is on the screen stays, and the controls say what it is again.
      if (run) state.putBack({ ...run.config });
      report(error);
    }
    return false;
  } finally {
    if (ticket === tickets) state.preparing.value = false;
  }
}

/** @param {import("./types.js").Config} config */
const pictureDims = (config) => (config.encoder.dim === 3 || (config.encoder.dim > 3 && state.solid.value) ? 3 : 2);

/** @typedef {{ frame: import("./types.js").Projection, metric: import("./metric/types.js").MetricState | null, iterates: import("./metric/types.js").Iterates | null }} Seen */

/** What a run looks like now. @param {Run} run @param {number} from the first step whose iterates are asked for @returns {Promise<Seen>} */
async function seenOf(run, from) {
  const { config } = run;
  if (config.task === "metric") return observe(run, from);
  return { frame: await run.projection({ dims: pictureDims(config) }), metric: null, iterates: null };
}

/** @param {Seen} seen */
function show({ frame, metric, iterates }) {
  state.frame.value = frame;
  state.metric.value = metricInWords(metric);
  keepIterates(iterates);
}

/** The picture at the current step. @param {number} [from] the first step whose iterates are out of date */
export async function look(from = Object.values(state.history.iterates)[0]?.length ?? 0) {
  const seen = await ask((run) => seenOf(run, from));
  if (seen) batch(() => show(seen));
}

/** A live change has made the last measurement out of date. */
let outdated = false;

/** Everything again, after a live change that the whole picture depends on. */
export async function lookAgain() {
  outdated = true;
  await look(0);
}

/** Accuracy, alignment and uniformity at the current step; nothing if they are known. */
export async function measure() {
  const { metrics } = state.history;
  const known = metrics.at(-1)?.step === state.step.value;
  if (known && !outdated) return;
  outdated = false;
  const found = await ask((run) => run.metrics());
  if (!found || metrics !== state.history.metrics) return;
  if (metrics.at(-1)?.step === found.step) metrics.pop();
  if (!metrics.length && found.step > 0 && state.task.value === "contrastive") metrics.push(untrained(found));
  metrics.push(found);
  state.measured.value++;
}

/**
 * A run that started at once was not looked at before its first step; the engine remembers what it was worth then.
 * @param {import("./types.js").Metrics} later
 * @returns {import("./types.js").Metrics}
 */
const untrained = (later) => ({ ...later, ...later.untrained, step: 0, loss: state.history.loss[0], inside: null, pretext: null,
  invariance: later.invariance?.map((one) => ({ ...one, now: one.untrained })) });

/** The next batch, with the chosen anchor in it. */
export async function compare() {
  if (state.task.value !== "contrastive") return;
  const anchor = state.anchor.value;
  if (state.target.value !== "view") {
    const asked = await ask((run) => run.questions());
    if (!asked) return;
    state.questions.value = questionsInWords(asked);
    state.anchor.value ??= 0;
    return;
  }
  const dims = pictureDims(state.config.value);
  const found = await ask((run) => run.batch(anchor === null ? { dims } : { anchor, dims }));
  if (!found) return;
  batch(() => {
    state.comparison.value = found;
    state.anchor.value ??= found.anchorPoint[0];
  });
}

/** Nearest neighbours of a point in the embedding. @param {number} index @param {number} k */
export const neighbors = (index, k) => ask((run) => run.neighbors(index, k));

/** The settings that the run was opened with. */
export const opened = () => began;

/** The settings of the run as it is, refused ones left out. */
export const settings = () => (run ? { ...run.config } : null);

/** Passes a live change on. @param {string} path @param {unknown} value */
export const set = (path, value) => ask((run) => run.set(path, value));

/** The experiment's engine; losses go into the history. @param {number} k */
export async function advance(k) {
  const losses = await ask((run) => run.step(k));
  if (!losses) return;
  const { steps, loss } = state.history;
  for (const value of losses) {
    steps.push(steps.length + 1);
    loss.push(value);
  }
  batch(() => {
    state.step.value = steps.length;
    state.measured.value++;
  });
}
