import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import { lotMarks } from "@/lib/tax/harvest/book-positions";
import { markOf } from "@/lib/tax/harvest/hindrances";
import type { HarvestMark } from "@/lib/tax/harvest/marks";
import { accountNameOf, type Books } from "./books";
import { findLots, lotDay } from "./find-lots";
import { plainUsd } from "./plain";
import { positionKey } from "./planner-book";

type Reason = HarvestMark["reason"];

/** A lot that can be marked by itself, or is. */
export interface LotMarkView {
  readonly key: string;
  /** "the lot of Feb 1, 2026, 1.5 BTC". */
  readonly name: string;
  /** Exact decimal text; null: not known. */
  readonly basis: string | null;
}

/** A position that can be marked, or is. */
export interface MarkView {
  readonly key: string;
  readonly account: string;
  readonly asset: string;
  readonly reason: Reason | null;
  /** Lots of it that are marked by themselves. */
  readonly lots: readonly (LotMarkView & { readonly reason: Reason })[];
}

/** The lots of one position that can be marked, as they were looked for. */
export interface LotsToMark {
  readonly position: MarkView;
  /** What was typed to find them. */
  readonly typed: string;
  /** At most so many, those of the highest basis per unit first. */
  readonly lots: readonly LotMarkView[];
  /** How many there are, and how many fit what was typed. */
  readonly lotCount: number;
  readonly foundCount: number;
}

/** What of marks an address asks for: a position by its key, and words to find lots of it. */
export interface MarkWish {
  readonly position?: string | undefined;
  readonly lot?: string | undefined;
}

/** Lots that are shown at once. */
const LOTS_SHOWN = 24;

/** Every position of the books by asset and account, with what a person says of it and of its lots; and the lots of the one asked for. */
export function marksView(
  books: Books,
  wish: MarkWish,
): { readonly marks: readonly MarkView[]; readonly toMark: LotsToMark | null } {
  const held = groupBy(books.ledger.openLots, positionKey);
  const marks = [...held]
    .flatMap(([key, lots]) => markView(books, key, lots))
    .sort((a, b) => (`${a.asset}\n${a.account}` < `${b.asset}\n${b.account}` ? -1 : 1));
  const position = marks.find(({ key }) => key === wish.position);
  return {
    marks,
    toMark:
      position === undefined
        ? null
        : toMark(position, held.get(position.key) ?? [], wish.lot ?? ""),
  };
}

function markView(books: Books, key: string, lots: readonly OpenLot[]): readonly MarkView[] {
  const [first] = lots;
  if (first === undefined) {
    return [];
  }
  const said = lotMarks(books.marks, first);
  return [
    {
      key,
      account: accountNameOf(books, first.account),
      asset: first.asset,
      reason: markOf(books.marks, first)?.reason ?? null,
      lots: lots.flatMap((lot) => {
        const reason = said.get(lot.lot);
        return reason === undefined ? [] : [{ ...lotView(lot), reason }];
      }),
    },
  ];
}

/** One lot alone is the position. */
function toMark(position: MarkView, lots: readonly OpenLot[], typed: string): LotsToMark {
  const found = findLots(lots.length < 2 ? [] : lots, typed, LOTS_SHOWN, (lot) => lot);
  return {
    position,
    typed,
    lots: found.lots.map(lotView),
    lotCount: lots.length,
    foundCount: found.count,
  };
}

const lotView = (lot: OpenLot): LotMarkView => ({
  key: `${positionKey(lot)}~${lot.lot}`,
  name: `the lot of ${lotDay(lot.acquired)}, ${formatQuantity(lot.quantity)} ${assetText(lot.asset)}`,
  basis: plainUsd(lot.basis),
});
