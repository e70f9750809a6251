// Keeps an engine alive: a worker that traps, loses its device or stops answering is ended and
// replaced, every run is restored, and what was asked meanwhile is asked again.

import { named } from "./errors.js";
import { Session } from "./session.js";

/**
 * @typedef {import("./session.js").Fault} Fault
 * @typedef {import("../worker.js").EngineWorker} EngineWorker
 * @typedef {import("../worker.js").Opening} Opening
 * @typedef {"auto" | "webgpu" | "cpu"} Choice
 * @typedef {(method: keyof EngineWorker, args: unknown[], patience?: number) => Promise<any>} Ask
 * @typedef {{ restore(ask: Ask): Promise<void> }} Restorable
 */

const RESTARTS_A_MINUTE = 3;
const MINUTE = 60_000;
/** Seconds for probing adapters and compiling: longer than a running engine takes to answer. */
const OPENING_PATIENCE = 60;

export class Supervisor {
  /** What is to be brought back after a fault. @type {Set<Restorable>} */
  runs = new Set();
  /** How the present worker started. @type {Opening} */
  opening = { backend: "cpu", adapter: null, cause: "chosen", detail: "" };
  restarts = 0;
  /** Every fault there was, oldest first. @type {Fault[]} */
  faults = [];

  /** The worker that answers, or will when it has been restored. @type {Promise<Session>} */
  #session;
  /** @type {Session | null} */
  #current = null;
  #restarting = false;
  /** When the last restarts were. @type {number[]} */
  #times = [];
  /** Why nothing can be asked any more. @type {Error | null} */
  #over = null;

  /**
   * @param {WebAssembly.Module} module
   * @param {Choice} choice
   * @param {number} patience seconds without an answer after which a worker is taken for dead
   * @param {(fault: Fault, phase: "restarting" | "restored" | "failed") => void} report
   */
  constructor(module, choice, patience, report) {
    this.module = module;
    this.choice = choice;
    this.patience = patience;
    this.report = report;
    this.#session = this.#open(false);
    this.#session.catch(() => {});
  }

  /** Resolves when the engine answers for the first time. */
  async ready() {
    await this.#session;
  }

  /**
   * Asks the engine, and again after a fault. A question at which the engine traps twice is itself
   * the cause, and rejects.
   * @type {Ask}
   */
  async ask(method, args, patience = this.patience) {
    for (let traps = 0; ; ) {
      if (this.#over) throw this.#over;
      const session = await this.#session;
      const answer = await session.ask(method, args, patience);
      if ("value" in answer) return answer.value;
      this.#failed(session, answer.fault);
      if (answer.fault.kind === "trap" && ++traps === 2) {
        const question = args.find((part) => typeof part === "string") ?? method;
        throw named("EngineError", `The engine failed twice at ${question}. ${answer.fault.message}`);
      }
    }
  }

  /** Makes the worker fail; asked once, because it is not to fail again. @param {"lost" | "trap" | "hang"} kind */
  async simulate(kind) {
    const session = await this.#session;
    const answer = await session.ask("simulate", [kind], this.patience);
    if ("fault" in answer) this.#failed(session, answer.fault);
  }

  /** Ends the worker. Questions that are open or come later reject. */
  dispose() {
    this.#over ??= named("DisposedError", "This lab has been disposed of; make another with createLab.");
    this.runs.clear();
    this.#current?.fault({ kind: "lost", message: this.#over.message });
  }

  /** @param {boolean} again whether runs wait for it, so that any backend is better than none */
  async #open(again) {
    const session = new Session();
    this.#current = session;
    const start = { module: this.module, backend: this.choice, again };
    this.opening = await asker(session)("start", [start], OPENING_PATIENCE);
    session.died.then((fault) => this.#failed(session, fault));
    if (this.#over) session.fault({ kind: "lost", message: this.#over.message });
    return session;
  }

  /** @param {Session} session @param {Fault} fault */
  #failed(session, fault) {
    if (this.#over || this.#restarting || session !== this.#current) return;
    this.#restarting = true;
    this.#session = this.#restart(fault).finally(() => (this.#restarting = false));
    this.#session.catch(() => {});
  }

  /** @param {Fault} fault */
  async #restart(fault) {
    for (;;) {
      this.faults.push(fault);
      this.#count(fault);
      this.restarts += 1;
      this.report(fault, "restarting");
      try {
        const session = await this.#open(true);
        if (this.#gaveUp) this.opening = { ...this.opening, cause: "faults", detail: this.#gaveUp };
        for (const run of this.runs) await run.restore(asker(session));
        if (!session.alive) throw new Interrupted(await session.died);
        this.report(fault, "restored");
        return session;
      } catch (error) {
        if (this.#over) throw this.#over;
        if (!(error instanceof Interrupted)) throw this.#fail(fault, `The engine could not start again: ${message(error)}`);
        fault = error.fault;
      }
    }
  }

  /** What the GPU died of when it was given up. */
  #gaveUp = "";

  /** After three restarts within a minute the GPU is given up; after three more, the engine is. @param {Fault} fault */
  #count(fault) {
    const now = performance.now();
    this.#times = this.#times.filter((time) => now - time < MINUTE).concat(now);
    if (this.#times.length <= RESTARTS_A_MINUTE) return;
    if (this.opening.backend === "cpu") throw this.#fail(fault, `The engine failed four times within a minute: ${fault.message}`);
    this.choice = "cpu";
    this.#gaveUp = fault.message;
    this.#times = [];
  }

  /** @param {Fault} fault @param {string} why */
  #fail(fault, why) {
    this.#over = named("EngineError", why);
    this.report(fault, "failed");
    return this.#over;
  }
}

/** A worker's end in the middle of being started or restored. */
class Interrupted extends Error {
  /** @param {Fault} fault */
  constructor(fault) {
    super(fault.message);
    this.name = "EngineError";
    this.fault = fault;
  }
}

/** Asks one worker only, without a second try. @param {Session} session @returns {Ask} */
function asker(session) {
  return async (method, args, patience = OPENING_PATIENCE) => {
    const answer = await session.ask(method, args, patience);
    if ("fault" in answer) throw new Interrupted(answer.fault);
    return answer.value;
  };
}

/** @param {unknown} error */
function message(error) {
  return error instanceof Error ? error.message : String(error);
}
