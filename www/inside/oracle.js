/** The run that the oracle would have: the same seed and settings with false negatives left out, trained beside the page's. */
import { effect, signal, untracked } from "@preact/signals-core";
import { createRunner, keyOf } from "../compare/runner.js";
import { words } from "../language/language.js";
import { createLab } from "../nearfar.js";
import { report } from "../notices.js";
import * as state from "../state.js";

/** @param {{ losses: any[] }} catalog */
export function createOracle(catalog) {
  const grown = signal(0);
  const opened = signal(false);
  const backend = /** @type {any} */ (new URLSearchParams(location.search).get("backend") ?? "auto");
  const runner = createRunner({ open: () => createLab({ backend }).catch(() => createLab({ backend: "auto" })), grown: () => grown.value++ });
  /** @type {string | null} */
  let key = null;

  /** The config to train; null where the loss has no oracle, or is its own. @param {import("../types.js").Config} config */
  function configOf(config) {
    const card = catalog.losses.find(({ name }) => name === config.loss?.name);
    if (!card?.oracle || config.negatives?.oracle) return null;
    return { ...state.fromStart(config), negatives: { ...config.negatives, oracle: true } };
  }

  effect(() => {
    const { value: config } = state.config;
    const wanted = opened.value && state.task.value === "contrastive" && !state.preparing.value && config.data ? configOf(config) : null;
    untracked(() => {
      const next = wanted && keyOf(wanted);
      if (next === key) return;
      key = next;
      grown.value++;
      if (!wanted || !next) return runner.close();
      runner.run([[{ key: next, config: wanted, often: true }]]).catch(report);
    });
  });

  return {
    grown,
    open: () => (opened.value = true),
    close: () => (opened.value = false),
    /** What has been measured of it so far; nothing where there is none. @returns {import("../types.js").Metrics[]} */
    metrics: () => (key ? runner.results.get(key)?.metrics ?? [] : []),
    /** Why it has none, where it has none. */
    missing() {
      const { config } = state;
      if (config.peek().negatives?.oracle) return words.inside.isOracle;
      return configOf(config.peek()) ? null : words.inside.noOracle;
    },
  };
}
