/** A piece of a line, for a legend: in its colour and its dashes. */

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} color @param {number[]} [dash] @param {string} [kind] its class */
export function strokeSample(color, dash = [], kind = "stroke") {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 30 6", class: kind, "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ d: "M0 3h30", stroke: color, "stroke-width": "2.5", "stroke-dasharray": dash.join(" ") })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
}
