// The lab: one engine on one backend, and the experiments in it.

import { floats, number, options, whole } from "./arguments.js";
import { inputError } from "./errors.js";
import { dataFile } from "./load.js";
import { contrastiveLoss } from "./loss.js";
import * as metric from "./metric.js";
import { labelEfficiency } from "./labels.js";
import * as theorem from "./theorem.js";
import { reason, refusal } from "./reason.js";
import { contentOf } from "./tables.js";
import { Run } from "./run.js";
import { Supervisor } from "./supervisor.js";

/**
 * @typedef {import("./types.js").Status} Status
 * @typedef {import("./types.js").Config} Config
 * @typedef {import("./session.js").Fault} Fault
 * @typedef {{ complete(config: unknown): Config, fileOf(config: Config): string | null }} Page
 */

const BACKENDS = ["auto", "webgpu", "cpu"];
/** Arithmetic operations a second that the slowest device manages: how long a big question may take. */
const SLOWEST = 3e8;

export class Lab extends EventTarget {
  #supervisor;
  #page;
  /** @type {Status} */
  #status;

  /**
   * @param {WebAssembly.Module} module
   * @param {Page} page the parts of the engine that run on the page's thread
   * @param {unknown} settings
   */
  static async create(module, page, settings) {
    const lab = new Lab(module, page, settings);
    try {
      await lab.#supervisor.ready();
    } catch (error) {
      lab.dispose();
      const { name, cause, detail } = /** @type {any} */ (error);
      if (name === "BackendError") /** @type {Error} */ (error).message = refusal(cause, detail);
      throw error;
    }
    lab.#update("running", null);
    return lab;
  }

  /** @param {WebAssembly.Module} module @param {Page} page @param {unknown} settings */
  constructor(module, page, settings) {
    super();
    const { backend = "auto", patience = 20, onStatus } = options("createLab", settings, ["backend", "patience", "onStatus"]);
    if (typeof backend !== "string" || !BACKENDS.includes(backend)) {
      throw inputError(`backend is ${JSON.stringify(backend)}; it must be one of ${BACKENDS.join(", ")}.`);
    }
    if (!(number("patience", patience) > 0)) throw inputError(`patience is ${patience}; it must be a number of seconds greater than 0.`);
    if (onStatus !== undefined) {
      if (typeof onStatus !== "function") throw inputError("onStatus must be a function that takes a status.");
      this.addEventListener("status", () => onStatus(this.status));
    }
    this.#page = page;
    const choice = /** @type {"auto" | "webgpu" | "cpu"} */ (backend);
    this.#supervisor = new Supervisor(module, choice, Number(patience), (fault, phase) => this.#report(fault, phase));
    this.#status = { backend: "cpu", reason: "", adapter: null, restarts: 0, phase: "restarting", message: null };
  }

  /** The backend that runs; it may become "cpu" when the GPU keeps failing. */
  get backend() {
    return this.#status.backend;
  }

  /** What the browser tells of the GPU; null where there is none, or none was asked for. */
  get adapter() {
    return this.#status.adapter;
  }

  /** @returns {Status} a "status" event tells of every change */
  get status() {
    return { ...this.#status };
  }

  /** What to send to someone who is asked for help: a few lines of text. */
  get diagnostics() {
    const { backend, reason, adapter, restarts, phase } = this.#status;
    return [
      `backend: ${backend} (${phase})`,
      `reason: ${reason}`,
      `adapter: ${adapter ? JSON.stringify(adapter) : "none"}`,
      `restarts: ${restarts}`,
      ...this.#supervisor.faults.slice(-5).map((fault) => `fault: ${fault.kind}: ${fault.message}`),
      `secure context: ${isSecureContext}, WebGPU offered: ${"gpu" in navigator}`,
      `browser: ${navigator.userAgent}`,
    ].join("\n");
  }

  /**
   * @param {import("./types.js").Similarity} request
   * @returns {Promise<Float32Array>} [batch, rows, cols]
   */
  async similarity(request) {
    const { u, v, batch = 1, rows, cols, dim } = options("similarity", request, ["u", "v", "batch", "rows", "cols", "dim"]);
    const sizes = [whole("batch", batch), whole("rows", rows), whole("cols", cols), whole("dim", dim)];
    const args = [floats("u", u, "[batch, rows, dim]"), floats("v", v, "[batch, cols, dim]"), ...sizes];
    return this.#compute("similarity", args, sizes.reduce((product, size) => product * size, 2));
  }

  /**
   * A contrastive loss, the mean over anchors, with its gradients.
   * @template {import("./types.js").LossRequest} R
   * @param {R} request
   * @returns {Promise<import("./types.js").LossResultOf<R>>}
   */
  async contrastiveLoss(request) {
    return this.#call(contrastiveLoss(request));
  }

  /**
   * Label efficiency: pretrains the config's experiment for all its steps, seed by seed, and learns from n labels in five
   * ways (`run.labelled`).
   * @param {import("./types.js").Config} config
   * @param {import("./types.js").LabelEfficiencyRequest} [request]
   * @returns {Promise<import("./types.js").LabelEfficiency>}
   */
  async labelEfficiency(config, request = {}) {
    return labelEfficiency((settings) => this.experiment(settings), config, request);
  }

  /**
   * Excess risk against the number n of strong labels where m = unlabelled · n^β weak ones were there to pretrain on, for a
   * task whose weak rate is m^−α exactly (Robinson, Jegelka & Sra 2020; `src/theorem/task.rs` derives it). A curve at a time:
   * `onProgress` hears how many there are, and `signal` ends it between two with its reason.
   * @param {import("./types.js").ExcessRiskRequest} [request]
   * @returns {Promise<import("./types.js").ExcessRisk>}
   */
  async excessRisk(request = {}) {
    const { n, betas, calls } = theorem.excessRisk(request);
    /** @type {import("./types.js").RiskCurve[]} */
    const curves = [];
    for (const call of calls) {
      request.signal?.throwIfAborted();
      curves.push(/** @type {any} */ (await this.#call(call)));
      request.onProgress?.(curves.length, calls.length);
    }
    return { n, curves: curves.slice(0, betas.length), scratch: curves[betas.length] };
  }

  /**
   * The point at t on the geodesic from X to Y: X^½ (X^−½ Y X^−½)^t X^½ of symmetric positive definite matrices.
   * @param {import("./types.js").GeometricMeanRequest} request
   * @returns {Promise<Float64Array>} [dim, dim]
   */
  async geometricMean(request) {
    return this.#call(metric.geometricMean(request));
  }

  /**
   * Geometric mean metric learning (Zadeh, Hosseini & Sra 2016): A = S⁻¹ #_t D of the pairs' scatter matrices.
   * @param {import("./types.js").GmmlRequest} request
   * @returns {Promise<import("./types.js").Gmml>}
   */
  async gmml(request) {
    return this.#call(metric.gmml(request));
  }

  /**
   * Projected gradient descent on Σ_S d_A − λ Σ_D d_A over A ⪰ 0, from A = I.
   * @param {import("./types.js").NaiveRequest} request
   * @returns {Promise<import("./types.js").Naive>}
   */
  async naive(request) {
    return this.#call(metric.naive(request));
  }

  /**
   * Squared Mahalanobis distances (x − y)ᵀ A (x − y): of the given pairs of rows in float64, or of every row of x with
   * every row of y (x itself, where y is left out) in float32 on the lab's backend.
   * @param {import("./types.js").MahalanobisRequest} request
   * @returns {Promise<Float64Array | Float32Array>} [k], or [rows, cols]
   */
  async mahalanobis(request) {
    return this.#call(metric.mahalanobis(request));
  }

  /**
   * The k nearest points of each query under A (Euclidean, where A is left out), nearest first; the same on every
   * backend.
   * @param {import("./types.js").KnnRequest} request
   * @returns {Promise<import("./types.js").Knn>}
   */
  async knn(request) {
    return this.#call(metric.knn(request));
  }

  /**
   * Σ (x_i − x_j)(x_i − x_j)ᵀ over pairs of rows, on the lab's backend.
   * @param {import("./types.js").ScatterRequest} request
   * @returns {Promise<Float64Array>} [dim, dim]
   */
  async scatterMatrix(request) {
    return this.#call(metric.scatterMatrix(request));
  }

  /**
   * Opens an experiment. What is wrong with the config is an InputError, and leaves all others alone.
   * @param {Config} [config]
   * @returns {Promise<Run>}
   */
  async experiment(config = {}) {
    const complete = this.#page.complete(config);
    const file = this.#page.fileOf(complete);
    const own = contentOf(complete.data?.hash);
    return Run.open(this.#supervisor, complete, own ?? (file === null ? "" : await dataFile(file)));
  }

  /**
   * What the engine holds. wasm's memory grows and never shrinks, so a leak shows in it.
   * @returns {Promise<{ wasmBytes: number, gpuBytes: number, buffers: number }>}
   */
  memory() {
    return this.#supervisor.ask("memory", []);
  }

  /**
   * Makes the engine fail, for teaching and for tests: the device is lost, the program traps, or
   * nothing is answered any more.
   * @param {"lost" | "trap" | "hang"} kind
   */
  async simulateFault(kind) {
    if (!["lost", "trap", "hang"].includes(kind)) {
      throw inputError(`kind is ${JSON.stringify(kind)}; it must be one of lost, trap, hang.`);
    }
    await this.#supervisor.simulate(kind);
  }

  /** Ends the engine and frees all that it holds. */
  dispose() {
    this.#supervisor.dispose();
  }

  /** @param {string} method @param {unknown[]} args @param {number} operations */
  #compute(method, args, operations) {
    return this.#supervisor.ask("compute", [method, args], this.#supervisor.patience + operations / SLOWEST);
  }

  /** @param {import("./metric.js").Call} call */
  #call({ method, args, operations }) {
    return this.#compute(method, args, operations);
  }

  /** @param {Fault} fault @param {"restarting" | "restored" | "failed"} phase */
  #report(fault, phase) {
    if (phase === "restarting") this.#update(phase, `${fault.message} The engine starts again.`);
    else if (phase === "failed") this.#update(phase, `${fault.message} Reload the page to start again.`);
    else this.#update("running", `${fault.message} Training goes on where it was, on ${this.#supervisor.opening.backend === "cpu" ? "the CPU" : "a new device"}.`);
  }

  /** @param {Status["phase"]} phase @param {string | null} message */
  #update(phase, message) {
    const { opening, restarts } = this.#supervisor;
    const { backend, adapter } = opening;
    this.#status = { backend, adapter, reason: reason(opening), restarts, phase, message };
    this.dispatchEvent(new Event("status"));
  }
}
