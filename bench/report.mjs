// The table for people, from what run.mjs measured.

const GROUPS = [
  { title: "Similarity", kind: "similarity" },
  { title: "Symmetric InfoNCE, forward and both gradients", kind: "clip" },
  { title: "NT-Xent, forward and both gradients", kind: "nt-xent" },
  { title: "Training step", kind: "training" },
];

/** ours against theirs, and from which N on it counts. */
const RATIOS = [
  { ours: "nearfar wasm", theirs: "jax-js wasm", from: 0 },
  { ours: "nearfar wasm", theirs: "PyTorch eager 1t", from: 0 },
  { ours: "nearfar wasm", theirs: "tfjs wasm", from: 0 },
  { ours: "nearfar webgpu", theirs: "jax-js webgpu", from: 1024 },
  { ours: "nearfar webgpu", theirs: "tfjs webgpu", from: 1024 },
];

export function markdown({ date, machine, results, first = [], bits = [], peaks = [] }) {
  const lines = [`Measured ${date} on ${machine}. Processor milliseconds a call (wall in brackets), medians of interleaved rounds.`, ""];
  for (const { title, kind } of GROUPS) {
    const rows = results.filter((result) => result.kind === kind);
    if (rows.length > 0) lines.push(`### ${title}`, "", ...table(rows), "", ...ratios(rows), "");
  }
  if (first.length > 0) lines.push("### From navigation to the first loss", "", ...firstTable(first), "");
  for (const { name, rows, dim, bytes, wall } of peaks) {
    lines.push(`Memory, ${name}, N = ${rows}, d = ${dim}: ${(bytes / 2 ** 20).toFixed(0)} MiB above the idle page, in ${(wall / 1000).toFixed(1)} s.`, "");
  }
  for (const { name, same, different } of bits) {
    lines.push(`The same bits, ${name}: ${same ? "yes" : `no, ${different.join(", ")} differ`}.`, "");
  }
  return `${lines.join("\n").trim()}\n`;
}

function table(rows) {
  const names = [...new Set(rows.flatMap(({ measured }) => measured.map(({ name }) => name)))];
  const cell = (row, name) => {
    const found = row.measured.find((entry) => entry.name === name);
    return found ? `${short(found.cpu)} (${short(found.wall)})` : "–";
  };
  return [
    `| N | d | ${names.join(" | ")} |`,
    `|---|---|${names.map(() => "---").join("|")}|`,
    ...rows.map((row) => `| ${row.anchors} | ${row.dim} | ${names.map((name) => cell(row, name)).join(" | ")} |`),
  ];
}

/** Geometric means of the ratios, over the cases that both ran. */
function ratios(rows) {
  return RATIOS.flatMap(({ ours, theirs, from }) => {
    const logs = rows
      .filter(({ kind, anchors }) => kind === "training" || anchors >= from)
      .map(({ measured }) => [ours, theirs].map((name) => measured.find((entry) => entry.name === name)))
      .filter(([us, them]) => us?.cpu > 0 && them?.cpu > 0)
      .map(([us, them]) => ({ cpu: Math.log(us.cpu / them.cpu), wall: Math.log(us.wall / them.wall) }));
    if (logs.length === 0) return [];
    const mean = (field) => Math.exp(logs.reduce((sum, log) => sum + log[field], 0) / logs.length).toFixed(2);
    const where = from > 0 && rows[0].kind !== "training" ? `, N ≥ ${from}` : "";
    return [`- ${ours} / ${theirs}${where}: ${mean("cpu")} of the processor time, ${mean("wall")} of the wall time (geometric mean of ${logs.length})`];
  });
}

function firstTable(first) {
  return [
    "| | wall ms | processor ms | kB gzip |",
    "|---|---|---|---|",
    ...first.map(({ name, wall, cpu, bytes }) => `| ${name} | ${wall.toFixed(0)} | ${cpu.toFixed(0)} | ${(bytes / 1000).toFixed(0)} |`),
  ];
}

function short(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
