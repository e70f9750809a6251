// The examples: functions whose own text the page shows. Each takes the module's exports and a lab,
// and returns what is worth reading; `show` puts a picture below it.

/**
 * @typedef {typeof import("../nearfar.js")} Nearfar
 * @typedef {import("../lab/lab.js").Lab} Lab
 * @typedef {{ title: string, about: string, run: (nearfar: Nearfar, lab: Lab, show: (pixels: Uint8ClampedArray, width: number) => void) => Promise<unknown> }} Example
 */

/** @type {Example[]} */
export const examples = [
  {
    title: "Which backend runs, and why",
    about: "A lab is one engine in a worker of its own. Its status says in whole sentences what it runs on.",
    async run(nearfar, lab) {
      return { backend: lab.backend, reason: lab.status.reason };
    },
  },
  {
    title: "Similarities of two sets of vectors",
    about: "Batched dot products: u [rows, dim] with v [cols, dim] gives [rows, cols].",
    async run(nearfar, lab) {
      const u = Float32Array.of(1, 0, 0, 1, 1, 1); // three vectors in the plane
      const v = Float32Array.of(2, 0, 0, 3); // two more
      return lab.similarity({ u, v, rows: 3, cols: 2, dim: 2 });
    },
  },
  {
    title: "The lecture's loss on vectors of your own",
    about:
      "One positive and two negatives for each anchor, raw dot products. Gradients are with respect to what " +
      "you passed in: descend, and the positive comes nearer.",
    async run(nearfar, lab) {
      const problem = {
        loss: "info-nce",
        anchors: Float32Array.of(1, 0, 0, 1),
        positives: Float32Array.of(0.5, 0.5, 0.5, 0.5),
        negatives: Float32Array.of(1, 0, 0, 1, 1, 1, -1, 0),
        rows: 2,
        dim: 2,
        count: 2,
      };
      const before = await lab.contrastiveLoss(problem);
      const positives = problem.positives.map((x, i) => x - 0.5 * before.gradPositives[i]);
      const after = await lab.contrastiveLoss({ ...problem, positives });
      return { before: before.loss, after: after.loss, gradient: before.gradPositives };
    },
  },
  {
    title: "How temperature changes NT-Xent",
    about: "The same two views at three temperatures: the lower it is, the more the nearest negatives count.",
    async run(nearfar, lab) {
      const [rows, dim] = [64, 16];
      const wave = (/** @type {number} */ speed) => Float32Array.from({ length: rows * dim }, (_, i) => Math.sin(speed * i));
      const [anchors, positives] = [wave(1), wave(1.01)];
      /** @type {Record<string, number>} */
      const losses = {};
      for (const temperature of [0.1, 0.5, 2]) {
        const { loss } = await lab.contrastiveLoss({ loss: "nt-xent", anchors, positives, rows, dim, temperature, normalize: true });
        losses[`temperature ${temperature}`] = loss;
      }
      return losses;
    },
  },
  {
    title: "Train on real digits, without a label",
    about: "The default experiment: 1,797 handwritten digits, NT-Xent, Adam. Labels only measure the result.",
    async run(nearfar, lab) {
      const run = await lab.experiment();
      const losses = await run.step(50);
      const { knnAccuracy, untrained, raw } = await run.metrics();
      run.dispose();
      return {
        "loss of the first step": losses[0],
        "loss of the 50th": losses[49],
        "5-NN accuracy": knnAccuracy,
        "of the untrained encoder": untrained.knnAccuracy,
        "of the raw pixels": raw.knnAccuracy,
      };
    },
  },
  {
    title: "Draw an embedding",
    about: "Two moons on a circle after 200 steps, drawn pixel by pixel by scatter: one shape and one colour a class.",
    async run(nearfar, lab, show) {
      const run = await lab.experiment({ data: { name: "moons" }, encoder: { dim: 2 } });
      await run.step(200);
      const { z, labels } = await run.embeddings();
      run.dispose();
      const size = 480;
      const xy = z.map((value) => size / 2 + 0.42 * size * value);
      const colors = Uint32Array.from(labels, (label) => [0xff_b2_72_00, 0xff_00_9f_e6][label]); // blue, orange
      const shapes = Uint8Array.from(labels);
      show(nearfar.scatter({ width: size, height: size, xy, colors, shapes, radius: 5 }), size);
      return `${labels.length} points`;
    },
  },
  {
    title: "A link is the whole experiment",
    about: "It holds only what differs from the defaults. The same link gives the same run on every machine.",
    async run(nearfar, lab) {
      const link = nearfar.encodeLink({ seed: 7, data: { name: "moons" }, loss: { temperature: 0.2 } });
      const run = await lab.experiment(nearfar.decodeLink(link));
      const losses = await run.step(3);
      run.dispose();
      return { link, losses };
    },
  },
  {
    title: "Turn a knob while it runs",
    about: "Live knobs apply to the next step. A checkpoint brings a run back to where it was, bit for bit.",
    async run(nearfar, lab) {
      const run = await lab.experiment({ data: { name: "circles" } });
      await run.step(20);
      const checkpoint = await run.checkpoint();
      const first = await run.step(1);
      await run.restore(checkpoint);
      const again = await run.step(1);
      await run.restore(checkpoint);
      await run.set("loss.temperature", 0.1);
      const colder = await run.step(1);
      run.dispose();
      return { first, again, "at temperature 0.1": colder };
    },
  },
  {
    title: "Errors say what would be right",
    about: "Bad input is an InputError or a LinkError with a whole sentence, and disturbs nothing that runs.",
    async run(nearfar, lab) {
      /** @type {string[]} */
      const messages = [];
      const calls = [
        () => lab.contrastiveLoss({ loss: "nt-xent", anchors: new Float32Array(5), positives: new Float32Array(6), rows: 3, dim: 2 }),
        () => lab.experiment({ loss: { temperature: -1 } }),
        async () => nearfar.decodeLink("v=1&seed=1&batch=lots"),
      ];
      for (const call of calls) {
        await call().catch((/** @type {Error} */ error) => messages.push(`${error.name}: ${error.message}`));
      }
      return messages.join("\n");
    },
  },
  {
    title: "An engine that fails is replaced",
    about: "After a trap, a lost GPU or silence the run goes on from a checkpoint at most a second old.",
    async run(nearfar, lab) {
      const run = await lab.experiment({ data: { name: "spirals" } });
      await run.step(30);
      await lab.simulateFault("trap");
      await run.step(30);
      run.dispose();
      return { steps: run.stepCount, restarts: lab.status.restarts, message: lab.status.message };
    },
  },
];
