import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Issue, IssueCode } from "@/lib/tax/issue";
import type { LedgerSettings } from "@/lib/tax/settings";
import type {
  AccountId,
  AssetId,
  Migration,
  Transaction,
  TransactionId,
} from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { ShiftByYear } from "./shift";

/** Kinds of open items, as people filter them. */
export type OpenKind =
  | "missing-basis"
  | "negative-balance"
  | "unmatched-deposit"
  | "unmatched-withdrawal"
  | "transfer"
  | "migration"
  | "missing-value"
  | "duplicate"
  | "spam"
  | "question"
  | "stale-price"
  | "choice"
  | "identification"
  | "other";

/**
 * One way an open item may turn out. "left-out": as the books stand, nothing gained. "basis-zero": what the units cost cannot be
 * shown (IRC 6001). "market-value": at the price of the day. "income": received as income at that price. "sale": sold at that
 * price. "evidence": as the rows that speak for it say. "transfer": moved between own accounts. "migration": the same holding under
 * the name of the coin that replaced it. "taxable": a taxable exchange.
 * "counted": a row that waits outside the books counts beside what it seems to repeat. "wash": the loss does not count (IRC 1091).
 * "in-time": an identification, order or allocation had been on record in time (Reg. 1.1012-1(j); Rev. Proc. 2024-28). "tacked": the
 * giver's time of holding counts too and is long (IRC 1223(2)). "unsigned": the row counted with its quantities as sizes.
 */
export type WayName =
  | "left-out"
  | "basis-zero"
  | "market-value"
  | "income"
  | "sale"
  | "evidence"
  | "transfer"
  | "migration"
  | "taxable"
  | "counted"
  | "wash"
  | "in-time"
  | "tacked"
  | "unsigned";

/** A way with what it changes in each year's return. */
export interface Way {
  readonly as: WayName;
  readonly shifts: ShiftByYear;
  /**
   * Set when lots of other rows are drawn otherwise by it: exact by itself, but with other open items of the asset it need not
   * add up.
   */
  readonly alone?: true;
}

/** Something in the books that speaks for one way, with the rows it rests on. Facts only; the words are made outside. */
export type Evidence =
  | {
      readonly what: "withdrawal" | "purchase" | "deposit";
      readonly transaction: TransactionId;
      readonly account: AccountId;
      readonly asset: AssetId;
      readonly quantity: Quantity;
      /** From that row to this item, in milliseconds: positive when the row came first. */
      readonly before: number;
      readonly isSameAmount: boolean;
    }
  | {
      readonly what: "price";
      /** Dollars for the item's units at that price. */
      readonly value: Usd;
      /** The row that tells it: the item's own, or an own trade of the same day. */
      readonly transaction: TransactionId;
      readonly isOwn: boolean;
    }
  | {
      readonly what: "market-price";
      /** Dollars for the item's units at that price. */
      readonly value: Usd;
      readonly price: MarketPrice;
    };

/** What the item could do to tax, before any return was run. */
export type Effect =
  | { readonly is: "ways"; readonly ways: readonly Way[]; readonly more: MoreReason | null }
  | { readonly is: "none"; readonly why: NoneReason }
  | { readonly is: "unknown"; readonly why: UnknownReason };

/**
 * Why a range may go beyond its upper end. "income-unpriced": if it was income, its amount is not known. "exchange-unpriced": if one
 * asset was given for another, what that was worth is not known.
 */
export type MoreReason = "income-unpriced" | "exchange-unpriced";

/** Why nothing is at stake. */
export type NoneReason =
  | "not-sold-yet"
  | "no-disposal"
  | "not-yet"
  | "unrealised-only"
  | "no-difference"
  | "other-return";

/** Why nothing can be said. Never shown as zero. */
export type UnknownReason =
  | "no-price"
  | "no-amounts"
  | "no-quantity"
  | "too-many-rows"
  | "needs-a-person"
  | "unsupported-year";

/** One thing that stands between the books and a filing. */
export interface OpenItem {
  /** Stable while the rows it speaks of stay as they are. */
  readonly key: string;
  readonly kind: OpenKind;
  /** The engine's code; null for what the engine does not see. */
  readonly code: IssueCode | null;
  readonly severity: Issue["severity"];
  readonly rows: readonly TransactionId[];
  readonly account: AccountId | null;
  readonly asset: AssetId | null;
  readonly date: CalendarDate;
  readonly quantity: Quantity | null;
  readonly message: string;
  readonly remedy: string;
  readonly evidence: readonly Evidence[];
  readonly effect: Effect;
  /** The item that settles this one with it; null when none does. */
  readonly clearedBy: string | null;
  /** How many items are settled with this one. */
  readonly clears: number;
}

/** Facts changed for the sake of a question: never kept. */
export interface Supposed {
  readonly drop: ReadonlySet<TransactionId>;
  readonly add: readonly Transaction[];
  /** Closed lots of this acquisition count as short term: its day cannot be shown. */
  readonly shortOf?: TransactionId;
  /** The choices of the client as they would be. */
  readonly settings?: LedgerSettings;
}

/** A pair (or group) of rows that look like one move, as the transfer matcher found it; `supposed` makes it one. */
export interface ProposedMove {
  readonly key: string;
  readonly sent: readonly TransactionId[];
  readonly received: readonly TransactionId[];
  readonly asset: AssetId;
  readonly quantity: Quantity;
  readonly message: string;
  readonly remedy: string;
  readonly supposed: Supposed | null;
}

/** A coin an account seems to have changed for its successor without a row, and the missing units that would explain. */
export interface ProposedChange {
  readonly key: string;
  readonly account: AccountId;
  /** The rows that lack units of the new coin, in order. */
  readonly explains: readonly TransactionId[];
  /** The row it would be, with all units of the old coin. */
  readonly entered: Migration;
  /** A person says whether it was that or an exchange of one asset for another. */
  readonly isAsked: boolean;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Rows kept outside the books until somebody decides: one that seems to repeat another, or all of one token nobody asked for.
 * What they would do if they counted is tried.
 */
export interface RowAside {
  readonly key: string;
  readonly kind: "duplicate" | "spam";
  /** In order of time, at least one; several only of a token. */
  readonly rows: readonly { readonly row: Transaction; readonly date: CalendarDate }[];
  readonly message: string;
  readonly remedy: string;
}
