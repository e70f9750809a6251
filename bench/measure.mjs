// Processor time and memory of every process of the browser, from /proc: machines are shared, and a GPU in
// software or a worker computes in another process than the page.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

/** Clock ticks of /proc: 100 a second on every Linux that a browser runs on. */
const TICK_MS = 10;

/** The fields of /proc/<id>/stat after the name, which may itself have spaces and brackets. */
function stat(id) {
  try {
    const text = readFileSync(`/proc/${id}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined; // It has just ended.
  }
}

/** The processes below `root`, without it. */
export function family(root) {
  const parents = new Map();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number)) {
    const found = stat(id);
    if (found) parents.set(id, found.parent);
  }
  const below = (id) => {
    for (let at = parents.get(id); at; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return [...parents.keys()].filter(below);
}

/** Processor milliseconds, user and system, that `ids` have used so far. */
export function processorTime(ids) {
  return ids.reduce((sum, id) => sum + (stat(id)?.ticks ?? 0), 0) * TICK_MS;
}

function memory(id, field) {
  try {
    const line = readFileSync(`/proc/${id}/status`, "utf8").match(new RegExp(`^${field}:\\s+(\\d+) kB`, "m"));
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Starts counting the peak anew, and gives the bytes resident now. */
export function resetPeak(ids) {
  for (const id of ids) {
    try {
      writeFileSync(`/proc/${id}/clear_refs`, "5");
    } catch {
      // Ended, or not ours.
    }
  }
  return new Map(ids.map((id) => [id, memory(id, "VmRSS")]));
}

/** Bytes above what `before` says, each process at its own peak: never less than the true common peak. */
export function peakAbove(before) {
  return [...before].reduce((sum, [id, start]) => sum + Math.max(0, memory(id, "VmHWM") - start), 0);
}
