/** What stands around the pictures and the formula: settings, curves, the batch, keys. A first step can do without it, and it comes after. */
import { effect } from "@preact/signals-core";
import { compareButton } from "./controls/compare.js";
import { lensButtons } from "./controls/lenses.js";
import { panel } from "./controls/panel.js";
import { byId, h, put } from "./dom.js";
import { keys } from "./keys.js";
import { words } from "./language/language.js";
import { catalog, presets } from "./language/offered.js";
import { described } from "./link.js";
import { defaults } from "./nearfar.js";
import { report } from "./notices.js";
import * as state from "./state.js";
import { anchorView } from "./views/anchor.js";
import { collapseNotice } from "./views/collapse.js";
import { curvesView } from "./views/curves.js";
import { heatmapView } from "./views/heatmap.js";

/** In parts, so that what the engine answers is heard between them. @param {() => Promise<unknown>} others */
export async function around(others) {
  compareButton();
  lensButtons();
  anchorView();
  curvesView();
  heatmapView();
  collapseNotice();
  await others();
  // What only some experiments need comes with the first of them.
  state.once(() => state.task.value === "metric", () => import("./metric/views.js").then(({ metricViews }) => metricViews(), report));
  state.once(() => state.target.value !== "view", () => import("./questions/view.js").then(({ questionsView }) => questionsView(), report));
  panel(catalog, defaults);
  keys(presets);
  footer();
}

function footer() {
  const { page } = words;
  const link = h("span", { id: "printed-link" });
  // The address changes later, which `link.js` prints; data may get their name after that.
  effect(() => put(link, described(location.href, state.config.value)));
  put(byId("footer"), h("p", null, page.footer),
    h("p", null, h("a", { href: "./www/examples.html" }, page.api), " · ", h("a", { href: "./THIRD-PARTY.txt" }, page.licences)), h("p", { class: "printed" }, link));
}
