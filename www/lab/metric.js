// Metric learning on matrices and pairs: the arguments of each call, as the engine takes them, and how many operations
// it may need. float64, because a metric on raw features loses every digit in float32; all pairs of many points go
// through the backend's similarity kernel.

import { doubles, indices, number, optional, options, whole } from "./arguments.js";

/** @typedef {{ method: string, args: unknown[], operations: number }} Call */

const PAIRED = ["x", "rows", "dim", "similar", "dissimilar"];

/** @param {Record<string, unknown>} given */
function pairedPoints({ x, rows, dim, similar, dissimilar }) {
  return [doubles("x", x, "[rows, dim]"), whole("rows", rows), whole("dim", dim),
    indices("similar", similar, "[k, 2]"), indices("dissimilar", dissimilar, "[k, 2]")];
}

/** An eigenproblem of that size, generously. @param {number} dim */
const eigen = (dim) => 60 * dim ** 3;

/** @param {import("./types.js").GeometricMeanRequest} request @returns {Call} */
export function geometricMean(request) {
  const { x, y, dim, t = 0.5 } = options("geometricMean", request, ["x", "y", "dim", "t"]);
  const size = whole("dim", dim);
  const args = [doubles("x", x, "[dim, dim]"), doubles("y", y, "[dim, dim]"), size, number("t", t)];
  return { method: "geometric_mean", args, operations: eigen(size) };
}

/** @param {import("./types.js").GmmlRequest} request @returns {Call} */
export function gmml(request) {
  const given = options("gmml", request, [...PAIRED, "t", "lambda", "prior"]);
  const { t = 0.5, lambda = 0, prior } = given;
  const args = [...pairedPoints(given), number("t", t), number("lambda", lambda),
    optional(prior, (value) => doubles("prior", value, "[dim, dim]"))];
  return { method: "gmml", args, operations: eigen(request.dim) + (request.similar.length + request.dissimilar.length) * request.dim ** 2 };
}

/** @param {import("./types.js").NaiveRequest} request @returns {Call} */
export function naive(request) {
  const given = options("naive", request, [...PAIRED, "lambda", "steps", "stepSize", "traceCap"]);
  const { lambda, steps = 100, stepSize, traceCap } = given;
  const count = whole("steps", steps, 0);
  const args = [...pairedPoints(given), number("lambda", lambda), count,
    optional(stepSize, (value) => number("stepSize", value)), optional(traceCap, (value) => number("traceCap", value))];
  return { method: "naive", args, operations: count * eigen(request.dim) };
}

/** @param {import("./types.js").MahalanobisRequest} request @returns {Call} */
export function mahalanobis(request) {
  const given = options("mahalanobis", request, ["x", "rows", "y", "cols", "dim", "A", "pairs"]);
  const [x, rows, dim] = [doubles("x", given.x, "[rows, dim]"), whole("rows", given.rows), whole("dim", given.dim)];
  const A = doubles("A", given.A, "[dim, dim]");
  if (given.pairs !== undefined) {
    const pairs = indices("pairs", given.pairs, "[k, 2]");
    return { method: "pair_distances", args: [x, rows, dim, A, pairs], operations: pairs.length * dim ** 2 };
  }
  const y = given.y === undefined ? x : doubles("y", given.y, "[cols, dim]");
  const cols = given.y === undefined ? rows : whole("cols", given.cols);
  return { method: "mahalanobis", args: [x, rows, y, cols, dim, A], operations: eigen(dim) + 2 * rows * cols * dim };
}

/** @param {import("./types.js").KnnRequest} request @returns {Call} */
export function knn(request) {
  const given = options("knn", request, ["x", "rows", "query", "queries", "dim", "k", "A", "labels"]);
  const [rows, queries, dim] = [whole("rows", given.rows), whole("queries", given.queries), whole("dim", given.dim)];
  const args = [doubles("x", given.x, "[rows, dim]"), rows, doubles("query", given.query, "[queries, dim]"), queries, dim,
    whole("k", given.k ?? 5), optional(given.A, (value) => doubles("A", value, "[dim, dim]")),
    optional(given.labels, (value) => indices("labels", value, "[rows]"))];
  return { method: "knn", args, operations: eigen(dim) + 4 * rows * queries * dim };
}

/** @param {import("./types.js").ScatterRequest} request @returns {Call} */
export function scatterMatrix(request) {
  const { x, rows, dim, pairs } = options("scatterMatrix", request, ["x", "rows", "dim", "pairs"]);
  const args = [doubles("x", x, "[rows, dim]"), whole("rows", rows), whole("dim", dim), indices("pairs", pairs, "[k, 2]")];
  return { method: "scatter_matrix", args, operations: request.pairs.length * request.dim ** 2 };
}
