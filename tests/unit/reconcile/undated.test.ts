import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { FormLine } from "@/lib/reconcile/form-line";
import { reconcile } from "@/lib/reconcile/reconcile";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, ledgerOf, sell } from "../tax/make";

const line = (
  change: Partial<Record<"id" | "units" | "proceeds" | "sold" | "asset", string>> & {
    readonly taxYear?: number;
  } = {},
): FormLine => ({
  id: change.id ?? "year",
  payer: "Harbor Exchange",
  account: "",
  taxYear: change.taxYear ?? 2025,
  name: "USD Coin USDC",
  asset: assetId(change.asset ?? "USDC"),
  units: quantity(change.units ?? "600"),
  acquired: null,
  sold: change.sold === undefined ? null : calendarDate(change.sold),
  proceeds: usd(change.proceeds ?? "600"),
  basis: null,
  washDisallowed: null,
  term: null,
  covered: null,
  box: null,
  firstSale: false,
});

const held = buy("2024-02-02", "100000", "100000", { asset: "USDC" });
const sold = (id: string, date: string, units: string, proceeds = units) =>
  sell(date, units, proceeds, { id, asset: "USDC" });

function matched(lines: readonly FormLine[], sales: readonly Transaction[]) {
  const { forms } = reconcile({
    lines,
    closedLots: ledgerOf([held, ...sales]).closedLots,
    accounts: new Map([[accountId("A"), "Harbor Exchange"]]),
    sayings: { decisions: [], matches: [] },
    told: new Set(),
  });
  return forms.flatMap((form) => ({
    pairs: form.matches.map(
      (match) => `${match.lines.map(({ id }) => id)}: ${match.disposals.map(({ id }) => id)}`,
    ),
    kinds: form.differences.map(({ kind }) => kind),
    left: form.notReported.map(({ id }) => id),
  }));
}

describe("a line that tells no day of sale", () => {
  // i1099da, Box 1e: blank where a year's sales of a qualifying stablecoin are reported together.
  it("tells of all that is left of its asset and year, when the units add up", () => {
    const sales = [
      sold("a", "2025-02-01", "100"),
      sold("b", "2025-07-01", "200"),
      sold("c", "2025-12-31", "300"),
      sold("d", "2026-01-01", "600"),
    ];
    expect(matched([line()], sales)).toEqual([{ pairs: ["year: a,b,c"], kinds: [], left: [] }]);
    expect(matched([line({ taxYear: 2026 })], sales)).toEqual([
      { pairs: ["year: d"], kinds: [], left: [] },
    ]);
  });

  it("comes after the lines that tell a day", () => {
    const sales = [
      sold("a", "2025-02-01", "100"),
      sold("b", "2025-07-01", "200"),
      sold("c", "2025-12-31", "400"),
    ];
    const told = line({ id: "day", units: "200", proceeds: "200", sold: "2025-07-01" });
    expect(matched([line({ units: "500", proceeds: "500" }), told], sales)).toEqual([
      { pairs: ["day: b", "year: a,c"], kinds: [], left: [] },
    ]);
  });

  it("finds some of the year's sales by units and proceeds, and leaves the others unreported", () => {
    const sales = [
      sold("a", "2025-02-01", "100"),
      sold("b", "2025-07-01", "250"),
      sold("c", "2025-12-31", "300"),
      sold("d", "2025-11-11", "77"),
    ];
    expect(matched([line({ units: "400", proceeds: "399.99" })], sales)).toEqual([
      { pairs: ["year: c,a"], kinds: ["proceeds"], left: ["b", "d"] },
    ]);
    expect(matched([line({ units: "77", proceeds: "77" })], sales)).toEqual([
      { pairs: ["year: d"], kinds: [], left: ["a", "b", "c"] },
    ]);
  });

  it("asks where two sales fit alike, where the proceeds are far apart, and where nothing fits", () => {
    const alike = [sold("a", "2025-02-01", "100"), sold("b", "2025-07-01", "100")];
    const asked = [{ pairs: [], kinds: ["no-sale"], left: ["a", "b"] }];
    expect(matched([line({ units: "100", proceeds: "100" })], alike)).toEqual(asked);
    const other = [sold("a", "2025-02-01", "100", "100"), sold("b", "2025-07-01", "130")];
    expect(matched([line({ units: "100", proceeds: "150" })], other)).toEqual(asked);
    expect(matched([line({ units: "99", proceeds: "99" })], other)).toEqual(asked);
    // By proceeds one of two is nearer.
    const near = [sold("a", "2025-02-01", "100", "99.50"), sold("b", "2025-07-01", "100", "100")];
    expect(matched([line({ units: "100", proceeds: "100" })], near)).toEqual([
      { pairs: ["year: b"], kinds: [], left: ["a"] },
    ]);
  });

  it("is never put on a sale of another year or asset, nor a sale on two lines", () => {
    const saleOf = fc.record({
      units: fc.integer({ min: 1, max: 5 }),
      year: fc.constantFrom(2025, 2026),
    });
    const lineOf = fc.record({
      units: fc.integer({ min: 1, max: 12 }),
      year: fc.constantFrom(2025, 2026),
    });
    fc.assert(
      fc.property(
        fc.array(saleOf, { maxLength: 7 }),
        fc.array(lineOf, { maxLength: 4 }),
        (some, told) => {
          const sales = some.map(({ units, year }, index) =>
            sold(`${year}-${index}`, `${year}-03-03`, String(units)),
          );
          const lines = told.map(({ units, year }, index) =>
            line({
              id: `${year}+${index}`,
              units: String(units),
              proceeds: String(units),
              taxYear: year,
            }),
          );
          const pairs = matched(lines, sales).flatMap((form) => form.pairs);
          const taken = pairs.flatMap((pair) => (pair.split(": ")[1] ?? "").split(","));
          expect(new Set(taken).size).toBe(taken.length);
          for (const pair of pairs) {
            const years = pair.match(/20\d\d(?=[+-])/g) ?? [];
            expect(new Set(years).size).toBe(1);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
