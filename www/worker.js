// The engine's worker: one wasm instance, one backend, one question at a time. It is disposable: what
// cannot be answered for sure is reported as a fault, and whoever started the worker starts another.

import * as Comlink from "comlink";
import init, { Engine, on_panic, trap } from "./pkg/nearfar.js";
import { Late, probe, within } from "./lab/adapter.js";
import { held, watch } from "./lab/device.js";
import { describe, named } from "./lab/errors.js";
import { buffers } from "./lab/transfer.js";

/**
 * @typedef {import("./lab/types.js").Adapter} Adapter
 * @typedef {import("./lab/adapter.js").Cause} Cause
 * @typedef {import("./lab/session.js").Reply} Reply
 * @typedef {import("./pkg/nearfar.js").Run} Run
 * @typedef {{ backend: "webgpu" | "cpu", adapter: Adapter | null, cause: Cause, detail: string }} Opening
 * @typedef {{ module: WebAssembly.Module, backend: "auto" | "webgpu" | "cpu", again: boolean }} Start
 * @typedef {typeof engineWorker} EngineWorker
 */

/** Seconds; a device comes in tenths of one, or not at all. */
const DEVICE_PATIENCE = 10;

/** @type {WebAssembly.Memory} */
let memory;
/** @type {ReturnType<typeof init> | undefined} */
let loading;
/** @type {Engine} */
let engine;
/** @type {Map<number, any>} */
const runs = new Map();
/** @type {Promise<unknown>} the last question; the next waits for it */
let tail = Promise.resolve();

/** The engine's code comes with the first question, or ahead of it. @param {WebAssembly.Module} module */
const load = (module) => (loading ??= init({ module_or_path: module }));

/** @param {"lost" | "trap"} kind @param {string} message a sentence */
function fault(kind, message) {
  postMessage({ nearfarFault: { kind, message } });
}

/** @param {string} why what a panic or an exception says */
function trapped(why) {
  fault("trap", `The engine stopped on an error of its own (${why.replace(/\s+/g, " ").trim()}).`);
}

/**
 * Answers one question after the other. Errors cross as descriptions, because a clone of an Error
 * keeps neither its name nor its step.
 * @param {() => unknown} job
 * @param {unknown[]} args whose arrays are no longer needed, and go back to be filled again
 * @returns {Promise<Reply>}
 */
function answer(job, args = []) {
  const reply = tail.then(async () => {
    try {
      const value = await job();
      const lent = buffers(args);
      return Comlink.transfer({ value, lent }, [...buffers(value), ...lent]);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) trapped(error.message);
      return { error: describe(error) };
    }
  });
  tail = reply;
  return reply;
}

const engineWorker = {
  /** @param {Start} options */
  start: ({ module, backend, again }) =>
    answer(async () => {
      const probing = backend === "cpu" ? null : probe(again ? 4 : 1);
      ({ memory } = await load(module));
      on_panic(trapped);
      /** @param {Cause} cause @param {string} detail @param {Adapter | null} adapter @returns {Promise<Opening>} */
      const cpu = async (cause, detail = "", adapter = null) => {
        if (backend === "webgpu" && !again) throw named("BackendError", cause, { cause, detail });
        engine = await Engine.open("cpu");
        return { backend: "cpu", adapter, cause, detail };
      };
      const found = await probing;
      if (!found) return cpu("chosen");
      if ("cause" in found) return cpu(found.cause, found.detail);
      const { adapter } = found;
      if (backend === "auto" && adapter.isFallback) return cpu("software", "", adapter);
      try {
        engine = await within(DEVICE_PATIENCE, Engine.open("webgpu"));
      } catch (error) {
        if (error instanceof Late) return cpu("device-late", String(DEVICE_PATIENCE), adapter);
        return cpu("refused", describe(error).message, adapter);
      }
      watch(engine.device(), (message) => fault("lost", message));
      return { backend: "webgpu", adapter, cause: backend === "auto" ? "hardware" : "chosen", detail: "" };
    }),

  /** @param {string} method @param {unknown[]} args */
  compute: (method, args) => answer(() => /** @type {any} */ (engine)[method](...args), args),

  /** @param {number} id @param {object} config @param {string | object} file text of the data set's file, or "", or data of one's own */
  open: (id, config, file) =>
    answer(async () => {
      const run = await engine.experiment(config, file);
      runs.set(id, run);
      return { config: run.config(), info: run.info() };
    }),

  /** @param {number} id @param {string} method @param {unknown[]} args */
  run: (id, method, args) => answer(() => runs.get(id)[method](...args)),

  /** @param {number} id */
  close: (id) =>
    answer(() => {
      runs.get(id)?.free();
      runs.delete(id);
    }),

  memory: () => answer(() => ({ wasmBytes: memory.buffer.byteLength, ...held })),

  /** @param {"lost" | "trap" | "hang"} kind */
  simulate: (kind) =>
    answer(() => {
      if (kind === "trap") trap();
      if (kind === "hang") tail = tail.then(() => new Promise(() => {}));
      if (kind === "lost") {
        const device = engine.device();
        if (!device) throw named("InputError", "kind is \"lost\", but the engine runs on the CPU, which has no device to lose.");
        device.destroy();
      }
    }),
};

// A trap inside a promise of the engine surfaces here, and its promise never settles.
addEventListener("error", (event) => trapped(event.message));
addEventListener("unhandledrejection", (event) => trapped(describe(event.reason).message));

addEventListener("message", ({ data }) => {
  // What goes wrong with it is told to who asks the first question.
  if (data?.ahead) load(data.ahead).catch(() => {});
});
Comlink.expose(engineWorker);
