import type { Price } from "@/lib/money/price";
import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { LotMethod } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { LotPrices } from "./priced-lot";

/** All that could be sold of one asset in one account. */
export interface HarvestPool {
  readonly account: AccountId;
  readonly asset: AssetId;
  /** Long gains and losses are in the 28 % group (IRC 408(m)). */
  readonly collectible: boolean;
  readonly price: Price;
  /** Open lots in order of opening. */
  readonly lots: readonly OpenLot[];
  /** "identified": any lots may be named before the sale (Reg. 1.1012-1(j)); a method: only what comes first in its order can be sold. */
  readonly order: "identified" | LotMethod;
  /** What this account charges, in place of the question's costs. */
  readonly costs?: SaleCosts;
  /** False: sold only where somebody means to, never suggested (a plan of several years); suggested unless told. */
  readonly isAdvised?: boolean;
}

/** Costs of selling: a share of the gross, and a fixed amount for each order (account and asset) or each lot sold. */
export interface HarvestCosts extends SaleCosts {
  readonly fixedPer: "order" | "lot";
  /** A share of the gross that is paid again to buy the same back; none unless told. */
  readonly again?: string;
}

/** What is asked of a harvest. */
export interface HarvestQuestion {
  readonly situation: Situation;
  readonly pools: readonly HarvestPool[];
  readonly sold: CalendarDate;
  readonly costs?: HarvestCosts;
  /** Windows and patterns of fixed costs looked into; 300 unless told. */
  readonly patience?: number;
  /**
   * Dollars that a dollar of loss of each class is worth elsewhere (in another year), before the costs of the sale: weighed in place of
   * the costs of every lot that can be named, where it is more. Nothing unless told.
   */
  readonly lossPrice?: ByClass;
  /** Prices of lots other questions asked for as well; none unless told. */
  readonly prices?: LotPrices;
}

/** How much of each lot of each pool is sold; lots by their place in the pool's line. */
export type Sold = readonly (readonly Quantity[])[];

/** One dollar amount for each class a gain can be in. */
export interface ByClass {
  readonly short: Usd;
  readonly long: Usd;
  readonly collectible: Usd;
}
