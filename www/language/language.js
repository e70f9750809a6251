/** The languages that the page speaks: a file of words each. A link is the same in all of them. */
import { memory } from "../dom.js";
import * as english from "./en.js";

/** @typedef {typeof english & { offered?: import("./overlay.js").Offered }} Words */
/** @type {Record<string, { name: string, load: () => Words | Promise<Words> }>} */
export const LANGUAGES = {
  en: { name: "English", load: () => english },
  de: { name: "Deutsch", load: () => import("./de.js") },
};

/** Modules of the page are read by the build and by tests too, where there is none. */
const onPage = typeof document !== "undefined";

/** The one that is asked for (`?lang=de`), was chosen here before, or is the browser's; else English. */
const asked = onPage ? [new URLSearchParams(location.search).get("lang"), memory.get("language"), ...navigator.languages.map((tag) => tag.slice(0, 2))] : [];
export const language = asked.find((one) => one && Object.hasOwn(LANGUAGES, one)) ?? "en";

export const words = await LANGUAGES[language].load();
if (onPage) document.documentElement.lang = language;

/** Another language, from here on; the page begins anew, as a link has it. @param {string} next @param {string} link */
export function speak(next, link) {
  memory.set("language", next);
  const address = new URL(location.href);
  address.hash = new URL(link).hash;
  for (const name of ["lang", "autoplay", "autorun"]) address.searchParams.delete(name);
  // A browser that keeps nothing is told by the address.
  if (memory.get("language") !== next) address.searchParams.set("lang", next);
  history.replaceState(null, "", address);
  location.reload();
}
