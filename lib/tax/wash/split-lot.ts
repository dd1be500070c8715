import { type Book, register } from "@/lib/tax/book";
import { firstLongDate } from "@/lib/tax/holding-period";
import type { Lot } from "@/lib/tax/lot";
import type { CalendarDate } from "@/lib/time/calendar-date";

/** A lot for units of another one that a wash sale gave a basis and a period of their own; it answers to both names. */
export function splitLot(
  book: Book,
  lot: Lot,
  split: Pick<Lot, "id" | "order"> & { readonly acquired: CalendarDate },
): Lot {
  const { acquired } = split;
  const next: Lot = {
    id: split.id,
    acquisition: lot.acquisition,
    asset: lot.asset,
    acquired,
    opened: lot.opened,
    order: split.order,
    firstLong: firstLongDate(acquired),
    parts: null,
  };
  book.lots.push(next);
  book.migrated = true;
  register(book, next, next.id);
  if (next.id !== lot.id) {
    register(book, next, lot.id);
  }
  return next;
}
