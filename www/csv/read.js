/**
 * A file of separated values, read in slices so that the page stays quick, into numbers and what is beside them.
 *
 * Papa Parse splits lines into cells. It is given whole records at a time: its own reader of files cuts letters of more
 * than one byte in two.
 */
/// <reference path="./papaparse.d.ts" />
import Papa from "papaparse";
import { whole } from "../format.js";
import { words } from "../language/language.js";
import { MOST } from "../lab/tables.js";
import { isMissing, nameOf, numberIn, quoted } from "./cells.js";

const { pasted, separators, wrong } = words.csv;

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {number} numbers cells that are numbers
 * @property {number} fractions of them, those that are no whole ones
 * @property {number} low
 * @property {number} high
 * @property {number} lost the most that a number loses as a float of 32 bits
 * @property {number} missing
 * @property {number} texts cells that are neither
 * @property {string[]} words different texts, at most as many as there may be classes and one more
 * @property {number[]} textRows rows of those texts …
 * @property {number[]} textWords … and which they are; a place behind the last word is "one too many"
 * @property {{ line: number, cell: string } | null} first the first text
 *
 * @typedef {object} Sheet
 * @property {string} name of the file
 * @property {number} rows
 * @property {Column[]} columns
 * @property {Float32Array[]} blocks [BLOCK, columns] each, NaN where there is no number
 * @property {string[][]} head the first rows as they stand there
 * @property {Reading} reading how it was read
 * @property {string} encoding
 *
 * @typedef {object} Reading
 * @property {"," | ";" | "\t" | "|"} separator
 * @property {"." | ","} decimal
 * @property {boolean} header whether the first line has names
 */

export const BLOCK = 1024;
/** Bytes of a file; bytes that are read at once; letters that a record may have. */
const MOST_BYTES = 600 * 2 ** 20;
const SLICE = 1 << 18;
const LONGEST_RECORD = 1 << 20;
/** Columns of a file, features or not. */
const MOST_COLUMNS = 1000;
const FEWEST_ROWS = 8;
const HEAD = 6;
export const SEPARATORS = /** @type {const} */ ([",", ";", "\t", "|"]);
/** A first line in which a spreadsheet names the separator. */
const SEPARATOR_LINE = /^"?sep=(.)"?(\r\n|\r|\n|$)/i;

/** @param {string} message */
const dataError = (message) => Object.assign(new Error(message), { name: "DataError" });

/**
 * @param {Blob & { name?: string }} file
 * @param {{ reading?: Partial<Reading>, onProgress?: (share: number) => void, signal?: AbortSignal }} [how] what is not said is guessed
 * @returns {Promise<Sheet>}
 */
export async function read(file, { reading = {}, onProgress, signal } = {}) {
  const name = nameOf(file.name ?? "", pasted);
  if (file.size > MOST_BYTES) throw dataError(wrong.large(name, Math.round(file.size / 2 ** 20), MOST_BYTES / 2 ** 20));
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (start[0] === 0x50 && start[1] === 0x4b) throw dataError(wrong.spreadsheet(name));
  const encodings = start[0] === 0xff && start[1] === 0xfe ? ["utf-16le"] : start[0] === 0xfe && start[1] === 0xff ? ["utf-16be"] : ["utf-8", "windows-1252"];
  for (const encoding of encodings) {
    try {
      return await readAs(encoding, file, name, reading, onProgress, signal);
    } catch (error) {
      // Letters that are no UTF-8 are what older programs write.
      if (!(error instanceof TypeError) || encoding === encodings.at(-1)) throw error;
    }
  }
  throw dataError(wrong.noText(name));
}

/** @param {string} encoding @param {Blob} file @param {string} name @param {Partial<Reading>} wanted @param {((share: number) => void) | undefined} onProgress @param {AbortSignal | undefined} signal @returns {Promise<Sheet>} */
async function readAs(encoding, file, name, wanted, onProgress, signal) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  /** @type {ReturnType<typeof collector> | null} */
  let sheet = null;
  let rest = "";
  for (let at = 0; at < file.size || at === 0; at += SLICE) {
    signal?.throwIfAborted();
    const last = at + SLICE >= file.size;
    const bytes = await file.slice(at, at + SLICE).arrayBuffer();
    const text = rest + decoder.decode(bytes, { stream: !last });
    if (text.includes("\0")) throw dataError(wrong.noUtf8(name));
    const end = last ? text.length : endOfRecords(text);
    rest = text.slice(end);
    if (rest.length > LONGEST_RECORD) {
      const { separator } = sheet ?? guess(text.slice(0, end) || rest, wanted);
      const line = (sheet?.line ?? 1) + (end && text.slice(0, end).split("\n").length - 1);
      throw dataError(wrong.endless(line, columnOf(rest, unclosed(Papa.parse(rest, { delimiter: separator })), separator), name));
    }
    if (end === 0 && !last) continue;
    let records = text.slice(0, end);
    if (!sheet) {
      const [line, separator] = SEPARATOR_LINE.exec(records) ?? ["", undefined];
      if (separator && !isSeparator(separator)) throw dataError(wrong.otherSeparator(name, quoted(separator), namedSeparators));
      records = records.slice(line.length);
      sheet = collector(name, guess(records, { ...(separator && { separator: /** @type {Reading["separator"]} */ (separator) }), ...wanted }), line ? 2 : 1);
    }
    sheet.take(records);
    onProgress?.(Math.min(1, (at + SLICE) / file.size));
  }
  if (!sheet) throw dataError(wrong.empty(name));
  return sheet.done(encoding);
}

/** Behind the last line end that is not within quotes. @param {string} text */
function endOfRecords(text) {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes++;
  for (let end = text.length; ; ) {
    const cut = text.lastIndexOf("\n", end - 1);
    if (cut < 0) return 0;
    for (let at = cut + 1; at < end; at++) if (text[at] === '"') quotes--;
    if (quotes % 2 === 0) return cut + 1;
    end = cut;
    if (end === 0) return 0;
  }
}

/** How the file is written, from its first lines. @param {string} text @param {Partial<Reading>} wanted @returns {Reading} */
function guess(text, wanted) {
  const sample = text.slice(0, 1 << 16);
  const split = (/** @type {string} */ delimiter) => /** @type {string[][]} */ (Papa.parse(sample, { delimiter, preview: 20, skipEmptyLines: "greedy" }).data);
  const score = (/** @type {string[][]} */ rows) => (rows.length && rows.slice(0, -1).every((row) => row.length === rows[0].length) ? rows[0].length : 1);
  const separator = wanted.separator ?? SEPARATORS.reduce((best, one) => (score(split(one)) > score(split(best)) ? one : best));
  const rows = split(separator).map((row) => row.map((cell) => cell.trim()));
  const cells = rows.slice(1, -1).flat();
  const only = (/** @type {"." | ","} */ decimal) => cells.filter((cell) => numberIn(cell, decimal) !== undefined && cell.includes(decimal)).length;
  const decimal = wanted.decimal ?? (separator !== "," && only(",") > only(".") ? "," : ".");
  // A line of names has no number in it.
  const header = wanted.header ?? !(rows[0] ?? []).some((cell) => numberIn(cell, decimal) !== undefined);
  return { separator, decimal, header };
}

/** @param {string} text */
export const isSeparator = (text) => SEPARATORS.some((one) => one === text);
export const namedSeparators = new Intl.ListFormat(words.runs.locale, { type: "disjunction" }).format(SEPARATORS.map((one) => separators[one]));

/** @param {string} name @param {Reading} reading @param {number} line the first one's number */
function collector(name, reading, line) {
  const { separator, decimal, header } = reading;
  /** @type {Column[]} */
  let columns = [];
  /** @type {Map<string, number>[]} */
  let known = [];
  /** @type {Float32Array[]} */
  const blocks = [];
  /** @type {string[][]} */
  const head = [];
  let rows = 0;
  let named = false;
  /** The first line begins as comments do. */
  let commented = false;

  /** @param {string[]} cells */
  const begin = (cells) => {
    if (cells.length > MOST_COLUMNS) throw dataError(wrong.manyColumns(name, cells.length, MOST_COLUMNS, MOST.columns));
    commented = cells[0].startsWith("#");
    if (commented && cells.length === 1) throw dataError(wrong.comment(line, name));
    /** @type {Set<string>} */
    const taken = new Set();
    columns = cells.map((cell, i) => {
      const wanted = nameOf(header ? cell : "", header ? `column ${i + 1}` : `x${i + 1}`);
      let unique = wanted;
      for (let times = 2; taken.has(unique); times++) unique = `${wanted.slice(0, 90)} (${times})`;
      taken.add(unique);
      return { name: unique, numbers: 0, fractions: 0, low: Infinity, high: -Infinity, lost: 0, missing: 0, texts: 0, words: [], textRows: [], textWords: [], first: null };
    });
    known = columns.map(() => new Map());
    named = true;
  };

  /** @param {string[]} cells */
  const row = (cells) => {
    if (cells.length !== columns.length) {
      const comment = commented || cells[0].startsWith("#");
      throw dataError(`${wrong.cells(line, name, cells.length, columns.length)} ${comment ? wrong.comments : cells.length > columns.length ? wrong.quote : wrong.separator(separators[separator])}`);
    }
    if (rows === MOST.rows) throw dataError(wrong.manyRows(name, whole(MOST.rows)));
    if (rows % BLOCK === 0) blocks.push(new Float32Array(BLOCK * columns.length).fill(NaN));
    const block = blocks[blocks.length - 1];
    const from = (rows % BLOCK) * columns.length;
    for (let i = 0; i < cells.length; i++) {
      const column = columns[i];
      // What spaces and quotes are around a cell is no part of it.
      const cell = cells[i].trim();
      if (isMissing(cell)) {
        column.missing++;
        continue;
      }
      const value = numberIn(cell, decimal);
      if (value !== undefined) {
        block[from + i] = value;
        column.numbers++;
        if (!Number.isInteger(value)) column.fractions++;
        if (value < column.low) column.low = value;
        if (value > column.high) column.high = value;
        const lost = Math.abs(value - block[from + i]);
        if (lost > column.lost) column.lost = lost;
        continue;
      }
      column.texts++;
      column.first ??= { line, cell };
      const word = nameOf(cell, "?");
      let place = known[i].get(word);
      if (place === undefined) {
        place = known[i].size;
        if (place <= MOST.classes) {
          known[i].set(word, place);
          column.words.push(word);
        }
      }
      if (place <= MOST.classes) {
        column.textRows.push(rows);
        column.textWords.push(place);
      }
    }
    if (head.length < HEAD) head.push(cells.map((cell) => cell.trim().slice(0, 60)));
    rows++;
  };

  return {
    separator,
    get line() {
      return line;
    },
    /** @param {string} text whole records */
    take(text) {
      const parsed = Papa.parse(text, { delimiter: separator });
      const { data } = parsed;
      const quotes = unclosed(parsed);
      if (quotes) {
        const before = /** @type {string[][]} */ (data).slice(0, quotes.row ?? 0).reduce((sum, cells) => sum + 1 + breaks(cells), 0);
        throw dataError(wrong.quotes(line + before, columnOf(text, quotes, separator), name));
      }
      for (const cells of /** @type {string[][]} */ (data)) {
        const empty = cells.every((cell) => cell.trim() === "") && (cells.length === 1 || cells.length !== columns.length);
        if (!empty) {
          if (!named) {
            begin(cells);
            if (!header) row(cells);
          } else row(cells);
        }
        line += 1 + breaks(cells);
      }
      // The end of the last line begins another, which is empty here.
      if (/[\r\n]$/.test(text)) line--;
    },
    /** @param {string} encoding @returns {Sheet} */
    done(encoding) {
      if (!named) throw dataError(wrong.noLines(name, separators[separator]));
      if (rows < FEWEST_ROWS) throw dataError(wrong.fewRows(name, rows, FEWEST_ROWS));
      return { name, rows, columns, blocks, head, reading, encoding };
    },
  };
}

/** @typedef {ReturnType<typeof Papa.parse>} Parsed */
/** @param {Parsed} parsed */
const unclosed = ({ errors }) => errors.find(({ type }) => type === "Quotes");

/** The column in which a quotation mark is opened. @param {string} text @param {Parsed["errors"][number] | undefined} quotes @param {string} delimiter */
function columnOf(text, quotes, delimiter) {
  const before = text.slice(0, Math.max(0, (quotes?.index ?? 0) - 1));
  return /** @type {string[][]} */ (Papa.parse(before, { delimiter }).data).at(-1)?.length ?? 1;
}

/** Line breaks within cells. @param {string[]} cells */
function breaks(cells) {
  let found = 0;
  for (const cell of cells) if (cell.includes("\n")) found += cell.split("\n").length - 1;
  return found;
}

export { dataError, quoted };
