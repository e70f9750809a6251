// The public types. Arrays are row-major; shapes stand in square brackets.

/**
 * @typedef {object} Adapter what the browser tells of the GPU; browsers leave fields empty for privacy
 * @property {string} vendor
 * @property {string} architecture
 * @property {string} description
 * @property {boolean} isFallback a software adapter, slower than the CPU engine
 */

/**
 * @typedef {object} Status
 * @property {"webgpu" | "cpu"} backend the one that runs
 * @property {string} reason why this one, and what would change it: whole sentences
 * @property {Adapter | null} adapter
 * @property {number} restarts how often the engine was started again after a fault
 * @property {"running" | "restarting" | "failed"} phase
 * @property {string | null} message what happened last, if anything did
 */

/**
 * @typedef {object} Similarity batched dot products
 * @property {Float32Array} u [batch, rows, dim]
 * @property {Float32Array} v [batch, cols, dim]
 * @property {number} [batch] 1 where left out
 * @property {number} rows
 * @property {number} cols
 * @property {number} dim
 */

/**
 * @typedef {object} LossRequest
 * @property {string} loss "info-nce", "clip" or "nt-xent"
 * @property {Float32Array} anchors [rows, dim]
 * @property {Float32Array} positives [rows, dim]
 * @property {Float32Array} [negatives] [rows, count, dim], or [count, dim] with `sharedNegatives`; left
 *   out: the other rows of the batch
 * @property {number} rows
 * @property {number} dim
 * @property {number} [count] negatives of each anchor
 * @property {boolean} [sharedNegatives] false where left out
 * @property {number} [temperature] divides the similarities; 1 where left out
 * @property {boolean} [normalize] scales all rows to unit length first; false where left out
 */

/**
 * @typedef {object} LossResult the mean over anchors, and its gradients with respect to the raw inputs
 * @property {number} loss
 * @property {Float32Array} gradAnchors [rows, dim]
 * @property {Float32Array} gradPositives [rows, dim]
 * @property {Float32Array} [gradNegatives] the shape of `negatives`
 */

/**
 * @typedef {{ id: string, symbol: string, name: string, unit: string, min: number, max: number, default: number,
 *   scale: "linear" | "log" | "integer", help: string, cite: string, live: boolean }} Knob
 * @typedef {{ name: string, title: string, about: string, source: string, license: string, file: string | null,
 *   form: string, knobs: Knob[], config: Config }} DatasetCard
 * @typedef {{ name: string, title: string, about: string, applies: string[], knob: Knob }} AugmentationCard
 * @typedef {{ name: string, title: string, about: string, cite: string, tex: string, knobs: Knob[] }} LossCard
 * @typedef {{ datasets: DatasetCard[], augmentations: AugmentationCard[], losses: LossCard[],
 *   optimizers: { name: string, title: string, knobs: Knob[] }[], activations: { name: string, title: string }[],
 *   encoder: Knob[], run: Knob[] }} Catalog
 * @typedef {{ id: string, title: string, lecture: string, caption: string, config: Config }} Preset
 */

/**
 * An experiment as plain JSON. Every field may be left out and is then the data set's default; an
 * unknown one is an InputError that names it. The complete form is what `run.config` gives.
 * @typedef {object} Config
 * @property {number} [v] version of this format, 1
 * @property {number} [seed] of data, weights, batches and views
 * @property {{ name?: string, train?: number, [knob: string]: unknown }} [data]
 * @property {{ [augmentation: string]: number }} [augment] strengths; 0 is off
 * @property {{ hidden?: number[], activation?: string, dim?: number, normalize?: boolean }} [encoder]
 * @property {{ name?: string, [knob: string]: unknown }} [loss]
 * @property {{ name?: string, [knob: string]: unknown }} [optimizer]
 * @property {number} [batch] anchors a step
 * @property {number} [steps] where the page stops
 * @property {number} [replay] a link's step to run to
 */

/**
 * @typedef {object} RunInfo
 * @property {string} dataset
 * @property {number} rows
 * @property {number} trainRows
 * @property {number} dim
 * @property {number} classes
 * @property {string[]} classNames
 * @property {string[] | null} features
 * @property {{ width: number, height: number } | null} image
 * @property {number} parameters
 */

/**
 * @typedef {{ knnAccuracy: number, probeAccuracy: number, alignment: number, uniformity: number }} Scores
 * @typedef {Scores & { step: number, loss: number, untrained: Scores, raw: { knnAccuracy: number, probeAccuracy: number } }} Metrics
 * @typedef {{ z: Float32Array, rows: number, dim: number, labels: Uint32Array }} Embeddings
 * @typedef {{ x: Float32Array, rows: number, dim: number, labels: Uint32Array, split: Uint8Array, xy: Float32Array, variance: number[] | null }} Points
 * @typedef {{ step: number, xy: Float32Array, dims: number, variance: number[] | null }} Projection
 * @typedef {{ index: number, x: Float32Array, views: [Float32Array, Float32Array] }} Views
 * @typedef {{ step: number, indices: Uint32Array, rows: number, dim: number, view1: Float32Array, view2: Float32Array,
 *   similarity: Float32Array, weights: Float32Array, anchors: number, candidates: number, relation: Uint8Array,
 *   anchorPoint: Uint32Array, candidatePoint: Uint32Array, candidateView: Uint32Array, losses: Float32Array,
 *   dataXY: Float32Array, embeddingXY: Float32Array }} Batch
 *   `rows` views: view 1 of all points, view 2 of all, then explicit negatives. `dataXY` [rows, 2] and
 *   `embeddingXY` [rows, dims] say where they lie in the pictures of `points` and `projection`; an anchor's view
 *   is its own number, a candidate's is in `candidateView`. `candidatePoint` and `candidateView` are
 *   [candidates], or [anchors, candidates] where each anchor has negatives of its own.
 * @typedef {{ indices: Uint32Array, similarities: Float32Array }} Neighbors
 * @typedef {{ config: Config, step: number, params: Float32Array, state: Float32Array }} Checkpoint
 * @typedef {{ data: string, weights: string, batches: string, views: string }} Digests
 */

/**
 * @typedef {object} ScatterPlot
 * @property {number} width device pixels
 * @property {number} height device pixels
 * @property {Float32Array} xy [points, 2] centres in device pixels, y down
 * @property {Uint32Array} colors [points] RGBA bytes, R lowest
 * @property {Uint8Array} shapes [points] 0 to 9, one a class; + 16 for an outline
 * @property {number} radius of a disc, device pixels
 */

export {};
