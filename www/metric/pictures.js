/** The plane before and after: the data with S and D on the left, the same points after x ↦ Lx on the right. */
import { effect } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { capital, percent, short, whole } from "../format.js";
import { words } from "../language/language.js";
import * as state from "../state.js";
import { imagesCheck, shares } from "../views/data.js";
import { paintGuides } from "../views/guides.js";
import { legendView } from "../views/legend.js";
import { createPicture } from "../views/picture.js";
import { windowOf } from "../views/projector.js";
import { paintAnchor } from "../views/segments.js";
import { summary } from "../views/summary.js";
import { distanceLine, distanceToAnchor } from "./distance.js";
import { SIDES, cancelDrawing, choosePoint, drawingHint, drawingTools, first, side } from "./drawing.js";
import { metricKey } from "./key.js";
import { SHOWN, pairNear, paintDrawn, paintPairs, pointedPair } from "./pairs.js";
import { after, before, joined, paintShapes } from "./shapes.js";

const { metric: say } = words;

/** A picture with pairs and the shapes it was last shown with. @param {string} label */
function createPlane(label) {
  /** @type {import("./shapes.js").Shape[]} */
  let shapes = [];
  const picture = createPicture({
    label, task: "metric", facts: [state.metric, side, first, pointedPair], choose: choosePoint, cancel: cancelDrawing, more: distanceToAnchor,
    under(paint) {
      paintPairs(paint);
      if (shapes.length) paintShapes(paint, shapes, true);
      else paintGuides(paint);
    },
    over(paint) {
      paintShapes(paint, shapes, false);
      paintDrawn(paint);
      paintAnchor(paint, () => new Float32Array(0));
    },
    beside(x, y, at) {
      const found = Number.isNaN(x) ? null : pairNear(x, y, at, devicePixelRatio);
      const known = pointedPair.value;
      if (found?.i !== known?.i || found?.j !== known?.j || found?.side !== known?.side) pointedPair.value = found;
      return found && distanceLine(found.i, found.j, (found.flipped ? say.wrongPair : say.pair)(found.i, found.j, say.sides[found.side]));
    },
  });
  return {
    ...picture,
    /** @param {Omit<import("../views/picture.js").Target, "dims" | "unit" | "curves">} target @param {import("./shapes.js").Shape[]} next @param {boolean} glide */
    display(target, next, glide) {
      shapes = next;
      picture.show({ ...target, dims: 2, unit: false, curves: joined(next) }, glide);
    },
  };
}

/** @param {{ datasets: any[] }} catalog */
export function metricPictures(catalog) {
  const [left, right] = [createPlane(say.dataPicture), createPlane(say.image)];
  const title = h("h2");
  const [about, mapped] = [h("p", { class: "sub" }), h("p", { class: "sub" })];
  put(byId("plane"), h("div", { class: "heading" }, title, drawingTools(), about, drawingHint()), left.element, legendView());
  put(byId("image"), h("div", { class: "heading" }, h("h2", null, say.sameAfter(h("i", null, "x ↦ Lx"))), imagesCheck(), mapped), right.element, metricKey());

  // What to do next stands where the count of points does: the squares stay level.
  effect(() => {
    about.hidden = side.value !== null;
  });

  /** @type {unknown} */
  let shown = null;
  effect(() => {
    const { value: metric } = state.metric;
    const { value: frame } = state.frame;
    const { value: points } = state.points;
    const info = state.info.peek();
    if (state.task.value !== "metric" || !metric || !frame || !points || !info || frame.xy.length !== 2 * points.rows) return;
    const glide = shown === points;
    shown = points;
    const flat = metric.dim === 2;
    const window = windowOf(points.xy, 2);
    const { shapes, radius } = flat ? before(metric, window) : { shapes: [], radius: 1 };
    left.display({ xy: points.xy, window }, shapes, glide);

    const own = windowOf(frame.xy, 2);
    const wide = metric.eigenvalues[0] > 0 ? own.half / window.half : 0;
    // Where size means something, the window stays the data's until the points outgrow it: collapse is seen as shrinking.
    const half = metric.inverseS ? own.half : window.half * Math.max(1, wide);
    right.display({ xy: frame.xy, window: { ...own, half } }, flat ? after(metric, window, radius) : [], glide);

    const card = catalog.datasets.find(({ name }) => name === info.dataset);
    put(title, card?.title ?? info.dataset);
    put(about, say.points(whole(points.rows), info.dim),
      points.variance ? say.directions(shares(points.variance)) : "",
      flat ? thinned(metric) : "");
    put(mapped, mappedWords(metric, frame, wide));
    left.canvas.setAttribute("aria-label", say.label(card?.title ?? info.dataset, whole(points.rows), info.classes, whole(metric.similarCount), whole(metric.dissimilarCount)));
  });
  effect(() => right.canvas.setAttribute("aria-label", say.imageLabel(summary.value)));
}

/** How many pairs are left out of the picture. @param {import("./types.js").MetricState} metric */
function thinned(metric) {
  const many = SIDES.filter((of) => (of === "similar" ? metric.similarCount : metric.dissimilarCount) > SHOWN);
  return many.length > 1 ? say.pairsShown(SHOWN) : many.length ? say.sideShown(SHOWN, say.sides[many[0]]) : "";
}

/**
 * What the right picture shows.
 * @param {import("./types.js").MetricState} metric
 * @param {import("../types.js").Projection} frame
 * @param {number} wide how wide the points lie, of the data
 */
function mappedWords(metric, frame, wide) {
  const of = metric.dim === 2 ? "" : say.along(shares(frame.variance));
  if (metric.inverseS) return of ? capital(of) : say.round;
  const size = wide === 0 ? say.collapsed : wide < 0.995 ? say.narrower(percent(wide, wide < 0.1 ? 1 : 0)) : wide > 1.005 ? say.wider(short(wide, 3)) : say.asWide;
  return say.sizeAt(whole(metric.step), of ? `${size}, ${of}` : size);
}
