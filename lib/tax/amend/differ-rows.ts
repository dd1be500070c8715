import { compareUsd } from "@/lib/money/usd";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { FiledRow } from "./filed-year";

/** One row of Form 8949 that is not as it was. `identities` name what stands behind it: the disposal and its lots. */
export interface RowChange {
  readonly kind: "added" | "removed" | "changed";
  readonly before: FiledRow | null;
  readonly after: FiledRow | null;
}

/**
 * What changed between two versions of a year's rows. Rows that print the same are the same, whatever is behind them; of the rest, those of one
 * disposal and its lots belong together, then those of one disposal, then those of one asset, day and number of units (a row told again by
 * another file). What then stands alone was added or removed. In the order of the later version, removed rows last.
 */
export function differRows(
  before: readonly FiledRow[],
  after: readonly FiledRow[],
): readonly RowChange[] {
  const left = new Set(before);
  const partner = new Map<FiledRow, FiledRow>();
  for (const keyOf of KEYS) {
    const waiting = groupBy(left, keyOf);
    for (const row of after) {
      const found = partner.has(row) ? undefined : waiting.get(keyOf(row))?.shift();
      if (found !== undefined) {
        partner.set(row, found);
        left.delete(found);
      }
    }
  }
  const changes = after.flatMap((row): readonly RowChange[] => {
    const old = partner.get(row);
    if (old === undefined) {
      return [{ kind: "added", before: null, after: row }];
    }
    return printsAlike(old, row) ? [] : [{ kind: "changed", before: old, after: row }];
  });
  return [
    ...changes,
    ...[...left].map((row): RowChange => ({ kind: "removed", before: row, after: null })),
  ];
}

/** What stands behind a row, as one text: the disposal and its lots, or the broker's line it answers. */
export function rowIdentity(row: FiledRow): string {
  return `${behind(row)} ${row.lots.join(" ")}`;
}

const behind = ({ disposal, line }: FiledRow): string => disposal ?? `line ${line ?? ""}`;

const KEYS: readonly ((row: FiledRow) => string)[] = [
  (row) => `${rowIdentity(row)} ${printed(row)}`,
  printed,
  (row) => `${rowIdentity(row)} ${row.description}`,
  rowIdentity,
  (row) => `${behind(row)} ${row.description}`,
  behind,
  ({ description, sold }) => `${description} ${sold}`,
];

/** Columns (a) to (h) with the box, as one text. */
function printed(row: FiledRow): string {
  return [row.box, row.description, row.acquired, row.sold, ...amountsOf(row), row.codes].join(
    "\n",
  );
}

function amountsOf({ proceeds, basis, adjustment, gain }: FiledRow): readonly string[] {
  return [String(proceeds), String(basis), String(adjustment), String(gain)];
}

function printsAlike(a: FiledRow, b: FiledRow): boolean {
  return (
    a.box === b.box &&
    a.description === b.description &&
    a.acquired === b.acquired &&
    a.sold === b.sold &&
    a.codes === b.codes &&
    compareUsd(a.proceeds, b.proceeds) === 0 &&
    compareUsd(a.basis, b.basis) === 0 &&
    compareUsd(a.adjustment, b.adjustment) === 0
  );
}
