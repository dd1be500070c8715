import { toCents } from "@/lib/money/round";
import { addUsd, negateUsd, signUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import type { SaleTotals, Saving } from "@/lib/tax/harvest/harvest";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import { estimateUsd } from "./plain";

/** What sales bring and where it goes: gross, less what selling costs, less the basis, is the gain. Dollars to the cent, as text. */
export interface SoldSum {
  readonly gross: string;
  /** `gross` is what came in after costs: they are not told apart. */
  readonly isAfterCosts: boolean;
  readonly fees: string;
  readonly basis: string;
  readonly gain: string;
  /** The gain's two halves; they add up to it. */
  readonly short: string;
  readonly long: string;
  /** Where a net loss goes; null for a gain. */
  readonly uses: LossUses | null;
}

/** A net loss in three parts that add up to it. */
export interface LossUses {
  /** Gains it cancels. */
  readonly offset: string;
  /** Taken off other income (Schedule D line 21). */
  readonly deducted: string;
  /** Carried on (IRC 1212(b)). */
  readonly carried: string;
}

/** The year without the sales and with them. */
type Runs = Pick<Saving, "now" | "after">;

/** Sales written out. What is left of rounded parts is the last of them, so that what is shown adds up to the cent. */
export function soldSum(gross: Usd, totals: SaleTotals, runs: Runs, isAfterCosts = false): SoldSum {
  const gain = toCents(gainOf(totals));
  const [received, fees] = [toCents(gross), toCents(totals.fees)];
  const short = toCents(totals.short);
  return {
    gross: estimateUsd(received),
    isAfterCosts,
    fees: estimateUsd(fees),
    basis: estimateUsd(subtractUsd(subtractUsd(received, fees), gain)),
    gain: estimateUsd(gain),
    short: estimateUsd(short),
    long: estimateUsd(subtractUsd(gain, short)),
    uses: signUsd(gain) < 0 ? lossUses(totals, runs) : null,
  };
}

/** The net loss of sales: taken off other income, carried on, and what is left cancels gains. */
export function lossUses(totals: SaleTotals, { now, after }: Runs): LossUses {
  const deducted = toCents(subtractUsd(after.line21, now.line21));
  const carried = toCents(subtractUsd(carriedOut(after), carriedOut(now)));
  const loss = negateUsd(toCents(gainOf(totals)));
  return {
    offset: estimateUsd(subtractUsd(subtractUsd(loss, deducted), carried)),
    deducted: estimateUsd(deducted),
    carried: estimateUsd(carried),
  };
}

const carriedOut = ({ shortCarryoverOut, longCarryoverOut }: Outcome): Usd =>
  addUsd(shortCarryoverOut, longCarryoverOut);

/** Short, long and collectible together. */
export function gainOf({ short, long, collectible }: Omit<SaleTotals, "fees">): Usd {
  return sumUsd([short, long, collectible]);
}
