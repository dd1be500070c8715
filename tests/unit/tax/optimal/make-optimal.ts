import fc from "fast-check";
import { price } from "@/lib/money/price";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { KnownLot } from "@/lib/tax/harvest/sale";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import type { IntendedSale } from "@/lib/tax/optimal/optimal-lots";
import { accountId, assetId } from "@/lib/tax/transaction";
import { date, lotOf } from "../harvest/make-harvest";

/** Every sale of these tests is made on this day. */
export const SOLD = date("2026-12-01");
export const LONG_AGO = date("2023-02-01");
export const LATELY = date("2026-08-01");

/** A sale of so many units of these lots. */
export const saleOf = (
  lots: readonly KnownLot[],
  units: string,
  at: string,
  change: Partial<IntendedSale> = {},
): IntendedSale => ({
  account: accountId("A"),
  asset: assetId("BTC"),
  collectible: false,
  quantity: quantity(units),
  price: price(at),
  lots,
  order: "identified",
  ...change,
});

export const long = (lot: string, basis: string, units = "1") =>
  lotOf({ lot, basis, units, acquired: LONG_AGO, opened: LONG_AGO });
export const short = (lot: string, basis: string, units = "1") =>
  lotOf({ lot, basis, units, acquired: LATELY, opened: LATELY });

/** A pool of lots at a price of 1,000 a unit, any of which may be named. */
export const poolOf = (
  account: string,
  lots: HarvestPool["lots"],
  change: Partial<HarvestPool> = {},
): HarvestPool => ({
  account: accountId(account),
  asset: assetId("BTC"),
  collectible: false,
  price: price("1000"),
  lots,
  order: "identified",
  ...change,
});

/** Lots of both terms in whole units, their basis of a unit within these dollars. No gifts: their two bases are tested by themselves. */
export const plainLots = (
  name: string,
  most: number,
  perUnit = { min: 0, max: 2500 },
): fc.Arbitrary<readonly KnownLot[]> =>
  fc
    .array(
      fc.record({
        isLong: fc.boolean(),
        units: fc.integer({ min: 1, max: 40 }),
        perUnit: fc.integer(perUnit),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((list) =>
      list.map((lot, at) =>
        (lot.isLong ? long : short)(
          `${name}${at}`,
          String(lot.units * lot.perUnit),
          `${lot.units}`,
        ),
      ),
    );

/** Small pools of lots of both terms, in whole units, gains and losses at a price of 1,000 a unit; now and then a gift. */
export const smallLots = (name: string, most = 4): fc.Arbitrary<readonly KnownLot[]> =>
  fc
    .array(
      fc.record({
        isLong: fc.boolean(),
        units: fc.integer({ min: 1, max: 30 }),
        perUnit: fc.integer({ min: 0, max: 2500 }),
        gift: fc.constantFrom(null, null, null, 200, 900),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((list) =>
      list.map(({ isLong, units, perUnit, gift }, at) => ({
        ...(isLong ? long : short)(`${name}${at}`, String(units * perUnit), String(units)),
        lossBasis: gift === null ? null : usd(String(Math.min(gift, perUnit) * units)),
        opened: LATELY,
      })),
    );
