import type { HarvestMark } from "@/lib/tax/harvest/marks";
import type { SoldSum } from "../gains/sold-sum";
import type { PairedSheet } from "../gains/worksheet-pair";
import type { YearState } from "../gains/year-state";
import type { Progressed } from "../soon";
import type { SaleWish, WishErrors } from "./asked-sale";

/** An asset one can sell, over all accounts. */
export interface SaleAsset {
  readonly asset: string;
  readonly units: string;
  /** At the newest price; null without one. */
  readonly value: string | null;
  readonly accounts: number;
}

/** An account that holds the asset. */
export interface SaleAccountView {
  readonly id: string;
  readonly name: string;
  /** Units no open ticket names. */
  readonly units: string;
  readonly isChosen: boolean;
  /** The order it sells by when nothing is written down. */
  readonly method: string;
  /** What a person says stands in the way of selling it there. */
  readonly mark: HarvestMark["reason"] | null;
}

/** The form of the sale. */
export interface SaleFormView {
  readonly asset: string;
  readonly accounts: readonly SaleAccountView[];
  readonly typed: Omit<Required<{ [K in keyof SaleWish]: string }>, "asset" | "accounts">;
  readonly errors: WishErrors;
  readonly price: { readonly amount: string; readonly at: string; readonly source: string } | null;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Units that open tickets name and that are left out. */
  readonly isPartlyNamed: boolean;
  /** Lots a person says cannot be sold, which are left out. */
  readonly isPartlyMarked: boolean;
}

/** One lot, or part of one, of an order. */
export interface SaleLotView {
  readonly key: string;
  readonly acquired: string | null;
  /** All digits, at least eight decimals. */
  readonly units: string;
  readonly isWhole: boolean;
  readonly basis: string;
  readonly proceeds: string;
  readonly gain: string;
  readonly term: "short" | "long";
}

/** What is sold from one account. */
export interface SaleOrderView {
  readonly accountId: string;
  readonly account: string;
  readonly units: string;
  readonly method: string;
  readonly mustTell: boolean;
  readonly isOwnWallet: boolean;
  readonly lots: readonly SaleLotView[];
}

/** An order of a harvest with its asset. */
export interface HarvestOrderView extends SaleOrderView {
  readonly asset: string;
  readonly value: string;
  readonly gain: string;
}

/** A way of choosing the lots. */
export type ChoiceId = "best" | "in-force" | "fifo" | "lifo" | "hifo";

/** What a way of choosing does to the year. */
export interface ChoiceView {
  readonly id: ChoiceId;
  readonly short: string;
  readonly long: string;
  /** Tax of the year with the sale less without it. */
  readonly addedTax: string;
  /** More than the best. */
  readonly over: string;
  readonly taxWith: string;
  readonly carryover: string;
  readonly orders: readonly SaleOrderView[];
  /** The sale written out, and the year without and with it. */
  readonly sum: SoldSum;
  readonly sheets: readonly PairedSheet[];
  /** The year with the best lots, and with these. */
  readonly besideBest: readonly PairedSheet[];
}

/** The lots of the least tax, and the other ways beside them. */
export interface SaleAnswer {
  readonly units: string;
  readonly price: string;
  readonly gross: string;
  readonly fees: string;
  readonly day: string;
  readonly taxWithout: string;
  /** Null: nothing is better by a cent. */
  readonly within: string | null;
  readonly split: string | null;
  readonly best: ChoiceView;
  /** The ways that can be told, the best first. */
  readonly choices: readonly ChoiceView[];
  /** True when the accounts' own order is already the best. */
  readonly needsNoRecord: boolean;
  /** Lots without a known basis, never chosen. */
  readonly leftOut: number;
}

/** The page of a sale one means to make. */
export interface SaleChoiceView {
  readonly year: number;
  readonly asOf: string;
  readonly state: YearState;
  readonly blockingCount: number;
  readonly assets: readonly SaleAsset[];
  /** Null: no asset was chosen. */
  readonly form: SaleFormView | null;
  /** Null: nothing is asked, or not rightly, or it is still worked out. */
  readonly answer: SaleAnswer | null;
  /** How far the answer is; null where none is worked on. */
  readonly working: Progressed | null;
}
