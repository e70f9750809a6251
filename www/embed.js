/** What the address's query says of how the page is shown, on its own or in a frame on someone else's page. */
import { effect } from "@preact/signals-core";
import { words } from "./language/language.js";
import { play } from "./loop.js";
import { notify, report } from "./notices.js";
import { heard } from "./seen.js";
import * as state from "./state.js";

/** What `hide` can leave out beside settings; `styles/embed.css` says what each is. */
const PARTS = ["formula", "data", "embedding", "curves", "anchor", "heatmap", "questions", "objective", "plane", "image", "verdict", "eigenvalues",
  "methods", "controls", "transport", "lenses", "compare", "scene", "tools", "footer"];
/** What stands in a part, and leaves the others where they are. */
const SINGLE = ["seed", "speed", "badge", "undo", "theme", "language", "history", "export", "share"];

/** @param {URLSearchParams} query */
export function embed(query) {
  const { documentElement: root } = document;
  const autoplay = flag("autoplay");
  const autorun = flag("autorun");
  const embedded = flag("embed");
  const framed = embedded && window.parent !== window;
  root.classList.toggle("embed", embedded);
  const theme = query.get("theme");
  if (theme !== null) wear(theme);
  hide();

  if (framed) {
    new ResizeObserver(() => tell("size", { height: root.scrollHeight })).observe(document.body);
    heard("nearfar:theme", (data) => wear(String(data.theme)));
    heard("slide:start", () => {
      if (autoplay) play();
    });
  }
  return { autoplay, autorun, ready };

  /** A switch of the query: 1 or nothing. @param {string} name */
  function flag(name) {
    const value = query.get(name);
    if (value !== null && value !== "1" && value !== "0") wrong(name, words.page.flag(name, quoted(value)));
    return value === "1";
  }

  /** Shown so, and not remembered: it is the choice of a page, not of its reader. @param {string} wanted */
  function wear(wanted) {
    if (state.THEMES.includes(wanted)) state.theme.value = wanted;
    else wrong("theme", words.page.oneOf("theme", quoted(wanted), state.THEMES.join(", ")));
  }

  function hide() {
    const names = (query.get("hide") ?? "").split(",").map((name) => name.trim()).filter(Boolean);
    const known = names.filter((name) => PARTS.includes(name) || SINGLE.includes(name));
    if (known.length) root.dataset.hide = known.join(" ");
    if (known.some((name) => PARTS.includes(name))) import("./arrange.js").then(({ arrange }) => arrange(), report);
    const others = names.filter((name) => !known.includes(name));
    if (others.length) void import("./controls/hidden.js").then(({ hideSettings }) => settings(hideSettings(others)), report);
  }

  /** @param {import("./controls/hidden.js").Unknown} unknown */
  function settings({ strangers, unclear }) {
    if (strangers.length) notify("alert", "hide", words.page.hide(strangers.map(quoted).slice(0, 5).join(", "), [...PARTS, ...SINGLE].join(", ")));
    for (const [name, paths] of unclear) notify("alert", `hide-${name}`, words.page.hideOne(quoted(name), paths.join(", ")));
  }

  /** The experiment stands on the screen. The page around this one is told, now and at every step. */
  function ready() {
    if (!framed) return;
    tell("ready", {});
    effect(() => {
      const { value: step } = state.step;
      tell("step", { step, loss: state.history.loss[step - 1] ?? null });
    });
  }
}

/** Whatever page this is a frame of may know it: it says nothing of who reads it. @param {string} what @param {object} more */
const tell = (what, more) => window.parent.postMessage({ type: `nearfar:${what}`, ...more }, "*");

/** @param {string} given */
const quoted = (given) => JSON.stringify(given.slice(0, 40));

/** @param {string} name @param {string} sentence */
const wrong = (name, sentence) => notify("alert", `query-${name}`, sentence);
