/** The state of things in a sentence, renewed at most every five seconds, for those who listen. */
import { effect, signal } from "@preact/signals-core";
import { fixed, percent, short, whole } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";

const { said } = words.transport;
const EVERY_MS = 5000;

export const summary = signal("");

export function sentence() {
  const { history, step } = state;
  const loss = history.loss.at(-1);
  const metrics = history.metrics.at(-1);
  const { value: metric } = state.metric;
  const parts = [said.step(whole(step.value))];
  if (metric) {
    parts.push(said.objective(short(metric.value)));
    if (metrics) parts.push(said.nearest(whole(state.config.value.neighbors), percent(metrics.knnAccuracy, 0)), said.euclidean(percent(metrics.raw.knnAccuracy, 0)));
    return parts.join(", ");
  }
  if (loss !== undefined) parts.push(said.loss(fixed(loss, 2)));
  if (metrics?.pretext && state.target.value !== "view") parts.push(said.pretext(percent(metrics.pretext.accuracy, 0)));
  if (metrics && state.target.value === "word") {
    if (metrics.knnAccuracy !== null) parts.push(said.categories(percent(metrics.knnAccuracy, 0)));
  } else if (metrics) parts.push(said.nearest("5", percent(metrics.knnAccuracy, 0)), said.probe(percent(metrics.probeAccuracy, 0)));
  return parts.join(", ");
}

/** @param {HTMLElement} live an aria-live region */
export function keepSummary(live) {
  let timer = 0;
  let last = -Infinity;
  /** @type {unknown} */
  let run = null;
  effect(() => {
    state.measured.value;
    // What was said of another run is no longer true.
    if (run !== state.points.value) {
      run = state.points.value;
      last = -Infinity;
      clearTimeout(timer);
      timer = 0;
    }
    // A run that has ended is told at once: nothing comes after it.
    const ended = !state.playing.value && state.step.value > 0;
    if (timer && !ended) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = 0;
      last = performance.now();
      summary.value = sentence();
      live.textContent = summary.value;
    }, ended ? 0 : Math.max(0, last + EVERY_MS - performance.now()));
  });
}
