import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { ClosedLot, IncomeEvent, OpenLot, RemovedUnits } from "./closed-lot";
import type { Issue } from "./issue";
import type { YearProfile } from "./settings";
import type { AccountId, AssetId } from "./transaction";

/**
 * Everything the ledger says, over all years. Deterministic: same transactions and settings in any order, same value.
 * `openLots` are in order of opening (the order FIFO takes them), then by account.
 */
export interface LedgerResult {
  readonly closedLots: readonly ClosedLot[];
  readonly openLots: readonly OpenLot[];
  readonly income: readonly IncomeEvent[];
  readonly removed: readonly RemovedUnits[];
  readonly issues: readonly Issue[];
  /** Universal pool only: accounts whose located lots differ from the units they held on 2025-01-01 (Rev. Proc. 2024-28). */
  readonly cutoverMismatch: readonly CutoverMismatch[];
}

/** One account whose lots, as the universal pool left them, do not match the units it held when 2025 began. */
export interface CutoverMismatch {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly held: Quantity;
  readonly located: Quantity;
}

/** Why no tax and no form can be given for a year: its amounts or forms are not in the product. Never last year's instead. */
export interface YearRefusal {
  readonly code: "unsupported-year";
  readonly year: number;
  readonly message: string;
}

/** Letters of the Form 8949 boxes (2025 i8949; rules.md 11.1). */
export type Form8949Box = "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L";

/** One row of Form 8949, cents, as it prints: (h) = (d) - (e) + (g) holds to the cent. */
export interface Form8949Row {
  /** The closed lots behind it (one, unless merged). */
  readonly parts: readonly ClosedLot[];
  readonly box: Form8949Box;
  readonly description: string;
  readonly acquired: string;
  readonly sold: string;
  readonly proceeds: Usd;
  readonly basis: Usd;
  readonly codes: string;
  readonly adjustment: Usd;
  readonly gain: Usd;
}

/** A page group of Form 8949: one box, its rows and totals. */
export interface Form8949Part {
  readonly box: Form8949Box;
  readonly term: "short" | "long";
  readonly scheduleDLine: string;
  readonly rows: readonly Form8949Row[];
  readonly proceeds: Usd;
  readonly basis: Usd;
  readonly adjustment: Usd;
  readonly gain: Usd;
}

/** One line of a form or worksheet with what it is made of. */
export interface FormLine {
  /** Form and line as on the paper: "Schedule D 7". */
  readonly line: string;
  readonly label: string;
  readonly amount: Usd;
  /** "line 3 + line 6": how it was computed, in the form's own words. */
  readonly how: string;
  readonly authority: string;
}

/** The tax of one year by the worksheets; null parts when no profile was given. */
export interface YearTax {
  readonly taxableIncomeSigned: Usd;
  readonly taxableIncome: Usd;
  readonly agi: Usd;
  readonly incomeTax: Usd;
  readonly niit: Usd;
  readonly total: Usd;
  /** "rates", "qdcg-worksheet" or "schedule-d-tax-worksheet". */
  readonly worksheet: "rates" | "qdcg-worksheet" | "schedule-d-tax-worksheet";
  readonly lines: readonly FormLine[];
}

/** The year's figures. Schedule D stands on the printed cents of `parts`, so form and schedule agree. Rows of unknown basis or proceeds are in no total: see `unknownRows`. Lines are exact (unrounded) unless they are Form8949Row cents. */
export interface YearResult {
  readonly year: number;
  readonly parts: readonly Form8949Part[];
  /** Schedule D lines 1b-22 that apply, in order. */
  readonly scheduleD: readonly FormLine[];
  readonly netShort: Usd;
  readonly netLong: Usd;
  readonly line7: Usd;
  readonly line15: Usd;
  readonly line16: Usd;
  /** The allowed loss as a positive amount; zero when line 16 is a gain. */
  readonly line21: Usd;
  readonly shortCarryoverIn: Usd;
  readonly longCarryoverIn: Usd;
  readonly shortCarryoverOut: Usd;
  readonly longCarryoverOut: Usd;
  readonly carryoverWorksheet: readonly FormLine[];
  readonly incomeTotal: Usd;
  readonly profile: YearProfile | null;
  readonly tax: YearTax | null;
  /** Rows whose proceeds or basis is not known: while there are any, the totals above are not final. */
  readonly unknownRows: readonly ClosedLot[];
  readonly unknownIncome: readonly IncomeEvent[];
  /** Set when the year's forms and amounts are not in the product: then `parts` is empty and `tax` null; netting (statute) still stands. */
  readonly refusal: YearRefusal | null;
  /** True when no profile was given: limit as for "single", carryover as if income were enough to use the whole limit. */
  readonly assumedIncome: boolean;
}
