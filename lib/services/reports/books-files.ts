import { beancountJournal } from "@/lib/reports/exports/beancount";
import { booksJson, type ReportFacts } from "@/lib/reports/exports/books-json";
import { hledgerJournal } from "@/lib/reports/exports/hledger";
import type { YearEndInput } from "@/lib/reports/input";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { type NewFile, textFile } from "./kinds";

/** Everything the year stands on as JSON, which `lotwise verify` reads, and the books as double entry for two public programs. */
export function booksFiles(
  input: YearEndInput,
  books: ExplainedBooks,
  { profiles, filed }: Pick<ReportFacts, "profiles" | "filed">,
): readonly NewFile[] {
  const { year, accounts } = input;
  const { transactions, asOf, valued, method, tickets } = books;
  const json = booksJson(input, {
    asOfMoment: asOf.at,
    transactions,
    profiles,
    ...(method === undefined ? {} : { method }),
    ...(valued === undefined ? {} : { valued }),
    ...(tickets === undefined ? {} : { tickets }),
    ...(filed === undefined ? {} : { filed }),
  });
  return [
    textFile(`books-${year}.json`, "application/json", json),
    textFile(`hledger-${year}.journal`, "text/plain", hledgerJournal(books, accounts)),
    textFile(`beancount-${year}.beancount`, "text/plain", beancountJournal(books, accounts)),
  ];
}
