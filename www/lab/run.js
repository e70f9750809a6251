// An experiment as the page holds it. The engine's own copy may die with its worker at any moment;
// what is needed to bring it back (config, data file, a checkpoint at most a second old) is here.

import { whole, text, options } from "./arguments.js";
import { inputError, named } from "./errors.js";

/**
 * @typedef {import("./types.js").Config} Config
 * @typedef {import("./types.js").RunInfo} RunInfo
 * @typedef {import("./types.js").Checkpoint} Checkpoint
 * @typedef {import("./supervisor.js").Supervisor} Supervisor
 * @typedef {import("./supervisor.js").Ask} Ask
 */

/** Milliseconds of work in one question: short enough to pause at once, long enough to be one of few. */
const SLICE = 60;
const CHECKPOINT_EVERY = 1000;
const MOST_STEPS = 1_000_000;

let lastId = 0;

export class Run {
  #id = ++lastId;
  #supervisor;
  #file;
  /** As it was opened: what restarts it from nothing. @type {Config} */
  #origin;
  /** @type {Config} */
  #config;
  /** @type {RunInfo} */
  #info;
  #step = 0;
  /** Steps in a slice, from how long the last ones took. */
  #slice = 4;
  /** @type {Checkpoint | null} null: the start */
  #checkpoint = null;
  #checkpointTime = performance.now();
  /** Live changes since the checkpoint, to be made again at their steps. @type {{ step: number, path: string, value: unknown }[]} */
  #changes = [];
  /** @type {Promise<unknown>} stepping, setting and restoring come one after the other */
  #tail = Promise.resolve();
  /** @type {Error | null} */
  #over = null;

  /**
   * @param {Supervisor} supervisor
   * @param {Config} config complete
   * @param {string | import("./tables.js").Content} file text, or data of one's own
   */
  static async open(supervisor, config, file) {
    const run = new Run(supervisor, config, file);
    const opened = await supervisor.ask("open", [run.#id, config, file], supervisor.patience + 60);
    run.#config = opened.config;
    run.#info = opened.info;
    supervisor.runs.add(run.restorable);
    return run;
  }

  /** @param {Supervisor} supervisor @param {Config} config @param {string | import("./tables.js").Content} file */
  constructor(supervisor, config, file) {
    this.#supervisor = supervisor;
    this.#origin = config;
    this.#config = config;
    this.#file = file;
    this.#info = /** @type {RunInfo} */ ({});
  }

  /** The complete config, live changes included. */
  get config() {
    return structuredClone(this.#config);
  }

  get info() {
    return this.#info;
  }

  /** Steps trained so far. */
  get stepCount() {
    return this.#step;
  }

  /**
   * Trains k steps. Rejects with a DivergedError (its `step` says where) when the loss is not finite.
   * @param {number} [k]
   * @returns {Promise<Float32Array>} the k losses, in order
   */
  step(k = 1) {
    return this.#inTurn(async () => {
      const losses = new Float32Array(whole("k", k, 1, MOST_STEPS));
      for (let done = 0; done < k; ) {
        const steps = Math.min(k - done, this.#slice);
        const start = performance.now();
        const slice = await this.#ask("step", [steps]);
        losses.set(slice, done);
        done += steps;
        this.#step += steps;
        const each = (performance.now() - start) / steps;
        this.#slice = Math.max(1, Math.min(512, Math.round(SLICE / each)));
        if (performance.now() - this.#checkpointTime > CHECKPOINT_EVERY) await this.#keep();
      }
      return losses;
    });
  }

  /** All points in the embedding. @returns {Promise<import("./types.js").Embeddings>} */
  embeddings() {
    return this.#ask("embeddings");
  }

  /** All points as they are, and as a picture. @returns {Promise<import("./types.js").Points>} */
  points() {
    return this.#ask("points");
  }

  /**
   * The embedding as a picture: as it is where it has at most `dims` dimensions, else by PCA.
   * @param {{ dims?: 2 | 3 }} [wanted]
   * @returns {Promise<import("./types.js").Projection>}
   */
  async projection(wanted = {}) {
    const { dims = 2 } = options("projection", wanted, ["dims"]);
    return this.#ask("projection", [whole("dims", dims, 2, 3)]);
  }

  /** @returns {Promise<import("./types.js").Metrics>} */
  metrics() {
    return this.#ask("metrics");
  }

  /**
   * A point with the two views that the next step would draw of it.
   * @param {number} index
   * @returns {Promise<import("./types.js").Views>}
   */
  async views(index) {
    return this.#ask("views", [whole("index", index, 0, this.#info.rows - 1)]);
  }

  /**
   * The next batch under the present weights.
   * @param {{ anchor?: number, dims?: 2 | 3, step?: number }} [wanted] `anchor`: a row of the data that has to be in it;
   *   where it was not drawn, it takes the first place. `dims`: of the embedding's picture. `step`: one that has been
   *   taken, from 1, to see what it did to its own batch; only where negatives are the batch's or drawn uniformly.
   * @returns {Promise<import("./types.js").Batch>}
   */
  async batch(wanted = {}) {
    const { anchor, dims = 2, step } = options("batch", wanted, ["anchor", "dims", "step"]);
    const row = anchor === undefined ? undefined : whole("anchor", anchor, 0, this.#info.rows - 1);
    return this.#ask("batch", [row, whole("dims", dims, 2, 3), step === undefined ? undefined : whole("step", step, 1)]);
  }

  /**
   * What the pretext asks in the next batch, and what the encoder answers; not for contrastive, whose questions are in
   * `batch`.
   * @returns {Promise<import("./types.js").Questions>}
   */
  questions() {
    return this.#ask("questions");
  }

  /**
   * a is to b as c is to …: the k nearest words to b − a + c, for data that are words.
   * @param {{ a: number | string, b: number | string, c: number | string, k?: number }} wanted words, or their rows in the data
   * @returns {Promise<import("./types.js").Neighbors>}
   */
  async analogy(wanted) {
    const { a, b, c, k = 5 } = options("analogy", wanted, ["a", "b", "c", "k"]);
    const last = this.#info.rows - 1;
    const { words } = this.#info;
    if (!words) throw inputError("Analogies are of words; choose a text as the data.");
    const row = (/** @type {string} */ name, /** @type {unknown} */ value) => {
      const known = typeof value === "string" ? words.indexOf(value) : value;
      if (known === -1) throw inputError(`${name} is ${JSON.stringify(value)}, which is no word of this text; info.words has them.`);
      return whole(name, known, 0, last);
    };
    return this.#ask("analogy", [row("a", a), row("b", b), row("c", c), whole("k", k, 1, last)]);
  }

  /**
   * The k nearest points of a point in the embedding.
   * @param {number} index
   * @param {number} [k]
   * @returns {Promise<import("./types.js").Neighbors>}
   */
  async neighbors(index, k = 5) {
    const last = this.#info.rows - 1;
    return this.#ask("neighbors", [whole("index", index, 0, last), whole("k", k, 1, last)]);
  }

  /**
   * The metric A of an experiment with task "metric", what it is made of, and what is happening to it.
   * @returns {Promise<import("./types.js").MetricReport>}
   */
  metric() {
    return this.#ask("metric");
  }

  /**
   * The objective at every step from `from` to the present one (task "metric").
   * @param {number} [from]
   * @returns {Promise<import("./types.js").Objectives>}
   */
  async objectives(from = 0) {
    return this.#ask("objectives", [whole("from", from, 0)]);
  }

  /**
   * Squared distances of two points: Euclidean, and under A (task "metric").
   * @param {number} i
   * @param {number} j
   * @returns {Promise<{ before: number, after: number }>}
   */
  async pair(i, j) {
    const last = this.#info.rows - 1;
    return this.#ask("pair", [whole("i", i, 0, last), whole("j", j, 0, last)]);
  }

  /**
   * Does it help? kNN errors on one seeded split of the data under several metrics (task "metric").
   * @param {number} index 0 is the run's own split
   * @returns {Promise<import("./types.js").Trial>}
   */
  async trial(index) {
    return this.#ask("trial", [whole("index", index, 0, 1_000_000)]);
  }

  /**
   * Learns from n labelled training points in five ways, and measures each on the held-out points.
   * @param {number} n from one a class on
   * @returns {Promise<import("./types.js").Labelled>}
   */
  async labelled(n) {
    return this.#ask("labelled", [whole("n", n)]);
  }

  /**
   * Turns a live knob, such as "loss.temperature", without a restart.
   * @param {string} path
   * @param {unknown} value
   * @returns {Promise<void>}
   */
  set(path, value) {
    return this.#inTurn(async () => {
      this.#config = await this.#ask("set", [text("path", path), value]);
      this.#changes.push({ step: this.#step, path, value });
    });
  }

  /** @returns {Promise<Checkpoint>} */
  checkpoint() {
    return this.#inTurn(async () => spareCheckpoint(await this.#keep()));
  }

  /**
   * Goes back (or forth) to a checkpoint of an experiment of the same config.
   * @param {Checkpoint} checkpoint
   * @returns {Promise<void>}
   */
  restore(checkpoint) {
    return this.#inTurn(async () => {
      const keys = ["config", "step", "params", "state"];
      options("restore", checkpoint, keys);
      this.#config = await this.#ask("restore", [checkpoint]);
      this.#checkpoint = spareCheckpoint(checkpoint);
      this.#changes = [];
      this.#step = checkpoint.step;
    });
  }

  /** Fingerprints of data, weights and the first three steps. @returns {Promise<import("./types.js").Digests>} */
  digests() {
    return this.#ask("digests");
  }

  /** Frees the engine's copy. What is still open rejects. */
  dispose() {
    if (this.#over) return;
    this.#over = named("DisposedError", "This experiment has been disposed of.");
    this.#supervisor.runs.delete(this.restorable);
    this.#supervisor.ask("close", [this.#id]).catch(() => {});
  }

  /** What the supervisor does to bring this run back on a fresh worker. */
  restorable = {
    /** @param {Ask} ask */
    restore: async (ask) => {
      await ask("open", [this.#id, this.#origin, this.#file]);
      const run = (/** @type {string} */ method, /** @type {unknown[]} */ ...args) => ask("run", [this.#id, method, args]);
      if (this.#checkpoint) await run("restore", this.#checkpoint);
      let step = this.#checkpoint?.step ?? 0;
      const catchUp = async (/** @type {number} */ to) => {
        while (step < to) {
          const steps = Math.min(this.#slice, to - step);
          await run("step", steps);
          step += steps;
        }
      };
      for (const change of this.#changes) {
        await catchUp(change.step);
        await run("set", change.path, change.value);
      }
      await catchUp(this.#step);
    },
  };

  /** @param {string} method @param {unknown[]} [args] */
  async #ask(method, args = []) {
    if (this.#over) throw this.#over;
    const answer = await this.#supervisor.ask("run", [this.#id, method, args]);
    if (this.#over) throw this.#over;
    return answer;
  }

  async #keep() {
    this.#checkpoint = /** @type {Checkpoint} */ (await this.#ask("checkpoint"));
    this.#checkpointTime = performance.now();
    this.#changes = [];
    return this.#checkpoint;
  }

  /**
   * @template T
   * @param {() => Promise<T>} job
   * @returns {Promise<T>}
   */
  #inTurn(job) {
    const result = this.#tail.then(job);
    this.#tail = result.catch(() => {});
    return result;
  }
}

/** @param {Checkpoint} checkpoint */
function spareCheckpoint({ config, step, params, state }) {
  return { config: structuredClone(config), step, params: params.slice(), state: state.slice() };
}
