import { type Price, parsePrice, valueAt } from "@/lib/money/price";
import { subtractUsd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { firstLongDate, termOf } from "@/lib/tax/holding-period";
import type { AsOf, Quote } from "@/lib/tax/settings";
import type { AssetId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { type CalendarDate, daysBetween } from "@/lib/time/calendar-date";
import type { OpenPosition } from "./position";
import { isKnown, simulateSale } from "./sale";

/** A quote whose text is a real price. */
export interface KnownQuote {
  readonly quote: Quote;
  readonly price: Price;
}

/**
 * Every open lot against the latest quote of its asset, in the ledger's order. A lot without a price, or with an unknown
 * basis, has null where that is needed: nothing is valued at zero for lack of a price.
 */
export function openPositions(input: {
  readonly ledger: LedgerResult;
  readonly quotes: readonly Quote[];
  readonly asOf: AsOf;
}): readonly OpenPosition[] {
  const latest = latestQuotes(input.quotes);
  return input.ledger.openLots.map((lot) =>
    position(lot, latest.get(lot.asset) ?? null, input.asOf.date),
  );
}

/** The latest readable quote of each asset. */
export function latestQuotes(quotes: readonly Quote[]): ReadonlyMap<AssetId, KnownQuote> {
  const latest = new Map<AssetId, KnownQuote>();
  for (const quote of quotes) {
    const price = parsePrice(quote.price);
    const before = latest.get(quote.asset);
    if (price !== null && (before === undefined || before.quote.at < quote.at)) {
      latest.set(quote.asset, { quote, price });
    }
  }
  return latest;
}

function position(lot: OpenLot, known: KnownQuote | null, today: CalendarDate): OpenPosition {
  const dates = longDates(lot, today);
  if (known === null) {
    return {
      lot,
      quote: null,
      price: null,
      value: null,
      gain: null,
      termIfSold: termOf(lot.acquired, today),
      ...dates,
    };
  }
  const { quote, price } = known;
  const value = valueAt(price, lot.quantity);
  const sale = isKnown(lot) ? simulateSale([{ lot, quantity: lot.quantity }], price, today) : null;
  const [closed] = sale?.lots ?? [];
  return {
    lot,
    quote,
    price,
    value,
    gain: closed === undefined ? null : subtractUsd(value, closed.basis),
    termIfSold: closed?.term ?? termOf(lot.acquired, today),
    ...dates,
  };
}

function longDates(
  lot: OpenLot,
  today: CalendarDate,
): Pick<OpenPosition, "firstLongDate" | "daysToLong"> {
  if (lot.acquired === null || lot.acquired === "inherited") {
    return { firstLongDate: null, daysToLong: lot.acquired === null ? null : 0 };
  }
  const first = firstLongDate(lot.acquired);
  const days = daysBetween(today, first);
  return { firstLongDate: first, daysToLong: days > 0 ? days : 0 };
}
