/** The curves as numbers, for those who would rather read them. */
import { h } from "../dom.js";
import { whole } from "../format.js";

/** A long run is thinned to about this many rows; the last step always stays. */
const ROWS = 60;

/** @param {ReturnType<typeof import("./chart.js").createChart>[]} charts */
export function tableDialog(charts) {
  const steps = [...new Set(charts.flatMap((chart) => /** @type {number[]} */ (chart.data()[0])))].sort((a, b) => a - b);
  const every = Math.ceil(steps.length / ROWS);
  const measured = new Set(charts.slice(1).flatMap((chart) => /** @type {number[]} */ (chart.data()[0])));
  const kept = steps.filter((step, i) => i % every === 0 || i === steps.length - 1 || measured.has(step));
  const columns = charts.flatMap((chart) => chart.lines.map((line, i) => {
    const at = new Map(chart.data()[0].map((step, n) => [step, chart.data()[i + 1][n]]));
    return { title: charts.length > 1 && chart.lines.length === 1 ? chart.title : line.name, format: line.format, at };
  }));
  const dialog = h("dialog", { class: "dialog", "aria-label": "The curves as a table" },
    h("div", { class: "scrolling", tabIndex: 0, role: "group", "aria-label": "Table" }, h("table", null,
      h("caption", null, every > 1 ? `Every ${every}th step, and every measurement.` : "Every step."),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, "Step"), columns.map(({ title }) => h("th", { scope: "col" }, title)))),
      h("tbody", null, kept.map((step) => h("tr", null, h("th", { scope: "row" }, whole(step)),
        columns.map(({ at, format }) => {
          const value = at.get(step);
          return h("td", null, value === undefined || value === null ? "" : format(value));
        })))))),
    h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "Close"));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
