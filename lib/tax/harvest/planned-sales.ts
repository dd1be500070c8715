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
  /** Units of the same asset sold from the account since then out of lots the plan does not name. */
  readonly otherLots: Quantity;
  readonly isDone: boolean;
}

const SOLD: ReadonlySet<ClosedLot["kind"]> = new Set(["sell", "swap"]);

/** Sales and swaps of a plan's year on or after the day it was saved. */
export const madeSince = (
  closedLots: readonly ClosedLot[],
  savedOn: CalendarDate,
): readonly ClosedLot[] =>
  closedLots.filter(
    ({ kind, sold }) => SOLD.has(kind) && sold >= savedOn && yearOf(sold) === yearOf(savedOn),
  );

/** An asset in an account, as a key. */
export const placeOf = ({ account, asset }: Pick<PlannedSale, "account" | "asset">): string =>
  `${account}\n${asset}`;

/**
 * Planned sales met with what was sold, by account, asset and lot: sales and swaps of the year on or after the day the plan
 * was saved. A lot counts up to the units planned of it; no sale counts for two planned lots. Of several planned sales of one
 * place the first tells of its other lots.
 */
export function plannedOutcomes(
  sales: readonly PlannedSale[],
  closedLots: readonly ClosedLot[],
  savedOn: CalendarDate,
): readonly PlannedOutcome[] {
  const since = madeSince(closedLots, savedOn);
  const named = new Set(
    sales.flatMap((sale) => sale.lots.map(({ lot }) => `${placeOf(sale)}\n${lot}`)),
  );
  const others = new Map<string, Quantity>();
  for (const closed of since) {
    const place = placeOf(closed);
    if (!named.has(`${place}\n${closed.lot ?? ""}`)) {
      others.set(place, addQuantity(others.get(place) ?? ZERO_QUANTITY, closed.quantity));
    }
  }
  // A plan may name one lot twice, in a row that saves and one that only carries: the first takes what was sold.
  const given = new Map<string, Quantity>();
  return sales.map((sale) => {
    const place = placeOf(sale);
    const otherLots = others.get(place) ?? ZERO_QUANTITY;
    others.delete(place);
    return outcomeOf(sale, since, given, otherLots);
  });
}

function outcomeOf(
  sale: PlannedSale,
  since: readonly ClosedLot[],
  given: Map<string, Quantity>,
  otherLots: Quantity,
): PlannedOutcome {
  const place = placeOf(sale);
  const here = since.filter((closed) => placeOf(closed) === place);
  const lots = sale.lots.map(({ lot, acquired, quantity }): PlannedLot => {
    const closed = here.filter((each) => each.lot === lot);
    const key = `${place}\n${lot}`;
    const before = given.get(key) ?? ZERO_QUANTITY;
    const free = subtractQuantity(sumQuantity(closed.map((each) => each.quantity)), before);
    const sold = minQuantity(free, quantity);
    given.set(key, addQuantity(before, sold));
    return { lot, acquired, planned: quantity, sold, lastSold: closed.at(-1)?.sold ?? null };
  });
  const planned = sumQuantity(lots.map((each) => each.planned));
  const sold = sumQuantity(lots.map((each) => each.sold));
  return {
    sale,
    lots,
    planned,
    sold,
    otherLots,
    isDone: compareQuantity(sold, planned) >= 0,
  };
}
