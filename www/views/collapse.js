/** Says by name that a representation has collapsed, once it has, and takes it back when it parts again. */
import { effect, untracked } from "@preact/signals-core";
import { percent } from "../format.js";
import { words } from "../language/language.js";
import { dismiss, notify } from "../notices.js";
import * as state from "../state.js";

/** Below it all embeddings are one point for any purpose. */
const COLLAPSED = 0.01;

export function collapseNotice() {
  let said = false;
  effect(() => {
    state.measured.value;
    const { value: task } = state.task;
    const latest = state.history.metrics.at(-1);
    const spread = task === "contrastive" && state.target.value === "view" && latest?.step ? latest.spread : undefined;
    const collapsed = spread !== undefined && spread < COLLAPSED;
    if (collapsed === said) return;
    said = collapsed;
    untracked(() => {
      if (!collapsed) return dismiss("collapse");
      notify("status", "collapse", words.pictures.collapsed(percent(spread, 1), percent(latest?.untrained.spread ?? NaN, 0)));
    });
  });
}
