import type { Price } from "@/lib/money/price";
import type { Usd } from "@/lib/money/usd";
import type { OpenLot, Term } from "@/lib/tax/closed-lot";
import type { Quote } from "@/lib/tax/settings";
import type { CalendarDate } from "@/lib/time/calendar-date";

/** One open lot against today's price. Without a price everything that needs one is null, never zero. */
export interface OpenPosition {
  readonly lot: OpenLot;
  readonly quote: Quote | null;
  readonly price: Price | null;
  readonly value: Usd | null;
  /** Gain if all of it were sold now, before fees; null without price or basis. */
  readonly gain: Usd | null;
  readonly termIfSold: Term;
  /** First day a sale is long term; null when the acquisition is not known or the lot is inherited (long at once). */
  readonly firstLongDate: CalendarDate | null;
  /** Days from today to `firstLongDate`; 0 when already long; null when the acquisition is not known. */
  readonly daysToLong: number | null;
}
