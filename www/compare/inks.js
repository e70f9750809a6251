/**
 * How variants are told apart: by shade and dash together, with their letter at the end of the line. The colours of
 * classes, positives, negatives and the metric mean those things here too, and no variant has one.
 */
import { palette } from "../colors.js";
import { h } from "../dom.js";
import { strokeSample } from "../views/stroke.js";

/** Long dashes are the untrained state's, dots the raw features'. */
export const UNTRAINED = [6, 4];
export const RAW = [1.5, 3];

/** @type {(number[] | undefined)[]} */
export const DASHES = [undefined, [9, 3], [4, 2.5], [9, 2.5, 2, 2.5]];

const SHADES = { light: ["#1D1C1A", "#4A4FC4", "#87827A", "#8E93E6"], dark: ["#ECE9E2", "#A5A8FF", "#8F8B84", "#6A70DC"] };

let colors = palette();
export const inks = () => colors;
export const renewInks = () => (colors = palette());
/** @param {number} i */
export const shade = (i) => (colors.dark ? SHADES.dark : SHADES.light)[i];

/** A piece of a variant's line. @param {number} i */
export const stroke = (i) => strokeSample(shade(i), DASHES[i], "stroke-sample");

/** @param {string} letter */
export const badge = (letter) => h("b", { class: "letter" }, letter);
