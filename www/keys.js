/** Single keys; silent while someone types, and where they are switched off (WCAG 2.1.4). */
import { toggleComparison } from "./controls/compare.js";
import { helpDialog } from "./controls/help.js";
import { choosePreset } from "./controls/scene.js";
import { newSeed } from "./controls/transport.js";
import { reset, stepOnce, toggle } from "./loop.js";
import * as state from "./state.js";

/** @param {any[]} presets */
export function keys(presets) {
  const actions = /** @type {Record<string, () => void>} */ ({ " ": toggle, ".": () => void stepOnce(), r: () => void reset(), n: () => void newSeed(), "?": helpDialog });
  presets.slice(0, 9).forEach((preset, i) => (actions[String(i + 1)] = () => void choosePreset(preset)));
  document.addEventListener("keydown", (event) => {
    if (!state.shortcuts.value || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("dialog, select, textarea, input:not([type=range], [type=checkbox], [type=radio])")) return;
    // Space presses the button, opens the summary, or ticks the box it is on.
    if (event.key === " " && target.closest("button, summary, input, a")) return;
    const key = event.key.toLowerCase();
    // While a comparison is open, it is what runs; the run that it covers waits.
    if (state.versus.value && (key === "." || key === "r")) return;
    // A scene of the lecture is left by its own keys; in the theorem's no run is to be seen.
    if (state.lecture.value && (/\d/.test(key) || (state.lens.value === "theorem" && " .rn".includes(key)))) return;
    const act = state.versus.value && key === " " ? toggleComparison : actions[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
