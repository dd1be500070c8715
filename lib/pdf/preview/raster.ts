/** A point in pixels from the top left corner. */
export type Point = readonly [x: number, y: number];

/** Closed outlines, each x and y by turns. */
export type Shape = readonly Float64Array[];

/** Where a shape is put: its points are multiplied, then moved. */
export interface Put {
  readonly x: number;
  readonly y: number;
  readonly timesX: number;
  readonly timesY: number;
}

const AS_IT_IS: Put = { x: 0, y: 0, timesX: 1, timesY: 1 };

/** The pixels a shape can reach. */
interface Reach {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A page of greys that closed outlines are filled on, each pixel by the part of it that is covered. */
export class Raster {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Kept between shapes: a page has thousands. */
  private readonly slopes = new Slopes();

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height).fill(255);
  }

  /** Fills closed outlines in one grey, 0 black to 255 white; an outline that turns the other way inside another is a hole. */
  fill(outlines: readonly (readonly Point[])[], grey: number): void {
    const shape = outlines.map((outline) => Float64Array.from(outline.flat()));
    this.fillShape(shape, AS_IT_IS, grey);
  }

  /** The same for a shape that is used many times, as a glyph is. */
  fillShape(shape: Shape, put: Put, grey: number): void {
    const reach = this.reachOf(shape, put);
    if (reach.left < reach.right && reach.top < reach.bottom) {
      this.slopes.begin(reach);
      for (const outline of shape) {
        this.slopes.addOutline(outline, put);
      }
      this.blend(reach, grey);
    }
  }

  private reachOf(shape: Shape, { x, y, timesX, timesY }: Put): Reach {
    let [left, right, top, bottom] = [this.width, 0, this.height, 0];
    for (const outline of shape) {
      for (let at = 0; at + 1 < outline.length; at += 2) {
        const [px, py] = [x + (outline[at] ?? 0) * timesX, y + (outline[at + 1] ?? 0) * timesY];
        left = Math.min(left, px);
        right = Math.max(right, px);
        top = Math.min(top, py);
        bottom = Math.max(bottom, py);
      }
    }
    return {
      left: Math.max(0, Math.floor(left)),
      right: Math.min(this.width, Math.ceil(right)),
      top: Math.max(0, Math.floor(top)),
      bottom: Math.min(this.height, Math.ceil(bottom)),
    };
  }

  private blend({ left, right, top, bottom }: Reach, grey: number): void {
    for (let y = top; y < bottom; y += 1) {
      let covered = 0;
      for (let x = left; x < right; x += 1) {
        covered += this.slopes.step(x, y);
        const part = Math.min(1, Math.abs(covered));
        if (part > 0) {
          const at = y * this.width + x;
          const under = this.pixels[at] ?? 255;
          this.pixels[at] = Math.round(under + (grey - under) * part);
        }
      }
    }
  }
}

/** How much more of each pixel is covered than of its left neighbour: what an edge covers is all that lies to its right. */
class Slopes {
  private steps = new Float32Array(1024);
  private reach: Reach = { left: 0, right: 0, top: 0, bottom: 0 };
  private stride = 0;

  begin(reach: Reach): void {
    this.reach = reach;
    // One more a row: the last step falls beyond the right end.
    this.stride = reach.right - reach.left + 2;
    const size = this.stride * (reach.bottom - reach.top);
    if (this.steps.length < size) {
      this.steps = new Float32Array(size);
    } else {
      this.steps.fill(0, 0, size);
    }
  }

  step(x: number, y: number): number {
    return this.steps[(y - this.reach.top) * this.stride + x - this.reach.left] ?? 0;
  }

  addOutline(outline: Float64Array, { x, y, timesX, timesY }: Put): void {
    let fromX = x + (outline.at(-2) ?? 0) * timesX;
    let fromY = y + (outline.at(-1) ?? 0) * timesY;
    for (let at = 0; at + 1 < outline.length; at += 2) {
      const toX = x + (outline[at] ?? 0) * timesX;
      const toY = y + (outline[at + 1] ?? 0) * timesY;
      if (fromY < toY) {
        this.addEdge(fromX, fromY, toX, toY, 1);
      } else if (toY < fromY) {
        this.addEdge(toX, toY, fromX, fromY, -1);
      }
      fromX = toX;
      fromY = toY;
    }
  }

  /** An edge from its upper to its lower end; `turn` tells which way its outline runs. */
  private addEdge(topX: number, topY: number, endX: number, endY: number, turn: 1 | -1): void {
    const { top, bottom } = this.reach;
    const slope = (endX - topX) / (endY - topY);
    const last = Math.min(bottom, Math.ceil(endY));
    for (let row = Math.max(top, Math.floor(topY)); row < last; row += 1) {
      const [from, to] = [Math.max(row, topY), Math.min(row + 1, endY)];
      const [one, other] = [topX + (from - topY) * slope, topX + (to - topY) * slope];
      const at = (row - top) * this.stride;
      this.addPiece(at, Math.min(one, other), Math.max(one, other), (to - from) * turn);
    }
  }

  /** The piece of an edge within a row, `high` of a pixel high, shared among the pixels it runs through. */
  private addPiece(at: number, from: number, to: number, high: number): void {
    const { left, right } = this.reach;
    const low = Math.min(right, Math.max(left, from)) - left;
    const wide = Math.min(right, Math.max(left, to)) - left - low;
    let pixel = Math.floor(low);
    do {
      const [a, b] = [Math.max(low, pixel), Math.min(low + wide, pixel + 1)];
      const part = wide === 0 ? high : (high * (b - a)) / wide;
      const behind = (a + b) / 2 - pixel;
      this.add(at + pixel, part * (1 - behind));
      this.add(at + pixel + 1, part * behind);
      pixel += 1;
    } while (pixel < low + wide);
  }

  private add(at: number, more: number): void {
    this.steps[at] = (this.steps[at] ?? 0) + more;
  }
}
