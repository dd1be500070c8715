import type { Price } from "@/lib/money/price";
import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import type { FilingStatus, LotId } from "@/lib/tax/settings";
import type { AssetId } from "@/lib/tax/transaction";
import type { CarryoverIn, YearGains } from "@/lib/tax/worksheets/year-return";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Growth } from "./growth";

/** Years a plan looks at, at most. */
export const MOST_YEARS = 6;

/** A sale one means to make in a year: a named lot (Reg. 1.1012-1(j): named before the sale), and its price. */
export interface PlannedSale {
  readonly lot: LotId;
  readonly quantity: Quantity;
  /** null: the price the asset has that year by its growth. */
  readonly price: Price | null;
}

/** What a person expects of one year. */
export interface ExpectedYear {
  readonly filingStatus: FilingStatus;
  /** In AGI, without capital items and qualified dividends. */
  readonly ordinaryIncome: Usd;
  /** null: the standard deduction of the year and status. */
  readonly deduction: Usd | null;
  readonly qualifiedDividends: Usd;
  readonly otherInvestmentIncome: Usd;
  readonly magiAddBack: Usd;
  readonly sales: readonly PlannedSale[];
}

/** One to six consecutive years, the first with what it has realised so far. */
export interface YearsQuestion {
  readonly firstYear: number;
  readonly years: readonly ExpectedYear[];
  readonly gains: YearGains;
  readonly carryoverIn: CarryoverIn;
  /** What is held now, at today's prices. */
  readonly pools: readonly HarvestPool[];
  /** Every sale of a year is made on this day of it; in the first year this is the day itself. */
  readonly sold: CalendarDate;
  /** Change of price a year; an asset not named keeps its price. */
  readonly growth: ReadonlyMap<AssetId, Growth>;
  /** Raises the latest published amounts for years without any; "0" leaves them as they are. */
  readonly indexing: Growth;
  /** What a dollar a year later is worth less; null: nothing. */
  readonly discount: Growth | null;
  /** Costs of selling; the same share is paid again to buy back. */
  readonly costs: SaleCosts;
  /** True: what is suggested is bought back at once at the same price, with a new basis and holding period. */
  readonly buysBack: boolean;
}

/** Why there is no plan. */
export interface YearsRefusal {
  readonly code: "years" | "rate" | "lot";
  readonly message: string;
}
