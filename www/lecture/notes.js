/** The presenter's notes, in a window of their own: they follow the scene that is on, and can turn the page. */
import { words } from "../language/language.js";

const { notes } = words;
const channel = new BroadcastChannel("nearfar-lecture");
/** @param {string} id @returns {HTMLElement} */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const began = Date.now();

document.title = notes.title;
for (const [id, text] of Object.entries({ place: notes.waiting, title: notes.heading, back: notes.back, forth: notes.forth })) at(id).textContent = text;

channel.addEventListener("message", ({ data }) => {
  if (typeof data?.title !== "string") return;
  at("place").textContent = notes.place(data.at, data.of);
  at("title").textContent = data.title;
  at("said").textContent = data.notes;
  at("asked").textContent = data.question;
  at("next").textContent = data.next ? notes.next(data.next) : notes.last;
});
at("back").addEventListener("click", () => channel.postMessage({ move: -1 }));
at("forth").addEventListener("click", () => channel.postMessage({ move: 1 }));
addEventListener("keydown", ({ key }) => {
  if (key === "PageDown" || key === "ArrowRight") channel.postMessage({ move: 1 });
  if (key === "PageUp" || key === "ArrowLeft") channel.postMessage({ move: -1 });
});
const tick = () => {
  const minutes = Math.floor((Date.now() - began) / 60_000);
  at("clock").textContent = `${minutes} min`;
};
tick();
setInterval(tick, 10_000);
channel.postMessage({ ask: "scene" });
