/** Where parts of the page are left out, the others take their place: no holes, and pictures as large as there is room for. */
import { byId } from "./dom.js";

/** From here two pictures stand side by side, the buttons come first, in a frame they have room in one line, and the settings have a column of their own. */
const [PAIR, TABLET, LINE, DESK] = [32, 44, 56, 68].map((width) => matchMedia(`(min-width: ${width}rem)`));

/** What each place holds; only one of them is on at a time. */
const PLACES = /** @type {Record<string, string[]>} */ ({
  data: ["data", "plane", "lens"], embedding: ["embedding", "image"], formula: ["formula", "objective"],
  curves: ["curves", "inside-curves", "metric-curves"], anchor: ["anchor", "questions", "verdict"], heatmap: ["heatmap", "eigenvalues"],
  methods: ["methods"], controls: ["controls"], transport: ["transport"], lenses: ["lenses"], compare: ["compare"],
});
const ONE_COLUMN = ["lenses", "compare", "data", "embedding", "formula", "anchor", "curves", "heatmap", "methods", "controls", "transport"];

/** A frame's buttons stand above two pictures: at the foot they would cover what the frame is for. */
const first = () => TABLET.matches || document.documentElement.classList.contains("embed");

/** @typedef {{ rows: string[][], columns: string[], heights: string[], square?: string, classes: string[] }} Layout */

export function arrange() {
  const main = byId("main");
  const { classList } = document.documentElement;
  const draw = () => {
    classList.remove("sideless");
    const on = new Set(Object.keys(PLACES).filter((place) => PLACES[place].some((id) => byId(id).getClientRects().length)));
    const { rows, columns, heights, square, classes } = on.has("compare") ? comparison(on) : PAIR.matches ? pictures(on) : column(on);
    for (const [name, value] of Object.entries({ areas: rows.map((row) => `"${row.join(" ")}"`).join(" "), columns: columns.join(" "), rows: heights.join(" "), square })) {
      if (value) main.style.setProperty(`--${name}`, value);
      else main.style.removeProperty(`--${name}`);
    }
    for (const name of ["alone", "beside", "bar", "sideless"]) classList.toggle(name, classes.includes(name));
  };
  classList.add("arranged");
  const watch = new MutationObserver(draw);
  watch.observe(main, { attributeFilter: ["data-task", "data-target", "data-lens", "data-compare"] });
  for (const id of Object.values(PLACES).flat()) watch.observe(byId(id), { attributeFilter: ["hidden"] });
  for (const query of [PAIR, TABLET, LINE, DESK]) query.addEventListener("change", draw);
  draw();
}

/** @param {Set<string>} on @returns {Layout} */
function column(on) {
  const order = ONE_COLUMN.filter((place) => on.has(place));
  return { rows: order.map((place) => [place]), columns: ["minmax(0, 1fr)"], heights: order.map(() => "auto"), classes: [] };
}

/** @param {Set<string>} on @returns {Layout} */
function comparison(on) {
  if (!DESK.matches || !on.has("controls")) {
    const order = ["compare", "controls"].filter((place) => on.has(place));
    if (on.has("transport")) order.splice(TABLET.matches ? 0 : order.length, 0, "transport");
    return { rows: order.map((place) => [place]), columns: ["minmax(0, 1fr)"], heights: order.map((place) => (place === "compare" && DESK.matches ? "minmax(30rem, 1fr)" : "auto")), classes: ["bar"] };
  }
  return { rows: [["controls", "compare"]], columns: ["minmax(17.25rem, 22rem)", "minmax(0, 1fr)"], heights: ["minmax(30rem, 1fr)"], classes: [] };
}

/** @param {Set<string>} on @returns {Layout} */
function pictures(on) {
  const desk = DESK.matches;
  const left = desk && on.has("controls");
  const reading = ["anchor", "heatmap", "methods"].filter((place) => on.has(place));
  const shown = ["data", "embedding"].filter((place) => on.has(place));
  // Some lenses are as wide as two pictures.
  const wide = shown[0] === "data" && shown.length === 1 && byId("lens").getClientRects().length > 0;
  // Curves stand in a column where they have the room of a picture, or of settings and lists.
  const beside = !wide && on.has("curves") && (shown.length === 1 || (shown.length === 2 && desk && !left && !reading.length));
  const under = on.has("curves") && !beside;
  const side = desk && reading.length > 0 && shown.length + Number(under) > 0;
  const alone = shown.length === 1 && !beside && !side;

  /** The middle's columns, by what stands in the pictures' row. */
  let middle = beside ? [...shown, "curves"] : shown;
  if (shown.length === 2 && !left && !beside) middle = [".", ...shown, "."];
  if (!middle.length) middle = [under ? "curves" : desk && reading.length ? "side" : "formula"];
  const widths = middle.map((place) => (shown.includes(place) && !alone && !wide ? "var(--square)" : "minmax(0, 1fr)"));

  /** @type {[string[], string][]} */
  const rows = [];
  /** @param {string} place @param {string} [height] */
  const full = (place, height = "auto") => {
    if (on.has(place)) rows.push([middle.map(() => place), height]);
  };
  if (!left) {
    if (first()) full("transport");
    full("lenses");
  }
  full("formula");
  const above = rows.length;
  if (shown.length) rows.push([[...middle], under || !desk ? "auto" : "1fr"]);
  if (under) full("curves", desk ? "minmax(11.5rem, 1fr)" : "auto");
  if (middle[0] === "side") rows.push([["side"], "minmax(24rem, 1fr)"]);
  if (!desk) {
    const halves = reading.filter((place) => place !== "methods");
    if (halves.length === 2 && middle.length % 2 === 0) rows.push([middle.map((_, i) => halves[Number(i >= middle.length / 2)]), "auto"]);
    else halves.forEach((place) => full(place));
    for (const place of ["methods", "controls"]) full(place);
  }
  if (!left && !first()) full("transport");

  if (side) rows.forEach(([row], i) => row.push(i < above ? row[0] : "side"));
  if (left) {
    // The buttons stand over the settings, in their column.
    if (!rows.length) rows.push([["."], "minmax(24rem, 1fr)"]);
    rows.forEach(([row]) => row.unshift("controls"));
  }
  const columns = [...(left ? ["minmax(17.25rem, 22rem)"] : []), ...widths, ...(side ? [shown.length === 1 && !beside && !wide ? "minmax(15rem, 1fr)" : "minmax(15rem, 17rem)"] : [])];
  return {
    rows: rows.map(([row]) => row), columns, heights: rows.map(([, height]) => height),
    square: squareOf(on, { left, side, beside, under, count: middle.includes(".") || alone ? 2 : shown.length, alone }),
    classes: [desk && !side && middle[0] !== "side" && "sideless", alone && "alone", beside && "beside", !left && "bar"].filter((name) => typeof name === "string"),
  };
}

/**
 * A picture's side: what the window leaves room for, once everything above and below it has its height.
 * @param {Set<string>} on
 * @param {{ left: boolean, side: boolean, beside: boolean, under: boolean, alone: boolean, count: number }} layout
 */
function squareOf(on, { left, side, beside, under, alone, count }) {
  const framed = document.documentElement.classList.contains("embed");
  // Below a tablet's width buttons are as large as a thumb, and so is what stands over a picture.
  const buttons = !TABLET.matches ? 8.8 : framed && !LINE.matches ? 4.2 : 3;
  const taken = [8.3, framed ? 0 : 5.5, under && DESK.matches ? 12.5 : 0, left ? 0 : on.has("transport") ? buttons : 0, left || !on.has("lenses") ? 0 : 2.8].reduce((sum, one) => sum + one, 0);
  const formula = on.has("formula") ? "max(6.2rem, var(--formula, 6.2rem))" : "0rem";
  const besides = 2.5 + (left ? 19 : 0) + (side ? 18.5 : 0) + (beside ? (DESK.matches ? 18 : 16) : 0) + (count > 1 && !alone ? (beside ? 3 : 4.5) : 0);
  return `clamp(16rem, min(100dvh - ${taken.toFixed(1)}rem - ${formula}, (100vw - ${besides}rem) / ${alone ? 1 : Math.max(count, 1)}), 64rem)`;
}
