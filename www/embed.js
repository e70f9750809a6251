/** In a frame on someone else's page: no header, the right height, and still while its slide is not shown. */
import { pause, play } from "./loop.js";

/** @param {URLSearchParams} query */
export function embed(query) {
  if (query.get("embed") !== "1") return;
  document.documentElement.classList.add("embed");
  if (window.parent === window) return;
  const tell = () => window.parent.postMessage({ type: "nearfar:size", height: document.documentElement.scrollHeight }, "*");
  new ResizeObserver(tell).observe(document.body);
  let wasPlaying = false;
  addEventListener("message", ({ source, data }) => {
    if (source !== window.parent) return;
    const type = typeof data === "string" ? data : data?.type;
    if (type === "slide:stop") pause();
    else if (type === "slide:start" && (wasPlaying || query.get("autoplay") === "1")) play();
    wasPlaying ||= type === "slide:stop";
  });
}
