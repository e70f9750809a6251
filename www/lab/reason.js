// Why this backend: what works first, then the cause, then one next step for this browser. Never
// advice to change a browser's hidden preferences.

/**
 * @typedef {import("../worker.js").Opening} Opening
 */

/**
 * @param {Opening} opening
 * @param {string} [agent] the browser, as it names itself
 * @returns {string} whole sentences
 */
export function reason({ backend, adapter, cause, detail }, agent = navigator.userAgent) {
  if (backend === "webgpu") {
    const kind = adapter?.isFallback ? "a software adapter" : "the GPU";
    return `Running on WebGPU, on ${kind}${adapterName(adapter)}${cause === "chosen" ? ", as chosen" : ""}.`;
  }
  if (cause === "chosen") return "Running on the CPU, as chosen: the same mathematics.";
  return `Running on the CPU: the same mathematics. ${why(cause, detail, adapter, agent)}`;
}

/** The same for a WebGPU that was asked for by name. @param {string} cause @param {string} detail */
export function refusal(cause, detail, agent = navigator.userAgent) {
  return `backend is "webgpu", which cannot run here. ${why(cause, detail, null, agent)}`;
}

/** @param {import("./types.js").Adapter | null} adapter */
function adapterName(adapter) {
  const name = adapter && (adapter.description || [adapter.vendor, adapter.architecture].filter(Boolean).join(" "));
  return name ? ` (${name})` : "";
}

/**
 * @param {string} cause @param {string} detail
 * @param {import("./types.js").Adapter | null} adapter @param {string} agent
 */
function why(cause, detail, adapter, agent) {
  switch (cause) {
    case "insecure":
      return `Browsers offer WebGPU only to secure pages, and ${detail || "this one"} is not: open it over https or on localhost.`;
    case "no-api":
      return `This browser offers no WebGPU. ${newer(agent)}`;
    case "no-adapter":
      return `The browser offers WebGPU but found no GPU to use${detail && ` (${detail})`}. ${acceleration(agent)}`;
    case "adapter-late":
      return `The GPU did not answer within ${detail} seconds. Reloading the page tries again.`;
    case "software":
      return `The only adapter is a software one${adapterName(adapter)}, slower than the CPU engine. ${acceleration(agent)}`;
    case "refused":
      return `The GPU refused a device (${detail}). Closing other pages that use the GPU and reloading may free it.`;
    case "device-late":
      return `The GPU gave no device within ${detail} seconds. Reloading the page tries again.`;
    default:
      return `The GPU failed four times within a minute (${detail}). Reloading the page tries it again.`;
  }
}

/** @param {string} agent */
function newer(agent) {
  if (/Firefox\//.test(agent)) {
    return /Windows|Macintosh/.test(agent)
      ? "Firefox has it from version 141 on Windows and 145 on Macs with Apple silicon: update it."
      : "Firefox does not have it on this system yet; a current Chrome or Edge may.";
  }
  if (/Chrome\//.test(agent)) return "Chrome and Edge have it from version 113, on Linux and Android later: update it.";
  if (/Safari\//.test(agent)) return "Safari has it from version 26: update the system.";
  return "A current Chrome, Edge, Firefox or Safari may.";
}

/** @param {string} agent */
function acceleration(agent) {
  if (/Firefox\//.test(agent)) return "On a computer with a graphics card, updating its driver may help.";
  if (/Edg\//.test(agent)) return "Look whether graphics acceleration is on in edge://settings/system.";
  if (/Chrome\//.test(agent)) return "Look whether graphics acceleration is on in chrome://settings/system.";
  return "On a computer with a graphics card, updating the system may help.";
}
