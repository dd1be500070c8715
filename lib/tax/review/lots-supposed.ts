import { shareOf } from "@/lib/money/allocate";
import { isZeroQuantity, type Quantity, subtractQuantity } from "@/lib/money/quantity";
import { negateUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { type ClosedLot, NO_ADJUSTMENTS, type RemovedUnits } from "@/lib/tax/closed-lot";
import { isCollectible } from "@/lib/tax/forms/boxes";
import { columnH } from "@/lib/tax/forms/codes";
import type { FormFacts } from "@/lib/tax/forms/form-facts";
import { ROUND } from "@/lib/tax/forms/rounding";
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
 * What a return has more when some closed lots are others: rounded as their rows of Form 8949 are, and where a broker's form or a
 * stated adjustment speaks of the disposal, through the form itself. Whole disposals on both sides. Lots without a gain count for
 * nothing, as they do in the books.
 */
export function shiftOfLots(
  before: readonly ClosedLot[],
  after: readonly ClosedLot[],
  facts: FormFacts,
): ShiftByYear {
  const shifts = new Map<number, Shift>();
  const add = (lots: readonly ClosedLot[], sign: (amount: Usd) => Usd) => {
    for (const { year, shift } of gainsByYear(lots, facts)) {
      const signed: Shift = {
        income: ZERO_USD,
        short: sign(shift.short),
        collectible: sign(shift.collectible),
        long: sign(shift.long),
      };
      shifts.set(year, addShift(shifts.get(year) ?? NO_SHIFT, signed));
    }
  };
  add(after, (amount) => amount);
  add(before, negateUsd);
  return shifts;
}

function* gainsByYear(
  lots: readonly ClosedLot[],
  facts: FormFacts,
): Generator<{ readonly year: number; readonly shift: Shift }> {
  const spokenOf = new Map<number, ClosedLot[]>();
  for (const lot of lots) {
    const year = yearOf(lot.sold);
    if (facts.reports.has(lot.disposal) || facts.adjustments.has(lot.disposal)) {
      spokenOf.set(year, [...(spokenOf.get(year) ?? []), lot]);
    } else {
      yield { year, shift: rowShift(lot, year, facts) };
    }
  }
  for (const [year, all] of spokenOf) {
    const rules = rulesFor(year);
    const { gains } = gainsOf(
      { closedLots: all, lines: [] },
      null,
      rules.ok ? rules.value : null,
      facts,
    );
    const { short, collectible, long } = gains;
    yield { year, shift: { income: ZERO_USD, short, collectible, long } };
  }
}

/** The row of one closed lot nobody else speaks of: columns (d), (e) and (g) each rounded, then (h). A test holds it to the form. */
function rowShift(lot: ClosedLot, year: number, { rounding, assets }: FormFacts): Shift {
  const { proceeds, basis, gain, adjustments, term } = lot;
  if (gain === null || proceeds === null || basis === null) {
    return NO_SHIFT;
  }
  const round = ROUND[rounding];
  const amount = rulesFor(year).ok
    ? columnH(
        round(proceeds),
        round(basis),
        round(sumUsd(adjustments.map((adjustment) => adjustment.amount))),
      )
    : gain;
  if (term === "short") {
    return { income: ZERO_USD, short: amount, collectible: ZERO_USD, long: ZERO_USD };
  }
  return isCollectible(assets, lot.asset)
    ? { income: ZERO_USD, short: ZERO_USD, collectible: amount, long: ZERO_USD }
    : { income: ZERO_USD, short: ZERO_USD, collectible: ZERO_USD, long: amount };
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
