import { compareQuantity } from "@/lib/money/quantity";
import { compareUsd, type Usd } from "@/lib/money/usd";
import type { OpenPosition } from "@/lib/tax/harvest/position";

/** Columns the lots can be sorted by. */
export const LOT_SORTS = [
  "acquired",
  "account",
  "asset",
  "quantity",
  "basis",
  "value",
  "gain",
  "days",
] as const;

/** One of them. */
export type LotSort = (typeof LOT_SORTS)[number];

/** True for the name of a column. */
export function isLotSort(text: string): text is LotSort {
  return LOT_SORTS.some((sort) => sort === text);
}

/** Lots in the order of a column; what is not known comes last in both directions, ties keep the ledger's order. */
export function sortedLots(
  positions: readonly OpenPosition[],
  sort: LotSort,
  isDescending: boolean,
): OpenPosition[] {
  const compare = COMPARE[sort];
  const sign = isDescending ? -1 : 1;
  return [...positions].sort((a, b) => unknownLast(a, b, sort) || sign * compare(a, b));
}

const COMPARE: Readonly<Record<LotSort, (a: OpenPosition, b: OpenPosition) => number>> = {
  acquired: (a, b) => text(a.lot.acquired ?? "", b.lot.acquired ?? ""),
  account: (a, b) => text(a.lot.account, b.lot.account),
  asset: (a, b) => text(a.lot.asset, b.lot.asset),
  quantity: (a, b) => compareQuantity(a.lot.quantity, b.lot.quantity),
  basis: (a, b) => usd(a.lot.basis, b.lot.basis),
  value: (a, b) => usd(a.value, b.value),
  gain: (a, b) => usd(a.gain, b.gain),
  days: (a, b) => (a.daysToLong ?? 0) - (b.daysToLong ?? 0),
};

const VALUE_OF: Partial<Record<LotSort, (position: OpenPosition) => unknown>> = {
  acquired: ({ lot }) => lot.acquired,
  basis: ({ lot }) => lot.basis,
  value: ({ value }) => value,
  gain: ({ gain }) => gain,
  days: ({ daysToLong }) => daysToLong,
};

function unknownLast(a: OpenPosition, b: OpenPosition, sort: LotSort): number {
  const known = VALUE_OF[sort];
  return known === undefined ? 0 : Number(known(a) === null) - Number(known(b) === null);
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const usd = (a: Usd | null, b: Usd | null): number =>
  a === null || b === null ? 0 : compareUsd(a, b);
