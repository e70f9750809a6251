/**
 * The shapes of what goes through the page: those of the public API, with what is always there said to be there.
 *
 * @typedef {import("./lab/types.js").Knob} Knob
 * @typedef {import("./lab/types.js").Catalog} Catalog
 * @typedef {import("./lab/types.js").Preset} Preset
 * @typedef {Record<string, any>} Config  plain JSON, complete
 * @typedef {import("./lab/types.js").RunInfo} Info
 * @typedef {import("./lab/types.js").Points} Points
 * @typedef {import("./lab/types.js").Projection} Projection
 * @typedef {import("./lab/types.js").Metrics} Metrics
 * @typedef {import("./lab/types.js").Inside} Inside
 * @typedef {import("./lab/types.js").Batch} Batch
 * @typedef {import("./lab/types.js").Questions} Questions
 * @typedef {import("./lab/types.js").Neighbors} Neighbors
 * @typedef {import("./lab/run.js").Run} Run
 * @typedef {import("./lab/lab.js").Lab} Lab
 */
export {};
