import type { Usd } from "@/lib/money/usd";
import type { Term } from "@/lib/tax/closed-lot";
import type { FilingStatus, LotId } from "@/lib/tax/settings";
import type { TransactionId } from "@/lib/tax/transaction";
import { capitalGainLine } from "@/lib/tax/worksheets/year-return";
import type { Form8949Box, Form8949Part, FormLine, YearResult } from "@/lib/tax/year-result";

/** A row of Form 8949 as it was printed, with what it came from. */
export interface FiledRow {
  readonly box: Form8949Box;
  readonly term: Term;
  readonly description: string;
  readonly acquired: string;
  readonly sold: string;
  readonly proceeds: Usd;
  readonly basis: Usd;
  readonly codes: string;
  readonly adjustment: Usd;
  readonly gain: Usd;
  /** The sale; null where the row answers a line of a broker's form that is none. */
  readonly disposal: TransactionId | null;
  /** That line, by its id. */
  readonly line?: string;
  /** Lots on the row, by id; empty for units whose acquisition is missing. */
  readonly lots: readonly LotId[];
}

/** Totals of one box. */
export interface FiledBox {
  readonly box: Form8949Box;
  readonly term: Term;
  readonly rows: number;
  readonly proceeds: Usd;
  readonly basis: Usd;
  readonly adjustment: Usd;
  readonly gain: Usd;
}

/** The figures of a return that gains reach. null: not known, because no income was told. Carryovers and line 21 are positive. */
export interface FiledAmounts {
  readonly shortCarryoverIn: Usd | null;
  readonly longCarryoverIn: Usd | null;
  readonly line7: Usd | null;
  readonly line15: Usd | null;
  readonly line16: Usd | null;
  readonly line21: Usd | null;
  readonly capitalGainLine: Usd | null;
  readonly agi: Usd | null;
  /** AGI less deductions; may be below zero. */
  readonly taxableIncomeSigned: Usd | null;
  readonly taxableIncome: Usd | null;
  readonly incomeTax: Usd | null;
  readonly niit: Usd | null;
  readonly totalTax: Usd | null;
  readonly shortCarryoverOut: Usd | null;
  readonly longCarryoverOut: Usd | null;
}

/** Names one of them. */
export type FiledAmount = keyof FiledAmounts;

/** One year as its papers show it, apart from the ledger it came from. */
export interface FiledYear {
  readonly year: number;
  readonly filingStatus: FilingStatus | null;
  readonly rows: readonly FiledRow[];
  readonly boxes: readonly FiledBox[];
  readonly amounts: FiledAmounts;
  readonly scheduleD: readonly FormLine[];
  readonly carryoverWorksheet: readonly FormLine[];
  /** Lines of Form 1040 these books fill. */
  readonly returnLines: readonly FormLine[];
  /** Which worksheet the tax came from; null without a profile. */
  readonly worksheet: "rates" | "qdcg-worksheet" | "schedule-d-tax-worksheet" | null;
}

/** A computed year as its papers show it. */
export function filedYearOf(result: YearResult): FiledYear {
  const parts = [...result.parts, ...result.directParts];
  return {
    year: result.year,
    filingStatus: result.profile?.filingStatus ?? null,
    rows: parts.flatMap(rowsOf),
    boxes: parts.map(({ box, term, rows, proceeds, basis, adjustment, gain }) => ({
      box,
      term,
      rows: rows.length,
      proceeds,
      basis,
      adjustment,
      gain,
    })),
    amounts: amountsOf(result),
    scheduleD: result.scheduleD,
    carryoverWorksheet: result.carryoverWorksheet,
    returnLines: result.returnLines,
    worksheet: result.tax?.worksheet ?? null,
  };
}

function rowsOf(part: Form8949Part): readonly FiledRow[] {
  return part.rows.map((row) => ({
    box: row.box,
    term: part.term,
    description: row.description,
    acquired: row.acquired,
    sold: row.sold,
    proceeds: row.proceeds,
    basis: row.basis,
    codes: row.codes,
    adjustment: row.adjustment,
    gain: row.gain,
    disposal: row.parts[0]?.disposal ?? null,
    ...(row.line === null ? {} : { line: row.line.id }),
    lots: row.parts.flatMap(({ lot }) => (lot === null ? [] : [lot])),
  }));
}

function amountsOf(result: YearResult): FiledAmounts {
  const { tax } = result;
  return {
    shortCarryoverIn: result.shortCarryoverIn,
    longCarryoverIn: result.longCarryoverIn,
    line7: result.line7,
    line15: result.line15,
    line16: result.line16,
    line21: result.line21,
    capitalGainLine: capitalGainLine(result),
    agi: tax?.agi ?? null,
    taxableIncomeSigned: tax?.taxableIncomeSigned ?? null,
    taxableIncome: tax?.taxableIncome ?? null,
    incomeTax: tax?.incomeTax ?? null,
    niit: tax?.niit ?? null,
    totalTax: tax?.total ?? null,
    shortCarryoverOut: result.shortCarryoverOut,
    longCarryoverOut: result.longCarryoverOut,
  };
}

/** Amounts made one by one from their names. */
export function amountsBy(amountOf: (name: FiledAmount) => Usd | null): FiledAmounts {
  return {
    shortCarryoverIn: amountOf("shortCarryoverIn"),
    longCarryoverIn: amountOf("longCarryoverIn"),
    line7: amountOf("line7"),
    line15: amountOf("line15"),
    line16: amountOf("line16"),
    line21: amountOf("line21"),
    capitalGainLine: amountOf("capitalGainLine"),
    agi: amountOf("agi"),
    taxableIncomeSigned: amountOf("taxableIncomeSigned"),
    taxableIncome: amountOf("taxableIncome"),
    incomeTax: amountOf("incomeTax"),
    niit: amountOf("niit"),
    totalTax: amountOf("totalTax"),
    shortCarryoverOut: amountOf("shortCarryoverOut"),
    longCarryoverOut: amountOf("longCarryoverOut"),
  };
}

/** Nothing is known of the year. */
export const NO_AMOUNTS: FiledAmounts = amountsBy(() => null);

/** The name of every amount, in the order of the forms. */
export const FILED_AMOUNTS = Object.keys(NO_AMOUNTS).filter(isFiledAmount);

/** True for the name of an amount of a filed year. */
export function isFiledAmount(name: string): name is FiledAmount {
  return Object.hasOwn(NO_AMOUNTS, name);
}
