import { describe, expect, it } from "vitest";
import { type Block, pagesOfBlocks, place } from "@/lib/pdf/flow";
import { continued, inCompany } from "@/lib/pdf/parts/words";
import type { Pen } from "@/lib/pdf/pen";

// A page has room for 654 points, from 84 to 738.
const block = (height: number, more: Partial<Block> = {}): Block => ({
  height,
  draw: () => undefined,
  ...more,
});
const section = (...heights: readonly number[]): readonly Block[] =>
  heights.map((height, index) => block(height, { fresh: index === 0 }));
const tops = (blocks: readonly Block[]) =>
  place(blocks).map(({ placed }) => placed.map(({ top }) => top));

const nothing = (): void => undefined;
const NO_INK: Pen = {
  text: nothing,
  rule: nothing,
  hairlines: nothing,
  fill: nothing,
  frame: nothing,
  line: nothing,
  tagged: (_role, _key, draw) => draw(),
  identity: nothing,
};

describe("sections", () => {
  it("share a page where the next is whole on it, 30 points below", () => {
    // 100 + 30 + 524 is all of it.
    expect(tops([...section(60, 40), ...section(24, 500)])).toEqual([[84, 144, 214, 238]]);
  });

  it("begin a page of their own where a point is missing", () => {
    expect(tops([...section(60, 40), ...section(25, 500)])).toEqual([
      [84, 144],
      [84, 109],
    ]);
  });

  it("a third stands below the second, and a section of several pages begins one", () => {
    const blocks = [...section(100), ...section(100), ...section(100), ...section(400, 400)];
    expect(tops(blocks)).toEqual([[84, 214, 344], [84], [84]]);
    expect(blocks.map((one) => pagesOfBlocks(place(blocks)).get(one))).toEqual([0, 0, 0, 1, 2]);
  });
});

describe("rows of a table", () => {
  it("neither the first nor the last stands alone", () => {
    const rows = Array.from({ length: 4 }, () => block(200));
    expect(inCompany(rows).map(({ keep }) => keep === true)).toEqual([true, false, true, false]);
    // 300 and one row of 200 would fit, but the second would not.
    expect(tops([block(300), ...inCompany(rows.slice(0, 3))])).toEqual([[84], [84, 284, 484]]);
    // Three rows of 200 would fit; the third goes on with the fourth.
    expect(tops(inCompany(rows))).toEqual([
      [84, 284],
      [84, 284],
    ]);
    expect(inCompany([block(10)]).map(({ keep }) => keep === true)).toEqual([false]);
  });

  it("on a further page begin with the table's name and its heads", () => {
    const drawn: string[] = [];
    const heads = block(18, { draw: (_, top) => drawn.push(`heads at ${top}`) });
    const again = continued("Lots", heads);
    expect(again.height).toBe(30);
    again.draw({ ...NO_INK, text: (text) => drawn.push(text) }, 84);
    expect(drawn).toEqual(["Lots, continued", "heads at 96"]);
    expect(continued("", heads)).toBe(heads);
  });
});
