import type { YearEndInput } from "@/lib/reports/input";
import { inputHashOf } from "@/lib/reports/proof";
import type { ChecklistStep } from "@/lib/tax/harvest/harvest";
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
    steps,
    issues: books.ledger.issues,
    sources: new Map(
      [...books.transactions.keys()].map((id) => [
        id,
        { reference: null, place: placeOf(books, id) },
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
