import { Latest } from "@/lib/latest";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { ok, type Result } from "@/lib/result";
import { REGIONS_AT_MOST } from "@/lib/tax/optimal/anywhere-search";
import type { LotsRefusal } from "@/lib/tax/optimal/optimal-lots";
import type { AnywhereRefusal } from "@/lib/tax/optimal/sell-anywhere";
import type { LedgerResult } from "@/lib/tax/year-result";
import type { Books } from "../gains/books";
import { inTurns } from "../in-turns";
import type { Progressed } from "../soon";
import { chooseLots, type LotQuestion } from "./choose-lots";
import { saleAnswer } from "./sale-answer";
import type { SaleAnswer } from "./sale-views";

type Answered = Result<SaleAnswer, AnywhereRefusal | LotsRefusal>;

/** The lots of a sale that are looked for, or are there. */
export interface SaleAtWork {
  readonly made: Promise<Answered>;
  readonly progress: () => Progressed;
}

/** Answers kept for one state of the books: each holds every lot of the ways it tells. */
const MOST_ANSWERS = 2;

const kept = new WeakMap<LedgerResult, Latest<SaleAtWork>>();

/**
 * The answer about these computed books, begun once for all who ask while it is kept. It is made in turns with whatever else the process
 * has to do, and goes on when nobody waits for it. `key`: everything of the question that does not follow from the books.
 */
export function saleAtWork(books: Books, key: string, question: LotQuestion): SaleAtWork {
  const own = kept.get(books.ledger) ?? new Latest<SaleAtWork>({ most: MOST_ANSWERS });
  kept.set(books.ledger, own);
  const before = own.get(key);
  if (before !== undefined) {
    return before;
  }
  const work = begin(books, question);
  own.set(key, work);
  // A page may not wait for it: then whoever looks next begins anew.
  work.made.catch(() => own.clear());
  return work;
}

function begin(books: Books, question: LotQuestion): SaleAtWork {
  const total = REGIONS_AT_MOST;
  let done = 0;
  const made = inTurns(answerOf(books, question), (regions) => {
    done = Math.min(regions, total);
  });
  return { made, progress: () => ({ done, total }) };
}

function* answerOf(books: Books, question: LotQuestion): PartsOfWork<Answered> {
  const chosen = yield* chooseLots(question);
  return chosen.ok ? ok(yield* saleAnswer(books, question, chosen.value)) : chosen;
}
