import type { Face } from "./fonts";
import type { Shaper } from "./shape";
import { HAIRLINE, INK, type TextStyle } from "./theme";
import { fitTo } from "./wrap";

/** The part of react-pdf's canvas painter we use (pdfkit's own calls). */
export interface Painter {
  font(source: Face["font"], family: string): Painter;
  fontSize(size: number): Painter;
  fillColor(color: string): Painter;
  strokeColor(color: string): Painter;
  lineWidth(width: number): Painter;
  moveTo(x: number, y: number): Painter;
  lineTo(x: number, y: number): Painter;
  rect(x: number, y: number, width: number, height: number): Painter;
  fill(): Painter;
  stroke(): Painter;
  text(text: string, x: number, y: number, options: object): Painter;
}

/** Where text stands in its width, and how far it may shrink; see `fitTo`. */
export interface Placing {
  readonly width: number;
  readonly align: "left" | "right" | "center";
  readonly least: number | "figure";
}

/** Draws on one page, in points from its top left corner. Text stands on `baseline`. */
export interface Pen {
  text(text: string, x: number, baseline: number, style: TextStyle, placing?: Placing): void;
  rule(from: number, to: number, y: number, weight?: number, color?: string): void;
  /** Hairlines at several heights in one stroke. */
  hairlines(from: number, to: number, heights: readonly number[]): void;
  fill(x: number, y: number, width: number, height: number, color: string): void;
  frame(x: number, y: number, width: number, height: number, weight?: number): void;
  line(points: readonly (readonly [number, number])[], weight: number): void;
}

// Without a width pdfkit places the line as it is: no wrapping, no extra page, whatever the text.
const ON_BASELINE = { lineBreak: false, baseline: "alphabetic" } as const;

const AS_FIGURES = { ...ON_BASELINE, features: ["tnum"] } as const;

/** A pen over a painter. Text is drawn run by run, each in a face that has its characters. */
export function pen(painter: Painter, shaper: Shaper): Pen {
  let color = "";
  let face: Face | null = null;
  let points = 0;
  const ink = (wanted: string): void => {
    if (color !== wanted) {
      painter.fillColor(wanted);
      color = wanted;
    }
  };
  return {
    text(text, x, baseline, style, placing) {
      const fitted =
        placing === undefined
          ? { text, style }
          : fitTo(shaper, text, style, placing.width, placing.least);
      const size = fitted.style.size;
      const runs = shaper.runs(fitted.text, fitted.style);
      const widths = runs.map((run) => (run.face.width(run.text) * size) / 1000);
      const room = placing === undefined ? 0 : placing.width - widths.reduce((a, b) => a + b, 0);
      const shift = placing?.align === "right" ? room : placing?.align === "center" ? room / 2 : 0;
      ink(style.color);
      let at = x + shift;
      runs.forEach((run, index) => {
        if (face !== run.face) {
          face = run.face;
          painter.font(face.font, face.key);
        }
        if (points !== size) {
          points = size;
          painter.fontSize(size);
        }
        painter.text(run.text, at, baseline, run.face.figures ? AS_FIGURES : ON_BASELINE);
        at += widths[index] ?? 0;
      });
    },
    rule(from, to, y, weight = 0.5, grey = HAIRLINE) {
      painter.lineWidth(weight).strokeColor(grey).moveTo(from, y).lineTo(to, y).stroke();
    },
    hairlines(from, to, heights) {
      painter.lineWidth(0.35).strokeColor(HAIRLINE);
      for (const y of heights) {
        painter.moveTo(from, y).lineTo(to, y);
      }
      painter.stroke();
    },
    fill(x, y, width, height, grey) {
      ink(grey);
      painter.rect(x, y, width, height).fill();
    },
    frame(x, y, width, height, weight = 0.7) {
      painter.lineWidth(weight).strokeColor(INK).rect(x, y, width, height).stroke();
    },
    line(points, weight) {
      painter.lineWidth(weight).strokeColor(INK);
      points.forEach(([x, y], index) => {
        if (index === 0) {
          painter.moveTo(x, y);
        } else {
          painter.lineTo(x, y);
        }
      });
      painter.stroke();
    },
  };
}
