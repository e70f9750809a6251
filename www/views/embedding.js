/** Right: the same points as the encoder sees them. */
import { effect } from "@preact/signals-core";
import { byId, h, put } from "../dom.js";
import { whole } from "../format.js";
import { words } from "../language/language.js";
import { look } from "../session.js";
import * as state from "../state.js";
import { setBeside } from "../undo/track.js";
import { shares } from "./data.js";
import { legendView, relationKey } from "./legend.js";
import { paintGuides } from "./guides.js";
import { createPicture } from "./picture.js";
import { overlay, paintAnchor } from "./segments.js";
import { summary } from "./summary.js";

const { pictures: say } = words;
/** In pixels of a drag. @type {["left" | "up" | "down" | "right", string, number, number][]} */
const TURNS = [["left", "←", -40, 0], ["up", "↑", 0, -40], ["down", "↓", 0, 40], ["right", "→", 40, 0]];

export function embeddingView() {
  const picture = createPicture({ label: words.page.parts.embedding, task: "contrastive", facts: [state.comparison, state.weighed, overlay], under: paintGuides, over: (paint) => paintAnchor(paint, (batch) => batch.embeddingXY, overlay.value) });
  const about = h("p", { class: "sub" });
  const solid = h("label", { class: "check" },
    h("input", { type: "checkbox", onchange: (/** @type {any} */ event) => setBeside("solid", state.solid, event.target.checked, (value) => {
      state.solid.value = value;
      void look();
    }) }), say.solid);
  effect(() => void (/** @type {HTMLInputElement} */ (solid.querySelector("input")).checked = state.solid.value));
  // What a drag does, for who cannot drag (WCAG 2.5.7).
  const turns = h("div", { class: "turning-keys", role: "group", "aria-label": say.turn, hidden: true }, TURNS.map(([way, sign, dx, dy]) =>
    h("button", { type: "button", class: "quiet", "aria-label": say.turns[way], title: say.turns[way], onclick: () => picture.turned(dx, dy) }, sign)));
  put(byId("embedding"), h("div", { class: "heading" }, h("h2", null, say.embedding), about, solid), picture.element, turns, relationKey(), legendView());

  /** @type {unknown} */
  let before = null;
  effect(() => {
    const { value: frame } = state.frame;
    const { value: points } = state.points;
    if (state.task.value !== "contrastive" || !frame || !points) return;
    const { dim, normalize } = state.config.peek().encoder;
    const asIs = frame.dims === dim;
    put(about, say.embeddingAbout({ step: whole(frame.step), dim, unit: asIs && normalize, shown: frame.dims, shares: asIs ? "" : shares(frame.variance) }));
    solid.hidden = dim <= 3;
    turns.hidden = frame.dims !== 3;
    // Frames of one experiment glide; another experiment's stand at once.
    picture.show({ xy: frame.xy, dims: frame.dims, unit: asIs && normalize }, before === points);
    before = points;
  });
  effect(() => picture.canvas.setAttribute("aria-label", say.embeddingSaid(summary.value)));
}
