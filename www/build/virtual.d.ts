declare module "virtual:formulas" {
  type MathNode = import("../formula.js").MathNode;
  /** A loss's formula, by the loss's name. */
  export const lossTree: (name: string) => MathNode;
  /** An objective of metric learning, by its name. */
  export const objectiveTree: (name: string) => MathNode;
  /** A knob's symbol, by its LaTeX. */
  export const symbolTree: (tex: string) => MathNode;
}

declare module "virtual:lecture" {
  /** A scene's formula, by its id. */
  export const formulas: Record<string, import("../formula.js").MathNode>;
}

declare module "virtual:math-font" {
  /** Where the file of the formulas' font is. */
  const url: string;
  export default url;
}

declare module "virtual:catalog" {
  export const presets: import("../lab/types.js").Preset[];
  export const catalog: import("../lab/types.js").Catalog;
}

declare module "virtual:lecture-openings" {
  /** The preset or the link that each scene of the lecture opens, by its id, in the lecture's order. */
  const openings: Record<string, { preset?: string, link?: string }>;
  export default openings;
}

declare module "virtual:titles" {
  /** The title of each preset and of each scene of the lecture, by its id. */
  const titles: Record<string, string>;
  export default titles;
}

/** What the build writes into the service worker, `www/build/offline.js`. */
declare const __NEARFAR_FILES__: Record<string, string>;
declare const __NEARFAR_VERSION__: string;
