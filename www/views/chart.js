/** One line chart over the steps: uPlot, with baselines, and the values at the cursor in words. */
import uPlot from "uplot";
import { h, put } from "../dom.js";
import { short, whole } from "../format.js";

/**
 * @typedef {{ name: string, color: () => string, dash?: number[], format: (value: number) => string,
 *   baselines?: () => { name: string, value: number | undefined, dash: number[] }[] }} Line
 * @typedef {{ title: string, lines: Line[], steps: () => [number, number], format: (value: number, increment: number) => string,
 *   range: (low: number, high: number) => [number, number], inks: () => { muted: string, line: string, ground: string } }} Options
 */

/** All charts share the cursor: the same step is read in each. */
const SYNC = uPlot.sync("steps");
const FONT = '11px "Liberation Sans", system-ui, sans-serif';

/** @param {Options} options */
export function createChart({ title, lines, steps, format, range, inks }) {
  const readout = h("p", { class: "readout" });
  const host = h("div", { class: "plot", role: "img" });
  const element = h("figure", { class: "chart" }, h("figcaption", null, h("h2", null, title), readout), host);

  /** @param {uPlot} plot */
  function baselines(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.font = `${10.5 * devicePixelRatio}px "Liberation Sans", system-ui, sans-serif`;
    const written = /** @type {number[]} */ ([]);
    for (const line of lines) {
      for (const { name, value, dash } of line.baselines?.() ?? []) {
        if (value === undefined) continue;
        const y = Math.round(plot.valToPos(value, "y", true)) + 0.5;
        if (y < bbox.top - 1 || y > bbox.top + bbox.height + 1) continue;
        ctx.strokeStyle = ctx.fillStyle = line.color();
        ctx.globalAlpha = 0.75;
        ctx.lineWidth = devicePixelRatio;
        ctx.setLineDash(dash.map((part) => part * devicePixelRatio));
        ctx.beginPath();
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.stroke();
        // Two names on one line could not be read: the second goes below.
        const above = !written.some((other) => Math.abs(other - y) < 13 * devicePixelRatio);
        if (above) written.push(y);
        ctx.globalAlpha = 1;
        ctx.textAlign = "right";
        ctx.textBaseline = above ? "bottom" : "top";
        ctx.lineWidth = 3 * devicePixelRatio;
        ctx.setLineDash([]);
        ctx.lineJoin = "round";
        ctx.strokeStyle = inks().ground;
        ctx.strokeText(name, bbox.left + bbox.width, above ? y - 1 : y + 2);
        ctx.fillText(name, bbox.left + bbox.width, above ? y - 1 : y + 2);
      }
    }
    ctx.restore();
  }

  const axis = { font: FONT, stroke: () => inks().muted, ticks: { show: false }, grid: { stroke: () => inks().line, width: 1 }, border: { show: false } };
  const plot = new uPlot({
    width: 300,
    height: 150,
    legend: { show: false },
    scales: { x: { time: false, range: () => steps() }, y: { range: (self, low, high) => range(low ?? 0, high ?? 1) } },
    axes: [
      { ...axis, size: 22, gap: 4, space: 48, grid: { show: false }, values: (self, splits) => splits.map((value, i) => (!Number.isInteger(value) ? "" : i ? whole(value) : "step 0")) },
      { ...axis, size: 40, gap: 4, space: 26, values: (self, splits, axisIndex, space, increment) => splits.map((value) => format(value, increment)) },
    ],
    series: [{}, ...lines.map(({ name, color, dash }) => ({ label: name, stroke: color, width: 1.75, dash, points: { show: false } }))],
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: SYNC.key, scales: ["x", null] }, points: { size: 7 } },
    hooks: { draw: [baselines], setCursor: [() => read()] },
    padding: [10, 14, 0, 4],
  }, [[], ...lines.map(() => [])], host);

  function read() {
    const [xs, ...ys] = plot.data;
    const at = plot.cursor.idx ?? xs.length - 1;
    put(readout, ...lines.flatMap(({ name, color, format: say }, i) => {
      const value = ys[i][at];
      const key = h("i", { class: lines[i].dash ? "stroke dashed" : "stroke" });
      key.style.borderColor = color();
      return [h("span", null, key, name, " ", h("b", null, value === undefined || value === null ? "–" : say(value)))];
    }), plot.cursor.idx === null || plot.cursor.idx === undefined ? null : h("span", { class: "when" }, `step ${whole(xs[at] ?? 0)}`));
  }

  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = host;
    if (width > 40 && height > 40) plot.setSize({ width, height });
  }).observe(host);

  return {
    element,
    title,
    lines,
    /** @param {(number | null)[][]} data steps, then a row for each line */
    draw(data) {
      plot.setData(/** @type {any} */ (data));
      read();
      const last = data[0].length - 1;
      host.setAttribute("aria-label", `${title}. ${last < 0 ? "Nothing measured yet" : `Step ${data[0][last]}: ${lines.map(({ name }, i) => `${name} ${short(data[i + 1][last] ?? NaN)}`).join(", ")}`}`);
    },
    data: () => /** @type {(number | null)[][]} */ (plot.data),
    recolor: () => plot.redraw(false, true),
  };
}
