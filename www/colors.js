/**
 * A colour means one thing everywhere. Green, vermillion and blue of Okabe & Ito's palette (2008) mean
 * positive, negative and metric; classes get the rest of it, in two depths, with a shape beside the colour.
 */

/** What `scatter` can draw, in its order, and the path each has in a legend of 12 × 12. */
export const SHAPES = [
  "M6 2a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
  "M6 .8l5.4 9.3h-10.8z",
  "M2.5 2.5h7v7h-7z",
  "M6 1l5 5l-5 5l-5-5z",
  "M4.4 1h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4v-3.2h3.4z",
  "M6 11.2l-5.4-9.3h10.8z",
  "M3.6 1.3l2.4 2.4l2.4-2.4l2.3 2.3l-2.4 2.4l2.4 2.4l-2.3 2.3l-2.4-2.4l-2.4 2.4l-2.3-2.3l2.4-2.4l-2.4-2.4z",
  "M.8 6l9.3-5.4v10.8z",
  "M11.2 6l-9.3-5.4v10.8z",
  "M.5 3.8h11v4.4h-11z",
];

const CLASSES = {
  light: ["#DB9500", "#3D9BDB", "#BE6298", "#7B7B7B", "#A99C00", "#7D5200", "#1D5F91", "#742F5B", "#303030", "#5E5700"],
  dark: ["#E69F00", "#56B4E9", "#CC79A7", "#A0A0A0", "#F0E442", "#FFD391", "#B3DFFA", "#F3BEDA", "#F2F2F2", "#B0A728"],
};

/** @typedef {ReturnType<typeof read>} Palette */

/** @type {Palette | null} */
let known = null;

/** Colours of the theme that is on. */
export const palette = () => (known ??= read());

/** Another theme is on. */
export const forgetPalette = () => void (known = null);

/** From the style sheet. */
function read() {
  const style = getComputedStyle(document.documentElement);
  /** @param {string} name */
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  const dark = of("scheme") === "dark";
  const classes = dark ? CLASSES.dark : CLASSES.light;
  return {
    dark,
    ground: of("ground"), ink: of("ink"), muted: of("muted"), line: of("line"), accent: of("accent"),
    anchor: of("ink"), positive: of("positive"), negative: of("negative"), metric: of("metric"),
    /** @param {number} label */
    class: (label) => classes[label % classes.length],
    /** Another shape where colours begin again. @param {number} label */
    shape: (label) => (label + 3 * Math.floor(label / classes.length)) % SHAPES.length,
  };
}

/**
 * @param {string} hex "#RRGGBB"
 * @returns {[number, number, number]}
 */
export const rgb = (hex) => /** @type {[number, number, number]} */ ([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));

/**
 * As `scatter` wants it: RGBA, little endian.
 * @param {string} hex
 * @param {number} [alpha] 0 to 1
 */
export function pack(hex, alpha = 1) {
  const [r, g, b] = rgb(hex);
  return ((Math.round(alpha * 255) << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** Viridis (van der Walt & Smith 2015) at nine even places; between them, linear. */
const VIRIDIS = ["#440154", "#472D7B", "#3B528B", "#2C728E", "#21918C", "#28AE80", "#5EC962", "#ADDC30", "#FDE725"].map(rgb);

/** 256 colours for look-up, packed. */
export const viridis = Uint32Array.from({ length: 256 }, (_, i) => {
  const at = (i / 255) * (VIRIDIS.length - 1);
  const low = Math.min(Math.floor(at), VIRIDIS.length - 2);
  const [r, g, b] = [0, 1, 2].map((c) => Math.round(VIRIDIS[low][c] + (at - low) * (VIRIDIS[low + 1][c] - VIRIDIS[low][c])));
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
});
