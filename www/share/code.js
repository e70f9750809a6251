/** A link as a QR code. */
import { words } from "../language/language.js";

const SVG = "http://www.w3.org/2000/svg";
/** What a code of the lowest correction holds, in bytes. */
export const MOST_LETTERS = 2900;

/**
 * @param {string} link of at most MOST_LETTERS letters, none of more than a byte
 * @returns {Promise<SVGElement>}
 */
export async function qrCode(link) {
  const { encode } = await import("uqr");
  const { data, size } = encode(link, { border: 2 });
  /** @param {string} tag @param {Record<string, string | number>} attributes */
  const element = (tag, attributes) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    return made;
  };
  const picture = /** @type {SVGElement} */ (element("svg", { class: "qr", role: "img", "aria-label": words.share.code, viewBox: `0 0 ${size} ${size}`, "shape-rendering": "crispEdges" }));
  // Black on white in the dark too: many readers know no other.
  picture.append(element("rect", { width: size, height: size, fill: "#fff" }),
    element("path", { fill: "#000", d: data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ""))).join("") }));
  return picture;
}
