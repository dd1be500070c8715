import {
  addQuantity,
  isZeroQuantity,
  type Quantity,
  quantityText,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { AccountId } from "@/lib/tax/transaction";
import { addDays } from "@/lib/time/calendar-date";
import { type DollarAccount, type JournalEntry, journal } from "./journal";
import { JOURNAL_NOTE, type JournalWords, postingLines } from "./journal-text";
import { namer } from "./symbols";

const NAMES: Readonly<Record<DollarAccount, string>> = {
  dollars: "Equity:Dollars",
  "short-term gains": "Income:Capital-Gains:Short-Term",
  "long-term gains": "Income:Capital-Gains:Long-Term",
  income: "Income:Received-In-Units",
  "gifts and donations": "Equity:Gifts-And-Donations",
  lost: "Expenses:Lost",
  "brought in": "Equity:Brought-In",
  adjustments: "Equity:Adjustments",
};
const UNKNOWN = "Equity:Basis-Not-Known";

/** A part of an account's name: a capital or a digit, then letters, digits and hyphens. */
function accountShape(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return plain === "" ? "X" : plain.slice(0, 1).toUpperCase() + plain.slice(1);
}

/** A currency: capitals, digits and hyphens, a letter first, at least two, at most 24 characters. */
function currencyShape(text: string): string {
  const plain = text
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "-")
    .replace(/^[^A-Z]+|-+$/g, "");
  return plain.length < 2 ? `X${plain}X` : plain.slice(0, 24).replace(/-+$/, "X");
}

/**
 * The books as beancount reads them (version 2 and 3): accounts are opened, one entry a transaction, units at their total basis (`@@`),
 * dollars exact, and at the end a balance assertion for every holding. Signs of assets that are no beancount currency are
 * renamed; the comment at the top says to what.
 */
export function beancountJournal(
  books: ExplainedBooks,
  accounts: ReadonlyMap<AccountId, string>,
): string {
  const accountName = namer(accountShape);
  const currency = namer(currencyShape);
  // No asset may take the name of the dollars.
  currency("USD");
  const holding: JournalWords["holding"] = ({ account, asset }) =>
    `Assets:${accountName(accounts.get(account) ?? account)}:${accountShape(currency(asset))}`;
  const words = { indent: "  ", dollars: NAMES, unknown: UNKNOWN, holding, commodity: currency };
  const entries = journal(books);
  const held = new Map<string, { units: Quantity; currency: string }>();
  const renamed = new Set<string>();
  for (const { units } of entries) {
    for (const { account, asset, quantity } of units) {
      const name = holding({ account, asset });
      const before = held.get(name)?.units ?? ZERO_QUANTITY;
      held.set(name, { units: addQuantity(before, quantity), currency: currency(asset) });
      if (currency(asset) !== asset) {
        renamed.add(`; ${currency(asset)} is ${asset.replace(/\s+/g, " ")}`);
      }
    }
  }
  const opened = entries[0]?.date ?? "1970-01-01";
  const names = [...held.keys(), ...Object.values(NAMES), UNKNOWN];
  return [
    JOURNAL_NOTE,
    ...renamed,
    'option "operating_currency" "USD"',
    "",
    ...names.map((name) => `${opened} open ${name}`),
    "",
    ...entries.flatMap((entry) => [headLine(entry), ...postingLines(entry, words), ""]),
    ...[...held].map(
      ([name, { units, currency: sign }]) =>
        `${addDays(books.asOf.date, 1)} balance ${name}  ${isZeroQuantity(units) ? "0" : quantityText(units)} ${sign}`,
    ),
    "",
  ].join("\n");
}

const headLine = ({ date, id, kind }: JournalEntry): string =>
  `${date} * "${kind}" "${id.replace(/["\\\n]/g, "'")}"`;
