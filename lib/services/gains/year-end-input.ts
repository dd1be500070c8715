import { assetTexts } from "@/lib/assets/label";
import { ownReference, type YearEndInput } from "@/lib/reports/input";
import { inputHashOf } from "@/lib/reports/proof";
import type { ChecklistStep } from "@/lib/tax/harvest/harvest";
import type { Leg, Transaction } from "@/lib/tax/transaction";
import type { YearResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { dateIn, type Instant } from "@/lib/time/instant";
import { type Books, placeOf } from "./books";

/** The amounts up to a year's end that prices gave, and whose prices they were, by name; nothing when there are none. */
function valuedUpTo(books: Books, year: number): Pick<YearEndInput, "valued"> {
  const dateOf = dateIn(books.settings.timeZone);
  const sources = new Set<string>();
  let amounts = 0;
  for (const [id, given] of books.valued) {
    const transaction = books.transactions.get(id);
    if (transaction !== undefined && yearOf(transaction.date ?? dateOf(transaction.at)) <= year) {
      amounts += given.length;
      for (const { price } of given) {
        sources.add(price.source);
      }
    }
  }
  return amounts === 0 ? {} : { valued: { amounts, sources: [...sources].sort() } };
}

/** Assets whose id is not what people call them; nothing where every id is a sign. */
function namesOf({ transactions }: Books): Pick<YearEndInput, "assetNames"> {
  const assets = new Set([...transactions.values()].flatMap(legsOf).map(({ asset }) => asset));
  const assetNames = assetTexts(assets);
  return assetNames.size === 0 ? {} : { assetNames };
}

function legsOf(transaction: Transaction): readonly Leg[] {
  const sent = "sent" in transaction ? transaction.sent : null;
  const received = "received" in transaction ? transaction.received : null;
  return [sent, received].flatMap((leg) => (leg === null ? [] : [leg]));
}

/** What the year-end report is made of: the books, their places in files, and the moment the facts were last changed. */
export function yearEndInput(
  books: Books,
  result: YearResult,
  steps: readonly ChecklistStep[],
  changedAt: Instant,
): YearEndInput {
  const held = new Set(books.ledger.openLots.map((lot) => lot.asset));
  return {
    client: books.clientName,
    year: result.year,
    asOf: books.asOf.date,
    generatedAt: changedAt,
    result,
    ledger: books.ledger,
    settings: books.settings,
    forms: books.forms,
    accounts: books.accounts,
    ...namesOf(books),
    steps,
    issues: books.ledger.issues,
    sources: new Map(
      [...books.transactions.values()].map((one) => [
        one.id,
        { reference: ownReference(one), place: placeOf(books, one.id) },
      ]),
    ),
    prices: books.quotes.filter((quote) => held.has(quote.asset)),
    ...valuedUpTo(books, result.year),
    engineVersion: books.version.engine,
    inputHash: inputHashOf({
      settings: books.settings,
      profiles: books.profiles,
      forms: books.forms,
      transactions: books.transactions.values(),
    }),
  };
}
