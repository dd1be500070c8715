import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Term } from "./closed-lot";
import type { LotId } from "./settings";
import type { AccountId, AssetId, Lost, TransactionId } from "./transaction";

/** The return's question about digital assets, in its own words, with the answer these books give. */
export interface DigitalAssetAnswer {
  /** Where it stands: "Form 1040, page 1". */
  readonly where: string;
  readonly text: string;
  /** "check": the wording may reach something these books cannot tell; `reasons` says what. */
  readonly answer: "yes" | "no" | "check";
  /** Plain sentences, the strongest first. */
  readonly reasons: readonly string[];
  readonly authority: string;
}

/** What the law gives for units gone without a sale. */
export type LossTreatment =
  | "miscellaneous-deduction" // 2017: Schedule A, above 2 % of AGI
  | "suspended" // 165, 67(g): no benefit from 2018
  | "theft" // 165(c)(2): Form 4684 when entered into for profit
  | "nondeductible"
  | "open-claim";

/** Units gone without a sale, one entry a transaction: in no gain, and always for a professional to look at. */
export interface LossWithoutSale {
  readonly transaction: TransactionId;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly date: CalendarDate;
  readonly quantity: Quantity;
  /** Basis of the units: what a deduction, where there is one, is limited to. null: not known. */
  readonly basis: Usd | null;
  readonly reason: Lost["reason"];
  readonly treatment: LossTreatment;
  /** The form a deduction would be on; null when there is none. */
  readonly form: string | null;
  /** One plain sentence: what the law gives. */
  readonly says: string;
  readonly authority: string;
  readonly needsProfessional: true;
}

/** One lot's share of a donation. */
export interface DonatedLot {
  readonly lot: LotId;
  readonly quantity: Quantity;
  readonly acquired: CalendarDate | "inherited" | null;
  readonly term: Term;
  readonly value: Usd | null;
  readonly basis: Usd | null;
  /** Fair market value when held more than a year, else the smaller of basis and value (IRC 170(e)(1)(A)); null: not known. */
  readonly deduction: Usd | null;
}

/** A donation to charity: no gain, and what its deduction is based on before the percentage limits of IRC 170(b). */
export interface Donation {
  readonly transaction: TransactionId;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly date: CalendarDate;
  readonly quantity: Quantity;
  readonly value: Usd | null;
  readonly basis: Usd | null;
  readonly deduction: Usd | null;
  readonly lots: readonly DonatedLot[];
  readonly authority: string;
}

/** Similar items of one year: donations of one asset count together, to whomever they went (IRC 170(f)(11)(F)). */
export interface SimilarItems {
  readonly asset: AssetId;
  /** null: a value or basis is not known. */
  readonly claimed: Usd | null;
  /** Section of Form 8283; null when the year needs no Form 8283, or when the claim is not known. */
  readonly section: "A" | "B" | null;
  /** Above $5,000, unless publicly traded securities; without it there is no deduction (IRC 170(f)(11)(A)(i), (C)). */
  readonly appraisalRequired: boolean;
  /** Above $500,000 the appraisal itself is attached (IRC 170(f)(11)(D)). */
  readonly attachAppraisal: boolean;
}

/** The year's noncash contributions of these books together. */
export interface NoncashContributions {
  /** null: some claim is not known. */
  readonly claimed: Usd | null;
  /** Form 8283 is filed when the year's noncash deduction is above $500. */
  readonly form8283: boolean;
  readonly items: readonly SimilarItems[];
  readonly authority: string;
}
