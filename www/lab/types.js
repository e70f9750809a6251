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
 * @typedef {object} OwnData a table, or images: complete, as numbers
 * @property {Float32Array} x [rows, columns]; of images from 0 to 1. From 8 to 50,000 rows, 1 to 784 columns
 * @property {number} rows
 * @property {Uint32Array} [labels] [rows], places in `classes`; left out: there are none, and nothing that needs them is measured
 * @property {string[]} [classes] 2 to 100 names
 * @property {string[]} [features] [columns] names
 * @property {{ width: number, height: number }} [image] where each row is a grey image
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
 * @typedef {object} LossRequest what a loss has no use for is refused
 * @property {string} loss "info-nce", "clip", "nt-xent", "debiased", "hard", "supcon", "triplet", "margin", "n-pair", "sigmoid",
 *   "decoupled", "alignment", "uniformity" or "skip-gram"
 * @property {Float32Array} anchors [rows, dim]
 * @property {Float32Array} [positives] [rows, dim]; supcon and uniformity take anchors alone
 * @property {Float32Array} [negatives] [rows, count, dim], or [count, dim] with `sharedNegatives`; triplet and skip-gram need
 *   them; info-nce, debiased, hard, decoupled and sigmoid, where they are left out, take the other rows of the batch
 * @property {Uint32Array} [labels] supcon: [rows], the class of each anchor
 * @property {Uint8Array} [similar] margin: [rows], 1 where anchor and positive are a similar pair, 0 where not
 * @property {number} rows
 * @property {number} dim
 * @property {number} [count] negatives of each anchor; triplet and skip-gram: 1 where left out
 * @property {boolean} [sharedNegatives] false where left out
 * @property {number} [temperature] divides the similarities; 1 where left out
 * @property {boolean} [normalize] scales all rows to unit length first; false where left out
 * @property {number} [tauPlus] debiased and hard: 0 where left out
 * @property {number} [beta] hard: 0 where left out
 * @property {boolean} [detachWeights] hard: holds the importance weights constant; false where left out
 * @property {number} [margin] triplet and margin: 1 where left out
 * @property {boolean} [squared] triplet: takes squared distances; false where left out
 * @property {number} [l2] n-pair: weighs the squared lengths; 0 where left out
 * @property {number} [bias] sigmoid: added to every similarity; 0 where left out
 */

/**
 * @typedef {object} LossResult the mean over anchors, and its gradients with respect to the raw inputs
 * @property {number} loss
 * @property {Float32Array} gradAnchors [rows, dim]
 * @property {Float32Array} [gradPositives] the shape of `positives`
 * @property {Float32Array} [gradNegatives] the shape of `negatives`
 */

/**
 * A result has a gradient for every matrix of its request.
 * @template {LossRequest} R
 * @typedef {LossResult & (R extends { positives: Float32Array } ? { gradPositives: Float32Array } : {})} LossResultOf
 */

/**
 * @typedef {object} GeometricMeanRequest
 * @property {Float64Array} x [dim, dim] symmetric positive definite
 * @property {Float64Array} y [dim, dim] symmetric positive definite
 * @property {number} dim
 * @property {number} [t] 0 (x) to 1 (y); 0.5 where left out
 */

/**
 * @typedef {object} PairedPoints
 * @property {Float64Array} x [rows, dim]
 * @property {number} rows
 * @property {number} dim
 * @property {Uint32Array} similar [k, 2] row numbers
 * @property {Uint32Array} dissimilar [k, 2] row numbers
 */

/**
 * @typedef {PairedPoints & { t?: number, lambda?: number, prior?: Float64Array }} GmmlRequest
 *   `t`: 0 (S⁻¹) to 1 (D), 0.5 where left out; `lambda` ≥ 0 takes S + λ·A0⁻¹ and D + λ·A0 for S and D, 0 where left
 *   out; `prior`: A0 [dim, dim], the identity where left out
 * @typedef {{ A: Float64Array, L: Float64Array, S: Float64Array, D: Float64Array, objective: number }} Gmml
 *   all [dim, dim]; L is upper triangular with LᵀL = A; S and D are the pairs' sums, without λ; `objective` is
 *   tr(AS) + tr(A⁻¹D), with λ
 * @typedef {PairedPoints & { lambda: number, steps?: number, stepSize?: number, traceCap?: number }} NaiveRequest
 *   `steps`: 100 where left out; `stepSize` multiplies the gradient S − λD, 0.1 over its largest eigenvalue where left
 *   out; `traceCap`: the most that tr A may be
 * @typedef {{ A: Float64Array, objectives: Float64Array, traces: Float64Array, lambdaStar: number, direction: Float64Array,
 *   fate: "collapses" | "unbounded" | "rank-one" | "between", stepSize: number }} Naive
 *   objectives and traces [steps + 1], before the first step and after each; `direction` [dim], the top generalised
 *   eigenvector of (D, S)
 */

/**
 * @typedef {object} MahalanobisRequest
 * @property {Float64Array} x [rows, dim]
 * @property {number} rows
 * @property {number} dim
 * @property {Float64Array} A [dim, dim] symmetric positive semidefinite
 * @property {Uint32Array} [pairs] [k, 2] row numbers of x
 * @property {Float64Array} [y] [cols, dim]
 * @property {number} [cols]
 */

/**
 * @typedef {object} KnnRequest
 * @property {Float64Array} x [rows, dim] the points to search among
 * @property {number} rows
 * @property {Float64Array} query [queries, dim]
 * @property {number} queries
 * @property {number} dim
 * @property {number} [k] 5 where left out
 * @property {Float64Array} [A] [dim, dim] symmetric positive semidefinite; Euclidean where left out
 * @property {Uint32Array} [labels] [rows] classes that vote
 * @typedef {{ indices: Uint32Array, distances: Float64Array, labels?: Uint32Array }} Knn
 *   indices and squared distances [queries, k], nearest first, ties to the smaller row; `labels` [queries], the majority,
 *   ties to the smallest
 * @typedef {{ x: Float64Array, rows: number, dim: number, pairs: Uint32Array }} ScatterRequest
 */

/**
 * @typedef {{ id: string, symbol: string, name: string, unit: string, min: number, max: number, default: number,
 *   scale: "linear" | "log" | "integer", help: string, cite: string, live: boolean }} Knob
 * @typedef {{ name: string, title: string, about: string, source: string, license: string, file: string | null,
 *   form: string, knobs: Knob[], neighbors: number, config: Config }} DatasetCard  neighbors: how many vote in `knnAccuracy`, with task "contrastive"
 * @typedef {{ name: string, title: string, about: string, applies: string[], knob: Knob }} AugmentationCard
 * @typedef {{ name: string, title: string, about: string, cite: string, tex: string, knobs: Knob[] }} LossCard
 * @typedef {{ name: string, title: string, about: string, cite: string, knobs: Knob[] }} NegativesCard where negatives come from
 * @typedef {{ datasets: DatasetCard[], augmentations: AugmentationCard[], losses: (LossCard & { negatives: string[], oracle: boolean })[],
 *   negatives: NegativesCard[], optimizers: { name: string, title: string, knobs: Knob[] }[], activations: { name: string, title: string }[],
 *   encoder: Knob[], run: Knob[], tasks: { name: string, title: string }[], metric: MetricCatalog,
 *   pretexts: { name: string, title: string, about: string, cite: string, tex: string, knobs: Knob[], applies: string[], target: string }[],
 *   own: { loss: string, starts: { title: string, code: string, values: [string, number][] }[], longest: number },
 *   text: { longest: number, words: number } }} Catalog  text: bytes that a text of one's own may have, and words that are kept of it
 *   own: the loss that is a text, `loss.code`; texts to begin with and the knobs they are written for; bytes it may have
 * @typedef {{ sources: { name: string, title: string, about: string }[], pairs: Knob[], objectives: LossCard[], run: Knob[] }} MetricCatalog
 * @typedef {{ id: string, title: string, lecture: string, caption: string, view: string, config: Config }} Preset
 *   view: what the page opens with it, as its address has it (`vs=…`, `lens=…`)
 */

/**
 * An experiment as plain JSON. Every field may be left out and is then the data set's default; an
 * unknown one is an InputError that names it. The complete form is what `run.config` gives.
 * @typedef {object} Config
 * @property {number} [v] version of this format, 1
 * @property {number} [seed] of data, weights, batches, views and pairs
 * @property {string} [task] "contrastive" where left out, or "metric"
 * @property {{ name?: string, train?: number, text?: string, [knob: string]: unknown }} [data]
 * @property {{ name?: string, [knob: string]: unknown }} [pretext] what is asked of unlabelled data; without `loss` and
 *   `negatives` where its target is an answer
 * @property {{ [augmentation: string]: number }} [augment] strengths; 0 is off
 * @property {{ hidden?: number[], activation?: string, dim?: number, normalize?: boolean }} [encoder]
 * @property {{ name?: string, [knob: string]: unknown }} [loss]
 * @property {{ name?: string, oracle?: boolean, [knob: string]: unknown }} [negatives] where they come from; `oracle`: only
 *   those of other classes, by the true labels
 * @property {{ name?: string, [knob: string]: unknown }} [optimizer]
 * @property {{ source?: string, count?: number, noise?: number, similar?: number[], dissimilar?: number[] }} [pairs]
 *   task "metric": where pairs come from, and those drawn by hand as row numbers, two by two
 * @property {{ name?: string, [knob: string]: unknown }} [objective] task "metric"
 * @property {number} [neighbors] task "metric": k of the kNN that judges
 * @property {number} [batch] anchors a step
 * @property {number} [steps] where the page stops
 * @property {number} [replay] a link's step to run to
 */

/**
 * @typedef {object} RunInfo
 * @property {string} task
 * @property {string} target what a batch has to be told apart by: "view", "word" or "answer" (task "contrastive")
 * @property {string} dataset
 * @property {number} rows
 * @property {number} trainRows
 * @property {number} dim
 * @property {number} classes
 * @property {string[]} classNames
 * @property {string[] | null} features
 * @property {{ width: number, height: number } | null} image
 * @property {string[] | null} words the words that the rows are
 * @property {number} parameters
 */

/**
 * @typedef {{ knnAccuracy: number, probeAccuracy: number, sentenceAccuracy?: number | null, analogyAccuracy?: number | null, alignment: number, uniformity: number, spread: number, effectiveRank: number }} Scores
 *   of held-out views at unit length: `spread`, the share of their mean square that is variance (0: all are one point), and
 *   `effectiveRank`, (Σλ)² / Σλ² of their covariance's eigenvalues; with task "contrastive". Of a text, `knnAccuracy` is of words among all others (3-NN, by cosine), `sentenceAccuracy` a probe's
 *   on the opinion of sentences whose words for good and bad it was told nothing of, from 20 others, and `analogyAccuracy`
 *   the share of the text's analogies that come out right
 * @typedef {{ augmentation: string, untrained: number, now: number }} Invariance how far one augmentation alone moves the
 *   embedding of a held-out point, as a share of the distance between two of them: 0 is not at all
 * @typedef {Scores & { step: number, loss: number, neighbors: number, untrained: Scores, raw: { knnAccuracy: number, probeAccuracy: number }, inside?: Inside | null, pretext?: { accuracy: number, chance: number } | null, invariance?: Invariance[] }} Metrics
 *   `neighbors`: how many vote in `knnAccuracy`; with task "contrastive": `loss` is of the last step, before the first of the next batch; `inside` is of the next batch, null where it has no negatives. `pretext`: how much
 *   of it is answered right, of questions about held-out images, or of the next batch's anchors those whose positive is
 *   nearer than all negatives; and how much guessing would be
 */

/**
 * @typedef {object} Inside what carries the weight of the negatives: means over the anchors of the next batch. A false
 *   negative is one of the anchor's own class; labels are looked at, never trained with. q_β ∝ e^{β s}, s = similarity /
 *   temperature (Robinson et al. 2021, eq. 4); all alike where the loss has no β.
 * @property {number} falseShare false negatives among the negatives, 0 to 1
 * @property {number} falseWeight their weight under q_β, 0 to 1
 * @property {number} falsePush their share of Σ ∂loss/∂s over the negatives that are pushed, 0 to 1
 * @property {number} effectiveSize effective sample size of q_β, 1 / Σ q², as a share of the negatives: 1 when all count alike
 * @property {number} similarity mean similarity of the negatives, before the temperature
 * @property {number} hardness the same under q_β
 * @property {number} clamped share of anchors whose negatives are at their floor N e^{−1/temperature} and have no gradient
 *   (Chuang et al. 2020, eq. 8)
 * @property {number | null} clampThreshold τ*: with perfect positives and evenly spread negatives the floor is reached by every
 *   tau_plus above it; null where the loss has no tau_plus or the embeddings no unit length
 */

/**
 * @typedef {{ z: Float32Array, rows: number, dim: number, labels: Uint32Array }} Embeddings
 * @typedef {{ x: Float32Array, rows: number, dim: number, labels: Uint32Array, split: Uint8Array, xy: Float32Array, variance: number[] | null }} Points
 * @typedef {{ step: number, xy: Float32Array, dims: number, variance: number[] | null }} Projection
 * @typedef {{ index: number, x: Float32Array, views: [Float32Array, Float32Array] }} Views
 * @typedef {{ step: number, indices: Uint32Array, rows: number, dim: number, view1: Float32Array, view2: Float32Array,
 *   similarity: Float32Array, weights: Float32Array, anchors: number, candidates: number, relation: Uint8Array,
 *   importance: Float32Array, pulls: Float32Array, clamped: Uint8Array,
 *   anchorPoint: Uint32Array, candidatePoint: Uint32Array, candidateView: Uint32Array, losses: Float32Array,
 *   z: Float32Array, dataXY: Float32Array, embeddingXY: Float32Array }} Batch
 *   `rows` views: view 1 of all points, view 2 of all, then explicit negatives; `z` [rows, d] are their embeddings. `dataXY` [rows, 2] and
 *   `embeddingXY` [rows, dims] say where they lie in the pictures of `points` and `projection`; an anchor's view
 *   is its own number, a candidate's is in `candidateView`. `candidatePoint` and `candidateView` are
 *   [candidates], or [anchors, candidates] where each anchor has negatives of its own. Matrices are [anchors,
 *   candidates]: `similarity` before the temperature; `relation` 0 excluded, 1 positive, 2 negative; `weights` the
 *   shares of the softmax's denominator (without a softmax: of the push); `importance` q_β of each row's negatives,
 *   which sum to 1; `pulls` ∂loss_i/∂s_ij, above 0 a push, below 0 a pull. `clamped` [anchors]: 1 where the
 *   negatives are at their floor.
 * @typedef {{ answers?: string[], side?: number, items: Question[] }} Questions of images there are `answers`, and the `side` in pixels
 *   of what is shown
 * @typedef {object} Question about an image, or a text
 * @property {number} [row] of the data
 * @property {number[]} [pixels] what is shown, one square after another [shown, side, side]
 * @property {[number, number][]} [places] upper left corners of it in the image
 * @property {number} [answer] the right one, an index into `answers`
 * @property {number[]} [chances] that each answer is given
 * @property {number[]} [sentence] words, as rows of the data
 * @property {number} [asked] the place in it whose word is asked for
 * @property {number[]} [shown] the places whose words are shown
 * @property {[number, number][]} [guesses] words (rows) and their chances, the likeliest first
 *
 * @typedef {{ indices: Uint32Array, similarities: Float32Array }} Neighbors
 * @typedef {{ config: Config, step: number, params: Float32Array | Float64Array, state: Float32Array | Float64Array }} Checkpoint
 *   float64 with task "metric"
 * @typedef {{ data: string, weights: string, batches: string, views: string }} Digests
 */

/**
 * @typedef {object} MetricReport an experiment with task "metric" at its present step; matrices are [dim, dim]
 * @property {number} step
 * @property {number} dim
 * @property {string} objective "geometric" or "naive"
 * @property {Float64Array} A geometric: the closed form at objective.t; naive: the present iterate
 * @property {Float64Array} L A^½
 * @property {Float64Array} S as used: objective.lambda included
 * @property {Float64Array} D likewise
 * @property {Float64Array | null} inverseS geometric only
 * @property {Float64Array} eigenvalues of A, falling
 * @property {Float64Array} eigenvectors of A, one unit vector a row
 * @property {number} similarCount
 * @property {number} dissimilarCount
 * @property {number} flippedCount pairs that the noise put on the wrong side
 * @property {Uint32Array} similar [k, 2] row numbers of at most 400 pairs, those drawn by hand first
 * @property {Uint32Array} dissimilar
 * @property {Uint8Array} similarFlipped [k] 1 where the pair is on the wrong side
 * @property {Uint8Array} dissimilarFlipped
 * @property {number} value of the objective at A
 * @property {Float64Array} parts [2] tr(AS) and tr(A⁻¹D); or Σ_S d_A and Σ_D d_A
 * @property {number | null} closedForm the least h; geometric only
 * @property {number | null} lambdaStar naive only
 * @property {Float64Array | null} direction [dim] in which A grows first above λ*; naive only
 * @property {{ kind: "optimal" | "collapses" | "unbounded" | "rank-one" | "between", text: string }} verdict
 * @property {{ id: string, text: string, residual: number, holds: boolean }[]} identities geometric only
 */

/**
 * @typedef {{ from: number, natural?: Float64Array, euclidean?: Float64Array, objective?: Float64Array, trace?: Float64Array }} Objectives
 *   geometric: h of both descents; naive: f(A) and tr A; at the steps from, from + 1, …
 * @typedef {{ euclidean: number, standardised: number, whitening: number, gmml: number, best: number }} TrialErrors
 * @typedef {{ index: number, k: number, standardized: boolean, errors: TrialErrors, bestT: number, ts: Float64Array,
 *   curve: Float64Array }} Trial shares of held-out points that are wrong; `curve` at each of `ts`
 */

/**
 * @typedef {object} ExcessRiskRequest all may be left out
 * @property {number} [alpha] the weak task is learned at rate m^−alpha; 0.25 to 1, 1 where left out
 * @property {number[]} [betas] 1 to 8 of 0.1 to 4; 0.25, 0.5, 1 and 2 where left out
 * @property {Uint32Array} [n] 4 to 20 numbers of strong labels, rising; 20, 40, … 1280 where left out
 * @property {number} [weakNoise] standard deviation of the weak labels' noise, 0.5 where left out
 * @property {number} [noise] of the strong labels', 0.25 where left out
 * @property {number} [features] latent features, and weak labels a point; 1 to 8, 3 where left out
 * @property {number} [unlabelled] m = unlabelled · n^beta; 5 where left out
 * @property {"none" | "heavy-noise" | "missing-part"} [violate] an assumption that does not hold
 * @property {number} [seed] of the first run
 * @property {number} [seeds] 2 to 100, 40 where left out
 * @property {number} [delta] of the bound, 0.001 to 0.5; 0.05 where left out
 * @property {(done: number, of: number) => void} [onProgress]
 * @property {AbortSignal} [signal]
 */

/**
 * @typedef {object} RiskCurve lists have a number for each n
 * @property {number | null} beta null from scratch
 * @property {number[]} m weak labels
 * @property {number[]} risk excess risk, geometric means over the seeds
 * @property {number[]} low one standard deviation of the logarithm below
 * @property {number[]} high and above
 * @property {number} slope of log risk against log n over the upper half of n, mean over the seeds
 * @property {[number, number]} interval its 95 % t interval
 * @property {number} predicted −min(1, alpha · beta); from scratch −alpha
 * @property {number[]} bound (αβ log n + log(1/δ))/n + n^{−αβ}, times one constant such that a share of 1 − δ of the seeds lies below
 *
 * @typedef {{ n: Uint32Array, curves: RiskCurve[], scratch: RiskCurve }} ExcessRisk
 */

/**
 * @typedef {{ n: number, probe: number, fineTuned: number, scratch: number, raw: number, untrained: number }} Labelled
 *   accuracies on the held-out points, 0 to 1, of the same n labels: a linear probe on the frozen embedding; the whole encoder
 *   with a linear head, fine-tuned; the same network from its initial weights; a probe of the raw features, and of the
 *   untrained encoder
 *
 * @typedef {object} LabelEfficiencyRequest all may be left out
 * @property {number[]} [n] numbers of labels, rising, each at least one a class; six from one a class to 500 where left out
 * @property {number} [seeds] runs, from the config's seed on; 10 where left out
 * @property {(done: number, of: number) => void} [onProgress] pretraining counts as one part of a seed, each n as another
 * @property {AbortSignal} [signal] ends it within a fraction of a second with its reason
 *
 * @typedef {{ n: number[], seeds: number[], found: Labelled[][] }} LabelEfficiency `found`: [seeds][n]
 */

/**
 * @typedef {object} LossCheck
 * @property {boolean} ok it can be read, and its slopes are right
 * @property {{ line: number, column: number, message: string }[]} errors lines and columns count from 1
 * @property {{ consistent: boolean, error: number, place: "negative" | "positive", s: number, expected: number, given: number, slopes: number, text: string } | null} gradient
 *   null where it cannot be read; else the worst of `slopes` comparisons: its relative `error`, at which similarity over
 *   the temperature `s`, what the loss's slope is there (`expected`) and what was `given`, and all of it in words
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
