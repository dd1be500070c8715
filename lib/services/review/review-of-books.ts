import { listMarketPrices } from "@/db/queries/market-prices";
import { type Dismissal, listDismissals } from "@/db/queries/review-dismissals";
import type { ClientTx } from "@/db/tenant";
import { formFacts } from "@/lib/tax/forms/form-facts";
import { type Review, reviewOf, type StakedItem } from "@/lib/tax/review/review";
import { priceLookup } from "@/lib/tax/valuation/price-lookup";
import type { LedgerResult } from "@/lib/tax/year-result";
import type { Books } from "../gains/books";
import type { MigrationProposal } from "../gains/propose-migrations";
import { keptProposals } from "../kept-proposals";
import type { TransferProposal } from "../propose-transfers";
import { quarantineRows, questionItems, type Waiting } from "./outside-items";
import { inReviewOrder } from "./review-order";
import { stalePriceItems } from "./stale-prices";
import { supposedChanges } from "./supposed-changes";
import { moveKey, supposedMoves } from "./supposed-moves";

/** Everything open in computed books, with what was said about it. */
export interface OpenBooks {
  /** What is open and not put aside, in the order of work. */
  readonly open: readonly StakedItem[];
  /** What is open and was put aside with a reason: it still counts in every range. */
  readonly dismissed: readonly StakedItem[];
  readonly dismissals: ReadonlyMap<string, Dismissal>;
  readonly years: Review["years"];
  /** The proposed move behind an item of kind "transfer", by the item's key. */
  readonly moves: ReadonlyMap<string, TransferProposal>;
  /** The proposed change behind an item of kind "migration", by the item's key. */
  readonly changes: ReadonlyMap<string, MigrationProposal>;
  /** Where the quarantine shows what waits in it, by the item's key. */
  readonly places: Waiting["places"];
}

interface Kept {
  readonly review: Review;
  readonly moves: OpenBooks["moves"];
  readonly changes: OpenBooks["changes"];
  readonly places: OpenBooks["places"];
}

/** A review with the proposals it was made of: a row that is said to be no transfer changes them, and nothing else. */
interface Made {
  readonly proposals: readonly TransferProposal[];
  readonly review: Promise<Kept>;
}

const kept = new WeakMap<LedgerResult, Made>();

/**
 * What stands between the books and a filing. Made once for computed books and kept with them (what it reads besides raises
 * their version); prices of the day and what was put aside are read each time. The one count of the rail, the overview, the
 * review and the reports.
 */
export async function openBooks(tx: ClientTx, books: Books): Promise<OpenBooks> {
  const { review, moves, changes, places } = await keptReview(tx, books);
  const dismissals = new Map(
    (await listDismissals(tx)).flatMap((last) =>
      last.state === "dismissed" ? [[last.item, last] as const] : [],
    ),
  );
  const prices = stalePriceItems(books).map((item) => ({
    ...item,
    stake: { is: "none", why: "unrealised-only" } as const,
  }));
  const all = inReviewOrder([...review.items, ...prices]);
  return {
    open: all.filter(({ key }) => !dismissals.has(key)),
    dismissed: all.filter(({ key }) => dismissals.has(key)),
    dismissals,
    years: review.years,
    moves,
    changes,
    places,
  };
}

async function keptReview(tx: ClientTx, books: Books): Promise<Kept> {
  const proposals = await keptProposals(tx);
  const before = kept.get(books.ledger);
  if (before?.proposals === proposals) {
    // Another's reading may have failed with their connection.
    const found = await before.review.catch(() => null);
    if (found !== null) {
      return found;
    }
  }
  const review = freshReview(tx, books, proposals);
  kept.set(books.ledger, { proposals, review });
  return review;
}

async function freshReview(
  tx: ClientTx,
  books: Books,
  proposals: readonly TransferProposal[],
): Promise<Kept> {
  const told = await questionItems(tx, books);
  const prices = priceLookup(await listMarketPrices(tx));
  const { asides, places } = await quarantineRows(tx, books, prices);
  const { ledger, years, transactions, settings, forms, asOf } = books;
  const { changes, byKey } = supposedChanges(books);
  const review = reviewOf({
    ledger,
    years,
    transactions,
    settings,
    asOf,
    facts: formFacts({ ...forms, assets: settings.assets }),
    moves: supposedMoves(proposals, transactions),
    prices,
    changes,
    aside: asides,
    told,
  });
  const moves = new Map(proposals.map((each) => [moveKey(each), each]));
  return { review, places, moves, changes: byKey };
}
