import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import type { DollarAccount, JournalEntry, UnitPosting } from "./journal";

/** Stands at the head of every journal. */
export const JOURNAL_NOTE =
  "; Units stand at their tax basis in US dollars; a gain is what proceeds are above it, as the return counts it.";

/** How one language of journals names things. */
export interface JournalWords {
  readonly indent: string;
  readonly dollars: Readonly<Record<DollarAccount, string>>;
  /** The account that units without a known basis come from. */
  readonly unknown: string;
  readonly holding: (posting: Pick<UnitPosting, "account" | "asset">) => string;
  readonly commodity: (asset: string) => string;
}

/** The postings of an entry, a line each: units at their total basis, dollars exact. */
export function postingLines(
  { units, dollars }: JournalEntry,
  { indent, dollars: names, unknown, holding, commodity }: JournalWords,
): readonly string[] {
  return [
    ...units.flatMap(({ account, asset, quantity, basis }) => {
      const [count, sign] = [quantityText(quantity), commodity(asset)];
      const line = `${indent}${holding({ account, asset })}  ${count} ${sign}`;
      // Total cost has no sign of its own; that of the units counts.
      return basis === null
        ? [line, `${indent}${unknown}  ${opposite(count)} ${sign}`]
        : [`${line} @@ ${usdText(basis).replace(/^-/, "")} USD`];
    }),
    ...dollars.map(({ name, amount }) => `${indent}${names[name]}  ${usdText(amount)} USD`),
  ];
}

const opposite = (text: string): string => (text.startsWith("-") ? text.slice(1) : `-${text}`);
