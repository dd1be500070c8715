import { shareOf } from "@/lib/money/allocate";
import { isZeroQuantity, type Quantity, subtractQuantity } from "@/lib/money/quantity";
import { subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { type ClosedLot, NO_ADJUSTMENTS, type RemovedUnits } from "@/lib/tax/closed-lot";
import type { FormFacts } from "@/lib/tax/forms/form-facts";
import { termOf } from "@/lib/tax/holding-period";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { AccountId, AssetId, TransactionId } from "@/lib/tax/transaction";
import { gainsOf } from "@/lib/tax/year-gains";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import { addShift, NO_SHIFT, type Shift, type ShiftByYear } from "./shift";

/** The closed lot with another basis; its term too, when its units are said to be of another day. */
export function withBasis(
  lot: ClosedLot,
  basis: Usd,
  acquired: CalendarDate | null = null,
): ClosedLot {
  const gain = lot.proceeds === null ? null : subtractUsd(lot.proceeds, basis);
  const dated = acquired === null ? {} : { acquired, term: termOf(acquired, lot.sold) };
  return { ...lot, basis, gain, ...dated };
}

/** The closed lot with its share of a disposal's proceeds. */
export function withProceeds(lot: ClosedLot, all: Usd, units: Quantity): ClosedLot {
  const proceeds = shareOf(all, lot.quantity, units);
  const gain = lot.basis === null ? null : subtractUsd(proceeds, lot.basis);
  return { ...lot, proceeds, gain };
}

/** The basis and day some units are supposed to have where the books know none; null: still not known, so they count for nothing. */
export type Supposition = (
  units: Pick<RemovedUnits, "lot" | "quantity"> | null,
) => { readonly basis: Usd; readonly acquired: CalendarDate | null } | null;

/** Units that left, as the closed lots of a sale for so much: the same lots, their basis and term where they are known. */
export function soldUnits(
  units: readonly RemovedUnits[],
  suppose: Supposition,
  sale: {
    readonly transaction: TransactionId;
    readonly account: AccountId;
    readonly asset: AssetId;
    readonly date: CalendarDate;
    readonly quantity: Quantity;
    readonly proceeds: Usd;
  },
): readonly ClosedLot[] {
  let unitsLeft = sale.quantity;
  let proceedsLeft = sale.proceeds;
  const closed = (quantity: Quantity, of: RemovedUnits | null): ClosedLot => {
    const proceeds = shareOf(proceedsLeft, quantity, unitsLeft);
    unitsLeft = subtractQuantity(unitsLeft, quantity);
    proceedsLeft = subtractUsd(proceedsLeft, proceeds);
    const { basis, acquired, term } = costOf(of, suppose, sale.date);
    return {
      disposal: sale.transaction,
      kind: "sell",
      account: sale.account,
      asset: sale.asset,
      lot: of?.lot ?? null,
      acquisition: null,
      acquired,
      sold: sale.date,
      quantity,
      proceeds,
      basis,
      adjustments: NO_ADJUSTMENTS,
      gain: basis === null ? null : subtractUsd(proceeds, basis),
      term,
      method: "fifo",
      standingOrder: null,
    };
  };
  const lots = units.map((each) => closed(each.quantity, each));
  return isZeroQuantity(unitsLeft) ? lots : [...lots, closed(unitsLeft, null)];
}

/** What units cost and since when: as the books know it, else as supposed. */
function costOf(
  units: RemovedUnits | null,
  suppose: Supposition,
  sold: CalendarDate,
): Pick<ClosedLot, "basis" | "acquired" | "term"> {
  if (units !== null && units.basis !== null) {
    return { basis: units.basis, acquired: units.acquired, term: units.term };
  }
  const supposed = suppose(units);
  return supposed === null
    ? { basis: null, acquired: null, term: "short" }
    : { ...supposed, term: termOf(supposed.acquired, sold) };
}

/**
 * What a return has more when some closed lots are others: both sides go through Form 8949 as the client fills it in, so that
 * brokers' forms, stated adjustments and rounding count. Whole disposals on both sides. Lots without a gain count for nothing,
 * as they do in the books.
 */
export function shiftOfLots(
  before: readonly ClosedLot[],
  after: readonly ClosedLot[],
  facts: FormFacts,
): ShiftByYear {
  const shifts = new Map<number, Shift>();
  const years = new Set([...before, ...after].map(({ sold }) => yearOf(sold)));
  for (const year of years) {
    const of = (lots: readonly ClosedLot[]) => lots.filter(({ sold }) => yearOf(sold) === year);
    const rules = rulesFor(year);
    const sum = (lots: readonly ClosedLot[]) =>
      gainsOf(lots, null, rules.ok ? rules.value : null, facts).gains;
    const [was, is] = [sum(of(before)), sum(of(after))];
    shifts.set(year, {
      income: ZERO_USD,
      short: subtractUsd(is.short, was.short),
      collectible: subtractUsd(is.collectible, was.collectible),
      long: subtractUsd(is.long, was.long),
    });
  }
  return shifts;
}

/** Shifts of two things that happen together. */
export function together(a: ShiftByYear, b: ShiftByYear): ShiftByYear {
  const sums = new Map(a);
  for (const [year, shift] of b) {
    sums.set(year, addShift(sums.get(year) ?? NO_SHIFT, shift));
  }
  return sums;
}

/** Income of one year. */
export function incomeShift(year: number, amount: Usd): ShiftByYear {
  return new Map([[year, { ...NO_SHIFT, income: amount }]]);
}
