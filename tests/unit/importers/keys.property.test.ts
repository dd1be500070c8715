import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOk } from "./read";

const HEADER =
  "Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Fee Amount,Fee Asset,Value USD";

/** Few values, so that equal rows are common. */
const row = fc
  .tuple(
    fc.constantFrom("2024-01-05T10:00:00Z", "2024-01-05T10:00:01Z", "2025-03-01T00:00:00Z"),
    fc.constantFrom("A", "B"),
    fc.constantFrom("1", "0.5"),
    fc.constantFrom("100", "250.25"),
    fc.boolean(),
  )
  .map(([date, account, units, dollars, isBuy]) =>
    isBuy
      ? `${date},${account},Buy,${dollars},USD,${units},BTC,,,`
      : `${date},${account},Sell,${units},BTC,${dollars},USD,,,`,
  );

const keysOf = async (rows: readonly string[]): Promise<string[]> => {
  const { transactions } = await readOk("books.csv", [HEADER, ...rows, ""].join("\n"));
  return transactions.map(({ key }) => key);
};

describe("law: what is imported twice counts once", () => {
  it("each row has a key of its own, equal rows too, and the same keys when the file is read again in another order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const keys = await keysOf(rows);
        expect(new Set(keys).size).toBe(rows.length);
        expect((await keysOf([...rows].reverse())).sort()).toEqual([...keys].sort());
      }),
      { numRuns: 500 },
    );
  });

  it("a longer export of the same account keeps the keys of the shorter one", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.array(row, { maxLength: 3 }),
        async (rows, more) => {
          const known = new Set(await keysOf([...rows, ...more]));
          expect((await keysOf(rows)).filter((key) => !known.has(key))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
