/** The languages that the page speaks: a file of words each. A link is the same in all of them. */
import { memory } from "../dom.js";
import * as english from "./en.js";

/** @typedef {typeof english & { offered?: import("./overlay.js").Offered }} Words */
/** @type {Record<string, { name: string, load: () => Words | Promise<Words> }>} */
export const LANGUAGES = {
  en: { name: "English", load: () => english },
  de: { name: "Deutsch", load: () => import("./de.js") },
};

/** The one that is asked for (`?lang=de`), was chosen here before, or is the browser's; else English. */
const asked = [new URLSearchParams(location.search).get("lang"), memory.get("language"), ...navigator.languages.map((tag) => tag.slice(0, 2))];
export const language = asked.find((one) => one && Object.hasOwn(LANGUAGES, one)) ?? "en";

export const words = await LANGUAGES[language].load();
document.documentElement.lang = language;

/** Another language, from here on; the page begins anew where it is. @param {string} next */
export function speak(next) {
  memory.set("language", next);
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  if (address.href === location.href) location.reload();
  else location.replace(address);
}
