import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCents } from "@/lib/money/round";
import { absoluteUsd, compareUsd, subtractUsd, sumUsd, usd, usdText } from "@/lib/money/usd";
import { pickedRows, rowKey, shownAmounts, tellingRows } from "@/lib/services/gains/picks";
import type { HarvestRow } from "@/lib/tax/harvest/harvest";
import { date, lotOf, planOf, quote, single2026 } from "../tax/harvest/make-harvest";
import { runs } from "../tax/optimal/random-year";

const ASSETS = ["BTC", "ETH", "SOL"] as const;

/** Lots of three assets in two accounts, worth odd fractions of a cent, in years of different income. */
const plans = fc
  .record({
    taxable: fc.integer({ min: 0, max: 400_000 }),
    lots: fc.array(
      fc.record({
        account: fc.constantFrom("A", "B"),
        asset: fc.constantFrom(...ASSETS),
        units: fc.integer({ min: 1, max: 9_999 }),
        basis: fc.integer({ min: 1, max: 3_000_000 }),
        isLong: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    rate: fc.constantFrom("0", "0.0037"),
  })
  .map(({ taxable, lots, rate }) =>
    planOf(
      [],
      ASSETS.map((asset, at) => quote(asset, ["1013.37", "77.7", "0.333"][at] ?? "1")),
      {
        of: single2026(String(taxable)),
        costs: { rate, fixed: usd("0") },
        openLots: lots.map(({ account, asset, units, basis, isLong }, at) =>
          lotOf({
            lot: `${at}`,
            account,
            asset,
            units: (units / 997).toFixed(8),
            basis: (basis / 100).toFixed(2),
            ...(isLong ? LONG_AGO : {}),
          }),
        ),
      },
    ),
  );
const LONG_AGO = { acquired: date("2024-02-01"), opened: date("2024-02-01") };

describe("the amounts of the harvest list", () => {
  it("are whole cents that add up to what the rows save together and carry on together, each within a cent of its own", () => {
    let several = 0;
    fc.assert(
      fc.property(plans, (plan) => {
        const rows = tellingRows(plan.rows);
        const { saving, savedSoFar, carried } = shownAmounts(rows);
        several += rows.length > 1 ? 1 : 0;
        const saves = rows.filter(({ pastCap }) => !pastCap);
        expect(saving).toHaveLength(saves.length);
        saves.forEach((row, at) => {
          const shown = saving[at] ?? usd("-1");
          expect(usdText(toCents(shown))).toBe(usdText(shown));
          expect(isWithin(shown, row.saving, "0.010000002")).toBe(true);
          expect(usdText(sumUsd(saving.slice(0, at + 1)))).toBe(
            usdText(savedSoFar[at] ?? usd("-1")),
          );
          expect(isWithin(savedSoFar[at] ?? usd("-1"), row.cumulativeSaving, "0.005000001")).toBe(
            true,
          );
        });
        const exact = sumUsd(rows.map((row) => row.carryoverAdded));
        expect(isWithin(sumUsd(carried), exact, "0.005000001")).toBe(true);
      }),
      runs(60),
    );
    expect(several).toBeGreaterThan(5);
  });

  it("keep a row of less than a dollar above one that saves only after it, and drop it below", () => {
    // Row by row 0.40, 20 and 0.30 are saved: the last is dust, the first is needed for what the second shows.
    const row = (asset: string, saving: string, cumulativeSaving: string): HarvestRow => {
      const [any] = planOf([], [quote("BTC", "1000")], {
        openLots: [lotOf({ basis: "9000" })],
      }).rows;
      if (any === undefined) {
        throw new Error("a loss of 8,000 saves");
      }
      return {
        ...any,
        asset: quote(asset, "1").asset,
        saving: usd(saving),
        cumulativeSaving: usd(cumulativeSaving),
      };
    };
    const rows = [row("A", "0.4", "0.4"), row("B", "20", "20.4"), row("C", "0.3", "20.7")];
    const telling = tellingRows(rows);
    expect(telling.map(({ asset }) => asset)).toEqual(["A", "B"]);
    expect(shownAmounts(telling).savedSoFar.map(usdText)).toEqual(["0.4", "20.4"]);
    expect(pickedRows(telling, telling.map(rowKey))).toHaveLength(2);
  });
});

function isWithin(a: Parameters<typeof usdText>[0], b: typeof a, most: string): boolean {
  return compareUsd(absoluteUsd(subtractUsd(a, b)), usd(most)) <= 0;
}
