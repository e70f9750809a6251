/** What the engine offers and says, in the page's language: its own words, which stand beside its code, are English. */
import * as engine from "../nearfar.js";
import { words } from "./language.js";
import { overlaid, speaker } from "./overlay.js";

const { offered } = words;
const english = { ...engine.catalog, presets: engine.presets };

export const { presets, ...catalog } = offered ? overlaid(english, offered) : english;

/** A sentence that the engine makes while it runs. @type {(text: string) => string} */
export const said = offered ? speaker(offered.sentences) : (text) => text;

/** Classes of data that are not one's own have names that are words. @param {import("../types.js").Info} info */
export const infoInWords = (info) => ({ ...info, classNames: info.classNames.map((name) => offered?.classes[info.dataset]?.[name] ?? name) });

/** @template {import("../metric/types.js").MetricState | null} M @param {M} metric @returns {M} */
export const metricInWords = (metric) => metric && { ...metric, verdict: { ...metric.verdict, text: said(metric.verdict.text) },
  identities: metric.identities.map((one) => ({ ...one, text: said(one.text) })) };

/** @param {import("../types.js").Questions} asked */
export const questionsInWords = (asked) => ({ ...asked, answers: asked.answers?.map(said) });

/** What is wrong with a loss's text the engine says in English; what it found of its slopes, in words. @type {typeof engine.checkLoss} */
export function checkLoss(code, values) {
  const found = engine.checkLoss(code, values);
  return { ...found, gradient: found.gradient && { ...found.gradient, text: said(found.gradient.text) } };
}
