import { formatQuantity } from "@/lib/money/format";
import type { Quantity } from "@/lib/money/quantity";
import { type CalendarDate, monthOf, yearOf } from "@/lib/time/calendar-date";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "Dec 3": a day of the season's own year. */
export function shortDay(date: CalendarDate): string {
  return `${MONTHS[monthOf(date) - 1] ?? ""} ${date.slice(8).replace(/^0/, "")}`;
}

/** "Dec 3, 2026". */
export function fullDay(date: CalendarDate): string {
  return `${shortDay(date)}, ${yearOf(date)}`;
}

/** "0.5 BTC". */
export function units(quantity: Quantity, asset: string): string {
  return `${formatQuantity(quantity)} ${asset}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
