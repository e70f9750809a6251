/** From what a file holds, and what was chosen, to data that can be learned from. */
import { words } from "../language/language.js";
import { MOST } from "../lab/tables.js";
import { advice, isTooLarge, LARGEST, quoted, reason } from "./cells.js";
import { BLOCK, dataError, namedSeparators } from "./read.js";

const { csv: say } = words;
const { wrong } = say;

/**
 * @typedef {import("./read.js").Sheet} Sheet
 * @typedef {import("./read.js").Column} Column
 *
 * @typedef {object} Choices
 * @property {string | null} label name of the column with classes
 * @property {string[]} without names of columns that are left out
 * @property {"rows" | "mean"} missing what is done about missing values: rows are left out, or the mean is put in
 * @property {boolean} images
 *
 * @typedef {object} Plan what the choices come to
 * @property {number[]} features places of columns
 * @property {string[]} problems why it cannot be used as it is
 * @property {string[]} notes
 * @property {number} rows that stay
 * @property {number} dropped rows left out
 * @property {number} filled cells that the mean was put into
 * @property {number} missing cells
 * @property {{ width: number, height: number } | null} image
 * @property {string[]} classes
 * @property {string[]} unfit columns that are left out because they are no features, and why
 */

/** Of a column that loses more than this share of its range, it is said. */
const LOST = 1e-3;
const NUMBERED = /^(id|index|row)$/i;
const LABELS = /^(label|labels|class|classes|target|species|y|category)$/i;

/** Numbers in most cells. @param {Column} column */
export const isNumeric = (column) => column.numbers > column.texts;

/** @param {Column} column */
export function kindOf(column) {
  if (column.numbers + column.texts === 0) return say.empty;
  if (column.texts === 0) return say.numbers;
  return isNumeric(column) ? say.mixed(column.texts) : column.words.length > MOST.classes ? say.manyWords(MOST.classes) : say.words(column.words.length);
}

/** What is chosen before anyone has. @param {Sheet} sheet @returns {Choices} */
export function guessed({ columns }) {
  const can = (/** @type {Column} */ column) => column.words.length <= MOST.classes && column.numbers + column.texts > 0;
  // What is no whole number is measured, as a coordinate called y is; a text that is another in every row is a name, and no class.
  const named = columns.find((column) => LABELS.test(column.name) && can(column) && (column.texts > 0 || (columns.length > 1 && column.fractions === 0)));
  const texts = columns.filter((column) => !isNumeric(column) && column.words.length > 1 && column.words.length <= column.texts / 2 && can(column));
  const label = named ?? texts.at(-1) ?? null;
  const features = columns.filter((column) => column !== label && isNumeric(column));
  const images = features.length >= 16 && squareOf(features.length) !== null && features.every(({ name }) => /^(pixel|px)[ _.-]?\d/i.test(name));
  const numbered = (/** @type {Column} */ column) => NUMBERED.test(column.name) && features.length > 1;
  return { label: label?.name ?? null, without: columns.filter((column) => column !== label && (!isNumeric(column) || numbered(column))).map(({ name }) => name), missing: "rows", images };
}

/** @param {number} count */
export function squareOf(count) {
  const side = Math.round(Math.sqrt(count));
  return side * side === count && side > 1 ? side : null;
}

/** Why a column is no feature, in a few words. @param {Column} column @param {"." | ","} decimal */
function reasonOf(column, decimal) {
  if (column.first && !isNumeric(column)) return reason(column.first.cell, decimal);
  return isNumeric(column) ? say.why.numbered : say.empty;
}

/** Whether a column's first cell may be its name: a text above numbers, or one that does not come again among those that do. @param {Column} column */
function named(column) {
  if (column.textRows[0] !== 0) return false;
  const again = column.textWords.indexOf(column.textWords[0], 1) > 0;
  return !again && (isNumeric(column) || column.words.length <= column.texts / 2);
}

/** The class of every row, or −1 where there is none. @param {Sheet} sheet @param {number} place of the column */
function classesOf(sheet, place) {
  const column = sheet.columns[place];
  const labels = new Int32Array(sheet.rows).fill(-1);
  column.textRows.forEach((row, i) => (labels[row] = column.textWords[i]));
  const classes = [...column.words];
  /** @type {Map<number, number>} */
  const numbers = new Map();
  if (column.numbers > 0) {
    for (let row = 0; row < sheet.rows && classes.length <= MOST.classes; row++) {
      const value = valueAt(sheet, row, place);
      if (Number.isNaN(value)) continue;
      if (!numbers.has(value)) {
        numbers.set(value, classes.length);
        classes.push(String(Number(value.toPrecision(7))));
      }
      labels[row] = /** @type {number} */ (numbers.get(value));
    }
  }
  return { labels, classes };
}

/** @param {Sheet} sheet @param {number} row @param {number} place */
export const valueAt = (sheet, row, place) => sheet.blocks[Math.floor(row / BLOCK)][(row % BLOCK) * sheet.columns.length + place];

/**
 * Which rows stay, and what is wrong.
 * @param {Sheet} sheet
 * @param {Choices} choices
 * @returns {Plan & { keep: Uint8Array, labels: Int32Array | null }}
 */
export function plan(sheet, choices) {
  const { columns, rows, reading } = sheet;
  const { decimal } = reading;
  const problems = [];
  const notes = [];
  const place = choices.label === null ? -1 : columns.findIndex(({ name }) => name === choices.label);
  if (choices.label !== null && place < 0) problems.push(wrong.noColumn(quoted(choices.label)));
  const features = columns.map((_, i) => i).filter((i) => i !== place && !choices.without.includes(columns[i].name));
  if (features.length === 0) problems.push(columns.length === 1 && columns[0].numbers === 0 ? wrong.oneColumn(namedSeparators) : wrong.noFeature);
  if (features.length > MOST.columns) problems.push(wrong.manyFeatures(features.length, MOST.columns));
  for (const i of features) {
    const { name, first, texts, numbers, low, high, lost } = columns[i];
    if (first) problems.push(isTooLarge(first.cell, decimal) ? wrong.tooLarge(first.line, quoted(name), quoted(first.cell), texts - 1, LARGEST)
      : wrong.noNumber(first.line, quoted(name), quoted(first.cell), texts - 1, advice(first.cell, decimal)));
    else if (numbers === 0) problems.push(wrong.emptyColumn(quoted(name)));
    else if (lost > LOST * (high - low)) notes.push(say.digitsLost(quoted(name)));
  }
  if (!reading.header && columns.some(named)) (problems.length ? problems : notes).unshift(say.firstLineData);
  const tooMany = choices.label === null && columns.find((column) => LABELS.test(column.name) && !isNumeric(column) && column.words.length > MOST.classes);
  if (tooMany) notes.push(wrong.manyClasses(quoted(tooMany.name), MOST.classes));
  const found = place < 0 ? null : classesOf(sheet, place);
  if (found && found.classes.length > MOST.classes) problems.push(wrong.manyClasses(quoted(columns[place].name), MOST.classes));
  const keep = new Uint8Array(rows).fill(1);
  let missing = 0;
  let unlabelled = 0;
  for (let row = 0; row < rows; row++) {
    let gone = 0;
    const block = sheet.blocks[Math.floor(row / BLOCK)];
    const from = (row % BLOCK) * columns.length;
    for (const i of features) if (Number.isNaN(block[from + i])) gone++;
    if (found && found.labels[row] < 0) {
      keep[row] = 0;
      unlabelled++;
    } else if (gone > 0) {
      missing += gone;
      if (choices.missing === "rows") keep[row] = 0;
    }
  }
  const stay = keep.reduce((sum, one) => sum + one, 0);
  if (unlabelled) notes.push(say.unlabelled(unlabelled));
  if (stay < 8) problems.push(wrong.fewStay(stay, rows, choices.missing === "rows" && missing > 0));
  const present = found && new Set([...found.labels].filter((label, row) => keep[row] && label >= 0));
  if (present && present.size < 2 && problems.length === 0) problems.push(wrong.oneClass(quoted(columns[place].name)));
  const side = squareOf(features.length);
  if (choices.images && side === null) problems.push(wrong.noSquare(features.length));
  const unfit = columns.filter((column) => choices.without.includes(column.name) && (!isNumeric(column) || NUMBERED.test(column.name)));
  return { features, problems, notes, unfit: unfit.map((column) => say.unfit(column.name, reasonOf(column, decimal))), rows: stay, dropped: rows - stay, filled: choices.missing === "mean" ? missing : 0, missing, keep, labels: found?.labels ?? null,
    image: choices.images && side ? { width: side, height: side } : null, classes: found?.classes ?? [] };
}

/** Rows between which the page has its turn. */
const TURN = 4096;

/**
 * The data themselves, as `addData` takes them.
 * @param {Sheet} sheet
 * @param {Choices} choices
 * @returns {Promise<import("../lab/types.js").OwnData>}
 */
export async function tableOf(sheet, choices) {
  const { features, problems, rows, keep, labels, image, classes } = plan(sheet, choices);
  if (problems.length) throw dataError(problems.join(" "));
  const dim = features.length;
  const x = new Float32Array(rows * dim);
  const sums = new Float64Array(dim);
  const counts = new Float64Array(dim);
  /** Places of the classes that are left, in the order in which they come. @type {Map<number, number>} */
  const left = new Map();
  const told = new Uint32Array(labels ? rows : 0);
  let to = 0;
  for (let row = 0; row < sheet.rows; row++) {
    if (row % TURN === TURN - 1) await new Promise((resolve) => setTimeout(resolve));
    if (!keep[row]) continue;
    const block = sheet.blocks[Math.floor(row / BLOCK)];
    const from = (row % BLOCK) * sheet.columns.length;
    for (let j = 0; j < dim; j++) {
      const value = block[from + features[j]];
      x[to * dim + j] = value;
      if (value === value) sums[j] += value, counts[j]++;
    }
    if (labels) {
      if (!left.has(labels[row])) left.set(labels[row], left.size);
      told[to] = /** @type {number} */ (left.get(labels[row]));
    }
    to++;
  }
  for (let i = 0; i < x.length; i++) if (x[i] !== x[i]) x[i] = sums[i % dim] / Math.max(1, counts[i % dim]);
  if (image) scaled(x);
  return { x, rows, features: features.map((i) => sheet.columns[i].name), ...(image && { image }),
    ...(labels && { labels: told, classes: [...left.keys()].map((place) => classes[place]) }) };
}

/** Pixels from 0 to 1, in place: black stays black where nothing is darker. @param {Float32Array} x */
function scaled(x) {
  let [low, high] = [0, -Infinity];
  for (const value of x) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === 0 && high <= 1) return;
  const range = high - low || 1;
  for (let i = 0; i < x.length; i++) x[i] = Math.min(1, Math.max(0, (x[i] - low) / range));
}
