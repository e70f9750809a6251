/** Whether anyone sees this page: its tab, and, in a frame, its place on the page around it and its slide. */
import { computed, effect, signal, untracked } from "@preact/signals-core";

/** So much of a frame has to be on the screen before it counts as scrolled into view, in px. */
const ENOUGH = 120;
const framed = window.parent !== window;

const tab = signal(!document.hidden);
const view = signal(!framed);
const slide = signal(true);

/** Neither scrolled away nor on a slide that is not shown. */
export const onScreen = computed(() => view.value && slide.value);
export const seen = computed(() => tab.value && onScreen.value);

document.addEventListener("visibilitychange", () => (tab.value = !document.hidden));
if (framed) {
  new IntersectionObserver((entries) => {
    const { isIntersecting, intersectionRect } = entries[entries.length - 1];
    view.value = isIntersecting && (view.peek() || intersectionRect.height >= Math.min(innerHeight / 3, ENOUGH));
  }, { threshold: Array.from({ length: 101 }, (_, i) => i / 100) }).observe(document.documentElement);
  heard("slide:stop", () => (slide.value = false));
  heard("slide:start", () => (slide.value = true));
}

/**
 * Messages of the page around this one, and of no other: reveal.js sends bare strings, others an object with a `type`.
 * @param {string} type
 * @param {(data: any) => void} act
 */
export function heard(type, act) {
  addEventListener("message", ({ source, data }) => {
    if (framed && source === window.parent && (typeof data === "string" ? data : data?.type) === type) act(data);
  });
}

/** Once, as soon as the page is seen. @param {() => void} act */
export function whenSeen(act) {
  const stop = effect(() => {
    if (!seen.value) return;
    queueMicrotask(() => stop());
    untracked(act);
  });
}

/**
 * What runs pauses while `visible` is false, and goes on where it did that.
 * @param {import("@preact/signals-core").ReadonlySignal<boolean>} visible
 * @param {{ running: () => boolean, pause: () => void, resume: () => void }} what
 */
export function pauseUnless(visible, { running, pause, resume }) {
  let interrupted = false;
  effect(() => {
    const { value } = visible;
    untracked(() => {
      if (!value && running()) {
        interrupted = true;
        pause();
      } else if (value && interrupted) {
        interrupted = false;
        resume();
      }
    });
  });
}
