import type { Path } from "fontkit";
import type { Point } from "./raster";

/** Straight pieces a curve is drawn with: enough at the size of a preview. */
const PIECES = 6;

/** A glyph's path as closed outlines of straight lines, each point put in its place by `at`. */
export function outlinesOf(path: Path, at: (x: number, y: number) => Point): readonly Point[][] {
  const outlines: Point[][] = [];
  let pen: readonly [number, number] = [0, 0];
  for (const { command, args } of path.commands) {
    const points = pointsOf(args);
    const end = points.at(-1) ?? pen;
    if (command === "moveTo") {
      outlines.push([at(...end)]);
    } else if (command === "lineTo") {
      outlines.at(-1)?.push(at(...end));
    } else if (command !== "closePath") {
      outlines.at(-1)?.push(...curve([pen, ...points]).map((point) => at(...point)));
    }
    pen = end;
  }
  return outlines;
}

type Pair = readonly [number, number];

function pointsOf(args: readonly number[]): readonly Pair[] {
  const points: Pair[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    points.push([args[index] ?? 0, args[index + 1] ?? 0]);
  }
  return points;
}

/** Points along a quadratic or cubic curve, its start left out (de Casteljau). */
function curve(control: readonly Pair[]): readonly Pair[] {
  return Array.from({ length: PIECES }, (_, index) => along(control, (index + 1) / PIECES));
}

function along(control: readonly Pair[], share: number): Pair {
  const [only, ...others] = control;
  if (only === undefined || others.length === 0) {
    return only ?? [0, 0];
  }
  const mixed = others.map((to, index): Pair => {
    const from = control[index] ?? to;
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  });
  return along(mixed, share);
}
