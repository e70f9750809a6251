/** The link to what is on the screen: copied, or there to be copied. */
import { h, put } from "../dom.js";
import { address } from "../link.js";
import { ownPart } from "../owndata.js";
import * as state from "../state.js";

/** What a QR code of the lowest correction holds, in bytes. */
const MOST_LETTERS = 2900;

export function shareButton() {
  return h("button", { type: "button", class: "share", onclick: share }, "Share");
}

async function share() {
  const link = address(state.fromStart(state.config.value));
  const copied = await copy(link);
  const said = h("p", { role: "status" }, copied ? "The link is copied. It holds all settings and the seed, so it gives the same run." : "Copy the link from here:");
  const code = h("canvas", { class: "qr", role: "img", "aria-label": "The link as a QR code" });
  const { value: step } = state.step;

  /** @param {string} name @param {() => string} text */
  const field = (name, text) => {
    const input = h("input", { type: "text", readOnly: true, "aria-label": name, value: text(), onfocus: () => input.select() });
    return { input, text, row: h("div", { class: "copy" }, h("span", null, name), input,
      h("button", { type: "button", onclick: async () => put(said, (await copy(input.value)) ? `Copied: ${name}.` : "Copy it with the keyboard.") }, "Copy")) };
  };
  const current = () => address(replay.checked ? { ...state.config.value, replay: step } : state.fromStart(state.config.value));
  const replay = h("input", { type: "checkbox", onchange: () => {
    for (const { input, text } of fields) input.value = text();
    void draw(code, current());
  } });
  const fields = [
    field("Link", current),
    field("Markdown", () => `[Nearfar](${current()})`),
    field("Embed", () => `<iframe src="${current().replace(/\?[^#]*|(?=#)/, "?embed=1")}" title="Nearfar: see similarity being learned" loading="lazy" width="100%" height="900" allow="clipboard-write; fullscreen"></iframe>`)];
  const dialog = h("dialog", { class: "dialog share", "aria-label": "Share this experiment" }, said, carried(), fields.map(({ row }) => row),
    step > 0 && h("label", { class: "check" }, replay, `Replay to step ${step}`), code,
    h("div", { class: "buttons" }, "share" in navigator && h("button", { type: "button", onclick: () => navigator.share({ title: document.title, url: current() }).catch(() => {}) }, "Send …"),
      h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "Close")));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  fields[0].input.focus();
  await draw(code, link);
}

/** Whether data of one's own are in the link. */
function carried() {
  const part = ownPart(state.config.value);
  if (!part) return null;
  return h("p", null, part.startsWith("&own=") ? `Your data are in the link: ${(part.length / 1024).toFixed(1)} kB of it. Whoever has the link has them.`
    : "Your data are too large for a link, and not in it: whoever opens it is asked for the same file.");
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {HTMLCanvasElement} canvas @param {string} link */
async function draw(canvas, link) {
  const { encode } = await import("uqr");
  // No code holds more than some 2,900 letters.
  canvas.hidden = link.length > MOST_LETTERS;
  if (canvas.hidden) return;
  const { data, size } = encode(link, { border: 2 });
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d");
  if (!context) return;
  data.forEach((row, y) => row.forEach((on, x) => {
    context.fillStyle = on ? "#000" : "#fff";
    context.fillRect(x, y, 1, 1);
  }));
}
