import type { Quantity } from "@/lib/money/quantity";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { AccountId, AssetId, TransactionId } from "./transaction";

/** What can be wrong or unsure in the data. Each names the transaction, what is missing and what would settle it. */
export type IssueCode =
  | "missing-basis" // sold or sent more than the account holds: `quantity` is what is missing
  | "unmatched-deposit" // arrived from an unknown place: its basis is not known
  | "unmatched-withdrawal" // left to an unknown place: not treated as a sale
  | "missing-value" // price, proceeds or fair market value not known in USD
  | "bad-quantity" // zero or negative quantity
  | "bad-value" // negative dollars
  | "future-date" // later than the as-of moment
  | "early-date" // before 2009-01-03 (the first block): surely a mistake
  | "unknown-kind" // a row nobody has said what it is
  | "unsupported-year" // disposals in a year whose tax rules are not in the product
  | "late-identification" // identification or order made after the sale: FIFO was used
  | "bad-identification" // names lots or quantities that were not there
  | "allocation-mismatch" // Rev. Proc. 2024-28 allocation does not conserve units
  | "choice-needed" // the law leaves it open and the client has not chosen (wrapping, bridging)
  | "loss-without-sale" // worthless, stolen, lost or locked up: no capital loss, perhaps something else
  | "wash-unsettled" // near a loss on a security something came in of which no authority says whether it counts
  | "short-sale" // closed with own units at a gain: day and term of the gain may be others
  | "duplicate-id"; // two transactions with one id

/** Something wrong in the data that the person must see; part of the result, never an exception. */
export interface Issue {
  readonly code: IssueCode;
  /** "blocking": figures of `year` are not known until settled. "check": figures stand, but look. */
  readonly severity: "blocking" | "check";
  readonly transaction: TransactionId;
  readonly account: AccountId;
  readonly asset: AssetId | null;
  readonly date: CalendarDate;
  /** Missing or affected units, where the code speaks of units. */
  readonly quantity: Quantity | null;
  /** One plain sentence: what is wrong. No advice, no names of people. */
  readonly message: string;
  /** One plain sentence: what would settle it. */
  readonly remedy: string;
}
