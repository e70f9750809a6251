/** Left: the data as it is, or its two strongest principal components. */
import { effect } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { percent, whole } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { legendView } from "./legend.js";
import { paintGuides } from "./guides.js";
import { createPicture } from "./picture.js";
import { paintAnchor } from "./segments.js";

const { pictures: say } = words;

/** @param {number[] | null} variance */
export const shares = (variance) => (variance ? percent(variance.reduce((sum, part) => sum + part, 0), 0) : "");

/** Marks or images, where the points are images. */
export function imagesCheck() {
  const input = h("input", { type: "checkbox", onchange: () => setBeside("images", state.thumbnails, input.checked) });
  const element = h("label", { class: "check" }, input, say.images);
  effect(() => {
    input.checked = state.thumbnails.value;
    element.hidden = !state.info.value?.image;
  });
  return element;
}

/** @param {{ datasets: any[] }} catalog */
export function dataView(catalog) {
  const picture = createPicture({ label: say.data, task: "contrastive", facts: [state.comparison], under: paintGuides, over: (paint) => paintAnchor(paint, (batch) => batch.dataXY) });
  const title = h("h2");
  const about = h("p", { class: "sub" });
  const images = imagesCheck();
  put(byId("data"), h("div", { class: "heading" }, title, about, images), picture.element, legendView());

  effect(() => {
    const { value: points } = state.points;
    const info = state.info.peek();
    if (state.task.value !== "contrastive" || !points || !info) return;
    const card = catalog.datasets.find(({ name }) => name === info.dataset);
    put(title, card?.title ?? info.dataset);
    const rows = whole(points.rows);
    put(about, info.words ? say.wordsAbout(rows) : say.dataAbout(rows, info.dim, shares(points.variance)));
    picture.canvas.setAttribute("aria-label", say.dataSaid(card?.title ?? info.dataset, rows, Boolean(info.words), info.classes > 1 ? info.classes : 0));
    picture.show({ xy: points.xy, dims: 2, unit: false }, false);
  });
}
