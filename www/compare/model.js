/** What is being compared, and how far it has come: the signals that this view's parts read. */
import { computed, effect, signal } from "@preact/signals-core";
import { debounce } from "../dom.js";
import { words } from "../language/language.js";
import { catalog } from "../language/offered.js";
import { createLab } from "../nearfar.js";
import { notify, report } from "../notices.js";
import { onScreen, pauseUnless } from "../seen.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { emptyPlan, measureName, readPlan, writePlan } from "./plan.js";
import { createRunner, keyOf } from "./runner.js";
import { applied, lineup } from "./variants.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./runner.js").Result} Result */

export const plan = /** @type {import("@preact/signals-core").Signal<Plan>} */ (signal(emptyPlan()));
export const running = signal(false);
/** Changes when a result does. */
export const grown = signal(0);
/** Open, and of a task that it can compare. */
export const shown = computed(() => state.versus.value !== null && state.task.value === "contrastive" && Boolean(state.config.value.data));

const backend = /** @type {any} */ (new URLSearchParams(location.search).get("backend") ?? "auto");
const runner = createRunner({ open: () => createLab({ backend }).catch(() => createLab({ backend: "auto" })), grown: () => grown.value++ });

const base = computed(() => state.fromStart(state.config.value));
/** What a measure is called. @param {import("./plan.js").Measure} measure */
export const called = (measure) => measureName(measure, catalog, base.value);
export const variants = computed(() => (shown.value ? lineup(catalog, base.value, plan.value.variants) : []));
export const seeds = computed(() => Array.from({ length: plan.value.seeds }, (_, i) => Number(base.value.seed) + i));
/** @param {import("../types.js").Config} config @param {number} seed */
const seeded = (config, seed) => ({ ...config, seed });
/** What has been trained of a config, by seed. @param {import("../types.js").Config} config @returns {(Result | undefined)[]} */
export const resultsOf = (config) => seeds.value.map((seed) => runner.results.get(keyOf(seeded(config, seed))));
/** @param {string} path @param {number} value */
export const sweptConfig = (path, value) => applied(catalog, base.value, [{ path, value }]);

/** Everything to be trained: seed by seed, so that a first answer comes early. */
const jobs = computed(() => {
  const { sweeping, sweeps } = plan.value;
  const configs = !shown.value ? [] : sweeping ? sweeps.flatMap(({ path, values }) => values.map((value) => sweptConfig(path, value))) : variants.value.map(({ config }) => config);
  return seeds.value.map((seed) => configs.map((config) => ({ config: seeded(config, seed), key: keyOf(seeded(config, seed)), often: !sweeping })));
});

/** How many of the runs are over. */
export const progress = computed(() => {
  grown.value;
  const all = jobs.value.flat();
  const found = all.flatMap(({ key }) => runner.results.get(key) ?? []);
  return { of: all.length, done: found.filter(({ over }) => over).length, begun: found.length > 0, again: found.some(({ again }) => again) };
});

export async function start() {
  running.value = true;
  try {
    if (await runner.run(jobs.value)) running.value = false;
  } catch (error) {
    running.value = false;
    report(error, "compare");
  }
}

export function pause() {
  runner.pause();
  running.value = false;
}

/** @param {Partial<Plan>} part */
export function change(part) {
  setBeside("comparison", plan, { ...plan.value, ...part }, (next) => {
    plan.value = next;
    open();
  });
}

/** The comparison as it was left. */
export function open() {
  state.versus.value = { text: writePlan(plan.value), config: state.config.value };
}

export function close() {
  pause();
  state.versus.value = null;
}

/** Settings that change meanwhile are taken up. */
const again = debounce(400, () => {
  if (running.value) void start();
});

export function follow() {
  // A slide that is left stands still, and goes on when it is shown again; a tab that is left goes on.
  pauseUnless(onScreen, { running: () => running.value, pause, resume: () => void start() });
  effect(() => {
    const { value: versus } = state.versus;
    if (!versus || versus.text === writePlan(plan.peek())) return;
    const { text, config } = versus;
    const metric = config.task === "metric";
    const { plan: read, problems } = metric ? { plan: emptyPlan(), problems: [words.compare.wrong.onlyEncoders] } : readPlan(text, catalog, config);
    plan.value = read;
    state.versus.value = metric ? null : { text: writePlan(read), config };
    if (problems.length) notify("alert", "compare", words.compare.wrong.link(problems.join(" ")));
  });
  let keys = "";
  effect(() => {
    const next = jobs.value.flat().map(({ key }) => key).join();
    if (next !== keys) again();
    keys = next;
  });
  effect(() => {
    if (shown.value) return;
    running.value = false;
    runner.close();
  });
}
