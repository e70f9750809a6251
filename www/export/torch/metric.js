/** Metric learning in float64: pairs, their scatter matrices, the closed form and the descents. `src/metric/`. */
import { section } from "./python.js";
import { SPLIT } from "./split.js";

/** @typedef {import("./python.js").Setting} Setting */
/** @typedef {import("./script.js").DataPart} DataPart */

const SCATTER = `def scatter(x, pairs):
    """The sum of (x_i - x_j)(x_i - x_j)^T over pairs of rows."""
    first, second = np.array(pairs, int).reshape(-1, 2).T
    return (x[first] - x[second]).T @ (x[first] - x[second])`;

const OF_ALL = `def scatter_of_all(x):
    """The sum of (x_i - x_j)(x_i - x_j)^T over all pairs of rows, by their mean."""
    centred = x - x.mean(axis=0)
    return len(x) * centred.T @ centred`;

/** @param {boolean} wrong whether the supervisor errs */
const sampled = (wrong) => `def sampled(rows, labels):
    """COUNT random pairs of training points, similar where the labels agree${wrong ? ",\n    but for a share WRONG of them" : ""}."""
    random = Random(PAIRS)
    similar, dissimilar = [], []
    for _ in range(COUNT):
        first = random.below(TRAIN)
        second = (first + 1 + random.below(TRAIN - 1)) % TRAIN
${wrong ? "        flipped = random.uniform().item() < WRONG" : "        random.words(1)    # the draw of whether it is on the wrong side: none is here"}
        same = labels[rows[first]] == labels[rows[second]]
        (similar if same${wrong ? " != flipped" : ""} else dissimilar).append((rows[first], rows[second]))
    return similar, dissimilar`;

const OBJECTIVE = `def objective(a, s, d):
    """h(A) = tr(A S) + tr(A^-1 D); infinite where A is not positive definite."""
    factor, failed = torch.linalg.cholesky_ex(a)
    if failed:
        return torch.tensor(math.inf, dtype=torch.float64)
    return (factor.T @ s @ factor).trace() + torch.cholesky_solve(d, factor).trace()`;

const CLOSED = `def closed_form(s, d):
    """A = S^-1 #_T D, the point at T on the geodesic from S^-1 to D (Zadeh et al. 2016, eq. 12), without inverting
    S: with S = K K^T and K^T D K = V diag(v) V^T it is K^-T V diag(v^T) V^T K^-1. T = 1/2 is the minimum of h."""
    k = torch.linalg.cholesky(s)
    v, vectors = torch.linalg.eigh(k.T @ d @ k)
    root = torch.linalg.solve_triangular(k.T, vectors, upper=True) * v ** (T / 2)
    return root @ root.T`;

const SEARCH = `def search(h, squares, first):
    """The first of \`first\`, half of it, ... at which h has fallen far enough (Armijo 1966); else None."""
    start, step = h(0.0), first
    if not math.isfinite(step):
        return None
    for _ in range(50):
        if h(step) <= start - 1e-4 * step * squares:
            return step
        step /= 2
    return None`;

const NATURAL = `def natural(a, s, d):
    """A step along the natural gradient A S A - D: A = F F^T goes to F exp(-step X) F^T,
    X = F^T S F - F^-1 D F^-T (Sra & Hosseini 2015)."""
    f = torch.linalg.cholesky(a)
    inverse = torch.linalg.solve_triangular(f, torch.eye(len(a), dtype=torch.float64), upper=False)
    x, vectors = torch.linalg.eigh(f.T @ s @ f - inverse @ d @ inverse.T)
    outwards, inwards = f @ vectors, inverse.T @ vectors
    similar, dissimilar = (outwards * (s @ outwards)).sum(0), (inwards * (d @ inwards)).sum(0)
    squares = float(x.pow(2).sum())
    first = RATE * math.sqrt(len(a) / squares) if squares > 0 else math.inf

    def h(step):
        return (similar * torch.exp(-step * x) + dissimilar * torch.exp(step * x)).sum()

    step = search(h, squares, first)
    if step is None:
        return a
    half = outwards * torch.exp(-step * x / 2)
    return half @ half.T`;

const EUCLIDEAN = `def euclidean(a, s, d):
    """A step along the ordinary gradient S - A^-1 D A^-1, shortened until it stays among the positive definite."""
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(a))
    gradient = s - inverse @ d @ inverse
    squares = float(gradient.pow(2).sum())
    first = RATE * float(a.norm()) / math.sqrt(squares) if squares > 0 else math.inf
    step = search(lambda step: objective(a - step * gradient, s, d), squares, first)
    return a if step is None else a - step * gradient`;

/** @param {boolean} capped */
const project = (capped) => `def projected(a):
    """The nearest positive semidefinite matrix${capped ? " whose trace is at most TRACE_CAP" : ""}."""
    values, vectors = torch.linalg.eigh((a + a.T) / 2)
${capped ? `    if values.clamp(min=0).sum() > TRACE_CAP:    # on the simplex (Duchi et al. 2008)
        falling = values.flip(0)
        excess = (falling.cumsum(0) - TRACE_CAP) / torch.arange(1, len(a) + 1)
        values = values - excess[falling > excess][-1]
` : ""}    return vectors * values.clamp(min=0) @ vectors.T`;

/**
 * @param {Record<string, any>} config
 * @param {DataPart} data
 * @param {number} train rows to train on
 * @returns {import("./script.js").Body}
 */
export function metricParts(config, data, train) {
  const { pairs, objective } = config;
  const all = pairs.source === "all";
  const random = pairs.source === "sampled";
  const geometric = objective.name === "geometric";
  const hand = pairs.similar.length > 0 || pairs.dissimilar.length > 0;
  /** @type {Setting[]} */
  const settings = [];
  if (all || random) settings.push(["TRAIN", train, `rows to learn from, of ${data.rows}`]);
  if (random) settings.push(["COUNT", pairs.count || 40 * data.classes * (data.classes - 1), "pairs"]);
  if (pairs.noise > 0 && (all || random)) settings.push(["WRONG", pairs.noise, "share of the pairs on the wrong side"]);
  /** @param {number[]} flat */
  const two = (flat) => `[${flat.flatMap((row, i) => (i % 2 ? [] : [`(${row}, ${flat[i + 1]})`])).join(", ")}]`;
  if (hand) settings.push(["SIMILAR", two(pairs.similar), "pairs of rows, drawn by hand"], ["DISSIMILAR", two(pairs.dissimilar)]);
  if (geometric) {
    settings.push(["T", objective.t, "place on the geodesic from S^-1 to D"]);
    if (objective.lambda > 0) settings.push(["LAMBDA", objective.lambda, "added to the diagonals of S and D"]);
    settings.push(["RATE", objective.rate, "relative size of the step that is tried first"]);
  } else {
    settings.push(["LAMBDA", objective.lambda, "weight of dissimilar pairs"]);
    if (objective.trace_cap > 0) settings.push(["TRACE_CAP", objective.trace_cap, "the most that tr A may be"]);
    settings.push(["RATE", objective.rate, "size of a step, against the gradient's largest eigenvalue"]);
  }
  settings.push(["STEPS", config.steps]);

  const standard = `
    deviation = x.std(axis=0)
    x = (x - x.mean(axis=0)) / np.where(deviation > 0, deviation, 1)`;
  const { standardize } = config.data;
  const features = `def features():
    """The features [rows, dim] in float64${standardize ? ", each with mean 0 and standard deviation 1" : data.measured ? ", as they were measured" : ""}, and the labels."""
    x, labels = ${data.measured ? "table()" : "data()"}
    x = x.astype(np.float64)${standardize ? standard : ""}
    return x, labels`;
  const dataParts = data.measured ? data.parts.filter((part) => !/^def data\(/.test(part)) : data.parts;

  const lines = [];
  if (all) {
    lines.push("rows = split(labels)", "s = sum(scatter_of_all(x[rows[labels[rows] == label]]) for label in set(labels[rows]))", "d = scatter_of_all(x[rows]) - s");
    if (pairs.noise > 0) lines.push("# What putting each pair on the wrong side with this probability comes to in the mean.", "s, d = (1 - WRONG) * s + WRONG * d, (1 - WRONG) * d + WRONG * s");
    if (hand) lines.push("s, d = s + scatter(x, SIMILAR), d + scatter(x, DISSIMILAR)");
  } else if (random) {
    lines.push("similar, dissimilar = sampled(split(labels), labels)", hand ? "s, d = scatter(x, similar + SIMILAR), scatter(x, dissimilar + DISSIMILAR)" : "s, d = scatter(x, similar), scatter(x, dissimilar)");
  } else lines.push(hand ? "s, d = scatter(x, SIMILAR), scatter(x, DISSIMILAR)" : "s = d = np.zeros((x.shape[1], x.shape[1]))    # no pair is drawn yet");
  if (geometric && objective.lambda > 0) lines.push("s, d = s + LAMBDA * np.eye(len(s)), d + LAMBDA * np.eye(len(d))");
  const matrices = `def matrices(x, labels):
    """S and D: the scatter of similar and of dissimilar pairs."""
${lines.map((line) => `    ${line}`).join("\n")}
    return torch.from_numpy(s), torch.from_numpy(d)`;

  const train_ = geometric ? `def train(steps=STEPS):
    """The closed form, then two descents to the same minimum: prints h of each, natural and Euclidean."""
    s, d = matrices(*features())
    a = closed_form(s, d)
    print(f"closed form, t = {T}: h = {objective(a, s, d).item():.10g}")
    flat = curved = torch.eye(len(s), dtype=torch.float64)
    for step in range(steps + 1):
        print(f"{step:6d}  {objective(curved, s, d).item():.10g}  {objective(flat, s, d).item():.10g}")
        curved, flat = natural(curved, s, d), euclidean(flat, s, d)
    return a` : `def train(steps=STEPS):
    """Projected gradient descent on f(A) = tr(A M), M = S - LAMBDA D: prints f and tr A. f is
    linear in A: where M is positive definite A shrinks to 0, elsewhere it grows${objective.trace_cap > 0 ? "\n    until its trace is spent on one direction" : " for ever"}."""
    s, d = matrices(*features())
    m = s - LAMBDA * d
    rate = RATE / torch.linalg.eigvalsh(m).abs().max()
    a = torch.eye(len(m), dtype=torch.float64)
    for step in range(steps + 1):
        print(f"{step:6d}  {(a * m).sum().item():.10g}  {a.trace().item():.10g}")
        a = projected(a - rate * m)
    return a`;

  const sections = [section("Data.", ...dataParts, features, (all || random) && SPLIT), section("Pairs.", random && sampled(pairs.noise > 0), all && OF_ALL, (random || hand) && SCATTER, matrices),
    geometric ? section("The metric.", OBJECTIVE, CLOSED) : section("The metric.", project(objective.trace_cap > 0)),
    ...(geometric ? [section("Descents.", SEARCH, NATURAL, EUCLIDEAN)] : []), section("Learning.", train_)];
  return { settings, sections, imports: [] };
}
