import { toCents } from "@/lib/money/round";
import { compareUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { groupBy } from "@/lib/tax/explain/group-by";
import { dayNumber } from "@/lib/time/calendar-date";
import { assignLines } from "./assign-lines";
import { candidatesOf } from "./candidates";
import { sameUnits } from "./fit";
import type { DatedLine, Disposal, FormLine, LineMatch } from "./form-line";

/** Finds matches among the lines and sales no stage before it has matched. */
export type Stage = (
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
) => readonly LineMatch[];

/**
 * What the figures say, the surest first: what agrees in everything; crowds of equal sales by their proceeds; one assignment of everything that
 * could be one; what is left one by one, then day by day and asset by asset when its units add up on both sides, then a year's sales on one line.
 */
export const STAGES: readonly Stage[] = [
  alikeMatches,
  crowdMatches,
  assignedMatches,
  pairsInOrder,
  dayMatches,
  aggregateMatches,
];

/** One match of some lines and sales; none where one side is empty. */
export function matchOf(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const [line, ...moreLines] = lines;
  const [disposal, ...moreDisposals] = disposals;
  return line === undefined || disposal === undefined
    ? []
    : [{ lines: [line, ...moreLines], disposals: [disposal, ...moreDisposals], by: "match" }];
}

/**
 * Lines and sales that agree in everything (asset, day, units, proceeds to the cent), one with one in their order: nothing could speak for
 * another partner, and bots make thousands of them.
 */
function alikeMatches(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const sales = groupBy(disposals, (one) => printed(one, one.proceeds));
  const turn = new Map<string, number>();
  return lines.flatMap((line) => {
    const key = printed(line, line.proceeds);
    const at = turn.get(key) ?? 0;
    turn.set(key, at + 1);
    return matchOf([line], sales.get(key)?.slice(at, at + 1) ?? []);
  });
}

function printed(
  { asset, sold, units }: Pick<DatedLine, "asset" | "sold" | "units">,
  proceeds: Usd | null,
): string {
  return [
    asset ?? "",
    sold,
    String(units),
    proceeds === null ? "?" : String(toCents(proceeds)),
  ].join(" ");
}

/** So many lines of one asset, day and number of units are a crowd: nobody could tell them apart but by their proceeds. */
const CROWD = 4;

/** Crowds with as many sales as lines, in the order of their proceeds: no other pairing lies closer together in sum. */
function crowdMatches(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const keyOf = ({ asset, sold, units }: DatedLine | Disposal) =>
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
      .flatMap((line, index) => matchOf([line], sorted.slice(index, index + 1)));
  });
}

function byProceeds(
  a: { readonly proceeds: Usd | null },
  b: { readonly proceeds: Usd | null },
): number {
  return compareUsd(a.proceeds ?? ZERO_USD, b.proceeds ?? ZERO_USD);
}

function assignedMatches(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  return assignLines(candidatesOf(lines, disposals)).flatMap((candidate) =>
    matchOf(
      candidate.lines.flatMap((place) => lines[place] ?? []),
      candidate.disposals.flatMap((place) => disposals[place] ?? []),
    ),
  );
}

/**
 * Lines and sales of one asset and number of units, a day apart at most, one with one by day and proceeds. Finds something only where so many are
 * alike that the assignment did not look at all of them.
 */
function pairsInOrder(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const keyOf = ({ asset, units }: DatedLine | Disposal) => `${asset ?? ""} ${String(units)}`;
  const sales = groupBy(disposals, keyOf);
  return [...groupBy(lines, keyOf)].flatMap(([key, some]) =>
    inOrder([...some].sort(byDay), [...(sales.get(key) ?? [])].sort(byDay)),
  );
}

function byDay(a: DatedLine | Disposal, b: DatedLine | Disposal): number {
  return dayNumber(a.sold) - dayNumber(b.sold) || byProceeds(a, b);
}

function inOrder(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const found: LineMatch[] = [];
  let at = 0;
  for (const line of lines) {
    const day = dayNumber(line.sold);
    let sale = disposals[at];
    while (sale !== undefined && dayNumber(sale.sold) < day - 1) {
      at += 1;
      sale = disposals[at];
    }
    if (sale !== undefined && dayNumber(sale.sold) <= day + 1) {
      found.push(...matchOf([line], [sale]));
      at += 1;
    }
  }
  return found;
}

/** What is left of a day and an asset, as one, when its units add up on both sides. */
function dayMatches(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  return together(lines, disposals, ({ asset, sold }) => `${asset ?? ""} ${sold}`);
}

/**
 * One line of a year for all that is left of an asset, when its units add up: brokers may tell a year's sales of a stablecoin together, without
 * basis and day of purchase (box 11a; i1099da, "Optional reporting method for qualifying stablecoins").
 */
function aggregateMatches(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const keyOf = ({ asset, sold }: DatedLine | Disposal) => `${asset ?? ""} ${sold.slice(0, 4)}`;
  return together(lines, disposals, keyOf).filter(
    (match) =>
      match.lines.length === 1 &&
      match.disposals.length > 1 &&
      match.lines.every(
        ({ basis, acquired }) => basis === null && (acquired === null || acquired === "various"),
      ),
  );
}

function together(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
  keyOf: (one: DatedLine | Disposal) => string,
): readonly LineMatch[] {
  const sales = groupBy(disposals, keyOf);
  return [...groupBy(lines, keyOf)].flatMap(([key, some]) => {
    const theirs = sales.get(key) ?? [];
    return theirs.length > 0 && sameUnits(some, theirs) ? matchOf(some, theirs) : [];
  });
}
