import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { ChecklistStep, HarvestPlan } from "@/lib/tax/harvest/harvest";
import type { OpenPosition } from "@/lib/tax/harvest/position";
import type { Issue } from "@/lib/tax/issue";
import type { LedgerSettings, Quote } from "@/lib/tax/settings";
import type { AccountId, Transaction, TransactionId } from "@/lib/tax/transaction";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";

/** Where a transaction came from, for the reader: the exchange's own id or the hash, and the file and line. */
export interface SourceRef {
  /** Exchange trade id or transaction hash; null when the source gave none. */
  readonly reference: string | null;
  /** "coinbase-2025.csv, line 17" or "entered by hand". */
  readonly place: string;
}

/** The source's own id of a transaction, for its `SourceRef`. */
export function ownReference({ origin }: Transaction): string | null {
  return origin.from === "file" ? (origin.reference ?? null) : null;
}

/** Something open that the engine does not report as an issue: a suspected duplicate, a token nobody asked for, a row with a question. */
export interface OtherOpen {
  readonly kind: string;
  readonly date: CalendarDate;
  readonly account: AccountId | null;
  readonly asset: string | null;
  readonly quantity: Quantity | null;
  readonly transaction: TransactionId | null;
  readonly message: string;
  readonly remedy: string;
  /** Why it was put aside; null when nobody did. */
  readonly dismissed: string | null;
}

/** What the review says of a year: printed with its open items. */
export interface OpenOfYear {
  /** The year's tax with everything open at its low and at its high end; null where tax is not known. */
  readonly tax: { readonly now: Usd; readonly low: Usd; readonly high: Usd } | null;
  /** The same of the net capital gain. */
  readonly gain: { readonly now: Usd; readonly low: Usd; readonly high: Usd } | null;
  /** False: items draw lots in each other's place, so the range is an estimate. */
  readonly isBound: boolean;
  /** Items dated up to the year's end of which nothing is known. */
  readonly unknown: number;
  /** Kinds of what is open up to the year's end, put aside or not, with their numbers. */
  readonly kinds: readonly { readonly title: string; readonly count: number }[];
  /** Reasons of what was put aside, by what is wrong and the row. */
  readonly dismissed: ReadonlyMap<string, string>;
  readonly others: readonly OtherOpen[];
}

/** All a year-end report is made of. Dates and moments are arguments; nothing here reads a clock. */
export interface YearEndInput {
  readonly client: string;
  readonly year: number;
  readonly asOf: CalendarDate;
  readonly generatedAt: Instant;
  readonly result: YearResult;
  readonly ledger: LedgerResult;
  readonly settings: LedgerSettings;
  /** How Form 8949 was filled in; nothing when nobody chose. */
  readonly forms?: FormInput;
  readonly accounts: ReadonlyMap<AccountId, string>;
  /** Names of assets whose id is not their sign, by id: a token nobody knows is named with its contract. */
  readonly assetNames?: ReadonlyMap<string, string>;
  readonly steps: readonly ChecklistStep[];
  /** Issues to show; those dated after the year's end are left out, they cannot change its figures. */
  readonly issues: readonly Issue[];
  /** What the review says of the year; left out where none was made. */
  readonly open?: OpenOfYear;
  readonly sources: ReadonlyMap<TransactionId, SourceRef>;
  /** Prices used for valuing what is held; shown with their times. */
  readonly prices: readonly Quote[];
  /** Amounts up to the year's end that no source told in dollars and prices gave, and whose prices; left out when there are none. */
  readonly valued?: { readonly amounts: number; readonly sources: readonly string[] };
  /** Every open lot against the prices; for reports before the year's end. */
  readonly positions?: readonly OpenPosition[];
  /** What sales would still save; null where it cannot be told (no profile, or a year without forms). */
  readonly plan?: HarvestPlan | null;
  readonly engineVersion: string;
  /** Hash over transactions and settings: equal hash, equal figures. */
  readonly inputHash: string;
  /** The end of the books' history when the report was asked for: "42-3f9a…"; left out where there is none. */
  readonly auditHead?: string;
}
