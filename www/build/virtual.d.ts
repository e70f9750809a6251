declare module "virtual:formulas" {
  type MathNode = import("../formula.js").MathNode;
  /** A loss's formula, by the loss's name. */
  export const lossTree: (name: string) => MathNode;
  /** An objective of metric learning, by its name. */
  export const objectiveTree: (name: string) => MathNode;
  /** A knob's symbol, by its LaTeX. */
  export const symbolTree: (tex: string) => MathNode;
  /** The scenes of the lecture, in its order. */
  export const LECTURE: string[];
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

declare module "virtual:titles" {
  /** Each preset's title, by its id. */
  const titles: Record<string, string>;
  export default titles;
}

/** What the build writes into the service worker, `www/build/offline.js`. */
declare const __NEARFAR_FILES__: Record<string, string>;
declare const __NEARFAR_VERSION__: string;
