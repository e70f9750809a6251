/** One's own runs: saved, named, opened again and deleted, all on this device. */
import { h, put } from "../dom.js";
import { short, whole } from "../format.js";
import { words } from "../language/language.js";
import { address, goTo } from "../link.js";
import { takeFile } from "../owndata.js";
import { measure } from "../session.js";
import { replayLink } from "../share/link.js";
import { accuracies, present, subject } from "../share/words.js";
import * as state from "../state.js";
import { altered } from "../undo/track.js";
import { ENDING } from "./file.js";
import "./runs.css";
import { forget, keep, list, LONGEST_NAME, MOST, refused } from "./store.js";

/** @typedef {import("./store.js").Kept} Kept */

const { runs: say } = words;

const SVG = "http://www.w3.org/2000/svg";
/** Points of a small curve. */
const POINTS = 60;
const dates = new Intl.DateTimeFormat(say.locale, { dateStyle: "medium", timeStyle: "short" });

export async function runsDialog() {
  // Without a run, as where the engine could not be started, there is none to save.
  const there = state.points.peek() !== null;
  await measure();
  /** @type {Kept[]} */
  let runs = await list();
  const name = h("input", { type: "text", id: "run-name", maxLength: LONGEST_NAME, autocomplete: "off", value: there ? suggested() : "" });
  const save = h("button", { type: "submit", class: "primary" }, say.save);
  const form = h("form", { class: "save", hidden: !there, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void guarded(add);
  } }, h("label", { for: "run-name" }, say.name), name, save);
  const said = h("p", { class: "runs-said", role: "status" });
  const file = h("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: () => {
    dialog.close();
    if (file.files?.[0]) takeFile(file.files[0]);
  } });
  const rows = h("ul", { class: "runs", "aria-label": say.saved });
  const dialog = h("dialog", { class: "dialog runs-dialog", "aria-labelledby": "runs-title" },
    h("h2", { id: "runs-title" }, say.title), h("p", null, refused() || say.private), form, said, rows, file,
    h("div", { class: "buttons" }, h("button", { type: "button", title: say.openAbout, onclick: () => file.click() }, say.open), h("button", { type: "button", onclick: () => dialog.close() }, say.close)));

  /** @param {() => Promise<void>} act */
  async function guarded(act) {
    try {
      await act();
    } catch (error) {
      put(said, say.failed(/** @type {Error} */ (error).message));
    }
  }

  async function add() {
    if (runs.length >= MOST) return tell();
    await measure();
    const run = await kept(name.value.trim() || suggested());
    await keep(run);
    runs.unshift(run);
    show();
    put(said, say.isSaved(run.name));
  }

  /** @param {Kept} run @param {string} given */
  async function rename(run, given) {
    await keep({ ...run, name: given });
    run.name = given;
    put(said, say.renamed(given));
  }

  /** @param {Kept} run */
  async function remove(run) {
    await forget(run.id);
    const at = runs.indexOf(run);
    runs = runs.filter((one) => one !== run);
    show();
    const back = h("button", { type: "button", onclick: () => void guarded(async () => {
      await keep(run);
      runs.splice(at, 0, run);
      show(run.id);
      put(said, say.kept(run.name));
    }) }, say.undo);
    put(said, say.deleted(run.name), back);
    back.focus();
  }

  /** At the most there may be. */
  function tell() {
    const full = runs.length >= MOST;
    save.setAttribute("aria-disabled", String(full));
    if (full) put(said, say.full(whole(MOST)));
  }

  /** @param {string} [focused] the run whose name gets the focus */
  function show(focused) {
    put(rows, ...runs.map((run) => row(run, rename, remove)));
    rows.hidden = !runs.length;
    tell();
    if (focused) /** @type {HTMLElement | null} */ (rows.querySelector(`[data-run="${CSS.escape(focused)}"] input`))?.focus();
  }

  /** @param {Kept} run @param {(run: Kept, given: string) => Promise<void>} rename @param {(run: Kept) => Promise<void>} remove */
  function row(run, rename, remove) {
    const buttons = [h("button", { type: "button", onclick: () => {
      dialog.close();
      if (typeof run.whole === "string") takeFile(new File([run.whole], `${run.name}.${ENDING}`));
      else goTo(run.link);
    } }, say.restore), h("button", { type: "button", class: "quiet", onclick: () => void guarded(() => remove(run)) }, say.delete)];
    const label = () => buttons.forEach((button) => button.setAttribute("aria-label", say.buttonOf(button.textContent, run.name)));
    const called = h("input", { type: "text", value: run.name, maxLength: LONGEST_NAME, autocomplete: "off", "aria-label": say.nameOf(dates.format(run.saved)), onchange: () => {
      const given = called.value.trim();
      void guarded(async () => given && given !== run.name ? rename(run, given) : undefined).finally(() => {
        called.value = run.name;
        label();
      });
    } });
    label();
    const last = run.metrics.at(-1);
    return h("li", { "data-run": run.id }, called, curve(run.losses),
      h("p", { class: "sub" }, dates.format(run.saved), " · ", run.text),
      h("p", { class: "figures" }, [say.step(whole(run.step)), run.losses.length ? say.loss(short(run.losses[run.losses.length - 1], 4)) : say.untrained, ...(last ? accuracies(last) : [])].join(" · ")),
      h("div", { class: "buttons" }, buttons));
  }

  show();
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  name.select();
}

const suggested = () => {
  const { config, step } = present();
  return `${subject(config)}, ${step ? say.step(whole(step)) : say.untrained}`.slice(0, LONGEST_NAME);
};

/** The run on the screen. @param {string} name @returns {Promise<Kept>} */
async function kept(name) {
  const standing = present();
  const losses = state.history.loss.slice(0, standing.step);
  const replay = altered() ? null : replayLink(standing, losses);
  const link = replay ?? address(standing.config);
  // Steps that no link repeats.
  const content = standing.step && !replay ? await import("../export/take.js").then(({ wholeRun }) => wholeRun()) : undefined;
  return { id: crypto.getRandomValues(new Uint32Array(4)).join("-"), name, saved: Date.now(), link: link.slice(link.indexOf("#")), text: say.text(subject(standing.config), standing.config.seed), step: standing.step, whole: content,
    losses: Float32Array.from(losses), metrics: structuredClone(state.history.metrics) };
}

/** How the loss went, small. @param {Float32Array} losses */
function curve(losses) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 100 24");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  if (losses.length < 2) return picture;
  const some = Array.from({ length: Math.min(POINTS, losses.length) }, (_, i, all = Math.min(POINTS, losses.length)) => losses[Math.round((i * (losses.length - 1)) / (all - 1))]);
  const [low, high] = [Math.min(...some), Math.max(...some)];
  const line = document.createElementNS(SVG, "polyline");
  line.setAttribute("points", some.map((loss, i) => `${(100 * i) / (some.length - 1)},${high > low ? 22 - (20 * (loss - low)) / (high - low) : 12}`).join(" "));
  picture.append(line);
  return picture;
}
