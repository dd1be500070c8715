import { quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { AccountId } from "@/lib/tax/transaction";
import { type DollarAccount, type JournalEntry, journal } from "./journal";
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
  const account = (id: AccountId): string => nameOf(accounts.get(id) ?? id);
  return [
    "; Units stand at their tax basis in US dollars; a gain is what proceeds are above it, as the return counts it.",
    "commodity 1000.000000000000000000 USD",
    "",
    ...journal(books).flatMap((entry) => [...entryLines(entry, account), ""]),
  ].join("\n");
}

function entryLines(
  { date, id, kind, units, dollars }: JournalEntry,
  account: (id: AccountId) => string,
): readonly string[] {
  return [
    `${date} (${id.replace(/[()\s;]+/g, "_")}) ${kind}`,
    ...units.flatMap(({ account: at, asset, quantity, basis }) => {
      const name = `assets:${account(at)}:${shapeOf(asset)}`;
      const amount = `${quantityText(quantity)} ${commodity(asset)}`;
      return basis === null
        ? [
            `    ${name}  ${amount}`,
            `    equity:basis not known  ${opposite(quantityText(quantity))} ${commodity(asset)}`,
          ]
        : [`    ${name}  ${amount} @@ ${size(basis)} USD`];
    }),
    ...dollars.map(({ name, amount }) => `    ${NAMES[name]}  ${usdText(amount)} USD`),
  ];
}

/** Always quoted: then any sign of an asset is a commodity. */
const commodity = (asset: string): string => `"${asset.replace(/["\n;]/g, "'")}"`;

/** Total cost has no sign of its own; that of the units counts. */
const size = (basis: Usd): string => usdText(basis).replace(/^-/, "");

const opposite = (text: string): string => (text.startsWith("-") ? text.slice(1) : `-${text}`);
