import type { Usd } from "@/lib/money/usd";
import type { FilingStatus } from "@/lib/tax/settings";
import type { Form8949Box } from "@/lib/tax/year-result";

/** One step of an ordinary rate schedule: income up to and including `upTo` (null = no bound) is taxed at `rate`. */
export interface Bracket {
  readonly upTo: Usd | null;
  readonly rate: string;
}

/** A figure for each filing status of Form 1040. */
export type ByStatus<T> = Readonly<Record<FilingStatus, T>>;

/** The digital-asset question as one year's form prints it. */
export interface DigitalAssetQuestionText {
  readonly where: string;
  readonly text: string;
  /**
   * What its wording reaches beyond sales and income: "acquisitions" (2019-2020: receive, send, otherwise acquire), "receipts"
   * (2021: whatever was received), "gifts" (2022: gifts made are named), "disposals" (from 2023: sell, exchange or otherwise dispose).
   */
  readonly asks: "acquisitions" | "receipts" | "gifts" | "disposals";
}

/** Names of lines that differ from year to year. */
export interface FormLabels {
  readonly deduction: string;
  readonly wages: string;
  readonly otherIncome: string;
  readonly niit: string;
}

/** How the forms of one year look: boxes, rows a page, names of lines. Labels are data, so a renumbered form is one edit. */
export interface FormEdition {
  /** Rows on one page of Form 8949. */
  readonly rowsPerPage: number;
  /** Form 8949 has boxes G to L for digital assets (from 2025). */
  readonly digitalAssetBoxes: boolean;
  /** Box for a digital asset sold without a Form 1099: short and long. */
  readonly shortBox: Form8949Box;
  readonly longBox: Form8949Box;
  /** Form 1040 lines. */
  readonly capitalGainLine: string;
  readonly agiLine: string;
  readonly deductionLine: string;
  readonly taxableIncomeLine: string;
  readonly taxLine: string;
  /** Schedule 1 line of digital assets received as ordinary income. */
  readonly otherIncomeLine: string;
  /** Line of wages. */
  readonly wagesLine: string;
  /** Line the net investment income tax of Form 8960 goes to. */
  readonly niitLine: string;
  /** What the year's paper calls the lines whose names changed over the years, in its own words, shortened where it is long. */
  readonly labels: FormLabels;
  /** null for the years whose return does not ask (before 2019). */
  readonly question: DigitalAssetQuestionText | null;
  readonly authority: string;
  /**
   * What a reader must know about these lines: they were not compared with the year's blank forms, or they are another
   * year's. null: every line of Form 1040, Schedule 1, Schedule D and Form 8949 was, and of Form 8960 from 2020
   * (tests/unit/tax/forms/official-*). Schedules 2 and C and the worksheet of the Form 1040 instructions never were.
   */
  readonly note: string | null;
}

/** The law's numbers for one tax year. */
export interface YearRules {
  readonly year: number;
  readonly brackets: ByStatus<readonly Bracket[]>;
  /** Taxable income up to which adjusted net capital gain is taxed at 0 %, then at 15 % (IRC 1(h)(1)(B)-(C)). */
  readonly zeroRateCeiling: ByStatus<Usd>;
  readonly fifteenRateCeiling: ByStatus<Usd>;
  /** Schedule D Tax Worksheet line 19: top of the bracket below which 28 % gain is taxed at ordinary rates. */
  readonly ordinaryCeilingForGains: ByStatus<Usd>;
  readonly standardDeduction: ByStatus<Usd>;
  /** IRC 1211(b). */
  readonly lossLimit: ByStatus<Usd>;
  /** IRC 1411(b); not indexed. */
  readonly niitThreshold: ByStatus<Usd>;
  readonly niitRate: string;
  /** Where the brackets and ceilings come from. */
  readonly authority: string;
  readonly forms: FormEdition;
}
