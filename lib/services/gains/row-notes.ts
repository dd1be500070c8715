import { assetText } from "@/lib/assets/label";
import { formatUsd } from "@/lib/money/format";
import { compareQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { negateUsd, signUsd } from "@/lib/money/usd";
import { type BookPosition, bookPositions } from "@/lib/tax/harvest/book-positions";
import type { HarvestRow } from "@/lib/tax/harvest/harvest";
import { type KnownLot, sellWhole } from "@/lib/tax/harvest/sale";
import { dayText } from "@/lib/time/day-text";
import { accountNameOf, type Books } from "./books";
import { rowKey } from "./picks";

/** A sentence on a row. */
export interface RowNote {
  readonly text: string;
  /** What its figure opens (`askedSheets`); null: it has none. */
  readonly why: string | null;
}

/** Why a row of the list ends where it does, and why it is this account's. */
export interface RowNotes {
  readonly stop: RowNote;
  /** What each other account with the asset does instead. */
  readonly elsewhere: readonly RowNote[];
}

/** Names in an address a lot told of beside a row; `place` is "account~lot", the asset the row's. */
export const besideKey = (row: HarvestRow, place: string): string =>
  `${rowKey(row)}~beside~${place}`;

/** One sentence each, by row; from the same lots in the same order as the plan. */
export function rowNotes(books: Books, rows: readonly HarvestRow[]): (row: HarvestRow) => RowNotes {
  const positions = bookPositions(books);
  return (row) => {
    const own = positions.find(isOf(row));
    return {
      stop: own === undefined ? said("") : stopOf(books, own, row, soldBy(rows, row)),
      elsewhere: elsewhereOf(books, positions, rows, row),
    };
  };
}

const said = (text: string): RowNote => ({ text, why: null });

/** A sentence with the gain or loss of a lot. */
const ofLot = (text: string, row: HarvestRow, { account, lot }: KnownLot): RowNote => ({
  text,
  why: besideKey(row, `${account}~${lot}`),
});

type Place = Pick<HarvestRow, "account" | "asset">;

const isOf =
  ({ account, asset }: Place) =>
  (each: Place): boolean =>
    each.account === account && each.asset === asset;

/** Units of each lot the rows up to this one sell of its position. */
function soldBy(
  rows: readonly HarvestRow[],
  row: HarvestRow,
): ReadonlyMap<string, HarvestRow["quantity"]> {
  const upTo = rows.filter((each) => isOf(row)(each) && each.rank <= row.rank);
  return new Map(upTo.flatMap(({ lots }) => lots.map(({ lot, quantity }) => [lot, quantity])));
}

/** The first lot the row leaves, whole or in part, and what selling it too would do. */
function stopOf(
  books: Books,
  { reachable, blocked, marked, price, asset }: BookPosition,
  row: HarvestRow,
  sold: ReadonlyMap<string, HarvestRow["quantity"]>,
): RowNote {
  const next = reachable.find(
    ({ lot, quantity }) => compareQuantity(sold.get(lot) ?? ZERO_QUANTITY, quantity) < 0,
  );
  if (next === undefined || price === null) {
    return said(
      blocked.length === 0 && marked.length > 0
        ? "The next lot is one you said cannot be sold."
        : blocked.length === 0
          ? `That is all the ${assetText(asset)} there.`
          : "The next lot has no known basis.",
    );
  }
  const { gain } = sellWhole(next, price, books.asOf.date);
  const name = `the lot of ${dayOf(next)}`;
  if (sold.has(next.lot)) {
    return said(`It stops inside ${name}: the rest of it saves no more this year.`);
  }
  const text =
    signUsd(gain) > 0
      ? `Next in line is ${name}, a gain of ${formatUsd(gain)}.`
      : `Next in line is ${name}: its loss of ${formatUsd(negateUsd(gain))} saves no more this year.`;
  return ofLot(text, row, next);
}

const dayOf = ({ acquired }: KnownLot): string => dayText(acquired ?? "a day not known");

/** What the other accounts with the asset do instead. */
function elsewhereOf(
  books: Books,
  positions: readonly BookPosition[],
  rows: readonly HarvestRow[],
  row: HarvestRow,
): readonly RowNote[] {
  return positions
    .filter(({ asset, account }) => asset === row.asset && account !== row.account)
    .map((position) => {
      const name = accountNameOf(books, position.account);
      const own = rows.find((each) => isOf(position)(each) && each.pastCap === row.pastCap);
      return own === undefined
        ? firstOf(books, position, row, `${name} is left:`)
        : said(`${name} is row ${own.rank}.`);
    });
}

function firstOf(
  books: Books,
  { reachable, price }: BookPosition,
  row: HarvestRow,
  left: string,
): RowNote {
  const [first] = reachable;
  if (first === undefined || price === null) {
    return said(`${left} nothing is known of its next lot.`);
  }
  const { gain } = sellWhole(first, price, books.asOf.date);
  return signUsd(gain) > 0
    ? ofLot(`${left} its next lot has a gain of ${formatUsd(gain)}.`, row, first)
    : said(`${left} selling there saves no more this year.`);
}
