import type { Path } from "fontkit";
import type { Shape } from "./raster";

/** Straight pieces a curve is drawn with: enough at the size of a preview. */
const PIECES = 4;

/** A glyph's path as closed outlines of straight lines, in the units and directions of its font. */
export function outlinesOf(path: Path): Shape {
  const outlines: number[][] = [];
  let [x, y] = [0, 0];
  for (const { command, args } of path.commands) {
    const open = outlines.at(-1);
    if (command === "moveTo") {
      outlines.push([...args]);
    } else if (command === "lineTo") {
      open?.push(...args);
    } else if (command !== "closePath" && open !== undefined) {
      addCurve(open, [x, y, ...args]);
    }
    x = args.at(-2) ?? x;
    y = args.at(-1) ?? y;
  }
  return outlines.map((outline) => Float64Array.from(outline));
}

/** Points along a quadratic or cubic curve, its start left out; `control` holds x and y by turns. */
function addCurve(outline: number[], control: readonly number[]): void {
  for (let piece = 1; piece <= PIECES; piece += 1) {
    const points = [...control];
    // De Casteljau: between each two points the one at this share of the way, until one is left.
    for (let left = points.length - 2; left > 0; left -= 2) {
      for (let at = 0; at < left; at += 1) {
        const [from = 0, to = 0] = [points[at], points[at + 2]];
        points[at] = from + ((to - from) * piece) / PIECES;
      }
    }
    outline.push(points[0] ?? 0, points[1] ?? 0);
  }
}
