import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "@/lib/cli/lotwise";
import { testFolder } from "../../support/test-folder";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const BOOKS = join(testFolder("explain"), "books.csv");
/** 3 bought for 100 + 2, 1 for 300; FIFO sells 1 for 250 - 5 and then 2.5 for 250 - 5: two lots. */
writeFileSync(
  BOOKS,
  `Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Fee Amount,Fee Asset,Value USD
2023-01-10T10:00:00Z,A,Buy,100,USD,3,BTC,2,USD,
2025-02-10T10:00:00Z,A,Buy,300,USD,1,BTC,,,
2025-03-01T10:00:00Z,A,Sell,1,BTC,250,USD,5,USD,
2025-04-01T10:00:00Z,A,Sell,2.5,BTC,250,USD,5,USD,
`,
);
const explain = (figure: string, ...more: string[]) =>
  run(["explain", figure, BOOKS, "--time-zone", "America/New_York", ...more], NOW);

interface Tree {
  readonly figure: string;
  readonly amount: string | null;
  readonly operation: { readonly kind: string };
  readonly parts: readonly (Tree & { readonly sign: 1 | -1 })[];
  readonly partCount: number;
  readonly rest: string | null;
  readonly source: { readonly origin: { readonly file: string; readonly lines: number[] } } | null;
}
const tree = async (figure: string, ...more: string[]): Promise<Tree> =>
  JSON.parse((await explain(figure, "--json", ...more)).out);
const leaves = (node: Tree): Tree[] =>
  node.parts.length === 0 ? [node] : node.parts.flatMap(leaves);

describe("lotwise explain", () => {
  it("walks from Schedule D to the lines of the file", async () => {
    const root = await tree("2025/schedule-d/16", "--depth", "30");
    // Short: 0.5 of the second lot, 49 - 150. Long: 245 - 34 and 196 - 68.
    expect(root.amount).toBe("238");
    expect(root.parts.map(({ figure, amount }) => [figure, amount])).toEqual([
      ["2025/schedule-d/7", "-101"],
      ["2025/schedule-d/15", "339"],
    ]);
    const read = leaves(root).map(({ amount, source }) => [
      amount,
      source?.origin.file,
      source?.origin.lines,
    ]);
    expect(read).toContainEqual(["100", BOOKS, [2]]);
    expect(read).toContainEqual(["2", BOOKS, [2]]);
    expect(read).toContainEqual(["300", BOOKS, [3]]);
    expect(read).toContainEqual(["250", BOOKS, [4]]);
    expect(read).toContainEqual(["5", BOOKS, [5]]);
    expect(leaves(root).every(({ source }) => source !== null)).toBe(true);
  });

  it("prints the same as indented text, each figure with its address, each leaf with its line", async () => {
    const { code, out } = await explain("2025/8949/I/row/1", "--depth", "30");
    expect(code).toBe(0);
    const lines = out.split("\n");
    expect(lines[0]).toBe("-101  0.5 BTC, sold 04/01/2025  [2025/8949/I/row/1]");
    expect(out).toContain("0.5 / 2.5 of");
    expect(lines.find((line) => line.includes(`${BOOKS}, line 3`))).toMatch(/^ +transaction /);
  });

  it("counts and adds the parts it leaves out, and explains them when asked", async () => {
    const box = await tree("2025/8949/L", "--depth", "1", "--limit", "1");
    expect(box).toMatchObject({ amount: "339", partCount: 2, rest: "128" });
    const next = box.parts[0]?.figure ?? "";
    expect(await tree(next, "--depth", "1")).toMatchObject({ amount: "211", partCount: 2 });
  });

  it.each([
    ["2025/schedule-d/99", 1, 'There is no figure "2025/schedule-d/99" in these books.'],
    ["1999/income", 2, '"1999/income" is not the address of a figure.'],
    ["../../etc", 2, '"../../etc" is not the address of a figure.'],
  ])("%s ends with %i and says why", async (figure, code, said) => {
    const outcome = await explain(figure);
    expect(outcome.code).toBe(code);
    expect(outcome.error).toContain(said);
    expect(outcome.out).toBe("");
  });

  it("wants a number of levels", async () => {
    expect(await explain("income/2025", "--depth", "many")).toMatchObject({ code: 2, out: "" });
  });
});
