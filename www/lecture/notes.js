/** The presenter's notes, in a window of their own: they follow the scene that is on, and can turn the page. */
const channel = new BroadcastChannel("nearfar-lecture");
/** @param {string} id @returns {HTMLElement} */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const began = Date.now();

channel.addEventListener("message", ({ data }) => {
  if (typeof data?.title !== "string") return;
  at("place").textContent = `Scene ${data.at} of ${data.of}`;
  at("title").textContent = data.title;
  at("said").textContent = data.notes;
  at("asked").textContent = data.question;
  at("next").textContent = data.next ? `Next: ${data.next}` : "The last scene.";
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
