/**
 * Trains what is to be compared, on a lab of its own, so that the run on the page keeps its state. Runs of one group
 * go on together, a short stretch each, so that their curves grow side by side and stopping is prompt. What has been
 * trained is kept by its settings: whoever turns a knob back finds it again.
 */

/**
 * @typedef {import("../types.js").Config} Config
 * @typedef {import("../types.js").Lab} Lab
 * @typedef {import("../types.js").Run} Run
 * @typedef {import("../types.js").Metrics} Metrics
 * @typedef {{ key: string, config: Config, often: boolean }} Job  often: measured on the way, not at both ends only
 * @typedef {{ loss: number[], metrics: Metrics[], over: boolean, error: string | null, again: boolean }} Result
 *   again: it failed for no reason of its settings, and may be tried again
 */

/** A question holds about this much work, in ms. */
const REQUEST_MS = 60;
const MEASUREMENTS = 10;
const KEPT = 1000;
/** Errors that the same settings would give again. */
const LASTING = ["InputError", "DivergedError"];

/** @param {Config} config */
export const keyOf = (config) => JSON.stringify(config);

/** @param {{ open: () => Promise<Lab>, grown: () => void }} given  grown: called when a result has changed */
export function createRunner({ open, grown }) {
  /** @type {Map<string, Result>} */
  const results = new Map();
  /** @type {Map<string, Run>} */
  const live = new Map();
  /** @type {Promise<Lab> | null} */
  let lab = null;
  let era = 0;
  let millisecondsPerStep = 8;
  /** @type {Promise<unknown>} */
  let tail = Promise.resolve();

  /** A stretch of one run. @param {Job} job @param {Lab} engine */
  async function advance({ key, config, often }, engine) {
    const result = /** @type {Result} */ (results.get(key));
    try {
      let run = live.get(key);
      if (!run) {
        run = await engine.experiment(config);
        live.set(key, run);
        if (often) result.metrics.push(await run.metrics());
        return;
      }
      const done = result.loss.length;
      const every = often ? Math.max(1, Math.round(config.steps / MEASUREMENTS)) : config.steps;
      const k = Math.min(config.steps - done, every - (done % every), Math.max(1, Math.floor(REQUEST_MS / millisecondsPerStep)));
      const start = performance.now();
      result.loss.push(...(await run.step(k)));
      millisecondsPerStep += 0.2 * ((performance.now() - start) / k - millisecondsPerStep);
      const now = done + k;
      if (now % every === 0 || now === config.steps) result.metrics.push(await run.metrics());
      result.over = now === config.steps;
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      if (name === "DisposedError") return;
      result.error = message;
      result.over = true;
      result.again = !LASTING.includes(name);
    }
    if (result.over) release(key);
  }

  /** @param {string} key */
  function release(key) {
    live.get(key)?.dispose();
    live.delete(key);
  }

  /** Ends the engine. */
  async function end() {
    const ending = lab;
    lab = null;
    live.clear();
    (await ending?.catch(() => null))?.dispose();
  }

  /** Forgets what was broken off, and the oldest where there are too many. @param {Set<string>} wanted */
  function tidy(wanted) {
    for (const key of live.keys()) if (!wanted.has(key)) release(key);
    for (const [key, { over }] of results) {
      if (!wanted.has(key) && (!over || results.size > KEPT)) results.delete(key);
    }
  }

  /** @param {Job[][]} groups @param {number} mine */
  async function work(groups, mine) {
    tidy(new Set(groups.flat().map(({ key }) => key)));
    for (const group of groups) {
      for (;;) {
        const open = group.filter(({ key }) => !results.get(key)?.over);
        if (!open.length) break;
        for (const job of open) {
          if (mine !== era) return;
          // Two variants that are the same are one run.
          if (results.get(job.key)?.over) continue;
          if (!results.has(job.key)) results.set(job.key, { loss: [], metrics: [], over: false, error: null, again: false });
          const engine = await /** @type {Promise<Lab>} */ (lab);
          await shown();
          if (mine !== era) return;
          await advance(job, engine);
          grown();
        }
      }
    }
  }

  return {
    results,
    /**
     * Trains group after group; resolves when all are over or another call has come between.
     * @param {Job[][]} groups
     */
    async run(groups) {
      const mine = ++era;
      const failed = [...results].filter(([, { again }]) => again).map(([key]) => key);
      for (const key of failed) results.delete(key);
      if (failed.length) await end();
      lab ??= open();
      try {
        await lab;
      } catch (error) {
        lab = null;
        throw error;
      }
      const turn = tail.then(() => work(groups, mine));
      tail = turn.catch(() => {});
      await turn;
      return mine === era;
    },
    /** Stops after the stretch it is in; the runs wait where they are. */
    pause() {
      era++;
    },
    /** Ends the lab and forgets what is unfinished. */
    close() {
      era++;
      void end();
      tidy(new Set());
    },
  };
}

/** Resolves while somebody can see the page: one that nobody sees empties nobody's battery. */
async function shown() {
  while (document.hidden) await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}
