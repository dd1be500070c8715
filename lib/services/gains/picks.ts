import { addUsd, compareUsd, subtractUsd, type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import type { HarvestRow, SaleTotals, Saving } from "@/lib/tax/harvest/harvest";
import { afterSale, type Situation, savingIn } from "@/lib/tax/harvest/saving";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";

/** Names a row in the address; stays the same while prices move and ranks change. */
export function rowKey(row: HarvestRow): string {
  return [row.account, row.asset, row.pastCap ? "carry" : "save"].join("~");
}

/** Names in an address what a row is worth beside the ticked ones. */
export const tickedKey = (row: string): string => `${row}~ticked`;

const WORTH_TELLING = usd("1");

/** The plan's rows without those that move less than a dollar: dust of stablecoins is no advice. */
export function tellingRows(rows: readonly HarvestRow[]): readonly HarvestRow[] {
  return rows
    .filter((row) => compareUsd(row.pastCap ? row.carryoverAdded : row.saving, WORTH_TELLING) >= 0)
    .map((row, index) => ({ ...row, rank: index + 1 }));
}

/**
 * The rows an address picks, in rank order. A row that only adds to the carryover sells what is left after the saving row
 * of the same account and asset, so picking it picks that one too.
 */
export function pickedRows(
  rows: readonly HarvestRow[],
  picks: readonly string[],
): readonly HarvestRow[] {
  const wanted = new Set(picks);
  const implied = new Set(
    rows.filter((row) => wanted.has(rowKey(row))).map((row) => `${row.account}~${row.asset}`),
  );
  return rows.filter(
    (row) =>
      wanted.has(rowKey(row)) || (!row.pastCap && implied.has(`${row.account}~${row.asset}`)),
  );
}

/** What rows realise together. */
export function totalsOfRows(rows: readonly HarvestRow[]): SaleTotals {
  return {
    short: rows.reduce((sum, row) => addUsd(sum, row.shortGain), ZERO_USD),
    long: rows.reduce(
      (sum, row) => addUsd(sum, subtractUsd(row.longGain, row.collectibleGain)),
      ZERO_USD,
    ),
    collectible: rows.reduce((sum, row) => addUsd(sum, row.collectibleGain), ZERO_USD),
    fees: rows.reduce((sum, row) => addUsd(sum, row.fees), ZERO_USD),
  };
}

/** More rows than this keep their rank's saving: each one's own share costs two runs of the year. */
const PRICED_ROWS = 200;

/**
 * What each row is worth beside the picks: a picked one, what would be lost without it; another, what it would add. Null for
 * rows beyond the first 200.
 */
export function marginalSavings(
  situation: Situation,
  rows: readonly HarvestRow[],
  picked: readonly HarvestRow[],
): (Usd | null)[] {
  const all = savingIn(situation, totalsOfRows(picked));
  const besides = afterSale(situation, totalsOfRows(picked));
  const after = outcomeOf(besides);
  return rows.map((row, index) => {
    if (index >= PRICED_ROWS) {
      return null;
    }
    if (!picked.includes(row)) {
      return savingIn(besides, totalsOfRows([row]), after).saving;
    }
    const others = picked.filter((each) => each !== row);
    return subtractUsd(all.saving, savingIn(situation, totalsOfRows(others), all.now).saving);
  });
}

/** What the picked sales change together, by two runs of the year. */
export function savingOfPicks(situation: Situation, picked: readonly HarvestRow[]): Saving {
  return savingIn(situation, totalsOfRows(picked));
}
