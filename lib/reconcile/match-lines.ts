import { toCents } from "@/lib/money/round";
import { compareUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { AccountId, TransactionId } from "@/lib/tax/transaction";
import { assignLines } from "./assign-lines";
import { candidatesOf } from "./candidates";
import { sameUnits } from "./fit";
import type { Disposal, FormLine, LineMatch } from "./form-line";

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
 * Puts one payer's lines on the sales of the books: first what a person said, then what agrees in everything, then one assignment of everything that could be one, then, day by
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
  const alike = alikeMatches(lineLeft, saleLeft);
  const [otherLines, otherSales] = [
    without(
      lineLeft,
      alike.flatMap((match) => match.lines),
    ),
    without(
      saleLeft,
      alike.flatMap((match) => match.disposals),
    ),
  ];
  const assigned = assignLines(candidatesOf(otherLines, otherSales)).flatMap((candidate) =>
    matchOf(
      candidate.lines.flatMap((place) => otherLines[place] ?? []),
      candidate.disposals.flatMap((place) => otherSales[place] ?? []),
      "match",
    ),
  );
  const lineRest = without(
    otherLines,
    assigned.flatMap((match) => match.lines),
  );
  const saleRest = without(
    otherSales,
    assigned.flatMap((match) => match.disposals),
  );
  const together = dayMatches(lineRest, saleRest);
  return {
    matches: [...said, ...alike, ...assigned, ...together],
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

/**
 * Lines and sales that agree in everything (asset, day, units, proceeds to the cent), one with one in their order: nothing could speak for
 * another partner, and bots make thousands of them.
 */
function alikeMatches(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const sales = groupBy(disposals, (one) => printed(one, one.proceeds));
  const exact = lines.flatMap((line) => {
    const sale = sales.get(printed(line, line.proceeds))?.shift();
    return sale === undefined ? [] : matchOf([line], [sale], "match");
  });
  const taken = new Set<FormLine | Disposal>(
    exact.flatMap((match) => [...match.lines, ...match.disposals]),
  );
  return [
    ...exact,
    ...crowdMatches(
      lines.filter((line) => !taken.has(line)),
      disposals.filter((one) => !taken.has(one)),
    ),
  ];
}

/** So many lines of one asset, day and number of units are a crowd: nobody could tell them apart but by their proceeds. */
const CROWD = 4;

/** Crowds with as many sales as lines, in the order of their proceeds: no other pairing lies closer together in sum. */
function crowdMatches(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const keyOf = ({ asset, sold, units }: FormLine | Disposal) =>
    `${asset ?? ""} ${sold} ${String(units)}`;
  const sales = groupBy(
    disposals.filter(({ proceeds }) => proceeds !== null),
    keyOf,
  );
  return [...groupBy(lines, keyOf)].flatMap(([key, crowd]) => {
    const theirs = sales.get(key) ?? [];
    if (crowd.length < CROWD || theirs.length !== crowd.length) {
      return [];
    }
    const sorted = [...theirs].sort(byProceeds);
    return [...crowd]
      .sort(byProceeds)
      .flatMap((line, index) => matchOf([line], sorted.slice(index, index + 1), "match"));
  });
}

function byProceeds(
  a: { readonly proceeds: Usd | null },
  b: { readonly proceeds: Usd | null },
): number {
  return compareUsd(a.proceeds ?? ZERO_USD, b.proceeds ?? ZERO_USD);
}

function printed(
  { asset, sold, units }: Pick<FormLine, "asset" | "sold" | "units">,
  proceeds: Usd | null,
): string {
  return [
    asset ?? "",
    sold,
    String(units),
    proceeds === null ? "?" : String(toCents(proceeds)),
  ].join(" ");
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
