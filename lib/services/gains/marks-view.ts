import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import { compareRate, unitRate } from "@/lib/money/unit-rate";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import { lotMarks } from "@/lib/tax/harvest/book-positions";
import { markOf } from "@/lib/tax/harvest/hindrances";
import type { HarvestMark } from "@/lib/tax/harvest/marks";
import type { LotId } from "@/lib/tax/settings";
import { dayText } from "@/lib/time/day-text";
import { accountNameOf, type Books } from "./books";
import { positionKey } from "./planner-book";

type Reason = HarvestMark["reason"];

/** A lot that can be marked by itself, or is. */
export interface LotMarkView {
  readonly key: string;
  /** "the lot of Feb 1, 2026, 1.5 BTC". */
  readonly name: string;
  readonly reason: Reason | null;
}

/** A position that can be marked, or is. */
export interface MarkView {
  readonly key: string;
  readonly account: string;
  readonly asset: string;
  readonly reason: Reason | null;
  /** Its lots where it has several, at most so many: those of the highest basis per unit, which a harvest sells first, and every marked one. */
  readonly lots: readonly LotMarkView[];
}

/** Lots of one position that are offered. */
const LOTS_OFFERED = 24;

/** Every position of the books by asset and account, with what a person says of it and of its lots. */
export function marksView(books: Books): readonly MarkView[] {
  return [...groupBy(books.ledger.openLots, positionKey)]
    .flatMap(([key, lots]): MarkView[] => {
      const [first] = lots;
      return first === undefined
        ? []
        : [
            {
              key,
              account: accountNameOf(books, first.account),
              asset: first.asset,
              reason: markOf(books.marks, first)?.reason ?? null,
              lots: lotViews(lots, lotMarks(books.marks, first)),
            },
          ];
    })
    .sort((a, b) => (`${a.asset}\n${a.account}` < `${b.asset}\n${b.account}` ? -1 : 1));
}

function lotViews(
  lots: readonly OpenLot[],
  said: ReadonlyMap<LotId, Reason>,
): readonly LotMarkView[] {
  if (lots.length < 2 && said.size === 0) {
    return [];
  }
  const offered = new Set(
    lots.length <= LOTS_OFFERED ? lots : [...lots].sort(byRate).slice(0, LOTS_OFFERED),
  );
  return lots
    .filter((lot) => offered.has(lot) || said.has(lot.lot))
    .map((lot) => ({
      key: `${positionKey(lot)}~${lot.lot}`,
      name: `the lot of ${dayOf(lot)}, ${formatQuantity(lot.quantity)} ${assetText(lot.asset)}`,
      reason: said.get(lot.lot) ?? null,
    }));
}

function dayOf({ acquired }: OpenLot): string {
  if (acquired === null) {
    return "a day not known";
  }
  return acquired === "inherited" ? "an inheritance" : dayText(acquired);
}

/** By basis per unit, the highest first; one that is not known comes last. */
function byRate(a: OpenLot, b: OpenLot): number {
  return a.basis === null || b.basis === null
    ? Number(a.basis === null) - Number(b.basis === null)
    : compareRate(unitRate(b.basis, b.quantity), unitRate(a.basis, a.quantity));
}
