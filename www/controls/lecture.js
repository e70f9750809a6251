/** The way into the lecture; its words and code come with the first scene. */
import { effect } from "@preact/signals-core";
import { byId, h } from "../dom.js";
import { words } from "../language/language.js";
import { LECTURE } from "../lecture/opens.js";
import { wantedScene } from "../link.js";
import { report } from "../notices.js";
import * as state from "../state.js";

const load = () => import("../lecture/view.js");

export function lectureButton() {
  const button = h("button", { type: "button", title: words.controls.lectureAbout, "aria-controls": "lecture", onclick: () => {
    if (state.lecture.peek()) state.lecture.value = "";
    // The next key is for the scene, and no button shows that it has the focus.
    else void openLecture(LECTURE[0]).then(() => byId("lecture").focus());
  } }, words.controls.lecture);
  byId("scene").append(button);
  effect(() => {
    button.setAttribute("aria-pressed", String(state.lecture.value !== ""));
    byId("main").dataset.lit = state.lit.value;
    if (state.lecture.value) load().then(({ lectureView }) => lectureView(), report);
  });
  document.addEventListener("keydown", (event) => {
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    if (!by || !state.lecture.value || /** @type {HTMLElement} */ (event.target).closest("dialog, textarea")) return;
    event.preventDefault();
    load().then(({ move }) => move(by), report);
  });
}

/** @param {string} id */
const openLecture = (id) => load().then(({ lectureView, openScene }) => {
  lectureView();
  return openScene(id);
}).catch(report);

/** What an address asks for that names a scene and nothing else. @returns {boolean} whether it does */
export function followScene() {
  const scene = wantedScene();
  if (scene) void openLecture(scene);
  return scene !== "";
}
