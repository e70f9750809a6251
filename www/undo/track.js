/**
 * Changes of the settings, taken back and made again. Whatever changes the experiment on the screen (a knob, a scene, a
 * data set, a link) shows in `state.config`, so that is what is watched; no control has to know of this. Only what is set
 * beside the experiment, as the speed is, is set by `setBeside`.
 *
 * A change that restarted the run is taken back with the run, which was kept whole as it left the screen. Where the browser's own
 * Back or Forward leads to a neighbour, the place in the line moves along; a scene that is taken back is a place of the
 * browser's history as the scene was.
 */
import { computed, effect, signal } from "@preact/signals-core";
import { handed } from "../handover.js";
import { words } from "../language/language.js";
import { asPlace, placing } from "../link.js";
import { begin, pause, play } from "../loop.js";
import { dismiss, notify, report } from "../notices.js";
import { onLeave } from "../session.js";
import * as state from "../state.js";
import { turn } from "../turn.js";

/** @typedef {import("../types.js").Config} Config */
/** @typedef {{ lens: string, settings: string, versus: { text: string, config: Config } | null, lecture: string }} View */
/** @typedef {import("../session.js").Kept} Kept */
/**
 * A run, kept when another takes its place; not one that is untrained or that diverged.
 * @typedef {{ kept: Kept | null }} Left
 *
 * What was there before a change. `live`: the run went on through it; `run`: what it had come to, and where there is none, as on a
 * page that has come in another's place, it is replayed, if it can be: `mixed` says that a setting had changed while it trained;
 * `view`: what was open, where the change opened something else; `file`: a run came from one; `beside`: the change was of that alone.
 * @typedef {{ config: Config, step: number, mixed: boolean, live: boolean, place: boolean, run?: Left, view?: View, file?: boolean, beside?: Beside }} Entry
 * @typedef {{ name: keyof typeof words.undo.beside, value: unknown, where: import("@preact/signals-core").Signal<any>, set: (value: any) => void }} Beside
 */

const MOST = 100;
/** As many of the newest have their runs whole: a large encoder's is some megabytes. */
const MOST_RUNS = 20;
/** Turns of one knob within this time are one change. */
const SAME_MS = 1000;
/** So is everything that one click does. */
const TOGETHER_MS = 40;

/** @typedef {{ past: Entry[], future: Entry[] }} Line */
const past = signal(handed.changes?.past ?? []);
const future = signal(handed.changes?.future ?? []);
export const undoable = computed(() => past.value.length > 0);
export const redoable = computed(() => future.value.length > 0);
/** What was done last, in words. */
export const told = signal("");

/** The settings as they are, or are about to be. @type {Config | null} */
let current = null;
/** @type {Config | null} */
let shown = null;
/** @type {unknown} */
let points = null;
let step = 0;
let mixed = false;
/** The run on the screen, and that of `current`, where that is another. @type {Left} */
let running = { kept: null };
let own = running;
/** What the run that is on its way was asked for with: it belongs to `current`. @type {Config | null} */
let awaiting = null;
/** A run that comes whole. @type {Kept | null} */
let bringing = null;
/** A link is being followed. */
let following = false;
let last = { paths: "", time: -Infinity };

/**
 * Dotted paths of what differs between two configs; the step to replay to is no setting.
 * @param {any} one @param {any} other @param {string} [under]
 * @returns {string[]}
 */
export function differing(one, other, under = "") {
  const plain = (/** @type {any} */ value) => value !== null && typeof value === "object" && !Array.isArray(value);
  if (!plain(one) || !plain(other)) return JSON.stringify(one) === JSON.stringify(other) ? [] : [under];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => under || key !== "replay").flatMap((key) => differing(one[key], other[key], under ? `${under}.${key}` : key));
}

export function watchChanges() {
  effect(() => {
    const [config, run, now] = [state.config.value, state.points.value, state.step.value];
    if (!run) return;
    const fresh = run !== points;
    if (!current) current = shown = config;
    if (config !== shown) {
      shown = config;
      changed(config, fresh);
    }
    if (fresh) {
      points = run;
      mixed = brought(config)?.altered ?? false;
      if (own === running) own = { kept: null };
      running = own;
    }
    step = Math.max(now, Number(config.replay ?? 0));
  });
  onLeave(async () => {
    const leaves = running;
    leaves.kept = null;
    if (state.step.peek() > 0) leaves.kept = await (await keeping()).keepRun(mixed);
  });
}

/** The run that comes whole, where this config is its. @param {Config} config */
const brought = (config) => (bringing && state.origins.get(config) === bringing.config ? bringing : null);

/** @param {Entry} entry */
function remember(entry) {
  past.value = [...past.peek(), entry].slice(-MOST).map((one, i, { length }) => (i < length - MOST_RUNS && one.run ? { ...one, run: undefined } : one));
}

/** @param {Config} config @param {boolean} fresh whether it came with a run of its own */
function changed(config, fresh) {
  const before = /** @type {Config} */ (current);
  current = config;
  const asked = awaiting;
  if (fresh) awaiting = null;
  // The engine has completed what was asked for.
  if (asked && state.origins.get(config) === asked) return;
  if (fresh && brought(config)) {
    remember({ config: before, step, mixed, live: false, place: true, run: own, file: true });
    own = { kept: null };
    future.value = [];
    last.time = -Infinity;
    return;
  }
  const paths = differing(before, config);
  // Reset is a change where it has taken something away.
  if (!paths.length && !(fresh && own.kept)) return;
  if (state.refused.has(config)) return takeOut(config);
  if (following && fresh && moved(config, before)) return;

  const live = state.live.has(config);
  const now = performance.now();
  const top = past.peek().at(-1);
  const same = paths.join() === last.paths && now - last.time < SAME_MS;
  if (top && !top.beside && (same || now - last.time < TOGETHER_MS)) {
    top.live &&= live;
    // Turned, and turned back.
    if (top.live && !differing(top.config, config).length) past.value = past.peek().slice(0, -1);
  } else remember({ config: before, step: own === running ? step : 0, mixed, live, place: placing() || following, run: own });
  if (!live) own = { kept: null };
  future.value = [];
  last = { paths: paths.join(), time: now };
  if (!fresh && (!live || asked)) awaiting = config;
  mixed ||= live && step > 0 && paths.join() !== "steps";
}

/** What the engine refused was no change. @param {Config} kept */
function takeOut(kept) {
  awaiting = null;
  own = running;
  const at = past.peek().findLastIndex(({ config }) => !differing(config, kept).length);
  if (at >= 0) past.value = past.peek().slice(0, at);
}

/** Back or Forward has led to a neighbour. @param {Config} config @param {Config} before */
function moved(config, before) {
  for (const [from, to] of [[past, future], [future, past]]) {
    const entry = from.peek().at(-1);
    if (!entry || differing(entry.config, config).length) continue;
    from.value = from.peek().slice(0, -1);
    to.value = [...to.peek(), { ...entry, config: before, step, mixed, view: undefined, file: false, run: own }];
    own = { kept: null };
    return true;
  }
  return false;
}

/** Those that the page which comes in this one's place can take back: a run that came whole stays with this page. @returns {Line} */
export function changes() {
  const light = (/** @type {Entry[]} */ line) => line.slice(line.findLastIndex(({ file }) => file) + 1).filter(({ beside }) => !beside).map(({ run, ...rest }) => rest);
  return { past: light(past.peek()), future: light(future.peek()) };
}

/**
 * Sets what is no setting of the experiment: how fast it goes, how it is looked at, what a lens or a comparison is about.
 * @template T
 * @param {keyof typeof words.undo.beside} name
 * @param {import("@preact/signals-core").Signal<T>} where
 * @param {T} value
 * @param {(value: T) => void} [set] where that takes more
 */
export function setBeside(name, where, value, set = (value) => (where.value = value)) {
  const before = where.peek();
  if (value === before) return;
  set(value);
  if (!current) return;
  const now = performance.now();
  if (past.peek().at(-1)?.beside?.name !== name || now - last.time >= SAME_MS) remember({ config: current, step, mixed, live: true, place: false, run: own, beside: { name, value: before, where, set } });
  future.value = [];
  last = { paths: name, time: now };
}

/** Whether a setting was changed while the run trained: then its link gives another. */
export const altered = () => mixed;

/** Follows a link, with the browser's history or without. @param {() => Promise<unknown>} show */
export async function follow(show) {
  following = true;
  await show();
  following = false;
}

/** @returns {View} */
const view = () => ({ lens: state.lens.peek(), settings: state.lensSettings.peek(), versus: state.versus.peek(), lecture: state.lecture.peek() });

/** A change that may also open something else. @param {() => Promise<boolean>} show whether it did */
export async function withView(show) {
  const [before, top] = [view(), past.peek().at(-1)];
  const opened = await show();
  const entry = past.peek().at(-1);
  if (opened && entry && entry !== top) entry.view = before;
}

export const undo = () => travel(past, future, words.undo.undone);
export const redo = () => travel(future, past, words.undo.redone);

/**
 * Puts a run from a file on the screen as it was kept.
 * @param {Kept} next
 * @returns {Promise<boolean>} whether it is there; what is wrong with it is thrown
 */
export async function bring(next) {
  pause();
  return asPlace(() => putOn(next));
}

const keeping = () => import("../runs/keep.js");

/** @param {Kept} next */
async function putOn(next) {
  const { resume } = await keeping();
  bringing = next;
  try {
    return await begin(next.config, (run) => resume(run, next));
  } finally {
    bringing = null;
  }
}

/** @param {typeof past} from @param {typeof past} to @param {string} word */
async function travel(from, to, word) {
  const entry = from.peek().at(-1);
  if (!entry || !current) return;
  const { beside } = entry;
  if (beside) {
    from.value = from.peek().slice(0, -1);
    to.value = [...to.peek(), { ...entry, beside: { ...beside, value: beside.where.peek() } }];
    last.time = -Infinity;
    beside.set(beside.value);
    told.value = `${to === future ? words.undo.asBefore : words.undo.asAfter}: ${words.undo.beside[beside.name]}`;
    return;
  }
  dismiss("undone");
  const playing = state.playing.peek();
  const paths = differing(current, entry.config);
  from.value = from.peek().slice(0, -1);
  to.value = [...to.peek(), { ...entry, config: current, step, mixed, view: entry.view && view(), run: own }];
  last.time = -Infinity;
  import("./words.js").then(({ described }) => (told.value = `${word}: ${entry.file ? words.undo.file(to === future) : described(entry, paths)}`), () => (told.value = `${word}.`));
  if (entry.live) return turnTo(entry.config, paths);

  current = entry.config;
  step = entry.step;
  own = entry.run ?? { kept: null };
  pause();
  const { kept } = own;
  const target = kept ? 0 : Math.min(entry.step, entry.config.steps);
  const next = kept ? kept.config : entry.mixed || !target ? state.fromStart(entry.config) : { ...entry.config, replay: target };
  awaiting = next;
  const show = async () => {
    const there = await (kept ? putOn(kept) : begin(next)).catch((error) => (report(error), false));
    if (!there) return false;
    if (entry.mixed && target) notify("status", "undone", words.undo.again(target));
    if (entry.view) ({ lens: state.lens.value, settings: state.lensSettings.value, versus: state.versus.value, lecture: state.lecture.value } = entry.view);
    if (playing) play();
    return true;
  };
  await (entry.place ? asPlace(show) : show());
}

/** The run goes on with the settings it had. @param {Config} config @param {string[]} paths */
function turnTo(config, paths) {
  const undone = [past.peek(), future.peek()];
  for (const path of paths) void turn(path, state.at(config, path), true);
  // Those turns were no changes of anybody's.
  [past.value, future.value] = undone;
  last.time = -Infinity;
}
