import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { ClosedLot, IncomeEvent, OpenLot, RemovedUnits } from "./closed-lot";
import type { BrokerLine, BrokerReport } from "./facts";
import type { Issue } from "./issue";
import type { YearProfile } from "./settings";
import type { AccountId, AssetId } from "./transaction";
import type { WashSale } from "./wash/wash-sale";
import type {
  DigitalAssetAnswer,
  Donation,
  LossWithoutSale,
  NoncashContributions,
} from "./year-facts";

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
  /** Every match of a loss with its replacement, in order of time (IRC 1091); those of a spouse's own sales included. */
  readonly washSales: readonly WashSale[];
  /** What happened in accounts that are not on this return: none of it is in the lists above. */
  readonly outside: OutsideResult;
}

/** Accounts of a spouse with a return of their own and retirement accounts: not on this return, but their purchases count against its losses. */
export interface OutsideResult {
  readonly closedLots: readonly ClosedLot[];
  readonly openLots: readonly OpenLot[];
  readonly income: readonly IncomeEvent[];
  readonly removed: readonly RemovedUnits[];
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

/** One row of Form 8949, cents or whole dollars, as it prints: (h) = (d) - (e) + (g) holds to the last digit. */
export interface Form8949Row {
  /** The closed lots behind it: one, unless merged; none where the row answers `line`. */
  readonly parts: readonly ClosedLot[];
  /** Units on this row: a closed lot that two broker forms share stands on two rows. */
  readonly quantity: Quantity;
  /** The broker's form the row follows; null when none was received. */
  readonly report: BrokerReport | null;
  /** The line of a broker's form the row answers, which is no sale of the books: (h) is zero. null for every sale. */
  readonly line: BrokerLine | null;
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

/** A line of Schedule D with four columns. 1a and 8a come straight from Forms 1099; the others are totals of Form 8949. */
export type ScheduleDColumnLine = "1a" | "1b" | "2" | "3" | "8a" | "8b" | "9" | "10";

/** One such line: the boxes whose totals it takes (two each from 2025) and its columns. */
export interface ScheduleDRow {
  readonly line: ScheduleDColumnLine;
  readonly boxes: readonly Form8949Box[];
  /** Column (d). */
  readonly proceeds: Usd;
  /** Column (e). */
  readonly basis: Usd;
  /** Column (g); null on 1a and 8a, where the form has no such column. */
  readonly adjustment: Usd | null;
  /** Column (h). */
  readonly gain: Usd;
}

/**
 * Schedule D as it is filled in. null = the line stays blank: the form skips it, or there is nothing to put there. Amounts are
 * signed: losses, carryovers (6, 14) and the allowed loss (21) are negative here and print in parentheses.
 */
export interface ScheduleDForm {
  readonly rows: readonly ScheduleDRow[];
  /** Gains and losses of other books, net by term: they belong on rows of their own among lines 1a-5 and 8a-13. */
  readonly otherShort: Usd | null;
  readonly otherLong: Usd | null;
  readonly line4: Usd | null;
  readonly line5: Usd | null;
  readonly line6: Usd | null;
  readonly line7: Usd;
  readonly line11: Usd | null;
  readonly line12: Usd | null;
  readonly line13: Usd | null;
  readonly line14: Usd | null;
  readonly line15: Usd;
  readonly line16: Usd;
  /** Are lines 15 and 16 both gains? Asked only when line 16 is a gain. */
  readonly line17: boolean | null;
  readonly line18: Usd | null;
  readonly line19: Usd | null;
  /** Are lines 18 and 19 both zero? Asked only when line 17 is yes. */
  readonly line20: boolean | null;
  readonly line21: Usd | null;
  /** Qualified dividends? Asked when line 17 is no and when line 16 is no gain; null too without a profile. */
  readonly line22: boolean | null;
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
  /** Totals that go straight to Schedule D lines 1a and 8a (i8949 exception 1), box by box; empty unless asked for. */
  readonly directParts: readonly Form8949Part[];
  /** Forms of brokers for sales of the year that no units were left for: compare them by hand. */
  readonly unmatchedReports: readonly BrokerReport[];
  /** Schedule D lines 1a-22 that apply, in order. */
  readonly scheduleD: readonly FormLine[];
  /** The same as the paper has it, every column; null with `refusal`. */
  readonly scheduleDForm: ScheduleDForm | null;
  readonly netShort: Usd;
  /** Collectibles included. */
  readonly netLong: Usd;
  /** The part of `netLong` that is gain or loss on collectibles (28 % group, IRC 1(h)(4)-(5)). */
  readonly netCollectible: Usd;
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
  /** Lines of Form 1040 and its schedules these books fill, in order; empty with `refusal`. */
  readonly returnLines: readonly FormLine[];
  /** The return's question about digital assets; null for years that do not ask, or with `refusal`. */
  readonly digitalAssetQuestion: DigitalAssetAnswer | null;
  /** Units gone without a sale: never in the gains above. */
  readonly lossesWithoutSale: readonly LossWithoutSale[];
  readonly donations: readonly Donation[];
  /** What the year's donations need on Form 8283; null when there are none. */
  readonly noncashContributions: NoncashContributions | null;
  readonly profile: YearProfile | null;
  readonly tax: YearTax | null;
  /** Rows whose proceeds or basis is not known: while there are any, the totals above are not final. */
  readonly unknownRows: readonly ClosedLot[];
  readonly unknownIncome: readonly IncomeEvent[];
  /** Set when the year's forms and amounts are not in the product: then `parts` is empty and `tax` null; netting (statute) still stands. */
  readonly refusal: YearRefusal | null;
  /** What a reader must know about the year's line numbers and boxes (not compared with its forms, or those of another year); null: nothing. */
  readonly formsNote: string | null;
  /** True when no profile was given: limit as for "single", carryover as if income were enough to use the whole limit. */
  readonly assumedIncome: boolean;
}
