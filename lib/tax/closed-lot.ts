import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { LotId, LotMethod } from "./settings";
import type { AccountId, AssetId, IncomeKind, Lost, TransactionId } from "./transaction";

/** Short: held one year or less. Long: more than one year (IRC 1222). */
export type Term = "short" | "long";

/** Why units were disposed of. "fee": a cost paid in kind; "withheld": kept back from what a swap brought; "transfer-fee": network fee. */
export type DisposalKind = "sell" | "spend" | "swap" | "fee" | "withheld" | "transfer-fee";

/** A part of a loss that does not count: code W a wash sale (IRC 1091), code L related parties or personal use (IRC 267, 262). */
export interface Adjustment {
  readonly code: "L" | "W";
  /** Positive: it makes the loss smaller. */
  readonly amount: Usd;
}

/** Shared by all closed lots without any. */
export const NO_ADJUSTMENTS: readonly Adjustment[] = [];

/** Part of a lot matched to a disposal: one line of Form 8949. Exact, unrounded. */
export interface ClosedLot {
  readonly disposal: TransactionId;
  readonly kind: DisposalKind;
  readonly account: AccountId;
  readonly asset: AssetId;
  /** null when no lot was there to take: the acquisition is missing from the books. */
  readonly lot: LotId | null;
  /** Transaction that opened the lot; null with `lot`. */
  readonly acquisition: TransactionId | null;
  /** Date for column (b); "inherited" prints INHERITED (IRC 1223(9)); null when the acquisition is not known. */
  readonly acquired: CalendarDate | "inherited" | null;
  readonly sold: CalendarDate;
  readonly quantity: Quantity;
  /** Amount realized net of costs; null when not known. */
  readonly proceeds: Usd | null;
  /** Adjusted basis; null when not known (never silently zero). */
  readonly basis: Usd | null;
  /** The part of `basis` that is disallowed loss of earlier wash sales (IRC 1091(d)); absent when none. */
  readonly washedBasis?: Usd;
  /** What the return adds to proceeds - basis; usually nothing. */
  readonly adjustments: readonly Adjustment[];
  /** What counts: proceeds - basis + adjustments (Form 8949 column (h)); null when proceeds or basis is not known. */
  readonly gain: Usd | null;
  readonly term: Term;
  /** How the lot was chosen: the method that governed, and the standing order behind it (null = the FIFO default). */
  readonly method: LotMethod | "identified";
  readonly standingOrder: string | null;
}

/** What is left of a lot in one account. */
export interface OpenLot {
  readonly lot: LotId;
  readonly acquisition: TransactionId;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly acquired: CalendarDate | "inherited" | null;
  /** Day the lot came into these books: the gift or inheritance itself, where `acquired` is the donor's day. */
  readonly opened: CalendarDate;
  readonly quantity: Quantity;
  /** Remaining basis (gain basis for gifts); null when not known. */
  readonly basis: Usd | null;
  /** The part of `basis` that is disallowed loss of earlier wash sales (IRC 1091(d)); absent when none. */
  readonly washedBasis?: Usd;
  /** Basis for loss when it differs (IRC 1015 gifts), else null. */
  readonly lossBasis: Usd | null;
}

/** Ordinary income received in units; opens a lot whose basis is this amount. */
export interface IncomeEvent {
  readonly transaction: TransactionId;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly date: CalendarDate;
  readonly quantity: Quantity;
  readonly kind: IncomeKind;
  /** null: the value is not known. */
  readonly amount: Usd | null;
}

/** Units that left without gain or loss. */
export interface RemovedUnits {
  readonly transaction: TransactionId;
  readonly account: AccountId;
  readonly why: "gift-sent" | "donation" | "lost" | "withdrawal" | "fee-dropped" | "fee-carried";
  readonly lot: LotId;
  readonly asset: AssetId;
  readonly date: CalendarDate;
  readonly quantity: Quantity;
  readonly basis: Usd | null;
  readonly acquired: ClosedLot["acquired"];
  /** Term on that day: a donation's deduction depends on it (Pub. 526). */
  readonly term: Term;
  /** These units' share of the value told for the transaction; null when none was told. */
  readonly value: Usd | null;
  /** Why units were lost; null for every other `why`. */
  readonly lossReason: Lost["reason"] | null;
}
