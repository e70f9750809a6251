// The engine and the experiment that the address names are asked for before the page is put together: that the worker makes
// them takes as long as that does.
import { parted } from "./address.js";
import { dataFile } from "./lab/load.js";
import { opens } from "./lecture/opens.js";
import { catalog, createLab, decodeLink, defaults } from "./nearfar.js";

/** @typedef {import("./types.js").Config} Config */
/** @typedef {import("./types.js").Lab} Lab */
/** @typedef {import("./types.js").Run} Run */

const query = new URLSearchParams(location.search);

/** The backend that the address asks for, and its engine. */
export const wanted = query.get("backend") ?? "auto";
export const engine = createLab({ backend: /** @type {any} */ (wanted) });
// Whoever needs it is told what is wrong with it.
engine.catch(() => {});

/** @type {{ lab: Lab, config: string, run: Promise<Run> } | null} */
let ahead = null;
const expected = likely();
const { file } = catalog.datasets.find(({ name }) => name === expected?.data?.name) ?? {};
const data = file ? dataFile(file) : null;
if (expected) {
  engine.then((lab) => {
    const run = lab.experiment(expected);
    run.catch(() => {});
    ahead = { lab, config: JSON.stringify(expected), run };
  }, () => {});
}
/** The worker has all that it needs for the experiment, or will not have it from here. */
export const asked = Promise.allSettled([engine, data]);

/** The run that was opened ahead, once, if it is the one that is asked for. @param {Lab} lab @param {Config} config @returns {Promise<Run> | null} */
export function openedAhead(lab, config) {
  const found = ahead;
  ahead = null;
  if (found?.lab === lab && found.config === JSON.stringify(config)) return found.run;
  found?.run.then((run) => run.dispose(), () => {});
  return null;
}

/** What the page will ask for first; nothing where it will say what is wrong with the address, or ask somebody. @returns {Config | null} */
function likely() {
  try {
    const { own, lecture } = parted(location.hash);
    if (lecture && !own) return null;
    const preset = location.hash.length > 1 ? null : query.get("preset");
    const config = preset !== null ? opens(preset)?.config : own ? decodeLink(own) : defaults();
    return !config || config.loss?.code || config.data?.hash !== undefined ? null : config;
  } catch {
    return null;
  }
}
