/** Curves as numbers, for those who would rather read them. */
import { h } from "../dom.js";
import { whole } from "../format.js";
import { words } from "../language/language.js";

const { table: say } = words.pictures;

/** A long run is thinned to about this many rows; the last step always stays. */
const ROWS = 60;

/** @typedef {{ caption: string, head: string[], rows: string[][] }} Table  the first cell of a row is its heading */

/**
 * Charts over the same steps.
 * @param {ReturnType<typeof import("./chart.js").createChart>[]} charts
 * @returns {Table}
 */
export function stepTable(charts) {
  const steps = [...new Set(charts.flatMap((chart) => /** @type {number[]} */ (chart.data()[0])))].sort((a, b) => a - b);
  const every = Math.ceil(steps.length / ROWS);
  const measured = new Set(charts.slice(1).flatMap((chart) => /** @type {number[]} */ (chart.data()[0])));
  const kept = steps.filter((step, i) => i % every === 0 || i === steps.length - 1 || (measured.size < steps.length && measured.has(step)));
  const columns = charts.flatMap((chart) => chart.lines.map((line, i) => {
    const at = new Map(chart.data()[0].map((step, n) => [step, chart.data()[i + 1][n]]));
    return { title: charts.length > 1 && chart.lines.length === 1 ? chart.title : line.name, format: line.format, at };
  }));
  return { caption: every > 1 ? say.thinned(every) : say.every, head: [say.step, ...columns.map(({ title }) => title)],
    rows: kept.map((step) => [whole(step), ...columns.map(({ at, format }) => {
      const value = at.get(step);
      return value === undefined || value === null ? "" : format(value);
    })]) };
}

/** @param {string} label @param {Table[]} tables */
export function tableDialog(label, tables) {
  const dialog = h("dialog", { class: "dialog", "aria-label": label },
    h("div", { class: "scrolling", tabIndex: 0, role: "group", "aria-label": say.name }, tables.map(({ caption, head, rows }) => h("table", null,
      h("caption", null, caption),
      h("thead", null, h("tr", null, head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", null, rows.map(([name, ...cells]) => h("tr", null, h("th", { scope: "row" }, name), cells.map((cell) => h("td", null, cell)))))))),
    h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, words.controls.close));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
