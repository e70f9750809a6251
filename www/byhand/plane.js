/** The four points with the unit circle and their arrows −∂ℓ/∂z, to be dragged or walked by keys. */
import { words } from "../language/language.js";

const { byhand: say } = words;

const SVG = "http://www.w3.org/2000/svg";
const REACH = 1.7;
const ROLES = ["positive", "negative", "anchor"];

/** @typedef {import("./arithmetic.js").Point} Point */

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** @param {string[]} names @param {(i: number, to: Point) => void} move */
export function plane(names, move) {
  /** @type {Point[]} */
  let places = names.map(() => [0, 0]);
  const arrows = names.map(() => svg("path", { class: "slope" }));
  const dots = names.map((name, i) => {
    const dot = svg("g", { class: "point", tabindex: 0, role: "button", "aria-label": say.move(name) }, svg("circle", { r: 0.16, class: "grip" }), svg("circle", { r: 0.07 }), svg("text", { x: 0.11, y: -0.11 }, name));
    dot.addEventListener("keydown", (event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      const by = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[key];
      if (!by) return;
      event.preventDefault();
      move(i, [rounded(places[i][0] + by[0]), rounded(places[i][1] + by[1])]);
    });
    dot.addEventListener("pointerdown", (event) => {
      const { pointerId } = /** @type {PointerEvent} */ (event);
      dot.setPointerCapture(pointerId);
      /** @param {Event} moved */
      const drag = (moved) => {
        const { left, top, width } = element.getBoundingClientRect();
        const { clientX, clientY } = /** @type {PointerEvent} */ (moved);
        move(i, [rounded(((clientX - left) / width) * 2 * REACH - REACH, 20), rounded(REACH - ((clientY - top) / width) * 2 * REACH, 20)]);
      };
      dot.addEventListener("pointermove", drag);
      dot.addEventListener("lostpointercapture", () => dot.removeEventListener("pointermove", drag), { once: true });
    });
    return dot;
  });
  const element = svg("svg", { class: "plane", viewBox: `${-REACH} ${-REACH} ${2 * REACH} ${2 * REACH}`, role: "group", "aria-label": say.plane },
    svg("path", { class: "axes", d: `M${-REACH} 0H${REACH}M0 ${-REACH}V${REACH}` }), svg("circle", { class: "unit", r: 1 }), ...arrows, ...dots);
  return {
    element,
    /** @param {Point[]} z @param {number[][]} gradient @param {number} chosen the anchor */
    draw(z, gradient, chosen) {
      places = z;
      z.forEach(([x, y], i) => {
        const role = i === chosen ? "anchor" : i % 2 === chosen % 2 ? "positive" : "negative";
        dots[i].classList.remove(...ROLES);
        dots[i].classList.add(role);
        dots[i].setAttribute("transform", `translate(${x} ${-y})`);
        const [dx, dy] = gradient[i].map((value) => -0.6 * value);
        arrows[i].setAttribute("d", arrow(x, -y, dx, -dy));
      });
    },
  };
}

/** @param {number} value @param {number} [steps] in 1 */
const rounded = (value, steps = 100) => Math.round(value * steps) / steps;

/** A line with a head. @param {number} x @param {number} y @param {number} dx @param {number} dy */
function arrow(x, y, dx, dy) {
  const length = Math.hypot(dx, dy);
  if (length < 0.01) return "";
  const [ux, uy] = [(0.07 * dx) / length, (0.07 * dy) / length];
  const [tipX, tipY] = [x + dx, y + dy];
  return `M${x} ${y}L${tipX} ${tipY}M${tipX - ux + 0.6 * uy} ${tipY - uy - 0.6 * ux}L${tipX} ${tipY}L${tipX - ux - 0.6 * uy} ${tipY - uy + 0.6 * ux}`;
}
