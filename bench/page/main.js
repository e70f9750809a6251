// The page of one contestant: ?lib=jax|tfjs|nearfar&backend=wasm|webgpu. The runner drives it.
import { allCases, inputs, trainingViews } from "./cases.js";

const LIBRARIES = {
  jax: () => import("./jax.js"),
  tfjs: () => import("./tfjs.js"),
  nearfar: () => import("./nearfar.js"),
};

const query = new URLSearchParams(location.search);
const { open } = await LIBRARIES[query.get("lib")]();
const contestant = await open(query.get("backend"));
const cases = new Map(allCases().map((example) => [example.id, example]));
let prepared;

async function run(count) {
  if (prepared.many) return prepared.many(count);
  let answer;
  for (let i = 1; i <= count; i++) answer = await prepared.call(i === count);
  return answer;
}

/** The losses of the first steps, and what was drawn for them by who draws it itself. */
async function firstSteps() {
  if (prepared.firstSteps) return prepared.firstSteps();
  const losses = [];
  for (let i = 0; i < 3; i++) losses.push((await prepared.call(true)).loss);
  return { losses };
}

/** At most `limit` entries, evenly spread, as plain numbers for the runner. */
function sample(array, limit = 65_536) {
  const stride = Math.ceil(array.length / limit);
  return Array.from({ length: Math.ceil(array.length / stride) }, (_, i) => array[i * stride]);
}

/** FNV-1a over the bits of everything in the answer. */
function bits({ loss = 0, gradients = [], similarity }) {
  let hash = 0x811c9dc5;
  for (const array of [Float64Array.of(loss), ...gradients, ...(similarity ? [similarity] : [])]) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16);
}

globalThis.bench = {
  /** One case, and the numbers of its first call. */
  async prepare(id, custom) {
    prepared?.dispose?.();
    const example = custom ?? cases.get(id);
    const data = example.kind === "training" ? { views: trainingViews() } : inputs(example);
    prepared = await contestant.prepare(example, data);
    if (example.kind === "training") return { first: 0, ...(await firstSteps()) };
    const start = performance.now();
    const answer = await run(1);
    const first = performance.now() - start;
    const arrays = answer.similarity ? [answer.similarity] : (answer.gradients ?? []);
    return { first, loss: answer.loss, bits: bits(answer), samples: arrays.map((array) => sample(array)) };
  },
  /** Wall milliseconds of `count` calls. */
  async run(count) {
    const start = performance.now();
    const { loss } = await run(count);
    return { wall: performance.now() - start, loss };
  },
  bits: async () => bits(await run(1)),
  dispose: () => prepared?.dispose?.(),
};

// Time from navigation to the first loss, of the smallest case.
if (query.has("first")) {
  const { loss } = await globalThis.bench.prepare(query.get("first"));
  globalThis.firstLoss = { loss, milliseconds: performance.now() };
}
globalThis.ready = true;
