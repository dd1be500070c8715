import type { AccountId, TransactionId } from "@/lib/tax/transaction";
import { assignLines } from "./assign-lines";
import { candidatesOf } from "./candidates";
import { sameUnits } from "./fit";
import type { Disposal, FormLine, LineMatch } from "./form-line";
import { groupBy } from "./group-by";

/** What a person says: these lines tell of these sales, whatever the figures say. */
export interface HandMatch {
  readonly line: string;
  readonly disposals: readonly TransactionId[];
}

/** How a form's lines fall on the sales of the books. */
export interface Matching {
  readonly matches: readonly LineMatch[];
  readonly unmatchedLines: readonly FormLine[];
  /** Sales of the payer's accounts in the form's years that no line tells of. */
  readonly unmatchedDisposals: readonly Disposal[];
}

/**
 * Puts one payer's lines on the sales of the books: first what a person said, then one assignment of everything that could be one, then, day by
 * day and asset by asset, what is left when its units add up on both sides. A payer whose name is that of an account in the books speaks of that
 * account's sales alone. Units are equal in every match but those a person made; a line or sale is in one match at most.
 */
export function matchLines(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
  accounts: ReadonlyMap<AccountId, string>,
  byHand: readonly HandMatch[] = [],
): Matching {
  const years = new Set(lines.map(({ taxYear }) => String(taxYear)));
  const own = ofPayer(lines, disposals, accounts);
  const said = saidMatches(lines, disposals, byHand);
  const lineLeft = without(
    lines,
    said.flatMap((match) => match.lines),
  );
  const saleLeft = without(
    own,
    said.flatMap((match) => match.disposals),
  );
  const assigned = assignLines(candidatesOf(lineLeft, saleLeft)).flatMap((candidate) =>
    matchOf(
      candidate.lines.flatMap((place) => lineLeft[place] ?? []),
      candidate.disposals.flatMap((place) => saleLeft[place] ?? []),
      "match",
    ),
  );
  const lineRest = without(
    lineLeft,
    assigned.flatMap((match) => match.lines),
  );
  const saleRest = without(
    saleLeft,
    assigned.flatMap((match) => match.disposals),
  );
  const together = dayMatches(lineRest, saleRest);
  return {
    matches: [...said, ...assigned, ...together],
    unmatchedLines: without(
      lineRest,
      together.flatMap((match) => match.lines),
    ),
    unmatchedDisposals: without(
      saleRest,
      together.flatMap((match) => match.disposals),
    ).filter(({ sold }) => years.has(sold.slice(0, 4))),
  };
}

function without<T>(items: readonly T[], taken: readonly T[]): readonly T[] {
  const gone = new Set(taken);
  return items.filter((item) => !gone.has(item));
}

function matchOf(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
  by: LineMatch["by"],
): readonly LineMatch[] {
  const [line, ...moreLines] = lines;
  const [disposal, ...moreDisposals] = disposals;
  return line === undefined || disposal === undefined
    ? []
    : [{ lines: [line, ...moreLines], disposals: [disposal, ...moreDisposals], by }];
}

/** Sales of accounts that bear the payer's name, when there are any. */
function ofPayer(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
  accounts: ReadonlyMap<AccountId, string>,
): readonly Disposal[] {
  const payer = lines[0]?.payer ?? "";
  const named = new Set(
    [...accounts].filter(([, name]) => isNameOf(name, payer)).map(([id]) => id),
  );
  return named.size === 0 ? disposals : disposals.filter(({ account }) => named.has(account));
}

/** "Coinbase" is the name of "Coinbase, Inc.": the first word of one begins the other. */
export function isNameOf(account: string, payer: string): boolean {
  const first = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/u)?.[0] ?? "";
  const [a, b] = [first(account), first(payer)];
  return a.length > 2 && b.length > 2 && (a.startsWith(b) || b.startsWith(a));
}

function saidMatches(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
  byHand: readonly HandMatch[],
): readonly LineMatch[] {
  const sale = new Map(disposals.map((one) => [one.id, one]));
  const taken = new Set<TransactionId>();
  return byHand.flatMap(({ line: id, disposals: named }) => {
    const found = named.flatMap((one) => (taken.has(one) ? [] : (sale.get(one) ?? [])));
    for (const { id: one } of found) {
      taken.add(one);
    }
    return matchOf(
      lines.filter((line) => line.id === id),
      found,
      "hand",
    );
  });
}

/** What is left of a day and an asset, as one, when its units add up on both sides. */
function dayMatches(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const keyOf = ({ asset, sold }: FormLine | Disposal) => `${asset ?? ""} ${sold}`;
  const sales = groupBy(disposals, keyOf);
  const shown = groupBy(lines, keyOf);
  return [...shown].flatMap(([key, some]) => {
    const theirs = sales.get(key) ?? [];
    return theirs.length > 0 && sameUnits(some, theirs) ? matchOf(some, theirs, "match") : [];
  });
}
