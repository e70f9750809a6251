/**
 * One line chart, over the steps or over something else: uPlot, with baselines, and the values at the cursor in
 * words. uPlot is asked for when there is a first value to draw: page and engine come before it.
 */
import { h, put } from "../dom.js";
import { capital, scientific, short, whole } from "../format.js";
import { words } from "../language/language.js";
import { report } from "../notices.js";
import { drawEnds } from "./ends.js";
import { strokeSample } from "./stroke.js";

/**
 * @typedef {import("uplot")} uPlot
 * @typedef {{ name: string, color: () => string, dash?: number[], format: (value: number) => string, edge?: boolean, quiet?: boolean,
 *   baselines?: () => { name: string, value: number | undefined, dash: number[], color?: () => string }[] }} Line
 *   quiet: thin, and without a word; edge: of a band, so without a stroke and a name of its own; each two edges, the upper first, enclose one
 * @typedef {{ x: number, y: number, name: string, color: string }} Mark
 * @typedef {{ name: string, tick: (value: number, i: number) => string, say: (value: number) => string, synced: boolean, splits?: number[] }} Axis
 * @typedef {{ title: string, lines: Line[], steps: () => [number, number], format: (value: number, increment: number) => string,
 *   range: (low: number, high: number) => [number, number], inks: () => { muted: string, line: string, ground: string },
 *   axis?: Axis, log?: () => boolean, marks?: () => Mark[], ends?: () => Mark[] }} Options
 *   marks: points with a name above; ends: names right of where a line ends
 *   log: whether heights are those of logarithms; `range` then gets and gives them
 */

const { curves } = words.pictures;

/** @type {Axis} */
const STEP = { name: curves.axis, synced: true, say: (value) => curves.step(whole(value)),
  tick: (value, i) => (!Number.isInteger(value) ? "" : i ? whole(value) : curves.step("0")) };

/** All charts share the cursor: the same step is read in each. */
const SYNC = "steps";
const FAMILY = '"Liberation Sans", system-ui, sans-serif';
/** How much larger the page's type is than on a desk. */
const larger = () => Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 17);

/** Half of a figure's width in it: the last name of an axis reaches beyond the plot by so much a letter. */
const HALF = 3.5;

/** @type {Promise<typeof import("uplot")> | undefined} */
let library;

/** @param {Options} options */
export function createChart({ title, lines, steps, format, range, inks, axis: across = STEP, log = () => false, marks, ends }) {
  /** The numbers as they are; the plot has their logarithms where it should. @type {(number | null)[][]} */
  let given = [[], ...lines.map(() => [])];
  /** @type {uPlot | undefined} */
  let plot;
  /** Of its words and numbers, one for all of them: taken when there is something to draw, and not at each frame. */
  let scale = 1;
  /** @param {number} value */
  const height = (value) => (log() ? Math.log10(Math.max(value, 1e-300)) : value);

  const readout = h("p", { class: "readout" });
  const host = h("div", { class: "plot", role: "img" });
  const heading = h("h2", null, title);
  const element = h("figure", { class: "chart" }, h("figcaption", null, heading, readout), host);

  /** @param {uPlot} plot */
  function baselines(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    const apart = 13 * devicePixelRatio * scale;
    ctx.font = `${10.5 * devicePixelRatio * scale}px ${FAMILY}`;
    /** Where names begin, from above. @type {number[]} */
    const written = [];
    const free = (/** @type {number} */ top) => top >= 0 && top + apart <= bbox.top + bbox.height && written.every((other) => Math.abs(other - top) >= apart);
    const known = lines.flatMap((line) => (line.baselines?.() ?? []).flatMap(({ value, color = line.color, ...rest }) => (Number.isFinite(value) ? [{ value: Number(value), color, ...rest }] : [])));
    // From the top down, so that of two names that are close the lower one gives way.
    for (const { name, value, dash, color } of known.sort((a, b) => b.value - a.value)) {
      const y = Math.round(plot.valToPos(height(value), "y", true)) + 0.5;
      // Not beyond the plot, nor where there is no such number.
      if (!(y >= bbox.top - 1 && y <= bbox.top + bbox.height + 1)) continue;
      ctx.strokeStyle = ctx.fillStyle = color();
      ctx.globalAlpha = 0.75;
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash(dash.map((part) => part * devicePixelRatio));
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      // Two names on one line could not be read: the second goes below, or where that is the axis, above the first.
      let top = y - 1 - apart;
      if (!free(top) && free(y + 2)) top = y + 2;
      while (!free(top) && top > 0) top -= devicePixelRatio;
      // In a chart as low as that its line goes without.
      if (!free(top)) continue;
      written.push(top);
      ctx.globalAlpha = 1;
      ctx.textAlign = "right";
      ctx.textBaseline = "bottom";
      write(ctx, name, bbox.left + bbox.width, top + apart);
    }
    /** @type {[number, number, number][]} */
    const taken = [];
    for (const { x, y, name, color } of marks?.() ?? []) {
      const [left, top] = [plot.valToPos(x, "x", true), plot.valToPos(height(y), "y", true)];
      ctx.fillStyle = color;
      ctx.beginPath();
      ctx.arc(left, top, 4 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
      // Above its point, and above the names that are there already.
      const half = ctx.measureText(name).width / 2;
      const middle = Math.min(bbox.left + bbox.width - half, Math.max(bbox.left + half, left));
      let foot = top - 6 * devicePixelRatio;
      while (taken.some(([at, reach, line]) => Math.abs(at - middle) < reach + half && Math.abs(line - foot) < apart)) foot -= 2 * devicePixelRatio;
      taken.push([middle, half, foot]);
      ctx.textAlign = "center";
      ctx.textBaseline = "bottom";
      write(ctx, name, middle, foot);
    }
    if (ends) drawEnds(plot, ends().map((end) => ({ ...end, y: height(end.y) })), write);
    ctx.restore();
  }

  /** Legible over anything. @param {CanvasRenderingContext2D} ctx @param {string} text @param {number} x @param {number} y */
  function write(ctx, text, x, y) {
    ctx.lineWidth = 3 * devicePixelRatio;
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    ctx.strokeStyle = inks().ground;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }

  const edges = lines.flatMap(({ edge }, i) => (edge ? [i] : []));
  const axis = () => ({ font: `${11 * scale}px ${FAMILY}`, stroke: () => inks().muted, ticks: { show: false }, grid: { stroke: () => inks().line, width: 1 }, border: { show: false } });
  /** @type {() => import("uplot").Options} */
  const settings = () => ({
    width: 300,
    height: 150,
    legend: { show: false },
    scales: { x: { time: false, range: () => steps() }, y: { range: (self, low, high) => range(low ?? 0, high ?? 1) } },
    axes: [
      { ...axis(), size: 22 * scale, gap: 4, space: 48 * scale, grid: { show: false }, values: (self, splits) => splits.map(across.tick), splits: across.splits && (() => across.splits ?? []) },
      { ...axis(), size: 46 * scale, gap: 4, space: 26 * scale, values: (self, splits, axisIndex, space, increment) => splits.map((value) => (log() ? 10 ** value >= 1e4 ? scientific(10 ** value) : short(10 ** value, increment < 0.1 ? 3 : 2) : format(value, increment))) },
    ],
    series: [{}, ...lines.map(({ name, color, dash, edge, quiet }) => ({ label: name, stroke: edge ? undefined : color, width: edge ? 0 : quiet ? 1 : 1.75, dash, points: { show: false } }))],
    bands: edges.flatMap((edge, i) => (i % 2 ? [] : [{ series: /** @type {[number, number]} */ ([edge + 1, edges[i + 1] + 1]), fill: () => `${lines[edge].color()}2E` }])),
    cursor: { y: false, drag: { x: false, y: false }, points: { size: (self, i) => (lines[i - 1]?.edge || lines[i - 1]?.quiet ? 0 : 7) },
      ...(across.synced && { sync: { key: SYNC, scales: /** @type {[string, null]} */ (["x", null]) } }) },
    hooks: { draw: [baselines], setCursor: [() => read()] },
    padding: [10, () => Math.max(14, HALF * scale * across.tick(across.splits?.at(-1) ?? steps()[1], 1).length + 3), 0, 4],
  });

  async function load() {
    library ??= import("uplot").then((module) => module.default);
    const UPlot = await library;
    if (plot) return;
    scale = larger();
    plot = new UPlot(settings(), heights(), host);
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = host;
      if (width > 40 && height > 40) plot?.setSize({ width, height });
    }).observe(host);
    read();
  }

  /** What the plot draws. */
  function heights() {
    const [xs, ...ys] = given;
    return /** @type {any} */ (log() ? [xs, ...ys.map((row) => row.map((value) => (value === null ? null : height(value))))] : given);
  }

  function read() {
    const [xs, ...ys] = given;
    const cursor = plot?.cursor.idx ?? null;
    const at = cursor ?? xs.length - 1;
    put(readout, ...lines.flatMap(({ name, color, dash, format: say, edge, quiet }, i) => {
      if (edge || quiet) return [];
      // Without a cursor, where each line has come to.
      const value = cursor === null ? ys[i].findLast((one) => one !== null && one !== undefined) : ys[i][at];
      return [h("span", null, strokeSample(color(), dash), name, " ", h("b", null, value === undefined || value === null ? "–" : say(value)))];
    }), cursor === null && across.synced ? null : h("span", { class: "when" }, across.say(xs[at] ?? 0)));
  }

  return {
    element,
    title,
    lines,
    heading,
    host,
    readout,
    /** @param {(number | null)[][]} data steps, then a row for each line */
    draw(data) {
      given = data;
      if (plot) plot.setData(heights());
      else if (data[0].length > 0) load().catch(report);
      read();
      const last = data[0].length - 1;
      const named = lines.map(({ name, edge, quiet }, i) => (edge || quiet ? "" : `${name} ${short(data[i + 1][last] ?? NaN)}`)).filter(Boolean).join(", ");
      host.setAttribute("aria-label", `${title}. ${last < 0 ? curves.nothing : `${capital(across.say(data[0][last] ?? 0))}: ${named}`}`);
    },
    data: () => given,
    recolor: () => plot?.redraw(false, true),
  };
}
