/** The link to what is on the screen: copied, or there to be copied, with what it shows in words and as a QR code. */
import { h, put } from "../dom.js";
import { short, whole } from "../format.js";
import { address } from "../link.js";
import { ownPart } from "../owndata.js";
import * as state from "../state.js";
import { altered } from "../undo/track.js";
import { MOST_LETTERS, qrCode } from "./code.js";
import { MOST_STEPS, replayLink } from "./link.js";
import { rerun } from "./rerun.js";
import "./share.css";
import { present, sentence } from "./words.js";

export async function share() {
  const standing = present();
  const { config, step } = standing;
  const losses = state.history.loss.slice(0, step);
  const replayed = replayLink(standing, losses);
  const plain = address(config);

  const said = h("p", { role: "status" });
  const replay = h("input", { type: "checkbox", checked: replayed !== null, onchange: () => void show() });
  const current = () => (replayed && replay.checked ? replayed : plain);
  const code = h("div");
  const trial = replayed && tried(replayed, losses);

  /** @param {string} name @param {() => string} text @param {"input" | "textarea"} [tag] */
  const field = (name, text, tag = "input") => {
    const box = h(tag, { readOnly: true, "aria-label": name, rows: tag === "textarea" ? 2 : undefined, onfocus: () => box.select() });
    return { box, text, row: h("div", { class: "copy" }, h("span", null, name), box,
      h("button", { type: "button", "aria-label": `Copy: ${name}`, onclick: async () => put(said, (await copy(box.value)) ? `Copied: ${name}.` : "Copy it with the keyboard.") }, "Copy")) };
  };
  const fields = [
    field("Link", current),
    field("Text", () => sentence(standing), "textarea"),
    field("Markdown", () => `[Nearfar](${current()})`),
    field("Embed", () => `<iframe src="${current().replace(/\?[^#]*|(?=#)/, "?embed=1")}" title="Nearfar: see similarity being learned" loading="lazy" width="100%" height="900" allow="clipboard-write; fullscreen"></iframe>`),
    field("Element", () => element(new URL(current())))];

  async function show() {
    for (const { box, text } of fields) box.value = text();
    if (trial) trial.element.hidden = !replay.checked;
    const link = current();
    try {
      const drawn = link.length > MOST_LETTERS ? h("p", { class: "sub" }, `This link has ${whole(link.length)} characters. A QR code holds ${whole(MOST_LETTERS)}, so there is none.`) : await qrCode(link);
      if (link === current()) put(code, drawn);
    } catch (error) {
      put(code, h("p", { class: "sub" }, `The QR code could not be drawn: ${/** @type {Error} */ (error).message}`));
    }
  }

  const dialog = h("dialog", { class: "dialog", "aria-label": "Share this experiment" }, said, carried(), fields.map(({ row }) => row),
    replayed && h("label", { class: "check" }, replay, `Replay to step ${whole(step)}, and compare the losses with these`),
    step > MOST_STEPS && h("p", { class: "sub" }, `A link can replay ${whole(MOST_STEPS)} steps; this run is longer, so its link starts untrained.`),
    h("div", { class: "share-ends" }, code, trial && trial.element),
    h("div", { class: "buttons" }, "share" in navigator && h("button", { type: "button", onclick: () => navigator.share({ title: document.title, text: sentence(standing), url: current() }).catch(() => {}) }, "Send …"),
      h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "Close")));
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    trial && trial.stop();
    dialog.remove();
  });
  dialog.showModal();
  void show();
  fields[0].box.focus();
  put(said, (await copy(current())) ? `The link is copied. It holds all settings and the seed${replayed ? ", and a few losses to compare with" : ", so it gives the same run"}.` : "Copy the link from here:");
}

/** Whether data of one's own are in the link. */
function carried() {
  const part = ownPart(state.config.value);
  if (!part) return null;
  return h("p", null, part.startsWith("&own=") ? `Your data are in the link: ${(part.length / 1024).toFixed(1)} kB of it. Whoever has the link has them.`
    : "Your data are too large for a link, and not in it: whoever opens it is asked for the same file.");
}

/** For a page of one's own that loads one script. @param {URL} link */
const element = ({ href, hash }) => `<script type="module" src="${new URL("nearfar-element.js", href).href}"></script> <nearfar-playground link="${hash.slice(1).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" height="640"></nearfar-playground>`;

/**
 * The link tried out before it is sent: a button, and what came of it.
 * @param {string} link @param {number[]} losses
 */
function tried(link, losses) {
  /** @type {AbortController | null} */
  let running = null;
  const said = h("p", { role: "status" }, altered() ? "A setting was changed while this run trained, and the link knows only its last value. Test whether it gives this run."
    : "Whoever opens the link is told whether it gives them the same losses.");
  const button = h("button", { type: "button", onclick: () => (running ? stop() : void test()) }, "Test this link");
  const progress = h("progress", { max: losses.length, value: 0, hidden: true, "aria-label": "Steps replayed" });
  function stop() {
    running?.abort();
    running = null;
    progress.hidden = true;
    put(button, "Test this link");
  }
  async function test() {
    const mine = (running = new AbortController());
    put(button, "Stop the test");
    put(said, `Replaying ${whole(losses.length)} ${losses.length === 1 ? "step" : "steps"} from the link alone …`);
    progress.hidden = false;
    progress.value = 0;
    try {
      const found = await rerun(link, losses, { signal: mine.signal, progress: (step) => (progress.value = step) });
      if (mine.signal.aborted) return;
      put(said, found ? unlike(found) : `The link gives the same result: all ${whole(losses.length)} losses agree.`);
    } catch (error) {
      put(said, mine.signal.aborted ? "The test was stopped." : `The link could not be tested: ${/** @type {Error} */ (error).message}`);
    } finally {
      if (running === mine) stop();
    }
  }
  return { element: h("div", { class: "trial" }, said, h("div", { class: "buttons" }, button, progress)), stop };
}

/** @param {import("../proof.js").Difference} found */
const unlike = ({ step, here, there }) => `${here === undefined ? `The link does not give this run: its training breaks off at step ${whole(step)}.`
  : `The link does not give this run: at step ${whole(step)} its loss is ${short(here, 4)}, and here it was ${short(there, 4)}.`
} A link knows only the last value of a setting that was changed while it trained. Reset, train, and share that run.`;

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
