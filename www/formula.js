/// <reference path="./build/virtual.d.ts" />
/** MathML from the trees that the build made of each loss's LaTeX; with the current numbers put in, if given. */
import mathFont from "virtual:math-font";

/** @typedef {{ tag: string, attributes: Record<string, string>, children: (MathNode | string)[] }} MathNode */

const LIVE = "data-live";
const MATHML = "http://www.w3.org/1998/Math/MathML";
/** Until its font is there, and where it does not come, a formula is set in what the system has. */
const font = new FontFace("STIX Two Math", `url(${mathFont})`, { display: "swap" });
document.fonts.add(font);
/** Once the font is there: formulas have other widths then. */
export const fontLoaded = font.load().catch(() => {});

/**
 * @param {MathNode} node
 * @param {(id: string) => string | undefined} [number] the current number of a live symbol
 * @returns {Element}
 */
export function mathml(node, number) {
  const id = node.attributes[LIVE];
  const value = id === undefined ? undefined : number?.(id);
  const element = document.createElementNS(MATHML, value === undefined ? node.tag : "mn");
  for (const [key, text] of Object.entries(node.attributes)) if (value === undefined || key === "class" || key === LIVE) element.setAttribute(key, text);
  if (value !== undefined) element.textContent = value;
  else element.append(...node.children.map((child) => (typeof child === "string" ? child : mathml(child, number))));
  return element;
}

/**
 * A formula with the words in it translated.
 * @param {MathNode} node
 * @param {Record<string, string>} words by the English
 * @returns {MathNode}
 */
export function translated(node, words) {
  const children = node.children.map((child) => (typeof child !== "string" ? translated(child, words) : node.tag === "mtext" ? child.replace(/\S(.*\S)?/, (text) => words[text.replace(/\s/g, " ")] ?? text) : child));
  return { ...node, children };
}

/**
 * Sets formulas that are too wide for their boxes smaller, to a limit; beyond it they can be scrolled by keyboard.
 * @param {HTMLElement[]} boxes
 * @param {number} smallest part of their size
 */
export function fit(boxes, smallest) {
  for (const box of boxes) {
    box.style.setProperty("--fit", "1");
    if (box.scrollWidth) box.style.setProperty("--fit", String(Math.max(smallest, Math.min(1, box.clientWidth / box.scrollWidth))));
    box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
  }
}

/**
 * The elements that show live numbers, by id.
 * @param {Element} math
 * @returns {[string, Element][]}
 */
export const liveParts = (math) => [...math.querySelectorAll(`[${LIVE}]`)].map((part) => [part.getAttribute(LIVE) ?? "", part]);
