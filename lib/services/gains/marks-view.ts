import type { HarvestMark } from "@/lib/tax/harvest/marks";
import { accountNameOf, type Books } from "./books";
import { positionKey } from "./planner-book";

/** A position that can be marked, or is. */
export interface MarkView {
  readonly key: string;
  readonly account: string;
  readonly asset: string;
  readonly reason: HarvestMark["reason"] | null;
}

/** Every position of the books by asset and account, with what a person says of it. */
export function marksView(books: Books): readonly MarkView[] {
  const said = new Map(books.marks.map((mark) => [positionKey(mark), mark.reason]));
  const positions = new Map(books.ledger.openLots.map((lot) => [positionKey(lot), lot]));
  return [...positions]
    .map(([key, { account, asset }]) => ({
      key,
      account: accountNameOf(books, account),
      asset,
      reason: said.get(key) ?? null,
    }))
    .sort((a, b) => (`${a.asset}\n${a.account}` < `${b.asset}\n${b.account}` ? -1 : 1));
}
