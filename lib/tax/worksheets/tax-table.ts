import { floorToStep, toWholeDollars } from "@/lib/money/round";
import {
  addUsd,
  compareUsd,
  minUsd,
  subtractUsd,
  sumUsd,
  timesRate,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { Bracket } from "@/lib/tax/rules/year-rules";

/** "table": the printed Tax Table below $100,000, as filed. "schedule": the exact rate schedule, for estimates. */
export type TaxMethod = "table" | "schedule";

/** Tax on an amount by the rate schedule, exact to the last digit (IRC 1(j)); zero or less gives zero. */
export function taxBySchedule(income: Usd, brackets: readonly Bracket[]): Usd {
  const parts: Usd[] = [];
  let from = ZERO_USD;
  for (const { upTo, rate } of brackets) {
    if (compareUsd(income, from) <= 0) {
      break;
    }
    const to = upTo === null ? income : minUsd(income, upTo);
    parts.push(timesRate(subtractUsd(to, from), rate));
    from = to;
  }
  return sumUsd(parts);
}

const TABLE_ENDS = usd("100000");

// Rows of the printed table: at least `from`, `width` wide (Form 1040 instructions, Tax Table).
const ROWS = [
  { from: usd("3000"), width: usd("50"), half: usd("25") },
  { from: usd("25"), width: usd("25"), half: usd("12.5") },
  { from: usd("5"), width: usd("10"), half: usd("5") },
] as const;

/**
 * Tax by the printed Tax Table below $100,000 (the schedule at the middle of the row, rounded to the dollar; under $5
 * nothing), by the schedule from there on (Tax Computation Worksheet).
 */
export function taxByTable(income: Usd, brackets: readonly Bracket[]): Usd {
  if (compareUsd(income, TABLE_ENDS) >= 0) {
    return taxBySchedule(income, brackets);
  }
  const row = ROWS.find(({ from }) => compareUsd(income, from) >= 0);
  if (row === undefined) {
    return ZERO_USD;
  }
  const low = addUsd(row.from, floorToStep(subtractUsd(income, row.from), row.width));
  return toWholeDollars(taxBySchedule(addUsd(low, row.half), brackets));
}

/** Tax on an amount by either method. */
export function taxOn(income: Usd, brackets: readonly Bracket[], method: TaxMethod): Usd {
  return method === "table" ? taxByTable(income, brackets) : taxBySchedule(income, brackets);
}
