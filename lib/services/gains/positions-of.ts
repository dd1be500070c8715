import type { OpenPosition } from "@/lib/tax/harvest/position";
import { openPositions } from "@/lib/tax/harvest/unrealized";
import type { LedgerResult } from "@/lib/tax/year-result";
import type { Books } from "./books";

const kept = new WeakMap<
  LedgerResult,
  { readonly key: string; readonly positions: readonly OpenPosition[] }
>();

/** Every open lot against the newest prices; kept with the computed books while the prices stay the same. */
export function positionsOf(books: Books): readonly OpenPosition[] {
  const key = JSON.stringify([books.asOf.date, books.quotes]);
  const before = kept.get(books.ledger);
  if (before?.key === key) {
    return before.positions;
  }
  const positions = openPositions(books);
  kept.set(books.ledger, { key, positions });
  return positions;
}
