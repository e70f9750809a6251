/** The link to what is on the screen: copied, or there to be copied, with what it shows in words and as a QR code. */
import { h, put } from "../dom.js";
import { short, whole } from "../format.js";
import { words } from "../language/language.js";
import { address } from "../link.js";
import { ownPart } from "../owndata.js";
import * as state from "../state.js";
import { altered } from "../undo/track.js";
import { MOST_LETTERS, qrCode } from "./code.js";
import { MOST_STEPS, replayLink } from "./link.js";
import { rerun } from "./rerun.js";
import "./share.css";
import { present, sentence } from "./words.js";

const { share: say } = words;

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
      h("button", { type: "button", "aria-label": say.copyOf(name), onclick: async () => put(said, (await copy(box.value)) ? say.copied(name) : say.byKeyboard) }, say.copy)) };
  };
  const fields = [
    field(say.link, current),
    field(say.text, () => sentence(standing), "textarea"),
    field(say.markdown, () => `[Nearfar](${current().replaceAll("(", "%28").replaceAll(")", "%29")})`),
    field(say.embed, () => `<iframe src="${current().replace(/\?[^#]*|(?=#)/, "?embed=1")}" title="${words.page.title}" loading="lazy" width="100%" height="900" allow="clipboard-write; fullscreen"></iframe>`),
    field(say.element, () => element(new URL(current())))];

  async function show() {
    for (const { box, text } of fields) box.value = text();
    if (trial) trial.element.hidden = !replay.checked;
    const link = current();
    try {
      const drawn = link.length > MOST_LETTERS ? h("p", { class: "sub" }, say.noCode(whole(link.length), whole(MOST_LETTERS))) : await qrCode(link);
      if (link === current()) put(code, drawn);
    } catch (error) {
      put(code, h("p", { class: "sub" }, say.codeFailed(/** @type {Error} */ (error).message)));
    }
  }

  const dialog = h("dialog", { class: "dialog", "aria-label": say.title }, said, carried(), fields.map(({ row }) => row),
    replayed && h("label", { class: "check" }, replay, say.replay(whole(step))),
    step > MOST_STEPS && h("p", { class: "sub" }, say.tooLong(whole(MOST_STEPS))),
    h("div", { class: "share-ends" }, code, trial && trial.element),
    h("div", { class: "buttons" }, "share" in navigator && h("button", { type: "button", onclick: () => navigator.share({ title: document.title, text: sentence(standing), url: current() }).catch(() => {}) }, say.send),
      h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, words.controls.close)));
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    trial && trial.stop();
    dialog.remove();
  });
  dialog.showModal();
  void show();
  fields[0].box.focus();
  put(said, (await copy(current())) ? (replayed ? say.copiedReplay : say.copiedLink) : say.fromHere);
}

/** Whether data of one's own are in the link. */
function carried() {
  const part = ownPart(state.config.value);
  if (!part) return null;
  return h("p", null, part.startsWith("&own=") ? say.carried((part.length / 1024).toFixed(1)) : say.notCarried);
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
  const said = h("p", { role: "status" }, altered() ? say.altered : say.told);
  const button = h("button", { type: "button", onclick: () => (running ? stop() : void test()) }, say.test);
  const progress = h("progress", { max: losses.length, value: 0, hidden: true, "aria-label": say.progress });
  function stop() {
    running?.abort();
    running = null;
    progress.hidden = true;
    put(button, say.test);
  }
  async function test() {
    const mine = (running = new AbortController());
    put(button, say.stop);
    put(said, say.replaying(whole(losses.length)));
    progress.hidden = false;
    progress.value = 0;
    try {
      const found = await rerun(link, losses, { signal: mine.signal, progress: (step) => (progress.value = step) });
      if (mine.signal.aborted) return;
      put(said, found ? unlike(found) : say.same(whole(losses.length)));
    } catch (error) {
      put(said, mine.signal.aborted ? say.stopped : say.untested(/** @type {Error} */ (error).message));
    } finally {
      if (running === mine) stop();
    }
  }
  return { element: h("div", { class: "trial" }, said, h("div", { class: "buttons" }, button, progress)), stop };
}

/** @param {import("../proof.js").Difference} found */
const unlike = ({ step, here, there }) => (here === undefined ? say.breaksOff(whole(step)) : say.unlike(whole(step), short(here, 4), short(there, 4)));

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
