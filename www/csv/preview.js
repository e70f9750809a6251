/** What a file holds, and what will be made of it: looked at before anything is replaced. */
import { freshId, h, put } from "../dom.js";
import { whole } from "../format.js";
import { MOST } from "../lab/tables.js";
import { SEPARATOR_NAMES } from "./read.js";
import { guessed, isNumeric, kindOf, plan, squareOf } from "./table.js";

/**
 * @typedef {import("./read.js").Sheet} Sheet
 * @typedef {import("./read.js").Reading} Reading
 * @typedef {import("./table.js").Choices} Choices
 */

/** Columns that are shown at first, and problems that are told at once. */
const SHOWN = 12;
const TOLD = 4;

/**
 * @param {Sheet} sheet
 * @param {(reading: Reading) => Promise<Sheet>} again reads the file in another way
 * @param {(sheet: Sheet, choices: Choices) => Promise<void>} use
 * @returns {Promise<void>} when it is closed
 */
export function preview(sheet, again, use) {
  return new Promise((resolve) => {
    let choices = guessed(sheet);
    let all = false;
    const title = freshId("preview");
    const about = h("p", { class: "sub" });
    const settings = h("div", { class: "reading" });
    const table = h("div", { class: "sheet", tabIndex: 0, role: "region", "aria-label": "The first rows" });
    const said = h("div", { class: "said", role: "status" });
    const button = h("button", { type: "button", class: "primary", onclick: accept }, "Use these data");
    const dialog = h("dialog", { class: "dialog preview", "aria-labelledby": title }, h("h2", { id: title }, sheet.name), about, settings, table, said,
      h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), button));

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
      put(about, `${whole(sheet.rows)} rows of ${whole(columns.length)} columns`, sheet.encoding === "utf-8" ? "" : `; letters read as ${sheet.encoding === "windows-1252" ? "Windows-1252, since they are not UTF-8" : "UTF-16"}`, ". Nothing is replaced until you say so, and nothing leaves this device.");
      const found = plan(sheet, choices);
      const candidates = columns.filter(({ words, texts, name }) => name === choices.label || (words.length <= MOST.classes && texts > 0) || texts === 0);
      const anyMissing = found.missing > 0 || choices.missing === "mean";
      const images = h("input", { type: "checkbox", "data-key": "images", checked: choices.images, onchange: () => change({ images: images.checked }) });
      put(settings,
        select("First line", [["true", "names of columns"], ["false", "already data"]], String(reading.header), (value) => void reread({ header: value === "true" })),
        select("Separator", Object.entries(SEPARATOR_NAMES), reading.separator, (value) => void reread({ separator: /** @type {any} */ (value), decimal: value === "," ? "." : reading.decimal })),
        select("Decimal", [[".", "point"], [",", "comma"]], reading.decimal, (value) => void reread({ decimal: /** @type {any} */ (value) })),
        select("Label column", [["", "none"], ...candidates.map(({ name }) => /** @type {[string, string]} */ ([`=${name}`, name]))], choices.label === null ? "" : `=${choices.label}`, relabel),
        anyMissing && select("Missing values", [["rows", "leave the row out"], ["mean", "put in the column’s mean"]], choices.missing, (value) => change({ missing: /** @type {any} */ (value) })),
        (choices.images || squareOf(found.features.length)) && h("label", { class: "check" }, images, "Rows are images"));
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
        if (name === choices.label) return h("span", { class: "sub" }, "label");
        const box = h("input", { type: "checkbox", "data-key": `=${name}`, checked: !choices.without.includes(name),
          onchange: () => change({ without: box.checked ? choices.without.filter((one) => one !== name) : [...choices.without, name] }) });
        return h("label", { class: "check" }, box, h("span", null, "feature"), h("span", { class: "unseen" }, ` ${name}`));
      };
      put(table, h("table", null,
        h("thead", null,
          h("tr", null, shown.map(({ name }) => h("th", { scope: "col" }, name))),
          h("tr", null, shown.map((column) => h("td", null, feature(column)))),
          h("tr", { class: "sub" }, shown.map((column) => h("td", null, kindOf(column), column.missing > 0 && h("div", null, `${whole(column.missing)} missing`))))),
        h("tbody", null, sheet.head.map((row) => h("tr", null, shown.map((_, i) => h("td", null, row[i])))))),
        more > 0 && h("button", { type: "button", onclick: () => {
          all = true;
          draw();
        } }, `Show ${whole(more)} more columns`));
    }

    /** @param {ReturnType<typeof plan>} found */
    function tell(found) {
      const { problems, features, rows, dropped, filled, image, labels, classes, keep, notes } = found;
      button.disabled = problems.length > 0;
      const sizes = classes.map(() => 0);
      labels?.forEach((label, row) => keep[row] && label >= 0 && sizes[label]++);
      const named = classes.map((name, i) => `${name} (${whole(sizes[i])})`).filter((_, i) => sizes[i] > 0);
      const counted = (/** @type {number} */ count, /** @type {string} */ what) => `${whole(count)} ${what}${count === 1 ? "" : "s"}`;
      put(said,
        ...problems.slice(0, TOLD).map((text) => h("p", { class: "problem" }, text)),
        problems.length > TOLD && h("p", { class: "problem" }, `And ${problems.length - TOLD} more like these.`),
        h("p", null, h("b", null, `${counted(rows, "row")}, ${counted(features.length, "feature")}`), image ? `: images of ${image.width} × ${image.height}, scaled to 0 to 1. ` : ", standardised. ",
          dropped > 0 && `${counted(dropped, "row")} left out. `, filled > 0 && `${counted(filled, "missing value")} replaced by the column’s mean. `),
        h("p", null, labels ? `${counted(named.length, "class")}`.replace("classs", "classes") + `: ${named.slice(0, 8).join(", ")}${named.length > 8 ? " …" : ""}. They colour the points and judge the result.` : "No labels: what needs them is not measured."),
        ...notes.map((text) => h("p", null, text)));
    }

    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve();
    });
    draw();
    dialog.showModal();
    (button.disabled ? settings.querySelector("select") : button)?.focus();
  });
}
