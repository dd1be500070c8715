import {
  addUsd,
  compareUsd,
  negateUsd,
  subtractUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { HarvestRow, SaleTotals, Saving } from "@/lib/tax/harvest/harvest";
import { afterSale, type Situation, savingIn } from "@/lib/tax/harvest/saving";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";
import { changesInTurn } from "../season/saving-steps";
import { estimateUsd } from "./plain";

/** Names a row in the address; stays the same while prices move and ranks change. */
export function rowKey(row: HarvestRow): string {
  return [row.account, row.asset, row.pastCap ? "carry" : "save"].join("~");
}

/** Names in an address what a row is worth beside the ticked ones. */
export const tickedKey = (row: string): string => `${row}~ticked`;

const WORTH_TELLING = usd("1");

/**
 * The plan's rows without those that move less than a dollar: dust of stablecoins is no advice. A row that saves less and has one
 * below it that saves more stays, because what the one below saves is computed after it.
 */
export function tellingRows(rows: readonly HarvestRow[]): readonly HarvestRow[] {
  const isTelling = (amount: Usd) => compareUsd(amount, WORTH_TELLING) >= 0;
  const last = rows.findLastIndex(({ pastCap, saving }) => !pastCap && isTelling(saving));
  return rows
    .filter((row, index) => (row.pastCap ? isTelling(row.carryoverAdded) : index <= last))
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

/** What rows show in rank order, in whole cents that add up: each after the ones above it. */
export interface ShownAmounts {
  /** Of the rows that save; the ones past the cap show no saving. */
  readonly saving: readonly Usd[];
  /** What the first so many of them save together. */
  readonly savedSoFar: readonly Usd[];
  /** Of all rows. */
  readonly carried: readonly Usd[];
}

/** The amounts of rows in rank order. */
export function shownAmounts(rows: readonly HarvestRow[]): ShownAmounts {
  const saves = rows.filter(({ pastCap }) => !pastCap);
  const { changes: saving } = changesInTurn(
    ZERO_USD,
    saves.map((row) => row.cumulativeSaving),
  );
  const carriedSoFar = soFar(rows.map((row) => row.carryoverAdded));
  return {
    saving,
    savedSoFar: soFar(saving),
    carried: changesInTurn(ZERO_USD, carriedSoFar).changes,
  };
}

/** A saving as it is shown beside others; null where it is what `tax`, a tax with less one without, shows too. */
export function otherCents(shown: Usd, tax: Usd): string | null {
  const text = estimateUsd(shown);
  return text === estimateUsd(negateUsd(tax)) ? null : text;
}

function soFar(amounts: readonly Usd[]): readonly Usd[] {
  let sum = ZERO_USD;
  return amounts.map((amount) => {
    sum = addUsd(sum, amount);
    return sum;
  });
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
