/** What the page knows: one signal a fact. Views read them; `session.js` and the controls write them. */
import { computed, effect, signal } from "@preact/signals-core";
import { memory } from "./dom.js";
import { handed } from "./handover.js";

/** @typedef {import("./types.js").Config} Config */
/** @template T @typedef {import("@preact/signals-core").Signal<T>} Signal */

/** Configs that came about without a restart, and those that the engine put back in place of one that it refused. @type {WeakSet<Config>} */
export const live = new WeakSet();
/** What the engine made of a config, and what it was asked for with. @type {WeakMap<Config, Config>} */
export const origins = new WeakMap();
/** @type {WeakSet<Config>} */
export const refused = new WeakSet();

/** The experiment on the screen. */
export const config = /** @type {Signal<Config>} */ (signal({}));
/** What is being learned: an encoder ("contrastive") or a metric. Views of the other task sleep. */
export const task = computed(() => (config.value.task === "metric" ? "metric" : "contrastive"));
export const info = /** @type {Signal<import("./types.js").Info | null>} */ (signal(null));
/** What a batch has to be told apart by: "view", "word" or "answer". */
export const target = computed(() => info.value?.target ?? "view");
/** Where all points are of one class, as those without labels are, nobody knows which negatives are false. */
export const labelled = computed(() => (info.value?.classes ?? 0) > 1);
export const points = /** @type {Signal<import("./types.js").Points | null>} */ (signal(null));

/** The newest picture of the embedding; pictures glide to it. */
export const frame = /** @type {Signal<import("./types.js").Projection | null>} */ (signal(null));

/** The next batch with its similarities, losses and weights. */
export const comparison = /** @type {Signal<import("./types.js").Batch | null>} */ (signal(null));

/** What the pretext asks in the next batch, where that is no views. */
export const questions = /** @type {Signal<import("./types.js").Questions | null>} */ (signal(null));

/** The metric as it stands: A, L, S, D, pairs and verdict; null where an encoder is trained. */
export const metric = /** @type {Signal<import("./metric/types.js").MetricState | null>} */ (signal(null));

/**
 * What the address says of a comparison, as it stands there (`compare/plan.js`), and the config of that link;
 * null where no comparison is open.
 */
export const versus = /** @type {Signal<{ text: string, config: Config } | null>} */ (signal(null));

/** What is looked at closely beside the embedding (`controls/lenses.js`): a name, or "" for nothing. */
export const lens = signal("");
/** The scene of the lecture that is on, by its id, or "". */
export const lecture = signal("");
/** What a symbol under the pointer or the focus lights up. */
export const lit = signal("");
/** What an address says of its settings, where it has any: `lens.…`. */
export const lensSettings = signal("");
/** Losses that the address brought, to be compared (`proof.js`), the link they belong to, and whether it was made here. */
export const proof = /** @type {Signal<{ text: string, link: string, own: boolean } | null>} */ (signal(null));
/** Whether weights are shown in place of similarities, in the heat map and in the embedding. */
export const weighed = signal(false);

/**
 * A config whose data of one's own are asked for, and the link that is on the screen meanwhile; the address keeps naming the
 * first until something else is done.
 */
export const awaited = /** @type {Signal<{ config: Config, shown: string | null } | null>} */ (signal(null));

export const step = signal(0);
export const playing = signal(false);
/** An experiment is being made; when the page begins, the first. */
export const preparing = signal(true);
export const stepsPerSecond = signal(0);
/** The step at which the run pauses by itself. */
export const limit = signal(0);

/** What has been measured since step 0; `measured` counts changes, since the arrays grow in place. */
export const history = {
  steps: /** @type {number[]} */ ([]),
  loss: /** @type {number[]} */ ([]),
  metrics: /** @type {import("./types.js").Metrics[]} */ ([]),
  /** What the iterates of a metric run reached, by name, from step 0 on. */
  iterates: /** @type {Record<string, number[]>} */ ({}),
};
export const measured = signal(0);

/** Row of the chosen anchor, and of the point under the pointer. */
export const anchor = /** @type {Signal<number | null>} */ (signal(null));
export const hovered = /** @type {Signal<number | null>} */ (signal(null));

/** How it is looked at. */
export const SPEEDS = [1, 3, 10, 30, 100, Infinity];
export const speed = signal(3);
export const thumbnails = signal(true);
export const solid = signal(false);
export const THEMES = ["auto", "light", "dark"];
export const theme = signal(memory.get("theme") ?? "auto");
/** A class is asked before it is told: answers of a pretext are hidden, each until it is shown. */
export const asking = signal(handed.asking ?? false);
/** Changes when colours do. */
export const appearance = signal(0);
export const shortcuts = signal(memory.get("shortcuts") !== "off");

const motion = matchMedia("(prefers-reduced-motion: reduce)");
export const calm = signal(motion.matches);
motion.addEventListener("change", () => (calm.value = motion.matches));

/**
 * The value at a dotted path of a config.
 * @param {Config} from
 * @param {string} path
 */
export const at = (from, path) => path.split(".").reduce((value, key) => value?.[key], /** @type {any} */ (from));

/**
 * The same config with one value changed.
 * @param {Config} from
 * @param {string} path
 * @param {unknown} value
 * @returns {Config}
 */
export function changed(from, path, value) {
  const [key, ...rest] = path.split(".");
  return { ...from, [key]: rest.length ? changed(from[key] ?? {}, rest.join("."), value) : value };
}

/** The same experiment, not replayed to any step. @param {Config} from @returns {Config} */
export function fromStart(from) {
  const { replay, ...rest } = from;
  return rest;
}

/** Shows again what the engine kept, after it has refused something. @param {Config} kept */
export function putBack(kept) {
  refused.add(kept);
  config.value = kept;
}

/** Does something as soon as something holds. @param {() => boolean} holds of what the page knows @param {() => void} act */
export function once(holds, act) {
  const end = effect(() => {
    if (!holds()) return;
    queueMicrotask(() => end());
    act();
  });
}
