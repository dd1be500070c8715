import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Term } from "./closed-lot";
import type { AccountId, AssetId, TransactionId } from "./transaction";

/** What a person says about an account. An account nobody spoke of is the client's own, in a broker's custody (the stricter case). */
export interface AccountFacts {
  readonly account: AccountId;
  /** "own": the client alone holds the keys (Reg. 1.1012-1(j)(1)-(2)); "broker": a custodial platform does ((j)(3)). */
  readonly custody: "own" | "broker";
  /**
   * Whose return its gains are on: the client's (a joint account and the spouse's on a joint return included), the spouse's own
   * return, or nobody's (IRA, Roth IRA). Purchases in all of them count against a loss (IRC 1091; Pub. 550).
   */
  readonly owner: "client" | "spouse" | "ira";
}

/** What a person says about an asset. An asset nobody spoke of is a digital asset, no collectible. */
export interface AssetFacts {
  readonly asset: AssetId;
  /** "security": stock, a share of a spot fund, an option on one; "tokenized-security": the same on a chain (i1099da 2026). */
  readonly class: "digital" | "security" | "tokenized-security";
  /** Taxed by the 28 % group when long term (IRC 408(m); Notice 2023-27 for NFTs). */
  readonly collectible: boolean;
  /** Assets with the same text are substantially identical (IRC 1091); null: only to itself. */
  readonly identicalTo: string | null;
}

/** Why a loss is not deductible whoever bought and whenever: family and own companies, or property of personal use. */
export type DeniedLoss = "related-party" | "personal-use";

/** What a broker's form says about one disposal (Form 1099-B, or 1099-DA from 2025). Figures as printed; null = box empty. */
export interface BrokerReport {
  readonly disposal: TransactionId;
  readonly form: "1099-B" | "1099-DA";
  readonly proceeds: Usd;
  readonly basis: Usd | null;
  /** Box 12 of the B, box 2 of the DA: the basis went to the IRS too. */
  readonly basisReported: boolean;
  readonly term: Term | "ordinary" | null;
  /** 1099-B box 1g, 1099-DA box 1i. */
  readonly washDisallowed: Usd | null;
  readonly acquired: CalendarDate | null;
  readonly units: Quantity | null;
}

/**
 * A line of a broker's form that is no sale of the books, and what a person said it is: units that moved between own accounts, or a sale of
 * somebody else's. The IRS has the line, so Form 8949 answers it, with a gain of zero. Figures as printed; null = box empty.
 */
export interface BrokerLine {
  /** Stays the same when the form comes again; tells equal lines apart. */
  readonly id: string;
  readonly taxYear: number;
  readonly payer: string;
  /** What the units are, as the form names them. */
  readonly name: string;
  readonly asset: AssetId | null;
  readonly units: Quantity;
  readonly acquired: CalendarDate | "various" | null;
  readonly sold: CalendarDate | null;
  readonly proceeds: Usd;
  readonly basis: Usd | null;
  /** Box 2: the basis went to the IRS too. */
  readonly basisReported: boolean;
  readonly term: Term | "ordinary" | null;
  readonly answer: "own-transfer" | "nominee";
}
