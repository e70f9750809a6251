/** The keys, and where to switch them off. */
import { h, memory } from "../dom.js";
import { catalog } from "../nearfar.js";
import * as state from "../state.js";

const KEYS = [["Space", "run or pause: the training, or the comparison that is open"], [".", "one step"], ["R", "reset: the same seed from the start"], ["N", "a new seed"],
  ["1 … 9", "the first nine scenes"], ["?", "this help"], ["Page Up, Page Down", "in the lecture: the scene before, the next one"],
  ["Ctrl + Z", "undo a change of the settings; with Shift, redo it (on a Mac with ⌘)"],
  ["← → ↑ ↓", "in a picture: from point to point; on a setting: a little less or more"], ["Enter", "in a picture: makes the point the anchor, or an end of the pair you draw"],
  ["Shift + arrows", "turn the sphere"], ["Esc", "close a menu, a lens or the comparison; in a picture, take back a pair's first end"], ["Ctrl + Enter", "in a loss of your own: train with it"]];

/** What a picture shows, and what a click does. */
const contrastive = () => [
  h("p", null, "Each step takes a batch of points, makes two views of every one, and moves the encoder so that the two views come nearer (", h("b", { class: "positive" }, "positive"),
    ") and the other points farther (", h("b", { class: "negative" }, "negatives"), "). No labels are used; they only colour the points and judge the result."),
  h("p", null, "Point at anything to name it and see its neighbours; click it to make it the anchor.")];

/** @param {string} about what the pretext asks */
const answers = (about) => [
  h("p", null, about, " Each step asks this of a batch of images, and moves the encoder so that more are answered right. Who made the question knows the answer, so no labels are used; they only colour the points and judge the result."),
  h("p", null, "What is asked shows the next batch: the longer a bar or the darker a field, the likelier the encoder finds that answer; the ", h("b", { class: "positive" }, "right one"), " is green. Hide answers to let others guess first.")];

const words = () => [
  h("p", null, "Each step takes a batch of words from the text and moves the encoder so that a word and its company come nearer (", h("b", { class: "positive" }, "positive"),
    ") and other words farther (", h("b", { class: "negative" }, "negatives"), "). Nobody says what a word means; categories, where the text has some, only colour the points and judge the result."),
  h("p", null, "What is asked shows a sentence with a gap, and which words the encoder finds likeliest there; hide answers to let others guess first. Click a word to see which are nearest to it, or name three for an analogy.")];

/** What the present pretext asks, in sentences. */
function asked() {
  if (state.target.value === "word") return words();
  const pretext = catalog.pretexts.find(({ name }) => name === state.config.value.pretext?.name);
  return state.target.value === "answer" && pretext ? answers(pretext.about) : contrastive();
}

const metric = () => [
  h("p", null, "Pairs say what is ", h("b", { class: "positive" }, "similar"), " and what is ", h("b", { class: "negative" }, "dissimilar"),
    ". The metric ", h("b", { class: "metric" }, "A = L", h("sup", null, "T"), "L"), " brings the first near and keeps the second far: on the left you see its unit ball, on the right the same points after x ↦ Lx."),
  h("p", null, "Click a point to make it the anchor, then point at another to read their distance before and after. To draw pairs yourself, press Connect as similar, or dissimilar, and choose two points; the same two once more take the pair away.")];

export function helpDialog() {
  const on = h("input", { type: "checkbox", checked: state.shortcuts.value, onchange: () => {
    state.shortcuts.value = on.checked;
    memory.set("shortcuts", on.checked ? "on" : "off");
  } });
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, "How to read this page"),
    state.task.value === "metric" ? metric() : asked(),
    h("h2", null, "Keys"),
    h("dl", { class: "keys" }, KEYS.flatMap(([key, does]) => [h("dt", null, h("kbd", null, key)), h("dd", null, does)])),
    h("label", { class: "check" }, on, "Single keys are on"),
    h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "Close"));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
