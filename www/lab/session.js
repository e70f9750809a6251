// One life of the engine's worker: spawned, asked, and in the end terminated, never repaired.

import * as Comlink from "comlink";
import { named, revive } from "./errors.js";
import { spawn } from "./spawn.js";
import { buffers, keep, spare } from "./transfer.js";

/**
 * @typedef {{ kind: "lost" | "trap" | "hang" | "load", message: string }} Fault
 * @typedef {{ value: any, lent: ArrayBuffer[] } | { error: import("./errors.js").Description }} Reply
 * @typedef {import("../worker.js").EngineWorker} EngineWorker
 */

export class Session {
  /** Resolves when the worker can no longer be used. @type {Promise<Fault>} */
  died;
  /** @type {(fault: Fault) => void} */
  #die;
  #worker = spawn();
  #remote = /** @type {Comlink.Remote<EngineWorker>} */ (Comlink.wrap(this.#worker));
  #alive = true;
  /** What the worker has given back. @type {ArrayBuffer[]} */
  #pool = [];

  constructor() {
    const { promise, resolve } = withResolvers();
    this.died = promise;
    this.#die = resolve;
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (!event.message) return this.fault({ kind: "load", message: "The engine's worker could not be loaded." });
      this.fault({ kind: "trap", message: `The engine stopped on an error of its own (${event.message}).` });
    });
    this.#worker.addEventListener("message", ({ data }) => {
      if (data?.nearfarFault) this.fault(data.nearfarFault);
    });
  }

  get alive() {
    return this.#alive;
  }

  /** Ends the worker; whoever waits for an answer learns of the fault. @param {Fault} fault */
  fault(fault) {
    if (!this.#alive) return;
    this.#alive = false;
    // Before terminate(): releasing sends a message, and frees what Comlink keeps of the proxy.
    this.#remote[Comlink.releaseProxy]();
    this.#worker.terminate();
    this.#die(fault);
  }

  /**
   * Asks the worker for something. An answer that takes longer than `patience` seconds is a fault of
   * the worker, which ends.
   * @param {keyof EngineWorker} method
   * @param {unknown[]} args
   * @param {number} patience
   * @returns {Promise<{ value: any } | { fault: Fault }>} rejects with the error that the engine reports
   */
  async ask(method, args, patience) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    // In quarters: a computer that wakes from sleep finds one of them over, not the whole patience.
    let quarters = 4;
    const tick = () => {
      if (quarters-- > 0) timer = setTimeout(tick, patience * 250);
      else this.fault({ kind: "hang", message: `The engine has not answered for ${patience} seconds.` });
    };
    if (Number.isFinite(patience)) tick();
    const died = this.died.then((fault) => ({ fault }));
    try {
      const reply = this.#alive ? await Promise.race([this.#send(method, args), died]) : await died;
      if ("lent" in reply) keep(this.#pool, reply.lent);
      if (!("error" in reply)) return reply;
      // The device may be noticed to be gone by a question before it is by its watch.
      if (reply.error.name !== "DeviceError") throw revive(reply.error);
      this.fault({ kind: "lost", message: reply.error.message });
      return await died;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * @param {keyof EngineWorker} method
   * @param {unknown[]} args
   * @returns {Promise<Reply>}
   */
  #send(method, args) {
    const own = spare(args, this.#pool);
    const sendable = own.map((part) => (typeof part === "object" && part ? Comlink.transfer(part, buffers(part)) : part));
    const send = /** @type {(...args: unknown[]) => Promise<Reply>} */ (/** @type {unknown} */ (this.#remote[method]));
    return send(...sendable).catch((error) => {
      throw named("EngineError", `The engine could not be asked: ${error.message}`);
    });
  }
}

function withResolvers() {
  /** @type {(fault: Fault) => void} */
  let resolve = () => {};
  /** @type {Promise<Fault>} */
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}
