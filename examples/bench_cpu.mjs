// Times the wasm kernels in node: processor milliseconds, the best of several rounds.
// Usage: node examples/bench_cpu.mjs [file.wasm] [case] ; see bench_cpu.rs.
import { readFileSync } from "node:fs";

const folder = "target/wasm32-unknown-unknown/release/examples";
const file = process.argv[2] ?? `${folder}/bench_cpu.wasm`;
const only = process.argv[3];
const names = ["clip", "nt-xent", "in-batch", "similarity", "training step", "hard"];
const cases = [
  [0, 256, 64], [0, 256, 128], [0, 1024, 64], [0, 1024, 128], [0, 4096, 64], [0, 4096, 128],
  [1, 256, 64], [1, 256, 128], [1, 1024, 64], [1, 1024, 128], [1, 4096, 64],
  [5, 256, 64], [5, 256, 128], [5, 1024, 64], [5, 1024, 128],
  [2, 256, 64], [2, 1024, 64], [2, 4096, 64],
  [3, 256, 64], [3, 1024, 64], [3, 1024, 128],
  [4, 256, 2],
];

// What the library would import from a page is never called here.
const module = new WebAssembly.Module(readFileSync(file));
const imports = {};
for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
  if (kind === "function") (imports[from] ??= {})[name] = () => 0;
}
const { prepare, run, memory } = new WebAssembly.Instance(module, imports).exports;

for (const [kind, rows, dim] of cases) {
  if (only && names[kind] !== only) continue;
  prepare(kind, rows, dim);
  const input = kind === 4 ? 2 * rows * dim : 0;
  const spent = (times) => {
    const before = process.cpuUsage();
    const loss = run(times, input);
    const { user, system } = process.cpuUsage(before);
    return [(user + system) / 1e3 / times, loss];
  };
  // Enough runs for the optimising compiler to have finished, then rounds of some 100 ms.
  for (let until = Date.now() + 400; Date.now() < until; ) spent(1);
  const times = Math.max(1, Math.round(100 / spent(1)[0]));
  let [best, loss] = spent(times);
  for (let round = 0; round < 6; round += 1) best = Math.min(best, spent(times)[0]);
  const mebibytes = (memory.buffer.byteLength / 2 ** 20).toFixed(0);
  console.log(
    `${names[kind].padEnd(14)} N=${rows} d=${dim}: ${best.toFixed(3)} ms, loss ${loss}, ${mebibytes} MiB`,
  );
}
