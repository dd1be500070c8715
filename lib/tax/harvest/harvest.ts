import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Term } from "@/lib/tax/closed-lot";
import type { Proof } from "@/lib/tax/optimal/proof";
import type { LotId, LotMethod } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import type { CalendarDate } from "@/lib/time/calendar-date";

/** What sales would realise this year, by class; `long` excludes `collectible`. Fees already lower the gains. */
export interface SaleTotals {
  readonly short: Usd;
  readonly long: Usd;
  readonly collectible: Usd;
  /** Selling costs, for information: they are inside the gains already. */
  readonly fees: Usd;
}

/** What sales change: tax without them minus tax with them, by the worksheets. Positive is good. */
export interface Saving {
  readonly now: Outcome;
  readonly after: Outcome;
  readonly saving: Usd;
  readonly incomeTaxSaving: Usd;
  readonly niitSaving: Usd;
  readonly fees: Usd;
  /** saving - fees. */
  readonly netSaving: Usd;
  /** Carryover after minus carryover now: what is bought for later years, never counted as a saving of this one. */
  readonly shortCarryoverChange: Usd;
  readonly longCarryoverChange: Usd;
}

/** One lot, or part of one, that a sale would really take. */
export interface HarvestLot {
  readonly lot: LotId;
  readonly acquired: CalendarDate | "inherited" | null;
  readonly quantity: Quantity;
  readonly basis: Usd;
  readonly value: Usd;
  readonly gain: Usd;
  readonly term: Term;
  /** Total quantity the lot had before this sale. */
  readonly lotQuantity: Quantity;
}

/** One sale worth making: what to sell, the lots it takes under the method in force, and what it saves after the rows above it. */
export interface HarvestRow {
  readonly rank: number;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly method: LotMethod;
  readonly lots: readonly HarvestLot[];
  readonly quantity: Quantity;
  readonly value: Usd;
  readonly shortGain: Usd;
  readonly longGain: Usd;
  /** The part of `longGain` in the 28 % group (IRC 408(m)); zero unless the asset is a collectible. */
  readonly collectibleGain: Usd;
  /** Selling costs; inside the gains already. */
  readonly fees: Usd;
  /** This year's tax saved when taken after the rows above. */
  readonly saving: Usd;
  /** The part of `saving` that is net investment income tax (IRC 1411). */
  readonly niitSaving: Usd;
  readonly cumulativeSaving: Usd;
  /** Growth of the carryover by this row. */
  readonly carryoverAdded: Usd;
  /** True when this row saves nothing this year and only adds to the carryover; such rows come last and are in no total. */
  readonly pastCap: boolean;
  readonly reason: string;
}

/** Why a lot is better left alone this year. */
export type DoNotHarvestCode =
  | "gain-near-long" // a short-term gain that turns long soon: waiting is cheaper
  | "gain" // worth more than its basis: selling adds tax
  | "zero-bracket" // the loss would only cancel gains taxed at 0 %
  | "costs" // selling costs more than it saves
  | "no-bid" // the price is zero, or a person says nobody buys: without a sale there is no loss
  | "illiquid" // a person says it cannot be sold for its price
  | "related-buyer" // a person says only somebody related would buy: such a loss is not deductible (IRC 267(a)(1))
  | "wash-sale-window" // a security bought in the last thirty days in any account: the loss would be denied
  | "no-price"
  | "no-basis"
  | "not-reachable"; // gain lots must go first under the method in force, and they outweigh the loss

/** A lot, or a whole position, to leave alone, and why in one sentence. */
export interface DoNotHarvest {
  readonly code: DoNotHarvestCode;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly lots: readonly LotId[];
  readonly quantity: Quantity;
  readonly gain: Usd | null;
  readonly firstLongDate: CalendarDate | null;
  /** For "gain-near-long": tax of selling today minus tax of selling on `firstLongDate` at the same price; else null. */
  readonly waitingSaves: Usd | null;
  /**
   * The two runs of the year the reason stands on: sold today and on `firstLongDate` ("gain-near-long"), without and with the sale after
   * those of the plan ("zero-bracket", "costs"); else null.
   */
  readonly runs: Pick<Saving, "now" | "after"> | null;
  readonly reason: string;
}

/** The plan for the rest of the year; every figure by the worksheets with and without. `withAll` and the totals count the rows that save. */
export interface HarvestPlan {
  readonly rows: readonly HarvestRow[];
  readonly leaveAlone: readonly DoNotHarvest[];
  readonly without: Outcome;
  readonly withAll: Outcome;
  readonly saving: Usd;
  readonly carryoverChange: Usd;
  /** How sure it is that no other sales save more after costs. */
  readonly proof: Proof;
  /** Net loss still worth something this year: past it another dollar only adds to the carryover. */
  readonly lossUpToCap: Usd;
}

/** One dated step of the season (rules.md 15); `done` is computed from the books. */
export interface ChecklistStep {
  readonly id: string;
  readonly due: CalendarDate;
  readonly title: string;
  readonly reason: string;
  readonly authority: string;
  readonly done: boolean;
  /** What in the books made it done, or what is still missing; one sentence. */
  readonly evidence: string;
}
