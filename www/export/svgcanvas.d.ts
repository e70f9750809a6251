/** As much of svgcanvas as is used here. */
declare module "svgcanvas" {
  export class Context {
    constructor(options: { width: number; height: number });
    getSvg(): SVGSVGElement;
    font: string;
    fillStyle: string;
    strokeStyle: string;
    lineWidth: number;
    textAlign: CanvasTextAlign;
    textBaseline: CanvasTextBaseline;
    fillText(text: string, x: number, y: number): void;
    strokeText(text: string, x: number, y: number): void;
  }
}
