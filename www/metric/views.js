/** All that shows a metric being learned; none of it is needed before the first one is. */
import { catalog } from "../language/offered.js";
import { metricCurves } from "./curves.js";
import { eigenvaluesView } from "./eigenvalues.js";
import { objectiveView } from "./formula.js";
import { methodsView } from "./helps.js";
import { metricPictures } from "./pictures.js";
import { verdictView } from "./verdict.js";

export function metricViews() {
  objectiveView(catalog);
  metricPictures(catalog);
  metricCurves();
  verdictView();
  eigenvaluesView();
  methodsView();
}
