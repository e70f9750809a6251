/** From m unlabelled to n labelled: accuracy against the number of labels, five ways to use them, with bands over seeds. */
import { effect, signal } from "@preact/signals-core";
import { DASHES, inks, renewInks, shade } from "../compare/inks.js";
import { lensHeading, linkedSettings } from "../controls/lenses.js";
import { h, put } from "../dom.js";
import { fixed, percent, whole } from "../format.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";
import { save } from "../save.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { spread } from "../statistics.js";
import { createChart } from "../views/chart.js";
import "./labels.css";
import { labelRuns } from "./runner.js";
import { MOST_SEEDS, read, readN, readSeeds, usual, write } from "./settings.js";

/** @typedef {import("../lab/types.js").Labelled} Labelled */

const { labels: say } = words;
const METHODS = /** @type {const} */ (["probe", "fineTuned", "scratch", "raw", "untrained"]).map((key) => ({ key, ...say.methods[key] }));

const settings = signal(usual());
const found = signal(/** @type {{ key: string, n: number[], rows: Labelled[][] } | null} */ (null));
const progress = signal(/** @type {[number, number] | null} */ (null));
const opened = signal(false);
/** @type {AbortController | null} */
let running = null;

const keyOf = () => JSON.stringify([state.fromStart(state.config.value), settings.value]);
const go = h("button", { type: "button", class: "primary", onclick: () => (running ? stop() : void start()) });
const bar = h("progress", { "aria-label": say.seedsFinished });
const status = h("p", { class: "sub", role: "status" });
const plot = h("div", { class: "risks" });
const table = h("table", { class: "slopes" });
const said = h("p", { class: "claim said" });
const problem = h("p", { class: "problem", role: "alert", hidden: true });
/** @param {string} value @param {(text: string) => Partial<import("./settings.js").Settings>} understood */
function change(value, understood) {
  try {
    setBeside("labels", settings, { ...settings.peek(), ...understood(value) });
    problem.hidden = true;
  } catch (error) {
    problem.hidden = false;
    problem.textContent = /** @type {Error} */ (error).message;
  }
}
const sizes = h("input", { type: "text", autocomplete: "off", placeholder: say.usualSizes, "aria-label": say.sizes, onchange: () => change(sizes.value, (text) => ({ n: readN(text) })) });
const seeds = h("input", { type: "number", min: "1", max: String(MOST_SEEDS), "aria-label": say.seeds, onchange: () => change(seeds.value, (text) => ({ seeds: readSeeds(text) })) });
const saving = (/** @type {string} */ kind) => h("button", { type: "button", onclick: () => download(kind) }, kind);

const linked = linkedSettings({ name: "labels", settings, opened, read, write });

export const lens = {
  element: h("div", { class: "labels" }, lensHeading(say.title),
    h("p", { class: "claim" }, say.claim),
    h("div", { class: "steer" }, go, h("label", null, "n ", sizes), h("label", null, `${say.seedsShort} `, seeds), bar, status), problem, said, h("div", { class: "plate" }, plot, h("div", null, table, h("p", { class: "turns" }, saving("CSV"), saving("JSON"))))),
  open: () => linked.open(),
  close() {
    linked.close();
    stop();
  },
};

effect(() => {
  if (!opened.value) return;
  const { value: now } = settings;
  sizes.value = now.n?.join(", ") ?? "";
  seeds.value = String(now.seeds);
});

function stop() {
  running?.abort();
  running = null;
  progress.value = null;
}

async function start() {
  const mine = (running = new AbortController());
  const config = state.fromStart(state.config.peek());
  const key = keyOf();
  /** @type {Map<number, Labelled[]>} */
  const rows = new Map();
  found.value = null;
  const { n: wanted, seeds: count } = settings.peek();
  progress.value = [0, count];
  try {
    await labelRuns(config, wanted ?? undefined, count, { signal: mine.signal,
      progress: (done, of) => mine === running && (progress.value = [done, of]),
      grown: (seed, n, row) => {
        if (mine !== running) return;
        rows.set(seed, row);
        found.value = { key, n, rows: [...rows].sort(([a], [b]) => a - b).map(([, one]) => one) };
      } });
  } catch (error) {
    if (!mine.signal.aborted) report(error, "labels");
    mine.abort();
  }
  if (mine === running) {
    running = null;
    progress.value = null;
  }
}

/** Another experiment makes what was found out of date. */
effect(() => {
  const key = keyOf();
  if (found.peek() && found.peek()?.key !== key) {
    stop();
    found.value = null;
  }
});

effect(() => {
  const { value: now } = progress;
  const { value: result } = found;
  const { seeds: count } = settings.value;
  if (!opened.value) return;
  const several = say.seedCount(whole(count), count);
  put(go, now ? say.stop : result ? say.again(several) : say.run(several));
  bar.hidden = !now;
  if (now) [bar.value, bar.max] = now;
  put(status, now ? say.progress(whole(result?.rows.length ?? 0), several) : result ? say.done(whole(result.rows.length)) : say.idle);
});

/** @param {Labelled[][]} rows @param {number} at @param {keyof Labelled} key */
const over = (rows, at, key) => spread(rows.map((row) => row[at][key]));

/** @type {{ n: string, chart: ReturnType<typeof createChart> } | null} */
let chart = null;
/** @param {number[]} n */
function chartOf(n) {
  if (chart?.n === n.join()) return chart.chart;
  const ends = /** @type {[number, number]} */ ([Math.log10(n[0]), Math.log10(n[n.length - 1])]);
  const color = (/** @type {number} */ i) => (i < 3 ? shade(i) : inks().muted);
  const one = createChart({ title: say.accuracy, inks, steps: () => ends, format: (value) => percent(value, 0), range: (low, high) => [Math.max(0, low - 0.05), Math.min(1.02, high + 0.05)],
    axis: { name: say.axis, synced: false, splits: n.map((size) => Math.log10(size)), tick: (value) => whole(10 ** value), say: (value) => `n = ${whole(10 ** value)}` },
    lines: METHODS.flatMap(({ name }, i) => [{ name, color: () => color(i), format: percent, dash: i < 3 ? DASHES[i] : i === 3 ? [2, 3] : [7, 5] },
      { name: "", color: () => color(i), format: percent, edge: true }, { name: "", color: () => color(i), format: percent, edge: true }]) });
  chart = { n: n.join(), chart: one };
  put(plot, one.element);
  return one;
}

effect(() => {
  state.appearance.value;
  renewInks();
  chart?.chart.recolor();
});
effect(() => {
  const { value: result } = found;
  if (!opened.value) return;
  if (!result) {
    put(plot);
    put(table);
    put(said);
    chart = null;
    return;
  }
  const { n, rows } = result;
  const all = METHODS.map(({ key }) => n.map((_, at) => over(rows, at, key)));
  chartOf(n).draw([n.map((size) => Math.log10(size)), ...all.flatMap((line) => [line.map(({ mean }) => mean), line.map(({ mean, deviation }) => mean + deviation), line.map(({ mean, deviation }) => mean - deviation)])]);
  put(table, h("caption", null, say.caption), h("thead", null, h("tr", null, h("td", null), n.map((size) => h("th", { scope: "col" }, `n = ${whole(size)}`)))),
    h("tbody", null, METHODS.map(({ name, about }, i) => h("tr", null, h("th", { scope: "row", title: about }, name), all[i].map(({ mean, deviation }) => h("td", null, fixed(100 * mean, 1), h("small", null, ` ± ${fixed(100 * deviation, 1)}`)))))));
  put(said, conclusion(n, rows));
});

/** Where pretraining is ahead of the best that goes without, and by how much: differences within the seeds. @param {number[]} n @param {Labelled[][]} rows */
function conclusion(n, rows) {
  if (rows.length < 3) return "";
  const gain = (/** @type {number} */ at) => {
    const best = (/** @type {Labelled} */ one) => Math.max(one.scratch, one.raw);
    const each = rows.map((row) => Math.max(row[at].probe, row[at].fineTuned) - best(row[at]));
    return { ...spread(each), better: each.filter((one) => one > 0).length };
  };
  const first = gain(0);
  const points = say.points(`${first.mean > 0 ? "+" : ""}${fixed(100 * first.mean, 1)}`);
  const until = n.findLast((_, at) => gain(at).better >= 0.9 * rows.length);
  return `${say.conclusion(whole(n[0]), points, whole(first.better), whole(rows.length))} ${until === undefined ? say.nowhere : (until === n[n.length - 1] ? say.throughout : say.until)(whole(until))}`;
}

/** @param {string} kind */
function download(kind) {
  const { value: result } = found;
  if (!result) return;
  const text = kind === "JSON" ? JSON.stringify({ config: state.fromStart(state.config.peek()), n: result.n, found: result.rows }, null, 1)
    : [`run,n,${METHODS.map(({ key }) => key).join(",")}`, ...result.rows.flatMap((row, run) => row.map((one) => [run + 1, one.n, ...METHODS.map(({ key }) => one[key])].join(",")))].join("\n");
  save({ name: `nearfar-labels.${kind.toLowerCase()}`, type: kind === "JSON" ? "application/json" : "text/csv", content: text });
}
