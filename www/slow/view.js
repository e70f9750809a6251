/** Slow motion: one step of training taken apart for the chosen anchor, one stage a click. */
import { batch as together, effect, signal } from "@preact/signals-core";
import { lensHeading } from "../controls/lenses.js";
import { h, put } from "../dom.js";
import { whole } from "../format.js";
import { words } from "../language/language.js";
import { stepOnce } from "../loop.js";
import { catalog } from "../language/offered.js";
import { report } from "../notices.js";
import { relationsOf } from "../relations.js";
import { ask, compare } from "../session.js";
import * as state from "../state.js";
import { overlay } from "../views/segments.js";
import { nameOf } from "../views/tip.js";
import { paintMove, paintPulls } from "./arrows.js";
import "./slow.css";
import { STAGES, ledger, outcome, vectors } from "./stages.js";

/** @typedef {import("./stages.js").Row} Row */

const { slow: say } = words;
const LAST = STAGES.length - 1;
const stage = signal(0);
/** The step that has been taken, and what it did; null before. @type {import("@preact/signals-core").Signal<{ row: Row, after: import("./stages.js").After | null } | null>} */
const taken = signal(null);
const opened = signal(false);
const stepping = signal(false);

const tabs = h("ol", { class: "stages", "aria-label": say.stages }, STAGES.map(({ title }, i) => h("li", null, h("button", { type: "button", onclick: () => go(i) }, `${i + 1} ${title}`))));
const telling = h("p", { class: "telling", "aria-live": "polite" });
const numbers = h("div", { class: "ledger" });
const back = h("button", { type: "button", onclick: () => go(stage.peek() - 1) }, say.back);
const next = h("button", { type: "button", class: "primary", onclick: () => void onward() });

export const lens = {
  element: h("div", { class: "slow" }, lensHeading(say.title), tabs, telling, numbers, h("p", { class: "turns" }, back, next)),
  open() {
    together(() => {
      stage.value = 0;
      taken.value = null;
      opened.value = true;
    });
  },
  close() {
    opened.value = false;
    overlay.value = null;
  },
};

/** @param {number} to */
function go(to) {
  stage.value = Math.min(LAST, Math.max(0, to));
}

/** Next stage; at the last the step itself, and then the first stage of another. */
async function onward() {
  if (stage.peek() < LAST) return go(stage.peek() + 1);
  if (taken.peek()) {
    together(() => {
      taken.value = null;
      stage.value = 0;
    });
    return;
  }
  const row = rowOf();
  if (!row || stepping.peek()) return;
  stepping.value = true;
  try {
    await stepOnce();
    const { batch, relations } = row;
    const dims = state.frame.peek()?.dims === 3 ? 3 : 2;
    // Negatives of the present state are others now.
    const seen = await ask((run) => run.batch({ dims, step: batch.step })).catch(() => undefined);
    const labels = state.points.peek()?.labels;
    const found = seen && labels && relationsOf(seen, relations.point, labels);
    if (state.step.peek() === batch.step) taken.value = { row, after: seen && found ? { batch: seen, relations: found } : null };
  } catch (error) {
    report(error);
  } finally {
    stepping.value = false;
  }
}

/** The anchor's row of the batch that the next step trains on; null while it is not known. @returns {Row | null} */
function rowOf() {
  const { value: batch } = state.comparison;
  const { value: points } = state.points;
  const relations = points && relationsOf(batch, state.anchor.value, points.labels);
  const config = state.config.value;
  const card = catalog.losses.find(({ name }) => name === config.loss?.name);
  if (!batch || !relations || !card) return null;
  return { batch, config, relations, card, width: batch.z.length / batch.rows, name: nameOf(relations.point) };
}

/** Only an anchor that is really drawn takes part in the step. */
effect(() => {
  const { value: batch } = state.comparison;
  const { value: anchor } = state.anchor;
  if (!opened.value || !batch || state.playing.value || stepping.value || taken.value) return;
  ask((run) => run.batch()).then((drawn) => {
    if (!drawn || drawn.step !== batch.step || anchor === null || drawn.indices.includes(anchor)) return;
    state.anchor.value = drawn.indices[0];
    return compare();
  }).catch(report);
});

/** Another run is looked at from its beginning. */
effect(() => {
  state.info.value;
  together(() => {
    taken.value = null;
    stage.value = 0;
  });
});

/** Whoever goes on by other means has left the step that was taken. */
effect(() => {
  const step = state.step.value;
  if (taken.peek() && taken.peek()?.row.batch.step !== step) taken.value = null;
});

effect(() => {
  if (!opened.value) return;
  state.appearance.value;
  const { value: done } = taken;
  const row = done?.row ?? rowOf();
  const at = done ? LAST : stage.value;
  [...tabs.querySelectorAll("button")].forEach((button, i) => {
    button.setAttribute("aria-current", i === at ? "step" : "false");
    button.disabled = Boolean(done);
  });
  back.disabled = at === 0 || Boolean(done);
  next.disabled = !row || state.playing.value || stepping.value;
  put(next, done ? say.another : at < LAST ? say.next(STAGES[at + 1].title) : say.take(whole((row?.batch.step) ?? 1)));
  if (!row || state.playing.value) {
    put(telling, state.playing.value ? say.pause : say.drawing);
    put(numbers);
    overlay.value = null;
    return;
  }
  put(telling, done ? outcome(row, done.after) : STAGES[at].text(row));
  put(numbers, at === 0 ? vectors(row) : ledger(row, at));
  overlay.value = overlayOf(row, at, done?.after ?? null);
});

/** What is drawn in the embedding at a stage, in place of the anchor's lines. @param {Row} row @param {number} at @param {import("./stages.js").After | null} after */
function overlayOf(row, at, after) {
  if (after) {
    return (/** @type {import("../views/segments.js").Drawing} */ drawing) => {
      const [old] = drawing.placed(row.batch.embeddingXY, [row.relations.row]);
      const [now] = drawing.placed(after.batch.embeddingXY, [after.relations.row]);
      if (old && now) paintMove(drawing, old, now);
    };
  }
  return at < 3 ? null : (/** @type {import("../views/segments.js").Drawing} */ drawing) => paintPulls(drawing, row.relations);
}
