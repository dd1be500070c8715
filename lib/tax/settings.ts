import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { AccountFacts, AssetFacts } from "./facts";
import type { AccountId, AssetId, ConversionForm, TransactionId } from "./transaction";

/** Ways to choose lots; all but "fifo" are specific identification by standing order (Reg. 1.1012-1(j), rules.md 7.5). */
export type LotMethod = "fifo" | "lifo" | "hifo" | "lofo" | "lowest-gain";

/**
 * A dated standing order for one account (or for all of them: `account: null`). It governs disposals executed at or after both
 * `effectiveFrom` and `madeAt`; before that FIFO applies. Append-only; the latest effective one wins.
 */
export interface StandingOrder {
  readonly id: string;
  readonly account: AccountId | null;
  readonly method: LotMethod;
  readonly effectiveFrom: Instant;
  /** When the order was written down, as the client attests; not later than the sale, or it does not count (Reg. 1.1012-1(j)(2)). */
  readonly madeAt: Instant;
  /** When the broker was told; needed from 2027 for units a broker holds (Reg. 1.1012-1(j)(3); Notice 2026-20). Null: not told. */
  readonly toldBrokerAt: Instant | null;
}

/** A specific identification of lots for one disposal or transfer, in the order they are used. */
export interface Identification {
  readonly transaction: TransactionId;
  readonly madeAt: Instant;
  /** When the broker was told; needed from 2027 for units a broker holds (Reg. 1.1012-1(j)(3); Notice 2026-20). Null: not told. */
  readonly toldBrokerAt: Instant | null;
  readonly lots: readonly { readonly lot: LotId; readonly quantity: Quantity }[];
}

/** Names a lot: the id of the transaction that opened it, or "<id>:in" for units received in a swap. */
export type LotId = string;

/**
 * A completed Rev. Proc. 2024-28 allocation: where the unused pre-2025 units are as of 2025-01-01. "specific": units were
 * placed one by one (sec. 5.02); "global": a rule written down before 2025 placed them (sec. 5.03). Assets without rows are
 * not allocated.
 */
export interface Allocation2025 {
  readonly kind: "specific" | "global";
  readonly completedAt: Instant;
  /** Global only: when its rule was written down; null or absent: not told, so not shown to be before 2025. */
  readonly describedAt?: Instant | null;
  /** The client's 2025 return was extended: due 2026-10-15 instead of 2026-04-15. */
  readonly extended?: boolean;
  readonly rows: readonly {
    readonly account: AccountId;
    readonly lot: LotId;
    readonly quantity: Quantity;
  }[];
}

/** The client's choices the ledger computation depends on; printed on every report. */
export interface LedgerSettings {
  /** IANA zone that turns instants into tax dates (rules.md 1.7). */
  readonly timeZone: string;
  /**
   * "account": every disposal uses lots of its own account. "universal-until-2024": one pool per asset over all accounts up
   * to 2024-12-31, per account from 2025-01-01 (Rev. Proc. 2024-28). "universal": one pool for ever; not allowed from 2025,
   * kept for comparing with old reports.
   */
  readonly pool: "account" | "universal-until-2024" | "universal";
  readonly standingOrders: readonly StandingOrder[];
  readonly identifications: readonly Identification[];
  readonly allocation2025: Allocation2025 | null;
  /** Network fee of a transfer paid in kind (rules.md 2.6): a disposal, or dropped with its basis, or its basis carried on. */
  readonly transferFee: "disposal" | "drop" | "carry";
  /**
   * Costs of a swap before 2025-01-01, for which no rule fixed the split (rules.md 2.3): to the asset given up, to the asset
   * received, or half and half. From 2025 always to the asset given up (Reg. 1.1001-7(b)(2)(ii)).
   */
  readonly swapCostsBefore2025: "given-up" | "received" | "halves";
  /** What a conversion without a choice of its own is; "ask" leaves it without gain and says so until somebody chooses (rules.md 2.9). */
  readonly conversions: Readonly<Record<ConversionForm, "taxable" | "carry-over" | "ask">>;
  /** First day on which IRC 1091 covers digital assets; null: no such law is enacted (rules.md 5.2). Securities are always covered. */
  readonly washSalesOfDigitalAssetsFrom: CalendarDate | null;
  readonly accounts: readonly AccountFacts[];
  readonly assets: readonly AssetFacts[];
}

/** The choices nobody has made yet: each the default the product names in its settings. */
export const DEFAULT_LEDGER_SETTINGS: Omit<LedgerSettings, "timeZone"> = {
  pool: "account",
  standingOrders: [],
  identifications: [],
  allocation2025: null,
  transferFee: "disposal",
  swapCostsBefore2025: "given-up",
  conversions: {
    wrap: "ask",
    bridge: "ask",
    liquidity: "taxable",
    "liquid-staking": "taxable",
  },
  washSalesOfDigitalAssetsFrom: null,
  accounts: [],
  assets: [],
};

/** Filing statuses as Form 1040 names them. */
export type FilingStatus = "single" | "mfj" | "mfs" | "hoh" | "qss";

/** Schedule D lines that are copied from other forms; a line left out is blank. */
export interface OtherScheduleD {
  /** Short term: Forms 6252, 4684, 6781, 8824. */
  readonly line4?: Usd;
  /** Short term: Schedules K-1. */
  readonly line5?: Usd;
  /** Long term: Forms 4797, 2439, 6252, 4684, 6781, 8824. */
  readonly line11?: Usd;
  /** Long term: Schedules K-1. */
  readonly line12?: Usd;
  /** Capital gain distributions. */
  readonly line13?: Usd;
}

/** What a client tells about one tax year besides crypto; whole or with cents, all in USD. */
export interface YearProfile {
  readonly year: number;
  readonly filingStatus: FilingStatus;
  /** Income in AGI other than capital gains and qualified dividends. */
  readonly ordinaryIncome: Usd;
  /** Standard or itemized deduction (and other deductions from AGI). */
  readonly deduction: Usd;
  /** Qualified dividends, in addition to `ordinaryIncome`. */
  readonly qualifiedDividends: Usd;
  /** The part of `ordinaryIncome` that is net investment income (Form 8960 other than qualified dividends and line 5a). */
  readonly otherInvestmentIncome: Usd;
  /** Amounts in MAGI but not in AGI (rare: Form 2555). */
  readonly magiAddBack: Usd;
  /** Other capital gains and losses of the year not in these books (stocks, funds), net by term, signed. */
  readonly otherShort: Usd;
  readonly otherLong: Usd;
  /** Lines of Schedule D that come from other forms, signed; they count on top of `otherShort` and `otherLong`. */
  readonly scheduleD?: OtherScheduleD;
  /** Mining of the year was a trade or business: Schedule C and self-employment tax (Notice 2014-21 ). */
  readonly miningIsBusiness?: boolean;
  /**
   * Capital loss carryovers into this year, as positive amounts; null = take what the year before in these books leaves
   * (zero when there is none).
   */
  readonly shortCarryoverIn: Usd | null;
  readonly longCarryoverIn: Usd | null;
}

/** The price of one asset at a moment, and who said so. */
export interface Quote {
  readonly asset: AssetId;
  readonly price: string;
  readonly at: Instant;
  readonly source: string;
}

/** A day as an argument: the engine never asks what day it is. */
export interface AsOf {
  readonly at: Instant;
  readonly date: CalendarDate;
}
