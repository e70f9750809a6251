// Metric learning through the public API: reference values on both backends, distances and neighbours that are the same
// everywhere, a metric experiment from link to checkpoint, and errors that say what would mend them.
import { readFileSync } from "node:fs";
import { assert, browserTest } from "./harness.mjs";
import { EVERYWHERE, defineRefusal, openLab } from "./lab.mjs";

const oracle = (name) => JSON.parse(readFileSync(new URL(`../oracle/${name}.json`, import.meta.url), "utf8"));
const GMML = oracle("gmml");
const NAIVE = oracle("naive_objective");

/** In the page: a reference case's points and pairs as the API takes them. */
function defineGiven(page) {
  return page.evaluate(() => {
    globalThis.given = ({ X, similar_pairs, dissimilar_pairs }) => ({
      x: new Float64Array(X.flat()), rows: X.length, dim: X[0].length,
      similar: new Uint32Array(similar_pairs.flat()), dissimilar: new Uint32Array(dissimilar_pairs.flat()),
    });
  });
}

/** Relative Frobenius error. */
function error(found, expected) {
  const flat = expected.flat();
  assert.equal(found.length, flat.length);
  return Math.hypot(...flat.map((value, i) => found[i] - value)) / Math.hypot(...flat);
}

for (const { browser, backend } of EVERYWHERE) {
  browserTest(`metrics match the reference values on ${backend}`, [browser], async (t) => {
    await openLab(t, { backend });
    await defineGiven(t.page);
    const found = await t.page.evaluate(async (cases) => {
      const answers = [];
      for (const one of cases) {
        const prior = one.A0 ? new Float64Array(one.A0.flat()) : undefined;
        for (const at of Object.keys(one.solutions_by_t)) {
          const { A, L, S, D, objective } = await lab.gmml({ ...given(one), t: Number(at), lambda: one.lambda, prior });
          answers.push({ name: one.name, at, A: [...A], L: [...L], S: [...S], D: [...D], objective });
        }
      }
      return answers;
    }, GMML.cases);
    for (const { name, at, A, L, S, D, objective } of found) {
      const reference = GMML.cases.find((one) => one.name === name);
      const solution = reference.solutions_by_t[at];
      const allowed = reference.tolerance.float64_A_rel_frobenius;
      assert.ok(error(A, solution.A) <= allowed, `${name}, t = ${at}: A is off by ${error(A, solution.A)}`);
      assert.ok(error(L, solution.L_cholesky_upper) <= 10 * allowed, `${name}, t = ${at}: L`);
      assert.ok(error(S, reference.S) < 1e-12 && error(D, reference.D) < 1e-12, `${name}: S and D`);
      assert.ok(Math.abs(objective - solution.h) <= 10 * allowed * Math.max(1, Math.abs(solution.h)), `${name}, t = ${at}: h`);
    }

    const descents = await t.page.evaluate(async (cases) => {
      const answers = [];
      for (const one of cases) {
        const steps = one.trajectory.at(-1).step;
        const { objectives, traces, lambdaStar, fate } = await lab.naive({ ...given(one), lambda: one.lambda, steps, stepSize: one.step_size });
        answers.push({ objectives: [...objectives], traces: [...traces], lambdaStar, fate });
      }
      return answers;
    }, NAIVE.cases);
    descents.forEach(({ objectives, traces, lambdaStar, fate }, i) => {
      const reference = NAIVE.cases[i];
      const near = (value, expected, what) => assert.ok(Math.abs(value - expected) <= 1e-8 * Math.max(1, Math.abs(expected)), `${reference.name}: ${what}`);
      near(lambdaStar, reference.lambda_star, "λ*");
      assert.equal(fate, reference.lambda < reference.lambda_star ? "collapses" : "unbounded");
      for (const { step, objective, trace_A: trace } of reference.trajectory) {
        near(objectives[step], objective, `f at step ${step}`);
        near(traces[step], trace, `tr A at step ${step}`);
      }
    });
  });

  browserTest(`distances and neighbours of many points are exact on ${backend}`, [browser], async (t) => {
    await openLab(t, { backend });
    const found = await t.page.evaluate(async () => {
      const [rows, queries, dim, k] = [1500, 40, 24, 6];
      const wave = (count, speed) => Float64Array.from({ length: count * dim }, (_, i) => Math.sin(speed * i * i + i) * (1 + (i % dim)));
      const [x, query] = [wave(rows, 0.37), wave(queries, 0.53)];
      const A = Float64Array.from({ length: dim * dim }, (_, i) => (Math.floor(i / dim) === i % dim ? 1 + (i % 3) : 0));
      const labels = Uint32Array.from({ length: rows }, (_, i) => i % 3);
      const far = (i, j) => { let sum = 0; for (let f = 0; f < dim; f++) sum += (1 + f % 3) * (query[i * dim + f] - x[j * dim + f]) ** 2; return sum; };
      const answer = await lab.knn({ x, rows, query, queries, dim, k, A, labels });
      const all = await lab.mahalanobis({ x: query, rows: queries, y: x, cols: rows, dim, A });
      let [wrong, worst] = [0, 0];
      for (let i = 0; i < queries; i++) {
        const order = [...labels.keys()].sort((a, b) => far(i, a) - far(i, b) || a - b).slice(0, k);
        if (order.some((row, place) => row !== answer.indices[i * k + place])) wrong++;
        for (let j = 0; j < rows; j++) worst = Math.max(worst, Math.abs(all[i * rows + j] - far(i, j)) / far(i, order[k - 1]));
      }
      const pairs = Uint32Array.from({ length: 4000 }, (_, i) => (i * 7919) % rows);
      const scatter = await lab.scatterMatrix({ x, rows, dim, pairs });
      const exact = new Float64Array(dim * dim);
      for (let p = 0; p < pairs.length; p += 2) for (let a = 0; a < dim; a++) for (let b = 0; b < dim; b++) {
        exact[a * dim + b] += (x[pairs[p] * dim + a] - x[pairs[p + 1] * dim + a]) * (x[pairs[p] * dim + b] - x[pairs[p + 1] * dim + b]);
      }
      const norm = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
      const one = await lab.mahalanobis({ x, rows, dim, A, pairs: Uint32Array.of(3, 3, 0, 1) });
      return { wrong, worst, scatter: norm(scatter.map((value, i) => value - exact[i])) / norm(exact), votes: answer.labels.length, self: one[0], type: one.constructor.name };
    });
    assert.equal(found.wrong, 0, "neighbours by the kernel are those of float64");
    assert.ok(found.worst < 1e-4, `all pairs: ${found.worst}`);
    assert.ok(found.scatter < 1e-6, `scatter: ${found.scatter}`);
    assert.deepEqual([found.votes, found.self, found.type], [40, 0, "Float64Array"]);
  });
}

browserTest("a metric experiment has the methods of any other, and its own", ["chromium", "chromium-webgpu"], async (t) => {
  t.expect(/a trap that was asked for|unreachable/);
  await openLab(t, { backend: "auto" });
  await defineRefusal(t.page);
  const found = await t.page.evaluate(async () => {
    const config = nearfar.decodeLink("v=1&seed=3&task=metric&data=wine&data.standardize=false&pairs.source=all");
    const run = await lab.experiment(config);
    const losses = await run.step(5);
    const { z, rows, dim } = await run.embeddings();
    const { knnAccuracy, raw } = await run.metrics();
    const report = await run.metric();
    const kept = await run.checkpoint();
    const later = await run.step(5);
    await run.restore(kept);
    const again = await run.step(5);
    await lab.simulateFault("trap");
    const afterTrap = await run.objectives();
    const trial = await run.trial(0);
    await run.set("objective.t", 0);
    const sharper = await run.metrics();
    const refusals = [await refusal(() => run.batch()), await refusal(() => run.set("data.standardize", true)), await refusal(() => run.views(0))];
    run.dispose();
    const other = await lab.experiment({ data: { name: "moons" } });
    refusals.push(await refusal(() => other.metric()));
    return { link: nearfar.encodeLink(config), info: run.info, losses: [...losses], z: z.length, rows, dim, knnAccuracy, raw, least: report.closedForm, identities: report.identities,
      later: [...later], again: [...again], afterTrap: afterTrap.natural.length, trial, sharper: sharper.knnAccuracy, refusals };
  });
  assert.equal(found.link, "v=1&seed=3&task=metric&data=wine&data.standardize=false&pairs.source=all");
  assert.deepEqual([found.info.task, found.rows, found.dim, found.z], ["metric", 178, 13, 178 * 13]);
  assert.ok(found.losses.every((loss, i) => i === 0 || loss <= found.losses[i - 1]));
  assert.deepEqual(found.again, found.later);
  assert.equal(found.afterTrap, 11, "the start and ten steps, after the engine was replaced");
  assert.ok(found.identities.every(({ holds }) => holds), JSON.stringify(found.identities));
  assert.ok(found.sharper > 0.93 && found.raw.knnAccuracy < 0.8, "t = 0 sees scale, the Euclidean metric does not");
  assert.ok(found.trial.errors.euclidean > 0.2 && found.trial.errors.whitening < 0.08, JSON.stringify(found.trial.errors));
  for (const { name, message } of found.refusals) {
    assert.equal(name, "InputError");
    assert.match(message, /\.$/);
  }
});

browserTest("what is wrong with matrices and pairs is named", ["chromium", "firefox"], async (t) => {
  await openLab(t, { backend: "cpu" });
  await defineRefusal(t.page);
  const messages = await t.page.evaluate(async () => {
    const x = Float64Array.of(0, 0, 1, 0, 0, 1, 1, 1);
    const base = { x, rows: 4, dim: 2, similar: Uint32Array.of(0, 1, 2, 3), dissimilar: Uint32Array.of(0, 2, 1, 2) };
    const eye = Float64Array.of(1, 0, 0, 1);
    const calls = [
      () => lab.gmml(base),
      () => lab.gmml({ ...base, dissimilar: new Uint32Array(0) }),
      () => lab.gmml({ ...base, x: new Float32Array(8) }),
      () => lab.gmml({ ...base, similar: Uint32Array.of(0, 9) }),
      () => lab.gmml({ ...base, lamda: 1 }),
      () => lab.geometricMean({ x: eye, y: Float64Array.of(1, 2, 2, 1), dim: 2 }),
      () => lab.geometricMean({ x: Float64Array.of(1, 0, 0.5, 1), y: eye, dim: 2 }),
      () => lab.geometricMean({ x: eye, y: eye, dim: 2, t: 2 }),
      () => lab.mahalanobis({ x, rows: 4, dim: 2, A: Float64Array.of(-1, 0, 0, 1) }),
      () => lab.knn({ x, rows: 4, query: x, queries: 4, dim: 2, k: 9 }),
      () => lab.experiment({ task: "metrics" }),
      () => lab.experiment({ task: "metric", data: "moons", pairs: { source: "drawn" } }),
    ];
    const answers = [];
    for (const call of calls) answers.push(await refusal(call));
    const mended = await lab.gmml({ ...base, lambda: 0.5 });
    return { answers, mended: [...mended.A] };
  });
  const expected = [/S is singular.*rank is 1 of 2.*smallest eigenvalue 0.*lambda/, /dissimilar has no pairs.*lambda/, /x is a Float32Array; it must be a Float64Array/,
    /similar\[1\] is 9/, /lamda/, /y is indefinite.*smallest eigenvalue -1/, /x is not symmetric/, /t is 2.*0 to 1/, /A is indefinite/, /k is 9.*rows = 4/,
    /task is "metrics"; it must be one of contrastive, metric/, /no similar pairs.*objective\.lambda above 0/];
  messages.answers.forEach((answer, i) => {
    assert.equal(answer?.name, "InputError", `call ${i}: ${JSON.stringify(answer)}`);
    assert.match(answer.message, expected[i]);
  });
  assert.ok(messages.mended.every(Number.isFinite));
});
