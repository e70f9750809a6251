/** The state of things in a sentence, renewed at most every five seconds, for those who listen. */
import { effect, signal } from "@preact/signals-core";
import { fixed, percent, short, whole } from "../format.js";
import * as state from "../state.js";

const EVERY_MS = 5000;

export const summary = signal("");

export function sentence() {
  const { history, step } = state;
  const loss = history.loss.at(-1);
  const metrics = history.metrics.at(-1);
  const { value: metric } = state.metric;
  const parts = [`Step ${whole(step.value)}`];
  if (metric) {
    parts.push(`objective ${short(metric.value)}`);
    if (metrics) parts.push(`${whole(state.config.value.neighbors)}-NN ${percent(metrics.knnAccuracy, 0)}, Euclidean ${percent(metrics.raw.knnAccuracy, 0)}`);
    return parts.join(", ");
  }
  if (loss !== undefined) parts.push(`loss ${fixed(loss, 2)}`);
  if (metrics?.pretext && state.target.value !== "view") parts.push(`pretext ${percent(metrics.pretext.accuracy, 0)} right`);
  if (metrics && state.target.value === "word") {
    if (metrics.knnAccuracy !== null) parts.push(`categories ${percent(metrics.knnAccuracy, 0)}`);
  } else if (metrics) parts.push(`5-NN ${percent(metrics.knnAccuracy, 0)}`, `linear probe ${percent(metrics.probeAccuracy, 0)}`);
  return parts.join(", ");
}

/** @param {HTMLElement} live an aria-live region */
export function keepSummary(live) {
  let timer = 0;
  let said = -Infinity;
  effect(() => {
    state.measured.value;
    // A run that has ended is told at once: nothing comes after it.
    const ended = !state.playing.value && state.step.value > 0;
    if (timer && !ended) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = 0;
      said = performance.now();
      summary.value = sentence();
      live.textContent = summary.value;
    }, ended ? 0 : Math.max(0, said + EVERY_MS - performance.now()));
  });
}
