/** Left: the data as it is, or its two strongest principal components. */
import { effect } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { percent, whole } from "../format.js";
import * as state from "../state.js";
import { legendView } from "./legend.js";
import { createPicture } from "./picture.js";

/** @param {number[] | null} variance */
export const shares = (variance) => (variance ? percent(variance.reduce((sum, part) => sum + part, 0), 0) : "");

/** @param {{ datasets: any[] }} catalog */
export function dataView(catalog) {
  const picture = createPicture({ label: "Data", views: (batch) => batch.dataXY });
  const title = h("h2");
  const about = h("p", { class: "sub" });
  const images = h("label", { class: "check" },
    h("input", { type: "checkbox", checked: state.thumbnails.value, onchange: (/** @type {any} */ event) => (state.thumbnails.value = event.target.checked) }), "as images");
  put(byId("data"), h("div", { class: "heading" }, title, about, images), picture.element, legendView());

  effect(() => {
    const { value: points } = state.points;
    const info = state.info.peek();
    if (!points || !info) return;
    const card = catalog.datasets.find(({ name }) => name === info.dataset);
    put(title, card?.title ?? info.dataset);
    put(about, `${whole(points.rows)} points of ${info.dim} numbers`,
      points.variance ? `; the two main directions hold ${shares(points.variance)} of the variance` : "");
    images.hidden = !info.image;
    picture.canvas.setAttribute("aria-label", `${card?.title ?? info.dataset}: ${whole(points.rows)} points in ${info.classes} classes`);
    picture.show({ xy: points.xy, dims: 2, unit: false }, false);
  });
}
