import type { Glyph } from "fontkit";
import { type Pen, placed } from "@/lib/pdf/pen";
import type { Run, Shaper } from "@/lib/pdf/shape";
import { HAIRLINE, INK, PAGE, type TextStyle } from "@/lib/pdf/theme";
import { outlinesOf } from "./outline";
import { greyPng } from "./png";
import { type Point, Raster, type Shape } from "./raster";

/** A pen that draws a page as a picture: the same pages as the PDF, glyph by glyph from the same fonts. One pixel a point. */
export interface RasterPen extends Pen {
  png(): Uint8Array;
}

/** Lines thinner than this would fade away on a screen. */
const THINNEST = 0.5;

/** A pen on a white page. */
export function rasterPen(shaper: Shaper): RasterPen {
  const raster = new Raster(PAGE.width, PAGE.height);
  const box = (x: number, y: number, width: number, height: number, color: string): void => {
    const corners: Point[] = [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ];
    raster.fill([corners], greyOf(color));
  };
  const rule: Pen["rule"] = (from, to, y, weight = 0.5, color = HAIRLINE) => {
    const thick = Math.max(THINNEST, weight);
    box(from, y - thick / 2, to - from, thick, color);
  };
  return {
    text(text, x, baseline, style, placing) {
      const { runs, size, from } = placed(shaper, text, x, style, placing);
      let at = from;
      for (const run of runs) {
        at += drawRun(raster, run, at, baseline, { ...style, size });
      }
    },
    rule,
    hairlines(from, to, heights) {
      for (const y of heights) {
        rule(from, to, y, 0.35);
      }
    },
    fill: box,
    frame(x, y, width, height, weight = 0.7) {
      rule(x, x + width, y, weight, INK);
      rule(x, x + width, y + height, weight, INK);
      box(x - weight / 2, y, weight, height, INK);
      box(x + width - weight / 2, y, weight, height, INK);
    },
    line(points, weight) {
      points.slice(1).forEach((to, index) => {
        raster.fill([strokeOf(points[index] ?? to, to, weight)], greyOf(INK));
      });
    },
    tagged: (_role, _key, draw) => draw(),
    identity: () => undefined,
    png: () => greyPng(raster.pixels, raster.width, raster.height),
  };
}

/** Outlines of glyphs, for the life of the thread: a page has few different ones. */
const shapes = new WeakMap<Glyph, Shape>();

function shapeOf(glyph: Glyph): Shape {
  let shape = shapes.get(glyph);
  if (shape === undefined) {
    shape = outlinesOf(glyph.path);
    shapes.set(glyph, shape);
  }
  return shape;
}

/** Draws a run by the operators the page has for it, so the picture shows what the page says, and answers its width in points. */
function drawRun(
  raster: Raster,
  { face, text }: Run,
  x: number,
  baseline: number,
  { size, color }: TextStyle,
): number {
  const { font } = face.program;
  const [grey, times] = [greyOf(color), size / font.unitsPerEm];
  const laid = face.lay(text);
  for (const { dx, dy, glyphs } of laid.pieces) {
    let at = x + (dx * size) / 1000;
    for (const [, codes, back] of glyphs.matchAll(/<([0-9a-f]+)>|(-?[\d.]+)/g)) {
      at -= (Number(back ?? 0) * size) / 1000;
      for (const code of codes?.match(/.{4}/g) ?? []) {
        const glyph = face.program.glyphOf(code);
        if (glyph !== undefined) {
          const put = { x: at, y: baseline - (dy * size) / 1000, timesX: times, timesY: -times };
          raster.fillShape(shapeOf(glyph), put, grey);
          at += glyph.advanceWidth * times;
        }
      }
    }
  }
  return (laid.width * size) / 1000;
}

/** A line as a thin box along its way. */
function strokeOf(from: Point, to: Point, weight: number): readonly Point[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ox, oy] = [(-dy / length) * (weight / 2), (dx / length) * (weight / 2)];
  return [
    [from[0] + ox, from[1] + oy],
    [to[0] + ox, to[1] + oy],
    [to[0] - ox, to[1] - oy],
    [from[0] - ox, from[1] - oy],
  ];
}

/** "#1c1b19" as one grey (Rec. 709 luma). */
function greyOf(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return Math.round(0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0));
}
