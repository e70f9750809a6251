// The tables for people, from what metric.mjs measured.

/** Our methods by their place on the geodesic. */
export const OURS = { "GMML, t = ½": 0.5, "GMML, t = 0": 0 };
const THEIRS = ["LMNN", "ITML", "NCA"];

export function markdown({ date, machine, splits, timed, fits }) {
  const methods = ["Euclidean", ...Object.keys(OURS), ...THEIRS].map((name) => ({ name, time: timeOf(name, timed, fits) }));
  const half = timed[0];
  return [
    `Measured ${date} on ${machine}. Wall milliseconds a fit (processor in brackets), warm, medians of rounds that take turns.`,
    "",
    "### One fit of GMML, on the CPU through the public API",
    "",
    "| features | d | pairs | t | λ | a page waits | of it the engine | an empty call | target |",
    "|---|---|---|---|---|---|---|---|---|",
    ...timed.map(({ name, dim, pairs, t, lambda, target, ...ways }) => {
      const times = [ways.page, ways.engine, ways.trip].map((rounds) => cell(middle(rounds)));
      return `| ${name} | ${dim} | ${pairs} | ${t} | ${lambda} | ${times.join(" | ")} | < ${target}${middle(ways.page).wall < target ? "" : ", missed"} |`;
    }),
    "",
    `### Wine: the same ${splits} stratified 70/30 splits and pairs, metric-learn on one thread`,
    "",
    "| method | a fit, standardised | over what a page waits at t = ½ | over the engine's part | 5-NN error, standardised | 5-NN error, raw |",
    "|---|---|---|---|---|---|",
    ...methods.map(({ name, time }) => {
      const over = (rounds) => (time && !(name in OURS) ? ratio(time, middle(rounds)) : "–");
      const errors = ["standardised", "raw"].map((form) => errorOf(name, form, fits));
      return `| ${name} | ${time ? cell(time) : "–"} | ${over(half.page)} | ${over(half.engine)} | ${errors.join(" | ")} |`;
    }),
    "",
  ].join("\n");
}

function timeOf(name, timed, fits) {
  if (name in OURS) return middle(timed.find(({ name: data, t }) => data === "Wine" && t === OURS[name]).page);
  const own = fits.filter(({ method, form, wall }) => method === name && form === "standardised" && wall > 0);
  return THEIRS.includes(name) && own.length > 0 ? middle(own) : undefined;
}

/** Mean ± standard deviation over the splits, in percent; each round finds the same again. */
function errorOf(name, form, fits) {
  const { length } = fits.filter((fit) => fit.method === "Euclidean" && fit.form === form);
  const errors = fits.filter((fit) => fit.method === name && fit.form === form).map(({ error }) => 100 * error).slice(0, length);
  if (errors.length === 0) return "–";
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / Math.max(1, errors.length - 1);
  return `${mean.toFixed(1)} ± ${Math.sqrt(variance).toFixed(1)} %`;
}

const middle = (rounds) => ({ cpu: median(rounds.map(({ cpu }) => cpu)), wall: median(rounds.map(({ wall }) => wall)) });
const ratio = (them, us) => `${short(them.wall / us.wall)} × (${short(them.cpu / us.cpu)} ×)`;
const cell = ({ cpu, wall }) => `${short(wall)} (${short(cpu)})`;

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function short(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
