/** A run's curves as SVG, straight from the numbers: every value that was measured is a corner of its line. */
import { palette } from "../colors.js";
import { short } from "../format.js";
import { words } from "../language/language.js";

const { files: say } = words;

/** @typedef {{ name: string, color: string, at: number[], values: (number | null | undefined)[], dash?: string }} Line */
/** @typedef {{ title: string, lines: Line[] }} Panel */

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [480, 280, 64, 16, 40, 40];

/** @param {string} text */
export const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A coordinate. @param {number} value */
export const place = (value) => value.toFixed(2);

/** About five round numbers from `low` to `high`. @param {number} low @param {number} high */
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, i) => (Math.ceil(low / step) + i) * step);
}

/** The charts of a run. @param {import("./numbers.js").History} history @param {string} target "view", "word" or "answer" @returns {Panel[]} */
function panels({ steps, loss, metrics, iterates }, target) {
  const { ink, accent, positive, negative } = palette();
  const objectives = Object.entries(iterates);
  if (objectives.length) {
    return objectives.map(([name, values]) => ({ title: say.objectives[name],
      lines: [{ name: "", color: ink, at: values.map((_, step) => step), values }] }));
  }
  const at = metrics.map(({ step }) => step);
  const last = metrics.at(-1);
  /** @typedef {"knnAccuracy" | "probeAccuracy" | "sentenceAccuracy" | "analogyAccuracy" | "alignment" | "uniformity"} Key */
  /** @param {Key} key @param {string} name @param {string} color @returns {Line[]} */
  const measured = (key, name, color) => [{ name, color, at, values: metrics.map((one) => one[key]) },
    { name: "", color, at, values: metrics.map(() => last?.untrained[key]), dash: "6 4" }];
  /** @param {"knnAccuracy" | "probeAccuracy"} key @param {string} color @returns {Line} */
  const raw = (key, color) => ({ name: "", color, at, values: metrics.map(() => last?.raw[key]), dash: "1.5 3" });
  const right = { title: say.right, lines: [{ name: say.lines.right, color: ink, at, values: metrics.map(({ pretext }) => pretext?.accuracy) },
    { name: "", color: ink, at, values: metrics.map(({ pretext }) => pretext?.chance), dash: "1.5 3" }] };
  const words = { title: say.words, lines: [...measured("knnAccuracy", say.lines.categories, ink), ...measured("sentenceAccuracy", say.lines.sentences, accent), ...measured("analogyAccuracy", say.lines.analogies, positive)] };
  /** @type {Panel[]} */
  const made = [
    { title: say.loss, lines: [{ name: "", color: ink, at: steps, values: loss }] },
    ...(target === "view" ? [] : [right]),
    ...(target === "word" ? [words] : [{ title: say.accuracy, lines: [...measured("knnAccuracy", say.lines.knnAccuracy, ink), raw("knnAccuracy", ink), ...measured("probeAccuracy", say.lines.probeAccuracy, accent), raw("probeAccuracy", accent)] }]),
    ...(target === "view" ? [{ title: say.qualities, lines: [...measured("alignment", say.lines.alignment, positive), ...measured("uniformity", say.lines.uniformity, negative)] }] : []),
  ];
  return made.map(({ title, lines }) => ({ title, lines: lines.filter(({ values }) => values.some((value) => Number.isFinite(value))) })).filter(({ lines }) => lines.length);
}

/** @param {Panel} panel @param {number} index */
function drawn({ title, lines }, index) {
  const { ink, muted, line: hair } = palette();
  const all = lines.flatMap(({ values }) => values.filter((value) => Number.isFinite(value))).map(Number);
  const [least, most] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
  const room = (most - least) * 0.08 || Math.abs(most) * 0.1 || 0.5;
  const [low, high] = [least - room, most + room];
  const last = Math.max(1, ...lines.map(({ at }) => at.at(-1) ?? 0));
  const x = (/** @type {number} */ step) => LEFT + (step / last) * (WIDTH - LEFT - RIGHT);
  const y = (/** @type {number} */ value) => TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const text = (/** @type {number} */ left, /** @type {number} */ top, /** @type {string} */ anchor, /** @type {string} */ content, /** @type {string} */ color) => `<text x="${place(left)}" y="${place(top)}" text-anchor="${anchor}" fill="${color}">${safe(content)}</text>`;
  const across = ticks(0, last).filter(Number.isInteger);
  const paths = lines.map(({ color, at, values, dash }) => {
    // A gap where a value is missing.
    let pen = false;
    const d = values.map((value, i) => {
      if (!Number.isFinite(value)) {
        pen = false;
        return "";
      }
      const move = `${pen ? "L" : "M"}${place(x(at[i]))} ${place(y(Number(value)))}`;
      pen = true;
      return move;
    }).join("");
    return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${dash ? 1 : 1.5}"${dash ? ` stroke-dasharray="${dash}"` : ""} stroke-linejoin="round"/>`;
  });
  const names = lines.filter(({ name, dash }) => name && !dash).map(({ name, color }, i, shown) => text(WIDTH - RIGHT, TOP - 24 + 12 * i - (shown.length - 1) * 2, "end", name, color));
  const [dashed, dotted] = ["6 4", "1.5 3"].map((wanted) => lines.some(({ dash }) => dash === wanted));
  const more = dashed ? (dotted ? say.both : say.dashes) : dotted ? say.guessing : "";
  return `<g transform="translate(0 ${index * HEIGHT})">
${text(LEFT, TOP - 18, "start", title, ink)}${more ? text(LEFT, TOP - 5, "start", more, muted) : ""}
${ticks(low, high).map((value) => `<path d="M${LEFT} ${place(y(value))}H${WIDTH - RIGHT}" stroke="${hair}"/>${text(LEFT - 6, y(value) + 4, "end", short(value), muted)}`).join("\n")}
${across.map((step) => text(x(step), HEIGHT - BOTTOM + 16, "middle", short(step), muted)).join("")}${text(WIDTH - RIGHT, HEIGHT - 8, "end", say.step, muted)}
${names.join("")}
${paths.join("\n")}
</g>`;
}

/** @param {import("./numbers.js").History} history @param {string} target @param {string} about where the run is to be found */
export function curvesSVG(history, target, about) {
  const shown = panels(history, target);
  const height = HEIGHT * shown.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="11">
<title>${safe(shown.map(({ title }) => title).join("; "))}</title>
<desc>${safe(about)}</desc>
<rect width="100%" height="100%" fill="${palette().ground}"/>
${shown.map(drawn).join("\n")}
</svg>
`;
}
