import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { ChecklistStep } from "@/lib/tax/harvest/harvest";
import type { Issue } from "@/lib/tax/issue";
import type { LedgerSettings, Quote } from "@/lib/tax/settings";
import type { AccountId, TransactionId } from "@/lib/tax/transaction";
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
  readonly steps: readonly ChecklistStep[];
  /** Issues to show; those dated after the year's end are left out, they cannot change its figures. */
  readonly issues: readonly Issue[];
  readonly sources: ReadonlyMap<TransactionId, SourceRef>;
  /** Prices used for valuing what is held; shown with their times. */
  readonly prices: readonly Quote[];
  readonly engineVersion: string;
  /** Hash over transactions and settings: equal hash, equal figures. */
  readonly inputHash: string;
}
