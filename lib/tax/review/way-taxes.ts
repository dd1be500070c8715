import { subtractUsd, type Usd } from "@/lib/money/usd";
import type { OpenItem, WayName } from "./open-item";
import { taxWith } from "./return-with";
import { gainOfShift, NO_SHIFT } from "./shift";
import type { YearsNow } from "./stake";

/** One way of an item in one year: the return run through with it. */
export interface WayTax {
  readonly as: WayName;
  /** Tax more than the books say now; null where the year's tax is not known. */
  readonly tax: Usd | null;
  readonly gain: Usd;
  readonly income: Usd;
}

/** Every way of an item in one year, everything else as it stands; empty when it has none. */
export function wayTaxes({ effect }: OpenItem, year: number, now: YearsNow): readonly WayTax[] {
  const result = now.of.get(year);
  const base = now.taxOf(year);
  return (effect.is === "ways" ? effect.ways : []).map(({ as, shifts }) => {
    const shift = shifts.get(year) ?? NO_SHIFT;
    const tax = result === undefined ? null : taxWith(result, shift, "low");
    return {
      as,
      tax: tax === null || base === null ? null : subtractUsd(tax, base),
      gain: gainOfShift(shift),
      income: shift.income,
    };
  });
}
