import type { YearAction } from "@/lib/tax/plan-years/one-year";
import type { FilingStatus } from "@/lib/tax/settings";
import type { PairedSheet } from "../gains/worksheet-pair";
import type { YearState } from "../gains/year-state";
import type { HarvestOrderView } from "../sale-choice/sale-views";
import type { YearsWish } from "./years-wish";

/** One year of the plan. Dollars to the cent, as text. */
export interface PlanYearView {
  readonly year: number;
  /** The year's amounts are carried forward from `basedOn`: every figure here is projected. */
  readonly isProjected: boolean;
  readonly basedOn: number;
  readonly carryoverIn: string;
  readonly action: YearAction;
  /** Gain or loss of the sales one means to make, and of those suggested; null: none. */
  readonly plannedGain: string | null;
  readonly suggestedGain: string | null;
  readonly zeroRoom: string;
  readonly tax: string;
  readonly taxWithout: string;
  /** Tax with the plan less without it. */
  readonly difference: string;
  readonly costs: string;
  readonly carryoverOut: string;
  readonly orders: readonly HarvestOrderView[];
  /** The year without the suggestions of the plan, and with them. */
  readonly sheets: readonly PairedSheet[];
}

/** The case in which prices are what is expected. */
export const AS_EXPECTED = "prices-1";

/** The same actions with other prices. */
export interface PriceCaseView {
  /** Names the case in the address. */
  readonly key: string;
  /** "50% lower". */
  readonly change: string;
  readonly tax: string;
  readonly taxWithout: string;
  readonly saved: string;
  /** Each year without the suggestions of the plan, and with them, at these prices. */
  readonly years: readonly {
    readonly year: number;
    readonly difference: string;
    /** Of the suggestions, and of buying back. */
    readonly costs: string;
    /** What it adds to `saved`: tax and costs saved, in the first year's dollars where a discount is told. */
    readonly worth: string;
    readonly sheets: readonly PairedSheet[];
  }[];
}

/** What the years come to. */
export interface YearsAnswer {
  readonly saving: string;
  readonly tax: string;
  readonly taxWithout: string;
  readonly costs: string;
  /** Null: proven; else nothing saves more than so much beyond it. */
  readonly within: string | null;
  readonly years: readonly PlanYearView[];
  readonly cases: readonly PriceCaseView[];
}

/** The page of several years. */
export interface YearsPlanView {
  readonly year: number;
  readonly state: YearState;
  readonly blockingCount: number;
  readonly wish: YearsWish;
  readonly errors: Readonly<Record<string, string>>;
  /** What blank fields mean. */
  readonly books: { readonly status: FilingStatus; readonly income: string } | null;
  readonly assets: readonly string[];
  readonly mostYears: number;
  readonly latestPublished: number;
}
