/** What a file holds, and what will be made of it: looked at before anything is replaced. */
import { freshId, h, put } from "../dom.js";
import { whole } from "../format.js";
import { words } from "../language/language.js";
import { MOST } from "../lab/tables.js";
import { ENOUGH } from "../metric/unlabelled.js";
import * as state from "../state.js";
import { guessed, isNumeric, kindOf, plan, squareOf } from "./table.js";

const { csv: say } = words;

/**
 * @typedef {import("./read.js").Sheet} Sheet
 * @typedef {import("./read.js").Reading} Reading
 * @typedef {import("./table.js").Choices} Choices
 */

/** Columns that are shown at first, and problems that are told at once. */
const SHOWN = 12;
const TOLD = 4;
/** Columns that are no features, and are named. */
const NAMED = 8;

/**
 * @param {Sheet} sheet
 * @param {AbortSignal} given it is closed where something else is given
 * @param {(reading: Reading) => Promise<Sheet>} again reads the file in another way
 * @param {(sheet: Sheet, choices: Choices) => Promise<void>} use
 * @returns {Promise<void>} when it is closed
 */
export function preview(sheet, given, again, use) {
  return new Promise((resolve) => {
    let choices = guessed(sheet);
    let all = false;
    const title = freshId("preview");
    const about = h("p", { class: "sub" });
    const settings = h("div", { class: "reading" });
    const table = h("div", { class: "sheet", tabIndex: 0, role: "region", "aria-label": say.firstRows });
    const said = h("div", { class: "said", role: "status" });
    const button = h("button", { type: "button", class: "primary", onclick: accept }, say.use);
    const dialog = h("dialog", { class: "dialog preview", "aria-labelledby": title }, h("h2", { id: title }, sheet.name), about, settings, table, said,
      h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, say.cancel), button));

    /** @param {string} name @param {[string, string][]} options @param {string} value @param {(value: string) => void} choose */
    const select = (name, options, value, choose) => {
      const id = freshId("reading");
      const element = h("select", { id, onchange: () => choose(element.value) }, options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)));
      return h("div", { class: "choice" }, h("label", { for: id }, name), element);
    };

    /** @param {Partial<Reading>} change */
    async function reread(change) {
      button.disabled = true;
      try {
        sheet = await again({ ...sheet.reading, ...change });
        choices = guessed(sheet);
        draw();
      } catch (error) {
        // The settings show again how the rows below were read.
        draw();
        said.prepend(h("p", { class: "problem" }, /** @type {Error} */ (error).message));
      }
    }

    async function accept() {
      button.disabled = true;
      try {
        await use(sheet, choices);
        dialog.close();
      } catch (error) {
        put(said, h("p", { class: "problem" }, /** @type {Error} */ (error).message));
        button.disabled = false;
      }
    }

    /** Keeps the focus on the control that was used. */
    function draw() {
      const focused = document.activeElement?.getAttribute("data-key") ?? document.activeElement?.closest(".choice")?.querySelector("label")?.textContent;
      const { columns, reading } = sheet;
      put(about, say.size(whole(sheet.rows), columns.length, whole(columns.length)), sheet.encoding === "utf-8" ? "" : sheet.encoding === "windows-1252" ? say.windows : say.utf16, say.promise);
      const found = plan(sheet, choices);
      const candidates = columns.filter(({ words, texts, name }) => name === choices.label || (words.length <= MOST.classes && texts > 0) || texts === 0);
      const anyMissing = found.missing > 0 || choices.missing === "mean";
      const images = h("input", { type: "checkbox", "data-key": "images", checked: choices.images, onchange: () => change({ images: images.checked }) });
      put(settings,
        select(say.firstLine, [["true", say.names], ["false", say.data]], String(reading.header), (value) => void reread({ header: value === "true" })),
        select(say.separator, Object.entries(say.separators), reading.separator, (value) => void reread({ separator: /** @type {any} */ (value), decimal: value === "," ? "." : reading.decimal })),
        select(say.decimal, [[".", say.point], [",", say.comma]], reading.decimal, (value) => void reread({ decimal: /** @type {any} */ (value) })),
        select(say.labelColumn, [["", say.none], ...candidates.map(({ name }) => /** @type {[string, string]} */ ([`=${name}`, name]))], choices.label === null ? "" : `=${choices.label}`, relabel),
        anyMissing && select(say.missingValues, [["rows", say.leaveRow], ["mean", say.putMean]], choices.missing, (value) => change({ missing: /** @type {any} */ (value) })),
        (choices.images || squareOf(found.features.length)) && h("label", { class: "check" }, images, say.images));
      drawTable();
      tell(found);
      if (focused) for (const one of dialog.querySelectorAll("[data-key], .choice")) {
        if (one.getAttribute("data-key") === focused) /** @type {HTMLElement} */ (one).focus();
        else if (one.querySelector("label")?.textContent === focused) one.querySelector("select")?.focus();
      }
    }

    /** @param {Partial<Choices>} change */
    function change(change) {
      choices = { ...choices, ...change };
      draw();
    }

    /** The column that was the label becomes a feature where it can be one. @param {string} value */
    function relabel(value) {
      const label = value === "" ? null : value.slice(1);
      const before = sheet.columns.find(({ name }) => name === choices.label);
      const without = choices.without.filter((name) => name !== label);
      if (before && !isNumeric(before)) without.push(before.name);
      change({ label, without });
    }

    function drawTable() {
      const shown = all ? sheet.columns : sheet.columns.slice(0, SHOWN);
      const more = sheet.columns.length - shown.length;
      const feature = (/** @type {import("./read.js").Column} */ { name }) => {
        if (name === choices.label) return h("span", { class: "sub" }, say.label);
        const box = h("input", { type: "checkbox", "data-key": `=${name}`, checked: !choices.without.includes(name),
          onchange: () => change({ without: box.checked ? choices.without.filter((one) => one !== name) : [...choices.without, name] }) });
        return h("label", { class: "check" }, box, h("span", null, say.feature), h("span", { class: "unseen" }, ` ${name}`));
      };
      put(table, h("table", null,
        h("thead", null,
          h("tr", null, shown.map(({ name }) => h("th", { scope: "col" }, name))),
          h("tr", null, shown.map((column) => h("td", null, feature(column)))),
          h("tr", { class: "sub" }, shown.map((column) => h("td", null, kindOf(column), column.missing > 0 && h("div", null, say.missing(whole(column.missing))))))),
        h("tbody", null, sheet.head.map((row) => h("tr", null, shown.map((_, i) => h("td", null, row[i])))))),
        more > 0 && h("button", { type: "button", onclick: () => {
          all = true;
          draw();
        } }, say.more(whole(more))));
    }

    /** @param {ReturnType<typeof plan>} found */
    function tell(found) {
      const { problems, features, rows, dropped, filled, image, labels, classes, keep, notes, unfit } = found;
      button.disabled = problems.length > 0;
      const sizes = classes.map(() => 0);
      labels?.forEach((label, row) => keep[row] && label >= 0 && sizes[label]++);
      const named = classes.map((name, i) => `${name} (${whole(sizes[i])})`).filter((_, i) => sizes[i] > 0);
      put(said,
        ...problems.slice(0, TOLD).map((text) => h("p", { class: "problem" }, text)),
        problems.length > TOLD && h("p", { class: "problem" }, say.moreProblems(problems.length - TOLD)),
        h("p", null, h("b", null, say.counts(rows, whole(rows), features.length, whole(features.length))), image ? say.scaled(image.width, image.height) : say.standardised,
          dropped > 0 && say.leftOut(dropped, whole(dropped)), filled > 0 && say.filled(filled, whole(filled))),
        h("p", null, labels ? say.classes(named.length, whole(named.length), `${named.slice(0, 8).join(", ")}${named.length > 8 ? " …" : ""}`) : state.task.value === "metric" ? say.drawPairs(ENOUGH) : say.noLabels),
        unfit.length > 0 && h("p", null, say.noFeatures(unfit.slice(0, NAMED).join(", "), Math.max(0, unfit.length - NAMED))),
        ...notes.map((text) => h("p", null, text)));
    }

    document.body.append(dialog);
    given.addEventListener("abort", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve();
    });
    draw();
    dialog.showModal();
    (button.disabled ? settings.querySelector("select") : button)?.focus();
  });
}
