/** What is trained on what, and where it stands, in a sentence or two. */
import { percent, short, whole } from "../format.js";
import { words } from "../language/language.js";
import { catalog } from "../language/offered.js";
import * as state from "../state.js";

const { share: say } = words;

/** @typedef {{ config: import("../types.js").Config, step: number, loss: number | null, metrics: import("../types.js").Metrics | null }} Standing
 *  `metrics`: the last that were measured; `loss`: of the last step */

/** The experiment on the screen. @returns {Standing} */
export const present = () => ({ config: state.fromStart(state.config.peek()), step: state.step.peek(), loss: state.history.loss.at(-1) ?? null, metrics: state.history.metrics.at(-1) ?? null });

/** @param {readonly any[]} list @param {string} name */
const titled = (list, name) => String(list.find((one) => one.name === name)?.title ?? name);

/** What is trained on what. @param {import("../types.js").Config} config */
export function subject(config) {
  const data = titled(catalog.datasets, config.data.name);
  if (config.task === "metric") return say.on(titled(/** @type {any} */ (catalog.metric).objectives, config.objective.name), data);
  const loss = config.loss && titled(catalog.losses, config.loss.name);
  if (config.pretext.name === "contrastive") return say.on(String(loss), data);
  const pretext = titled(catalog.pretexts, config.pretext.name);
  return loss ? say.pretextOn(pretext, loss, data) : say.on(pretext, data);
}

/** k-NN and a linear probe, where there are such; a run that was kept before k was measured with it had 5. @param {import("../types.js").Metrics} metrics */
export function accuracies({ knnAccuracy, probeAccuracy, neighbors = 5 }) {
  return [[say.knn(neighbors), knnAccuracy], [say.probe, probeAccuracy]].filter(([, value]) => typeof value === "number" && Number.isFinite(value))
    .map(([name, value]) => `${name} ${percent(Number(value))}`);
}

/** @param {Standing} standing */
export function sentence({ config, step, loss, metrics }) {
  const [what, metric] = [subject(config), config.task === "metric"];
  const right = metrics ? accuracies(metrics).join(", ") : "";
  if (!step) return say.said.untrained(what, config.seed, metric, right);
  const since = metrics?.step === step ? "" : whole(Number(metrics?.step));
  return say.said.trained({ subject: what, seed: config.seed, step: whole(step), metric, loss: short(Number(loss), 4), right, since });
}
