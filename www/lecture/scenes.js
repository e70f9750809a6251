/**
 * The lecture as scenes, in its order: what each opens, its formula, the controls it needs, and when its question is
 * answered. Its words are in `language/`, a file for each language. Read by the build too, so nothing here touches the page.
 */
import { read as readTheorem } from "../theorem/settings.js";

/**
 * What a question is judged by: the state of the experiment.
 * @typedef {{ config: any, step: number, loss: number | undefined, metrics: import("../types.js").Metrics | undefined, metric: import("../metric/types.js").MetricState | null,
 *   negatives: number | undefined, seen: Set<string>, lensSettings: string, labelled: import("../lab/types.js").Labelled | null }} Facts
 *   seen: the kinds of verdict that have been met in this scene; labelled: with `labels` labels, if the scene asks for some
 * @typedef {{ id: string, preset?: string, link?: string, tex: string, knobs: string[], lights?: Record<string, string>, labels?: number,
 *   answered: (facts: Facts) => boolean, now: (facts: Facts) => (string | number)[] }} Scene
 *   preset or link: what it opens; knobs: paths of settings; lights: what a symbol lights up in the pictures and curves;
 *   now: numbers for the words of the question's state
 */

/** What symbols light up where a scene says nothing else. */
export const LIGHTS = { anchor: "anchor", positive: "positive", negatives: "negatives", similar: "similar", dissimilar: "dissimilar", metric: "metric", loss: "loss", accuracy: "accuracy", count: "negatives" };

/** @param {number | undefined | null} value */
const number = (value) => value ?? NaN;

/** @type {Scene[]} */
export const SCENES = [
  { id: "near-and-far", preset: "digits", knobs: ["loss.temperature"],
    tex: String.raw`\anchor{\live{anchor}{f(x)}} \cdot \positive{\live{positive}{f(x^{+})}} \quad\gg\quad \anchor{f(x)} \cdot \negative{\live{negatives}{f(x^{-})}}`,
    answered: ({ metrics, step }) => step > 0 && number(metrics?.alignment) < number(metrics?.untrained.alignment) && number(metrics?.uniformity) < number(metrics?.untrained.uniformity) - 1,
    now: ({ metrics }) => [number(metrics?.alignment), number(metrics?.untrained.alignment), number(metrics?.uniformity), number(metrics?.untrained.uniformity)] },
  { id: "weak-supervision", preset: "metric-weak", knobs: ["pairs.noise", "pairs.count"],
    tex: String.raw`\begin{gathered} \similar{\live{similar}{\mathcal{S}}} = \{(x_i, x_j) \text{ alike}\}, \quad \dissimilar{\live{dissimilar}{\mathcal{D}}} = \{(x_i, x_j) \text{ not}\}, \\ \text{a share of } \live{pairs.noise}{\varepsilon} \text{ exchanged} \end{gathered}`,
    answered: ({ metrics, config }) => config.pairs?.noise > 0 && number(metrics?.knnAccuracy) <= number(metrics?.raw.knnAccuracy),
    now: ({ metrics }) => [100 * number(metrics?.knnAccuracy), 100 * number(metrics?.raw.knnAccuracy)] },
  { id: "metric-learning", preset: "metric-map", knobs: ["objective.t"],
    tex: String.raw`d_{\metric{\live{metric}{A}}}(x, y) = (x - y)^\top \metric{A} \, (x - y) = \lVert \metric{L}(x - y) \rVert^2`,
    answered: ({ metric, seen }) => seen.has("moved") && number(metric?.eigenvalues[0]) > 5 * number(metric?.eigenvalues[1]),
    now: ({ metric }) => [number(metric?.eigenvalues[0]) / number(metric?.eigenvalues[1])] },
  { id: "naive", preset: "naive-collapse", knobs: ["objective.lambda", "objective.trace_cap"],
    tex: String.raw`\min_{\metric{A} \succeq 0} \; \sum_{(x, y) \in \similar{\live{similar}{\mathcal{S}}}} d_{\metric{\live{metric}{A}}}(x, y) \; - \; \live{objective.lambda}{\lambda} \sum_{(x, y) \in \dissimilar{\live{dissimilar}{\mathcal{D}}}} d_{\metric{A}}(x, y)`,
    answered: ({ seen }) => seen.has("collapses") && seen.has("unbounded"),
    now: ({ seen }) => [Number(seen.has("collapses")) + Number(seen.has("unbounded"))] },
  { id: "geometric-mean", link: "v=1&seed=1&task=metric&data=nuisance&data.n=400&data.classes=3&data.stretch=4&data.nuisance=0&objective.t=0.15&objective.rate=0.2", knobs: ["objective.t", "objective.lambda"],
    tex: String.raw`\begin{gathered} h(\metric{\live{metric}{A}}) = \similar{\live{similar_part}{\operatorname{tr}(AS)}} + \dissimilar{\live{dissimilar_part}{\operatorname{tr}(A^{-1}D)}}, \\ \metric{A} = S^{-1} \mathbin{\#_{\live{objective.t}{t}}} D \end{gathered}`,
    lights: { similar_part: "similar", dissimilar_part: "dissimilar" },
    answered: ({ metric, seen }) => seen.has("moved") && metric?.closedForm !== null && number(metric?.value) < 1.001 * number(metric?.closedForm),
    now: ({ metric }) => [number(metric?.value), number(metric?.closedForm)] },
  { id: "representations", link: "v=1&seed=1&data=few-labels", knobs: ["augment.jitter"], labels: 16,
    tex: String.raw`\begin{gathered} \min_{f} \; \live{loss}{\ell_{\text{pretext}}}(f; \; x_1, \ldots, x_m), \\ \text{then} \quad \min_{g} \; \sum_{i=1}^{n} \ell\bigl(g(f(x_i)), y_i\bigr), \quad n \ll m \end{gathered}`,
    answered: ({ labelled }) => number(labelled?.probe) > 0.85,
    now: ({ labelled }) => [100 * number(labelled?.probe), 100 * number(labelled?.raw)] },
  { id: "patches", preset: "patch-letters", knobs: ["pretext.size", "pretext.gap", "pretext.jitter"],
    tex: String.raw`\live{loss}{\ell} = -\log \operatorname{softmax}\bigl(g(\anchor{f(p)}, \positive{f(q)})\bigr)_{y}`,
    answered: ({ metrics }) => number(metrics?.pretext?.accuracy) > 0.6,
    now: ({ metrics }) => [100 * number(metrics?.pretext?.accuracy), 100 * number(metrics?.pretext?.chance)] },
  { id: "words", preset: "words", knobs: ["pretext.window", "encoder.dim"],
    tex: String.raw`\live{loss}{\ell} = -\log \sigma(\anchor{u} \cdot \positive{v^{+}}) - \sum_{j=1}^{\live{negatives.count}{k}} \log \sigma(-\anchor{u} \cdot \negative{v_j^{-}})`,
    answered: ({ metrics }) => number(metrics?.analogyAccuracy) > 0.9,
    now: ({ metrics }) => [100 * number(metrics?.analogyAccuracy), 100 * number(metrics?.knnAccuracy)] },
  { id: "theorem", preset: "theorem", knobs: [],
    tex: String.raw`\begin{gathered} \text{excess risk} \\ \le\; O\!\left(\frac{\alpha\beta \log n + \log\frac{1}{\delta}}{n} + \frac{1}{n^{\alpha\beta}}\right) \\ \text{for } m = \Omega(n^{\beta}) \end{gathered}`,
    answered: ({ lensSettings }) => {
      const { alpha, betas } = readTheorem(lensSettings).settings;
      return alpha <= 0.5 && betas.some((beta) => alpha * beta >= 0.999);
    },
    now: ({ lensSettings }) => {
      const { alpha, betas } = readTheorem(lensSettings).settings;
      return [alpha, alpha * Math.max(...betas)];
    } },
  { id: "contrastive-loss", link: "v=1&seed=1&loss=info-nce", knobs: ["loss.temperature", "batch"],
    tex: String.raw`\live{loss}{\ell} = -\log \frac{e^{\anchor{\live{anchor}{f(x)}}^\top \positive{\live{positive}{f(x^{+})}} / \live{loss.temperature}{\tau}}}{e^{\anchor{f(x)}^\top \positive{f(x^{+})} / \live{loss.temperature}{\tau}} + \sum_{j=1}^{\negative{\live{count}{N}}} e^{\anchor{f(x)}^\top \negative{f(x_j^{-})} / \live{loss.temperature}{\tau}}}`,
    answered: ({ loss, negatives }) => number(loss) < Math.log(1 + number(negatives)) - 1,
    now: ({ loss, negatives }) => [number(loss), Math.log(1 + number(negatives))] },
  { id: "false-negatives", link: "v=1&seed=1&data=gaussian&loss=debiased", knobs: ["loss.tau_plus", "loss.temperature"],
    tex: String.raw`\frac{1}{1 - \live{loss.tau_plus}{\tau^{+}}} \Bigl( \sum_{j=1}^{\negative{\live{count}{N}}} e^{s_j} - \negative{\live{count}{N}} \cdot \live{loss.tau_plus}{\tau^{+}} \positive{\live{positive}{e^{s^{+}}}} \Bigr)`,
    answered: ({ metrics }) => number(metrics?.inside?.clamped) > 0.3,
    now: ({ metrics }) => [100 * number(metrics?.inside?.clamped), 100 * number(metrics?.inside?.falseShare)] },
  { id: "hard-negatives", preset: "hard-wins", knobs: ["loss.beta", "loss.tau_plus"],
    tex: String.raw`q_{\live{loss.beta}{\beta}}(\negative{\live{negatives}{x^{-}}}) \;\propto\; e^{\live{loss.beta}{\beta} \, \anchor{\live{anchor}{f(x)}}^\top \negative{f(x^{-})}} \, P(\negative{x^{-}})`,
    answered: ({ metrics }) => number(metrics?.inside?.effectiveSize) < 0.65,
    now: ({ metrics }) => [100 * number(metrics?.inside?.effectiveSize), 100 * number(metrics?.inside?.falseWeight)] },
  { id: "memory", preset: "queue", knobs: ["negatives.momentum", "negatives.size"],
    tex: String.raw`\begin{gathered} \theta_k \leftarrow \live{negatives.momentum}{m}\, \theta_k + (1 - \live{negatives.momentum}{m})\, \theta_q, \\ \negative{\live{negatives}{\text{queue}}} = \text{the last } \live{negatives.size}{K} \text{ keys} \end{gathered}`,
    answered: ({ config, step }) => step * config.batch >= number(config.negatives?.size),
    now: ({ config, step }) => [Math.min(step * config.batch, number(config.negatives?.size)), number(config.negatives?.size)] },
  { id: "summary", link: "v=1&seed=2&data=few-labels", knobs: ["augment.jitter", "loss.temperature", "encoder.dim", "steps"], labels: 20,
    tex: String.raw`\text{near:}\; \positive{\live{positive}{(x, x^{+})}} \qquad \text{far:}\; \negative{\live{negatives}{(x, x^{-})}}`,
    answered: ({ labelled }) => number(labelled?.probe) > 0.9,
    now: ({ labelled }) => [100 * number(labelled?.probe)] },
];

/** @param {string} id */
export const sceneNamed = (id) => SCENES.find((scene) => scene.id === id);
