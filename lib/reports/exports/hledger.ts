import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { AccountId } from "@/lib/tax/transaction";
import { type DollarAccount, type JournalEntry, journal } from "./journal";
import { JOURNAL_NOTE, type JournalWords, postingLines } from "./journal-text";
import { namer } from "./symbols";

const NAMES: Readonly<Record<DollarAccount, string>> = {
  dollars: "equity:dollars",
  "short-term gains": "income:capital gains:short-term",
  "long-term gains": "income:capital gains:long-term",
  income: "income:received in units",
  "gifts and donations": "equity:gifts and donations",
  lost: "expenses:lost",
  "brought in": "equity:brought in",
  adjustments: "equity:adjustments",
};

/** An account's name without what hledger reads as syntax: one space at most, no colon, no comment. */
const shapeOf = (text: string): string =>
  text.replace(/[^\p{L}\p{N}._-]+/gu, " ").trim() || "account";

/**
 * The books as an hledger journal (hledger 1.x): one entry a transaction, units at their total basis (`@@`), dollars exact. `hledger balance
 * assets` gives the units still held, `--cost` their basis, `income:capital gains` the gains the return counts. Every entry balances to
 * the last digit.
 */
export function hledgerJournal(
  books: ExplainedBooks,
  accounts: ReadonlyMap<AccountId, string>,
): string {
  const nameOf = namer(shapeOf);
  const words: JournalWords = {
    indent: "    ",
    dollars: NAMES,
    unknown: "equity:basis not known",
    holding: ({ account, asset }) =>
      `assets:${nameOf(accounts.get(account) ?? account)}:${shapeOf(asset)}`,
    commodity,
  };
  return [
    JOURNAL_NOTE,
    "commodity 1000.000000000000000000 USD",
    "",
    ...journal(books).flatMap((entry) => [headLine(entry), ...postingLines(entry, words), ""]),
  ].join("\n");
}

const headLine = ({ date, id, kind }: JournalEntry): string =>
  `${date} (${id.replace(/[()\s;]+/g, "_")}) ${kind}`;

/** Always quoted: then any sign of an asset is a commodity. */
const commodity = (asset: string): string => `"${asset.replace(/["\n;]/g, "'")}"`;
