import {
  addQuantity,
  compareQuantity,
  minQuantity,
  type Quantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { LotId } from "@/lib/tax/settings";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import type { PlannedSale } from "./season-facts";

/** One planned lot with what the books show of it. */
export interface PlannedLot {
  readonly lot: LotId;
  readonly acquired: string | null;
  readonly planned: Quantity;
  /** Of the planned units, those sold from this account in the plan's year since it was saved. */
  readonly sold: Quantity;
  /** The day of the last such sale. */
  readonly lastSold: CalendarDate | null;
}

/** A planned sale against the books. */
export interface PlannedOutcome {
  readonly sale: PlannedSale;
  readonly lots: readonly PlannedLot[];
  readonly planned: Quantity;
  readonly sold: Quantity;
  /** Units of the same asset sold from the account since then out of other lots. */
  readonly otherLots: Quantity;
  readonly isDone: boolean;
}

const SOLD: ReadonlySet<ClosedLot["kind"]> = new Set(["sell", "swap"]);

/**
 * Planned sales met with what was sold, by account, asset and lot: sales and swaps of the year on or after the day the plan
 * was saved. A lot counts up to the units planned of it; no sale counts for two planned lots.
 */
export function plannedOutcomes(
  sales: readonly PlannedSale[],
  closedLots: readonly ClosedLot[],
  savedOn: CalendarDate,
): readonly PlannedOutcome[] {
  const since = closedLots.filter(
    ({ kind, sold }) => SOLD.has(kind) && sold >= savedOn && yearOf(sold) === yearOf(savedOn),
  );
  // A plan may name one lot twice, in a row that saves and one that only carries: the first takes what was sold.
  const given = new Map<string, Quantity>();
  return sales.map((sale) => outcomeOf(sale, since, given));
}

function outcomeOf(
  sale: PlannedSale,
  since: readonly ClosedLot[],
  given: Map<string, Quantity>,
): PlannedOutcome {
  const here = since.filter(
    ({ account, asset }) => account === sale.account && asset === sale.asset,
  );
  const lots = sale.lots.map(({ lot, acquired, quantity }): PlannedLot => {
    const closed = here.filter((each) => each.lot === lot);
    const key = `${sale.account}\n${sale.asset}\n${lot}`;
    const before = given.get(key) ?? ZERO_QUANTITY;
    const free = subtractQuantity(sumQuantity(closed.map((each) => each.quantity)), before);
    const sold = minQuantity(free, quantity);
    given.set(key, addQuantity(before, sold));
    return { lot, acquired, planned: quantity, sold, lastSold: closed.at(-1)?.sold ?? null };
  });
  const named = new Set(sale.lots.map(({ lot }) => lot));
  const planned = sumQuantity(lots.map((each) => each.planned));
  const sold = sumQuantity(lots.map((each) => each.sold));
  return {
    sale,
    lots,
    planned,
    sold,
    otherLots: sumQuantity(
      here.filter(({ lot }) => lot === null || !named.has(lot)).map(({ quantity }) => quantity),
    ),
    isDone: compareQuantity(sold, planned) >= 0,
  };
}
