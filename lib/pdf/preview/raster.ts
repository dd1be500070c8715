/** A point in pixels from the top left corner. */
export type Point = readonly [x: number, y: number];

/** Lines looked at within each row of pixels. */
const SUB = 4;

interface Edge {
  readonly top: number;
  readonly bottom: number;
  readonly x: number;
  readonly slope: number;
  readonly turn: 1 | -1;
}

/** The pixels of a row an outline can reach, from `left` up to `right`, and how much of each it covers. */
interface Strip {
  readonly cover: Float32Array;
  readonly left: number;
  readonly right: number;
}

/** A page of greys that closed outlines are filled on, their edges softened. */
export class Raster {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height).fill(255);
  }

  /** Fills closed outlines by the nonzero winding rule in one grey, 0 black to 255 white. */
  fill(outlines: readonly (readonly Point[])[], grey: number): void {
    const edges = outlines.flatMap(edgesOf);
    const top = Math.max(0, Math.floor(Math.min(...edges.map((edge) => edge.top))));
    const bottom = Math.min(this.height, Math.ceil(Math.max(...edges.map((edge) => edge.bottom))));
    const ends = edges.flatMap(({ x, slope, top: high, bottom: low }) => [
      x,
      x + slope * (low - high),
    ]);
    const left = Math.max(0, Math.floor(Math.min(...ends)));
    const right = Math.min(this.width, Math.ceil(Math.max(...ends)));
    const cover = new Float32Array(Math.max(0, right - left));
    for (let row = top; row < bottom; row += 1) {
      cover.fill(0);
      for (let sub = 0; sub < SUB; sub += 1) {
        this.cross(edges, row + (sub + 0.5) / SUB, { cover, left, right });
      }
      this.blend(row, { cover, left, right }, grey);
    }
  }

  /** Adds what lies inside along one line to the cover of its row. */
  private cross(edges: readonly Edge[], y: number, strip: Strip): void {
    const crossed = edges
      .filter((edge) => edge.top <= y && y < edge.bottom)
      .map((edge) => ({ x: edge.x + (y - edge.top) * edge.slope, turn: edge.turn }))
      .sort((a, b) => a.x - b.x);
    let winding = 0;
    crossed.forEach(({ x, turn }, index) => {
      winding += turn;
      const next = crossed[index + 1];
      if (winding !== 0 && next !== undefined) {
        span(strip, x, next.x);
      }
    });
  }

  private blend(row: number, { cover, left }: Strip, grey: number): void {
    for (const [index, part] of cover.entries()) {
      if (part > 0) {
        const at = row * this.width + left + index;
        const under = this.pixels[at] ?? 255;
        this.pixels[at] = Math.round(under + (grey - under) * Math.min(1, part));
      }
    }
  }
}

/** Adds a stretch of one line: how much of each pixel it covers. */
function span({ cover, left, right }: Strip, from: number, to: number): void {
  const [start, end] = [Math.max(left, from), Math.min(right, to)];
  for (let x = Math.floor(start); x < end; x += 1) {
    const share = Math.min(end, x + 1) - Math.max(start, x);
    cover[x - left] = (cover[x - left] ?? 0) + share / SUB;
  }
}

function edgesOf(outline: readonly Point[]): readonly Edge[] {
  return outline.flatMap((from, index): readonly Edge[] => {
    const to = outline[(index + 1) % outline.length] ?? from;
    if (from[1] === to[1]) {
      return [];
    }
    const [high, low, turn] =
      from[1] < to[1] ? ([from, to, 1] as const) : ([to, from, -1] as const);
    const slope = (low[0] - high[0]) / (low[1] - high[1]);
    return [{ top: high[1], bottom: low[1], x: high[0], slope, turn }];
  });
}
