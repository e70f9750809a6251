/** The result in sentences and in numbers, to be read, copied and heard. */
import { h, put } from "../dom.js";
import { fixed, percent, short } from "../format.js";
import { words } from "../language/language.js";
import { tableDialog } from "../views/table.js";
import * as state from "../state.js";
import { stroke } from "./inks.js";
import { called, plan, resultsOf, seeds, variants } from "./model.js";
import { MEASURES } from "./plan.js";
import { paired } from "./paired.js";
import { sweepRows, sweepSentence, knobOf } from "./sweeps.js";
import { baseline, finals, pairs, reached, untrained } from "./tally.js";
import { points, verdict } from "./words.js";

const { compare } = words;

/** @param {{ n: number, mean: number, deviation: number }} of */
const spoken = ({ n, mean, deviation }) => (n === 0 ? "–" : n === 1 ? percent(mean) : `${fixed(100 * mean, 1)} ± ${fixed(100 * deviation, 1)} %`);
const measure = () => called(plan.value.by);

/** A sentence a pair, or a sweep. */
export function sentences() {
  const [first, ...others] = variants.value;
  if (plan.value.sweeping) return plan.value.sweeps.map(sweepSentence).filter(Boolean);
  if (!first || variants.value.every(({ config }) => resultsOf(config).every((result) => !result?.over))) return [];
  return others.map(({ config, name, letter }) => verdict({ name: `${letter} (${name})`, base: first.letter, measure: measure(), seeds: plan.value.seeds, ...pairs(first.config, config, plan.value.by) }));
}

/** @returns {import("../views/table.js").Table} */
export function table() {
  const { seeds: asked, sweeping, sweeps } = plan.value;
  const caption = compare.caption(asked);
  if (sweeping) {
    return { caption, head: [compare.value, measure(), compare.seedsColumn], rows: sweeps.flatMap((sweep) => sweepRows(sweep).map(({ value, row }) => {
      const at = reached(row);
      return [`${knobOf(sweep.path)?.name ?? sweep.path} ${short(value, 4)}`, spoken(at), String(at.n)];
    })) };
  }
  const [first] = variants.value;
  const rows = variants.value.map(({ letter, name, config }, i) => [`${letter}  ${name}`, ...MEASURES.flatMap((key) => {
    const { before, after } = pairs(first.config, config, key);
    const found = paired(before, after);
    const difference = i === 0 || found.n === 0 ? "" : `${points(found.mean)}${found.n > 1 ? ` ± ${fixed(100 * found.deviation, 1)}` : ""}`;
    return [spoken(reached(finals(config, key))), difference];
  })]);
  const before = MEASURES.map((key) => untrained(variants.value, key));
  const own = before.find((all) => all.length > 1) ?? before[0];
  for (const { name, i } of own) {
    const cells = MEASURES.map((key) => baseline(variants.value[i].config, "untrained", key));
    rows.push([name, ...cells.flatMap((cell) => [cell ? spoken(cell) : "–", ""])]);
  }
  const raw = MEASURES.map((key) => (first ? baseline(first.config, "raw", key) : undefined));
  if (raw[0]) rows.push([compare.raw, ...raw.flatMap((cell) => [cell ? spoken(cell) : "–", ""])]);
  return { caption, head: [compare.variant, ...MEASURES.flatMap((key) => [called(key), compare.against])], rows };
}

/** Every run by itself, for a spreadsheet. */
export function csv() {
  const { sweeping, sweeps } = plan.value;
  const all = sweeping ? sweeps.flatMap((sweep) => sweepRows(sweep).map(({ value, config }) => ({ name: `${sweep.path} ${value}`, config }))) : variants.value.map(({ letter, name, config }) => ({ name: `${letter} ${name}`, config }));
  const cell = (/** @type {unknown} */ value) => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  const rows = all.flatMap(({ name, config }) => resultsOf(config).map((result, i) => {
    const last = result?.over && !result.error ? result.metrics.at(-1) : undefined;
    return [name, seeds.value[i], result?.loss.length ?? 0, result?.loss.at(-1) ?? "", ...MEASURES.flatMap((key) => [last?.[key] ?? "", last?.untrained[key] ?? "", last?.raw[key] ?? ""]), result?.error ?? ""];
  }));
  const head = ["variant", "seed", "steps", "last_loss", ...MEASURES.flatMap((key) => [key, `${key}_untrained`, `${key}_raw`]), "error"];
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\n");
}

/** Sentences and table as text, columns apart by tabs. */
export function text() {
  const { caption, head, rows } = table();
  return [...sentences(), "", `${caption}:`, head.join("\t"), ...rows.map((row) => row.join("\t")), "", location.href].join("\n");
}

/** @param {string} name @param {() => string} content */
function copyButton(name, content) {
  const button = h("button", { type: "button", class: "quiet", onclick: async () => {
    try {
      await navigator.clipboard.writeText(content());
      put(button, compare.copied);
    } catch {
      put(button, compare.refused);
    }
    setTimeout(() => put(button, name), 1500);
  } }, name);
  return button;
}

export function outcomeView() {
  const said = h("div", { class: "verdicts" });
  const numbers = h("table", null);
  const scrolling = h("div", { class: "scrolling", tabIndex: 0, role: "group", "aria-label": compare.numbers }, numbers);
  const dialog = h("button", { type: "button", class: "quiet", onclick: () => tableDialog(compare.tableTitle, [table()]) }, compare.table);
  const element = h("div", { class: "outcome" }, said, h("div", { class: "numbered" }, scrolling,
    h("p", { class: "buttons" }, dialog, copyButton(compare.copyText, text), copyButton(compare.copyCSV, csv))));
  let written = "";
  return {
    element,
    draw() {
      const { caption, head, rows } = table();
      const found = sentences();
      // What is the same stays, and with it what is being marked and read.
      const wanted = JSON.stringify([plan.value.sweeping, state.appearance.value, caption, rows, found]);
      if (wanted === written) return;
      written = wanted;
      // The sentence on a sweep stands under it, and its chart says the numbers.
      said.hidden = plan.value.sweeping && found.length > 0;
      scrolling.hidden = plan.value.sweeping;
      dialog.hidden = !plan.value.sweeping;
      put(said, ...(found.length ? found.map((one) => h("p", { class: "about" }, one)) : [h("p", { class: "about" }, hint())]));
      put(numbers, h("caption", null, caption), h("thead", null, h("tr", null, head.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", null, rows.map(([name, ...cells], i) => h("tr", null, h("th", { scope: "row" }, !plan.value.sweeping && variants.value[i] ? stroke(i) : null, " ", name), cells.map((cell) => h("td", null, cell))))));
    },
  };
}

/** What is to be done before there is an answer. */
function hint() {
  if (plan.value.sweeping) return compare.hintSweep;
  return variants.value.length < 2 ? compare.hintAdd : compare.hintRun;
}
