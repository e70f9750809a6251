/**
 * What a metric run tells, beyond what every run does. Matrices are row-major, [dim · dim].
 *
 * @typedef {{ kind: string, text: string }} Verdict
 * @typedef {{ id: string, text: string, residual: number, holds: boolean }} Identity
 * @typedef {object} MetricState
 * @property {number} step
 * @property {number} dim
 * @property {string} objective its name
 * @property {Float64Array} A
 * @property {Float64Array} L the symmetric square root of A
 * @property {Float64Array} S
 * @property {Float64Array} D
 * @property {Float64Array | null} inverseS
 * @property {Float64Array} eigenvalues of A, falling
 * @property {Float64Array} eigenvectors a unit vector a row
 * @property {number} similarCount
 * @property {number} dissimilarCount
 * @property {number} flippedCount pairs that a noisy proxy put on the wrong side
 * @property {Uint32Array} similar rows two by two, at most 400 pairs; those drawn by hand come first
 * @property {Uint32Array} dissimilar
 * @property {Uint8Array} similarFlipped
 * @property {Uint8Array} dissimilarFlipped
 * @property {number} value of the objective at A
 * @property {[number, number]} parts what similar and dissimilar pairs add to it
 * @property {number | null} closedForm the least value there is
 * @property {number | null} lambdaStar
 * @property {Float64Array | null} direction top generalised eigenvector, of length 1
 * @property {Verdict} verdict
 * @property {Identity[]} identities
 *
 * @typedef {{ from: number } & Record<string, number | ArrayLike<number>>} Iterates  beside `from`, a row of values a name
 *
 * @typedef {object} Trial one seeded split: error shares of the table's metrics, and of A at each t
 * @property {number} index
 * @property {number} k
 * @property {Record<string, number>} errors
 * @property {number} bestT
 * @property {Float64Array} ts
 * @property {Float64Array} curve
 *
 * @typedef {object} MetricRun
 * @property {() => Promise<MetricState>} metric
 * @property {(from?: number) => Promise<Iterates>} objectives
 * @property {(i: number, j: number) => Promise<{ before: number, after: number }>} pair squared distances
 * @property {(index: number) => Promise<Trial>} trial
 */
export {};
